//! What the shapes of the public interface promise, on shapes small enough to read.

use choro_geometry::{
    Adjacency, LyingIn, Part, Polygon, Position, Shape, Wind, adjacency, distance_m, judge_border,
    judge_containment, judge_on_feature, judge_position_in, judge_region_direction, shape_radius_m,
};
use proptest::prelude::*;

fn ring(points: &[(f64, f64)]) -> Vec<Position> {
    points.iter().map(|p| Position::new(p.0, p.1)).collect()
}

fn polygon(points: &[(f64, f64)]) -> Shape {
    Shape::Polygons(vec![Polygon {
        outer: ring(points),
        holes: Vec::new(),
    }])
}

#[test]
fn inside_holes_parts_and_across_the_antimeridian() {
    let holed = Shape::Polygons(vec![
        Polygon {
            outer: ring(&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]),
            holes: vec![ring(&[
                (1.0, 1.0),
                (2.0, 1.0),
                (2.0, 2.0),
                (1.0, 2.0),
                (1.0, 1.0),
            ])],
        },
        // Overlapping parts, as in careless layers, are one inside.
        Polygon {
            outer: ring(&[(3.0, 3.0), (6.0, 3.0), (6.0, 6.0), (3.0, 6.0), (3.0, 3.0)]),
            holes: Vec::new(),
        },
    ]);
    for (lon, lat, inside) in [
        (0.5, 0.5, true),
        (1.5, 1.5, false),
        (3.5, 3.5, true),
        (5.0, 5.0, true),
        (5.0, 1.0, false),
    ] {
        assert_eq!(
            holed.contains(Position::new(lon, lat)),
            inside,
            "{lon} {lat}"
        );
    }
    let fiji = polygon(&[
        (177.0, -19.0),
        (-178.0, -19.0),
        (-178.0, -16.0),
        (177.0, -16.0),
        (177.0, -19.0),
    ]);
    assert!(fiji.contains(Position::new(179.0, -17.0)));
    assert!(fiji.contains(Position::new(-179.0, -17.0)));
    assert!(!fiji.contains(Position::new(0.0, -17.0)));
    assert!(!fiji.contains(Position::new(-177.0, -17.0)));
    let cap = polygon(&[
        (-180.0, -70.0),
        (0.0, -65.0),
        (180.0, -70.0),
        (180.0, -90.0),
        (-180.0, -90.0),
        (-180.0, -70.0),
    ]);
    assert!(cap.contains(Position::new(90.0, -80.0)) && cap.contains(Position::new(-90.0, -80.0)));
    assert!(!cap.contains(Position::new(90.0, -60.0)));
}

#[test]
fn distances_from_shapes() {
    let square = polygon(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]);
    let east = Position::new(1.1, 0.5);
    let exact = distance_m(east, Position::new(1.0, 0.5));
    assert!((square.distance_m(east).unwrap() - exact).abs() < 1.0);
    assert_eq!(square.distance_m(Position::new(0.5, 0.5)), Some(0.0));
    let nearest = square.nearest(east).unwrap();
    assert!((nearest.position.lon - 1.0).abs() < 1e-9 && (nearest.position.lat - 0.5).abs() < 1e-3);
    let beyond = polygon(&[
        (-179.0, 0.0),
        (-178.0, 0.0),
        (-178.0, 1.0),
        (-179.0, 1.0),
        (-179.0, 0.0),
    ]);
    let there = beyond.distance_m(Position::new(179.0, 0.5)).unwrap();
    assert!((there - 222_600.0).abs() < 500.0, "{there}");
    assert_eq!(Shape::Lines(vec![]).distance_m(east), None);
    assert!((shape_radius_m(&square) / 55_500.0 - 1.0).abs() < 0.01);
}

#[test]
fn distances_between_shapes() {
    let line = |points: &[(f64, f64)]| Shape::Lines(vec![ring(points)]).prepared();
    let along = line(&[(0.0, 0.0), (3.0, 0.0)]);
    assert_eq!(
        along.distance_between_m(&line(&[(1.7, -1.0), (1.7, 1.0)])),
        Some(0.0)
    );
    let gap = along
        .distance_between_m(&line(&[(1.713, 0.1), (1.713, 2.0)]))
        .unwrap();
    assert!((gap - 11_057.0).abs() < 15.0, "{gap}");
    let point = |lon, lat| Shape::Point(Position::new(lon, lat)).prepared();
    let near = point(5.0, 5.0)
        .distance_between_m(&point(5.0, 5.00005))
        .unwrap();
    assert!((near - 5.5).abs() < 0.1);
    let around = polygon(&[
        (-9.0, -9.0),
        (9.0, -9.0),
        (9.0, 9.0),
        (-9.0, 9.0),
        (-9.0, -9.0),
    ])
    .prepared();
    assert_eq!(along.distance_between_m(&around), Some(0.0));
}

#[test]
fn representative_points_lie_inside() {
    let hook = polygon(&[
        (0.0, 0.0),
        (9.0, 0.0),
        (9.0, 1.0),
        (1.0, 1.0),
        (1.0, 9.0),
        (0.0, 9.0),
        (0.0, 0.0),
    ]);
    assert!(hook.contains(hook.representative_point().unwrap()));
    let fiji = polygon(&[
        (179.0, -19.0),
        (-177.0, -19.0),
        (-177.0, -16.0),
        (179.0, -16.0),
        (179.0, -19.0),
    ]);
    let middle = fiji.representative_point().unwrap();
    assert!((middle.lon + 179.0).abs() < 1e-6, "{middle:?}");
    let line = Shape::Lines(vec![ring(&[(0.0, 0.0), (1.0, 0.0), (4.0, 0.0)])]);
    assert!((line.representative_point().unwrap().lon - 2.0).abs() < 1e-9);
    assert_eq!(Shape::Polygons(vec![]).representative_point(), None);
}

