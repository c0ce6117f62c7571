//! A package of anyone's making, read.
//!
//! Nothing of the file is executed: no trigger, no view, no generated column, no virtual table.
//! What it says of sizes is not believed, and a damaged file ends the reading of its table.

mod harden;

use std::io::{self, Read};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB};

use crate::Error;
use crate::table::quoted;
use harden::harden;

/// Tables read of one file.
const TABLES: usize = 10_000;

/// How much of a hostile file is read.
#[derive(Clone, Copy, Debug)]
pub struct SourceLimits {
    /// Bytes of one text or blob.
    pub value_bytes: usize,
    /// Bytes of all values read of one table.
    pub table_bytes: u64,
}

/// A package opened for reading.
#[derive(Debug)]
pub struct Source {
    connection: Connection,
    limits: SourceLimits,
}

/// A table of a package, as its contents list it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    /// Its name in SQL.
    pub table: String,
    /// `features`, `attributes`, or what an extension calls it.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// What it holds.
    pub description: String,
    /// Its geometry column and where that is.
    pub geometry: Option<Place>,
    /// Its columns in order, geometry and row number left out.
    pub columns: Vec<Column>,
}

/// What the contents list and cannot be read as a table: a view, tiles, a table that is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Its name.
    pub table: String,
    /// What the contents call it: `features`, `tiles` …
    pub kind: String,
}

/// A geometry column and its spatial reference system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The column's name.
    pub column: String,
    /// The system's number in the file.
    pub srs: i32,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its declared type, upper case: `TEXT(20)`, `BOOLEAN`, `DATE` …
    pub declared: String,
}

/// A spatial reference system, as a file defines it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Srs {
    /// Its number in the file.
    pub id: i32,
    /// Its name.
    pub name: String,
    /// Who numbers it, `EPSG`.
    pub organisation: String,
    /// The number that organisation gives it.
    pub code: i32,
    /// Its definition, well-known text.
    pub definition: String,
}

/// A value read, as SQLite stores it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Field<'r> {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
    /// Words; their bytes may be no UTF-8.
    Text(&'r [u8]),
    /// Bytes.
    Blob(&'r [u8]),
}

/// How the reading of a table ended, where it ended before its last row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All rows were read.
    Whole,
    /// SQLite says what is wrong with the file.
    Damaged(String),
    /// More bytes than are allowed.
    Limit,
}

impl Source {
    /// Opens the bytes of a file. A journal beside the file is not looked at.
    ///
    /// # Errors
    /// Where they are no SQLite file.
    pub fn open(bytes: &[u8], limits: SourceLimits) -> Result<Self, Error> {
        let mut connection = Connection::open_in_memory()?;
        let (head, rest) = bytes.split_at(bytes.len().min(HEADER));
        let mut head = head.to_vec();
        // A file in write-ahead mode cannot be opened without its log; as a plain one it can, and
        // lacks only what was never checkpointed.
        for mode in head.iter_mut().skip(READ_WRITE_VERSIONS).take(2) {
            *mode = 1;
        }
        let image = io::Cursor::new(head).chain(rest);
        connection.deserialize_read_exact(MAIN_DB, image, bytes.len(), true)?;
        harden(&connection, limits, bytes.len() as u64)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(Self { connection, limits })
    }

