#![doc = include_str!("../../../resources/rules/GEO101.md")]

use crate::corpus::Corpus;
use crate::rules::geo::border_direction::suggest_wind;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};
use choro_geometry::Wind;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case| {
        let (figure, ground) = super::names(corpus, case)?;
        let said = Wind::from_letters(&case.claim.value)?;
        let message = format!("{figure} does not lie to the {} of {ground}", said.words());
        let mut finding = corpus.report("GEO101", Severity::Error, case, message)?;
        suggest_wind(&mut finding, case);
        Some(finding)
    };
    corpus.faulty(Fault::Direction).filter_map(report).collect()
}
