#![doc = include_str!("../../../resources/rules/GEO111.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Fix, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case: crate::corpus::Case<'_>| {
        let place = corpus.know.name(case.ruling.subject?);
        let message = format!("the coordinates fit {place} only with order or sign changed");
        let mut finding = corpus.report("GEO111", Severity::Error, case, message)?;
        let right = case.ruling.instead.clone()?;
        finding.help = Some(format!("write “{right}”"));
        finding.fix = case.claim.focus.map(|span| {
            let safe = !case.ruling.notes.is_empty() && finding.severity == Severity::Error;
            Fix::one(safe, span, right)
        });
        Some(finding)
    };
    corpus
        .faulty(Fault::SwappedCoordinate)
        .filter_map(report)
        .collect()
}
