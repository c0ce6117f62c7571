#![doc = include_str!("../../../resources/rules/TIM305.md")]

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

/// One finding for a document: one date in it mends them all.
fn report(all: &[(&Passage<'_>, &DateTag)]) -> Option<Finding> {
    let (passage, first) = all.first()?;
    let words = passage.words(first.at.span);
    let message = format!("“{words}” is said in a text that has no date");
    let mut finding = passage.report("TIM305", Severity::Note, first.at.span, message);
    for (passage, date) in all.iter().skip(1).take(SHOWN) {
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
