#![doc = include_str!("../../../resources/rules/QTY410.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case: crate::corpus::Case<'_>| {
        let place = corpus.know.name(case.ruling.subject?);
        let kind = case.claim.kind;
        let message = format!("the {kind} given for {place} is not what the references have");
        let mut finding = corpus.report("QTY410", Severity::Error, case, message)?;
        if let Some(right) = &case.ruling.instead {
            finding.help = Some(format!("check the figure: the references have {right}"));
        }
        Some(finding)
    };
    corpus.faulty(Fault::Height).filter_map(report).collect()
}
