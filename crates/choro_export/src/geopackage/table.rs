//! Layers and plain tables, and how they are filled.

use super::geometry::{Envelope, Stored, WGS84};
use super::rtree;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, params};

/// A table: its name, what it is called and holds, and its columns after `id` (and `geom`).
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) description: &'static str,
    /// `POINT`, `MULTILINESTRING` or `MULTIPOLYGON` where it is a feature layer.
    pub(super) geometry: Option<&'static str>,
    /// Name and SQLite type of each column.
    pub(super) columns: &'static [(&'static str, &'static str)],
    /// Columns to be indexed.
    pub(super) indexed: &'static [&'static str],
}

/// A value of a row.
pub(super) enum Cell<'a> {
    Text(&'a str),
    Owned(String),
    Integer(i64),
    Real(f64),
    Null,
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Owned(text)
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
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
        Ok(match self {
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Owned(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Real(number) => ToSqlOutput::Owned(Value::Real(*number)),
            Self::Null => ToSqlOutput::Owned(Value::Null),
        })
    }
}

/// A row: id, geometry of a feature, and a cell for each column.
pub(super) struct Row<'a> {
    pub(super) id: i64,
    pub(super) geometry: Option<Stored>,
    pub(super) cells: Vec<Cell<'a>>,
}

impl<'a> Row<'a> {
    /// A row of a plain table.
    pub(super) fn plain(id: i64, cells: Vec<Cell<'a>>) -> Self {
        Self {
            id,
            geometry: None,
            cells,
        }
    }
}

/// The file being written.
pub(super) struct Package<'c> {
    pub(super) connection: &'c Connection,
    moment: String,
}

impl<'c> Package<'c> {
    pub(super) fn new(connection: &'c Connection, moment: String) -> Self {
        Self { connection, moment }
    }

    /// Makes a table, fills it, and enters it into the table of contents.
    pub(super) fn write<'a>(
        &self,
        table: &Table,
        rows: impl Iterator<Item = Row<'a>>,
    ) -> rusqlite::Result<()> {
        self.connection.execute_batch(&create(table))?;
        let mut boxes: Vec<(i64, Envelope)> = Vec::new();
        {
            let width = table.columns.len() + 1 + usize::from(table.geometry.is_some());
            let marks = vec!["?"; width].join(",");
            let mut insert = self
                .connection
                .prepare(&format!("INSERT INTO \"{}\" VALUES ({marks})", table.name))?;
            for row in rows {
                let mut at = 1;
                insert.raw_bind_parameter(at, row.id)?;
                if table.geometry.is_some() {
                    at += 1;
                    insert.raw_bind_parameter(at, row.geometry.as_ref().map(|g| &g.bytes[..]))?;
                    boxes.extend(row.geometry.as_ref().map(|g| (row.id, g.envelope)));
                }
                for cell in &row.cells {
                    at += 1;
                    insert.raw_bind_parameter(at, cell)?;
                }
                insert.raw_execute()?;
            }
        }
        self.enter(table, &boxes)?;
        for column in table.indexed {
            self.connection.execute_batch(&format!(
                "CREATE INDEX \"{0}_{column}\" ON \"{0}\"(\"{column}\")",
                table.name
            ))?;
        }
        if table.geometry.is_some() {
            rtree::write(self.connection, table.name, &boxes)?;
        }
        Ok(())
    }

    fn enter(&self, table: &Table, boxes: &[(i64, Envelope)]) -> rusqlite::Result<()> {
        let extent = boxes.iter().map(|(_, e)| *e).reduce(|a, b| a.with(&b));
        let kind = if table.geometry.is_some() {
            "features"
        } else {
            "attributes"
        };
        self.connection.execute(
            "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                table.name,
                kind,
                table.title,
                table.description,
                self.moment,
                extent.map(|e| e.west),
                extent.map(|e| e.south),
                extent.map(|e| e.east),
                extent.map(|e| e.north),
                table.geometry.map(|_| WGS84),
            ],
        )?;
        if let Some(geometry) = table.geometry {
            self.connection.execute(
                "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
                params![table.name, geometry, WGS84],
            )?;
        }
        Ok(())
    }
}

fn create(table: &Table) -> String {
    let mut sql = format!(
        "CREATE TABLE \"{}\" (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL",
        table.name
    );
    if let Some(geometry) = table.geometry {
        sql.push_str(&format!(", geom {geometry}"));
    }
    for (name, kind) in table.columns {
        sql.push_str(&format!(", \"{name}\" {kind}"));
    }
    sql.push_str(");");
    sql
}
