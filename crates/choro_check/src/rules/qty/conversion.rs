#![doc = include_str!("../../../resources/rules/QTY405.md")]

use crate::corpus::Corpus;
use crate::passage::Passage;
use crate::written::{decimals, factor, step};
use choro_diagnostic::{Finding, Fix, Severity};
use choro_quantity::{MeasureKind, MeasureTag};

/// What a conversion may be off beyond the digits written, as a share: tables differ in the last
/// figure of a factor, and writers round twice.
const SLACK: f64 = 0.01;
/// The same where a word says that the figure is blurred.
const BLURRED: f64 = 0.10;
/// Figures that end in noughts are taken to be right to this share at worst.
const ROUND: f64 = 0.06;
/// Units of several sizes: the long and the short ton, the imperial and the US gallon.
const LOOSE: [&str; 6] = ["t", "kt", "gal", "bbl", "league", "li"];

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    corpus
        .passages()
        .iter()
        .flat_map(|passage| {
            let measures = passage.tags.measures.iter();
            measures.filter_map(move |to| report(passage, to))
        })
        .collect()
}

fn report(passage: &Passage<'_>, to: &MeasureTag) -> Option<Finding> {
    let measures = &passage.tags.measures;
    let from = measures.get(to.conversion_of?)?;
    if !is_exact(from) || !is_exact(to) || in_doubt(passage, from) || in_doubt(passage, to) {
        return None;
    }
    // "From 2,178 to 10,365 feet (3,159 m)" converts one end.
    let is_range = |m: &MeasureTag| m.amount.low < m.amount.high;
    if is_range(from) != is_range(to) || is_side(passage, from) || is_side(passage, to) {
        return None;
    }
    if agree(passage, from, to)? {
        return None;
    }
    let (first, second) = (passage.words(from.at.span), passage.words(to.at.span));
    let right = converted(passage, from, to)?;
    let back = converted(passage, to, from)?;
    let message = format!("{first} is {right} {}, not {second}", shown(&to.unit));
    let span = from.at.span.cover(to.at.span);
    let mut finding = passage.report("QTY405", Severity::Warning, span, message);
    let exact = from.amount.low * factor(from, to)?;
    finding.measured = Some(format!("{exact:.2} {}", shown(&to.unit)));
    finding.threshold = Some(format!(
        "± {} {}",
        crate::wording::number(room(passage, to)),
        shown(&to.unit)
    ));
    finding.reference = Some("definitions of the units".to_owned());
    finding.help = Some(format!(
        "write “{right}” for “{}”, or “{back}” for “{}”",
        passage.words(to.number.span),
        passage.words(from.number.span)
    ));
    // Which of the two is wrong only a third can say.
    let third = measures.iter().any(|other| {
        other.conversion_of == to.conversion_of
            && other.at != to.at
            && agree(passage, from, other) == Some(true)
    });
    let place = passage.original(to.number.span);
    finding.fix = (to.amount.low == to.amount.high).then(|| Fix::one(third, place, right));
    Some(finding)
}

fn is_exact(measure: &MeasureTag) -> bool {
    let kind = matches!(
        measure.kind,
        MeasureKind::Length
            | MeasureKind::Elevation
            | MeasureKind::Area
            | MeasureKind::Mass
            | MeasureKind::Volume
            | MeasureKind::Speed
            | MeasureKind::Flow
            | MeasureKind::Density
    );
    kind && !LOOSE.contains(&measure.unit.as_str())
        && measure.amount.low.is_finite()
        && measure.amount.high.is_finite()
        && measure.amount.low > 0.0
}

/// Whether a measure is one side of two: "12 km × 7 km (7 mi × 4 mi)".
fn is_side(passage: &Passage<'_>, measure: &MeasureTag) -> bool {
    let times = |at: usize| matches!(passage.lower(at), "×" | "x" | "by" | "*");
    measure.at.first.checked_sub(1).is_some_and(times) || times(measure.at.end)
}

/// Whether the figure may be read in another way, "1.465", or is a part of one: "12 1⁄2", ".9".
fn in_doubt(passage: &Passage<'_>, measure: &MeasureTag) -> bool {
    let fraction = |at: usize| matches!(passage.lower(at), "⁄" | "/");
    let before = measure.number.first.checked_sub(1);
    let point = before.and_then(|at| passage.tokens.get(at));
    if point
        .is_some_and(|p| p.span.end == measure.number.span.start && passage.words(p.span) == ".")
    {
        return true;
    }
    if before.is_some_and(fraction) || fraction(measure.number.end) {
        return true;
    }
    let numbers = passage.tags.numbers.iter();
    let mut own = numbers.filter(|n| n.at.overlaps(measure.number));
    own.any(|n| n.separator_doubt || n.vague)
}

/// Whether one of the two is the other, rounded as it is written.
fn agree(passage: &Passage<'_>, a: &MeasureTag, b: &MeasureTag) -> Option<bool> {
    Some(rounds_to(passage, a, b)? || rounds_to(passage, b, a)?)
}

/// Whether the first, converted, may be written as the second.
fn rounds_to(passage: &Passage<'_>, from: &MeasureTag, to: &MeasureTag) -> Option<bool> {
    let factor = factor(from, to)?;
    let blurred = from.amount.approximate || to.amount.approximate;
    let share = if blurred { BLURRED } else { SLACK };
    let room = room(passage, to);
    let fits = |said: f64, of: f64| (of * factor - said).abs() <= room + share * said.abs();
    Some(fits(to.amount.low, from.amount.low) && fits(to.amount.high, from.amount.high))
}

/// How far from the truth a figure may be by its digits: one in the last, for some writers cut
/// where others round.
fn room(passage: &Passage<'_>, measure: &MeasureTag) -> f64 {
    let step = step(passage.words(measure.number.span), measure.amount.figure());
    if step > 1.0 {
        step.min(ROUND * measure.amount.figure().abs()).max(1.0)
    } else {
        step
    }
}

/// What the second figure should be, with as many digits as it has.
fn converted(passage: &Passage<'_>, from: &MeasureTag, to: &MeasureTag) -> Option<String> {
    let exact = from.amount.low * factor(from, to)?;
    let step = step(passage.words(to.number.span), to.amount.figure());
    // Not fewer than two figures.
    let step = if exact < step * 10.0 {
        (step / 10.0).max(1.0f64.min(step))
    } else {
        step
    };
    let value = (exact / step).round() * step;
    Some(match decimals(step) {
        0 => crate::wording::number(value.round()),
        digits => format!("{value:.digits$}"),
    })
}

/// A unit as people write it.
fn shown(unit: &str) -> &str {
    match unit {
        "km2" => "km²",
        "m2" => "m²",
        "mi2" => "sq mi",
        "ft2" => "sq ft",
        "m3" => "m³",
        "km3" => "km³",
        other => other,
    }
}
