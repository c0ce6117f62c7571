//! KML, written.

mod feature;
mod file;
mod flow;
mod geometry;
mod sheet;
mod tree;

pub(super) use feature::rank;
pub(super) use geometry::{empty_geometry, geometry_rank, ring_extras, vertices};
use sheet::Sheet;
pub(in crate::format) use tree::{Mark, Piece, Tree};
