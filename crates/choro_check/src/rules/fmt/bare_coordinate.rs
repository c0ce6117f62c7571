#![doc = include_str!("../../../resources/rules/FMT902.md")]

use crate::corpus::Corpus;
use crate::rules::fmt::malformed_coordinate::{each_coordinate, finding, named_faults};
use choro_diagnostic::{Finding, Severity};
use choro_quantity::CoordinateFault;

/// Faults that leave the pair readable.
const BARE: [CoordinateFault; 2] = [
    CoordinateFault::MissingHemisphere,
    CoordinateFault::MixedNotation,
];

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    each_coordinate(corpus, |text, block, coordinate| {
        let malformed = coordinate.faults.iter().any(|f| !BARE.contains(f));
        let Some(faults) = named_faults(coordinate, &BARE).filter(|_| !malformed) else {
            return;
        };
        let message = format!("the coordinates are written loosely: {faults}");
        // North and east are the writer's custom, not the page's word.
        let safe = !coordinate.has(CoordinateFault::MissingHemisphere);
        findings.push(finding(
            "FMT902",
            Severity::Note,
            text,
            block,
            coordinate,
            message,
            safe,
        ));
    });
    findings
}
