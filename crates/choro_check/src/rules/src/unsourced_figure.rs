#![doc = include_str!("../../../resources/rules/SRC501.md")]

use crate::corpus::{Case, Corpus, about};
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};

/// Words by which a sentence names where it has a figure from.
const SOURCES: [&str; 12] = [
    "according to",
    "census",
    "survey",
    "reported by",
    "source",
    "statistic",
    "data from",
    "published",
    "ministry",
    "based on",
    "[",
    "http",
];

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    corpus.cases().filter_map(report).collect()
}

fn report(case: Case<'_>) -> Option<Finding> {
    let claim = case.claim;
    let words = claim.evidence.quote.to_lowercase();
    let sentence = case.sentence().to_lowercase();
    // "About 80,000" rounds a figure; an estimate is somebody's.
    let estimated = ["estimate", "projected"].iter().any(|w| words.contains(w));
    let (is_figure, what) = match claim.kind {
        Kind::Share => (claim.unit == "%" && claim.amount.is_some(), "share"),
        Kind::Produces => (claim.amount.is_some(), "output"),
        Kind::Population => (claim.amount.is_some() && estimated, "estimate"),
        _ => return None,
    };
    // "Most of", "half of" are no figures.
    let written = words.contains(|c: char| c.is_ascii_digit());
    let near = match claim.kind {
        Kind::Population => &words,
        _ => &sentence,
    };
    let sourced = !claim.source.is_empty() || SOURCES.iter().any(|s| near.contains(s));
    if !is_figure || !written || sourced {
        return None;
    }
    let message = format!("the {what} is given without a source");
    let mut finding = about("SRC501", Severity::Note, case, message);
    finding.help = Some("say whose figure it is, and of what year".to_owned());
    Some(finding)
}
