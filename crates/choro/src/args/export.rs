//! What `choro export` and `choro licenses` accept.

use super::TableFormat;
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, ClapArgs)]
pub(crate) struct Export {
    /// What to write
    #[arg(value_enum, value_name = "WHAT")]
    pub(crate) what: Exported,
    /// The file to write; its ending says the format: kmz, kml, geojson, geojsonl, gpkg, parquet,
    /// csv, gpx, lpf.json, lp.tsv
    #[arg(long, value_name = "FILE")]
    pub(crate) to: PathBuf,
    /// The format, where the ending does not say
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Only sites of this type and those below it, or places of this kind; several may be given
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) types: Vec<String>,
    /// Only the sites that this question finds, as `choro sites` takes it: within 20 km of Kilju
    #[arg(long, value_name = "QUESTION")]
    pub(crate) query: Option<String>,
    /// Split a KMZ with more placemarks than this, so that viewers load what is near
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub(crate) regions_above: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Exported {
    /// The project's lists of sites, with their own folders and styles
    Sites,
    /// The places of the gazetteer
    Places,
    /// What the documents state, each statement where its subject is
    Statements,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Licenses {
    /// How they are shown
    #[arg(long, value_enum, default_value_t = TableFormat::Table, value_name = "FORMAT")]
    pub(crate) output_format: TableFormat,
}
