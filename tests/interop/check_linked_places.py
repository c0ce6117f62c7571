#!/usr/bin/env python3
"""Holds a Linked Places file against the format's own list of members.

    check_linked_places.py FILE COUNT

COUNT is how many features it must have. The list is typed from the format's description, version
1.3 (github.com/LinkedPasts/linked-places-format, README.md), and is as strict as the World
Historical Gazetteer is on upload: members that it does not name are refused. Last, faults are
planted in copies: a check that does not see them fails. Exit status 0 where all is well.
"""

import copy
import json
import sys

MEMBERS = {
    "@id", "type", "properties", "when", "names", "types", "geometry", "links", "relations",
    "descriptions", "depictions",
}
LINKS = {"closeMatch", "exactMatch", "primaryTopicOf", "subjectOf", "seeAlso"}
DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2,
          "MultiPolygon": 3}


class Fault(Exception):
    pass


def need(condition, message):
    if not condition:
        raise Fault(message)


def text(value, what):
    need(isinstance(value, str), f"{what} is no text")


def positions(value, depth, what):
    need(isinstance(value, list), f"{what} is no list")
    if depth == 0:
        numbers = all(isinstance(n, (int, float)) and not isinstance(n, bool) for n in value)
        need(numbers and len(value) in (2, 3), f"{what}: {value} is no position")
        need(abs(value[0]) <= 180 and abs(value[1]) <= 90, f"{what}: {value} is not on the globe")
        return
    for part in value:
        positions(part, depth - 1, what)


def geometry(value, what):
    need(isinstance(value, dict), f"{what} is no object")
    kind = value.get("type")
    if kind == "GeometryCollection":
        need(isinstance(value.get("geometries"), list), f"{what} has no list of geometries")
        for part in value["geometries"]:
            geometry(part, what)
            when(part.get("when"), what)
        return
    need(kind in DEPTHS, f"{what} is of kind {kind}")
    positions(value.get("coordinates"), DEPTHS[kind], what)
    if kind == "Polygon":
        for ring in value["coordinates"]:
            need(len(ring) >= 4 and ring[0] == ring[-1], f"{what}: a ring is not closed")


def when(value, what):
    if value is None:
        return
    need(isinstance(value, dict), f"{what}: `when` is no object")
    spans, periods = value.get("timespans"), value.get("periods")
    need(spans or periods, f"{what}: `when` has neither timespans nor periods")
    for span in spans or []:
        need("start" in span, f"{what}: a timespan has no start")
        for end in ("start", "end"):
            moment = span.get(end, {"in": ""})
            need(isinstance(moment, dict) and moment, f"{what}: {end} is no object")
            need(set(moment) <= {"in", "earliest", "latest"}, f"{what}: {end} has {sorted(moment)}")
            for value in moment.values():
                text(value, f"{what}: {end}")
    for period in periods or []:
        text(period.get("name"), f"{what}: a period's name")


def listed(feature, member, required):
    """The objects of a list, each with what is required of it."""
    found = feature.get(member, [])
    need(isinstance(found, list), f"`{member}` is no list")
    for part in found:
        need(isinstance(part, dict), f"`{member}` holds {part!r}")
        for name in required:
            text(part.get(name), f"`{name}` in `{member}`")
        when(part.get("when"), member)
    return found


def check_feature(feature):
    need(feature.get("type") == "Feature", "the type is not Feature")
    unknown = set(feature) - MEMBERS
    need(not unknown, f"members the format does not know: {sorted(unknown)}")
    text(feature.get("@id"), "`@id`")
    need(feature["@id"], "`@id` is empty")
    need(isinstance(feature.get("properties"), dict), "no `properties`")
    text(feature["properties"].get("title"), "`title`")
    need("names" in feature, "no `names`")
    for name in listed(feature, "names", []):
        one = [key for key in ("toponym", "ethnonym") if key in name]
        need(len(one) == 1, f"a name with {one}")
        text(name[one[0]], "a toponym")
    listed(feature, "types", [])
    for link in listed(feature, "links", ["type", "identifier"]):
        need(link["type"] in LINKS, f"a link of type {link['type']}")
    listed(feature, "relations", ["relationType", "relationTo", "label"])
    listed(feature, "descriptions", ["value"])
    listed(feature, "depictions", ["@id", "title", "license"])
    when(feature.get("when"), "the feature")
    geometry(feature.get("geometry"), "the geometry")


def check(file, count):
    need(file.get("type") == "FeatureCollection", "no FeatureCollection")
    text(file.get("@context"), "`@context`")
    features = file.get("features")
    need(isinstance(features, list) and len(features) == count, f"not {count} features")
    for number, feature in enumerate(features, 1):
        try:
            check_feature(feature)
        except Fault as fault:
            raise Fault(f"feature {number}: {fault}") from fault
    ids = [feature["@id"] for feature in features]
    need(len(set(ids)) == len(ids), "two features of one `@id`")


PLANTED = {
    "no @context": lambda f: f.pop("@context"),
    "no @id": lambda f: f["features"][0].pop("@id"),
    "one @id twice": lambda f: f["features"][1].update({"@id": f["features"][0]["@id"]}),
    "no title": lambda f: f["features"][0]["properties"].pop("title"),
    "no names": lambda f: f["features"][0].pop("names"),
    "a name without toponym": lambda f: f["features"][0]["names"].append({"lang": "ko"}),
    "no geometry": lambda f: f["features"][0].update(geometry=None),
    "latitude first": lambda f: f["features"][0].update(
        geometry={"type": "Point", "coordinates": [41.8, 129.75]}),
    "a timespan without start": lambda f: f["features"][0].update(
        when={"timespans": [{"end": {"in": "1950"}}]}),
    "a start that is no object": lambda f: f["features"][0].update(
        when={"timespans": [{"start": "1950"}]}),
    "a member of its own": lambda f: f["features"][0].update(folder=["North"]),
    "a feature lost": lambda f: f["features"].pop(),
}


def main():
    path, count = sys.argv[1], int(sys.argv[2])
    with open(path, encoding="utf-8") as opened:
        file = json.load(opened)
    try:
        check(file, count)
    except Fault as fault:
        print(f"{path}: {fault}", file=sys.stderr)
        return 1
    for what, plant in PLANTED.items():
        planted = copy.deepcopy(file)
        plant(planted)
        try:
            check(planted, count)
        except Fault:
            continue
        print(f"planted and not seen: {what}", file=sys.stderr)
        return 1
    print(f"{path}: {count} features as Linked Places asks; {len(PLANTED)} planted faults seen")
    return 0


if len(sys.argv) != 3:
    sys.exit(__doc__)
sys.exit(main())
