"""Compares the elements and the time of `choro_way`'s example `drawn` with those of osmium-tool.

usage: bench_osm.py DRAWN FILE.osm.pbf ...
"""

import os
import resource
import subprocess
import sys
import tempfile
import time

ROUNDS = 5
BAR = 1.5

STAGES = (
    "construction,proposed,planned,disused,abandoned,razed,dismantled,demolished,"
    "removed,destroyed,ruins,historic,was"
).split(",")
RAILWAYS = "rail,light_rail,subway,tram,narrow_gauge,monorail,funicular,preserved"
ROADS = (
    "motorway,motorway_link,trunk,trunk_link,primary,primary_link,secondary,secondary_link,"
    "tertiary,tertiary_link,unclassified,residential"
)
STATIONS = "station,halt,tram_stop,junction,spur_junction,border"
COURSES = "railway,train,light_rail,subway,tram,monorail,funicular"


def staged(kinds, key, values):
    """Filters for a key in use and with each lifecycle prefix."""
    filters = [f"{kinds}/{key}={values}"]
    filters += [f"{kinds}/{stage}:{key}={values}" for stage in STAGES]
    return filters


def filters(modes):
    """What osmium is asked for; the same as `choro_way` documents."""
    asked = [
        *staged("w", "railway", RAILWAYS + ",yes"),
        *[f"w/railway={stage}" for stage in STAGES],
        *staged("w", "route", "ferry"),
        *staged("nwr", "railway", STATIONS),
        *staged("nwr", "amenity", "ferry_terminal"),
        *staged("nwr", "barrier", "border_control"),
        *staged("nwr", "aeroway", "aerodrome"),
        *staged("nwr", "landuse", "port,harbour"),
        *staged("nwr", "industrial", "port"),
        *staged("nwr", "seamark:type", "harbour"),
        "nwr/harbour=yes",
        *staged("r", "route", COURSES + ",ferry"),
        *staged("r", "route_master", COURSES + ",ferry"),
    ]
    if "road" in modes:
        asked += [*staged("w", "highway", ROADS), "r/route=road"]
        asked += [f"w/{stage}={ROADS}" for stage in STAGES]
    return asked


def run(command, out=None):
    """Seconds on the wall and of the processors, the best of some rounds."""
    walls, cores = [], []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        with open(out or os.devnull, "wb") as stream:
            subprocess.run(command, check=True, stdout=stream, stderr=subprocess.DEVNULL)
        walls.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cores.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(walls), min(cores)


def choro_keys(path):
    """Elements by kind, without the pieces of ways that are cut."""
    with open(path, encoding="utf-8") as lines:
        return {"/".join(line.split(" ", 1)[0].split("/")[:2]) for line in lines}


def osmium_keys(path):
    """Elements of an OPL file that are asked for themselves."""
    with open(path, encoding="utf-8") as lines:
        # `construction=residential` on a building site is no road.
        return {key(line) for line in lines if "landuse=construction" not in line}


def key(line):
    """`way/4711` of a line of an OPL file."""
    names = {"n": "node", "w": "way", "r": "relation"}
    return f"{names[line[0]]}/{line.split(' ', 1)[0][1:]}"


def beyond(path):
    """Ways that have no two neighbouring nodes in an OPL file, and relations without any member."""
    known, found = set(), set()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            known.add(line.split(" ", 1)[0])
            refs = next((part[1:] for part in line.split() if part[0] == "N"), "").split(",")
            there = [ref in known for ref in refs]
            if line[0] == "w" and not any(a and b for a, b in zip(there, there[1:])):
                found.add(key(line))
                known.discard(line.split(" ", 1)[0])
            members = next((part[1:] for part in line.split() if part[0] == "M"), "").split(",")
            if line[0] == "r" and not any(m.split("@")[0] in known for m in members):
                found.add(key(line))
    return found


def compare(drawn, path, modes, folder):
    """Prints what is found of a file; whether it is good."""
    ours, theirs, whole, opl = (
        os.path.join(folder, name) for name in ("a.txt", "b.opl", "c.osm.pbf", "c.opl")
    )
    own = run([drawn, path, *modes], ours)
    asked = filters(modes)
    filtering = ["osmium", "tags-filter", "--no-progress", "--overwrite"]
    other = run([*filtering, path, *asked, "-o", whole])
    subprocess.run([*filtering, "-R", path, *asked, "-o", theirs], check=True)
    subprocess.run(
        ["osmium", "cat", "--no-progress", "--overwrite", whole, "-o", opl], check=True
    )
    a, b = choro_keys(ours), osmium_keys(theirs)
    cut = (b - a) & beyond(opl)
    b -= cut
    ratio = own[0] / other[0]
    print(
        f"{os.path.basename(path)} {'+'.join(modes)}: "
        f"choro {len(a)} elements, {own[0]:.3f} s ({own[1]:.3f} s of processors); "
        f"osmium {len(b)} and {len(cut)} that lie beyond the file, "
        f"{other[0]:.3f} s ({other[1]:.3f} s); ratio {ratio:.2f}"
    )
    for word, keys in (("only choro", a - b), ("only osmium", b - a)):
        if keys:
            print(f"  {word}: {len(keys)}: {', '.join(sorted(keys)[:12])}")
    return a == b and ratio <= BAR


def main():
    """Compares all files."""
    drawn, *paths = sys.argv[1:]
    good = True
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            for modes in (["rail", "ferry"], ["rail", "road", "ferry"]):
                good &= compare(drawn, path, modes, folder)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
