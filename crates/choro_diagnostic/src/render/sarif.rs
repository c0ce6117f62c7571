//! Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), which code hosts
//! and editors read.
//!
//! Lines and columns count from 1, columns in Unicode code points; byte offsets are those of the
//! original file. Only what Chorograph says is modelled, not the whole standard.

use super::positions::Positions;
use super::{Options, Sources, Suppression};
use crate::{Finding, Location, RuleDescription, RuleLevel};
use choro_text::Span;
use serde::Serialize;
use std::collections::BTreeMap;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The folder that relative addresses start from.
const PROJECT: &str = "PROJECT";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    results: Vec<SarifResult<'a>>,
}

#[derive(Serialize)]
struct Base {
    description: Message<'static>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    version: &'a str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Message<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Message<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_configuration: Option<DefaultConfiguration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<RuleProperties>,
}

#[derive(Serialize)]
struct DefaultConfiguration {
    /// Whether the rule runs without being selected.
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct RuleProperties {
    preview: bool,
}

#[derive(Serialize)]
struct Message<'a> {
    text: &'a str,
}

impl<'a> Message<'a> {
    fn unless_empty(text: &'a str) -> Option<Self> {
        (!text.is_empty()).then_some(Self { text })
    }
}

#[derive(Serialize)]
struct OwnedMessage {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: OwnedMessage,
    locations: [SarifLocation<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<SarifLocation<'a>>,
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix<'a>>,
    /// Where one result says so, all do (SARIF 2.1.0 section 3.27.23).
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<Vec<SarifSuppression<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    properties: BTreeMap<&'static str, &'a str>,
}

#[derive(Serialize)]
struct SarifSuppression<'a> {
    kind: &'static str,
    status: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    justification: &'a str,
}

impl<'a> From<&'a Suppression> for SarifSuppression<'a> {
    fn from(suppression: &'a Suppression) -> Self {
        Self {
            kind: if suppression.in_source {
                "inSource"
            } else {
                "external"
            },
            status: "accepted",
            justification: &suppression.justification,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifLocation<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    byte_offset: usize,
    byte_length: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix<'a> {
    description: Message<'static>,
    artifact_changes: [ArtifactChange<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Message<'a>,
}

/// Shows the findings as one SARIF log of one run, then those of the baseline and those that people
/// let stand, marked as such. The rule table holds `options.rules` and any further code that a
/// finding carries.
pub fn render(findings: &[Finding], sources: &dyn Sources, options: &Options) -> String {
    let mut positions = Positions::new(sources);
    let all = all_results(findings, options);
    let (rules, indexes) = rule_table(&all, options.rules, options.levels);
    let mut results = Vec::with_capacity(all.len());
    for told in &all {
        let mut result = result(told.finding, &indexes, &mut positions);
        result.suppressions = options
            .set_aside
            .map(|_| told.suppressions.iter().map(Into::into).collect());
        result.baseline_state = options
            .known
            .map(|_| if told.known { "unchanged" } else { "new" });
        results.push(result);
    }
    let base = Base {
        description: Message {
            text: "the folder of choro.toml",
        },
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "choro",
                    version: options.version,
                    rules,
                },
            },
            column_kind: "unicodeCodePoints",
            original_uri_base_ids: BTreeMap::from([(PROJECT, base)]),
            results,
        }],
    };
    // Strings, numbers and string-keyed maps only: serialising them cannot fail.
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

/// A finding with what passes over it.
struct Told<'a> {
    finding: &'a Finding,
    suppressions: &'a [Suppression],
    /// Whether the baseline has it.
    known: bool,
}

fn all_results<'a>(findings: &'a [Finding], options: &Options<'a>) -> Vec<Told<'a>> {
    let told = |known: bool| {
        move |finding: &'a Finding| Told {
            finding,
            suppressions: &[],
            known,
        }
    };
    let set_aside = options.set_aside.unwrap_or_default().iter();
    findings
        .iter()
        .map(told(false))
        .chain(options.known.unwrap_or_default().iter().map(told(true)))
        .chain(set_aside.map(|aside| Told {
            finding: &aside.finding,
            suppressions: &aside.suppressions,
            known: false,
        }))
        .collect()
}

