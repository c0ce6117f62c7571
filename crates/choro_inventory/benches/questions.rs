//! Questions about a million made-up sites: how long the index takes to build and how fast it
//! answers.
//!
//! `cargo bench -p choro_inventory --bench questions -- [--sites N] [--peers FOLDER]`; with
//! `--peers` the sites and the questions are written there as CSV and well-known text, for other
//! tools to answer the same.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use choro_geometry::{Polygon, Position, Shape};
use choro_inventory::{
    Division, Gazetteer, Ground, Index, Inventory, Key, Mapping, NoGround, Query, Site, Wanted,
};
use choro_placemark::{
    Collection, Drape, Feature, Folder, FolderKind, Geometry, Item, Placemark, Vertex,
};

/// Questions of each sort.
const QUESTIONS: usize = 300;
/// Vertices of a polygon asked for.
const VERTICES: u32 = 2000;
const PROVINCES: u32 = 12;
const TYPES: [&str; 10] = [
    "Air defence sites",
    "Radars",
    "Coastal artillery",
    "Dams",
    "Coal mines",
    "Railway stations",
    "Statues",
    "Schools",
    "Hospitals",
    "Oddities",
];

/// A row of numbers that look random, the same on every run (SplitMix64, Steele et al. 2014).
struct Numbers(u64);

impl Numbers {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A position in a country of some 500 by 450 km, where sites crowd around 400 centres.
    fn position(&mut self) -> Position {
        let centre = (self.share() * 400.0).floor();
        let mut at = Numbers(centre as u64 + 7);
        let (lon, lat) = (124.5 + 6.0 * at.share(), 38.0 + 4.0 * at.share());
        let near = |share: f64| (share - 0.5).powi(3) * 4.0;
        Position::new(lon + near(self.share()), lat + near(self.share()))
    }
}

fn sites(count: usize) -> Vec<Site> {
    let mut collection = Collection::default();
    let mut numbers = Numbers(1);
    let folder = |index: u32, parent, name: String| {
        let feature = Feature {
            folder: parent,
            name: Some(name),
            ..Feature::default()
        };
        let kind = FolderKind::Folder;
        Item::Folder(Folder {
            index,
            kind,
            feature,
        })
    };
    let mut index = 0;
    for province in 0..PROVINCES {
        collection.push(folder(index, None, format!("Province {province}")));
        let parent = index;
        for kind in TYPES {
            index += 1;
            collection.push(folder(index, Some(parent), kind.to_owned()));
        }
        index += 1;
    }
    for number in 0..count {
        let at = numbers.position();
        let province = (numbers.share() * f64::from(PROVINCES)) as u32;
        let kind = (numbers.share() * TYPES.len() as f64) as u32;
        let folder = province * (TYPES.len() as u32 + 1) + 1 + kind;
        let feature = Feature {
            folder: Some(folder),
            name: Some(format!("Site {number}")),
            ..Feature::default()
        };
        let vertex = Vertex {
            lon: at.lon,
            lat: at.lat,
            height: None,
        };
        let geometry = Some(Geometry::Point(vertex, Drape::default()));
        collection.placemarks.push(Placemark { feature, geometry });
    }
    let mut inventory = Inventory::default();
    inventory.take("synthetic.kml", collection, Mapping::shipped());
    inventory.sites
}

/// A jagged area of about 30 to 60 km around a position.
fn star(numbers: &mut Numbers) -> Shape {
    let centre = numbers.position();
    let mut outer: Vec<Position> = (0..VERTICES)
        .map(|at| {
            let (sin, cos) =
                (f64::from(at) / f64::from(VERTICES) * std::f64::consts::TAU).sin_cos();
            let reach = 0.3 + 0.3 * numbers.share();
            Position::new(centre.lon + reach * cos, centre.lat + reach * sin)
        })
        .collect();
    outer.push(outer[0]);
    Shape::Polygons(vec![Polygon {
        outer,
        holes: Vec::new(),
    }])
}

/// Knows the areas by their numbers.
struct Areas(Vec<Shape>);

