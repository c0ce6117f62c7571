#!/usr/bin/env python3
"""Reduces hand-made truth about prose to byte offsets, kinds, names and values.

usage: reduce_prose.py TRUTH.jsonl TEXTS_FOLDER > prose_HALF.jsonl

Each line of TRUTH names its words as a quote and which occurrence of it is meant ("nth"). The
texts stay outside; only where the words stand is kept.
"""
import json
import sys

KEPT = ("kind", "subject", "object", "value", "unit", "time")

def main():
    texts = {}
    for number, line in enumerate(open(sys.argv[1], encoding="utf-8"), 1):
        if not line.strip():
            continue
        truth = json.loads(line)
        doc = truth["doc"]
        if doc not in texts:
            texts[doc] = open(f"{sys.argv[2]}/{doc}", encoding="utf-8", newline="").read()
        at = -1
        for _ in range(truth.get("nth", 0) + 1):
            at = texts[doc].find(truth["quote"], at + 1)
        if at < 0:
            sys.exit(f"{sys.argv[1]}:{number}: quote not found")
        start = len(texts[doc][:at].encode())
        kept = {"doc": doc, "start": start, "end": start + len(truth["quote"].encode())}
        kept |= {key: str(truth[key]) for key in KEPT if truth.get(key)}
        if truth.get("doubtful"):
            kept["doubtful"] = True
        print(json.dumps(kept, ensure_ascii=False))

main()
