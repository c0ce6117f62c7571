#!/usr/bin/env bash
# How good and how fast: the seed texts against hand-made truth, and builds of the example and of a
# whole country's gazetteer. Data that is not there is skipped.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
target="${CARGO_TARGET_DIR:-$root/target}"
choro="$target/release/choro"
shared="$root/../shared"
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

# timed WORDS COMMAND…: how long the command takes, whatever it finds.
timed() {
    local words=$1 start end
    shift
    start=$(date +%s%N)
    "$@" >/dev/null 2>&1 || true
    end=$(date +%s%N)
    printf '%-44s %6d ms\n' "$words" $(((end - start) / 1000000))
}

# builds NAME FOLDER: cold, unchanged, and with one document edited.
builds() {
    local name=$1 folder=$2 document
    document=$(find "$folder/docs" -type f -name '*.*' | sort | head -n 1)
    timed "$name: first build" "$choro" build "$folder"
    timed "$name: build, nothing changed" "$choro" build "$folder"
    echo " And so on." >>"$document"
    timed "$name: build, one document changed" "$choro" build "$folder"
    echo " And so on." >>"$document"
    timed "$name: check, one document changed" "$choro" check --project "$folder"
    timed "$name: check, nothing changed" "$choro" check --project "$folder"
}

cp -r "$root/examples/hamgyong" "$room/example"
rm -rf "$room/example/public" "$room/example/.choro"
builds "example" "$room/example"

places="$shared/data/gazetteer/wof_kp_places.tsv"
polygons="$shared/data/gazetteer/wof_kp_polygons.geojson"
if [ -f "$places" ] && [ -f "$polygons" ]; then
    mkdir -p "$room/country/docs"
    cp "$root"/examples/hamgyong/docs/*.md "$room/country/docs/"
    cat >"$room/country/choro.toml" <<TOML
[[reference]]
path = "$places"
id = "wof"
format = "whos-on-first"
accuracy_m = 1500
[[reference]]
path = "$polygons"
id = "wof-polygons"
format = "whos-on-first"
accuracy_m = 1500
TOML
    builds "$(wc -l <"$places") records" "$room/country"
else
    echo "skipped: $places missing"
fi

if [ -d "$shared/gold" ]; then
    (cd "$root" && "$target/release/choro_eval" seeds)
else
    echo "skipped: $shared/gold missing"
fi

echo
if [ -d "$shared/corpora" ]; then
    (cd "$root" && "$target/release/choro_eval" speed)
else
    echo "skipped: $shared/corpora missing"
fi

echo
"$root/tests/bench_names.sh"

echo
"$root/tests/bench_taggers.sh"

echo
"$root/tests/bench_sites.sh"
