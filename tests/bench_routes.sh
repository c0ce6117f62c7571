#!/usr/bin/env bash
# Routes of choro against NetworkX (PyPI: networkx) on the same graphs in this run, a drawn one and a
# synthetic one of a hundred thousand edges: the same lengths, the same parts, and the time of both;
# before that a synthetic network of a million edges alone. Exits with 1 where an answer differs or
# NetworkX is not fifty times slower.
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
mkdir "$room/large" "$room/drawn"
"$eval" network national 100000 --pairs 100 --out "$room/large"
graphs=("$room/large")
if [ -f "$extract" ]; then
    "$eval" network routes "$extract" --out "$room/drawn"
    graphs+=("$room/drawn")
else
    echo "skipped: $extract missing"
fi

venv="$target/bench-peers"
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv" 2>/dev/null || true
fi
if [ ! -x "$venv/bin/python" ]; then
    echo "skipped: networkx, no Python environment"
    exit 0
fi
"$venv/bin/python" -m pip install --quiet networkx 2>/dev/null || echo "skipped: networkx cannot be installed"
code=0
for graph in "${graphs[@]}"; do
    "$venv/bin/python" "$root/tests/bench_routes.py" "$graph" || code=1
done
exit $code
