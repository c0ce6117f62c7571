use proptest::prelude::*;

use super::*;
use crate::{Polygon, PreparedShape, Shape};

fn sorted(run: impl FnOnce(&mut dyn FnMut(u32))) -> Vec<u32> {
    let mut found = Vec::new();
    run(&mut |number| found.push(number));
    found.sort_unstable();
    found
}

fn index(positions: &[Position]) -> PointIndex {
    PointIndex::new((0..).zip(positions.iter().copied()))
}

fn which(positions: &[Position], holds: impl Fn(Position) -> bool) -> Vec<u32> {
    (0..)
        .zip(positions)
        .filter(|(_, p)| holds(**p))
        .map(|(at, _)| at)
        .collect()
}

/// Positions anywhere, many of them close together and some across the antimeridian.
fn positions() -> impl Strategy<Value = Vec<Position>> {
    let anywhere = (-180.0..=180.0f64, -90.0..=90.0f64);
    let close = (129.0..130.0f64, 41.0..42.0f64);
    let across = (
        prop_oneof![179.0..=180.0f64, -180.0..=-179.0f64],
        -1.0..1.0f64,
    );
    let one = prop_oneof![1 => anywhere, 3 => close, 2 => across];
    prop::collection::vec(one.prop_map(|(lon, lat)| Position::new(lon, lat)), 0..120)
}

fn centre() -> impl Strategy<Value = Position> {
    prop_oneof![
        (129.0..130.0f64, 41.0..42.0f64),
        (179.5..180.0f64, -1.0..1.0f64),
        (-180.0..=180.0f64, -90.0..=90.0f64)
    ]
    .prop_map(|(lon, lat)| Position::new(lon, lat))
}

/// A star around a centre, whose corners may run across the antimeridian.
fn star() -> impl Strategy<Value = Shape> {
    let corners = prop::collection::vec(0.05..1.5f64, 3..40);
    (centre(), corners).prop_map(|(centre, corners)| {
        let n = corners.len() as f64;
        let mut outer: Vec<Position> = (0..)
            .zip(&corners)
            .map(|(at, reach)| {
                let (sin, cos) = (f64::from(at) / n * std::f64::consts::TAU).sin_cos();
                let lat = (centre.lat + reach * sin).clamp(-90.0, 90.0);
                Position::new(crate::ring::wrapped(centre.lon + reach * cos), lat)
            })
            .collect();
        outer.push(outer[0]);
        let holes = Vec::new();
        Shape::Polygons(vec![Polygon { outer, holes }])
    })
}

#[test]
fn the_curve_goes_from_cell_to_cell_beside_it_and_through_all() {
    let cells = (0..64u16).flat_map(|y| (0..64u16).map(move |x| (x, y)));
    let mut along: Vec<(u32, (u16, u16))> = cells.map(|c| (along_curve(c.0, c.1), c)).collect();
    along.sort_unstable();
    for (at, pair) in (1..).zip(along.windows(2)) {
        let ((_, a), (place, b)) = (pair[0], pair[1]);
        assert_eq!(place, at);
        assert_eq!(a.0.abs_diff(b.0) + a.1.abs_diff(b.1), 1, "{a:?} {b:?}");
    }
}

proptest! {
    #[test]
    fn within_a_radius_as_measured_one_by_one(
        positions in positions(), centre in centre(), metres in prop_oneof![0.0..2e5f64, 0.0..2.1e7f64],
    ) {
        let found = sorted(|take| index(&positions).within(centre, metres, take));
        prop_assert_eq!(found, which(&positions, |p| distance_m(centre, p) <= metres));
    }

    #[test]
    fn inside_as_asked_one_by_one(positions in positions(), shape in star()) {
        let shape = PreparedShape::new(&shape);
        let found = sorted(|take| index(&positions).inside(&shape, take));
        prop_assert_eq!(found, which(&positions, |p| shape.contains(p)));
    }

    #[test]
    fn near_a_region_as_measured_one_by_one(
        positions in positions(), shape in star(), metres in 0.0..5e4f64,
    ) {
        let shape = PreparedShape::new(&shape);
        let found = sorted(|take| index(&positions).near(&shape, metres, take));
        // A position within a metre of the limit may be told either way.
        let surely = which(&positions, |p| shape.distance_m(p).is_some_and(|d| d < metres - 1.0));
        let maybe = which(&positions, |p| shape.distance_m(p).is_some_and(|d| d < metres + 1.0));
        prop_assert!(surely.iter().all(|at| found.contains(at)), "{surely:?} {found:?}");
        prop_assert!(found.iter().all(|at| maybe.contains(at)), "{found:?} {maybe:?}");
    }

    #[test]
    fn the_nearest_come_first(
        positions in positions(), centre in centre(), most in 0usize..9, odd in any::<bool>(),
    ) {
        let mut all: Vec<(u32, f64)> = (0..)
            .zip(&positions)
            .filter(|(at, _)| !odd || at % 2 == 1)
            .map(|(at, p)| (at, distance_m(centre, *p)))
            .collect();
        all.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        all.truncate(most);
        let found = index(&positions).nearest(centre, most, &mut |at| !odd || at % 2 == 1);
        prop_assert_eq!(found, all);
    }

    #[test]
    fn in_a_box_as_asked_one_by_one(positions in positions(), a in centre(), b in centre()) {
        let bounds = Bounds {
            min: Position::new(a.lon, a.lat.min(b.lat)),
            max: Position::new(b.lon, a.lat.max(b.lat)),
        };
        let found = sorted(|take| index(&positions).in_bounds(&bounds, take));
        prop_assert_eq!(found, which(&positions, |p| bounds.contains(p)));
    }
}
