//! Links between tables after the Related Tables Extension: claims to the places they speak of,
//! findings to the claims they judge.

use super::row;
use super::table::Package;
use choro_atlas::Atlas;
use rusqlite::params;
use std::collections::{BTreeMap, BTreeSet};

const TABLE: &str = "
CREATE TABLE gpkgext_relations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, base_table_name TEXT NOT NULL,
  base_primary_column TEXT NOT NULL DEFAULT 'id', related_table_name TEXT NOT NULL,
  related_primary_column TEXT NOT NULL DEFAULT 'id', relation_name TEXT NOT NULL,
  mapping_table_name TEXT NOT NULL UNIQUE);
";
const DEFINITION: &str = "http://www.geopackage.org/18-000.html";

pub(super) fn write(package: &Package<'_>, atlas: &Atlas) -> rusqlite::Result<()> {
    package.connection.execute_batch(TABLE)?;
    register(package, "gpkgext_relations")?;
    let mut rows: BTreeMap<String, i64> = BTreeMap::new();
    let mut places: BTreeSet<(i64, i64)> = BTreeSet::new();
    for (n, statement) in atlas.statements().enumerate() {
        let claim = statement.claim;
        rows.insert(claim.label(), row(n));
        places.extend(
            claim
                .arguments()
                .filter_map(|a| a.place)
                .map(|p| (row(n), row(p.0 as usize))),
        );
    }
    let findings: BTreeSet<(i64, i64)> = atlas
        .findings
        .iter()
        .enumerate()
        .filter_map(|(n, f)| Some((row(n), *rows.get(f.claim.as_ref()?)?)))
        .collect();
    relate(package, "claims", "places", "attributes", &places)?;
    relate(package, "findings", "claims", "features", &findings)
}

fn relate(
    package: &Package<'_>,
    base: &str,
    related: &str,
    relation: &str,
    pairs: &BTreeSet<(i64, i64)>,
) -> rusqlite::Result<()> {
    let mapping = format!("{base}_{related}");
    package.connection.execute_batch(&format!(
        "CREATE TABLE \"{mapping}\" (base_id INTEGER NOT NULL, related_id INTEGER NOT NULL);"
    ))?;
    {
        let mut insert = package
            .connection
            .prepare(&format!("INSERT INTO \"{mapping}\" VALUES (?, ?)"))?;
        for (from, to) in pairs {
            insert.execute(params![from, to])?;
        }
    }
    package.connection.execute(
        "INSERT INTO gpkgext_relations (base_table_name, related_table_name, relation_name, \
         mapping_table_name) VALUES (?, ?, ?, ?)",
        params![base, related, relation, mapping],
    )?;
    register(package, &mapping)
}

fn register(package: &Package<'_>, table: &str) -> rusqlite::Result<()> {
    package.connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_related_tables', ?, 'read-write')",
        [table, DEFINITION],
    )?;
    Ok(())
}
