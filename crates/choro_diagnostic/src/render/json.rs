//! Findings as JSON, in the shape that scorers and editors lean on.
//!
//! `start` and `end` are byte offsets into the original file; `line` and `column` count from 1,
//! columns in Unicode code points, and are null where the document is not to be had.

use super::positions::Positions;
use super::{Options, Sources, Summary};
use crate::{Finding, Fix, Location, Severity};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Report<'a> {
    findings: Vec<Entry<'a>>,
    summary: Remarked<'a>,
}

#[derive(Serialize)]
struct Remarked<'a> {
    #[serde(flatten)]
    summary: Summary,
    #[serde(skip_serializing_if = "str::is_empty")]
    remark: &'a str,
    #[serde(flatten)]
    facts: BTreeMap<&'static str, &'a serde_json::Value>,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a str,
    document: &'a str,
    start: usize,
    end: usize,
    line: Option<usize>,
    column: Option<usize>,
    quote: Cow<'a, str>,
    related: Vec<Related<'a>>,
    claim: Option<&'a str>,
    measured: Option<&'a str>,
    threshold: Option<&'a str>,
    reference: Option<&'a str>,
    notes: &'a [String],
    help: Option<&'a str>,
    fix: Option<Mending<'a>>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    document: &'a str,
    start: usize,
    end: usize,
    message: &'a str,
}

impl<'a> From<&'a Location> for Related<'a> {
    fn from(place: &'a Location) -> Self {
        Self {
            document: &place.document,
            start: place.span.start,
            end: place.span.end,
            message: &place.message,
        }
    }
}

#[derive(Serialize)]
struct Mending<'a> {
    safe: bool,
    text: String,
    edits: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

impl<'a> From<&'a Fix> for Mending<'a> {
    fn from(fix: &'a Fix) -> Self {
        let edits = fix.edits.iter().map(|edit| Replacement {
            start: edit.span.start,
            end: edit.span.end,
            text: &edit.text,
        });
        Self {
            safe: fix.safe,
            text: fix.text(),
            edits: edits.collect(),
        }
    }
}

/// Shows the findings as one JSON object `{"findings": […], "summary": {…}}`.
pub fn render(findings: &[Finding], sources: &dyn Sources, options: &Options) -> String {
    let mut positions = Positions::new(sources);
    let entries = findings
        .iter()
        .map(|finding| {
            let place = &finding.primary;
            let at = positions.at(&place.document, place.span.start);
            Entry {
                code: &finding.code,
                severity: finding.severity,
                message: &finding.message,
                document: &place.document,
                start: place.span.start,
                end: place.span.end,
                line: at.map(|at| at.line),
                column: at.map(|at| at.column),
                quote: positions.quote(&place.document, place.span),
                related: finding.related.iter().map(Related::from).collect(),
                claim: finding.claim.as_deref(),
                measured: finding.measured.as_deref(),
                threshold: finding.threshold.as_deref(),
                reference: finding.reference.as_deref(),
                notes: &finding.notes,
                help: finding.help.as_deref(),
                fix: finding.fix.as_ref().map(Mending::from),
                fingerprint: &finding.fingerprint,
            }
        })
        .collect();
    let report = Report {
        findings: entries,
        summary: Remarked {
            summary: Summary::of(findings, options.documents),
            remark: options.remark,
            facts: options
                .facts
                .iter()
                .map(|(key, fact)| (*key, fact))
                .collect(),
        },
    };
    // Strings, numbers and string-keyed maps only: serialising them cannot fail.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::super::examples;
    use super::*;
    use serde_json::Value;

    #[test]
    fn offsets_cut_the_quote_out_of_the_file() {
        let (findings, sources) = examples::atlas();
        let options = Options {
            documents: Some(7),
            remark: "no references",
            ..Options::default()
        };
        let report: Value =
            serde_json::from_str(&render(&findings, &sources, &options)).expect("JSON");
        let first = &report["findings"][0];
        assert_eq!(first["code"], "GEO103");
        assert_eq!(first["severity"], "error");
        assert_eq!(first["quote"], "Ryanggang lies east of North Hamgyong");
        let file = sources.text("docs/region.md").expect("file");
        let (start, end) = (first["start"].as_u64(), first["end"].as_u64());
        let cut = &file[start.expect("start") as usize..end.expect("end") as usize];
        assert_eq!(cut, first["quote"].as_str().expect("quote").as_bytes());
        assert_eq!(first["fix"]["safe"], false);
        assert_eq!(first["fix"]["edits"][0]["text"], "west");
        assert_eq!(report["summary"]["errors"], 1);
        assert_eq!(report["summary"]["documents"], 7);
        assert_eq!(report["summary"]["remark"], "no references");
        let full = super::super::render(super::super::Format::Full, &findings, &sources, &options);
        assert!(full.ends_with("in 7 documents; no references\n"), "{full}");
        assert_eq!(report["summary"]["codes"]["NAM201"], 1);
        for key in [
            "claim",
            "measured",
            "threshold",
            "reference",
            "related",
            "fingerprint",
        ] {
            assert!(first.get(key).is_some(), "{key}");
        }
        let gone = report["findings"]
            .as_array()
            .expect("list")
            .last()
            .expect("last");
        assert_eq!(gone["line"], Value::Null);
        assert_eq!(gone["quote"], "");
    }
}
