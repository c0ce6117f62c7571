#!/usr/bin/env python3
"""Draws the 300 pairs of Who's On First records that duplicates.tsv labels.

usage: sample_duplicates.py wof_kp_places.tsv > pairs.txt

Current records only. Ten strata, from pairs that are likely one place to pairs that are likely two;
each is sorted by ids, shuffled with the seed and cut. A pair belongs to the first stratum that takes
it. The first draw, 200 pairs, is for tuning; the second, of the pairs left and half as many of each
stratum, is held out. The labels were written with both rows in view, before the rules they measure.
"""

import collections
import csv
import math
import random
import re
import sys
import unicodedata

SEED = 20261121


def fold(name):
    plain = unicodedata.normalize("NFD", name.lower())
    return re.sub(r"\W", "", "".join(c for c in plain if not unicodedata.combining(c)))


def bare(name):
    """The folded name without generic, number and upper/lower/new/old."""
    core = re.sub(r"(dong|tong|ri|ni|li|up|kol|gol|chon|maul|nodongjagu|lodongjagu)$", "", fold(name))
    core = re.sub(r"^(sang|ha|chung|wi|arae|an|pakkat|sin|ku|tong|so|nam|puk)(?=\w{3})", "", core)
    return re.sub(r"\d", "", core)


def km(a, b):
    (la, lo), (lb, lp) = [[math.radians(x) for x in at] for at in (a["at"], b["at"])]
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def read(path):
    with open(path, encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    current = []
    for row in rows:
        gone = row["deprecated"] or row["superseded_by"] or row["is_current"] == "0"
        if gone or not row["lat"]:
            continue
        row["at"] = (float(row["lat"]), float(row["lon"]))
        names = [row["name"]]
        for column in ("ascii", "hangul", "english", "other_variants"):
            names += row[column].split("|")
        row["folds"] = {fold(name) for name in names if fold(name)}
        row["first"], row["bare"] = fold(row["name"]), bare(row["name"])
        current.append(row)
    return current


def pairs(rows, reach_km):
    """All pairs no farther apart than the reach, by cells of a degree's fraction."""
    size = reach_km / 80
    cells = collections.defaultdict(list)
    for n, row in enumerate(rows):
        cells[int(row["at"][0] / size), int(row["at"][1] / size)].append(n)
    for (x, y), here in cells.items():
        near = [n for dx in (-1, 0, 1) for dy in (-1, 0, 1) for n in cells.get((x + dx, y + dy), [])]
        for a in here:
            for b in near:
                if a < b:
                    apart = km(rows[a], rows[b])
                    if apart <= reach_km:
                        yield apart, rows[a], rows[b]


def unit(row):
    return row["placetype"] in ("county", "region")


def odd(row):
    """Not one of the thirty thousand plain localities that came from GeoNames."""
    return row["placetype"] == "neighbourhood" or not row["geonameid"] or row["gn_fcode"] not in ("PPL", "")


def stratum(apart, a, b):
    same, shared = a["first"] == b["first"], bool(a["folds"] & b["folds"])
    if unit(a) != unit(b):
        return ("unit", 15) if shared or a["bare"] == b["bare"] else None
    if unit(a):
        return None
    if (odd(a) or odd(b)) and (shared or a["bare"] == b["bare"]) and apart <= 5:
        return ("odd", 15)
    for limit, share_first, name, count in (
        (1, True, "same-1", 30), (2, True, "same-2", 30), (4, True, "same-4", 20), (10, True, "same-10", 8),
    ):
        if same and apart <= limit:
            return (name, count)
    if shared and apart <= 1:
        return ("shared-1", 30)
    if shared and apart <= 3:
        return ("shared-3", 20)
    if apart <= 3 and len(a["bare"]) > 2 and a["bare"] == b["bare"]:
        return ("sibling", 22)
    if apart <= 0.8 and not shared:
        return ("neighbour", 10)
    return None


def main():
    rows = read(sys.argv[1])
    strata = collections.defaultdict(list)
    counts = {}
    for apart, a, b in pairs(rows, 10):
        found = stratum(apart, a, b)
        if found:
            counts[found[0]] = found[1]
            strata[found[0]].append((apart, a, b))
    seen = set()
    for part, seed, share in (("tune", SEED, 1.0), ("held", SEED + 1, 0.5)):
        draw = random.Random(seed)
        chosen = []
        for name in sorted(strata):
            found = sorted((p for p in strata[name] if ids(p) not in seen), key=ids)
            draw.shuffle(found)
            chosen += [(name, *pair) for pair in found[: math.ceil(counts[name] * share)]]
        draw.shuffle(chosen)
        seen.update(ids(pair[1:]) for pair in chosen)
        show(part, chosen)


def ids(pair):
    return tuple(sorted((pair[1]["wof_id"], pair[2]["wof_id"])))


def show(part, chosen):
    for n, (name, apart, a, b) in enumerate(chosen, 1):
        print(f"\n{n}\t{name}\t{apart:.2f} km\t{part}")
        for row in (a, b):
            shown = ("wof_id", "placetype", "gn_fcode", "name", "hangul", "english", "other_variants",
                     "geonameid", "wikidata", "population", "county_id", "lat", "lon")
            print("  " + " | ".join(row[column].replace("|", ";") for column in shown))


if __name__ == "__main__":
    main()
