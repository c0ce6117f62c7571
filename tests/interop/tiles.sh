#!/bin/sh
# An archive of tiles, read by readers of others: PyPI pmtiles, mapbox-vector-tile and shapely.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target="${CARGO_TARGET_DIR:-$root/target}"
python="$target/tiles-venv/bin/python"
if [ ! -x "$python" ] || ! "$python" -c "import pmtiles, mapbox_vector_tile, shapely" 2>/dev/null; then
    python3 -m venv "$target/tiles-venv" 2>/dev/null &&
        "$target/tiles-venv/bin/pip" install -q pmtiles==3.8.1 mapbox-vector-tile==2.2.0 \
            shapely==2.1.2 2>/dev/null ||
        { echo "skipped: pmtiles or mapbox-vector-tile missing"; exit 0; }
fi
cargo test -q --manifest-path "$root/Cargo.toml" -p choro_tile --test tiles an_archive >/dev/null
"$python" "$here/check_tiles.py" "$target/tmp/tiles/map.pmtiles"
