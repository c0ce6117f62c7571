#![doc = include_str!("../../../resources/rules/TIM305.md")]

use crate::chronicle::{CHRONICLE, holds};
use crate::corpus::Corpus;
use crate::passage::Passage;
use choro_diagnostic::{Finding, Severity};
use choro_quantity::{DateKind, DateTag};
use std::collections::BTreeMap;

/// Words of the present shown beside the first.
const SHOWN: usize = 8;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut told: BTreeMap<&str, Vec<(&Passage<'_>, &DateTag)>> = BTreeMap::new();
    for passage in corpus.passages() {
        let document = &passage.text.document;
        if !document.date.is_unstated() {
            continue;
        }
        let present = |d: &&DateTag| d.kind == DateKind::Present && d.offset_years.is_none();
        let dates = passage.tags.dates.iter().filter(present);
        told.entry(&document.path)
            .or_default()
            .extend(dates.map(|d| (passage, d)));
    }
    told.into_values().filter_map(|all| report(&all)).collect()
}

/// One finding for a document: one date in it mends them all. "Now" alone is often no more than
/// "since then".
fn report(all: &[(&Passage<'_>, &DateTag)]) -> Option<Finding> {
    let strong = |(passage, date): &&(&Passage<'_>, &DateTag)| {
        let words = passage.words(date.at.span).to_lowercase();
        holds(&CHRONICLE.words.present, &words)
    };
    let lead = all.iter().find(strong)?;
    let (passage, first) = lead;
    let words = passage.words(first.at.span);
    let message = format!("“{words}” is said in a text that has no date");
    let mut finding = passage.report("TIM305", Severity::Note, first.at.span, message);
    let others = all.iter().filter(|other| !std::ptr::eq(*other, lead));
    for (passage, date) in others.take(SHOWN) {
        finding
            .related
            .push(passage.related(date.at.span, "and here"));
    }
    finding.measured = Some(match all.len() {
        1 => "1 word of the present".to_owned(),
        n => format!("{n} words of the present"),
    });
    finding.help = Some("give the document a `date:`, or say as of when it holds".to_owned());
    Some(finding)
}
