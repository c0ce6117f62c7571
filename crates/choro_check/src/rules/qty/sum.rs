#![doc = include_str!("../../../resources/rules/QTY401.md")]

use crate::corpus::Corpus;
use crate::figure_words::{FIGURE_WORDS, has, has_any};
use crate::passage::Passage;
use crate::written::step;
use choro_diagnostic::{Finding, Severity};
use choro_quantity::{Bound, NumberTag};
use choro_text::{Span, TokenKind};
use std::ops::Range;

/// Sums this near the whole, as a share, are left alone: parts and whole may be of two counts.
const NEAR: f64 = 0.01;
/// Words that may stand between a figure and what it counts.
const REACH: usize = 8;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in corpus.passages() {
        for sentence in passage.sentences {
            let numbers = figures(passage, sentence);
            for at in 0..numbers.len().saturating_sub(2) {
                findings.extend(two_parts(passage, sentence, &numbers[at..]));
            }
            findings.extend(listed(passage, sentence, &numbers));
        }
    }
    findings
}

/// The figures of a sentence that are neither conversions nor ranks nor bounds.
fn figures<'p>(passage: &'p Passage<'_>, sentence: &Range<usize>) -> Vec<&'p NumberTag> {
    let converts = |number: &NumberTag| {
        let measure = number.measure.and_then(|m| passage.tags.measures.get(m));
        measure.is_some_and(|m| m.conversion_of.is_some())
    };
    let numbers = passage.tags.numbers.iter();
    numbers
        .filter(|n| sentence.contains(&n.at.first))
        .filter(|n| !n.ordinal && !n.label && !converts(n))
        .collect()
}

/// What a figure is measured in; none where it is counted, not measured.
fn unit<'p>(passage: &'p Passage<'_>, number: &NumberTag) -> Option<&'p str> {
    let measure = passage.tags.measures.get(number.measure?)?;
    let counted = matches!(measure.unit.as_str(), "persons" | "households");
    (!counted).then_some(measure.unit.as_str())
}

/// Whether the figure is one value, said to be so.
fn is_plain(number: &NumberTag) -> bool {
    let amount = number.amount;
    let value = amount.bound == Bound::Exact && !amount.approximate && !number.vague;
    value && !number.separator_doubt && amount.low >= 0.0
}

/// "1,200 people, 580 men and 600 women": a whole and the two parts that make it up.
fn two_parts(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    numbers: &[&NumberTag],
) -> Option<Finding> {
    let [whole, first, second, rest @ ..] = numbers else {
        return None;
    };
    let plain = [whole, first, second].iter().all(|n| is_plain(n));
    let units = [whole, first, second].map(|n| unit(passage, n));
    if !plain || units[0] != units[1] || units[1] != units[2] || units[0] == Some("%") {
        return None;
    }
    let end = rest.first().map_or(sentence.end, |n| n.at.first);
    let (one, two) = (
        words(passage, first.at.end..second.at.first),
        words(passage, second.at.end..end),
    );
    let pairs = &FIGURE_WORDS.parts.pairs;
    pairs
        .iter()
        .find(|(a, b)| (has(&one, a) && has(&two, b)) || (has(&one, b) && has(&two, a)))?;
    let before = words(passage, sentence.start..first.at.first);
    let between = words(passage, whole.at.end..first.at.first);
    let told = has_any(&before, &FIGURE_WORDS.parts.cues) || between.contains([':', '(']);
    let others = &FIGURE_WORDS.parts.others;
    let all = words(passage, whole.at.end..end);
    let overlap = has_any(&all, others) || between.contains([';', '.']);
    if !told || overlap || whole.amount.low < first.amount.low.max(second.amount.low) {
        return None;
    }
    report(passage, Severity::Error, whole, &[first, second])
}

/// "Of 900 homes, 400 burned, 300 flooded and 100 stand": nothing but figures with their words.
fn listed(
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    numbers: &[&NumberTag],
) -> Option<Finding> {
    let (whole, parts) = numbers.split_first().filter(|(_, p)| p.len() >= 3)?;
    let starts = passage.lower(sentence.start) == "of"
        && (sentence.start + 1..=sentence.start + 3).contains(&whole.at.first);
    let plain = numbers
        .iter()
        .all(|n| is_plain(n) && unit(passage, n).is_none());
    if !starts || !plain || whole.amount.low < 10.0 {
        return None;
    }
    let mut ends: Vec<usize> = parts.iter().skip(1).map(|n| n.at.first).collect();
    ends.push(sentence.end);
    for (at, (part, end)) in parts.iter().zip(ends).enumerate() {
        let gap = words(passage, part.at.end..end);
        let gap = gap.trim().trim_end_matches(['.', '!']).trim();
        let gap = match at + 2 {
            n if n < parts.len() => gap.strip_suffix(',')?,
            n if n == parts.len() => gap.strip_suffix("and")?.trim().trim_end_matches(','),
            _ => gap,
        };
        let few = (1..=4).contains(&gap.split_whitespace().count());
        if !few || gap.contains([',', ';', ':', '(']) || has_any(gap, &FIGURE_WORDS.parts.others) {
            return None;
        }
    }
    report(passage, Severity::Warning, whole, parts)
}

fn report(
    passage: &Passage<'_>,
    severity: Severity,
    whole: &NumberTag,
    parts: &[&NumberTag],
) -> Option<Finding> {
    let sum: f64 = parts.iter().map(|n| n.amount.low).sum();
    let half = |n: &NumberTag| {
        let step = step(passage.words(n.at.span), n.amount.low);
        // "Of 900 homes" is a count, "of 9,000" may be a round one.
        if n.amount.low < 1_000.0 {
            step.min(1.0) / 2.0
        } else {
            step / 2.0
        }
    };
    let room = half(whole) + parts.iter().map(|n| half(n)).sum::<f64>();
    let room = room.max(NEAR * whole.amount.low);
    if (sum - whole.amount.low).abs() <= room * 1.000_001 {
        return None;
    }
    let last = parts.last()?;
    let shown: Vec<&str> = parts.iter().map(|n| passage.words(n.at.span)).collect();
    let total = passage.words(whole.at.span);
    let message = format!(
        "the parts {} do not make up {total}",
        crate::wording::list(&shown.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>())
    );
    let span = Span::new(whole.at.span.start, last.at.span.end);
    let mut finding = passage.report("QTY401", severity, span, message);
    finding.measured = Some(format!("a sum of {}", crate::wording::number(sum)));
    finding.threshold = Some(format!(
        "{total} ± {}",
        crate::wording::number((room * 100.0).round() / 100.0)
    ));
    Some(finding)
}

/// Tokens in lower case, parted by blanks.
fn words(passage: &Passage<'_>, tokens: Range<usize>) -> String {
    let end = tokens.end.min(passage.tokens.len());
    let range = tokens.start.min(end)..end;
    let mut found = Vec::new();
    for at in range.clone() {
        if passage.tokens[at].kind == TokenKind::Url {
            break;
        }
        found.push(passage.lower(at));
        if found.len() > REACH && range.len() > 3 * REACH {
            break;
        }
    }
    found.join(" ")
}
