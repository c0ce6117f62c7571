#![doc = include_str!("../../../resources/rules/GEO106.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case| {
        let (place, feature) = super::names(corpus, case)?;
        let message = format!("{place} does not stand on {feature}");
        let mut finding = corpus.report("GEO106", Severity::Error, case, message)?;
        finding.help = Some("check which river, lake, coast or line is meant".to_owned());
        Some(finding)
    };
    corpus
        .faulty(Fault::OffFeature)
        .filter_map(report)
        .collect()
}
