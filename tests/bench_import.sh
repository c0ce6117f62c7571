#!/usr/bin/env bash
# Placemarks imported against ogr2ogr (Debian gdal-bin), in one run on one machine.
#
# A synthetic KMZ of N placemarks (70,000 unless given) is turned into a GeoPackage by both, three
# times each, the quickest counting; then what each kept of it is counted in the GeoPackages
# themselves. Needs ../shared for the places, and gdal-bin for the peer; says so where they are
# missing. Usage: tests/bench_import.sh [N]
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-70000}
choro=target/release/choro
eval=target/release/choro_eval
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! "$eval" sites generate "$count" --seed 1 --out "$work/sites.kmz" >/dev/null 2>"$work/why"; then
    echo "skipped: $(cat "$work/why")"
    exit 0
fi

# Seconds and peak kilobytes of a command, the quickest of three.
measured() {
    python3 - "$@" <<'PYTHON'
import os, resource, subprocess, sys, time
best = None
for _ in range(3):
    out = sys.argv[1]
    if os.path.exists(out):
        os.remove(out)
    begun = time.monotonic()
    child = subprocess.Popen(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    took = time.monotonic() - begun
    if status:
        sys.exit(f"{sys.argv[2]} failed")
    if best is None or took < best[0]:
        best = (took, used.ru_maxrss)
print(f"{best[0]:.2f} {best[1] // 1024}")
PYTHON
}

echo "KMZ of $count synthetic placemarks, $(du -k "$work/sites.kmz" | cut -f1) kB"
read -r own own_mb < <(measured "$work/own.gpkg" "$choro" import "$work/sites.kmz" --output "$work/own.gpkg")
echo "choro import → GeoPackage  ${own} s  ${own_mb} MB"
if ! command -v ogr2ogr >/dev/null; then
    echo "skipped: ogr2ogr missing (apt-get install gdal-bin)"
    exit 0
fi
read -r peer peer_mb < <(measured "$work/peer.gpkg" ogr2ogr -f GPKG "$work/peer.gpkg" "$work/sites.kmz")
echo "ogr2ogr → GeoPackage       ${peer} s  ${peer_mb} MB   ($(ogr2ogr --version))"
python3 - "$own" "$peer" <<'PYTHON'
import sys
own, peer = map(float, sys.argv[1:])
print(f"ratio {peer / own:.1f}")
PYTHON
python3 tests/bench_import_kept.py "$work/sites.kmz" "$work/own.gpkg" "$work/peer.gpkg"
