//! What `choro diff` accepts.

use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

/// Which releases are compared, and how the changes are shown.
#[derive(Debug, ClapArgs)]
pub(crate) struct Diff {
    /// The old release: a placemark file of any format, an atlas.gpkg, or a project's folder
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The new release
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// Count the changes by these: province (the outermost folder), type, folder
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT")]
    pub(crate) by: Vec<By>,
    /// Only these sorts of change: added, gone, moved, renamed, retyped, status, description,
    /// geometry, attributes
    #[arg(long, value_delimiter = ',', value_name = "CHANGE", value_parser = crate::command::diff_sort)]
    pub(crate) only: Vec<String>,
    /// Count a site as moved from so many metres on
    #[arg(long, default_value_t = 1.5, value_name = "METRES")]
    pub(crate) least_move: f64,
    /// How the changes are shown
    #[arg(long, visible_alias = "output-format", value_enum, default_value_t = DiffFormat::Table, value_name = "FORMAT")]
    pub(crate) format: DiffFormat,
}

/// What changes are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// The outermost folder that is not around everything
    Province,
    /// The site's type, or its innermost folder where it has none
    Type,
    /// The whole folder path
    Folder,
}

/// How changes are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Counts, then aligned columns
    Table,
    /// CSV with a header row, one change a row
    Csv,
    /// JSON
    Json,
    /// GeoJSON: a point for each change, a line for each move
    Geojson,
    /// A page with a map
    Html,
}
