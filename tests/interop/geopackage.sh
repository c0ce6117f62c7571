#!/bin/sh
# The sample atlas as a GeoPackage: held against the standard, opened with GDAL.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target="${CARGO_TARGET_DIR:-$root/target}"
command -v python3 >/dev/null 2>&1 || { echo "skipped: python3 missing"; exit 0; }
cargo test -q --manifest-path "$root/Cargo.toml" -p choro_export --test written >/dev/null
python3 "$here/check_geopackage.py" "$target/tmp/sample.gpkg"
