//! Layers and plain tables, and how they are filled.

use std::borrow::Cow;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params};

use crate::geometry::{Envelope, Stored, WGS84};
use crate::rtree;

/// A table: its name, what it is called and holds, and its columns after `id` (and `geom`).
#[derive(Clone, Copy, Debug)]
pub struct Table<'t> {
    /// Its name in SQL.
    pub name: &'t str,
    /// What it is called; no other table may have the same.
    pub title: &'t str,
    /// What it holds, one sentence.
    pub description: &'t str,
    /// `POINT`, `MULTILINESTRING` or `MULTIPOLYGON` where it is a feature layer; `GEOMETRY` for
    /// one of any kind, with or without heights.
    pub geometry: Option<&'t str>,
    /// Name and SQLite type of each column.
    pub columns: &'t [(&'t str, &'t str)],
    /// Columns to be indexed.
    pub indexed: &'t [&'t str],
}

/// A value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Words.
    Text(Cow<'a, str>),
    /// A whole number, or a truth value as 1 and 0.
    Integer(i64),
    /// A number.
    Real(f64),
    /// Bytes.
    Blob(Cow<'a, [u8]>),
    /// Nothing.
    Null,
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<bool> for Cell<'_> {
    fn from(truth: bool) -> Self {
        Self::Integer(i64::from(truth))
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        // SQLite stores NaN as NULL anyway; infinities other readers cannot take.
        if number.is_finite() {
            Self::Real(number)
        } else {
            Self::Null
        }
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Real(number) => ValueRef::Real(*number),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
            Self::Null => ValueRef::Null,
        }))
    }
}

/// A row: id, geometry of a feature, and a cell for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    /// Number, from 1.
    pub id: i64,
    /// Geometry, in feature layers.
    pub geometry: Option<Stored>,
    /// As many as the table has columns.
    pub cells: Vec<Cell<'a>>,
}

impl<'a> Row<'a> {
    /// A row of a plain table.
    pub fn plain(id: i64, cells: Vec<Cell<'a>>) -> Self {
        Self {
            id,
            geometry: None,
            cells,
        }
    }
}

/// A table that is being filled.
#[derive(Debug)]
pub struct Filling {
    insert: String,
    geometry: bool,
    boxes: Vec<(i64, Envelope)>,
}

impl Filling {
    pub(crate) fn begin(connection: &Connection, table: &Table<'_>) -> rusqlite::Result<Self> {
        connection.execute_batch(&create(table))?;
        let geometry = table.geometry.is_some();
        let marks = vec!["?"; table.columns.len() + 1 + usize::from(geometry)].join(",");
        Ok(Self {
            insert: format!("INSERT INTO {} VALUES ({marks})", quoted(table.name)),
            geometry,
            boxes: Vec::new(),
        })
    }

    pub(crate) fn insert(
        &mut self,
        connection: &Connection,
        row: &Row<'_>,
    ) -> rusqlite::Result<()> {
        let mut insert = connection.prepare_cached(&self.insert)?;
        let mut at = 1;
        insert.raw_bind_parameter(at, row.id)?;
        if self.geometry {
            at += 1;
            insert.raw_bind_parameter(at, row.geometry.as_ref().map(|g| &g.bytes[..]))?;
            let envelope = row.geometry.as_ref().and_then(|g| g.envelope);
            self.boxes.extend(envelope.map(|e| (row.id, e)));
        }
        for cell in &row.cells {
            at += 1;
            insert.raw_bind_parameter(at, cell)?;
        }
        insert.raw_execute().map(drop)
    }

    pub(crate) fn finish(
        self,
        connection: &Connection,
        table: &Table<'_>,
        moment: &str,
    ) -> rusqlite::Result<()> {
        enter(connection, table, &self.boxes, moment)?;
        for column in table.indexed {
            connection.execute_batch(&format!(
                "CREATE INDEX \"{0}_{column}\" ON \"{0}\"(\"{column}\")",
                table.name
            ))?;
        }
        if table.geometry.is_some() {
            rtree::write(connection, table.name, &self.boxes)?;
        }
        Ok(())
    }
}

fn enter(
    connection: &Connection,
    table: &Table<'_>,
    boxes: &[(i64, Envelope)],
    moment: &str,
) -> rusqlite::Result<()> {
    let extent = boxes.iter().map(|(_, e)| *e).reduce(|a, b| a.with(&b));
    let kind = if table.geometry.is_some() {
        "features"
    } else {
        "attributes"
    };
    connection.execute(
        "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            table.name,
            kind,
            table.title,
            table.description,
            moment,
            extent.map(|e| e.west),
            extent.map(|e| e.south),
            extent.map(|e| e.east),
            extent.map(|e| e.north),
            table.geometry.map(|_| WGS84),
        ],
    )?;
    if let Some(geometry) = table.geometry {
        // 2: heights may be there.
        let heights = if geometry == "GEOMETRY" { 2 } else { 0 };
        connection.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, ?, 0)",
            params![table.name, geometry, WGS84, heights],
        )?;
    }
    Ok(())
}

/// A name as SQL takes it.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn create(table: &Table<'_>) -> String {
    let mut sql = format!(
        "CREATE TABLE {} (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL",
        quoted(table.name)
    );
    if let Some(geometry) = table.geometry {
        sql.push_str(&format!(", geom {geometry}"));
    }
    for (name, kind) in table.columns {
        sql.push_str(&format!(", {} {kind}", quoted(name)));
    }
    sql.push_str(");");
    sql
}
