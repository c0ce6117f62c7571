use super::super::{SetAside, examples};
use super::*;
use crate::input::INPUT_CODES;
use serde_json::Value;

fn log() -> String {
    let (findings, sources) = examples::atlas();
    let options = Options {
        rules: &INPUT_CODES[..2],
        version: "0.1.0",
        ..Options::default()
    };
    render(&findings, &sources, &options)
}

#[test]
fn the_log_is_as_expected() {
    insta::assert_snapshot!("sarif", log());
}

/// The example with its first finding dismissed, its second marked and its third known.
fn log_of_decisions() -> String {
    let (findings, sources) = examples::atlas();
    let aside = |at: usize, in_source: bool, justification: &str| SetAside {
        finding: findings[at].clone(),
        suppressions: vec![Suppression {
            in_source,
            justification: justification.to_owned(),
        }],
    };
    let set_aside = [
        aside(0, false, "quoted (K. Kim, 2026-11-21)"),
        aside(1, true, ""),
    ];
    let options = Options {
        rules: &INPUT_CODES[..2],
        version: "0.1.0",
        set_aside: Some(&set_aside),
        known: Some(&findings[2..3]),
        ..Options::default()
    };
    render(&findings[3..], &sources, &options)
}

#[test]
fn what_people_let_stand_is_suppressed_and_what_was_known_unchanged() {
    let decided: Value = serde_json::from_str(&log_of_decisions()).expect("JSON");
    let results = decided["runs"][0]["results"].as_array().expect("results");
    let told: Vec<String> = results
        .iter()
        .map(|result| {
            let state = result["baselineState"].as_str().expect("a state");
            let passed = result["suppressions"].as_array().expect("a list");
            let kinds: Vec<&str> = passed.iter().filter_map(|s| s["kind"].as_str()).collect();
            format!("{state} {}", kinds.join(" "))
        })
        .collect();
    assert_eq!(
        told,
        ["new ", "new ", "unchanged ", "new external", "new inSource"]
    );
    let reason = &results[3]["suppressions"][0]["justification"];
    assert_eq!(reason, "quoted (K. Kim, 2026-11-21)");
    assert!(results[4]["suppressions"][0].get("justification").is_none());
    // Where nobody looked at decisions nothing is said of them.
    let plain: Value = serde_json::from_str(&log()).expect("JSON");
    let first = &plain["runs"][0]["results"][0];
    assert!(first.get("suppressions").is_none() && first.get("baselineState").is_none());
}

#[test]
fn every_result_points_at_its_rule() {
    let log: Value = serde_json::from_str(&log()).expect("JSON");
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 5);
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("index") as usize;
        assert_eq!(
            run["tool"]["driver"]["rules"][index]["id"],
            result["ruleId"]
        );
    }
}

#[test]
fn rules_say_how_they_count_and_whether_they_are_in_preview() {
    let levels = [
        RuleLevel {
            code: "GEO103",
            severity: crate::Severity::Error,
            preview: false,
        },
        RuleLevel {
            code: "NAM201",
            severity: crate::Severity::Note,
            preview: true,
        },
    ];
    let (findings, sources) = examples::atlas();
    let options = Options {
        levels: &levels,
        ..Options::default()
    };
    let log: Value = serde_json::from_str(&render(&findings, &sources, &options)).expect("JSON");
    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules");
    let rule = |code: &str| rules.iter().find(|rule| rule["id"] == code).expect("rule");
    assert_eq!(rule("GEO103")["defaultConfiguration"]["level"], "error");
    assert_eq!(rule("GEO103")["properties"]["preview"], false);
    assert_eq!(rule("NAM201")["defaultConfiguration"]["enabled"], false);
    assert_eq!(rule("NAM201")["properties"]["preview"], true);
    assert!(rule("GEO104").get("properties").is_none());
}

#[test]
fn addresses_are_encoded() {
    assert_eq!(artifact("docs/long line.md").uri, "docs/long%20line.md");
    assert_eq!(
        artifact("docs/회령#1.md").uri,
        "docs/%ED%9A%8C%EB%A0%B9%231.md"
    );
    assert_eq!(artifact("/tmp/a.md").uri, "file:///tmp/a.md");
    assert!(artifact("C:/a.md").uri_base_id.is_none());
}

#[test]
fn the_log_for_the_interoperability_test_can_be_written() {
    if let Some(path) = std::env::var_os("CHORO_SARIF_SAMPLE") {
        std::fs::write(path, log_of_decisions()).expect("sample written");
    }
}
