#![doc = include_str!("../../../resources/rules/QTY411.md")]

use crate::corpus::Corpus;
use crate::passage::Passage;
use choro_diagnostic::{Finding, Fix, Severity};
use choro_quantity::{Bound, MeasureKind, MeasureTag};
use choro_text::{TokenKind, tokenise};

/// Words of what leads down, and may be told from above.
const DOWN: [&str; 8] = [
    "from", "fall", "drop", "descend", "decline", "decreas", "reduc", "slop",
];

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in corpus.passages() {
        for measure in &passage.tags.measures {
            findings.extend(reversed(passage, measure));
            findings.extend(mixed(passage, measure));
        }
    }
    findings
}

/// "800-300 m".
fn reversed(passage: &Passage<'_>, measure: &MeasureTag) -> Option<Finding> {
    let spatial = matches!(
        measure.kind,
        MeasureKind::Length
            | MeasureKind::Elevation
            | MeasureKind::Area
            | MeasureKind::Mass
            | MeasureKind::Volume
            | MeasureKind::Percent
            | MeasureKind::Density
    );
    let number = measure.number;
    // A range that begins with its greater end is read as one number, or as its end alone.
    let whole = number.end == number.first + 3;
    let last = number.first + if whole { 2 } else { 0 };
    let (dash, first) = (last.checked_sub(1)?, last.checked_sub(2)?);
    let (token, second) = (passage.tokens.get(first)?, passage.tokens.get(last)?);
    let tight = token.span.end == passage.tokens.get(dash)?.span.start
        && passage.tokens.get(dash)?.span.end == second.span.start;
    let is_range =
        token.kind == TokenKind::Number && matches!(passage.lower(dash), "-" | "–" | "—" | "−");
    // "12-800-300" is no range, and "US-66-5 km" is a name.
    let alone = first
        .checked_sub(1)
        .is_none_or(|b| passage.tokens[b].span.end < token.span.start || passage.lower(b) == "(");
    if !spatial || !tight || !is_range || !alone || !(whole || measure.amount.bound == Bound::Exact)
    {
        return None;
    }
    let (high, low) = (passage.lower(first), passage.words(second.span));
    let from: f64 = plain(high)?;
    let to: f64 = plain(low)?;
    // "1200-300" may be short for 1200 to 1300; "2010-15 km" begins with a year.
    let shortened = high.replace(',', "").len() > low.replace(',', "").len()
        || (high.len() == 4 && (1_000.0..2_100.0).contains(&from));
    if from <= to || (shortened && to > 0.0 && !high.contains('.')) {
        return None;
    }
    let span = token.span.cover(measure.at.span);
    let words = passage.words(span);
    let message = format!("the range {words} begins with its greater end");
    let mut finding = passage.report("QTY411", Severity::Warning, span, message);
    finding.measured = Some(format!("{high} before {low}"));
    let figures = token.span.cover(second.span);
    let sign = passage.words(passage.tokens[dash].span);
    let right = format!("{low}{sign}{high}");
    let sentence = passage.sentences.iter().find(|s| s.contains(&first))?;
    let told = passage.words(passage.span(sentence.clone())).to_lowercase();
    let falls = DOWN.iter().any(|word| told.contains(word));
    finding.help = Some(format!("write “{right}”"));
    finding.fix = Some(Fix::one(!falls, passage.original(figures), right));
    (!falls).then_some(finding)
}

fn plain(figures: &str) -> Option<f64> {
    figures.replace(',', "").parse().ok()
}

/// "5-7 km²/ha": two units of area for one figure.
fn mixed(passage: &Passage<'_>, measure: &MeasureTag) -> Option<Finding> {
    if measure.kind != MeasureKind::Area || passage.lower(measure.at.end) != "/" {
        return None;
    }
    let after = passage.span(measure.at.end + 1..measure.at.end + 2);
    let probe = format!("1 {}", passage.words(after));
    let other = choro_quantity::tag_with(passage.lexicon, &probe, &tokenise(&probe))
        .measures
        .into_iter()
        .find(|m| m.kind == MeasureKind::Area && m.unit != measure.unit)?;
    let span = measure.at.span.cover(after);
    let message = format!("{} has two units of area", passage.words(span));
    let mut finding = passage.report("QTY411", Severity::Warning, span, message);
    finding.measured = Some(format!("{} and {}", measure.unit, other.unit));
    finding.help = Some("write one of the units".to_owned());
    Some(finding)
}