/// A number as it may stand in a broken file.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => -200.0..200.0f64,
        4 => -90.0..90.0f64,
        2 => (-4i32..5).prop_map(|n| f64::from(n) * 45.0),
        // Hardly off a pole, the antimeridian or the equator, or off the earth.
        2 => (-4i32..5, 1i32..16, -9.0..9.0f64).prop_map(|(n, digits, by)| f64::from(n) * 45.0 + by * 10f64.powi(-digits)),
        1 => Just(f64::NAN),
        1 => Just(f64::INFINITY),
        1 => Just(1e300),
    ]
}

fn any_line() -> impl Strategy<Value = Vec<Position>> {
    prop::collection::vec(
        (number(), number()).prop_map(|p| Position::new(p.0, p.1)),
        0..12,
    )
}

fn any_shape() -> impl Strategy<Value = Shape> {
    let polygon = (any_line(), prop::collection::vec(any_line(), 0..2))
        .prop_map(|(outer, holes)| Polygon { outer, holes });
    prop_oneof![
        (number(), number()).prop_map(|p| Shape::Point(Position::new(p.0, p.1))),
        prop::collection::vec(any_line(), 0..3).prop_map(Shape::Lines),
        prop::collection::vec(polygon, 0..3).prop_map(Shape::Polygons),
    ]
}

/// A region of some dozen corners around a centre.
fn region() -> impl Strategy<Value = Shape> {
    (
        -180.0..180.0f64,
        -60.0..60.0f64,
        prop::collection::vec(0.3..2.0f64, 6..30),
    )
        .prop_map(|(lon, lat, radii)| {
            let n = radii.len() as f64;
            let mut outer: Vec<Position> = radii
                .iter()
                .enumerate()
                .map(|(i, r)| {
                    let (sin, cos) = (i as f64 / n * std::f64::consts::TAU).sin_cos();
                    let east = lon + r * cos;
                    let east = if east > 180.0 {
                        east - 360.0
                    } else if east < -180.0 {
                        east + 360.0
                    } else {
                        east
                    };
                    Position::new(east, lat + r * sin)
                })
                .collect();
            outer.push(outer[0]);
            Shape::Polygons(vec![Polygon {
                outer,
                holes: vec![],
            }])
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 2, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_nothing_is_not_a_number(a in any_shape(), b in any_shape(), x in number(), y in number()) {
        let position = Position::new(x, y);
        prop_assert!(a.area_m2().is_finite() && a.length_m().is_finite());
        prop_assert!(a.distance_m(position).is_none_or(f64::is_finite));
        prop_assert!(a.representative_point().is_none_or(Position::is_valid));
        prop_assert!(a.bounds().is_none_or(|b| b.min.is_valid() && b.max.is_valid()));
        let (a, b) = (a.prepared(), b.prepared());
        prop_assert!(a.distance_between_m(&b).is_none_or(f64::is_finite));
        for wind in [Wind::N, Wind::Se, Wind::Wnw] {
            for judged in [
                judge_border(&a, &b, Some(wind), 1_000.0),
                judge_region_direction(&a, &b, wind, 1_000.0),
                judge_position_in(&a, &b, Part::Side(wind), 1_000.0),
                judge_position_in(&a, &b, Part::Centre, 0.0),
                judge_containment(&a, &b, 1_000.0, LyingIn::Apart),
                judge_on_feature(&a, &b, 1_000.0),
            ] {
                prop_assert!(judged.margin.is_finite() && judged.threshold.is_finite());
                prop_assert!(judged.measured.iter().all(|m| m.value.is_finite()), "{judged:?}");
            }
        }
    }

    #[test]
    fn distance_and_adjacency_are_symmetric(a in region(), b in region()) {
        let (a, b) = (a.prepared(), b.prepared());
        let (there, back) = (a.distance_between_m(&b).unwrap(), b.distance_between_m(&a).unwrap());
        prop_assert!((there - back).abs() <= 20.0 + there * 0.02, "{there} {back}");
        let touch = |found| matches!(found, Adjacency::Apart { .. });
        if there > 100_000.0 {
            prop_assert!(touch(adjacency(&a, &b, 0.0)) && touch(adjacency(&b, &a, 0.0)));
        }
    }

    #[test]
    fn representative_point_of_a_region_is_inside(a in region()) {
        let point = a.representative_point().unwrap();
        prop_assert!(a.contains(point));
        let judged = judge_containment(&Shape::Point(point).prepared(), &a.prepared(), 0.0, LyingIn::Apart);
        prop_assert!(judged.is_supported());
    }

    #[test]
    fn searching_the_index_and_every_edge_agree(a in region(), x in -180.0..180.0f64, y in -80.0..80.0f64) {
        let position = Position::new(x, y);
        let (edges, index) = (a.nearest(position).unwrap(), a.prepared().nearest(position).unwrap());
        prop_assert!((edges.distance_m - index.distance_m).abs() < 1.0);
    }
}
