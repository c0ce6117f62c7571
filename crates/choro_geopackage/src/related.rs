//! Links between tables after the Related Tables Extension (OGC 18-000).

use rusqlite::{Connection, params};

const TABLE: &str = "
CREATE TABLE gpkgext_relations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, base_table_name TEXT NOT NULL,
  base_primary_column TEXT NOT NULL DEFAULT 'id', related_table_name TEXT NOT NULL,
  related_primary_column TEXT NOT NULL DEFAULT 'id', relation_name TEXT NOT NULL,
  mapping_table_name TEXT NOT NULL UNIQUE);
";
const DEFINITION: &str = "http://www.geopackage.org/18-000.html";

/// Rows of one table that belong to rows of another.
#[derive(Clone, Copy, Debug)]
pub struct Relation<'a> {
    /// The table related from; the mapping table is called after both.
    pub base: &'a str,
    /// The table related to.
    pub related: &'a str,
    /// What is related to: `features`, `attributes`, `media` …
    pub kind: &'a str,
}

pub(crate) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(TABLE)?;
    register(connection, "gpkgext_relations")
}

pub(crate) fn relate(
    connection: &Connection,
    relation: Relation<'_>,
    pairs: impl IntoIterator<Item = (i64, i64)>,
) -> rusqlite::Result<()> {
    let Relation {
        base,
        related,
        kind,
    } = relation;
    let mapping = format!("{base}_{related}");
    connection.execute_batch(&format!(
        "CREATE TABLE \"{mapping}\" (base_id INTEGER NOT NULL, related_id INTEGER NOT NULL);"
    ))?;
    {
        let mut insert = connection.prepare(&format!("INSERT INTO \"{mapping}\" VALUES (?, ?)"))?;
        for (from, to) in pairs {
            insert.execute(params![from, to])?;
        }
    }
    connection.execute(
        "INSERT INTO gpkgext_relations (base_table_name, related_table_name, relation_name, \
         mapping_table_name) VALUES (?, ?, ?, ?)",
        params![base, related, kind, mapping],
    )?;
    register(connection, &mapping)
}

fn register(connection: &Connection, table: &str) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_related_tables', ?, 'read-write')",
        [table, DEFINITION],
    )?;
    Ok(())
}
