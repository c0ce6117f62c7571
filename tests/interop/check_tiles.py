#!/usr/bin/env python3
"""Reads an archive of vector tiles with PyPI pmtiles, mapbox-vector-tile and shapely.

    check_tiles.py ARCHIVE            that of choro_tile's test: everything in it must be there
    check_tiles.py --count ARCHIVE    any archive: what is in it, zoom by zoom

With the first, faults are planted in copies of the archive; a check that does not see them fails.
"""

import gzip
import sys
from collections import Counter
from pathlib import Path

import mapbox_vector_tile
from pmtiles.reader import MemorySource, Reader, all_tiles
from pmtiles.tile import Compression, TileType
from shapely.geometry import shape


class Fault(Exception):
    pass


def tiles(data):
    for (zoom, x, y), content in all_tiles(MemorySource(data)):
        decoded = mapbox_vector_tile.decode(
            gzip.decompress(content), default_options={"y_coord_down": True}
        )
        yield zoom, x, y, decoded


def count(path):
    data = path.read_bytes()
    found, seen, invalid, sizes = Counter(), Counter(), Counter(), Counter()
    distinct = {}
    for (zoom, _, _), content in all_tiles(MemorySource(data)):
        found[zoom] += 1
        sizes[zoom] = max(sizes[zoom], len(content))
        if content not in distinct:
            layers = mapbox_vector_tile.decode(gzip.decompress(content))
            features = [f for layer in layers.values() for f in layer["features"]]
            areas = [shape(f["geometry"]) for f in features if "Polygon" in f["geometry"]["type"]]
            distinct[content] = len(features), sum(not area.is_valid for area in areas)
        seen[zoom] += distinct[content][0]
        invalid[zoom] += distinct[content][1]
    print(f"{path.name}: {len(data)} bytes")
    for zoom in sorted(found):
        print(
            f"  zoom {zoom}: {found[zoom]} tiles, the largest {sizes[zoom]} bytes; "
            f"{seen[zoom]} features, {invalid[zoom]} invalid areas"
        )


def check(data):
    header = Reader(MemorySource(data)).header()
    if header["tile_type"] != TileType.MVT or header["tile_compression"] != Compression.GZIP:
        raise Fault(f"not what it says: {header}")
    metadata = Reader(MemorySource(data)).metadata()
    layers = {layer["id"]: layer["fields"] for layer in metadata["vector_layers"]}
    if layers.get("site") != {"from": "Number", "name": "String", "to": "Number"}:
        raise Fault(f"layers {layers}")
    sites, areas, lines, addressed = {}, 0, 0, 0
    for zoom, x, y, decoded in tiles(data):
        addressed += 1
        for name, layer in decoded.items():
            if layer["version"] != 2 or layer["extent"] != (8192 if zoom == 6 else 4096):
                raise Fault(f"{zoom}/{x}/{y} {name}: {layer['version']}, {layer['extent']}")
            for feature in layer["features"]:
                geometry = shape(feature["geometry"])
                if not geometry.is_valid or geometry.is_empty:
                    raise Fault(f"{zoom}/{x}/{y} {feature['id']}: {geometry.wkt[:200]}")
                areas += "Polygon" in geometry.geom_type
                lines += "LineString" in geometry.geom_type
                if zoom == 6 and name == "site":
                    sites[feature["id"]] = feature["properties"]
    if addressed != header["addressed_tiles_count"]:
        raise Fault(f"{addressed} tiles, not {header['addressed_tiles_count']}")
    expected = {
        100 + n: {"name": f"성 {n}", "from": 1900 + n % 100, "to": 2000} for n in range(400)
    }
    if sites != expected:
        raise Fault(f"{len(sites)} sites, some not as written")
    if not areas or not lines:
        raise Fault(f"{areas} areas and {lines} lines")
    return addressed, areas, lines


def plant(data):
    """Faults that the check must see: a tile too few, a site's name changed, tiles swapped."""
    header = Reader(MemorySource(data)).header()
    start, length = header["tile_data_offset"], header["tile_data_length"]
    planted = {
        "another type of tile": data[:99] + b"\x02" + data[100:],
        "a tile too many in the header": data[:72]
        + (header["addressed_tiles_count"] + 1).to_bytes(8, "little")
        + data[80:],
        "contents cut off": data[: start + length // 2],
    }
    for what, faulty in planted.items():
        try:
            check(faulty)
        except Exception:
            continue
        raise Fault(f"planted and not seen: {what}")


def main():
    arguments = sys.argv[1:]
    if not arguments:
        sys.exit(__doc__)
    if arguments[0] == "--count":
        count(Path(arguments[1]))
        return
    path = Path(arguments[0])
    data = path.read_bytes()
    try:
        addressed, areas, lines = check(data)
        plant(data)
    except Fault as fault:
        sys.exit(f"{path}: {fault}")
    print(f"{path}: {addressed} tiles, {areas} valid areas, {lines} lines; planted faults seen")


main()
