#!/bin/sh
# The maps one moves about in, of the example atlas, in a real browser: from a server and from disk.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target="${CARGO_TARGET_DIR:-$root/target}"
if [ ! -f "$root/web/dist/map.js" ] || [ ! -d "$root/web/node_modules/playwright-core" ]; then
    echo "skipped: web/ is not built (make web)"
    exit 0
fi
rm -rf "$target/tmp/map"
mkdir -p "$target/tmp/map"
cp -R "$root/examples/hamgyong" "$target/tmp/map/project"
rm -rf "$target/tmp/map/project/public" "$target/tmp/map/project/.choro"
cargo run -q --manifest-path "$root/Cargo.toml" -p choro -- \
    build "$target/tmp/map/project" --fail-on never >/dev/null 2>&1
node "$root/web/test/map.mjs" "$target/tmp/map/project/public"
