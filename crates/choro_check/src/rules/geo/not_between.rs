#![doc = include_str!("../../../resources/rules/GEO113.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case: crate::corpus::Case<'_>| {
        let (place, from) = super::names(corpus, case)?;
        let to = corpus.know.name(case.claim.others.first()?.place?);
        let message = format!("{place} does not lie between {from} and {to}");
        corpus.report("GEO113", Severity::Warning, case, message)
    };
    corpus
        .faulty(Fault::NotBetween)
        .filter_map(report)
        .collect()
}
