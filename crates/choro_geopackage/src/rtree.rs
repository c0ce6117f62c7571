//! The R-tree of a feature layer (annex F.3 of the standard), filled before its triggers are
//! made: the triggers call functions that readers bring along and this writer has not.

use crate::geometry::Envelope;
use rusqlite::{Connection, params};

/// Makes and fills the index of `table`.
pub(crate) fn write(
    connection: &Connection,
    table: &str,
    boxes: &[(i64, Envelope)],
) -> rusqlite::Result<()> {
    let tree = format!("rtree_{table}_geom");
    connection.execute_batch(&format!(
        "CREATE VIRTUAL TABLE \"{tree}\" USING rtree(id, minx, maxx, miny, maxy);"
    ))?;
    {
        let mut insert =
            connection.prepare(&format!("INSERT INTO \"{tree}\" VALUES (?, ?, ?, ?, ?)"))?;
        for (id, e) in boxes {
            insert.execute(params![id, e.west, e.east, e.south, e.north])?;
        }
    }
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', \
         'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
        [table],
    )?;
    connection.execute_batch(&triggers(table, &tree))
}

fn triggers(table: &str, tree: &str) -> String {
    let new = "NEW.id, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)";
    let there = "NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)";
    let gone = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))";
    let insert = format!("INSERT OR REPLACE INTO \"{tree}\" VALUES ({new});");
    let update = format!(
        "UPDATE \"{tree}\" SET minx = ST_MinX(NEW.geom), maxx = ST_MaxX(NEW.geom), \
         miny = ST_MinY(NEW.geom), maxy = ST_MaxY(NEW.geom) WHERE id = NEW.id;"
    );
    let delete = format!("DELETE FROM \"{tree}\" WHERE id = OLD.id;");
    let both = format!("DELETE FROM \"{tree}\" WHERE id IN (OLD.id, NEW.id);");
    [
        ("insert", "INSERT", format!("({there})"), &insert),
        (
            "update6",
            "UPDATE OF geom",
            format!(
                "OLD.id = NEW.id AND ({there}) AND (OLD.geom NOT NULL AND NOT ST_IsEmpty(OLD.geom))"
            ),
            &update,
        ),
        (
            "update7",
            "UPDATE OF geom",
            format!("OLD.id = NEW.id AND ({there}) AND (OLD.geom ISNULL OR ST_IsEmpty(OLD.geom))"),
            &insert,
        ),
        (
            "update2",
            "UPDATE OF geom",
            format!("OLD.id = NEW.id AND {gone}"),
            &delete,
        ),
        (
            "update5",
            "UPDATE",
            format!("OLD.id != NEW.id AND ({there})"),
            &format!("{delete} {insert}"),
        ),
        (
            "update4",
            "UPDATE",
            format!("OLD.id != NEW.id AND {gone}"),
            &both,
        ),
        ("delete", "DELETE", "OLD.geom NOT NULL".to_owned(), &delete),
    ]
    .iter()
    .fold(String::new(), |sql, (name, event, when, action)| {
        sql + &format!(
            "CREATE TRIGGER \"{tree}_{name}\" AFTER {event} ON \"{table}\" WHEN {when} \
             BEGIN {action} END;\n"
        )
    })
}
