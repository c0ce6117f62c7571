#!/usr/bin/env python3
"""Opens a site in a real browser, from disk, and looks at what a reader would see.

    check_site.py FOLDER QUERY=PAGE... [--text PAGE=WORDS]...

For each QUERY=PAGE the search page is opened with that query; its first result must lead to PAGE,
or the first of the statements found to an anchor that begins so, where PAGE has one.
For each --text the page is opened and must show WORDS. Without either, the queries and pages of
the sample site are used, and pages of it hand out what they show. Last, the search index is emptied and a page is cut in a copy of the site:
a check that does not see that fails. Exit status 0 where all is well, also where there is no
browser ("skipped"); 1 where not.
"""

import base64
import csv
import html
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile
from pathlib import Path
from xml.etree import ElementTree

SAMPLE_QUERIES = {
    "chongnan": "place/chongnan.html",
    "CH'ŎNGNAN": "place/chongnan.html",
    "청난": "place/chongnan.html",
    "처": "place/chongnan.html",
    "songdan": "place/kimsol.html",
    "함솔": "line/hamsol-line.html",
    "oerim": "place/hoerim-oerim.html",
    "chognnan": "place/chongnan.html",
    "Cheongnan": "place/chongnan.html",
    "lies north kimsol": "doc/north-hamsol.html#s-",
}
SAMPLE_TEXTS = {
    "place/chongnan.html": "Chongnan lies north of Kimsol",
    "doc/north-hamsol.html": "Hoerim does not stand on the <Tuvel>.",
    "index.html": "Sample <Atlas>",
}
SAMPLE_TAKEN = ["place/chongnan.html"]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--virtual-time-budget=3000",
]


class Fault(Exception):
    pass


def browser():
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        if shutil.which(name):
            return name
    return None


def dom(program, url):
    """The page as the browser has it after its scripts have run."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [program, *FLAGS, f"--user-data-dir={profile}", "--dump-dom", url]
        try:
            done = subprocess.run(command, capture_output=True, timeout=90, check=False)
        except subprocess.TimeoutExpired as error:
            raise Fault(f"{url}: the browser does not finish") from error
    return done.stdout.decode("utf-8", "replace")


def words(page):
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", page)))


def check(program, site, queries, texts):
    for query, target in queries.items():
        url = (site / "search.html").as_uri() + "?q=" + urllib.parse.quote(query)
        page = dom(program, url)
        where = "statements" if "#" in target else "results"
        results = page.partition(f'id="{where}"')[2].partition("</ol>")[0]
        found = re.findall(r'<a href="([^"]+)"', results)
        leads = found[0] if found else ""
        if leads != target and not ("#" in target and leads.startswith(target)):
            raise Fault(f"searching for {query} leads to {found[:3]}, not {target}")
    for target, expected in texts.items():
        page = dom(program, (site / target).as_uri())
        if expected not in words(page):
            raise Fault(f"{target} does not show {expected!r}")
        if "</html>" not in page or "<main" not in page:
            raise Fault(f"{target} is no whole page")
        if re.search(r"""(src|href)=["']?(https?:)?//""", page):
            raise Fault(f"{target} asks elsewhere")


CLICKS = """<script>
addEventListener("load", function () {
  var made = [];
  URL.createObjectURL = function (blob) { made.push(blob); return "#"; };
  HTMLAnchorElement.prototype.click = function () {};
  document.querySelectorAll("#take button").forEach(function (button) { button.click(); });
  made.forEach(function (blob, i) {
    var reader = new FileReader();
    reader.onload = function () {
      var out = document.createElement("pre");
      out.id = "made" + i;
      out.textContent = reader.result;
      document.body.appendChild(out);
    };
    reader.readAsDataURL(blob);
  });
});
</script></body>"""


def check_taken(program, site, target):
    """The three files that a page hands out say the same as the page."""
    page = (site / target).read_text()
    copy = site / target.replace(".html", "-taken.html")
    copy.write_text(page.replace("</body>", CLICKS))
    try:
        shown = dom(program, copy.as_uri())
    finally:
        copy.unlink()
    made = [base64.b64decode(data) for data in re.findall(r'id="made\d">data:[^,]*,([^<]*)<', shown)]
    if len(made) != 3:
        raise Fault(f"{target} hands out {len(made)} files, not 3")
    features = json.loads(made[0])["features"]
    statements = [f["properties"]["name"] for f in features if f["properties"]["what"] == "statement"]
    if not statements or any(said not in words(page) for said in statements):
        raise Fault(f"{target}: {statements} are not what the page shows")
    rows = list(csv.DictReader(io.StringIO(made[1].decode("utf-8-sig"))))
    if [row["name"] for row in rows] != [f["properties"]["name"] for f in features]:
        raise Fault(f"{target}: the sheet has other rows: {rows}")
    with zipfile.ZipFile(io.BytesIO(made[2])) as archive:
        if archive.testzip() is not None:
            raise Fault(f"{target}: the KMZ is broken")
        marks = ElementTree.fromstring(archive.read("doc.kml")).iter("{http://www.opengis.net/kml/2.2}Placemark")
    if [mark[0].text for mark in marks] != [row["name"] for row in rows]:
        raise Fault(f"{target}: the KMZ has other placemarks")


def plant(program, site, queries, texts, taken):
    """Faults that the check must see: other statements to take away, an empty index, an empty page."""
    query = dict(list(queries.items())[:1])
    text = dict(list(texts.items())[:1])
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "site"
        shutil.copytree(site, copy)
        for target in taken:
            page = (copy / target).read_text()
            (copy / target).write_text(page.replace('"name": "', '"name": "not '))
            try:
                check_taken(program, copy, target)
            except Fault:
                (copy / target).write_text(page)
                continue
            raise Fault(f"planted and not seen: other statements in what {target} hands out")
        (copy / "search-index.js").write_text("window.choroIndex = [];")
        for page in text:
            (copy / page).write_text("<!doctype html><html><main></main></html>")
        for what, arguments in (("an empty index", (query, {})), ("an empty page", ({}, text))):
            if not (arguments[0] or arguments[1]):
                continue
            try:
                check(program, copy, *arguments)
            except Fault:
                continue
            raise Fault(f"planted and not seen: {what}")


def main():
    arguments = sys.argv[1:]
    if not arguments:
        sys.exit(__doc__)
    site = Path(arguments.pop(0)).resolve()
    queries, texts, taken = {}, {}, []
    while arguments:
        word = arguments.pop(0)
        into = queries
        if word == "--text":
            into, word = texts, arguments.pop(0)
        key, _, value = word.partition("=")
        into[key] = value
    if not queries and not texts:
        queries, texts, taken = SAMPLE_QUERIES, SAMPLE_TEXTS, SAMPLE_TAKEN
    program = browser()
    if program is None:
        print("skipped: no Chromium (apt-get install chromium)")
        return
    try:
        check(program, site, queries, texts)
        for target in taken:
            check_taken(program, site, target)
        plant(program, site, queries, texts, taken)
    except Fault as fault:
        print(f"{site}: {fault}", file=sys.stderr)
        sys.exit(1)
    print(f"{site}: {len(queries)} searches, {len(texts)} pages, {len(taken)} taken away in {program}; planted faults seen")


main()
