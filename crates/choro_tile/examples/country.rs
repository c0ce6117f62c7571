//! Tiles of a made-up country, for measuring: 50,000 places, 70,000 sites, 1,600 counties with
//! winding borders.
//!
//! `country FOLDER` writes `map.pmtiles` and, for other programs, the same features as lines of
//! GeoJSON, one file to a layer; and prints how long the tiles took.

use choro_geometry::{Polygon, Position, Shape};
use choro_tile::{Feature, Plan, Settings, Value};
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

const LAYERS: [&str; 3] = ["boundary", "place", "site"];
const COUNTIES: usize = 40;
const STEPS: usize = 64;

/// A number from 0 to 1 that depends on its arguments alone.
fn noise(seed: u64, n: u64) -> f64 {
    let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ n.wrapping_mul(0xD1B5_4A32_D192_ED03);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((x ^ (x >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// A corner of the net of borders.
fn corner(x: usize, y: usize) -> Position {
    let seed = (x * 10_000 + y) as u64;
    Position::new(
        124.0 + 0.175 * (x as f64 / STEPS as f64) + 0.01 * noise(1, seed),
        37.5 + 0.14 * (y as f64 / STEPS as f64) + 0.01 * noise(2, seed),
    )
}

fn county(x: usize, y: usize) -> Shape {
    let (x, y) = (x * STEPS, y * STEPS);
    let south = (0..STEPS).map(|n| corner(x + n, y));
    let east = (0..STEPS).map(|n| corner(x + STEPS, y + n));
    let north = (0..STEPS).map(|n| corner(x + STEPS - n, y + STEPS));
    let west = (0..STEPS).map(|n| corner(x, y + STEPS - n));
    Shape::Polygons(vec![Polygon {
        outer: south.chain(east).chain(north).chain(west).collect(),
        holes: Vec::new(),
    }])
}

fn feature(layer: usize, id: usize, shape: Shape, name: String) -> Feature {
    Feature {
        layer,
        id: id as u64,
        shape,
        attributes: vec![("name".into(), Value::Text(name))],
        from: None,
        to: None,
        min_zoom: 0,
        importance: noise(3, id as u64) as f32,
        rivalry: 0,
    }
}

fn features() -> Vec<Feature> {
    let mut all = Vec::new();
    for at in 0..COUNTIES * COUNTIES {
        let shape = county(at % COUNTIES, at / COUNTIES);
        all.push(feature(0, at, shape, format!("County {at}")));
    }
    for at in 0..120_000_usize {
        let layer = if at < 50_000 { 1 } else { 2 };
        // Half of all about one of two hundred towns, as people live.
        let town = noise(4, at as u64 / 2 * 2 % 400);
        let spread = if at % 2 == 0 { 0.2 } else { 7.0 };
        let at_town = if at % 2 == 0 { town * 6.5 } else { 0.0 };
        let position = Position::new(
            124.0 + (at_town + spread * noise(5, at as u64)).min(7.0),
            37.5 + (at_town * 0.7 + spread * noise(6, at as u64)).min(5.6),
        );
        let mut point = feature(layer, at, Shape::Point(position), format!("Name {at}"));
        point.from = (at % 5 == 0).then_some(1900 + (at % 120) as i32);
        point
            .attributes
            .push(("type".into(), Value::Text(format!("type/{}", at % 12))));
        all.push(point);
    }
    all
}

fn geojson(feature: &Feature) -> String {
    let pair = |p: &Position| format!("[{:.6},{:.6}]", p.lon, p.lat);
    let geometry = match &feature.shape {
        Shape::Point(p) => format!(r#"{{"type":"Point","coordinates":{}}}"#, pair(p)),
        Shape::Polygons(polygons) => {
            let outer = &polygons[0].outer;
            let ring: Vec<String> = outer.iter().chain(&outer[..1]).map(pair).collect();
            format!(
                r#"{{"type":"Polygon","coordinates":[[{}]]}}"#,
                ring.join(",")
            )
        }
        Shape::Lines(_) => unreachable!("there are none"),
    };
    let mut properties = String::new();
    for (key, value) in &feature.attributes {
        if let Value::Text(text) = value {
            let _ = write!(properties, r#""{key}":"{text}","#);
        }
    }
    if let Some(from) = feature.from {
        let _ = write!(properties, r#""from":{from},"#);
    }
    let properties = properties.trim_end_matches(',');
    format!(r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{geometry}}}"#)
}

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).expect("a folder"));
    std::fs::create_dir_all(&folder)?;
    let features = features();
    for (at, layer) in LAYERS.iter().enumerate() {
        let own = features.iter().filter(|f| f.layer == at);
        let lines: Vec<String> = own.map(geojson).collect();
        std::fs::write(folder.join(format!("{layer}.geojsonl")), lines.join("\n"))?;
    }
    let settings = Settings {
        title: "A country".to_owned(),
        attribution: String::new(),
        layers: LAYERS.map(str::to_owned).to_vec(),
        max_zoom: 10,
    };
    let start = Instant::now();
    let plan = Plan::new(features, settings);
    let (parts, next, made) = (plan.parts(), AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let tiles = plan.tiles(*part);
                    made.lock().expect("no panic").extend(tiles);
                }
            });
        }
    });
    let archive = plan.archive(made.into_inner().expect("no panic"));
    eprintln!(
        "choro_tile {:.2} s {} bytes",
        start.elapsed().as_secs_f64(),
        archive.len()
    );
    std::fs::write(folder.join("map.pmtiles"), archive)
}
