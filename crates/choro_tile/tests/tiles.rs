//! Archives as a map sees them.

mod read;

use choro_geometry::{Polygon, Position, Shape};
use choro_tile::{Feature, Plan, Settings, Value};
use proptest::prelude::*;
use read::{Layers, Seen, archive};
use std::collections::{BTreeMap, BTreeSet};

fn settings(max_zoom: u8) -> Settings {
    Settings {
        title: "Test".to_owned(),
        attribution: "Nobody".to_owned(),
        layers: ["area", "line", "site"].map(str::to_owned).to_vec(),
        max_zoom,
    }
}

fn feature(layer: usize, id: u64, shape: Shape) -> Feature {
    Feature {
        layer,
        id,
        shape,
        attributes: vec![("name".into(), Value::Text(format!("No. {id}")))],
        from: None,
        to: None,
        min_zoom: 0,
        importance: 0.0,
        rivalry: 0,
    }
}

fn point(lon: f64, lat: f64) -> Shape {
    Shape::Point(Position::new(lon, lat))
}

fn ring(corners: &[(f64, f64)]) -> Vec<Position> {
    corners
        .iter()
        .map(|(lon, lat)| Position::new(*lon, *lat))
        .collect()
}

fn area(corners: &[(f64, f64)]) -> Shape {
    Shape::Polygons(vec![Polygon {
        outer: ring(corners),
        holes: Vec::new(),
    }])
}

fn made(features: Vec<Feature>, max_zoom: u8) -> Vec<u8> {
    let plan = Plan::new(features, settings(max_zoom));
    let tiles = plan
        .parts()
        .into_iter()
        .rev()
        .flat_map(|part| plan.tiles(part));
    plan.archive(tiles.collect::<Vec<_>>())
}

/// The first number of a zoom's tiles, and the one after its last.
fn zoom(zoom: u32) -> std::ops::Range<u64> {
    let below = |zoom: u32| ((1_u64 << (2 * zoom)) - 1) / 3;
    below(zoom)..below(zoom + 1)
}

fn of<'a>(
    tiles: &'a BTreeMap<u64, Layers>,
    at: u32,
    layer: &str,
) -> impl Iterator<Item = &'a Seen> {
    let layer = layer.to_owned();
    let tiles = tiles.range(zoom(at)).map(|(_, layers)| layers);
    tiles
        .filter_map(move |layers| layers.get(&layer))
        .flat_map(|(_, seen)| seen)
}

#[test]
fn attributes_and_years_are_on_every_zoom_from_the_first_one_on() {
    let mut site = feature(2, 7, point(129.5, 41.5));
    site.attributes.push(("rank".into(), Value::Integer(-3)));
    site.attributes.push(("km".into(), Value::Number(1.5)));
    (site.from, site.to, site.min_zoom) = (Some(-57), Some(1990), 2);
    let tiles = archive(&made(vec![site], 5));
    assert_eq!(tiles.range(zoom(1)).count(), 0);
    for at in 2..=5 {
        let seen: Vec<_> = of(&tiles, at, "site").collect();
        assert_eq!(seen.len(), 1);
        assert_eq!((seen[0].id, seen[0].kind), (7, 1));
        let attributes = [
            ("name", "No. 7"),
            ("rank", "-3"),
            ("km", "1.5"),
            ("from", "-57"),
            ("to", "1990"),
        ];
        let attributes = attributes.map(|(k, v)| (k.to_owned(), v.to_owned()));
        assert_eq!(seen[0].attributes, BTreeMap::from(attributes));
    }
}

#[test]
fn what_is_nowhere_is_counted_and_the_rest_is_drawn() {
    let features = vec![
        feature(2, 1, point(f64::NAN, 41.0)),
        feature(0, 2, Shape::Polygons(Vec::new())),
        feature(1, 3, Shape::Lines(vec![ring(&[(1.0, 1.0)])])),
        feature(2, 4, point(180.0, -90.0)),
    ];
    let plan = Plan::new(features.clone(), settings(3));
    assert_eq!(plan.nowhere(), 3);
    let tiles = archive(&made(features, 3));
    assert_eq!(of(&tiles, 3, "site").count(), 1);
    assert_eq!(archive(&made(Vec::new(), 3)).len(), 0);
}

