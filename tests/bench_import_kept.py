"""What two programs kept of a KMZ, counted in the GeoPackages they wrote.

Usage: bench_import_kept.py LIST.kmz OWN.gpkg PEER.gpkg. The truth is counted in the KML itself.
Something counts as kept where its text is found somewhere in the feature tables, whatever the
column is called.
"""

import re
import sqlite3
import sys
import zipfile
from xml.etree import ElementTree


def partial(value):
    """Whether a date, or an end of an interval, is a year or a month."""
    return any(re.fullmatch(r"\d{4}(-\d\d)?", part) for part in value.split("/"))


def truth(path):
    """Counts of the KML, the names in order, and the paths of folders."""
    marks, paths, stack = [], set(), []
    with zipfile.ZipFile(path).open("doc.kml") as document:
        for event, element in ElementTree.iterparse(document, ("start", "end")):
            tag = element.tag.rpartition("}")[2]
            if tag == "Folder":
                if event == "start":
                    stack.append(element)
                else:
                    stack.pop()
            elif tag == "Placemark" and event == "end":
                found = {e.tag.rpartition("}")[2]: (e.text or "") for e in element.iter()}
                paths.add(tuple(folder.findtext("{*}name") for folder in stack))
                marks.append(found)
    dates = ("begin", "when", "end")
    return {
        "placemarks": len(marks),
        "folder paths": len(paths),
        "partial dates": sum(1 for m in marks if any(partial(m.get(d, "")) for d in dates)),
        "styles": sum(1 for m in marks if "styleUrl" in m),
        "descriptions": sum(1 for m in marks if "description" in m),
        "attributes": sum(1 for m in marks if "Data" in m),
        "order": len(marks),
    }, [m.get("name") for m in marks], paths


def features(path):
    """All rows of all feature tables, as text cells, in order of the table."""
    package = sqlite3.connect(path)
    tables = [row[0] for row in package.execute(
        "select table_name from gpkg_contents where data_type = 'features' order by rowid")]
    for table in tables:
        rows = package.execute(f'select * from "{table}"')
        columns = [column[0] for column in rows.description]
        for row in rows:
            cells = {c: v for c, v in zip(columns, row) if isinstance(v, (str, int, float))}
            yield table, cells


def kept(path, paths):
    rows = list(features(path))
    cells = [[str(v) for v in row.values()] for _, row in rows]
    count = lambda test: sum(1 for row in cells if any(test(cell) for cell in row))
    in_data = re.compile(r"imagery \d{4}")
    # A path counts where a cell is the whole of it: its words occur in names and descriptions too.
    whole = {"/".join(name or "" for name in names) for names in paths}
    names = [next((str(v) for c, v in row.items() if c.lower() == "name"), None) for _, row in rows]
    return {
        "placemarks": len(rows),
        "folder paths": len(({cell for row in cells for cell in row}
                             | {table for table, _ in rows}) & whole),
        "partial dates": sum(
            1 for (_, row) in rows
            if any(partial(v) for c, v in row.items()
                   if isinstance(v, str) and c.lower() in
                   ("begin", "timestamp", "when", "time", "time_begin", "end"))),
        "styles": count(lambda cell: cell.startswith("#k")),
        "descriptions": sum(1 for _, row in rows if any(
            c.lower() == "description" and str(v).strip() for c, v in row.items())),
        "attributes": count(lambda cell: in_data.search(cell)),
    }, names


def main():
    wanted, wanted_names, paths = truth(sys.argv[1])
    columns = []
    for path in sys.argv[2:4]:
        counts, names = kept(path, paths)
        counts["order"] = sum(1 for a, b in zip(names, wanted_names) if (a or "") == (b or ""))
        columns.append(counts)
    print(f"{'':<16}{'in the KMZ':>12}{'choro':>12}{'ogr2ogr':>12}")
    for name, count in wanted.items():
        own, peer = (column.get(name, 0) for column in columns)
        print(f"{name:<16}{count:>12}{own:>12}{peer:>12}")


main()
