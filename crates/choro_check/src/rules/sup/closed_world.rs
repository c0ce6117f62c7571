#![doc = include_str!("../../../resources/rules/SUP605.md")]

mod universal;

use crate::corpus::{Corpus, about};
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings = universal::find(corpus);
    findings.extend(notes(corpus));
    findings
}

/// Superlatives that hold among places of their class only.
fn notes(corpus: &Corpus<'_>) -> Vec<Finding> {
    corpus
        .cases()
        .filter(|case| case.claim.kind == Kind::Superlative && case.ruling.is_supported())
        .filter(|case| case.ruling.reason == "closed-world" && !case.ruling.notes.is_empty())
        .map(|case| {
            let message = format!("“{}” {}", case.claim.value, case.ruling.explanation);
            let mut finding = about("SUP605", Severity::Note, case, message);
            finding.notes.clone_from(&case.ruling.notes);
            finding.help = Some("say among what it holds, if readers may take it wider".to_owned());
            finding
        })
        .collect()
}