#[test]
fn crowding_points_yield_to_the_important_and_all_are_there_at_the_last_zoom() {
    let mut features = Vec::new();
    for n in 0..3000_u64 {
        let (x, y) = (n % 60, n / 60);
        let mut site = feature(2, n, point(129.0 + x as f64 / 30.0, 41.0 + y as f64 / 40.0));
        site.importance = (n * 7919 % 3001) as f32;
        site.rivalry = (n % 2) as u32;
        features.push(site);
    }
    let tiles = archive(&made(features.clone(), 8));
    let seen = |at: u32| -> BTreeSet<u64> { of(&tiles, at, "site").map(|s| s.id).collect() };
    for at in 0..8 {
        assert!(seen(at).is_subset(&seen(at + 1)), "zoom {at}");
    }
    assert!(seen(3).len() < 100 && seen(6).len() < 3000);
    assert_eq!(seen(8).len(), 3000);
    // The most important of each rivalry is seen from the first zoom on.
    for rivalry in [0, 1] {
        let rivals = features.iter().filter(|f| f.rivalry == rivalry);
        let most = rivals.max_by(|a, b| a.importance.total_cmp(&b.importance));
        assert!(seen(0).contains(&most.expect("one").id));
    }
}

/// Two countries with a winding border between them.
fn neighbours() -> Vec<Feature> {
    let border: Vec<(f64, f64)> = (0..400)
        .map(|n| {
            let t = f64::from(n) / 400.0;
            let wave = (t * 40.0).sin() * 0.3 + (t * 211.0).sin() * 0.08 + (t * 997.0).cos() * 0.01;
            (10.0 + wave, 40.0 + 10.0 * t)
        })
        .collect();
    let mut west = border.clone();
    west.extend([(2.0, 50.0), (2.0, 40.0)]);
    let mut east: Vec<_> = border.into_iter().rev().collect();
    east.extend([(18.0, 40.0), (18.0, 50.0)]);
    east.rotate_left(123);
    vec![feature(0, 1, area(&west)), feature(0, 2, area(&east))]
}

#[test]
fn a_shared_border_stays_shared_at_every_zoom() {
    let tiles = archive(&made(neighbours(), 7));
    for at in 3..=7_u32 {
        let mut corners = [0, 0];
        for (_, layers) in tiles.range(zoom(at)) {
            let (extent, seen) = &layers["area"];
            let of = |id| -> BTreeSet<[i64; 2]> {
                let own = seen
                    .iter()
                    .filter(|s| s.id == id)
                    .flat_map(|s| &s.parts)
                    .flatten();
                // The margin is cut where it may; what counts is the tile.
                let inner = own.filter(|p| p.iter().all(|c| (1..*extent as i64).contains(c)));
                inner.copied().collect()
            };
            let (west, east) = (of(1), of(2));
            let lone = west.symmetric_difference(&east).count();
            assert!(
                lone <= 2 * 4,
                "zoom {at}: {lone} corners of {} on one side alone",
                west.len()
            );
            corners[0] += west.intersection(&east).count();
            corners[1] += lone;
        }
        assert!(
            corners[0] > 20 && corners[1] * 10 < corners[0],
            "zoom {at}: {corners:?}"
        );
    }
    let count = |at: u32| {
        of(&tiles, at, "area")
            .flat_map(|s| &s.parts)
            .flatten()
            .count()
    };
    assert!(count(3) < 400, "{}", count(3));
}

