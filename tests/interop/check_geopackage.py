#!/usr/bin/env python3
"""Checks a GeoPackage against the standard and opens it with GDAL, as a GIS would.

    check_geopackage.py FILE [NAME LON LAT]

First the file is held against OGC 12-128r19 with Python's own SQLite; then every layer is opened
with GDAL (pyogrio, installed into target/interop/venv where it is missing and can be had), counted
and the point of one place compared. Last, faults are planted in copies of the file: a check that
does not see them fails. Exit status 0 where all is well, 1 where not.
"""

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "interop" / "venv"
CORE = ["gpkg_spatial_ref_sys", "gpkg_contents", "gpkg_geometry_columns", "gpkg_extensions"]
KINDS = {"POINT": 1, "MULTILINESTRING": 5, "MULTIPOLYGON": 6}


class Fault(Exception):
    pass


def need(condition, message):
    if not condition:
        raise Fault(message)


def wkb(data, at):
    """The kind and all positions of a WKB geometry, and where it ends."""
    need(data[at] == 1, "WKB is not little-endian")
    (kind,) = struct.unpack_from("<I", data, at + 1)
    at += 5
    positions = []

    def count():
        nonlocal at
        (n,) = struct.unpack_from("<I", data, at)
        at += 4
        return n

    def line(n):
        nonlocal at
        found = [struct.unpack_from("<dd", data, at + 16 * i) for i in range(n)]
        at += 16 * n
        return found

    if kind == 1:
        positions += line(1)
    elif kind == 2:
        positions += line(count())
    elif kind == 3:
        for _ in range(count()):
            ring = line(count())
            need(len(ring) >= 4 and ring[0] == ring[-1], "a ring is not closed")
            positions += ring
    elif kind in (5, 6):
        for _ in range(count()):
            part, more, at = wkb(data, at)
            need(part == kind - 3, "a part of another kind")
            positions += more
    else:
        raise Fault(f"WKB of kind {kind}")
    return kind, positions, at


def check_blob(blob, kind, where):
    need(blob[:2] == b"GP" and blob[2] == 0, f"{where}: no GeoPackage header")
    flags = blob[3]
    need(flags & 1 == 1 and flags & 0b11100000 == 0, f"{where}: flags {flags:#x}")
    (srs,) = struct.unpack_from("<i", blob, 4)
    need(srs == 4326, f"{where}: srs {srs}")
    size = {0: 0, 1: 32}.get(flags >> 1 & 7)
    need(size is not None, f"{where}: envelope code {flags >> 1 & 7}")
    found, positions, end = wkb(blob, 8 + size)
    need(end == len(blob), f"{where}: {len(blob) - end} bytes too many")
    need(found == KINDS[kind], f"{where}: kind {found}, not {kind}")
    xs, ys = [p[0] for p in positions], [p[1] for p in positions]
    box = (min(xs), max(xs), min(ys), max(ys))
    if size:
        need(struct.unpack_from("<4d", blob, 8) == box, f"{where}: wrong envelope")
    need(-180 <= box[0] and box[1] <= 180 and -90 <= box[2] and box[3] <= 90, f"{where}: off the globe")
    return box


def check_layer(db, table, kind, extent):
    boxes = {}
    for rowid, blob in db.execute(f'SELECT id, geom FROM "{table}" WHERE geom IS NOT NULL'):
        boxes[rowid] = check_blob(blob, kind, f"{table} {rowid}")
    tree = {r[0]: r[1:] for r in db.execute(f'SELECT * FROM "rtree_{table}_geom"')}
    need(tree.keys() == boxes.keys(), f"{table}: the R-tree has {len(tree)} of {len(boxes)} features")
    for rowid, (x0, x1, y0, y1) in boxes.items():
        a, b, c, d = tree[rowid]
        need(a <= x0 and x1 <= b and c <= y0 and y1 <= d, f"{table} {rowid}: R-tree box too small")
    if boxes:
        whole = list(zip(*boxes.values()))
        box = (min(whole[0]), min(whole[2]), max(whole[1]), max(whole[3]))
        need(extent == box, f"{table}: extent {extent}, not {box}")
    triggers = db.execute("SELECT count(*) FROM sqlite_master WHERE type='trigger' AND tbl_name=?", (table,))
    need(triggers.fetchone()[0] == 7, f"{table}: R-tree triggers missing")


