//! What `choro import` accepts.

use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, ClapArgs)]
pub(crate) struct Import {
    /// Placemark files: KML, KMZ, GPX, GeoJSON, CSV, shapefile, GeoPackage, Linked Places; without
    /// any, those of the project's sites/
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Write what was read to this file; its ending says the format
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The format to write, where the ending does not say: kml, kmz, gpx, geojson, geojsonl, csv,
    /// gpkg, geoparquet, shapefile, lpf, lp-tsv
    #[arg(long, value_name = "FORMAT", requires = "output")]
    pub(crate) format: Option<String>,
    /// The format of the files, where neither content nor ending says
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<String>,
    /// Split a KMZ with more placemarks than this, so that viewers load what is near
    #[arg(long, value_name = "N", default_value_t = 10_000, requires = "output")]
    pub(crate) regions_above: usize,
    /// How what was read is told; full, concise, sarif and github give what is wrong alone
    #[arg(long, value_enum, default_value_t = ImportFormat::Text, value_name = "FORMAT")]
    pub(crate) output_format: ImportFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    /// What the file holds, then what is wrong, set for people
    Text,
    /// The same as JSON
    Json,
    /// What is wrong, with source lines, numbers and help
    Full,
    /// What is wrong, one line each
    Concise,
    /// What is wrong, as SARIF 2.1.0
    Sarif,
    /// What is wrong, as annotations for GitHub
    Github,
}
