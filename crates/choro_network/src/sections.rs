//! The stretches between the stops of a line.

use crate::{Section, Stop};

/// A section for each pair of neighbours, with the length that their kilometres give.
pub(crate) fn between(stops: &[Stop], ordered: &[bool], source: &str) -> Vec<Section> {
    let km = |at: usize| {
        let fits = ordered.get(at).copied().unwrap_or(true);
        stops[at].km.filter(|_| fits)
    };
    (1..stops.len())
        .map(|at| Section {
            metres: km(at - 1).zip(km(at)).map(|(a, b)| (b - a).abs() * 1_000.0),
            source: source.to_owned(),
            ..Section::default()
        })
        .collect()
}
