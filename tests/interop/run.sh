#!/bin/sh
# Every check of outputs against tools of others. Ends at the first that fails.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for check in "$here"/*.sh; do
    case "$check" in
    */run.sh | */prepare.sh) continue ;;
    esac
    echo "== $(basename "$check" .sh)"
    "$check"
done
