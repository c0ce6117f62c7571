#![doc = include_str!("../../../resources/rules/TIM301.md")]

mod lines;
mod reversed;
mod stated;

use crate::chronicle::CHRONICLE;
use crate::corpus::Corpus;
use crate::passage::Passage;
use crate::rules::tim::happening::{self, Happening};
use crate::temporal::{Contradiction, TemporalNetwork};
use choro_diagnostic::{Finding, Severity};
use choro_quantity::When;
use std::collections::BTreeMap;

/// Days of a year, a few hours too short: an order by years is not stretched.
const YEAR_DAYS: i64 = 365;
/// Happenings of one subject that are held against each other.
const MOST: usize = 40;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut lives: BTreeMap<(&str, String, usize), Vec<Told<'_, '_>>> = BTreeMap::new();
    let mut findings = Vec::new();
    for passage in corpus.passages() {
        let path = passage.text.document.path.as_str();
        for happening in happening::read(passage) {
            // "The pier" of another paragraph may be another pier.
            let scope = if happening.named {
                0
            } else {
                passage.block + 1
            };
            let key = (path, happening.subject.clone(), scope);
            let told = Told { passage, happening };
            findings.extend(lines::judge(corpus, &told));
            lives.entry(key).or_default().push(told);
        }
        findings.extend(reversed::find(passage));
    }
    for mut life in lives.into_values() {
        life.truncate(MOST);
        findings.extend(judge(&life));
    }
    findings.extend(stated::find(corpus));
    findings
}

/// A happening where it is told.
struct Told<'p, 'a> {
    passage: &'p Passage<'a>,
    happening: Happening,
}

/// What the limits of a life rest on.
enum Reason {
    /// The date of a happening.
    Dated(usize),
    /// Such things come in this order, so many years apart.
    Ordered(i64),
    /// The text says "later".
    Later,
    /// What is told as past happened before the text was written.
    Written,
}

fn judge(life: &[Told<'_, '_>]) -> Option<Finding> {
    let mut network = TemporalNetwork::new();
    let mut reasons: Vec<Reason> = Vec::new();
    let points: Vec<usize> = life.iter().map(|_| network.point()).collect();
    for (at, told) in life.iter().enumerate() {
        network.within(points[at], &told.happening.when, reasons.len());
        reasons.push(Reason::Dated(at));
    }
    for (b, second) in life.iter().enumerate() {
        for (a, first) in life[..b].iter().enumerate() {
            let (earlier, later) = (&first.happening, &second.happening);
            if let Some(years) = CHRONICLE.years_between(&earlier.verb, &later.verb) {
                network.precedes(points[a], points[b], years * YEAR_DAYS, reasons.len());
                reasons.push(Reason::Ordered(years));
            }
            let neighbours = a + 1 == b && earlier.same_sentence(later);
            if neighbours && later.later && std::ptr::eq(first.passage, second.passage) {
                network.precedes(points[a], points[b], 0, reasons.len());
                reasons.push(Reason::Later);
            }
        }
    }
    let date = &life.first()?.passage.text.document.date;
    if date.latest.is_some() {
        let written = network.point();
        let upto = When {
            earliest: None,
            ..date.clone()
        };
        network.within(written, &upto, reasons.len());
        reasons.push(Reason::Written);
        for point in &points {
            network.precedes(*point, written, 0, reasons.len());
            reasons.push(Reason::Written);
        }
    }
    let found = network.contradiction()?;
    report(life, &reasons, &found, date)
}

fn report(
    life: &[Told<'_, '_>],
    reasons: &[Reason],
    found: &Contradiction,
    date: &When,
) -> Option<Finding> {
    let involved = found.reasons.iter().filter_map(|r| reasons.get(*r));
    let mut happenings: Vec<usize> = Vec::new();
    let (mut years, mut later, mut written) = (0, false, false);
    for reason in involved {
        match reason {
            Reason::Dated(at) => happenings.push(*at),
            Reason::Ordered(apart) => years = years.max(*apart),
            Reason::Later => later = true,
            Reason::Written => written = true,
        }
    }
    happenings.sort_unstable();
    happenings.dedup();
    let last = life.get(*happenings.last()?)?;
    let first = life.get(*happenings.first()?)?;
    let words = |told: &Told<'_, '_>| told.passage.words(told.happening.span).to_owned();
    let message = if written {
        format!("“{}” is told as past in a text of {date}", words(last))
    } else if years > 0 {
        format!("“{}” comes too soon after “{}”", words(last), words(first))
    } else {
        format!("“{}” cannot follow “{}”", words(last), words(first))
    };
    // Told in one breath it is one thing; across sentences the words may mean two.
    let one_breath = !written
        && std::ptr::eq(first.passage, last.passage)
        && first.happening.same_sentence(&last.happening);
    let severity = if one_breath {
        Severity::Error
    } else {
        Severity::Warning
    };
    let span = last.happening.span;
    let mut finding = last.passage.report("TIM301", severity, span, message);
    for at in happenings.iter().rev().skip(1) {
        let told = life.get(*at)?;
        let place = told.passage.related(told.happening.span, "told here");
        finding.related.push(place);
    }
    finding.measured = Some(short_by(found.days));
    finding.threshold = Some(match years {
        0 => "0 days".to_owned(),
        years => format!("{years} years"),
    });
    if later {
        finding
            .notes
            .push("the text says that it came later".to_owned());
    }
    finding.help = Some("one of the dates is wrong, or two things are spoken of".to_owned());
    Some(finding)
}

fn short_by(days: i64) -> String {
    let years = days / YEAR_DAYS;
    match (years, days) {
        (0, 1) => "1 day too early".to_owned(),
        (0, days) => format!("{days} days too early"),
        (1, _) => "1 year too early".to_owned(),
        (years, _) => format!("{years} years too early"),
    }
}
