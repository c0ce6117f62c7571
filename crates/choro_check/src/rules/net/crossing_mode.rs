#![doc = include_str!("../../../resources/rules/NET703.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case: crate::corpus::Case<'_>| {
        let place = corpus.know.name(case.ruling.subject?);
        let mode = crate::wording::with_article(&case.claim.value);
        let message = format!("no crossing known at {place} is {mode}");
        let mut finding = corpus.report("NET703", Severity::Warning, case, message)?;
        finding.help = Some("if there is one, add it to the table of crossings".to_owned());
        Some(finding)
    };
    corpus
        .faulty(Fault::CrossingMode)
        .filter_map(report)
        .collect()
}
