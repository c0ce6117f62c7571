//! The shipped example says what its reviewed list says, and nothing more.

mod program;

use program::{choro, stdout};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The most words of a quote that the list shows.
const WORDS: usize = 12;

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/hamgyong")
}

/// The lines of the list without its heading and remarks.
fn reviewed() -> Vec<String> {
    let list = std::fs::read_to_string(example().join("findings.tsv")).expect("the list");
    let rows = list
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'));
    rows.map(str::to_owned).collect()
}

/// Rule, severity, place in the files and first words of a finding, tabs between.
fn row(finding: &Value) -> String {
    let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let document = text("document");
    let file = std::fs::read_to_string(example().join(&document)).unwrap_or_default();
    let start = finding["start"].as_u64().expect("an offset");
    let before = &file[..usize::try_from(start).expect("an offset in the file")];
    let line = before.matches('\n').count() + 1;
    let quote = text("quote");
    let words: Vec<&str> = quote.split_whitespace().take(WORDS).collect();
    let (code, severity) = (text("code"), text("severity"));
    format!("{code}\t{severity}\t{document}:{line}\t{}", words.join(" "))
}

/// A finding that a person has not looked at is most likely a false one, and one that is gone was
/// most likely true: each row of the list says which.
#[test]
fn the_example_has_the_findings_that_people_looked_at() {
    let output = choro(&example(), &["check", "--output-format", "json"]);
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = found["findings"].as_array().expect("findings");
    let mut shown: Vec<String> = findings.iter().map(row).collect();
    shown.sort();
    let list = reviewed();
    let known = |row: &str| list.iter().any(|l| l.starts_with(&format!("{row}\t")));
    let new: Vec<&String> = shown.iter().filter(|row| !known(row)).collect();
    let gone = |l: &&String| !shown.iter().any(|row| l.starts_with(&format!("{row}\t")));
    let gone: Vec<&String> = list.iter().filter(gone).collect();
    assert!(
        new.is_empty() && gone.is_empty() && shown.len() == list.len(),
        "not reviewed: {new:#?}\nno longer reported: {gone:#?}\n{}",
        stdout(&output)
    );
}

/// The ruling on the sentence of the example that counts sites, with `number` in place of its own.
fn counted(number: &str) -> (Value, String) {
    let folder = tempfile::tempdir().expect("folder");
    copy(&example(), folder.path());
    let path = folder.path().join("docs/hoeryong.txt");
    let text = std::fs::read_to_string(&path).expect("the text");
    let said = text.replace(
        "are two border crossings",
        &format!("are {number} border crossings"),
    );
    assert!(number == "two" || said != text);
    std::fs::write(&path, said).expect("written");
    let output = choro(folder.path(), &["claims", "--output-format", "json"]);
    let claims: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let claims = claims["claims"].as_array().expect("claims").clone();
    let mut about = claims
        .into_iter()
        .filter(|claim| claim["kind"] == "count" && claim["object"]["text"] == "border crossings");
    let claim = about.next().expect("the count");
    let args = ["check", "--select", "SUP604", "--output-format", "concise"];
    (claim, stdout(&choro(folder.path(), &args)))
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("folder") {
        let path = entry.expect("entry").path();
        let name = path.file_name().expect("name");
        let hidden = name.to_string_lossy().starts_with('.') || name == "public";
        let to = to.join(name);
        if path.is_dir() && !hidden {
            std::fs::create_dir(&to).expect("folder");
            copy(&path, &to);
        } else if !hidden {
            std::fs::copy(&path, &to).expect("copied");
        }
    }
}

#[test]
fn the_sentence_that_counts_sites_is_held_against_them() {
    let (right, told) = counted("two");
    assert_eq!(right["verdict"], "supported", "{right}");
    assert!(told.is_empty(), "{told}");
    let (wrong, told) = counted("three");
    assert_eq!(wrong["verdict"], "contradicted", "{wrong}");
    assert!(
        told.contains("3 border crossings are stated of Hoeryong; the lists of sites have 2"),
        "{told}"
    );
}

#[test]
fn every_reviewed_finding_says_why_it_stands() {
    for row in reviewed() {
        let columns: Vec<&str> = row.split('\t').collect();
        let [_, _, _, _, kind, why] = columns[..] else {
            panic!("six columns: {row}");
        };
        assert!(
            matches!(kind, "true error" | "honest doubt") && !why.is_empty(),
            "{row}"
        );
    }
}
