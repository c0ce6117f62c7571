//! The ledger of claims: filters, coverage, annotations, and how one claim came about.

mod program;

use program::{all, choro, code, folder, stderr, stdout};
use serde_json::Value;
use std::path::Path;

const PLACES: &str = "id,name,type,lat,lon,parent\n\
    ch,Switzerland,country,46.8,8.2,\n\
    bern,Bern,city,46.948,7.4474,ch\n\
    thun,Thun,city,46.758,7.628,ch\n\
    zuerich,Zürich,city,47.3769,8.5417,ch\n\
    geneva,Geneva,city,46.2044,6.1432,ch\n";
const TEXT: &str = "# Bern\n\nZürich lies to the north-east of **Bern**. Grüße!\n\n\
    Bern lies to the south-west of Geneva. Thun has 43,568 inhabitants.\n";

fn project(text: &str) -> tempfile::TempDir {
    folder(&[
        ("choro.toml", b"[[reference]]\npath = \"gazetteer/places.csv\"\ntitle = \"Towns\"\nversion = \"2026-11\"\n"),
        ("gazetteer/places.csv", PLACES.as_bytes()),
        ("docs/a.md", text.as_bytes()),
    ])
}

fn json(folder: &Path, args: &[&str]) -> Value {
    let args = [&["claims"], args].concat();
    let output = choro(folder, &args);
    assert_eq!(code(&output), 0, "{}", all(&output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key} in {value}"))
}

#[test]
fn the_table_shows_what_was_measured_against_what() {
    let folder = project(TEXT);
    let output = choro(folder.path(), &["claims", "--kind", "direction"]);
    let table = stdout(&output);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "docs/a.md");
    let header: Vec<&str> = lines[1].split_whitespace().collect();
    assert_eq!(
        header.join(" "),
        "# kind subject object value verdict measured limit reference words"
    );
    for part in [
        "contradicted (measured)",
        "bearing ",
        "°",
        "Towns 2026-11",
        "Bern lies to the",
    ] {
        assert!(lines[3].contains(part), "{part}: {table}");
    }
    assert_eq!(lines.len(), 4, "{table}");
}

#[test]
fn claims_are_chosen_by_kind_verdict_place_and_document() {
    let folder = project(TEXT);
    let root = folder.path();
    std::fs::write(root.join("docs/b.md"), "Thun lies to the south of Bern.\n").expect("written");
    let quotes = |args: &[&str]| {
        let args = [args, &["--output-format", "json"]].concat();
        let value = json(root, &args);
        let claims = value["claims"].as_array().expect("claims").clone();
        let first = |claim: &Value| text(claim, "quote").split(' ').next().map(str::to_owned);
        claims.iter().filter_map(first).collect::<Vec<String>>()
    };
    assert_eq!(quotes(&["--kind", "direction"]), ["Zürich", "Bern", "Thun"]);
    assert_eq!(
        quotes(&["--kind", "direction,population", "docs/a.md"]).len(),
        3
    );
    assert_eq!(quotes(&["--verdict", "contradicted"]), ["Bern"]);
    assert_eq!(quotes(&["--place", "places:geneva"]), ["Bern"]);
    assert_eq!(
        quotes(&["--place", "Zürich", "--verdict", "contradicted"]),
        [""; 0]
    );
    for (args, told) in [
        (["--kind", "directions"], "did you mean `direction`?"),
        (["--verdict", "wrong"], "contradicted"),
        (["--place", "Genva"], "places:geneva"),
        (["--base", "https://example.org/"], "web-annotation"),
    ] {
        let refused = choro(root, &[&["claims"], &args[..]].concat());
        assert_eq!(code(&refused), 2, "{args:?}");
        assert!(all(&refused).contains(told), "{args:?}: {}", all(&refused));
    }
}

#[test]
fn csv_carries_number_limit_reference_and_its_version() {
    let folder = project(TEXT);
    let args = [
        "claims",
        "--verdict",
        "contradicted",
        "--output-format",
        "csv",
    ];
    let output = choro(folder.path(), &args);
    let csv = stdout(&output);
    let mut lines = csv.lines();
    let header = lines.next().expect("header");
    assert!(header.ends_with("measured,threshold,margin,reference,explanation,others,source"));
    let row = lines.next().expect("a row");
    assert!(row.contains(",\"bearing ") && row.contains("°,"), "{row}");
    assert!(row.contains(",Towns 2026-11,"), "{row}");
}

