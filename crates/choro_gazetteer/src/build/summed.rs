//! Many findings of a kind about one file: the first of them, and a word on the rest.

use super::warning;
use choro_diagnostic::{Finding, Severity, input};
use std::collections::BTreeMap;

/// Findings of a kind shown for one file before the rest is summed up.
const SHOWN: usize = 20;

/// What is told of files, by path and whether they are the project's own: line and message.
pub(super) type Told<'a> = BTreeMap<(&'a str, bool), Vec<(usize, String)>>;

/// What is told, file by file: warnings of the project's own files, notes of others' references.
pub(super) fn by_file(code: &str, told: Told) -> Vec<Finding> {
    let mut findings = Vec::new();
    for ((file, own), mut told) in told {
        told.sort();
        let severity = if own {
            Severity::Warning
        } else {
            Severity::Note
        };
        findings.extend(summed(code, severity, file, told));
    }
    findings
}

/// The first of what is told of a file, line by line, and one finding for the rest.
pub(super) fn summed(
    code: &str,
    severity: Severity,
    file: &str,
    told: Vec<(usize, String)>,
) -> Vec<Finding> {
    let known = input::INPUT_CODES.iter().find(|known| known.code == code);
    let help = known.map_or("", |known| known.help);
    let rest = told.len().saturating_sub(SHOWN);
    let mut findings: Vec<Finding> = Vec::new();
    for (at, (line, message)) in told.into_iter().enumerate().take(SHOWN + 1) {
        let message = if at < SHOWN {
            message
        } else {
            format!("{rest} more faults of this kind in the file")
        };
        let mut finding = warning(code, file, line, message, help);
        finding.severity = severity;
        findings.push(finding);
    }
    findings
}
