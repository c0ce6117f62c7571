//! Where things are, held against outlines and positions.

pub(crate) mod admin_level;
pub(crate) mod area_of_outline;
pub(crate) mod bank;
pub(crate) mod border_direction;
pub(crate) mod capital;
pub(crate) mod coordinate_far;
pub(crate) mod coordinate_swapped;
pub(crate) mod direction;
pub(crate) mod direction_imprecise;
pub(crate) mod distance;
pub(crate) mod flow;
pub(crate) mod further_than;
pub(crate) mod near_implausible;
pub(crate) mod not_adjacent;
pub(crate) mod not_between;
pub(crate) mod not_contained;
pub(crate) mod one_place_two_points;
pub(crate) mod one_point_two_places;
pub(crate) mod out_of_sight;
pub(crate) mod part_of;
pub(crate) mod position_in;
mod stated_points;
pub(crate) mod terrain;
pub(crate) mod weak_anchor;
pub(crate) mod wrong_feature;

use crate::corpus::{Case, Corpus};

/// The names of the two places judged.
pub(crate) fn names<'c>(corpus: &'c Corpus<'_>, case: Case<'_>) -> Option<(&'c str, &'c str)> {
    let (subject, object) = (case.ruling.subject?, case.ruling.object?);
    Some((corpus.know.name(subject), corpus.know.name(object)))
}
