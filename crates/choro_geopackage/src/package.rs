//! A package that is being written.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, MAIN_DB, OpenFlags};

use crate::related::{self, Relation};
use crate::table::quoted;
use crate::{Cell, Error, Filling, Row, Table, core};

/// Statements kept prepared: one for each table that is being filled, and some.
const PREPARED: usize = 64;

const PRAGMAS: &str = "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; \
    PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536; \
    PRAGMA application_id = 1196444487; PRAGMA user_version = 10400;";

/// A GeoPackage being written, in one transaction without a journal: where anything fails the file
/// is to be thrown away, so callers write to a staging path and move the finished file.
#[derive(Debug)]
pub struct Package {
    connection: Connection,
    path: Option<PathBuf>,
    moment: String,
}

impl Package {
    /// Opens the file at `path`, or makes an empty one; what is written to it is dated `date`
    /// (ISO 8601; the epoch where it is none).
    ///
    /// # Errors
    /// Where the file cannot be opened or is no SQLite file.
    pub fn open(path: &Path, date: &str) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        Self::begin(connection, Some(path.to_owned()), date)
    }

    /// An empty package in memory.
    ///
    /// # Errors
    /// Where there is no memory.
    pub fn in_memory(date: &str) -> Result<Self, Error> {
        Self::begin(Connection::open_in_memory()?, None, date)
    }

    fn begin(connection: Connection, path: Option<PathBuf>, date: &str) -> Result<Self, Error> {
        connection.execute_batch(PRAGMAS)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        connection.execute_batch("BEGIN")?;
        Ok(Self {
            connection,
            path,
            moment: core::moment(date),
        })
    }

    #[cfg(test)]
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Makes the tables that every GeoPackage has.
    ///
    /// # Errors
    /// Where they are there already.
    pub fn create(&self) -> Result<(), Error> {
        Ok(core::create(&self.connection)?)
    }

    /// Makes a table, fills it, and enters it into the table of contents.
    ///
    /// # Errors
    /// Where the table is there already or a row has the id of another.
    pub fn write<'a>(
        &self,
        table: &Table<'_>,
        rows: impl Iterator<Item = Row<'a>>,
    ) -> Result<(), Error> {
        let mut filling = self.begin_table(table)?;
        for row in rows {
            self.insert(&mut filling, &row)?;
        }
        self.finish_table(table, filling)
    }

    /// Makes an empty table, to be filled row by row.
    ///
    /// # Errors
    /// Where it is there already.
    pub fn begin_table(&self, table: &Table<'_>) -> Result<Filling, Error> {
        Ok(Filling::begin(&self.connection, table)?)
    }

    /// Adds a row to a table.
    ///
    /// # Errors
    /// Where a row has its id already.
    pub fn insert(&self, filling: &mut Filling, row: &Row<'_>) -> Result<(), Error> {
        Ok(filling.insert(&self.connection, row)?)
    }

    /// Indexes a filled table and enters it into the table of contents.
    ///
    /// # Errors
    /// Where it is entered already.
    pub fn finish_table(&self, table: &Table<'_>, filling: Filling) -> Result<(), Error> {
        Ok(filling.finish(&self.connection, table, &self.moment)?)
    }

    /// Gives the cells of `column` the value `value` in all rows of `table` where `by` is `key`.
    ///
    /// # Errors
    /// Where there is no such table or column.
    pub fn rewrite(
        &self,
        table: &str,
        column: &str,
        value: &Cell<'_>,
        (by, key): (&str, i64),
    ) -> Result<(), Error> {
        let sql = format!(
            "UPDATE {} SET {} = ?1 WHERE {} = ?2",
            quoted(table),
            quoted(column),
            quoted(by)
        );
        let mut update = self.connection.prepare_cached(&sql)?;
        update.execute((value, key))?;
        Ok(())
    }

    /// Makes the table of relations. Once for each package, before the first relation.
    ///
    /// # Errors
    /// Where it is there already.
    pub fn begin_relations(&self) -> Result<(), Error> {
        Ok(related::create(&self.connection)?)
    }

    /// Relates rows by their ids, from and to.
    ///
    /// # Errors
    /// Where the tables are related already.
    pub fn relate(
        &self,
        relation: Relation<'_>,
        pairs: impl IntoIterator<Item = (i64, i64)>,
    ) -> Result<(), Error> {
        Ok(related::relate(&self.connection, relation, pairs)?)
    }

    /// Dates all tables in the table of contents, those written earlier too.
    ///
    /// # Errors
    /// Where there is no table of contents.
    pub fn date(&self) -> Result<(), Error> {
        self.connection
            .execute("UPDATE gpkg_contents SET last_change = ?", [&self.moment])?;
        Ok(())
    }

    /// Writes what is pending and closes the file.
    ///
    /// # Errors
    /// Where the disk is full.
    pub fn finish(self) -> Result<(), Error> {
        self.connection.execute_batch("COMMIT")?;
        self.connection.flush_prepared_statement_cache();
        self.connection.close().map_err(|(_, error)| error)?;
        Ok(())
    }

    /// Finishes, and hands the bytes of the whole file to `out`; a file is removed after that.
    ///
    /// # Errors
    /// Where the disk is full or `out` takes nothing.
    pub fn finish_into(self, out: &mut dyn Write) -> Result<(), Error> {
        let Some(path) = self.path.clone() else {
            self.connection.execute_batch("COMMIT")?;
            out.write_all(&self.connection.serialize(MAIN_DB)?)?;
            return Ok(());
        };
        self.finish()?;
        let copied = io::copy(&mut File::open(&path)?, out);
        fs::remove_file(&path)?;
        copied?;
        Ok(())
    }
}
