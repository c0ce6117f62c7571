#!/usr/bin/env bash
# What choro reads of OpenStreetMap extracts against osmium-tool (Debian: osmium-tool): the same
# elements, and the time of both on this machine in this run. Exits with 1 where elements differ or
# choro takes more than one and a half times as long.
#
#   tests/bench_osm.sh [FILE.osm.pbf …]      by default those under ../shared/data/osm
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v osmium >/dev/null; then
  echo "skipped: osmium missing"
  exit 0
fi
if [ $# = 0 ]; then
  set -- ../shared/data/osm/*.osm.pbf
fi
if [ ! -e "$1" ]; then
  echo "skipped: $1 missing"
  exit 0
fi
cargo build --quiet --release -p choro_way --example drawn
exec python3 tests/bench_osm.py target/release/examples/drawn "$@"
