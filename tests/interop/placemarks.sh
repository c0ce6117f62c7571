#!/bin/sh
# Placemarks as the program writes them: Linked Places held against the format's own list of
# members, GeoParquet opened with GeoPandas and pyarrow; planted faults must be seen.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target="${CARGO_TARGET_DIR:-$root/target}"
command -v python3 >/dev/null 2>&1 || { echo "skipped: python3 missing"; exit 0; }
cargo build -q --manifest-path "$root/Cargo.toml" -p choro
room="$target/interop"
mkdir -p "$room"
for format in lpf.json parquet; do
    rm -f "$room/sites.$format"
    "$target/debug/choro" import "$here/sites.kml" --output "$room/sites.$format" >/dev/null
done
python3 "$here/check_linked_places.py" "$room/sites.lpf.json" 6
python3 "$here/check_geoparquet.py" "$room/sites.parquet"
