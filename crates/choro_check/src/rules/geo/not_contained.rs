#![doc = include_str!("../../../resources/rules/GEO105.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case| {
        let (place, region) = super::names(corpus, case)?;
        let message = format!("{place} does not lie in {region}");
        let mut finding = corpus.report("GEO105", Severity::Error, case, message)?;
        if let Some(right) = &case.ruling.instead {
            finding.help = Some(format!("write “{right}”, where the references place it"));
        }
        Some(finding)
    };
    corpus
        .faulty(Fault::NotContained)
        .filter(|case| case.claim.kind != Kind::PartWhole)
        .filter_map(report)
        .collect()
}
