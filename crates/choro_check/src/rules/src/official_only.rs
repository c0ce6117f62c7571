#![doc = include_str!("../../../resources/rules/SRC505.md")]

use crate::corpus::Corpus;
use crate::data::QUALITIES;
use crate::passage::Passage;
use choro_diagnostic::{Finding, Severity};
use choro_quantity::{Cue, Hedge, HedgeTag};
use std::collections::BTreeMap;

/// Further places shown beside the first.
const SHOWN: usize = 8;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut told: BTreeMap<&str, Vec<(&Passage<'_>, &HedgeTag)>> = BTreeMap::new();
    for passage in corpus.passages() {
        for sentence in passage.sentences {
            let hedges = || {
                let of_sentence = passage.tags.hedges.iter();
                of_sentence.filter(|h| sentence.contains(&h.at.first))
            };
            let official = hedges().find(|h| {
                let words = passage.words(h.at.span).to_lowercase();
                h.cue == Cue::Hedge(Hedge::Official)
                    && QUALITIES
                        .sources
                        .official
                        .iter()
                        .any(|w| words.contains(w.as_str()))
            });
            let another =
                hedges().any(|h| h.cue == Cue::Hedge(Hedge::Reported) && h.source.is_some());
            if let Some(official) = official.filter(|_| !another) {
                let path = passage.text.document.path.as_str();
                told.entry(path).or_default().push((passage, official));
            }
        }
    }
    told.into_values().filter_map(|all| report(&all)).collect()
}

fn report(all: &[(&Passage<'_>, &HedgeTag)]) -> Option<Finding> {
    let (passage, first) = all.first()?;
    let words = passage.words(first.at.span);
    let message = format!("nothing but “{words}” stands behind this");
    let mut finding = passage.report("SRC505", Severity::Note, first.at.span, message);
    for (passage, hedge) in all.iter().skip(1).take(SHOWN) {
        finding
            .related
            .push(passage.related(hedge.at.span, "and this"));
    }
    finding.help = Some("name a second source, or say that there is none".to_owned());
    Some(finding)
}
