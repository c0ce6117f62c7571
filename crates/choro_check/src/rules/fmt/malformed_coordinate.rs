#![doc = include_str!("../../../resources/rules/FMT901.md")]

use crate::corpus::{Corpus, on_words};
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Fix, Severity};
use choro_document::{Block, BlockKind};
use choro_quantity::{CoordinateFault, CoordinateTag, tag};
use choro_text::tokenise;

/// Faults that make a pair hard or impossible to read.
const MALFORMED: [CoordinateFault; 3] = [
    CoordinateFault::MissingSeparator,
    CoordinateFault::OutOfRange,
    CoordinateFault::Swapped,
];

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    each_coordinate(corpus, |text, block, coordinate| {
        let Some(faults) = named_faults(coordinate, &MALFORMED) else {
            return;
        };
        let message = format!("the coordinates cannot be read safely: {faults}");
        let safe = !coordinate.has(CoordinateFault::OutOfRange)
            && !coordinate.has(CoordinateFault::Swapped)
            && !coordinate.has(CoordinateFault::MissingHemisphere);
        findings.push(finding(
            "FMT901",
            Severity::Warning,
            text,
            block,
            coordinate,
            message,
            safe,
        ));
    });
    findings
}

/// Calls with every coordinate pair of the documents.
pub(crate) fn each_coordinate(
    corpus: &Corpus<'_>,
    mut call: impl FnMut(&Annotated, &Block, &CoordinateTag),
) {
    for text in corpus.texts {
        for block in &text.document.blocks {
            let digits = block.text.bytes().any(|b| b.is_ascii_digit());
            if block.kind == BlockKind::Furniture || !digits {
                continue;
            }
            let tokens = tokenise(&block.text);
            for coordinate in tag(&block.text, &tokens).coordinates {
                call(text, block, &coordinate);
            }
        }
    }
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
    text: &Annotated,
    block: &Block,
    coordinate: &CoordinateTag,
    message: String,
    safe: bool,
) -> Finding {
    let span = block.to_original(coordinate.at.span);
    let quote = coordinate.at.span.slice(&block.text);
    let mut finding = on_words(code, severity, text, span, quote, message);
    if !coordinate.has(CoordinateFault::OutOfRange) {
        let right = coordinate.canonical();
        finding.help = Some(format!("write “{right}”"));
        finding.fix = Some(Fix::one(safe, span, right));
    }
    finding
}
