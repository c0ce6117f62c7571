#![doc = include_str!("../../../resources/rules/SUP601.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case: crate::corpus::Case<'_>| {
        let holder = corpus.know.name(case.ruling.subject?);
        let message = format!("{holder} is not the {}", case.claim.value);
        let mut finding = corpus.report("SUP601", Severity::Error, case, message)?;
        if let Some(right) = &case.ruling.instead {
            finding.help = Some(format!("{right} exceeds it"));
        }
        Some(finding)
    };
    corpus
        .faulty(Fault::Superlative)
        .filter_map(report)
        .collect()
}
