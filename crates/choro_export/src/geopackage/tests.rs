use super::*;
use choro_atlas::sample;
use rusqlite::Connection;

fn written(atlas: &Atlas) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("atlas.gpkg");
    write_geopackage(atlas, &path).expect("written");
    (folder, path)
}

fn ask<T: rusqlite::types::FromSql>(path: &Path, sql: &str) -> T {
    Connection::open(path)
        .and_then(|c| c.query_row(sql, [], |row| row.get(0)))
        .unwrap_or_else(|error| panic!("{sql}: {error}"))
}

#[test]
fn sqlite_finds_nothing_wrong_and_every_table_is_in_the_contents() {
    let (_folder, path) = written(&sample::atlas());
    assert_eq!(ask::<String>(&path, "PRAGMA integrity_check"), "ok");
    assert_eq!(ask::<i64>(&path, "PRAGMA application_id"), 0x4750_4B47);
    assert_eq!(ask::<i64>(&path, "PRAGMA user_version"), 10_400);
    let features = "SELECT count(*) FROM gpkg_contents WHERE data_type = 'features'";
    assert_eq!(ask::<i64>(&path, features), 8);
    assert_eq!(
        ask::<i64>(&path, "SELECT count(*) FROM gpkg_geometry_columns"),
        8
    );
    assert_eq!(
        ask::<String>(&path, "SELECT max(last_change) FROM gpkg_contents"),
        "2024-11-04T00:00:00.000Z"
    );
}

#[test]
fn statements_lead_to_places_and_findings_to_statements() {
    let (_folder, path) = written(&sample::atlas());
    let places = "SELECT group_concat(name, '|') FROM (SELECT p.name FROM claims c \
        JOIN claims_places m ON m.base_id = c.id JOIN places p ON p.id = m.related_id \
        WHERE c.kind = 'direction' ORDER BY p.name)";
    assert_eq!(ask::<String>(&path, places), "Chongnan|Kimsol");
    let judged = "SELECT c.kind FROM findings f JOIN findings_claims m ON m.base_id = f.id \
        JOIN claims c ON c.id = m.related_id WHERE f.code = 'GEO501'";
    assert_eq!(ask::<String>(&path, judged), "on-feature");
    let former = "SELECT text FROM names WHERE role = 'former' AND edtf = '1910/1945'";
    assert_eq!(ask::<String>(&path, former), "Seiran");
    // Neither the input file nor the bare figure stands at a place.
    let nowhere = "SELECT group_concat(code, '|') FROM findings WHERE geom IS NULL";
    assert_eq!(ask::<String>(&path, nowhere), "QTY201|INP010");
}

#[test]
fn the_index_finds_a_place_by_its_box() {
    let (_folder, path) = written(&sample::atlas());
    let found = "SELECT p.name FROM places_point p JOIN rtree_places_point_geom r ON r.id = p.id \
        WHERE r.minx BETWEEN 129.7 AND 129.8 AND r.miny BETWEEN 41.7 AND 41.9";
    assert_eq!(ask::<String>(&path, found), "Chongnan");
}

#[test]
fn the_same_atlas_gives_the_same_bytes() {
    let read = || {
        let (_folder, path) = written(&sample::atlas());
        std::fs::read(path).expect("read")
    };
    assert_eq!(read(), read());
}

#[test]
fn a_kept_beginning_gives_the_same_bytes_under_any_date() {
    let (folder, path) = written(&sample::atlas());
    let earlier = Atlas {
        date: "1999-01-01".to_owned(),
        documents: Vec::new(),
        verdicts: Vec::new(),
        findings: Vec::new(),
        ..sample::atlas()
    };
    let kept = folder.path().join("kept.gpkg");
    begin_geopackage(&earlier, &kept).expect("begun");
    finish_geopackage(&sample::atlas(), &kept).expect("finished");
    let read = |path: &Path| std::fs::read(path).expect("read");
    assert!(read(&kept) == read(&path));
    // Nothing can be added to what was not begun, nor a second time.
    let empty = folder.path().join("empty.gpkg");
    for path in [empty, kept] {
        let again = finish_geopackage(&sample::atlas(), &path);
        assert!(matches!(again, Err(Error::Package { .. })));
    }
}

#[test]
fn a_file_that_is_there_is_left_alone() {
    let (_folder, path) = written(&sample::atlas());
    let error = write_geopackage(&sample::atlas(), &path).expect_err("it is there");
    assert!(error.to_string().contains("is there already"));
    let nowhere = Path::new("/nonexistent/folder/atlas.gpkg");
    assert!(matches!(
        write_geopackage(&sample::atlas(), nowhere),
        Err(Error::Package { .. })
    ));
}

#[test]
fn thirty_two_thousand_places_are_all_written() {
    let atlas = sample::with_villages(32_000);
    let (_folder, path) = written(&atlas);
    assert_eq!(
        ask::<i64>(&path, "SELECT count(*) FROM places"),
        atlas.gazetteer.places().len() as i64
    );
    assert!(atlas.gazetteer.places().len() >= 32_000);
}
