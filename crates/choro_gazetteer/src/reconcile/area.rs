//! The units of a class, ready for asking where a position lies.

use super::question::one_rank;
use crate::{Class, Gazetteer, Place, PlaceId};
use choro_geometry::{
    Bounds, Position, PreparedShape, distance_m, population_radius_m, whereabouts,
};

/// Units farther than this from a position are not looked at, metres.
const REACH_M: f64 = 60_000.0;
/// A seat may be drawn so far outside its unit, metres.
const SEAT_OUTSIDE_M: f64 = 8_000.0;
/// Up to so many places of a class are compared with a name one by one.
const COMPARABLE: usize = 1_500;

/// A unit with its area.
pub(super) struct Area {
    pub(super) place: PlaceId,
    shape: PreparedShape,
    bounds: Option<Bounds>,
    centre: Option<Position>,
    /// Radius of what is built up around the centre, metres.
    radius_m: f64,
}

/// Where a position lies as seen from a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Seen {
    pub(super) place: PlaceId,
    pub(super) inside: bool,
    /// To the unit's boundary, metres.
    pub(super) boundary_m: f64,
    /// From the unit's centre in radii of what is built up there.
    pub(super) radii: f64,
    /// From the unit's centre, metres.
    pub(super) centre_m: f64,
}

impl Seen {
    /// How far outside the unit the position lies, metres; 0 inside.
    pub(super) fn outside_m(&self) -> f64 {
        if self.inside { 0.0 } else { self.boundary_m }
    }
}

/// The places of a class and of its rank.
pub(super) struct Areas {
    areas: Vec<Area>,
    all: Vec<PlaceId>,
}

impl Areas {
    pub(super) fn new(gazetteer: &Gazetteer, class: Class, lies: impl Fn(PlaceId) -> bool) -> Self {
        let of_class = |own: Class| own == class || (class.is_division() && one_rank(own, class));
        let all: Vec<PlaceId> = gazetteer
            .places()
            .iter()
            .filter(|place| {
                let has_area = place.class == class || place.region().is_some();
                has_area
                    && std::iter::once(&place.class)
                        .chain(&place.also)
                        .any(|own| of_class(*own))
            })
            .map(|place| place.id)
            .filter(|id| lies(*id))
            .collect();
        let areas = all.iter().filter_map(|id| area(gazetteer, *id)).collect();
        Self { areas, all }
    }

    /// All places of the class, where they are few enough to be compared one by one.
    pub(super) fn comparable(&self) -> &[PlaceId] {
        if self.all.len() <= COMPARABLE {
            &self.all
        } else {
            &[]
        }
    }

    /// Whether the place is one of the units.
    pub(super) fn holds(&self, place: PlaceId) -> bool {
        self.all.binary_search(&place).is_ok()
    }

    /// The units that hold a position or lie near it.
    pub(super) fn around(&self, position: Position) -> Vec<Seen> {
        self.areas
            .iter()
            .filter(|area| {
                let near = |bounds: &Bounds| bounds.grown(REACH_M).contains(position);
                area.bounds.as_ref().is_some_and(near)
            })
            .filter_map(|area| seen(area, position))
            .filter(|seen| seen.inside || seen.boundary_m <= REACH_M)
            .collect()
    }
}

fn area(gazetteer: &Gazetteer, id: PlaceId) -> Option<Area> {
    let place = gazetteer.place(id);
    let region = place.region()?;
    let shape = region.shape.prepared();
    let people = gazetteer
        .attribute(id, "population", &choro_quantity::When::default())
        .and_then(|a| a.number)
        .unwrap_or_default();
    let seat = seat(gazetteer, place, &shape);
    Some(Area {
        place: id,
        bounds: region.shape.bounds(),
        centre: seat
            .or(place.point)
            .or_else(|| shape.representative_point()),
        // Of a county most people live outside its seat.
        radius_m: population_radius_m(if place.class == Class::City {
            people
        } else {
            people / 4.0
        })
        .max(2_000.0),
        shape,
    })
}

/// Where a unit is governed from: its capital, else the settlement of its name that lies in it, or
/// hardly outside, since units and settlements are often drawn by different hands.
fn seat(gazetteer: &Gazetteer, unit: &Place, shape: &PreparedShape) -> Option<Position> {
    let stated = gazetteer.capital(unit.id, &choro_quantity::When::default());
    if let Some(point) = stated.and_then(|seat| gazetteer.place(seat).point) {
        return Some(point);
    }
    if unit.class.is_settlement() {
        return unit.point;
    }
    let namesakes = unit
        .names
        .iter()
        .flat_map(|name| gazetteer.by_name(&name.text));
    let settled = namesakes.filter_map(|id| {
        let place = gazetteer.place(id);
        let point = place.point.filter(|_| place.class.is_settlement())?;
        let near = shape.contains(point) || shape.distance_m(point)? <= SEAT_OUTSIDE_M;
        near.then_some((gazetteer.importance(id), std::cmp::Reverse(id), point))
    });
    settled
        .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
        .map(|(.., point)| point)
}

fn seen(area: &Area, position: Position) -> Option<Seen> {
    let found = whereabouts(position, &area.shape)?;
    let centre_m = area.centre.map_or(f64::MAX, |at| distance_m(at, position));
    Some(Seen {
        place: area.place,
        inside: found.inside,
        boundary_m: found.boundary_m,
        radii: (centre_m / area.radius_m).min(100.0),
        centre_m,
    })
}
