#![doc = include_str!("../../../resources/rules/GEO121.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case: crate::corpus::Case<'_>| {
        let (seen, from) = super::names(corpus, case)?;
        let message = format!("{seen} cannot be seen from {from}");
        corpus.report("GEO121", Severity::Note, case, message)
    };
    corpus
        .faulty(Fault::OutOfSight)
        .filter_map(report)
        .collect()
}