    /// The tables that the contents list, and what else they list, both sorted by name.
    ///
    /// # Errors
    /// Where there are no contents.
    pub fn layers(&self) -> Result<(Vec<Layer>, Vec<Unread>), Error> {
        let mut statement = self.connection.prepare(
            "SELECT c.table_name, c.data_type, c.identifier, c.description, s.type, \
               s.sql LIKE 'CREATE VIRTUAL%' \
             FROM gpkg_contents c LEFT JOIN sqlite_schema s \
               ON lower(s.name) = lower(c.table_name) AND s.type IN ('table', 'view') \
             ORDER BY c.table_name",
        )?;
        let mut rows = statement.query([])?;
        let (mut layers, mut others) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            if layers.len() + others.len() >= TABLES {
                break;
            }
            let text = |at| Ok::<String, Error>(words(row.get_ref(at)?));
            let (table, kind) = (text(0)?, text(1)?);
            let plain = text(4)? == "table" && text(5)? == "0";
            if !plain || kind.contains("tile") || kind.contains("coverage") {
                others.push(Unread { table, kind });
                continue;
            }
            layers.push(Layer {
                title: text(2)?,
                description: text(3)?,
                geometry: None,
                columns: Vec::new(),
                table,
                kind,
            });
        }
        for layer in &mut layers {
            layer.geometry = self.place(&layer.table)?;
            layer.columns = self.columns(layer)?;
        }
        Ok((layers, others))
    }

    /// The spatial reference systems of the file, sorted by number.
    ///
    /// # Errors
    /// Where the file has no table of them.
    pub fn systems(&self) -> Result<Vec<Srs>, Error> {
        let mut statement = self.connection.prepare(
            "SELECT srs_id, srs_name, organization, organization_coordsys_id, definition \
             FROM gpkg_spatial_ref_sys ORDER BY srs_id",
        )?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Srs {
                id: whole(row.get_ref(0)?),
                name: words(row.get_ref(1)?),
                organisation: words(row.get_ref(2)?),
                code: whole(row.get_ref(3)?),
                definition: words(row.get_ref(4)?),
            });
        }
        Ok(found)
    }

    fn place(&self, table: &str) -> Result<Option<Place>, Error> {
        let Ok(mut statement) = self.connection.prepare_cached(
            "SELECT column_name, srs_id FROM gpkg_geometry_columns \
             WHERE lower(table_name) = lower(?) ORDER BY column_name",
        ) else {
            return Ok(None);
        };
        let mut rows = statement.query([table])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        Ok(Some(Place {
            column: words(row.get_ref(0)?),
            srs: whole(row.get_ref(1)?),
        }))
    }

    fn columns(&self, layer: &Layer) -> Result<Vec<Column>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT name, upper(type), pk, hidden FROM pragma_table_xinfo(?) ORDER BY cid",
        )?;
        let mut rows = statement.query([&layer.table])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let name = words(row.get_ref(0)?);
            let declared = words(row.get_ref(1)?);
            let key = whole(row.get_ref(2)?) > 0 && declared == "INTEGER";
            let generated = whole(row.get_ref(3)?) != 0;
            let geometry = layer.geometry.as_ref();
            let geometry = geometry.is_some_and(|g| g.column.eq_ignore_ascii_case(&name));
            if !(key || generated || geometry) {
                found.push(Column { name, declared });
            }
        }
        Ok(found)
    }

    /// Reads a table in order of its row numbers: `each` gets a row's number, its geometry where
    /// the layer has one, and its other columns in order.
    pub fn rows(
        &self,
        layer: &Layer,
        each: &mut dyn FnMut(i64, Field<'_>, &[Field<'_>]),
    ) -> Ending {
        self.walk(layer, each)
            .unwrap_or_else(|error| Ending::Damaged(error.to_string()))
    }

    fn walk(
        &self,
        layer: &Layer,
        each: &mut dyn FnMut(i64, Field<'_>, &[Field<'_>]),
    ) -> rusqlite::Result<Ending> {
        let geometry = layer.geometry.as_ref().map(|g| g.column.as_str());
        let columns = geometry
            .into_iter()
            .chain(layer.columns.iter().map(|c| c.name.as_str()));
        // `t.` keeps a name that is no column from being read as a text.
        let columns: Vec<String> = columns.map(|c| format!(", t.{}", quoted(c))).collect();
        let sql = format!(
            "SELECT t._rowid_{} FROM {} AS t",
            columns.concat(),
            quoted(&layer.table)
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let (mut last, mut bytes) = (None, 0_u64);
        while let Some(row) = rows.next()? {
            let Field::Integer(id) = field(row.get_ref(0)?) else {
                return Ok(Ending::Damaged("a row has no number".to_owned()));
            };
            // The pages of a damaged file may lead back to each other.
            if last.is_some_and(|last| last >= id) {
                return Ok(Ending::Damaged(format!("row {id} comes again")));
            }
            last = Some(id);
            let mut fields = Vec::with_capacity(columns.len());
            for at in 1..=columns.len() {
                let field = field(row.get_ref(at)?);
                bytes += match field {
                    Field::Text(value) | Field::Blob(value) => value.len() as u64,
                    _ => 1,
                };
                fields.push(field);
            }
            if bytes > self.limits.table_bytes {
                return Ok(Ending::Limit);
            }
            match geometry {
                Some(_) => each(id, fields[0], &fields[1..]),
                None => each(id, Field::Null, &fields),
            }
        }
        Ok(Ending::Whole)
    }
}

/// Bytes of a SQLite file's header.
const HEADER: usize = 100;
/// Where the header says how the file is to be written and read.
const READ_WRITE_VERSIONS: usize = 18;

fn field(value: ValueRef<'_>) -> Field<'_> {
    match value {
        ValueRef::Null => Field::Null,
        ValueRef::Integer(number) => Field::Integer(number),
        ValueRef::Real(number) => Field::Real(number),
        ValueRef::Text(bytes) => Field::Text(bytes),
        ValueRef::Blob(bytes) => Field::Blob(bytes),
    }
}

fn words(value: ValueRef<'_>) -> String {
    match field(value) {
        Field::Null => String::new(),
        Field::Integer(number) => number.to_string(),
        Field::Real(number) => number.to_string(),
        Field::Text(bytes) | Field::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// A whole number of 32 bits; 0 for anything else.
fn whole(value: ValueRef<'_>) -> i32 {
    match field(value) {
        Field::Integer(number) => i32::try_from(number).unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
