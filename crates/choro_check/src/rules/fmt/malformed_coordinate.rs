#![doc = include_str!("../../../resources/rules/FMT901.md")]

use crate::corpus::{Corpus, on_words};
use crate::passage::Placed;
use choro_diagnostic::{Finding, Fix, Severity};
use choro_quantity::{CoordinateFault, CoordinateTag};

/// Faults that make a pair hard or impossible to read.
const MALFORMED: [CoordinateFault; 3] = [
    CoordinateFault::MissingSeparator,
    CoordinateFault::OutOfRange,
    CoordinateFault::Swapped,
];

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let read = |placed: &Placed<'_>| {
        let coordinate = &placed.coordinate;
        let faults = named_faults(coordinate, &MALFORMED)?;
        let message = format!("the coordinates cannot be read safely: {faults}");
        let safe = !coordinate.has(CoordinateFault::OutOfRange)
            && !coordinate.has(CoordinateFault::Swapped)
            && !coordinate.has(CoordinateFault::MissingHemisphere);
        let severity = Severity::Warning;
        Some(finding("FMT901", severity, placed, message, safe))
    };
    corpus.coordinates().iter().filter_map(read).collect()
}

/// The faults of a coordinate among these, in words; none where it has none of them.
pub(crate) fn named_faults(
    coordinate: &CoordinateTag,
    among: &[CoordinateFault],
) -> Option<String> {
    let named: Vec<&str> = among
        .iter()
        .filter(|fault| coordinate.has(**fault))
        .map(|fault| words(*fault))
        .collect();
    (!named.is_empty()).then(|| named.join(", "))
}

/// What a fault is, in words.
fn words(fault: CoordinateFault) -> &'static str {
    match fault {
        CoordinateFault::MissingSeparator => "nothing stands between latitude and longitude",
        CoordinateFault::MissingHemisphere => "no hemisphere is given",
        CoordinateFault::MixedNotation => "two notations are mixed",
        CoordinateFault::OutOfRange => "a value is out of range",
        CoordinateFault::Swapped => "the longitude stands first",
    }
}

/// A finding on a coordinate pair, with the canonical form as its fix.
pub(crate) fn finding(
    code: &str,
    severity: Severity,
    placed: &Placed<'_>,
    message: String,
    safe: bool,
) -> Finding {
    let (block, coordinate) = (placed.block, &placed.coordinate);
    let span = block.to_original(coordinate.at.span);
    let quote = coordinate.at.span.slice(&block.text);
    let mut finding = on_words(code, severity, placed.text, span, quote, message);
    if !coordinate.has(CoordinateFault::OutOfRange) {
        let right = coordinate.canonical();
        finding.help = Some(format!("write “{right}”"));
        finding.fix = Some(Fix::one(safe, span, right));
    }
    finding
}
