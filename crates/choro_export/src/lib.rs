//! The atlas in open formats.
//!
//! In: an [`choro_atlas::Atlas`]. Out: a GeoPackage that any GIS opens, with places, statements,
//! verdicts, findings and the network. Writers compute nothing that the atlas does not hold, and
//! give the same bytes for the same atlas.

mod error;
mod geopackage;
mod licence;

pub use error::Error;
pub use geopackage::{
    ATLAS_TABLES, PLACES_TITLE, begin_geopackage, finish_geopackage, write_geopackage,
};
pub use licence::{Conflict, Licence, Terms, may_be_mixed};