#[test]
fn coverage_says_how_much_was_understood_and_why_not_all_was_checked() {
    let folder = project(TEXT);
    let root = folder.path();
    let words = "3 of 4 sentences carry a claim; of 3 claims 2 are checked, 1 undetermined (1 data missing)";
    let table = stdout(&choro(root, &["claims", "--coverage"]));
    assert!(
        table.contains("docs/a.md  4          3           3       2        1"),
        "{table}"
    );
    assert!(table.ends_with(&format!("\n{words}\n")), "{table}");
    let value = json(root, &["--coverage", "--output-format", "json"]);
    assert_eq!(value["coverage"][0]["document"], "docs/a.md");
    assert_eq!(value["total"]["with_claim"], 3);
    assert_eq!(value["total"]["undetermined"]["data-missing"], 1);
    let csv = stdout(&choro(
        root,
        &["claims", "--coverage", "--output-format", "csv"],
    ));
    assert!(
        csv.contains("docs/a.md,4,3,3,2,1,1 data missing\n"),
        "{csv}"
    );
    // The check tells it too, and the atlas shows it.
    let check = choro(root, &["check"]);
    assert!(stderr(&check).contains(words), "{}", all(&check));
    let json = choro(root, &["check", "--output-format", "json"]);
    let value: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(value["summary"]["coverage"]["sentences"], 4);
    assert_eq!(value["summary"]["dismissed"], 0);
    assert_eq!(code(&choro(root, &["build", "--fail-on", "never"])), 0);
    let page = std::fs::read_to_string(root.join("public/doc/a.html")).expect("page");
    assert!(
        page.contains("3 of 4 sentences carry a statement; of 3 statements 2 are checked"),
        "{page}"
    );
}

/// What the Web Annotation model asks of an annotation, its bodies and its target.
fn validate(annotation: &Value) {
    assert_eq!(annotation["type"], "Annotation");
    assert!(text(annotation, "id").starts_with("urn:uuid:"));
    assert!(
        annotation.get("@context").is_none(),
        "only the outermost has a context"
    );
    for body in annotation["body"].as_array().expect("bodies") {
        assert_eq!(body["type"], "TextualBody");
        assert!(!text(body, "value").is_empty() && !text(body, "purpose").is_empty());
        if body["format"] == "application/json" {
            let claim: Value = serde_json::from_str(text(body, "value")).expect("JSON");
            assert!(!text(&claim, "kind").is_empty());
        }
    }
    let target = &annotation["target"];
    assert!(!text(target, "source").contains([' ', '"', '<', '>']));
    let selectors = target["selector"].as_array().expect("selectors");
    assert_eq!(selectors[0]["type"], "TextQuoteSelector");
    assert!(!text(&selectors[0], "exact").is_empty());
    let position = &selectors[1];
    assert!(["TextPositionSelector", "DataPositionSelector"].contains(&text(position, "type")));
    assert!(
        position["start"].as_u64() < position["end"].as_u64(),
        "{position}"
    );
}

fn annotations(folder: &Path, args: &[&str]) -> Vec<Value> {
    let args = [args, &["--output-format", "web-annotation"]].concat();
    let collection = json(folder, &args);
    assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(collection["type"], "AnnotationCollection");
    let page = &collection["first"];
    assert_eq!(page["type"], "AnnotationPage");
    assert_eq!(page["partOf"], collection["id"]);
    assert_eq!(page["startIndex"], 0);
    let items = page["items"].as_array().expect("items").clone();
    assert_eq!(collection["total"], items.len());
    items.iter().for_each(validate);
    let ids: std::collections::BTreeSet<&str> = items.iter().map(|i| text(i, "id")).collect();
    assert_eq!(ids.len(), items.len());
    items
}

/// Quotation and position of a target in the characters of a text agree.
fn agrees(target: &Value, file: &str) {
    let characters: Vec<char> = file.chars().collect();
    let quotation = &target["selector"][0];
    let position = &target["selector"][1];
    assert_eq!(position["type"], "TextPositionSelector");
    let at = |key: &str| position[key].as_u64().expect("a position") as usize;
    let exact: String = characters[at("start")..at("end")].iter().collect();
    assert_eq!(exact, text(quotation, "exact"));
    let before: String = characters[..at("start")].iter().collect();
    let after: String = characters[at("end")..].iter().collect();
    assert!(before.ends_with(text(quotation, "prefix")));
    assert!(after.starts_with(text(quotation, "suffix")));
    let prefix = text(quotation, "prefix").chars().count();
    assert_eq!(prefix, at("start").min(32));
}

