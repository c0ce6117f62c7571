#![doc = include_str!("../../../resources/rules/GEO151.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case| {
        let (place, unit) = super::names(corpus, case)?;
        let message = format!("{place} is not the capital of {unit}");
        let mut finding = corpus.report("GEO151", Severity::Error, case, message)?;
        if let Some(right) = &case.ruling.instead {
            finding.help = Some(format!("write “{right}”"));
        }
        Some(finding)
    };
    corpus.faulty(Fault::Capital).filter_map(report).collect()
}
