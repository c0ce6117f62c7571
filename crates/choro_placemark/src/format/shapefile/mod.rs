//! ESRI shapefiles: a ZIP archive of them, or one `.shp` by itself.
//!
//! Read and written here and not by a library: figures of a table keep their digits, encodings are
//! told and reported, and no count in a file is believed before it is checked.

mod archive;
mod dbf;
mod reader;
mod shape;
mod shp;
mod table;
mod writer;

use super::{Output, Reading, WriteOptions, Writer};

/// Columns for what features have fields of their own for, spelt exactly so; a path of folders has
/// `/` between names.
const OWN: [&str; 7] = ["id", "name", "folder", "desc", "date", "begin", "end"];

/// Reads an archive or a `.shp` file.
pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) {
    reader::read(bytes, reading);
}

/// A writer of an archive to `out`.
pub(super) fn writer<'a>(out: &'a mut dyn Output, options: &WriteOptions) -> Box<dyn Writer + 'a> {
    Box::new(writer::ShapefileWriter::new(out, options))
}

#[cfg(test)]
mod tests;
