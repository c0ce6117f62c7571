//! What lies beside a place: units that share its border, and the nearest settlements.

use crate::{Gazetteer, Place, PlaceId};
use choro_geometry::{SharedLine, Wind, azimuth_and_distance, border_tolerance_m};
use choro_quantity::When;

/// A place beside another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// The other place.
    pub place: PlaceId,
    /// Where it lies, as seen from the first.
    pub wind: Option<Wind>,
    /// Metres: of the border that the two share, or from point to point.
    pub metres: f64,
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
        let touching: Vec<Neighbour> = near
            .filter_map(|other| {
                let theirs = other.region()?;
                let line = theirs.shape.prepared();
                let accuracy = own.accuracy.max(theirs.accuracy);
                let tolerance = border_tolerance_m(&shape, &line, accuracy);
                let line = SharedLine::between(&shape, &line, tolerance)?;
                Some(Neighbour {
                    place: other.id,
                    wind: line.wind(),
                    metres: line.length_m,
                })
            })
            .collect();
        let holds_another = |unit: PlaceId| {
            touching
                .iter()
                .any(|other| self.is_part_of(other.place, unit, &now) == Some(true))
        };
        let mut found: Vec<Neighbour> = touching
            .iter()
            .copied()
            .filter(|unit| !holds_another(unit.place))
            .collect();
        let level = |id: PlaceId| self.place(id).class.level();
        found.sort_by_key(|n| (level(n.place).abs_diff(level(id)), n.place));
        found.truncate(limit);
        found
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
            .filter_map(|other| neighbour(place, other))
            .collect();
        found.sort_by(|a, b| a.metres.total_cmp(&b.metres).then(a.place.cmp(&b.place)));
        found
            .into_iter()
            .filter(|n| self.is_part_of(n.place, id, &now) != Some(true))
            .take(limit)
            .collect()
    }
}

fn neighbour(place: &Place, other: &Place) -> Option<Neighbour> {
    let (azimuth, metres) = azimuth_and_distance(place.point?, other.point?);
    let apart = azimuth.is_finite() && metres > 0.0;
    Some(Neighbour {
        place: other.id,
        wind: apart.then(|| Wind::nearest(azimuth)),
        metres,
    })
}
