//! What `choro sites` accepts.

use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

/// A question about sites, and how its answer is shown.
#[derive(Debug, ClapArgs)]
pub(crate) struct Sites {
    /// The question: type:radar within 20 km of Kilju status:active on 2022-10. All sites where
    /// there is none
    #[arg(value_name = "QUESTION")]
    pub(crate) question: Vec<String>,
    /// Placemark files to ask, instead of the project's; more than once
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) files: Vec<PathBuf>,
    /// With --files: what their folders and words mean, as in a project's sites/types.toml
    #[arg(long, value_name = "FILE", requires = "files")]
    pub(crate) types: Option<PathBuf>,
    /// How the answer is shown
    #[arg(long, value_enum, default_value_t = SitesFormat::Table, value_name = "FORMAT")]
    pub(crate) format: SitesFormat,
    /// Write to this file instead; its ending may say the format
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Round positions and leave sites out as the project's [export.redact] wants it, in what is
    /// shown, too; files are written so in any case
    #[arg(long)]
    pub(crate) redact: bool,
    /// Write files with exact positions, whatever [export.redact] wants
    #[arg(long, conflicts_with = "redact")]
    pub(crate) exact: bool,
    /// List the folders whose type is not known, with their counts, and answer nothing
    #[arg(long, conflicts_with_all = ["question", "output"])]
    pub(crate) unmapped: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SitesFormat {
    /// Aligned columns for people
    Table,
    /// CSV with a header row
    Csv,
    /// JSON
    Json,
    /// GeoJSON with all that is known of each site
    Geojson,
    /// KML in the folders the sites stood in
    Kml,
    /// The same, packed
    Kmz,
    /// One page with a map and a table
    Html,
}
