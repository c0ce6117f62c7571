//! `choro check --statistics`: how many findings there are of each rule.

use crate::args::FindingFormat;
use crate::output;
use anyhow::bail;
use choro_diagnostic::render::Summary;
use choro_diagnostic::{Finding, Severity};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize)]
struct Report {
    statistics: Vec<Count>,
    summary: Summary,
}

/// The findings of one rule.
#[derive(Serialize)]
struct Count {
    code: String,
    name: &'static str,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// Findings that come with a fix.
    fixable: usize,
    /// Documents with such findings.
    documents: usize,
}

impl Count {
    fn all(&self) -> usize {
        self.errors + self.warnings + self.notes
    }
}

/// Writes the counts: as JSON where that is asked, else as a table.
pub(crate) fn write(
    format: FindingFormat,
    findings: &[Finding],
    documents: usize,
) -> anyhow::Result<()> {
    let counts = counts(findings);
    let summary = Summary::of(findings, Some(documents));
    match format {
        FindingFormat::Json => output::json(&Report {
            statistics: counts,
            summary,
        }),
        FindingFormat::Full | FindingFormat::Concise => {
            let mut text = String::new();
            if !counts.is_empty() {
                text = output::table(&HEADER, &counts.iter().map(row).collect::<Vec<_>>());
                text.push('\n');
            }
            output::write(&format!("{text}{summary}\n"))
        }
        FindingFormat::Sarif | FindingFormat::Github => {
            bail!("--statistics is shown as a table or with --output-format json")
        }
    }
}

const HEADER: [&str; 8] = [
    "findings",
    "code",
    "name",
    "errors",
    "warnings",
    "notes",
    "fixable",
    "documents",
];

fn row(count: &Count) -> Vec<String> {
    let number = |n: usize| {
        if n == 0 {
            "–".to_owned()
        } else {
            n.to_string()
        }
    };
    vec![
        count.all().to_string(),
        count.code.clone(),
        count.name.to_owned(),
        number(count.errors),
        number(count.warnings),
        number(count.notes),
        number(count.fixable),
        count.documents.to_string(),
    ]
}

/// The counts, the most frequent rule first, then by code.
fn counts(findings: &[Finding]) -> Vec<Count> {
    let rules = choro_pipeline::rules();
    let mut of: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        of.entry(&finding.code).or_default().push(finding);
    }
    let mut counts: Vec<Count> = of
        .into_iter()
        .map(|(code, found)| {
            let of = |severity| found.iter().filter(|f| f.severity == severity).count();
            let documents: BTreeSet<&str> =
                found.iter().map(|f| f.primary.document.as_str()).collect();
            Count {
                code: code.to_owned(),
                name: rules.iter().find(|r| r.code == code).map_or("", |r| r.name),
                errors: of(Severity::Error),
                warnings: of(Severity::Warning),
                notes: of(Severity::Note),
                fixable: found.iter().filter(|f| f.fix.is_some()).count(),
                documents: documents.len(),
            }
        })
        .collect();
    counts.sort_by_key(|count| std::cmp::Reverse(count.all()));
    counts
}
