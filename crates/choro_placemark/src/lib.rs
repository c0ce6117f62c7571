//! Placemark files, in and out, with nothing lost.
//!
//! In: the bytes of one file of any [`Format`], as a stream of [`Item`]s (folders, placemarks,
//! styles, overlays, links, resources) and findings about what is faulty. Out: such a stream as
//! bytes of any format. What a format says and this model has no field for is kept as
//! [`Verbatim`] text and written back where the format can hold it. One file per format under
//! `format/`, its reader and its writer side by side. Reading never fails: the good part comes
//! through. Nothing is fetched, nothing is executed. Knows nothing of site types, gazetteers or
//! projects.
//!
//! Coordinates are WGS 84 degrees, longitude first; heights metres.

pub mod delimited;
pub mod json;

mod collection;
mod crs;
mod description;
mod feature;
mod format;
#[cfg(test)]
mod generated;
mod geometry;
mod value;
mod wkb;

pub use collection::Collection;
pub use feature::{
    Description, Feature, Folder, FolderKind, Item, Link, Overlay, Placemark, Resource, Schema,
    SchemaField, Style, StyleKind, Time, Verbatim,
};
pub use format::{Format, Limits, Losses, Output, WriteError, WriteOptions, Writer, read, writer};
pub use geometry::{Drape, Geometry, Ring, Track, TrackPoint, Vertex};
pub use value::{Datum, Value};
