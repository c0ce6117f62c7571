#![doc = include_str!("../../../resources/rules/TIM308.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case: crate::corpus::Case<'_>| {
        let (place, unit) = super::super::geo::names(corpus, case)?;
        let message = format!("{place} has left {unit}");
        let mut finding = corpus.report("TIM308", Severity::Note, case, message)?;
        finding.help = Some("name the unit of the time the text speaks of".to_owned());
        Some(finding)
    };
    corpus
        .faulty(Fault::FormerParent)
        .filter_map(report)
        .collect()
}