/// The rules in the order of their codes, and the index of each.
fn rule_table<'a>(
    results: &[Told<'a>],
    known: &'a [RuleDescription],
    levels: &[RuleLevel],
) -> (Vec<Rule<'a>>, BTreeMap<&'a str, usize>) {
    let mut rules: BTreeMap<&str, Rule> = BTreeMap::new();
    for told in results {
        let id = told.finding.code.as_str();
        rules.insert(
            id,
            Rule {
                id,
                name: "",
                short_description: None,
                help: None,
                default_configuration: None,
                properties: None,
            },
        );
    }
    for rule in known {
        let entry = Rule {
            id: rule.code,
            name: rule.name,
            short_description: Message::unless_empty(rule.summary),
            help: Message::unless_empty(rule.help),
            default_configuration: None,
            properties: None,
        };
        rules.insert(rule.code, entry);
    }
    for level in levels {
        if let Some(rule) = rules.get_mut(level.code) {
            rule.default_configuration = Some(DefaultConfiguration {
                enabled: !level.preview,
                level: level.severity.name(),
            });
            rule.properties = Some(RuleProperties {
                preview: level.preview,
            });
        }
    }
    let indexes = rules
        .keys()
        .enumerate()
        .map(|(index, code)| (*code, index))
        .collect();
    (rules.into_values().collect(), indexes)
}

fn result<'a>(
    finding: &'a Finding,
    indexes: &BTreeMap<&str, usize>,
    positions: &mut Positions,
) -> SarifResult<'a> {
    let mut text = finding.message.clone();
    for note in &finding.notes {
        text.push_str(&format!("\nnote: {note}"));
    }
    if let Some(help) = &finding.help {
        text.push_str(&format!("\nhelp: {help}"));
    }
    let related = finding.related.iter().enumerate();
    let properties = [
        ("claim", &finding.claim),
        ("measured", &finding.measured),
        ("threshold", &finding.threshold),
        ("reference", &finding.reference),
    ];
    SarifResult {
        rule_id: &finding.code,
        rule_index: indexes.get(finding.code.as_str()).copied().unwrap_or(0),
        level: finding.severity.name(),
        message: OwnedMessage { text },
        locations: [location(&finding.primary, None, positions)],
        related_locations: related
            .map(|(index, place)| location(place, Some(index + 1), positions))
            .collect(),
        partial_fingerprints: BTreeMap::from([("choroFinding/v1", finding.fingerprint.as_str())]),
        fixes: fix(finding, positions).into_iter().collect(),
        suppressions: None,
        baseline_state: None,
        properties: properties
            .into_iter()
            .filter_map(|(key, value)| value.as_deref().map(|value| (key, value)))
            .collect(),
    }
}

fn location<'a>(
    place: &'a Location,
    id: Option<usize>,
    positions: &mut Positions,
) -> SarifLocation<'a> {
    SarifLocation {
        id,
        physical_location: PhysicalLocation {
            artifact_location: artifact(&place.document),
            region: region(&place.document, place.span, positions),
        },
        message: Message::unless_empty(&place.message),
    }
}

fn fix<'a>(finding: &'a Finding, positions: &mut Positions) -> Option<SarifFix<'a>> {
    let fix = finding.fix.as_ref()?;
    let document = &finding.primary.document;
    let description = if fix.safe {
        "replace the text"
    } else {
        "replace the text after reading it over"
    };
    let replacements: Vec<Replacement<'a>> = fix
        .edits
        .iter()
        .map(|edit| {
            Some(Replacement {
                deleted_region: region(document, edit.span, positions)?,
                inserted_content: Message { text: &edit.text },
            })
        })
        .collect::<Option<_>>()
        .filter(|all: &Vec<_>| !all.is_empty())?;
    Some(SarifFix {
        description: Message { text: description },
        artifact_changes: [ArtifactChange {
            artifact_location: artifact(document),
            replacements,
        }],
    })
}

/// The region of `span`, cut to the document; `None` where the document is not to be had.
fn region(document: &str, span: Span, positions: &mut Positions) -> Option<Region> {
    let length = positions.bytes(document)?.len();
    let (start, end) = (span.start.min(length), span.end.min(length));
    let (from, to) = (positions.at(document, start)?, positions.at(document, end)?);
    Some(Region {
        start_line: from.line,
        start_column: from.column,
        end_line: to.line,
        end_column: to.column,
        byte_offset: start,
        byte_length: end - start,
    })
}

/// The address of `document`: relative to the project, or `file:` where the path is absolute.
fn artifact(document: &str) -> ArtifactLocation {
    let bytes = document.as_bytes();
    let drive = bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && &bytes[1..3] == b":/";
    let (prefix, uri_base_id) = match (document.starts_with('/'), drive) {
        (true, _) => ("file://", None),
        (_, true) => ("file:///", None),
        _ => ("", Some(PROJECT)),
    };
    ArtifactLocation {
        uri: format!("{prefix}{}", percent_encoded(document)),
        uri_base_id,
    }
}

/// `path` as the path of a URI (RFC 3986 section 3.3): unreserved characters and `/` stay.
fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
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
        let log: Value =
            serde_json::from_str(&render(&findings, &sources, &options)).expect("JSON");
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
}
