#![doc = include_str!("../../../resources/rules/FMT902.md")]

use crate::corpus::Corpus;
use crate::passage::Placed;
use crate::rules::fmt::malformed_coordinate::{finding, named_faults};
use choro_diagnostic::{Finding, Severity};
use choro_quantity::CoordinateFault;

/// Faults that leave the pair readable.
const BARE: [CoordinateFault; 2] = [
    CoordinateFault::MissingHemisphere,
    CoordinateFault::MixedNotation,
];

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let read = |placed: &Placed<'_>| {
        let coordinate = &placed.coordinate;
        let malformed = coordinate.faults.iter().any(|f| !BARE.contains(f));
        let faults = named_faults(coordinate, &BARE).filter(|_| !malformed)?;
        let message = format!("the coordinates are written loosely: {faults}");
        // North and east are the writer's custom, not the page's word.
        let safe = !coordinate.has(CoordinateFault::MissingHemisphere);
        Some(finding("FMT902", Severity::Note, placed, message, safe))
    };
    corpus.coordinates().iter().filter_map(read).collect()
}
