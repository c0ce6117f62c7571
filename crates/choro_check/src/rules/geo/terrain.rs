#![doc = include_str!("../../../resources/rules/GEO120.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case: crate::corpus::Case<'_>| {
        let place = corpus.know.name(case.ruling.subject?);
        let message = format!("the ground about {place} is not like that");
        corpus.report("GEO120", Severity::Note, case, message)
    };
    corpus.faulty(Fault::Terrain).filter_map(report).collect()
}
