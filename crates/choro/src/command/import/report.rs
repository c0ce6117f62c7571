//! What was read and written, told for people and programs.

use super::contents::Contents;
use super::is_error;
use choro_diagnostic::{Finding, Fix};
use choro_placemark::Format;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Findings of one code that are shown to people one by one.
const SHOWN: usize = 20;

/// A file read.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    path: String,
    format: &'static str,
    pub(super) contents: Contents,
    findings: Vec<Fault>,
    #[serde(skip)]
    faults: Vec<Finding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) written: Option<Written>,
}

/// What is wrong with it.
#[derive(Debug, Serialize)]
struct Fault {
    code: String,
    severity: &'static str,
    message: String,
    /// Bytes of the file it points to.
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    /// What to write instead, for review.
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<String>,
    fingerprint: String,
}

/// A file written from it.
#[derive(Debug, Serialize)]
pub(super) struct Written {
    pub(super) path: String,
    pub(super) format: &'static str,
    /// What the format could not hold.
    pub(super) lost: Vec<String>,
}

impl Report {
    pub(super) fn new(
        path: String,
        format: Format,
        contents: Contents,
        findings: Vec<Finding>,
    ) -> Self {
        let mut findings = findings;
        // What is lost first, remarks last.
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let fault = |finding: &Finding| Fault {
            severity: finding.severity.name(),
            code: finding.code.clone(),
            message: finding.message.clone(),
            start: finding.primary.span.start,
            end: finding.primary.span.end,
            help: finding.help.clone(),
            fix: finding.fix.as_ref().map(Fix::text),
            fingerprint: finding.fingerprint.clone(),
        };
        Self {
            path,
            format: format.name(),
            contents,
            findings: findings.iter().map(fault).collect(),
            faults: findings,
            written: None,
        }
    }

    /// What is wrong with the file.
    pub(super) fn faults(&self) -> &[Finding] {
        &self.faults
    }

    /// Whether something of the file is lost.
    pub(super) fn has_errors(&self) -> bool {
        self.faults.iter().any(is_error)
    }

    /// The report for people.
    pub(super) fn text(&self) -> String {
        let c = &self.contents;
        let mut out = format!(
            "{} ({}): {} in {}\n",
            self.path,
            self.format,
            counted(c.placemarks, "placemark"),
            counted(c.folders, "folder")
        );
        let lines = [
            (
                "on the ground",
                &[
                    (c.points, "point"),
                    (c.lines, "line"),
                    (c.areas, "area"),
                    (c.other_geometries, "other geometry"),
                ][..],
            ),
            (
                "missing",
                &[
                    (c.without_geometry, "without a place"),
                    (c.without_name, "without a name"),
                ][..],
            ),
            (
                "said of them",
                &[
                    (c.descriptions, "description"),
                    (c.dated, "time"),
                    (c.with_attributes, "with attributes"),
                ][..],
            ),
            (
                "beside them",
                &[
                    (c.styles, "style"),
                    (c.schemas, "schema"),
                    (c.overlays, "overlay"),
                    (c.pictures, "packed file"),
                    (c.links, "network link, never followed"),
                ][..],
            ),
        ];
        for (label, counts) in lines {
            let told: Vec<String> = counts
                .iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, noun)| {
                    if noun.starts_with("with") {
                        format!("{count} {noun}")
                    } else {
                        counted(*count, noun)
                    }
                })
                .collect();
            if !told.is_empty() {
                let _ = writeln!(out, "  {label}: {}", told.join(", "));
            }
        }
        for address in &c.addresses {
            let _ = writeln!(out, "    {address}");
        }
        if !c.verbatim.is_empty() {
            let parts: Vec<String> = c
                .verbatim
                .iter()
                .map(|(name, count)| format!("{name} ({count})"))
                .collect();
            let _ = writeln!(out, "  kept as they stand: {}", parts.join(", "));
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for fault in &self.findings {
            let count = counts.entry(&fault.code).or_default();
            *count += 1;
            if *count <= SHOWN {
                let _ = writeln!(
                    out,
                    "  {}[{}] {}",
                    fault.severity, fault.code, fault.message
                );
            }
        }
        for (code, count) in counts.iter().filter(|(_, count)| **count > SHOWN) {
            let _ = writeln!(
                out,
                "  {} more of {code}: --output-format concise lists them",
                count - SHOWN
            );
        }
        if let Some(written) = &self.written {
            let _ = writeln!(out, "  written: {} ({})", written.path, written.format);
            for lost in &written.lost {
                let _ = writeln!(out, "    not held by the format: {lost}");
            }
        }
        out
    }
}

/// `1 folder`, `2 folders`; the word before a comma takes the plural.
fn counted(count: usize, noun: &str) -> String {
    let (word, rest) = noun
        .split_once(',')
        .map_or((noun, ""), |(w, _)| (w, &noun[w.len()..]));
    match (count, word.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{count} {stem}ies{rest}"),
        _ => format!("{count} {word}s{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn nouns_have_their_plurals() {
        assert_eq!(counted(1, "folder"), "1 folder");
        assert_eq!(counted(0, "folder"), "0 folders");
        assert_eq!(counted(3, "other geometry"), "3 other geometries");
        assert_eq!(
            counted(2, "network link, never followed"),
            "2 network links, never followed"
        );
    }
}
