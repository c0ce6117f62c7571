#![doc = include_str!("../../../resources/rules/SRC504.md")]

use crate::corpus::Corpus;
use crate::passage::Passage;
use choro_diagnostic::{Finding, Severity};
use choro_quantity::{Cue, DateKind, DateRelation, DateTag, Hedge};
use std::ops::Range;

/// Words by which a figure of a later time is a forecast.
const FORECASTS: [&str; 10] = [
    "project", "forecast", "estimat", "expect", "predict", "target", "plan", "by ", "will",
    "scenario",
];

/// Words between a date and the source named after it at most.
const NEAR: usize = 10;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in corpus.passages() {
        for sentence in passage.sentences {
            findings.extend(report(passage, sentence));
        }
    }
    findings
}

fn report(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<Finding> {
    let mut sources = passage.tags.hedges.iter().filter(|h| {
        let named = matches!(h.cue, Cue::Hedge(Hedge::Reported | Hedge::Official));
        named && sentence.contains(&h.at.first)
    });
    let hedge = sources.next().filter(|_| sources.next().is_none())?;
    let source = hedge.source?;
    let words = passage.words(passage.span(sentence.clone())).to_lowercase();
    let forecast = FORECASTS.iter().any(|f| words.contains(f));
    let within =
        |d: &DateTag| source.span.start <= d.core.span.start && d.core.span.end <= source.span.end;
    let mut dates = passage.dates(sentence);
    let mut stated = dates
        .clone()
        .filter(|d| within(d) && d.kind == DateKind::Calendar);
    let published = stated.next().filter(|_| stated.next().is_none())?;
    // A third date, or a second count, makes it open what the source is named for.
    let opens = hedge.at.first == sentence.start;
    let two_dates = dates.clone().count() == 2;
    let later = dates.find(|d| {
        d.kind == DateKind::Calendar
            && matches!(d.relation, DateRelation::At)
            && !(d.maybe_number || d.valid_at || within(d))
            && published.when.before(&d.when)
            && (opens || d.at.end <= hedge.at.first && hedge.at.first - d.at.end <= NEAR)
    })?;
    if !two_dates {
        return None;
    }
    let counts = passage
        .tags
        .measures
        .iter()
        .any(|m| sentence.contains(&m.at.first))
        || passage
            .tags
            .numbers
            .iter()
            .any(|n| sentence.contains(&n.at.first));
    if forecast || !counts {
        return None;
    }
    let message = format!(
        "a figure of {} cannot come from a source of {}",
        later.when, published.when
    );
    let mut finding = passage.report("SRC504", Severity::Warning, later.at.span, message);
    finding
        .related
        .push(passage.related(source.span, "the source"));
    finding.measured = Some(later.when.to_string());
    finding.threshold = Some(format!("not after {}", published.when));
    finding.help = Some("one of the years is wrong, or another source is meant".to_owned());
    Some(finding)
}
