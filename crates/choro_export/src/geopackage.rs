//! GeoPackage 1.4 (OGC 12-128r19): one SQLite file with feature layers, plain tables and the
//! relations between them.
//!
//! Feature layers have an R-tree (annex F.3), relations follow the Related Tables Extension
//! (OGC 18-000). Times of change are the atlas's date, and rows are written in the atlas's order,
//! so that the same atlas gives the same bytes.

mod core;
mod geometry;
mod layers;
mod related;
mod rtree;
mod table;
mod tables;

use crate::Error;
use choro_atlas::{Atlas, Index};
use rusqlite::{Connection, OpenFlags};
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
    in_transaction(path, core::moment(""), |package| {
        core::create(package.connection)?;
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
    let moment = core::moment(&atlas.date);
    in_transaction(path, moment.clone(), |package| {
        layers::write_documents(package, atlas, &index)?;
        tables::write_documents(package, atlas)?;
        related::write(package, atlas)?;
        package
            .connection
            .execute("UPDATE gpkg_contents SET last_change = ?", [moment])
            .map(drop)
    })
}

fn in_transaction(
    path: &Path,
    moment: String,
    write: impl FnOnce(&table::Package<'_>) -> rusqlite::Result<()>,
) -> Result<(), Error> {
    let run = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.execute_batch(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
             PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;
             PRAGMA application_id = 1196444487; PRAGMA user_version = 10400;",
        )?;
        let transaction = connection.transaction()?;
        write(&table::Package::new(&transaction, moment))?;
        transaction.commit()?;
        connection.close().map_err(|(_, error)| error)
    };
    run().map_err(|source| Error::Sqlite {
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
