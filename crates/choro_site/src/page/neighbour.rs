//! What lies beside a place, with direction and distance.

use super::{Link, Site};
use crate::words;
use choro_gazetteer::{Gazetteer, Neighbour, Place, PlaceId};
use choro_geometry::{PointIndex, Wind, azimuth};
use choro_quantity::When;
use serde::Serialize;

/// Settlements shown beside a place.
const SETTLEMENTS: usize = 8;
/// Units shown beside a unit.
const UNITS: usize = 12;

#[derive(Serialize)]
pub(super) struct NeighbourRow {
    link: Link,
    /// "12 km north-east".
    far: String,
    class: String,
}

/// The settlements that have a page, by position.
pub(crate) fn settlements(
    gazetteer: &Gazetteer,
    pages: impl Iterator<Item = PlaceId>,
) -> PointIndex {
    let places = pages.map(|id| gazetteer.place(id));
    let settled = places.filter(|place| place.class.is_settlement());
    PointIndex::new(settled.filter_map(|place| Some((place.id.0, place.point?))))
}

impl Site<'_> {
    /// The nearest settlements outside a place.
    pub(super) fn settlements_near(&self, root: &str, place: &Place) -> Vec<NeighbourRow> {
        let Some(at) = place.point else {
            return Vec::new();
        };
        let gazetteer = &self.atlas.gazetteer;
        let mut beside = |id: u32| {
            let other = PlaceId(id);
            other != place.id
                && gazetteer.is_part_of(other, place.id, &When::default()) != Some(true)
        };
        let near = self.settlements.nearest(at, SETTLEMENTS, &mut beside);
        let near = near.into_iter().map(|(id, metres)| {
            let other = PlaceId(id);
            let towards = gazetteer.place(other).point.map(|to| azimuth(at, to));
            let towards = towards.filter(|azimuth| azimuth.is_finite() && metres > 0.0);
            let wind = towards.map(Wind::nearest);
            self.neighbour(
                root,
                &Neighbour {
                    place: other,
                    wind,
                    metres,
                },
            )
        });
        near.collect()
    }

    /// The units that share a border with a unit.
    pub(super) fn units_beside(&self, root: &str, place: &Place) -> Vec<NeighbourRow> {
        if place.class.level() == 0 {
            return Vec::new();
        }
        let beside = self.atlas.gazetteer.bordering(place.id, UNITS);
        beside.iter().map(|n| self.neighbour(root, n)).collect()
    }

    fn neighbour(&self, root: &str, neighbour: &Neighbour) -> NeighbourRow {
        NeighbourRow {
            link: self.place_link(root, neighbour.place),
            far: words::far(neighbour.metres, neighbour.wind),
            class: words::class(self.atlas.gazetteer.place(neighbour.place).class),
        }
    }
}
