//! The atlas as a GeoPackage: feature layers, plain tables and the relations between them.
//!
//! Times of change are the atlas's date, and rows are written in the atlas's order,
//! so that the same atlas gives the same bytes.

mod layers;
mod related;
mod tables;

pub use tables::{ATLAS_TABLES, PLACES_TITLE};

use crate::Error;
use choro_atlas::{Atlas, Index};
use choro_geopackage::Package;
use std::path::Path;

/// Writes the atlas as a new GeoPackage at `path`: [`begin_geopackage`], then
/// [`finish_geopackage`].
///
/// The file is written without a journal: on an error it is to be thrown away, so callers write
/// to a staging path and move the finished file.
///
/// # Errors
/// Where the file exists already or cannot be written.
pub fn write_geopackage(atlas: &Atlas, path: &Path) -> Result<(), Error> {
    begin_geopackage(atlas, path)?;
    finish_geopackage(atlas, path)
}

/// Writes the part of a new GeoPackage that is made from the gazetteer and the network alone.
/// Atlases with the same gazetteer and network begin with the same bytes, whatever their documents
/// and their date: such a beginning may be kept and copied.
///
/// # Errors
/// Where the file exists already or cannot be written.
pub fn begin_geopackage(atlas: &Atlas, path: &Path) -> Result<(), Error> {
    if path.exists() {
        return Err(Error::Exists {
            path: path.to_owned(),
        });
    }
    in_transaction(path, "", |package| {
        package.create()?;
        layers::write_reference(package, atlas)?;
        tables::write_reference(package, atlas)
    })
}

/// Adds to a GeoPackage that was begun from the same gazetteer and network what is made from the
/// documents, and dates it.
///
/// # Errors
/// Where the file is no such beginning or cannot be written.
pub fn finish_geopackage(atlas: &Atlas, path: &Path) -> Result<(), Error> {
    let index = Index::new(atlas);
    in_transaction(path, &atlas.date, |package| {
        layers::write_documents(package, atlas, &index)?;
        tables::write_documents(package, atlas)?;
        related::write(package, atlas)?;
        package.date()
    })
}

fn in_transaction(
    path: &Path,
    date: &str,
    write: impl FnOnce(&Package) -> Result<(), choro_geopackage::Error>,
) -> Result<(), Error> {
    let run = || {
        let package = Package::open(path, date)?;
        write(&package)?;
        package.finish()
    };
    run().map_err(|source| Error::Package {
        path: path.to_owned(),
        source,
    })
}

/// Row id of the thing with this index: ids in tables begin at 1.
pub(crate) fn row(index: usize) -> i64 {
    index as i64 + 1
}

#[cfg(test)]
mod tests;
