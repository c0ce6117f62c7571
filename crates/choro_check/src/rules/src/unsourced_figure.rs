#![doc = include_str!("../../../resources/rules/SRC501.md")]

use crate::corpus::{Case, Corpus, about, related};
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use std::collections::BTreeMap;

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

/// Figures shown beside the first of a paragraph.
const SHOWN: usize = 8;

/// One finding for the figures of a kind in a paragraph: they mostly have one source.
pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut groups: BTreeMap<(&str, usize, Kind), Vec<Case<'_>>> = BTreeMap::new();
    for case in corpus.cases() {
        if unsourced(case).is_some() {
            let key = (
                case.text.document.path.as_str(),
                case.claim.block,
                case.claim.kind,
            );
            groups.entry(key).or_default().push(case);
        }
    }
    groups
        .into_values()
        .filter_map(|cases| report(&cases))
        .collect()
}

fn report(cases: &[Case<'_>]) -> Option<Finding> {
    let (first, others) = cases.split_first()?;
    let what = unsourced(*first)?;
    let message = match others.len() {
        0 => format!("the {what} is given without a source"),
        n => format!("{} {what}s are given without a source", n + 1),
    };
    let mut finding = about("SRC501", Severity::Note, *first, message);
    for case in others.iter().take(SHOWN) {
        finding.related.push(related(*case, "and this"));
    }
    finding.help = Some("say whose figure it is, and of what year".to_owned());
    Some(finding)
}

/// What the figure is, where it has no source.
fn unsourced(case: Case<'_>) -> Option<&'static str> {
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
    (is_figure && written && !sourced).then_some(what)
}
