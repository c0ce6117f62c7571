#![doc = include_str!("../../../resources/rules/GEO119.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case: crate::corpus::Case<'_>| {
        let place = corpus.know.name(case.ruling.subject?);
        let message = format!("the area given for {place} is not that of its outline");
        let mut finding = corpus.report("GEO119", Severity::Warning, case, message)?;
        if let Some(right) = &case.ruling.instead {
            finding.help = Some(format!("check the figure: the outline covers {right}"));
        }
        Some(finding)
    };
    corpus
        .faulty(Fault::AreaOfOutline)
        .filter_map(report)
        .collect()
}
