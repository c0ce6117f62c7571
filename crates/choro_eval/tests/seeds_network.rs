//! What the seed texts say of lines and crossings, against real station tables and crossings.

use choro_atlas::{Atlas, Statement};
use choro_check::Outcome;
use choro_claim::Kind;
use choro_eval::seeds;
use choro_pipeline::Compiled;

fn compiled() -> Option<Compiled> {
    if !seeds::gold_claims().is_file() || !seeds::shared().join("data/rail").exists() {
        eprintln!("skipped: {} missing", seeds::shared().display());
        return None;
    }
    Some(seeds::compile_project(&seeds::project()).expect("the project of the seeds"))
}

/// The statements of a kind in a seed text whose words or line hold some words.
fn said<'a>(atlas: &'a Atlas, text: &str, kind: Kind, words: &str) -> Vec<Statement<'a>> {
    let of = atlas.statements().filter(|statement| {
        let claim = statement.claim;
        claim.kind == kind
            && claim.evidence.document.contains(text)
            && (claim.evidence.quote.contains(words) || claim.qualifier("line").contains(words))
    });
    of.collect()
}

#[test]
fn what_the_seed_texts_say_of_lines_and_crossings_is_judged_as_a_railwayman_would() {
    let Some(compiled) = compiled() else { return };
    let atlas = &compiled.atlas;
    let mut wrong = Vec::new();
    let cases = [
        (
            "000_",
            Kind::LineServes,
            "Hambuk Line",
            Outcome::Contradicted,
        ),
        ("000_", Kind::LineServes, "Pukpu Line", Outcome::Supported),
        ("002_", Kind::LineServes, "Hambuk Line", Outcome::Supported),
        (
            "003_",
            Kind::LineConnects,
            "P'yŏngra Line",
            Outcome::Supported,
        ),
        ("000_", Kind::Crossing, "road bridge", Outcome::Supported),
        (
            "000_",
            Kind::Crossing,
            "border crossings",
            Outcome::Supported,
        ),
        ("001_", Kind::Crossing, "Hoeryong", Outcome::Supported),
        ("001_", Kind::Crossing, "Namyang", Outcome::Supported),
        ("001_", Kind::Crossing, "Tumangang", Outcome::Supported),
    ];
    for (text, kind, words, outcome) in cases {
        let found = said(atlas, text, kind, words);
        if found.is_empty() {
            wrong.push(format!("{text} {kind} {words}: not read"));
        }
        for statement in found {
            let verdict = statement.verdict;
            if verdict.outcome != outcome {
                wrong.push(format!(
                    "{text} {kind} {words}: {} {}: {}",
                    verdict.outcome.as_str(),
                    verdict.reason,
                    verdict.explanation
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let through = said(atlas, "003_", Kind::LineConnects, "P'yŏngra Line");
    let ends: Vec<_> = through
        .iter()
        .filter_map(|s| s.claim.object.as_ref())
        .collect();
    assert!(
        ["Chongjin", "Kimchaek"]
            .iter()
            .all(|end| ends.iter().any(|o| o.text.contains(end))),
        "both ends of the line are read: {ends:?}"
    );
}

#[test]
fn a_wrong_line_is_told_with_its_nearest_station_and_the_line_that_is_missing() {
    let Some(compiled) = compiled() else { return };
    let atlas = &compiled.atlas;
    let hambuk = said(atlas, "000_", Kind::LineServes, "Hambuk Line");
    let told = hambuk.first().expect("read").verdict;
    for words in ["nearest known station", "Hambuk Line", "km away"] {
        assert!(told.explanation.contains(words), "{}", told.explanation);
    }
    let of = |code: &str, text: &str| {
        let findings = atlas.findings.iter();
        let mut found = findings.filter(|f| f.code == code && f.primary.document.contains(text));
        found.next().map(|f| f.message.clone()).unwrap_or_default()
    };
    assert!(
        of("NET701", "000_").contains("Hambuk Line"),
        "{}",
        of("NET701", "000_")
    );
    assert!(
        of("NET705", "000_").contains("Paektusan"),
        "{}",
        of("NET705", "000_")
    );
    let name = of("NAM206", "003_");
    assert!(name.contains("Hamgyong Line"), "{name}");
}
