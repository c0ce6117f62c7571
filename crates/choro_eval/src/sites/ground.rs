//! Where synthetic sites may stand: around populated places, inside their provinces.

use super::chance::Chance;
use crate::names::named::text;
use choro_geometry::{Bounds, Position, PreparedShape, destination};
use choro_layer::{Format, Options, Source, read};
use std::collections::BTreeMap;

/// A populated place.
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    /// As its source writes it.
    pub name: String,
    /// The same in ASCII.
    pub ascii: String,
    /// Where it is.
    pub at: Position,
    /// Its province, by place in [`Ground::provinces`].
    pub province: usize,
}

/// Provinces and the places in them.
pub struct Ground {
    /// Names of the provinces, sorted.
    pub provinces: Vec<String>,
    outlines: Vec<(Bounds, PreparedShape)>,
    /// Places inside the outline of the province they are said to be in.
    pub settlements: Vec<Settlement>,
}

impl Ground {
    /// The provinces and populated places of Who's On First for the DPRK (CC BY 4.0).
    ///
    /// # Errors
    /// Where its files are missing.
    pub fn whos_on_first() -> Result<Self, String> {
        let file = |name: &str| {
            text(&format!("gazetteer/{name}")).ok_or_else(|| format!("{name} missing"))
        };
        let mut outlines = outlines(&file("wof_kp_polygons.geojson")?);
        let places = file("wof_kp_places.tsv")?;
        let rows: Vec<Vec<&str>> = places
            .lines()
            .skip(1)
            .map(|line| line.split('\t').collect())
            .collect();
        let mut provinces: Vec<(String, &str)> = rows
            .iter()
            .filter(|row| row.get(3) == Some(&"region") && outlines.contains_key(row[0]))
            .map(|row| (row[5].to_owned(), row[0]))
            .collect();
        provinces.sort();
        let number: BTreeMap<&str, usize> = (0..).zip(&provinces).map(|(n, p)| (p.1, n)).collect();
        let ordered: Vec<(Bounds, PreparedShape)> = provinces
            .iter()
            .filter_map(|(_, id)| outlines.remove(*id))
            .collect();
        let settlement = |row: &Vec<&str>| {
            let province = *number.get(row.get(18 - 4)?)?;
            let at = Position::new(row[11].parse().ok()?, row[10].parse().ok()?);
            let inside = row[3] == "locality" && contains(&ordered[province], at);
            inside.then(|| Settlement {
                name: row[5].replace('’', "'"),
                ascii: row[6].to_owned(),
                at,
                province,
            })
        };
        let settlements: Vec<Settlement> = rows.iter().filter_map(settlement).collect();
        if settlements.is_empty() {
            return Err("no populated places in wof_kp_places.tsv".to_owned());
        }
        Ok(Self {
            provinces: provinces.into_iter().map(|(name, _)| name).collect(),
            outlines: ordered,
            settlements,
        })
    }

    /// The province of that name, with its outline.
    pub(super) fn province(&self, name: &str) -> Option<(&str, &PreparedShape)> {
        let at = self
            .provinces
            .iter()
            .position(|province| province == name)?;
        Some((&self.provinces[at], &self.outlines[at].1))
    }

    /// A position near a place and inside its province: within 2.5 km of it, else the place's own.
    pub(super) fn near(&self, place: &Settlement, chance: &mut Chance) -> Position {
        for _ in 0..4 {
            let (azimuth, far) = (360.0 * chance.unit(), 2500.0 * chance.unit().sqrt());
            let at = fine(destination(place.at, azimuth, far));
            if contains(&self.outlines[place.province], at) {
                return at;
            }
        }
        place.at
    }

    /// Whether a position is inside a province.
    pub(super) fn is_in(&self, at: Position, province: usize) -> bool {
        contains(&self.outlines[province], at)
    }

    /// The province that a position is in.
    pub(super) fn province_at(&self, at: Position) -> Option<usize> {
        (0..self.outlines.len()).find(|province| self.is_in(at, *province))
    }
}

fn contains((bounds, shape): &(Bounds, PreparedShape), at: Position) -> bool {
    bounds.contains(at) && shape.contains(at)
}

/// To six decimals, as map viewers write them.
pub(super) fn fine(at: Position) -> Position {
    let six = |degrees: f64| (degrees * 1e6).round() / 1e6;
    Position::new(six(at.lon), six(at.lat))
}

/// Outlines by the id of their record.
fn outlines(geojson: &str) -> BTreeMap<String, (Bounds, PreparedShape)> {
    let source = Source::default();
    let options = Options::default();
    let layer = read(Format::WhosOnFirst, geojson.as_bytes(), &source, &options).0;
    let outline = |record: choro_layer::Record| {
        let shape = record.shape?;
        Some((record.id, (shape.bounds()?, PreparedShape::new(&shape))))
    };
    layer.records.into_iter().filter_map(outline).collect()
}
