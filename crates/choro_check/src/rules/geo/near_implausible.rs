#![doc = include_str!("../../../resources/rules/GEO107.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case| {
        let (a, b) = super::names(corpus, case)?;
        let message = format!("{a} is not near {b}");
        let mut finding = corpus.report("GEO107", Severity::Warning, case, message)?;
        finding.help = Some("give the distance, or name a nearer place".to_owned());
        Some(finding)
    };
    corpus.faulty(Fault::NotNear).filter_map(report).collect()
}
