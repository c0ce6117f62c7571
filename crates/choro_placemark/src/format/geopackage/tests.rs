use std::io::Cursor;
use std::path::PathBuf;
use std::process::Command;

use choro_geopackage::{Cell, Package, Row, Table};
use proptest::prelude::*;

use crate::generated::items;
use crate::{
    Collection, Drape, Feature, Folder, Format, Geometry, Item, Limits, Placemark, Time, Value,
    Vertex, WriteOptions, read, writer,
};

fn written(items: &[Item], options: &WriteOptions) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let mut writer = writer(Format::GeoPackage, &mut out, options).expect("a writer");
    for item in items {
        writer.item(item).expect("written");
    }
    let losses = writer.finish().expect("finished");
    assert_eq!(losses, Vec::<String>::new());
    out.into_inner()
}

fn back(bytes: &[u8]) -> (Vec<Item>, Vec<String>) {
    let mut items = Vec::new();
    let findings = read(
        Format::GeoPackage,
        bytes,
        "a.gpkg",
        &Limits::default(),
        &mut |item| items.push(item),
    );
    let told = findings.iter().map(|f| format!("{} {}", f.code, f.message));
    (items, told.collect())
}

fn point(lon: f64, lat: f64) -> Geometry {
    let vertex = Vertex {
        lon,
        lat,
        height: None,
    };
    Geometry::Point(vertex, Drape::default())
}

fn folder(index: u32, parent: Option<u32>, name: &str) -> Item {
    Item::Folder(Folder {
        index,
        feature: Feature {
            folder: parent,
            name: Some(name.to_owned()),
            ..Feature::default()
        },
        ..Folder::default()
    })
}

fn placemark(folder: Option<u32>, name: &str) -> Item {
    let feature = Feature {
        folder,
        name: Some(name.to_owned()),
        time: Some(Time {
            begin: Some("2006".to_owned()),
            end: Some("2011-05".to_owned()),
            moment: false,
        }),
        ..Feature::default()
    };
    Item::Placemark(Placemark {
        feature,
        geometry: Some(point(129.5, 41.25)),
    })
}

proptest! {
    #[test]
    fn items_come_back_as_they_were(drawn in items()) {
        let bytes = written(&drawn, &WriteOptions::default());
        let (items, findings) = back(&bytes);
        // Figures drawn at random are no positions; anything else would be a fault of the file.
        let faults = |f: &&String| !f.contains("INP006") && !f.contains("INP007");
        prop_assert_eq!(findings.iter().find(faults), None);
        prop_assert_eq!(items, drawn);
    }
}

#[test]
fn a_working_file_gives_the_same_package_and_goes() {
    let items = [folder(0, None, "A"), placemark(Some(0), "B")];
    let folder = tempfile::tempdir().expect("a folder");
    let options = WriteOptions {
        scratch: folder.path().join("working.gpkg"),
        ..WriteOptions::default()
    };
    // A file also counts how often it was changed, and by which SQLite.
    let counted = [24..28, 92..100];
    let body = |mut bytes: Vec<u8>| {
        for range in &counted {
            bytes[range.clone()].fill(0);
        }
        bytes
    };
    let in_memory = written(&items, &WriteOptions::default());
    assert!(body(written(&items, &options)) == body(in_memory.clone()));
    assert!(in_memory == written(&items, &WriteOptions::default()));
    assert!(!options.scratch.exists());
}

#[test]
fn a_folder_told_completely_later_is_told_once() {
    let items = [
        folder(0, None, "draft"),
        folder(1, Some(0), "inner"),
        placemark(Some(1), "P"),
        folder(0, None, "Ryanggang"),
    ];
    let bytes = written(&items, &WriteOptions::default());
    let (items, findings) = back(&bytes);
    assert!(findings.is_empty());
    assert_eq!(items.len(), 3);
    assert_eq!(items[0], folder(0, None, "Ryanggang"));
    let folders = column(&bytes, "placemarks", "folder");
    assert_eq!(folders, ["Ryanggang/inner"]);
}

/// The texts of a column.
fn column(bytes: &[u8], table: &str, column: &str) -> Vec<String> {
    let limits = choro_geopackage::SourceLimits {
        value_bytes: 1 << 20,
        table_bytes: 1 << 24,
    };
    let source = choro_geopackage::Source::open(bytes, limits).expect("a package");
    let (layers, _) = source.layers().expect("contents");
    let layer = layers.iter().find(|l| l.table == table).expect("the table");
    let at = layer.columns.iter().position(|c| c.name == column);
    let mut found = Vec::new();
    source.rows(layer, &mut |_, _, fields| {
        found.extend(super::record::text(fields[at.expect("the column")]));
    });
    found
}

