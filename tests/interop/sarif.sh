#!/bin/sh
# The SARIF renderer's output is valid by the OASIS schema, and the validator sees planted faults.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
room="${CARGO_TARGET_DIR:-$root/target}/interop"
mkdir -p "$room"
sample="$room/sample.sarif"
rm -f "$sample"
CHORO_SARIF_SAMPLE="$sample" cargo test -q --manifest-path "$root/Cargo.toml" \
    -p choro_diagnostic --lib the_log_for_the_interoperability_test_can_be_written >/dev/null

validate() { python3 "$root/tests/interop/validate_sarif.py" "$@"; }
status=0
validate "$sample" || status=$?
[ "$status" -ne 3 ] || exit 0
[ "$status" -eq 0 ] || exit 1

# plant NAME EXPRESSION: a copy with one fault, which must not be valid.
plant() {
    python3 - "$sample" "$room/planted.sarif" "$2" <<'PYTHON'
import json, sys
log = json.load(open(sys.argv[1], encoding="utf-8"))
exec(sys.argv[3])
json.dump(log, open(sys.argv[2], "w", encoding="utf-8"))
PYTHON
    if validate "$room/planted.sarif" >/dev/null; then
        echo "planted fault not seen: $1"
        exit 1
    fi
    echo "planted fault seen: $1"
}
plant "no version" 'del log["version"]'
plant "line 0" 'log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0'
plant "unknown kind of suppression" 'log["runs"][0]["results"][3]["suppressions"][0]["kind"] = "inDocument"'
plant "unknown level" 'log["runs"][0]["results"][0]["level"] = "fatal"'
plant "space in an address" 'log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "long line.md"'
