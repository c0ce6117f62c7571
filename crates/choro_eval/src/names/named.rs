//! Places with their names and positions, read straight from reference files.

use crate::seeds::shared;
use choro_name::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// A place with all its names.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// The id in its source.
    pub id: String,
    /// Distinct names, the one shown first.
    pub names: Vec<String>,
    /// Degrees.
    pub lat: f64,
    /// Degrees.
    pub lon: f64,
}

/// The text of a file of the shared data; `.xz` is unpacked with the system's `xz`. `None` where
/// the file or `xz` is missing.
pub fn text(path: &str) -> Option<String> {
    let file = shared().join("data").join(path);
    let bytes = if file.extension().is_some_and(|end| end == "xz") {
        Command::new("xz")
            .arg("-dc")
            .arg(&file)
            .output()
            .ok()?
            .stdout
    } else {
        std::fs::read(&file).ok()?
    };
    let text = String::from_utf8(bytes).ok()?;
    (!text.is_empty()).then_some(text)
}

fn distinct<'t>(names: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names
        .map(str::trim)
        .filter(|name| !fold(name).is_empty() && seen.insert((*name).to_owned()))
        .map(str::to_owned)
        .collect()
}

/// The populated places of Who's On First for the DPRK.
pub fn whos_on_first() -> Option<Vec<Named>> {
    let text = text("gazetteer/wof_kp_places.tsv")?;
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let names = [5, 8, 9, 7]
            .into_iter()
            .filter_map(|at| cells.get(at))
            .flat_map(|cell| cell.split('|'));
        Some(Named {
            id: (*cells.first()?).to_owned(),
            names: distinct(names),
            lat: cells.get(10)?.parse().ok()?,
            lon: cells.get(11)?.parse().ok()?,
        })
    };
    Some(
        text.lines()
            .skip(1)
            .filter_map(row)
            .filter(|place| !place.names.is_empty())
            .collect(),
    )
}

/// The cities of GeoNames with at least a thousand inhabitants in 2020, by country code.
pub fn cities() -> Option<BTreeMap<String, Vec<Named>>> {
    let text = text("gazetteer/geonames_cities1000_2020.txt.xz")?;
    let mut countries: BTreeMap<String, Vec<Named>> = BTreeMap::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, name, _, alternates, lat, lon, _, _, country, ..] = cells[..] else {
            continue;
        };
        let (Ok(lat), Ok(lon)) = (lat.parse(), lon.parse()) else {
            continue;
        };
        countries
            .entry(country.to_owned())
            .or_default()
            .push(Named {
                id: id.to_owned(),
                names: distinct(std::iter::once(name).chain(alternates.split(','))),
                lat,
                lon,
            });
    }
    Some(countries)
}

/// Positions by cells of a degree, for finding what lies near.
pub struct Neighbourhood<'p> {
    places: &'p [Named],
    cells: BTreeMap<(i32, i32), Vec<usize>>,
}

impl<'p> Neighbourhood<'p> {
    /// The places by cells.
    pub fn new(places: &'p [Named]) -> Self {
        let mut cells: BTreeMap<(i32, i32), Vec<usize>> = BTreeMap::new();
        for (at, place) in places.iter().enumerate() {
            cells.entry(cell(place)).or_default().push(at);
        }
        Self { places, cells }
    }

    /// Indexes of about the `count` places nearest to one, without it, the nearest first.
    pub fn nearest(&self, from: usize, count: usize) -> Vec<usize> {
        let place = &self.places[from];
        let (row, column) = cell(place);
        let mut found: Vec<usize> = Vec::new();
        for reach in 1..=40 {
            found = (row - reach..=row + reach)
                .flat_map(|r| (column - reach..=column + reach).map(move |c| (r, c)))
                .filter_map(|at| self.cells.get(&at))
                .flatten()
                .copied()
                .filter(|at| *at != from)
                .collect();
            if found.len() >= count {
                break;
            }
        }
        let apart = |at: &usize| {
            let other = &self.places[*at];
            let east = (other.lon - place.lon) * place.lat.to_radians().cos();
            east.hypot(other.lat - place.lat)
        };
        found.sort_by(|a, b| apart(a).total_cmp(&apart(b)).then(a.cmp(b)));
        found.truncate(count);
        found
    }
}

/// A third of a degree is about 37 km.
fn cell(place: &Named) -> (i32, i32) {
    (
        (place.lat * 3.0).floor() as i32,
        (place.lon * 3.0).floor() as i32,
    )
}

/// Pseudo-random numbers from a fixed seed (SplitMix64), so that samples are the same everywhere.
pub struct Dice(u64);

impl Dice {
    /// Dice with a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`; 0 where there are none.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }
}