const SURVEY: Table<'static> = Table {
    name: "survey",
    title: "Survey 1932",
    description: "Wells",
    geometry: Some("POINT"),
    columns: &[
        ("Name", "TEXT"),
        ("depth_m", "DOUBLE"),
        ("dry", "BOOLEAN"),
        ("photo", "BLOB"),
        ("note", "TEXT"),
    ],
    indexed: &[],
};

fn foreign(geometry: Option<choro_geopackage::Stored>) -> Vec<u8> {
    let package = Package::in_memory("").expect("memory");
    package.create().expect("core");
    let row = Row {
        id: 7,
        geometry,
        cells: vec![
            "Kilju".into(),
            12.5.into(),
            true.into(),
            Cell::Blob((&[1_u8, 255][..]).into()),
            Cell::Null,
        ],
    };
    package.write(&SURVEY, std::iter::once(row)).expect("rows");
    let mut bytes = Vec::new();
    package.finish_into(&mut bytes).expect("bytes");
    bytes
}

#[test]
fn tables_of_others_become_folders_and_their_columns_attributes() {
    let stored = choro_geopackage::point(choro_geometry::Position::new(129.5, 41.25));
    let (items, findings) = back(&foreign(stored));
    assert!(findings.is_empty(), "{findings:?}");
    let mut all = Collection::default();
    for item in items {
        all.push(item);
    }
    let [found] = all.placemarks.as_slice() else {
        panic!("one placemark")
    };
    assert_eq!(all.path(&found.feature), ["Survey 1932"]);
    assert_eq!(found.feature.id, "survey.7");
    assert_eq!(found.feature.name.as_deref(), Some("Kilju"));
    assert_eq!(found.geometry, Some(point(129.5, 41.25)));
    let data: Vec<_> = found
        .feature
        .data
        .iter()
        .map(|d| (d.name.as_str(), &d.value))
        .collect();
    let depth = Value::Number("12.5".to_owned());
    assert_eq!(data, [("depth_m", &depth), ("dry", &Value::Bool(true))]);
    assert_eq!(found.feature.verbatim[0].text, "01ff");
    // The column without a value is told by the schema.
    assert_eq!(all.schemas[0].fields.len(), 5);
}

#[test]
fn a_geometry_that_cannot_be_read_is_kept_and_reported() {
    let stored = choro_geopackage::stored(&[1, 2, 0, 0, 0, 9, 9], None, false);
    let (items, findings) = back(&foreign(Some(stored)));
    assert_eq!(findings.len(), 1);
    assert!(
        findings[0].starts_with("INP007 row 7 of “survey”"),
        "{findings:?}"
    );
    let kept = items.iter().find_map(|item| match item {
        Item::Placemark(p) => p.geometry.clone(),
        _ => None,
    });
    assert!(matches!(kept, Some(Geometry::Other(v)) if v.text == "01020000000909"));
}

