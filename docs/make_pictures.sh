#!/bin/sh
# Makes the pictures of the README from the example: docs/pictures/*.png. Needs Chromium and a font with
# Hangul (Debian: chromium, fonts-nanum).
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
choro="$root/target/release/choro"
example="$root/examples/hamgyong"
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
(cd "$root" && make --no-print-directory web && cargo build --release -p choro)
"$choro" build "$example" --fail-on never --quiet
"$choro" brief Kyongsong --project "$example" --radius 20km --format html -o "$room"
mkdir -p "$root/docs/pictures"

# picture NAME ADDRESS HEIGHT
picture() {
    chromium --headless --no-sandbox --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --enable-unsafe-swiftshader --hide-scrollbars \
        --user-data-dir="$room/profile" --virtual-time-budget=20000 --window-size="1000,$3" \
        --screenshot="$root/docs/pictures/$1.png" "$2" >/dev/null 2>&1
}
picture start "file://$example/public/index.html" 900
picture place "file://$example/public/place/kyongsong.html" 1000
picture line "file://$example/public/line/hambuk-line.html" 900
picture findings "file://$example/public/findings.html" 900
picture brief "file://$room/$(ls "$room" | grep 'html$' | head -1)" 1400
