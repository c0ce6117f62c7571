//! The atlas in open formats.
//!
//! In: an [`choro_atlas::Atlas`]. Out: a GeoPackage that any GIS opens, with places, statements,
//! verdicts, findings and the network. Writers compute nothing that the atlas does not hold, and
//! give the same bytes for the same atlas.

mod error;
mod geopackage;

pub use error::Error;
pub use geopackage::{begin_geopackage, finish_geopackage, write_geopackage};
