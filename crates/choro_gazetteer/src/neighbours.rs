//! What lies beside a place: units that share its border, and the nearest settlements.

use crate::{Gazetteer, Place, PlaceId};
use choro_geometry::{Adjacency, Wind, adjacency, azimuth_and_distance};
use choro_quantity::When;

/// A place beside another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// The other place.
    pub place: PlaceId,
    /// Where it lies, as seen from the point of the first.
    pub wind: Option<Wind>,
    /// Metres from point to point; `None` where a point is not known.
    pub metres: Option<f64>,
}

/// Metres beyond the box of a unit within which others may touch it: five times the error of the
/// coarsest outlines in use.
const REACH_M: f64 = 40_000.0;

impl Gazetteer {
    /// The units whose outlines share a line with that of a place, within the error of the
    /// layers: of units one within another the smaller alone, none above or within the place
    /// itself, those of most like rank first, at most `limit`.
    pub fn bordering(&self, id: PlaceId, limit: usize) -> Vec<Neighbour> {
        let place = self.place(id);
        let Some(own) = place.region() else {
            return Vec::new();
        };
        let Some(reach) = own.shape.bounds().map(|b| b.grown(REACH_M)) else {
            return Vec::new();
        };
        let now = When::default();
        let shape = own.shape.prepared();
        let near = self.places().iter().filter(|other| {
            let bounds = other.region().and_then(|f| f.shape.bounds());
            other.id != id
                && other.class.level() > 0
                && bounds.is_some_and(|b| b.intersects(&reach))
                && self.is_part_of(other.id, id, &now) != Some(true)
                && self.is_part_of(id, other.id, &now) != Some(true)
        });
        let touching: Vec<&Place> = near
            .filter(|other| {
                other.region().is_some_and(|theirs| {
                    let accuracy = own.accuracy.max(theirs.accuracy);
                    let judged = adjacency(&shape, &theirs.shape.prepared(), accuracy);
                    matches!(judged, Adjacency::Adjacent { .. })
                })
            })
            .collect();
        let holds_another = |unit: &Place| {
            touching
                .iter()
                .any(|other| self.is_part_of(other.id, unit.id, &now) == Some(true))
        };
        let mut found: Vec<&Place> = touching
            .iter()
            .copied()
            .filter(|unit| !holds_another(unit))
            .collect();
        let unlike = |unit: &Place| unit.class.level().abs_diff(place.class.level());
        found.sort_by_key(|unit| (unlike(unit), unit.id));
        found.truncate(limit);
        let beside = found.into_iter().map(|other| neighbour(place, other));
        beside.collect()
    }

    /// The settlements nearest to the point of a place, other than those that lie in it or that
    /// it is the seat of, the nearest first, at most `limit`.
    pub fn nearest_settlements(&self, id: PlaceId, limit: usize) -> Vec<Neighbour> {
        let place = self.place(id);
        let now = When::default();
        let mut found: Vec<Neighbour> = self
            .places()
            .iter()
            .filter(|other| other.id != id && other.class.is_settlement())
            .map(|other| neighbour(place, other))
            .filter(|neighbour| neighbour.metres.is_some())
            .collect();
        let metres = |n: &Neighbour| n.metres.unwrap_or(f64::INFINITY);
        found.sort_by(|a, b| metres(a).total_cmp(&metres(b)).then(a.place.cmp(&b.place)));
        found
            .into_iter()
            .filter(|n| self.is_part_of(n.place, id, &now) != Some(true))
            .take(limit)
            .collect()
    }
}

fn neighbour(place: &Place, other: &Place) -> Neighbour {
    let between = place.point.zip(other.point);
    let seen = between.map(|(a, b)| azimuth_and_distance(a, b));
    Neighbour {
        place: other.id,
        wind: seen
            .filter(|(azimuth, metres)| azimuth.is_finite() && *metres > 0.0)
            .map(|(azimuth, _)| Wind::nearest(azimuth)),
        metres: seen.map(|(_, metres)| metres),
    }
}
