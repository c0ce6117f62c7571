//! Cities as the lists of GeoNames have them, and gazetteers made of them.

use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Options, Source, read};
use serde::Deserialize;
use std::fmt::Write;

/// A city of a JSON list of GeoNames.
#[derive(Deserialize)]
pub struct City {
    /// Its id.
    pub geonameid: u64,
    /// Its name.
    pub name: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Two letters of ISO 3166-1.
    pub countrycode: String,
    /// Inhabitants; 0 where unknown.
    pub population: u64,
}

impl City {
    /// Adds a row with the columns of GeoNames; no alternate names, which would make it too easy.
    pub fn add_to(&self, table: &mut String) {
        let _ = writeln!(
            table,
            "{}\t{}\t\t\t{}\t{}\tP\tPPL\t{}\t\t\t\t\t\t{}\t\t\t\t2026-01-01",
            self.geonameid,
            self.name,
            self.latitude,
            self.longitude,
            self.countrycode,
            self.population
        );
    }
}

/// A gazetteer of the rows of such a table.
pub fn gazetteer(table: &str) -> Gazetteer {
    let source = Source {
        id: "geonames".into(),
        path: "cities.txt".into(),
        rank: 10,
        accuracy: 1000.0,
        ..Source::default()
    };
    let bytes = table.as_bytes();
    let layer = read(Format::GeoNames, bytes, &source, &Options::default()).0;
    Gazetteer::build(vec![layer]).0
}
