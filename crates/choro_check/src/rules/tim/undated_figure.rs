#![doc = include_str!("../../../resources/rules/TIM309.md")]

use crate::corpus::{Case, Corpus, about, related};
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_quantity::Polarity;
use std::collections::BTreeMap;

/// Figures shown beside the first.
const SHOWN: usize = 8;
/// Fewer people are those of a story and not of a place.
const FEWEST: f64 = 20.0;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut figures: BTreeMap<&str, Vec<Case<'_>>> = BTreeMap::new();
    for case in corpus.cases() {
        let document = &case.text.document;
        if document.date.is_unstated() && is_undated(case) {
            figures.entry(&document.path).or_default().push(case);
        }
    }
    figures
        .into_values()
        .filter_map(|cases| report(&cases))
        .collect()
}

/// Whether a count of people has no time in its sentence at all.
fn is_undated(case: Case<'_>) -> bool {
    let claim = case.claim;
    let counted = claim.kind == Kind::Population
        && claim.amount.is_some_and(|(low, _)| low >= FEWEST)
        && claim.polarity == Polarity::Affirmed
        && !claim.past;
    counted && claim.when.is_unstated() && !names_a_year(case.sentence())
}

/// Whether four figures that may be a year stand in the words.
fn names_a_year(words: &str) -> bool {
    words
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|w| w.parse::<u32>().ok().filter(|_| w.len() == 4))
        .any(|year| (1500..2100).contains(&year))
}

/// One finding for a document: its figures are mostly of one count.
fn report(cases: &[Case<'_>]) -> Option<Finding> {
    let (first, others) = cases.split_first()?;
    let message = format!("the population {} has no year", first.claim.value);
    let mut finding = about("TIM309", Severity::Note, *first, message);
    for case in others.iter().take(SHOWN) {
        finding.related.push(related(*case, "nor has this"));
    }
    finding.help = Some("say of what year or census it is".to_owned());
    Some(finding)
}
