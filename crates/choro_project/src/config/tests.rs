use super::*;
use choro_diagnostic::Severity;
use choro_diagnostic::render::{Options, concise, full};
use proptest::prelude::*;

const WHOLE: &str = r#"
[project]
name = "North Hamgyong"
language = "en"
[documents]
paths = ["docs", "../more/a.md"]
[[reference]]
path = "reference/wof.tsv"
id = "wof"
format = "whos-on-first"
title = "Who's On First"
licence = "CC-BY-4.0"
attribution = "WOF"
version = 2024-11-04
accuracy_m = 1_500
rank = 10
type = "county"
parent = "North Hamgyong"
columns = { id = "pcode", "population@2008" = "total" }
[[network]]
path = "network/stations.csv"
kind = "stations"
[check]
select = ["GEO", "NAM"]
ignore = []
fail-on = "warning"
[[allow]]
code = "GEO103"
document = "docs/x.md"
quote = "east"
because = "the map is older"
expires = "2027-01-01"
[output]
directory = "site"
"#;

/// The faults of `text`, one per line.
fn faults(text: &str) -> String {
    let findings = Config::parse(text).expect_err("faults");
    let sources = BTreeMap::from([(CONFIG_FILE.to_owned(), text)]);
    concise::render(&findings, &sources, &Options::default())
}

#[test]
fn everything_agreed_is_read() {
    let config = Config::parse(WHOLE).expect("a good configuration");
    assert_eq!(config.name, "North Hamgyong");
    let paths = config.documents.expect("paths");
    assert_eq!(paths[1].value, "../more/a.md");
    assert_eq!(paths[0].span.slice(WHOLE), "\"docs\"");
    let wof = &config.references[0];
    assert_eq!(wof.format, Some(LayerFormat::WhosOnFirst));
    assert_eq!((wof.accuracy_m, wof.rank), (Some(1500.0), Some(10)));
    assert_eq!(wof.version.as_deref(), Some("2024-11-04"));
    assert_eq!(wof.columns["population@2008"], "total");
    assert_eq!(config.networks[0].kind, NetworkKind::Stations);
    assert_eq!(
        config.check.select,
        Some(vec!["GEO".to_owned(), "NAM".to_owned()])
    );
    assert_eq!(config.check.fail_on, FailOn::Severity(Severity::Warning));
    assert_eq!(config.allow[0].expires.as_deref(), Some("2027-01-01"));
    assert_eq!(config.output.directory, "site");
}

#[test]
fn modes_are_those_asked_for_and_go_with_drawn_networks() {
    let modes = |text: &str| {
        let text = format!("[[network]]\npath = \"a.osm.pbf\"\nkind = \"osm\"\n{text}");
        Config::parse(&text).map(|config| config.networks[0].modes.clone())
    };
    assert_eq!(modes(""), Ok(vec!["rail", "ferry"]));
    assert_eq!(
        modes("modes = [\"rail\", \"road\"]"),
        Ok(vec!["rail", "road"])
    );
    assert_eq!(modes("modes = \"road\""), Ok(vec!["road"]));
    assert!(modes("modes = [\"air\"]").is_err());
    let table = "[[network]]\npath = \"a.csv\"\nkind = \"stations\"\nmodes = \"rail\"\n";
    assert!(faults(table).contains("`modes` goes with"));
}

#[test]
fn an_empty_file_gives_the_defaults() {
    assert_eq!(Config::parse(""), Ok(Config::default()));
}

#[test]
fn an_unknown_key_is_shown_with_its_line_and_what_was_meant() {
    let text = "[project]\nname = \"x\"\n\n[document]\npaths = [\"docs\"]\n";
    let findings = Config::parse(text).expect_err("faults");
    let sources = BTreeMap::from([(CONFIG_FILE.to_owned(), text)]);
    insta::assert_snapshot!(full::render(&findings, &sources, &Options::default()));
}

#[test]
fn all_faults_are_told_at_once() {
    let text = "[check]\nfail_on = \"error\"\nselect = 3\n[[reference]]\npaht = \"a.csv\"\n\
                [[reference]]\npath = \"b.csv\"\nformat = \"geojso\"\nrank = -1\n\
                accuracy_m = \"far\"\n[[network]]\npath = \"n.csv\"\n[[allow]]\ncode = \"GEO1\"\n\
                because = \"\"\nexpires = \"soon\"\n[zzz]\n";
    insta::assert_snapshot!(faults(text));
}

#[test]
fn a_syntax_error_names_its_line() {
    let told = faults("[project]\nname = \"x\nlanguage = \"en\"\n");
    assert!(told.starts_with("choro.toml:2:"), "{told}");
    assert!(told.contains("INP001"));
}

#[test]
fn two_files_with_one_id_are_refused() {
    let text = "[[reference]]\npath=\"a.csv\"\nid=\"a\"\n[[reference]]\npath=\"b.csv\"\nid=\"a\"\n";
    assert_eq!(
        faults(text),
        "choro.toml:5:6: error[INP008] the id `a` is given to two files\n"
    );
}

#[test]
fn the_project_itself_is_no_output_folder() {
    for directory in [".", "", "a/.."] {
        let told = faults(&format!("[output]\ndirectory = \"{directory}\"\n"));
        assert!(told.contains("a folder of its own"), "{told}");
    }
}

#[test]
fn the_threshold_decides_what_fails() {
    let warning = Finding::input("INP013", "x", Span::default(), "changed");
    let warning = [Finding {
        severity: Severity::Warning,
        ..warning
    }];
    assert!(!FailOn::Severity(Severity::Error).fails(&warning));
    assert!(FailOn::Severity(Severity::Note).fails(&warning));
    assert!(!FailOn::Never.fails(&warning));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_with_spans_inside_it(
        lines in prop::collection::vec(
            prop_oneof![
                Just("[check]".to_owned()), Just("[[reference]]".to_owned()),
                Just("path = \"x\"".to_owned()), Just("reference = 1".to_owned()),
                Just("columns = {a = 1}".to_owned()), "[a-z_]{1,9} = [0-9\\[\\]\"é]{0,6}", ".{0,20}",
            ], 0..12),
    ) {
        let text = lines.join("\n");
        if let Err(findings) = Config::parse(&text) {
            prop_assert!(!findings.is_empty());
            for finding in findings {
                prop_assert!(finding.primary.span.end <= text.len());
            }
        }
    }
}
