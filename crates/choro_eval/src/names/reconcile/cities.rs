//! Cities of a list of 2020 asked for in a gazetteer of 2026.

use super::super::named::{self, Dice, text};
use super::Task;
use crate::geonames::{City, gazetteer};
use choro_gazetteer::reconcile::Query;
use choro_gazetteer::{Class, Gazetteer};
use choro_geometry::Position;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Rows of a table of cities drawn for a country.
const DRAWN: usize = 1_000;

/// Alternate names of cities in a list of 2020, to be found in a gazetteer of 2026 that has only
/// the names shown: the same ids are the truth. A city that is not in the gazetteer must not match.
pub fn cities(country: &str, positions: bool) -> Option<(Gazetteer, Task)> {
    let old = named::cities()?.remove(country)?;
    let gazetteer = today(country)?;
    let mut dice = Dice::new(7);
    let mut rows = Vec::new();
    for _ in 0..DRAWN {
        let city = &old[dice.roll(old.len())];
        let query = Query {
            name: city.names[dice.roll(city.names.len())].clone(),
            class: Some(Class::Settlement),
            position: positions.then_some(Position::new(city.lon, city.lat)),
            ..Query::default()
        };
        rows.push((query, Some(format!("geonames:{}", city.id))));
    }
    let with = if positions { "name, position" } else { "name" };
    let name = format!("cities {country} by {with}");
    Some((gazetteer, Task { name, rows }))
}

fn current(country: &str) -> Option<Vec<City>> {
    let cities: BTreeMap<String, City> =
        serde_json::from_str(&text("gazetteer/geonames_cities500_2026.json.xz")?).ok()?;
    let of_country = |city: &City| city.countrycode == country;
    Some(cities.into_values().filter(of_country).collect())
}

fn today(country: &str) -> Option<Gazetteer> {
    let mut table = String::new();
    for city in current(country)? {
        city.add_to(&mut table);
    }
    Some(gazetteer(&table))
}

/// Both lists as one gazetteer, with all names of the old list, to see which records our own merging
/// takes for one town.
pub fn both(country: &str) -> Option<Gazetteer> {
    let mut table = String::new();
    let mut known: BTreeSet<u64> = BTreeSet::new();
    for line in text("gazetteer/geonames_cities1000_2020.txt.xz")?.lines() {
        if line.split('\t').nth(8) == Some(country) {
            known.extend(
                line.split('\t')
                    .next()
                    .and_then(|id| id.parse::<u64>().ok()),
            );
            let _ = writeln!(table, "{line}");
        }
    }
    for city in current(country)? {
        if !known.contains(&city.geonameid) {
            city.add_to(&mut table);
        }
    }
    Some(gazetteer(&table))
}
