#!/usr/bin/env python3
"""Opens the GeoParquet file made of `sites.kml` with pyarrow and GeoPandas.

    check_geoparquet.py FILE

The metadata are held against GeoParquet 1.1.0, the rows against what the KML says. GeoPandas goes
into target/interop/parquet-venv where it can be had. Last, faults are planted in copies: a check
that does not see them fails. Exit status 0 where all is well or nothing can be checked.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "interop" / "parquet-venv"

KINDS = {"Point", "Point Z", "LineString", "Polygon", "MultiPoint"}
# What the KML says, by name: the shape as well-known text, the folder, both ends.
SITES = {
    "청진역": ("POINT Z (129.75 41.8 12.5)", "North", "1908", "1945-08"),
    "gone by 1950": ("POINT (129.7 41.7)", "North", None, "1950"),
    "no id": ("LINESTRING (129.1 41.1, 129.2 41.3, 129.4 41.3)", "North", "2006", None),
    None: ("POLYGON ((129 41, 129.5 41, 129.5 41.5, 129 41.5, 129 41), "
           "(129.1 41.1, 129.1 41.2, 129.2 41.2, 129.1 41.1))", "North", None, None),
    "nowhere": (None, "South", None, None),
    "two": ("MULTIPOINT ((127.5 39.9), (127.6 39.8))", "South", None, None),
}
BOX = [127.5, 39.8, 129.75, 41.8]


class Fault(Exception):
    pass


def need(condition, message):
    if not condition:
        raise Fault(message)


def environment():
    """Starts again where GeoPandas is; `False` where it cannot be had."""
    if Path(sys.prefix) == VENV:
        return True
    python = VENV / "bin" / "python"
    if not (VENV / "ready").exists():
        made = subprocess.run([sys.executable, "-m", "venv", VENV], check=False)
        got = made.returncode == 0 and subprocess.run(
            [python, "-m", "pip", "install", "-q", "--disable-pip-version-check",
             "geopandas==1.*", "pyarrow"], check=False).returncode == 0
        if not got:
            return False
        (VENV / "ready").touch()
    os.execv(python, [str(python), __file__, *sys.argv[1:]])


def check_metadata(schema):
    geo = json.loads((schema.metadata or {}).get(b"geo", b"null"))
    need(isinstance(geo, dict), "no `geo` metadata")
    need(geo.get("version") == "1.1.0", f"version {geo.get('version')}")
    primary = geo.get("primary_column")
    need(primary in geo.get("columns", {}), f"primary column {primary} is not described")
    need(primary in schema.names, f"primary column {primary} is not there")
    column = geo["columns"][primary]
    need(column.get("encoding") == "WKB", f"encoding {column.get('encoding')}")
    need(str(schema.field(primary).type) == "binary", "the geometry is not binary")
    need(set(column["geometry_types"]) == KINDS, f"kinds {column['geometry_types']}")
    need(column.get("bbox") == BOX, f"box {column.get('bbox')}")
    covering = column["covering"]["bbox"]
    for side in ("xmin", "ymin", "xmax", "ymax"):
        name, field = covering[side]
        parts = {part.name: str(part.type) for part in schema.field(name).type}
        need(parts.get(field) in ("float", "double"), f"{name}.{field} is {parts.get(field)}")
    return primary, covering["xmin"][0]


def check(path):
    import geopandas
    import pyarrow.parquet
    import shapely

    table = pyarrow.parquet.read_table(path)
    primary, box = check_metadata(table.schema)
    rows = table.to_pylist()
    need(len(rows) == len(SITES), f"{len(rows)} rows")
    need({row["name"] for row in rows} == set(SITES), "other names")
    for row in rows:
        text, folder, begin, end = SITES[row["name"]]
        shape = None if row[primary] is None else shapely.from_wkb(row[primary])
        wanted = None if text is None else shapely.from_wkt(text)
        same = (shape is None) == (wanted is None) and (
            shape is None or (shape.equals(wanted) and shape.has_z == wanted.has_z))
        need(same, f"{row['name']} is {shape}, not {text}")
        sides = None if shape is None else shape.bounds
        held = None if row[box] is None else tuple(row[box].values())
        need(sides == held, f"{row['name']}: box {held}, not {sides}")
        found = (row["folder"], row["begin"], row["end"])
        need(found == (folder, begin, end), f"{row['name']}: {found}")
    station = next(row for row in rows if row["id"] == "p1")
    need(station["gauge"] == "1435" and station["note"] == '"both", yes', "attributes are others")
    need(str(station["first_day"]) == "1908-01-01", f"first day {station['first_day']}")
    need(str(station["last_day"]) == "1945-08-31", f"last day {station['last_day']}")

    frame = geopandas.read_parquet(path)
    need(frame.crs is not None and frame.crs.to_epsg() in (4326, None), f"crs {frame.crs}")
    need(frame.geometry.name == primary and len(frame) == len(SITES), "GeoPandas reads less")
    near = geopandas.read_parquet(path, bbox=(127.4, 39.7, 127.7, 40.0))
    need(list(near["name"]) == ["two"], f"in the box GeoPandas finds {list(near['name'])}")


def faults(table, geo):
    """Copies with one fault each."""
    import pyarrow

    def described(change):
        other = json.loads(json.dumps(geo))
        change(other)
        return table.replace_schema_metadata({"geo": json.dumps(other)})

    def column(name, change):
        at = table.schema.get_field_index(name)
        values = change(table.column(name).to_pylist())
        field = table.schema.field(name)
        return table.set_column(at, field, pyarrow.array(values, field.type))

    geometry = lambda other: other["columns"]["geometry"]
    yield "no metadata", table.replace_schema_metadata({})
    yield "another version", described(lambda o: o.update(version="2.0.0"))
    yield "a primary column that is not there", described(lambda o: o.update(primary_column="g"))
    yield "another encoding", described(lambda o: geometry(o).update(encoding="WKT"))
    yield "a kind left out", described(lambda o: geometry(o)["geometry_types"].pop())
    yield "a wrong box", described(lambda o: geometry(o).update(bbox=[0, 0, 1, 1]))
    yield "a box beside another row", column("bbox", lambda v: v[1:] + v[:1])
    yield "a damaged geometry", column("geometry", lambda v: [b and b[:-3] for b in v])
    yield "latitude first", column("geometry", lambda v: [b and swapped(b) for b in v])
    yield "a lost row", table.slice(1)
    yield "a lost attribute", table.drop_columns(["gauge"])
    yield "a lost time", column("begin", lambda v: [None for _ in v])


def swapped(wkb):
    import shapely

    return shapely.to_wkb(shapely.transform(shapely.from_wkb(wkb), lambda c: c[:, ::-1]))


def main():
    import pyarrow.parquet

    path = sys.argv[1]
    try:
        check(path)
    except Fault as fault:
        print(f"{path}: {fault}", file=sys.stderr)
        return 1
    table = pyarrow.parquet.read_table(path)
    geo = json.loads(table.schema.metadata[b"geo"])
    seen = 0
    with tempfile.TemporaryDirectory() as folder:
        for what, planted in faults(table, geo):
            copy = Path(folder) / "planted.parquet"
            pyarrow.parquet.write_table(planted, copy)
            try:
                check(copy)
            except Exception:  # whatever refuses it has seen it
                seen += 1
                continue
            print(f"planted and not seen: {what}", file=sys.stderr)
            return 1
    print(f"{path}: GeoPandas and pyarrow read all of it; {seen} planted faults seen")
    return 0


if len(sys.argv) != 2:
    sys.exit(__doc__)
if not environment():
    print("skipped: GeoPandas cannot be had")
    sys.exit(0)
sys.exit(main())