#[test]
fn annotations_point_at_the_words_by_characters() {
    let folder = project(TEXT);
    let items = annotations(folder.path(), &["docs/a.md"]);
    assert_eq!(items.len(), 3);
    for item in &items {
        assert_eq!(item["target"]["source"], "docs/a.md");
        agrees(&item["target"], TEXT);
    }
    // Markup is part of the file's text.
    assert!(
        items
            .iter()
            .any(|i| text(&i["target"]["selector"][0], "exact").contains("**Bern"))
    );
    let based = annotations(folder.path(), &["--base", "https://example.org/atlas/"]);
    assert_eq!(
        based[0]["target"]["source"],
        "https://example.org/atlas/docs/a.md"
    );
    assert_ne!(based[0]["id"], items[0]["id"]);
    assert_eq!(annotations(folder.path(), &["docs/a.md"]), items);
}

#[test]
fn annotations_of_other_encodings_and_of_html_keep_to_the_model() {
    let folder = project(TEXT);
    let root = folder.path();
    let plain = "Zürich lies to the north-east of Bern.\r\n\r\nBern lies to the south of Thun.\r\n";
    let wide: Vec<u8> = std::iter::once(0xFEFF)
        .chain(plain.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    std::fs::write(root.join("docs/w i d e.txt"), wide).expect("written");
    let items = annotations(root, &["docs/w i d e.txt"]);
    assert_eq!(items.len(), 2);
    for item in &items {
        assert_eq!(item["target"]["source"], "docs/w%20i%20d%20e.txt");
        agrees(&item["target"], plain);
    }
    let html =
        "<html><body><p>Z&uuml;rich lies to the <b>north-east</b> of Bern.</p></body></html>";
    std::fs::write(root.join("docs/h.html"), html).expect("written");
    let items = annotations(root, &["docs/h.html"]);
    let selectors = &items[0]["target"]["selector"];
    assert_eq!(
        selectors[0]["exact"],
        "Zürich lies to the north-east of Bern"
    );
    assert_eq!(
        (&selectors[0]["prefix"], &selectors[0]["suffix"]),
        (&"".into(), &".".into())
    );
    assert_eq!(selectors[1]["type"], "DataPositionSelector");
    let at = |key: &str| selectors[1][key].as_u64().expect("a position") as usize;
    assert_eq!(
        &html[at("start")..at("end")],
        "Z&uuml;rich lies to the <b>north-east</b> of Bern"
    );
}

#[test]
fn a_collection_without_claims_has_no_page() {
    let folder = project("Grüße!\n");
    let value = json(folder.path(), &["--output-format", "web-annotation"]);
    assert_eq!((&value["total"], value.get("first")), (&0.into(), None));
}

#[test]
fn a_claim_is_explained_from_its_words_to_its_verdict() {
    let folder = project(TEXT);
    let root = folder.path();
    let output = choro(root, &["explain", "claim", "docs/a.md#2"]);
    assert_eq!(code(&output), 0, "{}", all(&output));
    let said = stdout(&output);
    for part in [
        "docs/a.md#2: direction\n",
        "  pattern     direction/W of O\n",
        "<W:wind>",
        "  subject     “Bern”\n",
        "  decisive    “south-west”\n",
        "“Bern” is Bern (city, places:bern), sure to ",
        ": a reading; its name",
        "  verdict     contradicted (measured)\n",
        "  limit       ",
        "  reference   Towns 2026-11\n",
        "  finding     error[GEO101] ",
        "(fingerprint ",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(stdout(&choro(root, &["explain", "docs/a.md#2"])), said);
    for (args, told) in [
        (
            &["explain", "claim", "docs/a.md#99"][..],
            "there is no claim `docs/a.md#99`",
        ),
        (
            &["explain", "claim", "docs/b.md#2"],
            "did you mean `docs/a.md#2`?",
        ),
        (&["explain", "GEO101", "GEO102"], "name one code"),
        (&["explain", "GOE101"], "did you mean `GEO101`?"),
    ] {
        let refused = choro(root, args);
        assert_eq!(code(&refused), 2, "{args:?}");
        assert!(all(&refused).contains(told), "{args:?}: {}", all(&refused));
    }
    for dec in ["DEC001", "DEC005", "expired-decision", "unused-allowance"] {
        let page = choro(root, &["explain", dec]);
        assert!(
            stdout(&page).contains("Severity: warning."),
            "{dec}: {}",
            all(&page)
        );
    }
}