impl Gazetteer for Areas {
    fn ground(&self, name: &str, _: Wanted) -> Result<Ground, NoGround> {
        let shape = name
            .strip_prefix("area")
            .and_then(|n| self.0.get(n.parse::<usize>().ok()?));
        match shape {
            Some(shape) => Ok(Ground {
                name: name.to_owned(),
                shape: shape.clone(),
            }),
            None => Err(NoGround::Unknown(Vec::new())),
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |option: &str| {
        let at = arguments.iter().position(|argument| argument == option)?;
        arguments.get(at + 1).cloned()
    };
    let count = after("--sites")
        .and_then(|n| n.parse().ok())
        .unwrap_or(1_000_000);
    let sites = sites(count);
    let divisions: Vec<Division> = (0..PROVINCES)
        .map(|n| Division {
            name: format!("Province {n}"),
            names: Vec::new(),
            shape: None,
            accuracy_m: 0.0,
        })
        .collect();
    let start = Instant::now();
    let index = Index::new(&sites, &divisions);
    say("index of all sites", &[start.elapsed()], 0);
    let mut numbers = Numbers(2);
    let centres: Vec<Position> = (0..QUESTIONS).map(|_| numbers.position()).collect();
    let areas = Areas((0..QUESTIONS).map(|_| star(&mut numbers)).collect());
    let radii: Vec<String> = centres
        .iter()
        .map(|at| format!("within 20 km of {},{}", at.lat, at.lon))
        .collect();
    run("radius of 20 km", &index, &areas, &radii);
    let typed: Vec<String> = radii.iter().map(|q| format!("type:radar {q}")).collect();
    run("radius of 20 km, one type", &index, &areas, &typed);
    let inside: Vec<String> = (0..QUESTIONS).map(|n| format!("in area{n}")).collect();
    run("polygon of 2,000 vertices", &index, &areas, &inside);
    let nearest: Vec<String> = centres
        .iter()
        .map(|at| format!("type:dam nearest 10 to {},{}", at.lat, at.lon))
        .collect();
    run("nearest 10 of one type", &index, &areas, &nearest);
    let counts = vec!["count by province,type".to_owned(); 20];
    run("count by province and type", &index, &areas, &counts);
    let named = vec!["name:\"site 4711\"".to_owned(); 2];
    run(
        "name, first with its index, then without",
        &index,
        &areas,
        &named,
    );
    let rows = index.count(&[Key::Province, Key::Type]).rows.len();
    tell(&format!(
        "{:<44} {rows:>10} rows",
        "combinations of province and type"
    ));
    if let Some(folder) = after("--peers") {
        write_for_peers(Path::new(&folder), &sites, &centres, &areas);
    }
}

/// Asks questions from their text to the list of sites.
fn run(what: &str, index: &Index<'_>, areas: &Areas, questions: &[String]) {
    let mut found = 0;
    let times: Vec<Duration> = questions
        .iter()
        .map(|question| {
            let start = Instant::now();
            let query = Query::parse(question, Mapping::shipped()).expect("a question");
            let answer = index.ask(&query, areas).expect("an answer");
            found += answer.hits.len();
            start.elapsed()
        })
        .collect();
    say(what, &times, found / questions.len().max(1));
}

fn say(what: &str, times: &[Duration], found: usize) {
    let mut sorted = times.to_vec();
    sorted.sort();
    let at = |share: f64| sorted[((sorted.len() - 1) as f64 * share).round() as usize];
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    tell(&format!(
        "{what:<44} median {:>9.3} ms   p99 {:>9.3} ms   {found} sites found on average",
        ms(at(0.5)),
        ms(at(0.99))
    ));
}

fn tell(line: &str) {
    // A reader that went away midway needs no answer.
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn write_for_peers(folder: &Path, sites: &[Site], centres: &[Position], areas: &Areas) {
    let mut csv = String::from("lon,lat,province,type\n");
    for site in sites {
        let Some(at) = site.position else { continue };
        let province = site.folders.first().map_or("", String::as_str);
        let _ = writeln!(csv, "{},{},{province},{}", at.lon, at.lat, site.kind);
    }
    std::fs::write(folder.join("sites.csv"), csv).expect("written");
    let mut points = String::new();
    for at in centres {
        let _ = writeln!(points, "{} {}", at.lon, at.lat);
    }
    std::fs::write(folder.join("centres.txt"), points).expect("written");
    let mut texts = String::new();
    for area in &areas.0 {
        let Shape::Polygons(polygons) = area else {
            continue;
        };
        let ring: Vec<String> = polygons[0]
            .outer
            .iter()
            .map(|p| format!("{} {}", p.lon, p.lat))
            .collect();
        let _ = writeln!(texts, "POLYGON(({}))", ring.join(","));
    }
    std::fs::write(folder.join("areas.txt"), texts).expect("written");
}
