#!/usr/bin/env bash
# Questions about a million made-up sites, beside PostGIS and GeoPandas on the same sites and the
# same questions. What is not installed is skipped; Debian has PostGIS as postgresql-15-postgis-3.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
target="${CARGO_TARGET_DIR:-$root/target}"
cargo="${CARGO:-cargo}"
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
chmod 755 "$room"

echo "choro"
(cd "$root" && "$cargo" bench --quiet -p choro_inventory --bench questions -- --peers "$room") |
    tee "$room/choro.txt"

# postgis BIN: a server of its own in the room, gone with it.
postgis() {
    local bin=$1 as=()
    mkdir "$room/postgis"
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres "$room/postgis"
        as=(runuser -u postgres --)
    fi
    "${as[@]}" "$bin/initdb" --auth=trust --username=bench -D "$room/postgis/data" >"$room/postgis.log"
    "${as[@]}" "$bin/pg_ctl" -w -D "$room/postgis/data" -l "$room/postgis/server.log" \
        -o "-c listen_addresses= -k $room/postgis -c shared_buffers=512MB -c fsync=off" start >/dev/null
    "$bin/psql" -q -X -h "$room/postgis" -U bench -d postgres -v ON_ERROR_STOP=1 -v room="$room" \
        -f "$root/tests/bench_sites_postgis.sql" | tee "$room/PostGIS.txt" || echo "skipped: PostGIS failed"
    "${as[@]}" "$bin/pg_ctl" -m immediate -D "$room/postgis/data" stop >/dev/null
}

echo
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
if [ -n "$bin" ] && ls "$(dirname "$bin")"/lib/postgis-3.so >/dev/null 2>&1; then
    postgis "$bin"
else
    echo "skipped: PostGIS missing"
fi

echo
venv="$target/bench-peers"
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv" 2>/dev/null || true
fi
if [ -x "$venv/bin/python" ]; then
    "$venv/bin/python" -m pip install --quiet geopandas 2>/dev/null ||
        echo "skipped: peers that cannot be installed"
    "$venv/bin/python" "$root/tests/bench_sites_peers.py" "$room" | tee "$room/GeoPandas.txt"
else
    echo "skipped: GeoPandas, no Python environment"
fi

# What the others take, as multiples of what choro takes.
echo
awk '
    match($0, / +median +[0-9.]+ ms +p99 +[0-9.]+ ms/) {
        what = substr($0, 1, RSTART - 1)
        split(substr($0, RSTART), part, " ")
        who = FILENAME; sub(/.*\//, "", who); sub(/\.txt$/, "", who)
        if (who == "choro") { median[what] = part[2]; slow[what] = part[5] }
        else if (what in median && median[what] > 0 && slow[what] > 0)
            printf "%-30s %-10s median %8.1f times   p99 %8.1f times\n", what, who,
                part[2] / median[what], part[5] / slow[what]
    }
' "$room/choro.txt" $(ls "$room/PostGIS.txt" "$room/GeoPandas.txt" 2>/dev/null)
