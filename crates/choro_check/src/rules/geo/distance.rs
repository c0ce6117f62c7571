#![doc = include_str!("../../../resources/rules/GEO102.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case| {
        let (a, b) = super::names(corpus, case)?;
        let said = format!("{} {}", case.claim.value, case.claim.unit);
        let message = format!("{a} and {b} are not {said} apart");
        let mut finding = corpus.report("GEO102", Severity::Error, case, message)?;
        if let Some(right) = &case.ruling.instead {
            finding.help = Some(format!("check the figure: it is {right} as the crow flies"));
        }
        Some(finding)
    };
    corpus.faulty(Fault::Distance).filter_map(report).collect()
}
