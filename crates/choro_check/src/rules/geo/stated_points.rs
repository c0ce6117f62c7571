//! The coordinates that documents give, with what they are given for.

use crate::corpus::{Case, Corpus};
use crate::measures::coordinates;
use choro_claim::Kind;
use choro_geometry::{Position, coordinate_radius_m};
use choro_name::fold;

/// Coordinates given for something.
pub(crate) struct StatedPoint<'c> {
    pub(crate) case: Case<'c>,
    pub(crate) position: Position,
    /// How far the thing may be from it by the digits written, metres.
    pub(crate) radius_m: f64,
    /// Decimals of the degrees.
    pub(crate) decimals: u32,
    /// What they are given for, folded; empty where the text does not say.
    pub(crate) name: String,
    /// Whether the text calls it by a name, not "the castle" or "it".
    pub(crate) named: bool,
}

/// The coordinates of all documents that can be read, in order.
pub(crate) fn stated_points<'c>(corpus: &'c Corpus<'_>) -> Vec<StatedPoint<'c>> {
    corpus
        .cases()
        .filter(|case| case.claim.kind == Kind::Coordinates)
        .filter_map(read)
        .collect()
}

fn read(case: Case<'_>) -> Option<StatedPoint<'_>> {
    let (position, decimals) = coordinates::stated(&case.claim.value)?;
    let text = case.claim.subject.text.trim();
    position.is_valid().then(|| StatedPoint {
        case,
        position,
        radius_m: coordinate_radius_m(decimals, position.lat),
        decimals,
        name: fold(text),
        named: text
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase) || word.len() <= 3)
            && text.starts_with(char::is_uppercase),
    })
}
