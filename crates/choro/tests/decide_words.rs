//! Decisions on which place words stand for, and on what a sentence says.

mod program;

use program::{all, choro, code, concise, stdout};
use std::fs;
use std::path::Path;

// Two places of one name, of which the text alone does not say which is meant.
const PLACES: &[u8] = b"id,name,type,lat,lon,population@2020\n\
    bern,Bern,city,46.948,7.4474,134794\n\
    thun,Thun,city,46.758,7.628,43568\n\
    thun-lake,Thun,village,46.1,6.9,400\n\
    geneva,Geneva,city,46.2044,6.1432,203856\n";

fn project(text: &str) -> tempfile::TempDir {
    program::project_of_towns(PLACES, text)
}

fn json(folder: &Path, command: &str) -> serde_json::Value {
    let output = choro(folder, &[command, "docs/a.md", "--output-format", "json"]);
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The places that the words of the document are taken for.
fn taken(folder: &Path) -> Vec<(String, String)> {
    let value = json(folder, "geoparse");
    let mentions = value["mentions"].as_array().expect("mentions");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("nothing").to_owned();
    mentions
        .iter()
        .map(|m| (text(&m["text"]), text(&m["place"])))
        .collect()
}

fn places_of(folder: &Path, words: &str) -> Vec<String> {
    let taken = taken(folder).into_iter();
    taken
        .filter(|(text, _)| text == words)
        .map(|(_, place)| place)
        .collect()
}

#[test]
fn words_are_taken_for_the_place_decided_and_what_follows_goes_with_them() {
    let folder =
        project("Thun lies near the lake. It lies to the north of Geneva.\n\nThun is old.\n");
    let root = folder.path();
    assert_eq!(places_of(root, "Thun"), ["places:thun", "places:thun"]);
    let args = [
        "decide",
        "--mention",
        "docs/a.md:1:1",
        "--is",
        "places:thun-lake",
    ];
    let dry = choro(root, &[&args[..], &["--dry-run"]].concat());
    assert_eq!(code(&dry), 0, "{}", all(&dry));
    assert_eq!(
        stdout(&dry),
        "docs/a.md:1:1: “Thun” is places:thun-lake; was taken for places:thun\n"
    );
    assert!(!root.join("decisions").exists());
    assert_eq!(code(&choro(root, &args)), 0);
    assert_eq!(places_of(root, "Thun"), ["places:thun-lake", "places:thun"]);
    assert_eq!(places_of(root, "It"), ["places:thun-lake"]);
    let file = fs::read_to_string(root.join("decisions/mentions.toml")).expect("decisions");
    assert!(
        file.contains("near = \"Thun lies near the\"\nis = \"places:thun-lake\"\n"),
        "{file}"
    );
    // It holds when sentences come before it, and is told when its words go.
    fs::write(
        root.join("docs/a.md"),
        "Bern.\n\nIndeed, Thun lies near the lake.\n",
    )
    .expect("written");
    assert_eq!(places_of(root, "Thun"), ["places:thun-lake"]);
    assert_eq!(concise(root), "");
    fs::write(root.join("docs/a.md"), "Bern is a city.\n").expect("written");
    let stale = concise(root);
    assert!(
        stale.starts_with("decisions/mentions.toml:1:1: warning[DEC001]"),
        "{stale}"
    );
}

#[test]
fn a_decision_on_all_such_words_gives_way_to_one_on_a_paragraph() {
    let folder = project("Thun is old.\n\nThun is near Bern.\n");
    let root = folder.path();
    let everywhere = [
        "decide",
        "--mention",
        "docs/a.md:1:1",
        "--is",
        "nothing",
        "--everywhere",
    ];
    assert_eq!(code(&choro(root, &everywhere)), 0);
    assert_eq!(places_of(root, "Thun"), ["nothing", "nothing"]);
    let here = ["decide", "--mention", "docs/a.md:3", "--is", "places:thun"];
    let refused = choro(root, &here);
    assert!(
        all(&refused).contains("several places are named"),
        "{}",
        all(&refused)
    );
    let here = [
        "decide",
        "--mention",
        "docs/a.md:3:2",
        "--is",
        "places:thun",
    ];
    assert_eq!(code(&choro(root, &here)), 0);
    assert_eq!(places_of(root, "Thun"), ["nothing", "places:thun"]);
    assert_eq!(concise(root), "");
}

#[test]
fn what_cannot_be_decided_is_told_with_what_to_do() {
    let folder = project("Thun is old. It is near Bern. Said Gandalf here.\n");
    for (spot, is, told) in [
        ("docs/a.md:1:1", "Thun", "name one by its key"),
        (
            "docs/a.md:1:1",
            "places:thum",
            "no place of the gazetteer is called",
        ),
        ("docs/a.md:1:6", "places:thun", "choro geoparse docs/a.md"),
        ("docs/a.md:1:14", "places:thun", "decide on that name"),
        ("docs/a.md:9:1", "places:thun", "beyond the end"),
        (
            "docs/a.md:1:35",
            "places:thun",
            "add the name to the place's record",
        ),
        ("docs/b.md:1:1", "places:thun", "no document of the project"),
        ("docs/a.md", "places:thun", "DOC:LINE:COLUMN"),
    ] {
        let refused = choro(folder.path(), &["decide", "--mention", spot, "--is", is]);
        assert_eq!(code(&refused), 2, "{spot}");
        assert!(all(&refused).contains(told), "{spot}: {}", all(&refused));
    }
}

#[test]
fn a_place_that_is_gone_is_told_at_its_line() {
    let folder = project("Thun is old.\n");
    let root = folder.path();
    fs::create_dir(root.join("decisions")).expect("folder");
    let text = "[[mention]]\ndocument = \"docs/a.md\"\nwords = \"Thun\"\nis = \"wof:1\"\n";
    fs::write(root.join("decisions/mentions.toml"), text).expect("written");
    let said = concise(root);
    assert!(
        said.contains("decisions/mentions.toml:4:6: warning[DEC001]"),
        "{said}"
    );
    assert_eq!(places_of(root, "Thun"), ["places:thun"]);
    let contrary = format!(
        "{}{}",
        text.replace("wof:1", "places:thun"),
        text.replace("wof:1", "nothing")
    );
    fs::write(root.join("decisions/mentions.toml"), contrary).expect("written");
    let said = concise(root);
    assert!(
        said.contains("decisions/mentions.toml:5:1: warning[DEC002]"),
        "{said}"
    );
    assert_eq!(places_of(root, "Thun"), ["nothing"]);
}

#[test]
fn a_claim_says_what_was_decided() {
    let folder = project("Bern lies to the south-west of Geneva.\n");
    let root = folder.path();
    assert!(concise(root).contains("GEO101"));
    let decide = |says: &str| choro(root, &["decide", "--claim", "docs/a.md#1", "--says", says]);
    let decided = decide("value=NE");
    assert_eq!(code(&decided), 0, "{}", all(&decided));
    assert_eq!(concise(root), "");
    let claim = &json(root, "claims")["claims"][0];
    assert_eq!(
        (&claim["value"], &claim["verdict"]),
        (&"NE".into(), &"supported".into())
    );
    // Another word on the same claim, after its object was changed.
    assert_eq!(code(&decide("object=places:thun")), 0);
    assert_eq!(
        json(root, "claims")["claims"][0]["object"]["place"],
        "places:thun"
    );
    assert_eq!(code(&decide("object=places:bern")), 0);
    assert_eq!(
        json(root, "claims")["claims"][0]["object"]["place"],
        "places:bern"
    );
    assert_eq!(code(&decide("nothing")), 0);
    assert_eq!(
        json(root, "claims")["claims"].as_array().map(Vec::len),
        Some(0)
    );
    assert_eq!(concise(root), "");
    fs::write(
        root.join("docs/a.md"),
        "Bern lies to the south-west of Thun.\n",
    )
    .expect("written");
    let stale = concise(root);
    assert!(
        stale.contains("decisions/claims.toml:1:1: warning[DEC001]"),
        "{stale}"
    );
}

#[test]
fn a_correction_has_to_fit_the_kind_of_claim() {
    let folder = project("Bern lies to the south-west of Geneva. Thun has 5,000 inhabitants.\n");
    let root = folder.path();
    for (id, says, told) in [
        ("docs/a.md#1", "value=sideways", "letters of a wind"),
        ("docs/a.md#1", "vlaue=N", "did you mean `value`?"),
        (
            "docs/a.md#1",
            "object=places:nowhere",
            "no place has the key",
        ),
        ("docs/a.md#1", "when=soon", "EDTF"),
        ("docs/a.md#1", "polarity=no", "`affirmed` or `negated`"),
        ("docs/a.md#1", "NE", "PART=VALUE"),
        ("docs/a.md#2", "value=many", "a number"),
        ("docs/a.md#2", "object=places:bern", "has no object"),
        ("docs/a.md#9", "value=N", "no claim `docs/a.md#9`"),
    ] {
        let refused = choro(root, &["decide", "--claim", id, "--says", says]);
        assert_eq!(code(&refused), 2, "{says}");
        assert!(all(&refused).contains(told), "{says}: {}", all(&refused));
    }
    fs::create_dir(root.join("decisions")).expect("folder");
    let text = "[[correct]]\ndocument = \"docs/a.md\"\nkind = \"direction\"\nwords = \"south-west\"\n\
                says = { value = \"sideways\" }\n";
    fs::write(root.join("decisions/claims.toml"), text).expect("written");
    let check = choro(root, &["check", "--output-format", "concise"]);
    assert_eq!(code(&check), 2);
    assert!(
        stdout(&check).contains("decisions/claims.toml:1:1: error[INP001]"),
        "{}",
        all(&check)
    );
}