proptest! {
    #[test]
    fn damage_never_panics(at in vec_of_damage(), end in 0..200_000_usize) {
        let items = [folder(0, None, "A"), placemark(Some(0), "B"), placemark(None, "C")];
        let mut bytes = written(&items, &WriteOptions::default());
        for (place, byte) in at {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        bytes.truncate(end.max(512));
        back(&bytes);
    }
}

fn vec_of_damage() -> impl Strategy<Value = Vec<(usize, u8)>> {
    proptest::collection::vec((any::<usize>(), any::<u8>()), 0..12)
}

/// Runs one of GDAL's programs; `None` where it is not there.
fn gdal(program: &str, arguments: &[&str]) -> Option<String> {
    let Ok(ran) = Command::new(program).args(arguments).output() else {
        eprintln!("skipped: {program} missing");
        return None;
    };
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    let trouble = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(ran.status.success(), "{program} {arguments:?}: {trouble}");
    // GDAL 3.6 warns of version 1.4 of the format, and reads it.
    let lines = trouble.lines().filter(|l| !l.trim().is_empty());
    let grave: Vec<&str> = lines.filter(|l| !l.contains("v1.4.0")).collect();
    assert!(grave.is_empty(), "{grave:?}");
    Some(said)
}

#[test]
fn gdal_sees_path_name_and_dates() {
    let items = [
        folder(0, None, "Ryanggang"),
        folder(1, Some(0), "Military"),
        placemark(Some(1), "Musu-dan"),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let path: PathBuf = folder.path().join("sites.gpkg");
    std::fs::write(&path, written(&items, &WriteOptions::default())).expect("written");
    let path = path.to_string_lossy().into_owned();
    let Some(said) = gdal("ogrinfo", &["-ro", "-al", "-q", &path, "placemarks"]) else {
        return;
    };
    for line in [
        "name (String) = Musu-dan",
        "folder (String) = Ryanggang/Military",
        "date (String) = 2006/2011-05",
        "first_day (Date) = 2006/01/01",
        "last_day (Date) = 2011/05/31",
        "POINT (129.5 41.25)",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
}

#[test]
fn what_gdal_writes_is_read_in_any_system_that_can_be_converted() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = folder.path().join("a.geojson");
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"P","n":3},
         "geometry":{"type":"Point","coordinates":[129.5,41.25]}}]}"#;
    std::fs::write(&source, text).expect("written");
    for (system, converted) in [
        ("EPSG:4326", true),
        ("EPSG:3857", true),
        ("EPSG:32652", true),
        ("EPSG:5179", false),
    ] {
        let target = folder.path().join(format!("{}.gpkg", &system[5..]));
        let (from, to) = (source.to_string_lossy(), target.to_string_lossy());
        if gdal("ogr2ogr", &["-q", "-t_srs", system, &to, &from]).is_none() {
            return;
        }
        let (items, findings) = back(&std::fs::read(&target).expect("read"));
        let geometry = items.iter().find_map(|item| match item {
            Item::Placemark(p) => p.geometry.as_ref(),
            _ => None,
        });
        if converted {
            assert!(findings.is_empty(), "{findings:?}");
            let vertex = geometry.expect("a geometry").vertices()[0];
            let off = (vertex.lon - 129.5).abs() + (vertex.lat - 41.25).abs();
            assert!(off < 1e-7, "{system}: {vertex:?}");
        } else {
            assert!(matches!(geometry, Some(Geometry::Other(_))));
            assert!(findings[0].starts_with("INP006"), "{findings:?}");
        }
    }
}

/// Everything of a file, without lines and bytes, which packages do not keep.
fn whole(items: &[Item]) -> Collection {
    let mut all = Collection::default();
    for item in items {
        all.push(item.clone());
    }
    let plain = |feature: &mut Feature| {
        (feature.line, feature.span) = (0, choro_text::Span::default());
        feature.verbatim.iter_mut().for_each(|v| v.line = 0);
    };
    all.folders.iter_mut().for_each(|f| plain(&mut f.feature));
    all.overlays.iter_mut().for_each(|o| plain(&mut o.feature));
    all.links.iter_mut().for_each(|l| plain(&mut l.feature));
    all.styles.iter_mut().for_each(|s| s.verbatim.line = 0);
    all.schemas.iter_mut().for_each(|s| s.verbatim.line = 0);
    all.others.iter_mut().for_each(|(_, v)| v.line = 0);
    for placemark in &mut all.placemarks {
        plain(&mut placemark.feature);
        placemark.geometry.iter_mut().for_each(without_lines);
    }
    all
}

fn without_lines(geometry: &mut Geometry) {
    let drape = match geometry {
        Geometry::Multi(parts) => return parts.iter_mut().for_each(without_lines),
        Geometry::Other(verbatim) => {
            verbatim.line = 0;
            return;
        }
        Geometry::Track(track) => {
            track.verbatim.iter_mut().for_each(|v| v.line = 0);
            for point in &mut track.points {
                point.verbatim.iter_mut().for_each(|v| v.line = 0);
            }
            &mut track.drape
        }
        Geometry::Point(_, drape) | Geometry::Line(_, drape) | Geometry::Ring(_, drape) => drape,
        Geometry::Polygon(_, _, drape) => drape,
    };
    drape.verbatim.iter_mut().for_each(|v| v.line = 0);
}

#[test]
fn real_files_are_whole_after_a_round_trip() {
    use super::super::round_trip::{items as items_of, shared_archive};
    for archive in ["giscore_kml_suite", "togeojson_fixtures"] {
        let path = format!("data/kml/{archive}.tar.xz");
        for (name, bytes) in shared_archive(&path, ".kml") {
            let (first, _) = items_of(Format::Kml, &bytes);
            let (second, _) = back(&written(&first, &WriteOptions::default()));
            let (first, second) = (whole(&first), whole(&second));
            // Printed by parts, for numbers that are none equal nothing.
            assert_eq!(format!("{first:?}"), format!("{second:?}"), "{name}");
        }
    }
}
