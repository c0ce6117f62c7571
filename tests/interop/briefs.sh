#!/bin/sh
# Briefs of the example as Word files and Typst texts, in both languages, and of a project of hostile
# names, opened by tools of others.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target="${CARGO_TARGET_DIR:-$root/target}"
command -v python3 >/dev/null 2>&1 || { echo "skipped: python3 missing"; exit 0; }
cargo build -q --manifest-path "$root/Cargo.toml" -p choro
choro="$target/debug/choro"
room="$target/interop/briefs"
rm -rf "$room"
mkdir -p "$room/hostile/gazetteer" "$room/out"
cat >"$room/hostile/gazetteer/places.csv" <<'CSV'
id,name,type,lat,lon,variants
a,"*A* _b_ [x](y) <b>c</b> & ""q"" `d` #set $x$ \end @ref ~ // /* -- = + 1.",town,46.0,7.0,"- item|= head|+ n|/ t: u|1. one|https://x.example/"
b,"#panic(""x"")",city,46.2,7.0,"$ a|\|]|[|}|{|…|---"
CSV
: >"$room/hostile/choro.toml"
for format in docx typst; do
    "$choro" brief -q --project "$root/examples/hamgyong" hyesan kyongsong north-hamgyong chongjin \
        --format $format -o "$room/out"
    "$choro" brief -q --project "$root/examples/hamgyong" hyesan kyongsong --lang ko \
        --format $format -o "$room/ko"
    "$choro" brief -q --project "$room/hostile" --all --format $format -o "$room/bad"
done
for folder in out ko bad; do
    python3 "$here/check_briefs.py" "$room/$folder"
done
