#![doc = include_str!("../../../resources/rules/GEO112.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case: crate::corpus::Case<'_>| {
        let (course, end) = super::names(corpus, case)?;
        let message = match case.claim.value.as_str() {
            "rises in" => format!("{course} does not rise in {end}"),
            _ => format!("{course} does not reach {end}"),
        };
        corpus.report("GEO112", Severity::Error, case, message)
    };
    corpus.faulty(Fault::Course).filter_map(report).collect()
}