#[test]
fn far_from_borders_tiles_are_told_once() {
    let bytes = made(neighbours(), 10);
    assert!(bytes.len() < 200_000, "{}", bytes.len());
    let plan = Plan::new(neighbours(), settings(10));
    let tiles: usize = plan
        .parts()
        .iter()
        .map(|part| plan.tiles(*part).len())
        .sum();
    assert!(tiles < 2000, "{tiles}");
    let tiles = archive(&bytes);
    let whole = tiles.range(zoom(10)).filter(|(_, layers)| {
        let (extent, seen) = &layers["area"];
        let margin = *extent as i64 / 64;
        let square = [-margin, *extent as i64 + margin];
        seen.len() == 1
            && seen[0].parts[0]
                .iter()
                .flatten()
                .all(|c| square.contains(c))
    });
    assert!(whole.count() > 500);
}

/// What `tests/interop/tiles.sh` reads with tools of others: the archive, and what is in it.
#[test]
fn an_archive_for_other_readers() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("tiles");
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut features = neighbours();
    features.push(feature(
        1,
        3,
        Shape::Lines(vec![ring(&[(3.0, 41.0), (9.0, 49.0)])]),
    ));
    for n in 0..400_u64 {
        let mut site = feature(2, 100 + n, point(3.0 + n as f64 / 30.0, 45.0));
        (site.from, site.to) = (Some(1900 + n as i32 % 100), Some(2000));
        site.attributes = vec![("name".into(), Value::Text(format!("성 {n}")))];
        features.push(site);
    }
    std::fs::write(folder.join("map.pmtiles"), made(features, 6)).expect("written");
}

#[test]
fn the_same_features_give_the_same_bytes_in_any_order_of_parts() {
    let features = || {
        let mut all = neighbours();
        all.extend((0..500_u64).map(|n| feature(2, n, point(n as f64 / 40.0, 45.0))));
        all
    };
    let plan = Plan::new(features(), settings(6));
    let tiles = plan.parts().into_iter().flat_map(|part| plan.tiles(part));
    assert!(plan.archive(tiles.collect::<Vec<_>>()) == made(features(), 6));
}

#[test]
fn across_the_antimeridian_both_ends_of_the_map_show_it() {
    let fiji = area(&[
        (177.0, -19.0),
        (-178.0, -19.0),
        (-178.0, -16.0),
        (177.0, -16.0),
    ]);
    let tiles = archive(&made(vec![feature(0, 1, fiji)], 4));
    let places: BTreeSet<u64> = tiles.range(zoom(1)).map(|(id, _)| *id).collect();
    assert_eq!(places, BTreeSet::from([2, 3]), "south-west and south-east");
}

fn twice_area(ring: &[[i64; 2]]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|(p, q)| p[0] * q[1] - q[0] * p[1])
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the shapes, outer rings run one way and holes the other, and nothing lies beyond
    /// the margin.
    #[test]
    fn any_shapes_make_tiles(
        rings in prop::collection::vec(
            prop::collection::vec((-190.0..190.0f64, -95.0..95.0f64), 0..12), 1..4),
        line in prop::collection::vec((-190.0..190.0f64, -95.0..95.0f64), 0..8),
    ) {
        let polygon = Polygon {
            outer: ring(&rings[0]),
            holes: rings[1..].iter().map(|hole| ring(hole)).collect(),
        };
        let features = vec![
            feature(0, 1, Shape::Polygons(vec![polygon])),
            feature(1, 2, Shape::Lines(vec![ring(&line)])),
        ];
        for layers in archive(&made(features, 4)).values() {
            for (extent, seen) in layers.values() {
                let most = *extent as i64 + *extent as i64 / 64 + 1;
                for seen in seen {
                    let corners = seen.parts.iter().flatten().flatten();
                    prop_assert!(corners.copied().all(|c| (*extent as i64 - most..=most).contains(&c)));
                    if seen.kind == 3 {
                        prop_assert!(twice_area(&seen.parts[0]) > 0);
                        prop_assert!(seen.parts.iter().all(|part| part.len() > 2));
                    }
                }
            }
        }
    }
}
