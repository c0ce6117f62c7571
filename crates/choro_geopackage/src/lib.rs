//! GeoPackage 1.4 (OGC 12-128r19) as a container: one SQLite file with feature layers, plain
//! tables and the relations between them.
//!
//! In: tables and rows, or the bytes of a file of anyone's making. Out: a [`Package`] that any GIS
//! opens, the same bytes for the same rows; or the layers and rows of a [`Source`], read without
//! executing anything of it. Knows nothing of what the rows stand for. The only crate that uses
//! SQLite, and one of the few that open files: SQLite writes to a path.

mod core;
mod error;
mod geometry;
mod package;
mod related;
mod rtree;
mod source;
mod table;

pub use error::Error;
pub use geometry::{Blob, Envelope, Stored, WGS84, multi_line, point, shape, stored};
pub use package::Package;
pub use related::Relation;
pub use source::{Column, Ending, Field, Layer, Place, Source, SourceLimits, Srs, Unread};
pub use table::{Cell, Filling, Row, Table};
