//! `choro place`: the card of a place, now and at a date, for people and machines.

mod program;

use program::{folder, stderr, stdout};
use serde_json::Value;
use std::path::Path;
use std::process::Output;

const PLACES: &str = "id,name,type,lat,lon,name:ko,former,parent,population@2008\n\
    ch,Switzerland,country,,,,,,\n\
    oslo,Oslo,city,59.91,10.75,,Christiania@1624/1877|Kristiania@1877/1925,no,\n\
    no,Norway,country,,,,,,\n\
    vaud,Vaud,canton,46.57,6.55,,Lemanic canton@1798/1803,ch@1803/..,701500\n\
    rolle,Rolle,town,46.459,6.335,,,vaud,\n\
    rolle-county,Rolle,district,46.47,6.33,,,vaud,\n";

const HISTORY: &str = "place,what,value,from,to,language,source,note\n\
    oslo,name,Oslo,1925,,no,Act of 1924,the old name again\n\
    oslo,parent,no,1814,,,Constitution of 1814,\n\
    vaud,event,founded,1803-02,,,Act of Mediation,\n\
    vaud,status,canton of Léman,1798,1803,,Helvetic constitution,\n";

/// The command at the width of a plain terminal.
fn choro(folder: &Path, args: &[&str]) -> Output {
    let mut command = program::command(folder, args);
    command.env("COLUMNS", "80").output().expect("choro runs")
}

fn project(history: &str) -> tempfile::TempDir {
    folder(&[
        ("choro.toml", b"[project]\nname = \"Names\"\n"),
        ("gazetteer/places.csv", PLACES.as_bytes()),
        ("gazetteer/history.csv", history.as_bytes()),
    ])
}

fn json(folder: &Path, args: &[&str]) -> Value {
    let mut all = vec!["place", "--output-format", "json"];
    all.extend(args);
    let output = choro(folder, &all);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", stdout(&output)))
}

#[test]
fn a_card_tells_names_history_and_sources_in_eighty_columns() {
    let folder = project(HISTORY);
    let output = choro(folder.path(), &["place", "Oslo"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let card = stdout(&output);
    let order = [
        "City in Norway",
        "59.9100° N, 10.7500° E",
        "Names",
        "History",
        "1624–1877",
        "called Christiania",
        "since 1814",
        "in Norway",
        "called Kristiania",
        "since 1925",
        "the old name again",
        "Sources",
        "Act of 1924, in gazetteer/history.csv",
    ];
    let mut rest = card.as_str();
    for words in order {
        let at = rest
            .find(words)
            .unwrap_or_else(|| panic!("{words} in\n{card}"));
        rest = &rest[at..];
    }
    for line in card.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn what_was_so_at_a_date_is_told_or_why_it_is_not_known() {
    let folder = project(HISTORY);
    let card = json(folder.path(), &["oslo", "--date", "1850"]);
    let at = &card["at"];
    assert_eq!(at["names"]["known"][0]["text"], "Christiania");
    assert_eq!(at["within"][0]["name"], "Norway");
    assert_eq!(card["history"][0]["when"], "1624/1877");
    assert_eq!(at["exists"]["known"], "throughout");
    let class = at["class"]["unknown"].as_str().unwrap_or_default();
    assert!(class.contains("without a date"), "{card:#}");
    let card = json(folder.path(), &["oslo", "--date", "1500"]);
    let why = card["at"]["names"]["unknown"].as_str().unwrap_or_default();
    assert_eq!(why, "what the sources date begins in 1624");
    let card = json(folder.path(), &["vaud", "--date", "1700"]);
    assert_eq!(card["at"]["exists"]["known"], "not");
    let text = stdout(&choro(folder.path(), &["place", "vaud", "--date", "1700"]));
    assert!(text.contains("there was no such place"), "{text}");
}

#[test]
fn a_former_name_finds_the_place() {
    let folder = project(HISTORY);
    let card = json(folder.path(), &["Christiania"]);
    assert_eq!(card["place"], "places:oslo");
    let titles: Vec<&str> = card["sources"]
        .as_array()
        .expect("sources")
        .iter()
        .filter_map(|s| s["title"].as_str())
        .collect();
    assert!(titles.contains(&"Act of 1924"), "{titles:?}");
}

#[test]
fn an_ambiguous_name_lists_candidates_and_fails() {
    let folder = project(HISTORY);
    let output = choro(folder.path(), &["place", "Rolle"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("2 places are called `Rolle`"),
        "{}",
        stderr(&output)
    );
    let listed = stdout(&output);
    assert!(
        listed.contains("places:rolle ") && listed.contains("places:rolle-county"),
        "{listed}"
    );
    let keyed = choro(folder.path(), &["place", "places:rolle"]);
    assert_eq!(keyed.status.code(), Some(0));
}

#[test]
fn a_name_nobody_has_gives_near_ones_and_fails() {
    let folder = project(HISTORY);
    let report = json(folder.path(), &["Kristianja"]);
    assert_eq!(report["error"], "not-found");
    assert_eq!(report["candidates"][0]["place"], "places:oslo");
    let output = choro(folder.path(), &["place", "Kristianja"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn faults_of_dates_are_told() {
    let folder =
        project("place,what,value,from,to\noslo,name,Asloa,someday,1300\nnowhere,name,X,1,2\n");
    let output = choro(folder.path(), &["check", "--output-format", "concise"]);
    let said = format!("{}{}", stdout(&output), stderr(&output));
    assert!(
        said.contains(
            "gazetteer/history.csv:2:1: warning[INP010] line 2: ‘someday’ is not an EDTF"
        ),
        "{said}"
    );
    let output = choro(folder.path(), &["place", "oslo", "--date", "someday"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("is not a date in EDTF"),
        "{}",
        stderr(&output)
    );
}
