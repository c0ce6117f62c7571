#!/usr/bin/env python3
"""Validates SARIF 2.1.0 files against the OASIS schema with the `jsonschema` package.

    tests/interop/validate_sarif.py FILE...

The validator goes into a virtual environment under target/interop; the schema comes from the
source of the crate `serde-sarif`, which carries it, fetched by cargo. Exit 0: valid, 1: not valid,
3: validator or schema cannot be had (no network).
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOM = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "interop"
CRATE, VERSION = "serde-sarif", "0.8.0"
SCHEMA_ID = "sarif-schema-2.1.0.json"


def run(*command, **options):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)


def enter_environment():
    """Goes on in the virtual environment that has `jsonschema`, made at the first call."""
    environment = ROOM / "sarif-venv"
    python = environment / "bin" / "python"
    if Path(sys.prefix) == environment:
        return
    if not (environment / "ready-1").exists():
        run(sys.executable, "-m", "venv", str(environment))
        run(str(python), "-m", "pip", "-q", "install", "--disable-pip-version-check",
            "jsonschema[format-nongpl]==4.*")
        (environment / "ready-1").touch()
    os.execv(python, [str(python), __file__, *sys.argv[1:]])


def schema():
    """The schema, from the crate's source in cargo's registry."""
    kept = ROOM / SCHEMA_ID
    if not kept.exists():
        package = ROOM / "sarif-schema"
        (package / "src").mkdir(parents=True, exist_ok=True)
        (package / "src" / "lib.rs").write_text("")
        manifest = package / "Cargo.toml"
        manifest.write_text(
            '[package]\nname = "sarif-schema"\nversion = "0.0.0"\nedition = "2024"\n'
            f'[dependencies]\n{CRATE} = "={VERSION}"\n[workspace]\n'
        )
        metadata = subprocess.run(
            ["cargo", "metadata", "--format-version", "1", "--manifest-path", str(manifest)],
            check=True, capture_output=True, text=True,
        )
        packages = json.loads(metadata.stdout)["packages"]
        source = next(Path(p["manifest_path"]).parent for p in packages if p["name"] == CRATE)
        found = [
            path for path in source.rglob("*.json")
            if str(json.loads(path.read_text()).get("id", "")).endswith(SCHEMA_ID)
            or str(json.loads(path.read_text()).get("$id", "")).endswith(SCHEMA_ID)
        ]
        kept.write_bytes(found[0].read_bytes())
    return json.loads(kept.read_text())


def main():
    try:
        ROOM.mkdir(parents=True, exist_ok=True)
        enter_environment()
        rules = schema()
    except (subprocess.CalledProcessError, OSError, IndexError, StopIteration) as error:
        print(f"skipped: SARIF validator or schema missing: {error}")
        return 3
    import jsonschema

    validator = jsonschema.validators.validator_for(rules)(
        rules, format_checker=jsonschema.FormatChecker()
    )
    faulty = False
    for name in sys.argv[1:]:
        log = json.loads(Path(name).read_text(encoding="utf-8"))
        faults = sorted(validator.iter_errors(log), key=lambda fault: list(map(str, fault.path)))
        for fault in faults:
            place = "/".join(map(str, fault.absolute_path))
            print(f"{name}: /{place}: {fault.message[:300]}")
        results = sum(len(run.get("results", [])) for run in log.get("runs", []))
        if not faults:
            print(f"{name}: valid SARIF 2.1.0, {results} results")
        faulty = faulty or bool(faults)
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
