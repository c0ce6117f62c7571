#![doc = include_str!("../../../resources/rules/GEO153.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case| {
        let (part, whole) = super::names(corpus, case)?;
        let message = format!("{part} is not a part of {whole}");
        let mut finding = corpus.report("GEO153", Severity::Error, case, message)?;
        if let Some(right) = &case.ruling.instead {
            finding.help = Some(format!(
                "write “{right}”, of which the references make it part"
            ));
        }
        Some(finding)
    };
    corpus
        .faulty(Fault::NotContained)
        .filter(|case| case.claim.kind == Kind::PartWhole)
        .filter_map(report)
        .collect()
}
