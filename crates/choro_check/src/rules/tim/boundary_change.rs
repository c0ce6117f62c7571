#![doc = include_str!("../../../resources/rules/TIM308.md")]

mod existence;
mod gap;

use crate::corpus::{Case, Corpus};
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = corpus
        .faulty(Fault::FormerParent)
        .filter_map(|case| left(corpus, case))
        .collect();
    findings.extend(existence::find(corpus));
    findings.extend(gap::find(corpus));
    findings
}

/// A place is put into a unit that it has left, or was not yet in.
fn left(corpus: &Corpus<'_>, case: Case<'_>) -> Option<Finding> {
    let (place, unit) = super::super::geo::names(corpus, case)?;
    let message = format!("{place} did not lie in {unit} at that time");
    let mut finding = corpus.report("TIM308", Severity::Note, case, message)?;
    finding.help = Some("name the unit of the time the text speaks of".to_owned());
    Some(finding)
}
