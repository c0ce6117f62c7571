//! Spans of time that end before they begin: "(1890–1820)", "from 1622 to 1616".

use crate::chronicle::{CHRONICLE, holds};
use crate::passage::Passage;
use choro_diagnostic::{Finding, Severity};
use choro_quantity::{DateKind, DateTag};
use choro_text::Span;

/// Figures outside these years are taken for other numbers.
const YEARS: std::ops::RangeInclusive<i32> = 1_000..=2_100;

pub(super) fn find(passage: &Passage<'_>) -> Vec<Finding> {
    passage
        .tags
        .dates
        .windows(2)
        .filter_map(|pair| report(passage, &pair[0], &pair[1]))
        .collect()
}

fn report(passage: &Passage<'_>, first: &DateTag, second: &DateTag) -> Option<Finding> {
    let (from, to) = (year(passage, first)?, year(passage, second)?);
    if from <= to || !is_span(passage, first, second) {
        return None;
    }
    let span = Span::new(first.core.span.start, second.core.span.end);
    let message = format!("the time “{}” ends before it begins", passage.words(span));
    let mut finding = passage.report("TIM301", Severity::Error, span, message);
    finding.measured = Some(format!("{} years back", from - to));
    finding.threshold = Some("0 years".to_owned());
    finding.help = Some("the years may be exchanged".to_owned());
    Some(finding)
}

/// The year of a date that is nothing but four figures.
fn year(passage: &Passage<'_>, date: &DateTag) -> Option<i32> {
    let words = passage.words(date.core.span);
    let plain = words.len() == 4 && words.bytes().all(|b| b.is_ascii_digit());
    let year = date.when.latest.or(date.when.earliest)?.year;
    (plain && date.kind == DateKind::Calendar && YEARS.contains(&year)).then_some(year)
}

/// Whether the words make two years one span of time, and nothing else.
fn is_span(passage: &Passage<'_>, first: &DateTag, second: &DateTag) -> bool {
    let source = passage.source();
    let between = Span::new(first.core.span.end, second.core.span.start).slice(source);
    let before = &source[..first.core.span.start];
    let after = &source[second.core.span.end..];
    match between.trim() {
        "-" | "–" | "—" => before.ends_with('(') && after.starts_with(')'),
        "to" | "until" => {
            let mut words = before.split_whitespace().rev();
            let ends = after.is_empty() || after.starts_with([',', '.', ';', ')']);
            let lasts = words.next().is_some_and(|w| w.eq_ignore_ascii_case("from"));
            let mut near = words.take(4).map(str::to_lowercase);
            ends && lasts && !near.any(|w| holds(&CHRONICLE.words.figures, &w))
        }
        _ => false,
    }
}
