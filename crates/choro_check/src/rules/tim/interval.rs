#![doc = include_str!("../../../resources/rules/TIM306.md")]

use super::happening::{date_of, is_doubt};
use crate::chronicle::{CHRONICLE, holds};
use crate::corpus::Corpus;
use crate::passage::Passage;
use choro_diagnostic::{Finding, Severity};
use choro_quantity::{DateKind, DateRelation, DateTag, When};
use choro_text::Span;
use std::ops::Range;

/// Years by which a count of years may be off: feasts are held late, years begun are counted.
const LEEWAY: i32 = 1;
/// Words between an anniversary and its date at most.
const NEAR: usize = 4;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in corpus.passages() {
        for sentence in passage.sentences {
            if !passage.is_hedged(sentence, is_doubt) {
                findings.extend(anniversaries(passage, sentence));
                findings.extend(told_later(passage, sentence));
            }
        }
    }
    findings
}

/// "Founded in 1820, it marked its centenary in 1930."
fn anniversaries(passage: &Passage<'_>, sentence: &Range<usize>) -> Vec<Finding> {
    let mut found = Vec::new();
    for at in sentence.clone() {
        let own = at
            .checked_sub(1)
            .is_some_and(|i| holds(&CHRONICLE.words.articles, passage.lower(i)));
        let Some((years, end)) = Some(at)
            .filter(|_| own)
            .and_then(|at| anniversary(passage, at))
        else {
            continue;
        };
        if passage.lower(end) != "of" {
            found.extend(held(passage, sentence, at..end, years));
        }
    }
    found
}

/// The years of an anniversary that begins at a token, and where it ends.
fn anniversary(passage: &Passage<'_>, at: usize) -> Option<(i32, usize)> {
    let word = passage.lower(at);
    if let Some(years) = CHRONICLE.anniversary(word) {
        return Some((years, at + 1));
    }
    let numbers = &passage.tags.numbers;
    let number = numbers.get(numbers.partition_point(|n| n.at.first < at))?;
    let counted =
        number.at.first == at && passage.lower(number.at.end) == "anniversary" && number.ordinal;
    (counted && number.amount.low >= 5.0).then(|| (number.amount.low as i32, number.at.end + 1))
}

fn held(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    words: Range<usize>,
    years: i32,
) -> Option<Finding> {
    let date = passage.dates(sentence).find(|d| d.at.first >= words.end)?;
    let near = date.at.first - words.end <= NEAR && is_sure(date);
    let mut foundings = (sentence.start..words.start)
        .filter(|i| holds(&CHRONICLE.words.founding, passage.lower(*i)))
        .filter_map(|i| Some((i, date_of(passage, sentence, i)?)));
    let (verb, founded) = foundings.next()?;
    let only = foundings.next().is_none();
    let one_clause =
        (founded.at.end..words.start).all(|i| !holds(&CHRONICLE.words.relative, passage.lower(i)));
    let (low, high) = years_between(&founded.when, &date.when)?;
    if !near || !only || !one_clause || fits(years, low, high, LEEWAY) {
        return None;
    }
    let span = passage.span(words.start..date.at.end);
    let message = format!(
        "“{}” is {low} years after “{}”, not {years}",
        passage.words(span),
        passage.words(passage.span(verb..founded.at.end))
    );
    let mut finding = passage.report("TIM306", Severity::Error, span, message);
    let start = passage.span(verb..founded.at.end);
    finding
        .related
        .push(passage.related(start, "counted from here"));
    finding.measured = Some(between(low, high));
    finding.threshold = Some(format!("{years} ± {LEEWAY} years"));
    finding.help = Some("one of the years is wrong, or another is counted from".to_owned());
    Some(finding)
}

/// "Founded in 1820, it closed fifty years later, in 1899." All dates told before in the block may
/// be counted from.
fn told_later(passage: &Passage<'_>, sentence: &Range<usize>) -> Vec<Finding> {
    let dates = &passage.tags.dates;
    let mut found = Vec::new();
    for (at, pair) in dates.windows(2).enumerate() {
        let (later, date) = (&pair[0], &pair[1]);
        let Some(years) = later.offset_years.filter(|y| *y > 0) else {
            continue;
        };
        let gap = Span::new(later.at.span.end, date.at.span.start);
        let beside = matches!(passage.words(gap).trim(), "" | "," | "(");
        if !sentence.contains(&later.at.first)
            || later.kind != DateKind::Relative
            || !beside
            || !is_sure(date)
        {
            continue;
        }
        let leeway = leeway(years);
        let told: Vec<(&DateTag, (i32, i32))> = dates[..at]
            .iter()
            .filter(|d| d.kind != DateKind::Present)
            .filter_map(|d| Some((d, years_between(&d.when, &date.when)?)))
            .collect();
        // Open and uncertain dates before it may be meant as well.
        let open = dates[..at]
            .iter()
            .any(|d| d.when.edtf.contains("..") || d.maybe_number);
        let Some((from, (low, high))) = told.last() else {
            continue;
        };
        let counted_here = sentence.contains(&from.at.first) && is_sure(from);
        let any_fits = told
            .iter()
            .any(|(_, (low, high))| fits(years, *low, *high, leeway));
        if open || !counted_here || any_fits {
            continue;
        }
        let span = Span::new(later.at.span.start, date.at.span.end);
        let message = format!(
            "“{}” does not fit: {} is {} after {}",
            passage.words(span),
            date.when,
            between(*low, *high),
            from.when
        );
        let mut finding = passage.report("TIM306", Severity::Error, span, message);
        finding
            .related
            .push(passage.related(from.at.span, "counted from here"));
        finding.measured = Some(between(*low, *high));
        finding.threshold = Some(format!("{years} ± {leeway} years"));
        found.push(finding);
    }
    found
}

/// Round counts of years are rounded.
fn leeway(years: i32) -> i32 {
    let round = years >= 10 && years % 5 == 0;
    if round { (years / 10).max(2) } else { LEEWAY }
}

fn is_sure(date: &DateTag) -> bool {
    date.kind == DateKind::Calendar
        && !date.maybe_number
        && !date.approximate
        && matches!(date.relation, DateRelation::At | DateRelation::Between)
}

/// The fewest and the most whole years from one time to another; `None` where one is open.
fn years_between(from: &When, to: &When) -> Option<(i32, i32)> {
    let low = to.earliest?.year - from.latest?.year;
    let high = to.latest?.year - from.earliest?.year;
    Some((low, high))
}

fn fits(years: i32, low: i32, high: i32, leeway: i32) -> bool {
    low - leeway <= years && years <= high + leeway
}

fn between(low: i32, high: i32) -> String {
    if low == high {
        format!("{low} years")
    } else {
        format!("{low} to {high} years")
    }
}
