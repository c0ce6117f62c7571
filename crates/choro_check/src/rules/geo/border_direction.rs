#![doc = include_str!("../../../resources/rules/GEO103.md")]

use crate::corpus::{Case, Corpus};
use crate::ruling::Fault;
use crate::wording::wind_like;
use choro_diagnostic::{Finding, Fix, Severity};
use choro_geometry::Wind;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case| {
        let (region, neighbour) = super::names(corpus, case)?;
        let said = Wind::from_letters(&case.claim.value)?;
        let message = format!(
            "{neighbour} does not border {region} on the {}",
            said.words()
        );
        let mut finding = corpus.report("GEO103", Severity::Error, case, message)?;
        suggest_wind(&mut finding, case);
        Some(finding)
    };
    corpus
        .faulty(Fault::BorderSide)
        .filter_map(report)
        .collect()
}

/// Adds the wind that fits, as help and, where the words allow it, as a replacement.
pub(crate) fn suggest_wind(finding: &mut Finding, case: Case<'_>) {
    let Some(wind) = case.ruling.instead.as_deref().and_then(Wind::from_words) else {
        return;
    };
    finding.help = Some(format!("write “to the {}”", wind.words()));
    finding.fix = case
        .focus()
        .and_then(|(span, words)| Some(Fix::one(false, span, wind_like(words, wind)?)));
}
