//! Findings against the ones a person made.

use crate::gold::lines;
use choro_diagnostic::{Finding, Severity};
use choro_text::Span;
use serde::Deserialize;
use std::path::Path;

/// A finding that a person made.
#[derive(Clone, Debug, Deserialize)]
struct GoldFinding {
    code: String,
    tier: String,
    doc: String,
    start: usize,
    end: usize,
    text: String,
}

/// How many findings of one tier are reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// `must`, `should` or `could`.
    pub name: &'static str,
    /// Findings a person made.
    pub gold: usize,
    /// Of those, the ones not reported; each in one line.
    pub missing: Vec<String>,
}

impl Tier {
    /// Findings of the tier that are reported.
    pub fn found(&self) -> usize {
        self.gold - self.missing.len()
    }
}

/// How many findings of one severity are reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// How grave they are.
    pub severity: Severity,
    /// All of them.
    pub count: usize,
    /// Of those, the ones that are not a person's; each in one line.
    pub beyond: Vec<String>,
}

/// The score of all findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// `must`, `should`, `could`.
    pub tiers: Vec<Tier>,
    /// Errors, warnings, notes.
    pub reported: Vec<Reported>,
}

/// Compares findings with those in a file of JSON lines.
pub fn score(gold: &Path, findings: &[Finding]) -> Result<Score, String> {
    let gold: Vec<GoldFinding> = lines(gold)?;
    let tiers = ["must", "should", "could"]
        .into_iter()
        .map(|name| tier(name, &gold, findings))
        .collect();
    let reported = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| reported(severity, &gold, findings))
        .collect();
    Ok(Score { tiers, reported })
}

fn tier(name: &'static str, gold: &[GoldFinding], findings: &[Finding]) -> Tier {
    let of_tier = || gold.iter().filter(|g| g.tier == name);
    Tier {
        name,
        gold: of_tier().count(),
        missing: of_tier()
            .filter(|g| !findings.iter().any(|f| is_same(g, f)))
            .map(|g| format!("{} {} {:?}", g.code, g.doc, g.text))
            .collect(),
    }
}

fn reported(severity: Severity, gold: &[GoldFinding], findings: &[Finding]) -> Reported {
    let of_severity = || findings.iter().filter(|f| f.severity == severity);
    Reported {
        severity,
        count: of_severity().count(),
        beyond: of_severity()
            .filter(|f| !gold.iter().any(|g| is_same(g, f)))
            .map(|f| {
                format!(
                    "{} {}:{} {}",
                    f.code, f.primary.document, f.primary.span.start, f.message
                )
            })
            .collect(),
    }
}

/// The same code at overlapping words of the same document.
fn is_same(gold: &GoldFinding, finding: &Finding) -> bool {
    let at = |document: &str, span: Span| {
        document.ends_with(&gold.doc) && span.overlaps(Span::new(gold.start, gold.end))
    };
    gold.code == finding.code
        && (at(&finding.primary.document, finding.primary.span)
            || finding.related.iter().any(|r| at(&r.document, r.span)))
}
