use choro_geometry::Position;

use super::*;
use crate::{Cell, Package, Row, Table, point};

const LIMITS: SourceLimits = SourceLimits {
    value_bytes: 1 << 20,
    table_bytes: 1 << 24,
};

const PLACES: Table<'static> = Table {
    name: "places",
    title: "Places",
    description: "Where",
    geometry: Some("POINT"),
    columns: &[
        ("name", "TEXT"),
        ("height \"m\"", "DOUBLE"),
        ("photo", "BLOB"),
    ],
    indexed: &[],
};

fn package(rows: i64) -> Package {
    with_photos(rows, b"\0\xFF")
}

fn with_photos(rows: i64, photo: &[u8]) -> Package {
    let package = Package::in_memory("2024-11-04").expect("memory");
    package.create().expect("core tables");
    let rows = (1..=rows).map(|id| Row {
        id,
        geometry: point(Position::new(129.0, 41.0)),
        cells: vec!["Kilju".into(), 3.5.into(), Cell::Blob(photo.into())],
    });
    package.write(&PLACES, rows).expect("rows");
    package
}

fn bytes(package: Package) -> Vec<u8> {
    let mut bytes = Vec::new();
    package.finish_into(&mut bytes).expect("written");
    bytes
}

/// A package after statements that no writer of this crate makes.
fn spoilt(sql: &str) -> Vec<u8> {
    let package = package(3);
    package.connection().execute_batch(sql).expect(sql);
    bytes(package)
}

#[test]
fn what_was_written_is_read() {
    let source = Source::open(&bytes(package(2)), LIMITS).expect("a package");
    let (layers, others) = source.layers().expect("contents");
    assert!(others.is_empty());
    let layer = &layers[0];
    assert_eq!(
        (layer.title.as_str(), layer.kind.as_str()),
        ("Places", "features")
    );
    let place = layer.geometry.clone().expect("a geometry");
    assert_eq!((place.column.as_str(), place.srs), ("geom", 4326));
    let columns: Vec<&str> = layer.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(columns, ["name", "height \"m\"", "photo"]);
    let mut seen = Vec::new();
    let ending = source.rows(layer, &mut |id, geometry, fields| {
        assert!(matches!(geometry, Field::Blob(blob) if blob.starts_with(b"GP")));
        assert_eq!(fields[0], Field::Text(b"Kilju"));
        assert_eq!(fields[1..], [Field::Real(3.5), Field::Blob(b"\0\xFF")]);
        seen.push(id);
    });
    assert_eq!((ending, seen), (Ending::Whole, vec![1, 2]));
    assert_eq!(source.systems().expect("systems").len(), 3);
}

#[test]
fn a_file_in_write_ahead_mode_is_read() {
    let mut bytes = bytes(package(2));
    bytes[18..20].copy_from_slice(&[2, 2]);
    let source = Source::open(&bytes, LIMITS).expect("a package");
    assert_eq!(source.layers().expect("contents").0.len(), 1);
}

#[test]
fn views_virtual_tables_and_generated_columns_are_never_executed() {
    let bytes = spoilt(
        "CREATE VIEW seen AS SELECT id, randomblob(1e9) AS x FROM places;
         CREATE VIRTUAL TABLE tree USING rtree(id, a, b);
         INSERT INTO gpkg_contents (table_name, data_type, last_change) VALUES
           ('seen', 'features', ''), ('tree', 'attributes', ''), ('gone', 'attributes', '');
         ALTER TABLE places ADD COLUMN big AS (printf('%.*c', 1000000, 'x'));",
    );
    let source = Source::open(&bytes, LIMITS).expect("a package");
    let (layers, others) = source.layers().expect("contents");
    let others: Vec<&str> = others.iter().map(|o| o.table.as_str()).collect();
    assert_eq!(others, ["gone", "seen", "tree"]);
    assert_eq!(layers.len(), 1);
    assert_eq!(layers[0].columns.len(), 3);
}

#[test]
fn the_limits_of_bytes_hold() {
    let bytes = bytes(with_photos(3, &vec![0; 900_000]));
    let tight = SourceLimits {
        table_bytes: 1_000_000,
        ..LIMITS
    };
    let source = Source::open(&bytes, tight).expect("a package");
    let (layers, _) = source.layers().expect("contents");
    let mut rows = 0;
    assert_eq!(
        source.rows(&layers[0], &mut |_, _, _| rows += 1),
        Ending::Limit
    );
    assert_eq!(rows, 1);
    let narrow = SourceLimits {
        value_bytes: 1000,
        ..LIMITS
    };
    let source = Source::open(&bytes, narrow).expect("a package");
    let (layers, _) = source.layers().expect("contents");
    let ending = source.rows(&layers[0], &mut |_, _, _| ());
    assert!(matches!(ending, Ending::Damaged(_)), "{ending:?}");
}

#[test]
fn damage_anywhere_ends_the_reading_without_a_panic() {
    let whole = bytes(package(400));
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1);
        (state >> 33) as usize % below
    };
    for round in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..=round % 20 {
            let at = next(bytes.len());
            bytes[at] = next(256) as u8;
        }
        bytes.truncate(bytes.len() - next(bytes.len()) * usize::from(round % 5 == 0));
        let Ok(source) = Source::open(&bytes, LIMITS) else {
            continue;
        };
        let Ok((layers, _)) = source.layers() else {
            continue;
        };
        for layer in &layers {
            let mut last = 0;
            source.rows(layer, &mut |id, _, _| {
                assert!(id > last || last == 0);
                last = id;
            });
        }
        let _ = source.systems();
    }
}

#[test]
fn what_is_no_package_is_refused() {
    assert!(
        Source::open(b"", LIMITS)
            .and_then(|s| s.layers().map(drop))
            .is_err()
    );
    assert!(Source::open(b"SQLite format 3\0", LIMITS).is_err());
    assert!(Source::open(&[7; 5000], LIMITS).is_err());
    let bytes = bytes(Package::in_memory("").expect("memory"));
    let source = Source::open(&bytes, LIMITS).expect("a database");
    assert!(source.layers().is_err());
}

#[test]
fn a_page_that_leads_to_itself_ends_the_reading() {
    // Every pointer of the interior page of the table leads to its first leaf.
    let whole = bytes(package(4000));
    let source = Source::open(&whole, LIMITS).expect("a package");
    let (layers, _) = source.layers().expect("contents");
    let mut rows = 0;
    assert_eq!(
        source.rows(&layers[0], &mut |_, _, _| rows += 1),
        Ending::Whole
    );
    assert_eq!(rows, 4000);
    let mut bytes = whole.clone();
    let mut spoilt = 0;
    for page in bytes.chunks_mut(4096).skip(1).filter(|p| p[0] == 5) {
        let cells = usize::from(u16::from_be_bytes([page[3], page[4]]));
        let first = usize::from(u16::from_be_bytes([page[12], page[13]]));
        let leaf: [u8; 4] = page[first..first + 4].try_into().expect("four");
        for cell in 0..cells {
            let at = usize::from(u16::from_be_bytes([
                page[12 + 2 * cell],
                page[13 + 2 * cell],
            ]));
            page[at..at + 4].copy_from_slice(&leaf);
        }
        spoilt += 1;
    }
    assert!(spoilt > 0);
    let Ok(source) = Source::open(&bytes, LIMITS) else {
        return;
    };
    let ending = source.rows(&layers[0], &mut |_, _, _| ());
    assert!(matches!(ending, Ending::Damaged(_)), "{ending:?}");
}
