#!/bin/sh
# The site of the sample atlas, searched and read in a real browser from disk.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target="${CARGO_TARGET_DIR:-$root/target}"
command -v python3 >/dev/null 2>&1 || { echo "skipped: python3 missing"; exit 0; }
cargo test -q --manifest-path "$root/Cargo.toml" -p choro_site --test pages >/dev/null
python3 "$here/check_site.py" "$target/tmp/site"
