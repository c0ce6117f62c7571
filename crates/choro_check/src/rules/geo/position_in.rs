#![doc = include_str!("../../../resources/rules/GEO108.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};
use choro_geometry::Wind;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case| {
        let (place, region) = super::names(corpus, case)?;
        let said = Wind::from_letters(&case.claim.value).map_or("centre", Wind::words);
        let message = format!("{place} does not lie in the {said} of {region}");
        let mut finding = corpus.report("GEO108", Severity::Error, case, message)?;
        if let Some(right) = &case.ruling.instead {
            finding.help = Some(format!("write “in the {right}”"));
        }
        Some(finding)
    };
    corpus.faulty(Fault::Position).filter_map(report).collect()
}
