#![doc = include_str!("../../../resources/rules/GEO109.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};
use choro_geometry::Wind;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case| {
        let (a, b) = super::names(corpus, case)?;
        let said = match Wind::from_letters(case.claim.qualifier("dimension")) {
            Some(wind) => format!("further {}", wind.words()),
            None => case.claim.qualifier("adjective").to_owned(),
        };
        let message = format!("{a} is not {said} than {b}");
        let mut finding = corpus.report("GEO109", Severity::Error, case, message)?;
        if let Some(right) = &case.ruling.instead {
            finding.help = Some(format!("write “further {right}”, or change the two over"));
        }
        Some(finding)
    };
    corpus
        .faulty(Fault::NotFurther)
        .filter_map(report)
        .collect()
}
