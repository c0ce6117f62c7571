//! Answers against marks: the same rules for every tagger.
//!
//! A mark is *found* where an answer shares a byte with it, and *right* where the value is that of
//! the mark too. Two answers that together make a range count as one. Answers on optional marks,
//! and quantities on the figures of dates, count neither for nor against.

use super::truth::{Answer, Marked, What};
use choro_quantity::When;
use std::collections::BTreeSet;

/// Counts of one tagger on one part of the texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Marks that must be answered.
    pub truth: usize,
    /// Those that any answer meets.
    pub found: usize,
    /// Those whose value is right.
    pub right: usize,
    /// Right marks with a unit of measure.
    pub units: usize,
    /// Of these, with the right unit.
    pub units_right: usize,
    /// Answers that count.
    pub answers: usize,
    /// Of these, answers to a mark whose value is right.
    pub answers_right: usize,
}

impl Tally {
    /// Share of the marks whose value is right.
    pub fn recall(&self) -> f64 {
        self.right as f64 / (self.truth as f64).max(1.0)
    }

    /// Share of the answers that are right.
    pub fn precision(&self) -> f64 {
        self.answers_right as f64 / (self.answers as f64).max(1.0)
    }
}

/// Counts, and a line for each mark missed and each answer too many.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// The counts.
    pub tally: Tally,
    /// Text, bytes and values of what differs.
    pub lines: Vec<String>,
}

/// Judges answers by the marks of one part; `times` are the marks of all times.
pub fn of(truth: &[Marked], times: &[Marked], answers: &[&Answer], held: bool) -> Score {
    let marks: Vec<&Marked> = truth.iter().filter(|m| m.held == held).collect();
    let texts: BTreeSet<&str> = marks.iter().map(|m| m.text.as_str()).collect();
    let mut score = Score::default();
    let mut right = BTreeSet::new();
    for mark in marks.iter().filter(|m| !m.optional) {
        let met: Vec<(usize, &Answer)> = answers
            .iter()
            .enumerate()
            .filter(|(_, a)| a.meets(mark))
            .map(|(i, a)| (i, *a))
            .collect();
        let tally = &mut score.tally;
        tally.truth += 1;
        tally.found += usize::from(!met.is_empty());
        let values: Vec<&Answer> = met.iter().map(|(_, a)| *a).collect();
        if agrees(mark, &values) {
            tally.right += 1;
            right.extend(met.iter().map(|(i, _)| *i));
            // What is counted has no unit of measure.
            if !matches!(mark.unit.as_str(), "" | "persons") {
                tally.units += 1;
                tally.units_right += usize::from(values.iter().any(|a| unit_fits(mark, a)));
            }
        } else {
            score.lines.push(format!("missed {mark:?}: {values:?}"));
        }
    }
    for (i, answer) in answers.iter().enumerate() {
        let free = marks.iter().any(|m| m.optional && answer.meets(m))
            || answer.what() == What::Quantities && times.iter().any(|m| answer.meets(m));
        let counts = right.contains(&i) || !free;
        if !counts || !texts.contains(answer.text.as_str()) {
            continue;
        }
        score.tally.answers += 1;
        if right.contains(&i) {
            score.tally.answers_right += 1;
        } else {
            score.lines.push(format!("beyond {answer:?}"));
        }
    }
    score
}

fn unit_fits(mark: &Marked, answer: &Answer) -> bool {
    answer.unit == mark.unit || mark.also.as_ref() == Some(&answer.unit)
}

/// Whether the answers, taken together, have the value of the mark.
fn agrees(mark: &Marked, answers: &[&Answer]) -> bool {
    match &mark.edtf {
        Some(edtf) => [Some(edtf), mark.core.as_ref()]
            .into_iter()
            .flatten()
            .any(|e| same_time(e, answers)),
        None => same_amount(mark, answers),
    }
}

fn same_amount(mark: &Marked, answers: &[&Answer]) -> bool {
    let close = |a: f64, b: f64| (a - b).abs() <= 1e-6 * a.abs().max(b.abs());
    // A bound states the figure alone: "over 200" is marked 200.
    let finite = |a: Option<f64>, b: Option<f64>| a.filter(|v| v.is_finite()).or(b);
    let low = answers
        .iter()
        .filter_map(|a| finite(a.low, a.high))
        .reduce(f64::min);
    let high = answers
        .iter()
        .filter_map(|a| finite(a.high, a.low))
        .reduce(f64::max);
    match (low, high, mark.low, mark.high) {
        (Some(low), Some(high), Some(least), Some(most)) => close(low, least) && close(high, most),
        _ => false,
    }
}

fn same_time(edtf: &str, answers: &[&Answer]) -> bool {
    let said: Vec<&str> = answers.iter().filter_map(|a| a.edtf.as_deref()).collect();
    if said.contains(&edtf) {
        return true;
    }
    let Some(wanted) = When::parse(edtf).filter(|_| edtf != "present") else {
        return false;
    };
    let read: Option<Vec<When>> = said.iter().map(|e| When::parse(e)).collect();
    let Some(read) = read.filter(|r| !r.is_empty()) else {
        return false;
    };
    // The earliest and latest day of all answers; one without an end leaves that end open.
    let earliest = read.iter().map(|w| w.earliest).min().flatten();
    let open = read.iter().any(|w| w.latest.is_none());
    let latest = read.iter().filter_map(|w| w.latest).max().filter(|_| !open);
    let bounded = wanted.earliest.is_some() || wanted.latest.is_some();
    bounded && earliest == wanted.earliest && latest == wanted.latest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, value: f64, optional: bool) -> Marked {
        Marked {
            text: "t".to_owned(),
            start,
            end,
            optional,
            held: false,
            low: Some(value),
            high: Some(value),
            unit: "km".to_owned(),
            also: None,
            edtf: None,
            core: None,
        }
    }

    fn answer(start: usize, end: usize, value: f64, unit: &str) -> Answer {
        Answer {
            text: "t".to_owned(),
            start,
            end,
            low: Some(value),
            high: Some(value),
            unit: unit.to_owned(),
            edtf: None,
        }
    }

    #[test]
    fn values_count_and_optional_marks_do_not() {
        let truth = [
            mark(0, 4, 5.0, false),
            mark(10, 14, 7.0, false),
            mark(20, 24, 1.0, true),
        ];
        let answers = [
            answer(1, 3, 5.0, "mi"),
            answer(10, 12, 8.0, "km"),
            answer(20, 21, 3.0, ""),
            answer(30, 31, 3.0, ""),
        ];
        let answers: Vec<&Answer> = answers.iter().collect();
        let tally = of(&truth, &[], &answers, false).tally;
        assert_eq!((tally.truth, tally.found, tally.right), (2, 2, 1));
        assert_eq!((tally.units, tally.units_right), (1, 0));
        assert_eq!((tally.answers, tally.answers_right), (3, 1));
    }

    #[test]
    fn two_dates_make_a_range() {
        let time = |edtf: &str| Answer {
            edtf: Some(edtf.to_owned()),
            ..answer(0, 9, 0.0, "")
        };
        let (first, last) = (time("1616"), time("1622"));
        assert!(same_time("1616/1622", &[&first, &last]));
        assert!(!same_time("1616/1622", &[&first]));
        assert!(same_time("present", &[&time("present")]));
        assert!(!same_time("present", &[&first]));
        assert!(!same_time("XXXX-22", &[&time("XXXX-24")]));
    }
}
