#!/bin/sh
# Writes docs/rules.md from what `choro explain` says.
#
#   docs/make_rules.sh [path of choro]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
choro=${1:-$root/target/release/choro}

# The summary of a code: its line in the list, from where the third column begins.
list=$("$choro" explain)
column=$(printf '%s\n' "$list" | awk 'NR == 1 { print index($0, "what it finds") }')

# The severity and the fixes that the page of a rule states below its title.
severity() {
    "$choro" explain "$1" | sed -n 's/, preview\././; s/^Severity: \([^.]*\)\. It runs.*/\1, in preview/p; t; s/^Severity: \([^.]*\)\..*/\1/p' | head -n 1
}

fixes() {
    "$choro" explain "$1" | sed -n 's/^Severity: .*Fixes: \([a-z]*\).*/\1/p' | head -n 1
}

# The first text that the rule's page gives as an example, on one line; long ones are cut. Rules
# that hold statements against each other need all of its texts.
example() {
    "$choro" explain "$1" | awk -v all="$(case $1 in XCL*) echo 1 ;; esac)" '
        /^## Example/ { in_example = 1 }
        /^## Use instead/ { exit }
        in_example && /^```/ {
            if (open && !all) exit
            open = ($0 == "```text")
            if (open && text != "") text = text " /"
            next
        }
        open { text = text (text == "" ? "" : " ") $0 }
        END {
            gsub(/\|/, "\\|", text); gsub(/</, "\\&lt;", text); gsub(/  +/, " ", text)
            if (length(text) > 130) { text = substr(text, 1, 130); sub(/ [^ ]*$/, " …", text) }
            print text
        }'
}

{
    echo "# Rules"
    echo
    echo "<!-- Written by docs/make_rules.sh; do not edit. -->"
    echo
    echo "\`choro explain CODE\` prints the page of a rule: what it does, why, an example, and what to"
    echo "write instead. The severity is the usual one; a rule lowers it where it is less sure. A rule in"
    echo "preview runs only where its whole code is selected: \`--select GEO118\`. Safe fixes are made by"
    echo "\`choro check --fix\`, unsafe ones by \`--fix --unsafe-fixes\`; see"
    echo "[Fixing](findings.md#fixing-what-can-be-fixed)."
    echo
    echo "| code | name | severity | fixes | what it finds | example it reports |"
    echo "|---|---|---|---|---|---|"
    printf '%s\n' "$list" | awk 'NR > 1 && $1 !~ /^(INP|DEC)/ { print $1, $2 }' | while read -r code name; do
        summary=$(printf '%s\n' "$list" | awk -v c="$code" -v n="$column" '$1 == c { print substr($0, n) }')
        printf '| %s | %s | %s | %s | %s | %s |\n' "$code" "$name" "$(severity "$code")" "$(fixes "$code")" "$summary" "$(example "$code")"
    done
    echo
    echo "The families: FMT notation, GEO geometry, NAM names, NET railway lines, QTY figures, SRC sources,"
    echo "SUP superlatives and counts, TIM time, XCL statements against each other."
    echo
    echo "## Faults of input files and decisions"
    echo
    echo "| code | name | what it means | what to do |"
    echo "|---|---|---|---|"
    printf '%s\n' "$list" | awk '$1 ~ /^(INP|DEC)/ { print $1, $2 }' | while read -r code name; do
        summary=$(printf '%s\n' "$list" | awk -v c="$code" -v n="$column" '$1 == c { print substr($0, n) }')
        todo=$("$choro" explain "$code" | sed -n 's/^What to do: //p' | sed 's/|/\\|/g')
        printf '| %s | %s | %s | %s |\n' "$code" "$name" "$summary" "$todo"
    done
} > "$here/rules.md"
