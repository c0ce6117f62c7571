#!/usr/bin/env python3
"""How large the search index of a site is, and how long its search page takes to answer.

    bench_search.py SITE

Opens SITE/search.html in Chromium, types names out of the index with one letter changed, then whole, and
prints the median and the slowest answer in milliseconds. For 10,000 places the index should be at most
1 MB compressed, an answer at most 50 ms.
"""

import gzip
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SCRIPT = """<script>
addEventListener("load", function () {
  var input = document.getElementById("q"), took = [], found = 0, asked = 0;
  var step = Math.max(1, Math.floor(choroIndex.length / 200));
  for (var i = 0; i < choroIndex.length; i += step) {
    var name = choroIndex[i][0], middle = Math.floor(name.length / 2);
    [name, name.slice(0, middle) + "x" + name.slice(middle + 1)].forEach(function (typed) {
      input.value = typed;
      var start = performance.now();
      input.dispatchEvent(new Event("input"));
      took.push(performance.now() - start);
      asked++;
      var links = document.querySelectorAll("#results a");
      found += Array.prototype.some.call(links, function (a) { return a.textContent === name; }) ? 1 : 0;
    });
  }
  took.sort(function (a, b) { return a - b; });
  var out = document.createElement("pre");
  out.id = "took";
  out.textContent = [choroIndex.length, asked, found, took[took.length >> 1].toFixed(1),
    took[took.length - 1].toFixed(1), ready.toFixed(0)].join(" ");
  document.body.appendChild(out);
});
</script></body>"""


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    site = Path(sys.argv[1]).resolve()
    index = (site / "search-index.js").read_bytes()
    page = (site / "search.html").read_text()
    page = page.replace('<script src="search.js">', '<script>var ready = performance.now();</script><script src="search.js">')
    page = page.replace("</body>", "<script>ready = performance.now() - ready;</script>" + SCRIPT)
    copy = site / "search-timed.html"
    copy.write_text(page)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                 "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        command = ["chromium", *flags, f"--user-data-dir={profile}", "--dump-dom", copy.as_uri()]
        shown = subprocess.run(command, capture_output=True, timeout=300, check=False).stdout.decode()
    copy.unlink()
    took = re.search(r'id="took">([^<]*)<', shown)
    if not took:
        sys.exit(f"{site}: no answer")
    entries, asked, found, median, slowest, ready = took.group(1).split()
    print(f"index of {entries} entries: {len(index) / 1e6:.2f} MB, {len(gzip.compress(index)) / 1e6:.2f} MB gzip; "
          f"ready in {ready} ms")
    print(f"{asked} names typed, half with a slip: {found} found among the first 50; "
          f"median {median} ms, slowest {slowest} ms")


main()
