#![doc = include_str!("../../../resources/rules/QTY407.md")]

use crate::corpus::Corpus;
use crate::figure_words::{FIGURE_WORDS, has_any};
use crate::passage::Passage;
use crate::written::step;
use choro_diagnostic::{Finding, Severity};
use choro_quantity::{Bound, MeasureKind, MeasureTag};
use choro_text::TokenKind;
use std::ops::Range;

/// Tokens from one share of a list to the next.
const REACH: usize = 7;

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
    let measures = passage.tags.measures.iter();
    let shares: Vec<&MeasureTag> = measures
        .filter(|m| m.kind == MeasureKind::Percent && sentence.contains(&m.at.first))
        .collect();
    let whole = passage.words(passage.span(sentence.clone()));
    if shares.len() < 2 || has_any(whole, &FIGURE_WORDS.shares.overlapping) {
        return None;
    }
    let plain = |m: &&&MeasureTag| {
        m.amount.bound == Bound::Exact && m.amount.low <= 100.0 && m.amount.low >= 0.0
    };
    let listed = shares.windows(2).all(|pair| is_next(passage, pair));
    let parted = shares.iter().filter(plain).count() == shares.len();
    if !listed || !parted {
        return None;
    }
    let sum: f64 = shares.iter().map(|m| m.amount.low).sum();
    let half = |m: &&MeasureTag| {
        let blur = if m.amount.approximate { 5.0 } else { 0.0 };
        blur + step(passage.words(m.number.span), m.amount.low).min(1.0) / 2.0
    };
    let room = shares.iter().map(half).sum::<f64>().max(1.0);
    if sum <= 100.0 + room {
        return None;
    }
    let span = shares.first()?.at.span.cover(shares.last()?.at.span);
    let message = format!("the shares add up to {} %", crate::wording::number(sum));
    let mut finding = passage.report("QTY407", Severity::Error, span, message);
    finding.measured = Some(format!("{} %", crate::wording::number(sum)));
    finding.threshold = Some(format!("100 % + {} %", crate::wording::number(room)));
    finding.help = Some("say of what each share is, if they count some things twice".to_owned());
    Some(finding)
}

/// Whether the second share follows in the list of the first: "70 % farm, 45 % fish". Nothing but
/// a word or two with a comma or an "and" stands between them.
fn is_next(passage: &Passage<'_>, pair: &[&MeasureTag]) -> bool {
    let gap = pair[0].at.end..pair[1].at.first;
    let words: Vec<&str> = gap.clone().map(|at| passage.lower(at)).collect();
    let plain = gap.clone().all(|at| {
        let kind = passage.tokens.get(at).map(|t| t.kind);
        kind == Some(TokenKind::Word) || matches!(passage.lower(at), "," | ";")
    });
    let parted = words.iter().any(|w| matches!(*w, "," | ";" | "and"));
    let named = words.iter().any(|w| !matches!(*w, "," | ";" | "and"));
    plain && parted && named && (2..=REACH).contains(&words.len())
}
