//! What the taggers find in the seed texts and the WikToR leads; skipped where these are absent.

use std::path::PathBuf;

use choro_quantity::{CoordinateFault, Tags, tag};
use choro_text::tokenise;

fn shared(path: &str) -> Option<PathBuf> {
    let full = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(path);
    if full.exists() {
        return Some(full);
    }
    eprintln!("skipped: {} missing", full.display());
    None
}

fn read(path: &str) -> Option<(String, Tags)> {
    let text = std::fs::read_to_string(shared(path)?).ok()?;
    let tags = tag(&text, &tokenise(&text));
    Some((text, tags))
}

#[test]
fn the_kyongsong_brief() {
    let Some((text, tags)) = read("seeds/003_1b341a08a4086420.txt") else {
        return;
    };
    let measures: Vec<String> = tags
        .measures
        .iter()
        .map(|m| format!("{} {}", m.amount, m.unit))
        .collect();
    assert_eq!(
        measures,
        [
            "105909 persons",
            "119340 persons",
            "22.7 ha",
            "197 ha",
            "17 km"
        ]
    );
    assert_eq!(tags.coordinates.len(), 4);
    assert!(
        tags.coordinates
            .iter()
            .all(|c| c.has(CoordinateFault::MissingHemisphere))
    );
    assert_eq!(tags.coordinates[0].canonical(), "41.670° N, 129.670° E");
    let dates: Vec<&str> = tags
        .dates
        .iter()
        .map(|d| d.when.edtf.as_str())
        .filter(|d| !d.is_empty())
        .collect();
    for want in [
        "2008",
        "1107",
        "1437",
        "1616/1622",
        "1945/..",
        "2022-10",
        "2018/2019",
    ] {
        assert!(dates.contains(&want), "{want} in {dates:?}");
    }
    let counted: Vec<&str> = tags
        .numbers
        .iter()
        .filter_map(|n| n.counted)
        .map(|c| c.span.slice(&text))
        .collect();
    assert!(counted.contains(&"coastal batteries") && counted.contains(&"saplings"));
}

#[test]
fn the_hyesan_page() {
    let Some((_, tags)) = read("seeds/000_a401fc3a929fd873.txt") else {
        return;
    };
    let measures: Vec<String> = tags
        .measures
        .iter()
        .map(|m| format!("{} {}", m.amount, m.unit))
        .collect();
    assert_eq!(measures, ["80 %", "10000 t/yr"]);
    assert_eq!(tags.dates[0].when.edtf, "1937-06-04");
}

#[test]
fn leads_of_many_articles() {
    let Some(path) = shared("corpora/WikToR.dev.jsonl") else {
        return;
    };
    let Ok(raw) = std::fs::read_to_string(path) else {
        return;
    };
    let (mut articles, mut sound, mut coordinates, mut linked) = (0, 0, 0, 0);
    for line in raw.lines() {
        let Ok(value) = serde_json::from_str::<serde_json::Value>(line) else {
            continue;
        };
        let Some(text) = value["text"].as_str() else {
            continue;
        };
        articles += 1;
        let tags = tag(text, &tokenise(text));
        coordinates += tags.coordinates.len();
        sound += tags
            .coordinates
            .iter()
            .filter(|c| c.faults.is_empty())
            .count();
        // A linked conversion names the same size twice, or the article has a slip.
        linked += tags
            .measures
            .iter()
            .filter(|m| m.conversion_of.is_some())
            .count();
    }
    eprintln!(
        "{articles} articles: {coordinates} coordinates ({sound} sound), {linked} conversions"
    );
    assert!(coordinates >= 600 && sound * 100 >= coordinates * 98);
    assert!(linked >= 1500);
}
