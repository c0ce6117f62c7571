#![doc = include_str!("../../../resources/rules/FMT903.md")]

use crate::corpus::Corpus;
use crate::passage::Passage;
use choro_diagnostic::{Finding, Severity};
use choro_quantity::{DateKind, DateTag};

/// Which of day and month a document writes first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    DayFirst,
    MonthFirst,
}

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in corpus.passages() {
        for date in passage.tags.dates.iter().filter(|d| d.ambiguous) {
            findings.extend(report(corpus, passage, date));
        }
    }
    findings
}

fn report(corpus: &Corpus<'_>, passage: &Passage<'_>, date: &DateTag) -> Option<Finding> {
    let words = passage.words(date.core.span);
    let (first, second) = figures(words)?;
    if date.kind != DateKind::Calendar || first == second || order(corpus, passage).is_some() {
        return None;
    }
    let message =
        format!("{words} may be day {first} of month {second} or day {second} of month {first}");
    let mut finding = passage.report("FMT903", Severity::Note, date.core.span, message);
    finding.measured = Some(format!("{first} and {second}, both 12 or less"));
    finding.help = Some("write the month in letters, or the date as 2011-04-03".to_owned());
    Some(finding)
}

/// The two figures of which one is the day: 3 and 4 of "03/04/2011".
fn figures(words: &str) -> Option<(u32, u32)> {
    let parts: Vec<&str> = words.split(['/', '.', '-', '–']).collect();
    let [first, second, year] = parts[..] else {
        return None;
    };
    let small = |part: &str| {
        part.trim()
            .parse::<u32>()
            .ok()
            .filter(|n| (1..=31).contains(n))
    };
    let (first, second) = (small(first)?, small(second)?);
    year.trim().parse::<u32>().ok()?;
    Some((first, second))
}

/// The order that the other dates of the document show, where they show one.
fn order(corpus: &Corpus<'_>, passage: &Passage<'_>) -> Option<Order> {
    let path = &passage.text.document.path;
    let own = corpus
        .passages()
        .iter()
        .filter(|p| p.text.document.path == *path);
    let mut found = None;
    for other in own {
        for date in &other.tags.dates {
            let shown = match figures(other.words(date.core.span)) {
                Some((first, 1..=12)) if first > 12 => Order::DayFirst,
                Some((1..=12, second)) if second > 12 => Order::MonthFirst,
                _ => continue,
            };
            if found.is_some_and(|order| order != shown) {
                return None;
            }
            found = Some(shown);
        }
    }
    found
}
