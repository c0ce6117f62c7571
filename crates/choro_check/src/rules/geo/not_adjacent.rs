#![doc = include_str!("../../../resources/rules/GEO104.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case| {
        let (a, b) = super::names(corpus, case)?;
        let message = format!("{a} does not border {b}");
        let mut finding = corpus.report("GEO104", Severity::Error, case, message)?;
        finding.help = Some("check which neighbour is meant".to_owned());
        Some(finding)
    };
    corpus
        .faulty(Fault::NotAdjacent)
        .filter_map(report)
        .collect()
}
