#![doc = include_str!("../../../resources/rules/SUP602.md")]

use crate::corpus::Corpus;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case: crate::corpus::Case<'_>| {
        let holder = corpus.know.name(case.ruling.subject?);
        let known = !case.ruling.notes.iter().any(|n| n.ends_with("not known"));
        let how = if known {
            "has it by one measure only"
        } else {
            "has it not by this measure"
        };
        let message = format!("“{}” by what? {holder} {how}", case.claim.value);
        let mut finding = corpus.report("SUP602", Severity::Error, case, message)?;
        finding.help = Some("name the measure: by population, by area".to_owned());
        Some(finding)
    };
    corpus
        .faulty(Fault::MeasureMissing)
        .filter_map(report)
        .collect()
}
