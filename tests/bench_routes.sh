#!/usr/bin/env bash
# Routes of choro against NetworkX (PyPI: networkx) on the same graph in this run: the same lengths,
# the same parts, and the time of both; then a synthetic network of a million edges, prepared. Exits
# with 1 where an answer differs or NetworkX is not fifty times slower.
#
#   tests/bench_routes.sh [FILE.osm.pbf]      by default Helsinki under ../shared/data/osm
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
target="${CARGO_TARGET_DIR:-$root/target}"
eval="$target/release/choro_eval"
extract="${1:-$root/../shared/data/osm/Helsinki.osm.pbf}"
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

if [ ! -x "$eval" ]; then
    echo "skipped: $eval missing (cargo build --release -p choro_eval)"
    exit 0
fi
"$eval" network national 1000000
if [ ! -f "$extract" ]; then
    echo "skipped: $extract missing"
    exit 0
fi
"$eval" network routes "$extract" --out "$room"

venv="$target/bench-peers"
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv" 2>/dev/null || true
fi
if [ ! -x "$venv/bin/python" ]; then
    echo "skipped: networkx, no Python environment"
    exit 0
fi
"$venv/bin/python" -m pip install --quiet networkx 2>/dev/null || echo "skipped: networkx cannot be installed"
"$venv/bin/python" "$root/tests/bench_routes.py" "$room"
