#![doc = include_str!("../../../resources/rules/GEO110.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case: crate::corpus::Case<'_>| {
        let place = corpus.know.name(case.ruling.subject?);
        let message = format!("the coordinates are not those of {place}");
        let mut finding = corpus.report("GEO110", Severity::Error, case, message)?;
        if let Some(right) = &case.ruling.instead {
            finding.help = Some(format!("{place} lies at {right}"));
        }
        Some(finding)
    };
    corpus
        .faulty(Fault::FarCoordinate)
        .filter_map(report)
        .collect()
}
