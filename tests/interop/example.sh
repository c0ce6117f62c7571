#!/bin/sh
# What the program itself writes of the example: SARIF, GeoPackage and site, read by others' tools.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target="${CARGO_TARGET_DIR:-$root/target}"
command -v python3 >/dev/null 2>&1 || { echo "skipped: python3 missing"; exit 0; }
cargo build -q --manifest-path "$root/Cargo.toml" -p choro
project="$target/interop/example"
rm -rf "$project"
mkdir -p "$target/interop"
cp -r "$root/examples/hamgyong" "$project"
rm -rf "$project/public" "$project/.choro"
choro="$target/debug/choro"

"$choro" build -q "$project" --fail-on never >/dev/null
"$choro" check -q --project "$project" --fail-on never --output-format sarif >"$project.sarif"
status=0
python3 "$here/validate_sarif.py" "$project.sarif" || status=$?
[ "$status" -eq 0 ] || [ "$status" -eq 3 ] || exit 1
python3 "$here/check_geopackage.py" "$project/public/atlas.gpkg" Chongjin 129.7758 41.7956
python3 "$here/check_site.py" "$project/public" \
    "hoeryong=place/hoeryong.html" "청진=place/chongjin.html" --text "index.html=Hamgyong"

# Findings are findings: the example has some, and the program says so.
status=0
"$choro" check -q --project "$project" >/dev/null || status=$?
[ "$status" -eq 1 ] || { echo "the example's slips were not found: exit $status"; exit 1; }
