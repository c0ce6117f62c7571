#![doc = include_str!("../../../resources/rules/NET702.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case: crate::corpus::Case<'_>| {
        let (a, b) = super::super::geo::names(corpus, case)?;
        let line = case.claim.qualifier("line");
        let message = format!("the {line} does not connect {a} and {b}");
        corpus.report("NET702", Severity::Error, case, message)
    };
    corpus
        .faulty(Fault::LineConnects)
        .filter_map(report)
        .collect()
}
