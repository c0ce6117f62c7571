#!/usr/bin/env python3
"""Opens briefs with the tools of others: Word files with python-docx, Typst texts with typst.

    check_briefs.py FOLDER

Every `.docx` and `.typ` of the folder is opened or compiled; pandoc and LibreOffice open some too
where they are installed. python-docx and typst go into target/interop/brief-venv where they can be
had. Last, faults are planted in copies: a check that does not see them fails. Exit status 0 where
all is well or nothing can be checked.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
VENV = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "interop" / "brief-venv"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# How many files programs that are slow to start are given.
FEW = 3


class Fault(Exception):
    pass


def need(condition, message):
    if not condition:
        raise Fault(message)


def environment():
    """Starts again where the packages are; `False` where they cannot be had."""
    if Path(sys.prefix) == VENV:
        return True
    python = VENV / "bin" / "python"
    if not (VENV / "ready").exists():
        made = subprocess.run([sys.executable, "-m", "venv", VENV], check=False)
        got = made.returncode == 0 and subprocess.run(
            [python, "-m", "pip", "install", "-q", "--disable-pip-version-check",
             "python-docx==1.*", "typst==0.*"], check=False).returncode == 0
        if not got:
            return False
        (VENV / "ready").touch()
    os.execv(python, [str(python), __file__, *sys.argv[1:]])


def check_docx(path):
    """Headings, notes that are there, links and drawings that lead somewhere."""
    import docx

    try:
        document = docx.Document(path)
        headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
        with zipfile.ZipFile(path) as package:
            need(package.testzip() is None, "a part is damaged")
            names = set(package.namelist())
            parts = {name: package.read(name) for name in names}
        body = ElementTree.fromstring(parts["word/document.xml"])
        notes = ElementTree.fromstring(parts["word/footnotes.xml"])
        relations = ElementTree.fromstring(parts["word/_rels/document.xml.rels"])
    except Fault:
        raise
    except Exception as error:
        raise Fault(f"cannot be opened: {error}") from error
    need(document.paragraphs[0].style.name == "Title" and document.paragraphs[0].text, "no title")
    need(len(headings) >= 2, f"headings {headings}")
    told = {note.get(f"{WORD}id"): "".join(note.itertext()).strip() for note in notes}
    asked = [r.get(f"{WORD}id") for r in body.iter(f"{WORD}footnoteReference")]
    need(asked, "no notes")
    for number in asked:
        need(told.get(number), f"note {number} has no text")
    targets = {}
    for relation in relations:
        targets[relation.get("Id")] = relation.get("Target")
        if relation.get("TargetMode") != "External":
            need(f"word/{relation.get('Target')}" in names, f"no part {relation.get('Target')}")
    for element in body.iter():
        for key, value in element.attrib.items():
            if key.endswith("relationships}id") or key.endswith("relationships}embed"):
                need(value in targets, f"no relation {value}")
    for table in document.tables:
        need(len({len(row.cells) for row in table.rows}) == 1, "a ragged table")
    return len(asked)


def check_typst(path):
    import typst

    try:
        pdf = typst.compile(str(path))
    except Exception as error:
        raise Fault(f"does not compile: {error}") from error
    need(pdf.startswith(b"%PDF"), "no PDF")
    return len(pdf)


def check_others(files, room):
    """What pandoc and LibreOffice make of Word files."""
    for path in files[:FEW]:
        if shutil.which("pandoc"):
            run = subprocess.run(["pandoc", path, "-t", "markdown"], capture_output=True, check=False)
            text = run.stdout.decode()
            need(run.returncode == 0, f"pandoc: {run.stderr.decode()}")
            need(re.search(r"\[\^1\]", text) and "\n# " in f"\n{text}", "pandoc sees no notes")
        if shutil.which("soffice"):
            run = subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", room, path],
                                 capture_output=True, check=False)
            made = Path(room) / (Path(path).stem + ".pdf")
            need(run.returncode == 0 and made.exists(), f"LibreOffice: {run.stderr.decode()}")
    return [name for name in ("pandoc", "soffice") if shutil.which(name)]


def damaged_docx(path, to, part, change):
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)


def planted(docx, typ, room):
    """Faults in copies, each of which must be seen."""
    copy = Path(room) / "copy.docx"
    faults = [
        ("word/document.xml", lambda data: data.replace(b"</w:p>", b"", 1)),
        ("word/footnotes.xml", lambda data: data.replace(b'w:id="1"', b'w:id="9999"', 1)),
        ("word/_rels/document.xml.rels", lambda data: data.replace(b"drawing1.svg", b"gone.svg")),
    ]
    for part, change in faults:
        damaged_docx(docx, copy, part, change)
        try:
            check_docx(copy)
        except Fault:
            continue
        raise Fault(f"a planted fault in {part} was not seen")
    copy = Path(room) / "copy.typ"
    for more in ("#nothing", "= A *b", "@nobody"):
        copy.write_text(typ.read_text(encoding="utf-8") + "\n" + more + "\n", encoding="utf-8")
        try:
            check_typst(copy)
        except Fault:
            continue
        raise Fault(f"a planted fault, {more}, was not seen")


def main():
    folder = Path(sys.argv[1])
    if not environment():
        print("skipped: python-docx or typst missing")
        return 0
    docx, typ = sorted(folder.glob("*.docx")), sorted(folder.glob("*.typ"))
    need(docx and typ, f"no briefs in {folder}")
    notes = 0
    for check, files in ((check_docx, docx), (check_typst, typ)):
        for path in files:
            try:
                notes += check(path) if check is check_docx else 0 * check(path)
            except Fault as fault:
                print(f"{path}: {fault}")
                return 1
    with tempfile.TemporaryDirectory() as room:
        others = check_others(docx, room)
        with_map = next(path for path in docx if "word/media/drawing1.svg" in zipfile.ZipFile(path).namelist())
        planted(with_map, typ[0], room)
    print(f"{len(docx)} Word files with {notes} notes, {len(typ)} Typst texts"
          f"{''.join(f', {name}' for name in others)}; planted faults seen")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Fault as fault:
        print(fault)
        sys.exit(1)
