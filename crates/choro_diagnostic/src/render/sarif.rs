//! Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), which code hosts
//! and editors read.
//!
//! Lines and columns count from 1, columns in Unicode code points; byte offsets are those of the
//! original file. Only what Chorograph says is modelled, not the whole standard.

mod log;

use super::positions::Positions;
use super::{Options, Sources, Suppression};
use crate::{Finding, Location, RuleDescription, RuleLevel};
use choro_text::Span;
use log::{
    ArtifactChange, ArtifactLocation, Base, DefaultConfiguration, Driver, Log, Message,
    OwnedMessage, PhysicalLocation, Region, Replacement, Rule, RuleProperties, Run, SarifFix,
    SarifLocation, SarifResult, Tool,
};
use std::collections::BTreeMap;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The folder that relative addresses start from.
const PROJECT: &str = "PROJECT";

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
mod tests;
