#![doc = include_str!("../../../resources/rules/TIM307.md")]

use crate::chronicle::month;
use crate::corpus::Corpus;
use crate::passage::Passage;
use choro_diagnostic::{Finding, Severity};
use choro_quantity::Date;
use choro_text::TokenKind;
use std::ops::Range;

/// A number above this before a month counts something.
const LAST_DAY: u8 = 39;
/// The last state changed to the Gregorian calendar in this year; until then centuries had a leap
/// day in some calendar.
const LAST_JULIAN: i32 = 1923;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in corpus.passages() {
        for at in 0..passage.tokens.len() {
            findings.extend(in_words(passage, at).or_else(|| in_figures(passage, at)));
        }
    }
    findings
}

/// "31 June 1944", "June 31st, 1944", "the 31st of June": `at` is the month.
fn in_words(passage: &Passage<'_>, at: usize) -> Option<Finding> {
    let token = passage.tokens.get(at)?;
    if token.kind != TokenKind::Word {
        return None;
    }
    let word = token.text(passage.source());
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    let month = month(passage.lower(at))?;
    let of = usize::from(at > 0 && passage.lower(at - 1) == "of");
    let before = at
        .checked_sub(1 + of)
        .and_then(|i| Some((i, day(passage, i)?)));
    if let Some((first, day)) = before {
        let year = year_after(passage, at + 1);
        let end = year.map_or(at + 1, |(_, end)| end);
        let dated = year.is_some() || is_dated(passage, first);
        return dated
            .then(|| report(passage, first..end, day, month, year.map(|y| y.0)))
            .flatten();
    }
    let day = day(passage, at + 1)?;
    let year = year_after(passage, at + 2);
    let end = year.map_or(at + 2, |(_, end)| end);
    let dated = year.is_some() || is_dated(passage, at);
    let counts = passage
        .tokens
        .get(end)
        .is_some_and(|t| t.kind != TokenKind::Mark);
    (dated && (year.is_some() || !counts))
        .then(|| report(passage, at..end, day, month, year.map(|y| y.0)))
        .flatten()
}

/// Whether a word of dating stands before: "on 31 June", "until the 31st of June".
fn is_dated(passage: &Passage<'_>, first: usize) -> bool {
    let the = usize::from(first > 0 && passage.lower(first - 1) == "the");
    let word = first.checked_sub(1 + the).map(|i| passage.lower(i));
    word.is_some_and(|w| matches!(w, "on" | "until" | "till" | "since" | "dated"))
}

/// "31", "31st": a number that would be a day.
fn day(passage: &Passage<'_>, at: usize) -> Option<u8> {
    let word = passage.lower(at);
    let figures = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[figures.len()..];
    let plain = matches!(ending, "" | "st" | "nd" | "rd" | "th") && figures.len() <= 2;
    let day: u8 = figures.parse().ok().filter(|_| plain)?;
    (1..=LAST_DAY).contains(&day).then_some(day)
}

/// The year that follows, perhaps after a comma, and where it ends.
fn year_after(passage: &Passage<'_>, at: usize) -> Option<(i32, usize)> {
    let at = at + usize::from(passage.lower(at) == ",");
    let word = passage.lower(at);
    let plain = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let year = word.parse().ok().filter(|_| plain)?;
    Some((year, at + 1))
}

fn report(
    passage: &Passage<'_>,
    tokens: Range<usize>,
    day: u8,
    month: u8,
    year: Option<i32>,
) -> Option<Finding> {
    // In a year not told, 29 February may be.
    let last = (1..=31)
        .rev()
        .find(|d| Date::new(year.unwrap_or(2000), month, *d).is_some())?;
    let julian = year.is_some_and(|y| y.rem_euclid(4) == 0 && y <= LAST_JULIAN);
    if day <= last || (month == 2 && day == 30 && year == Some(1712)) {
        // Sweden had a 30 February in 1712.
        return None;
    }
    let span = passage.span(tokens);
    let words = passage.words(span);
    let message = format!("there was no {words}");
    let by_julian = julian && month == 2 && day == 29;
    let severity = if by_julian {
        Severity::Warning
    } else {
        Severity::Error
    };
    let mut finding = passage.report("TIM307", severity, span, message);
    finding.measured = Some(format!("day {day}"));
    finding.threshold = Some(format!("{last} days"));
    finding.reference = Some("Gregorian calendar".to_owned());
    if by_julian {
        let note = "the Julian calendar had that day; say so if it is meant";
        finding.notes.push(note.to_owned());
    }
    Some(finding)
}

/// "2011-02-30": year, month and day in figures, `at` being the year.
fn in_figures(passage: &Passage<'_>, at: usize) -> Option<Finding> {
    let (year, _) = year_after(passage, at).filter(|_| passage.lower(at) != ",")?;
    let tight = (at..at + 4).all(|i| {
        let pair = passage.tokens.get(i).zip(passage.tokens.get(i + 1));
        pair.is_some_and(|(a, b)| a.span.end == b.span.start)
    });
    let part = |i: usize| {
        let word = passage.lower(i);
        let two = word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
        word.parse::<u8>().ok().filter(|_| two)
    };
    if !tight || passage.lower(at + 1) != "-" || passage.lower(at + 3) != "-" {
        return None;
    }
    let (month, day) = (part(at + 2)?, part(at + 4)?);
    let source = passage.source();
    let span = passage.span(at..at + 5);
    let alone = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '.' | ';');
    let stands_alone = source[..span.start].chars().next_back().is_none_or(alone)
        && source[span.end..].chars().next().is_none_or(alone);
    let plausible = (1500..=2100).contains(&year) && month <= LAST_DAY && day <= LAST_DAY;
    if !stands_alone || !plausible || Date::new(year, month, day).is_some() {
        return None;
    }
    let message = format!("there was no {}", passage.words(span));
    let mut finding = passage.report("TIM307", Severity::Error, span, message);
    finding.measured = Some(format!("month {month}, day {day}"));
    finding.threshold = Some("12 months, 28 to 31 days".to_owned());
    finding.reference = Some("Gregorian calendar".to_owned());
    Some(finding)
}
