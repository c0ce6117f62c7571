#![doc = include_str!("../../../resources/rules/TIM303.md")]

use super::happening::is_doubt;
use crate::corpus::Corpus;
use crate::passage::Passage;
use choro_diagnostic::{Finding, Severity};
use choro_name::fold;
use choro_quantity::{Date, DateKind, DateRelation, DateTag, When};
use choro_text::{Span, TokenKind};

/// Years by which writers differ on when a period begins and ends.
const LEEWAY: i32 = 1;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in corpus.passages() {
        for pair in passage.tags.dates.windows(2) {
            findings.extend(report(passage, &pair[0], &pair[1]));
        }
    }
    findings
}

fn report(passage: &Passage<'_>, one: &DateTag, other: &DateTag) -> Option<Finding> {
    let (period, date) = match (one.kind, other.kind) {
        (DateKind::Period, DateKind::Calendar) => (one, other),
        (DateKind::Calendar, DateKind::Period) => (other, one),
        _ => return None,
    };
    let name = passage.words(period.core.span);
    let apart = with_leeway(&period.when);
    if date.maybe_number
        || !dates_the_same(passage, period, date)
        || apart.overlaps(&date.when)
        || !is_understood(passage, period)
    {
        return None;
    }
    let sentence = passage
        .sentences
        .iter()
        .find(|s| s.contains(&one.at.first))?;
    if passage.is_hedged(sentence, is_doubt) {
        return None;
    }
    let severity = if period.region.is_empty() {
        Severity::Error
    } else {
        Severity::Warning
    };
    let span = Span::new(
        one.at.span.start.min(other.at.span.start),
        one.at.span.end.max(other.at.span.end),
    );
    let when = &date.when;
    let message = format!("{when} lies outside the {name}");
    let mut finding = passage.report("TIM303", severity, span, message);
    finding.measured = Some(when.to_string());
    finding.threshold = Some(format!("{} ± {LEEWAY} year", period.when));
    finding.reference = Some(match period.region {
        "" => "table of named periods".to_owned(),
        region => format!("table of named periods, {region}"),
    });
    if !period.note.is_empty() {
        finding.notes.push(period.note.to_owned());
    }
    Some(finding)
}

/// A time with the leeway on both sides.
fn with_leeway(when: &When) -> When {
    let moved = |date: Option<Date>, years: i32| {
        date.map(|d| Date {
            year: d.year + years,
            ..d
        })
    };
    When {
        edtf: when.edtf.clone(),
        earliest: moved(when.earliest, -LEEWAY),
        latest: moved(when.latest, LEEWAY),
    }
}

/// Whether a period and a date stand side by side for one thing: "during the war, in 1923", "in
/// 1923, during the war", "the war (1923)"; but not "the war centenary, in 2014".
fn dates_the_same(passage: &Passage<'_>, period: &DateTag, date: &DateTag) -> bool {
    let source = passage.source();
    let first = period.at.span.start < date.at.span.start;
    let (one, other) = if first {
        (period, date)
    } else {
        (date, period)
    };
    let between = Span::new(one.at.span.end, other.at.span.start).slice(source);
    let joined = matches!(between.trim(), "" | "," | "(" | ", (");
    let word = passage.lower(period.at.first);
    let during = matches!(word, "during" | "in" | "throughout" | "after" | "before");
    let held = matches!(date.relation, DateRelation::At | DateRelation::Between);
    let closed = |end: usize| {
        passage
            .tokens
            .get(end)
            .is_none_or(|t| t.kind == TokenKind::Mark)
    };
    let apart = first || closed(period.at.end);
    joined && during && held && apart && (closed(date.at.end) || !first || between.trim() != "")
}

/// Whether the period has the years of the table: everywhere, or the document names its region.
fn is_understood(passage: &Passage<'_>, period: &DateTag) -> bool {
    period.region.is_empty() || {
        let region = fold(period.region);
        let mut blocks = passage.text.document.blocks.iter();
        blocks.any(|b| fold(&b.text).contains(&region))
    }
}