def check_standard(path):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        one = lambda sql: db.execute(sql).fetchone()[0]
        need(one("PRAGMA application_id") == 0x47504B47, "application_id")
        need(one("PRAGMA user_version") == 10400, "user_version")
        need(one("PRAGMA integrity_check") == "ok", "integrity_check")
        need(not db.execute("PRAGMA foreign_key_check").fetchall(), "foreign_key_check")
        tables = {r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type='table'")}
        need(all(t in tables for t in CORE), "a core table is missing")
        srs = {r[0] for r in db.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")}
        need({-1, 0, 4326} <= srs, "a reference system is missing")
        contents = {}
        for row in db.execute("SELECT table_name, data_type, last_change, min_x, min_y, max_x, max_y FROM gpkg_contents"):
            contents[row[0]] = row
            need(row[0] in tables, f"{row[0]} is no table")
            need(len(row[2]) == 24 and row[2].endswith("Z"), f"last_change {row[2]}")
        columns = dict(db.execute("SELECT table_name, geometry_type_name FROM gpkg_geometry_columns"))
        features = {t for t, row in contents.items() if row[1] == "features"}
        need(features == set(columns), f"layers {sorted(features ^ set(columns))} are half entered")
        mappings = {r[0] for r in db.execute("SELECT mapping_table_name FROM gpkgext_relations")}
        own = {t for t in tables if not t.startswith(("gpkg", "rtree_", "sqlite_"))}
        need(own == set(contents) | mappings, f"not in the contents: {sorted(own - set(contents) - mappings)}")
        for table, kind in columns.items():
            check_layer(db, table, kind, contents[table][3:])
        for base, related, mapping in db.execute(
            "SELECT base_table_name, related_table_name, mapping_table_name FROM gpkgext_relations"
        ).fetchall():
            for column, table in (("base_id", base), ("related_id", related)):
                lost = one(f'SELECT count(*) FROM "{mapping}" WHERE {column} NOT IN (SELECT id FROM "{table}")')
                need(lost == 0, f"{mapping}: {lost} rows lead nowhere")
        counts = {t: one(f'SELECT count(*) FROM "{t}"') for t in contents}
        return counts, columns
    except (sqlite3.Error, struct.error, IndexError) as error:
        raise Fault(str(error)) from error
    finally:
        db.close()


def check_gdal(path, counts, columns, place):
    import pyogrio

    layers = {name for name, _ in pyogrio.list_layers(path)}
    need(set(counts) <= layers, f"GDAL does not see {sorted(set(counts) - layers)}")
    for layer, count in counts.items():
        info = pyogrio.read_info(path, layer=layer, force_feature_count=True)
        need(info["features"] == count, f"GDAL counts {info['features']} in {layer}, not {count}")
        meta, _, shapes, _ = pyogrio.raw.read(path, layer=layer)
        if layer in columns:
            need("4326" in (meta["crs"] or ""), f"{layer}: crs {meta['crs']}")
            need(all(s is None or len(s) > 5 for s in shapes), f"{layer}: empty geometry")
    name, lon, lat = place
    meta, _, shapes, fields = pyogrio.raw.read(
        path, layer="places_point", bbox=(lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01)
    )
    names = list(fields[list(meta["fields"]).index("name")])
    need(name in names, f"GDAL finds {names} about {lon}, {lat}, not {name}")
    x, y = struct.unpack_from("<dd", shapes[names.index(name)], 5)
    need(abs(x - lon) < 1e-9 and abs(y - lat) < 1e-9, f"{name} is at {x}, {y}")


def plant(path, place):
    """Faults that the check must see."""
    faults = {
        "a corrupt geometry header": "UPDATE places_point SET geom = CAST('XX' || substr(geom, 3) AS BLOB) WHERE id = (SELECT min(id) FROM places_point)",
        "a layer out of the contents": "DELETE FROM gpkg_contents WHERE table_name = 'stations'",
        "a feature out of the R-tree": "DELETE FROM rtree_places_point_geom WHERE id = (SELECT min(id) FROM places_point)",
        "a link to nowhere": "UPDATE claims_places SET related_id = 99999999",
        "a foreign application id": "PRAGMA application_id = 1",
        "an extent too small": "UPDATE gpkg_contents SET max_x = min_x WHERE table_name = 'places_area'",
    }
    for what, sql in faults.items():
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "planted.gpkg"
            shutil.copy(path, copy)
            db = sqlite3.connect(copy)
            for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
                if "places_point" in trigger and "places_point" in sql and "UPDATE" in sql:
                    db.execute(f'DROP TRIGGER "{trigger}"')
            db.execute(sql)
            db.commit()
            db.close()
            try:
                check_standard(copy)
            except Fault:
                continue
            raise Fault(f"planted and not seen: {what}")
    with tempfile.TemporaryDirectory() as folder:
        cut = Path(folder) / "cut.gpkg"
        cut.write_bytes(Path(path).read_bytes()[:5000])
        try:
            check_standard(cut)
        except (Fault, sqlite3.Error):
            return len(faults) + 1
    raise Fault("planted and not seen: half a file")


def with_gdal():
    """Whether pyogrio can be had; starts again in its own environment where it is there."""
    try:
        import pyogrio  # noqa: F401

        return True
    except ImportError:
        pass
    python = VENV / "bin" / "python"
    if os.environ.get("CHORO_INTEROP") == "1":
        return False
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=False)
    if python.exists():
        installed = subprocess.run([python, "-c", "import pyogrio"], capture_output=True, check=False)
        if installed.returncode != 0:
            subprocess.run([python, "-m", "pip", "install", "-q", "pyogrio", "numpy"], check=False)
        os.environ["CHORO_INTEROP"] = "1"
        os.execv(python, [str(python), *sys.argv])
    return False


def main():
    if len(sys.argv) not in (2, 5):
        sys.exit(__doc__)
    path = sys.argv[1]
    place = (sys.argv[2], float(sys.argv[3]), float(sys.argv[4])) if len(sys.argv) == 5 else ("Chongnan", 129.776, 41.796)
    gdal = with_gdal()
    try:
        counts, columns = check_standard(path)
        print(f"{path}: {len(counts)} tables, {sum(counts.values())} rows as the standard asks")
        if gdal:
            check_gdal(path, counts, columns, place)
            print("GDAL opens and counts every layer")
        else:
            print("skipped: GDAL (pyogrio) cannot be had")
        print(f"{plant(path, place)} planted faults seen")
    except Fault as fault:
        print(f"{path}: {fault}", file=sys.stderr)
        sys.exit(1)


main()
