#![doc = include_str!("../../../resources/rules/NET701.md")]

use crate::corpus::Corpus;
use crate::measures::network::lines_at;
use crate::ruling::Fault;
use choro_diagnostic::{Finding, Severity};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let report = |case: crate::corpus::Case<'_>| {
        let place = case.ruling.subject?;
        let name = corpus.know.name(place);
        let line = case.claim.object.as_ref()?.text.trim();
        let message = format!("the {line} does not serve {name}");
        let mut finding = corpus.report("NET701", Severity::Error, case, message)?;
        let known: Vec<String> = lines_at(&corpus.know, place)
            .iter()
            .map(|l| l.name.clone())
            .collect();
        if !known.is_empty() {
            finding.help = Some(format!(
                "known to serve it: {}",
                crate::wording::list(&known)
            ));
        }
        Some(finding)
    };
    corpus
        .faulty(Fault::LineElsewhere)
        .filter_map(report)
        .collect()
}
