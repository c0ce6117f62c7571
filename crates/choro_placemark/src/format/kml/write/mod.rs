//! KML, written.

mod feature;
mod geometry;
mod sheet;

pub(super) use feature::rank;
pub(super) use geometry::{empty_geometry, geometry_rank, ring_extras, vertices};
pub(super) use sheet::Sheet;
