use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::round_trip::{items, written};
use crate::generated;
use crate::{
    Collection, Datum, Drape, Feature, Folder, Format, Geometry, Item, Limits, Placemark, Time,
    Value, Vertex, read,
};

fn at(lon: f64, lat: f64) -> Vertex {
    Vertex {
        lon,
        lat,
        height: None,
    }
}

fn datum(name: &str, value: Value) -> Datum {
    Datum {
        name: name.to_owned(),
        display: None,
        value,
        schema: None,
    }
}

fn number(digits: &str) -> Value {
    Value::Number(digits.to_owned())
}

fn ring(corners: &[(f64, f64)]) -> Vec<Vertex> {
    let first = corners.first();
    corners
        .iter()
        .chain(first)
        .map(|(x, y)| at(*x, *y))
        .collect()
}

/// One placemark of each kind of shape, in folders, as shapefiles can hold them.
fn sample() -> Vec<Item> {
    let folder = |index, parent, name: &str| {
        Item::Folder(Folder {
            index,
            feature: Feature {
                folder: parent,
                name: Some(name.to_owned()),
                ..Feature::default()
            },
            ..Folder::default()
        })
    };
    let clockwise = ring(&[(0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (9.0, 0.0)]);
    let hole = ring(&[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0)]);
    let island = ring(&[(20.0, 0.0), (20.0, 1.0), (21.0, 1.0), (21.0, 0.0)]);
    let drape = Drape::default;
    let high = |mut v: Vertex| {
        v.height = Some(410.5);
        v
    };
    let shapes = [
        Some(Geometry::Point(at(129.5, 41.25), drape())),
        Some(Geometry::Point(high(at(129.5, 41.25)), drape())),
        Some(Geometry::Line(vec![at(1.0, 2.0), at(3.0, 4.0)], drape())),
        Some(Geometry::Multi(vec![
            Geometry::Polygon(clockwise, vec![hole], drape()),
            Geometry::Polygon(island, Vec::new(), drape()),
        ])),
        Some(Geometry::Multi(vec![
            Geometry::Point(at(1.0, 2.0), drape()),
            Geometry::Point(at(3.0, 4.0), drape()),
        ])),
        None,
    ];
    let mut items = vec![folder(0, None, "함경북도"), folder(1, Some(0), "Military")];
    for (n, geometry) in shapes.into_iter().enumerate() {
        let feature = Feature {
            id: format!("site-{n}"),
            folder: Some(1),
            name: Some(format!("무수단 {n}")),
            time: Some(Time {
                begin: Some("2006".to_owned()),
                end: None,
                moment: true,
            }),
            data: vec![
                datum("height_m", number("12.50")),
                datum("dug", Value::Bool(n % 2 == 0)),
                datum("crew", Value::Text(" three".to_owned())),
            ],
            ..Feature::default()
        };
        items.push(Item::Placemark(Placemark { feature, geometry }));
    }
    items
}

fn placemarks(items: &[Item]) -> Vec<(Vec<String>, Placemark)> {
    let mut all = Collection::default();
    for item in items {
        all.push(item.clone());
    }
    let path = |p: &Placemark| {
        all.path(&p.feature)
            .into_iter()
            .map(str::to_owned)
            .collect()
    };
    let mut found: Vec<(Vec<String>, Placemark)> = all
        .placemarks
        .iter()
        .map(|p| {
            let mut bare = p.clone();
            bare.feature.folder = None;
            (path(p), bare)
        })
        .collect();
    found.sort_by(|a, b| a.1.feature.id.cmp(&b.1.feature.id));
    found
}

#[test]
fn what_shapefiles_can_hold_comes_back() {
    let (bytes, losses) = written(Format::Shapefile, &sample());
    assert_eq!(losses, Vec::<String>::new());
    let (back, findings) = items(Format::Shapefile, &bytes);
    assert!(findings.is_empty(), "{findings:?}");
    for (found, expected) in placemarks(&back).iter().zip(placemarks(&sample())) {
        assert_eq!(*found, expected);
    }
    assert_eq!(placemarks(&back).len(), 6);
    assert!(written(Format::Shapefile, &sample()).0 == bytes);
}

#[test]
fn losses_are_told() {
    let open = vec![at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0)];
    let feature = Feature {
        data: vec![
            datum("a name of many letters", number("1")),
            datum("a name of many words", Value::Text("x".repeat(300))),
            datum("nothing", Value::Null),
        ],
        visible: Some(false),
        ..Feature::default()
    };
    let placemark = Item::Placemark(Placemark {
        feature,
        geometry: Some(Geometry::Polygon(open, Vec::new(), Drape::default())),
    });
    let (bytes, losses) = written(Format::Shapefile, &[placemark]);
    let told = losses.join("\n");
    for word in [
        "shortened",
        "254 bytes",
        "is nothing",
        "was closed",
        "turned round",
        "shown",
    ] {
        assert!(told.contains(word), "{word} in {told}");
    }
    let (back, _) = items(Format::Shapefile, &bytes);
    let data = &placemarks(&back)[0].1.feature.data;
    let names: Vec<&str> = data.iter().map(|d| d.name.as_str()).collect();
    assert_eq!(names, ["a name of", "a name o_1"]);
}

proptest! {
    #[test]
    fn what_was_read_once_stays_as_it_is(drawn in generated::items()) {
        let (first, _) = items(Format::Shapefile, &written(Format::Shapefile, &drawn).0);
        let (bytes, losses) = written(Format::Shapefile, &first);
        let (second, _) = items(Format::Shapefile, &bytes);
        // A hole in nothing was read as an area, and is turned round as one.
        if !losses.iter().any(|l| l.contains("turned round")) {
            prop_assert_eq!(placemarks(&first), placemarks(&second));
        }
        let before = drawn.iter().filter(|i| matches!(i, Item::Placemark(_))).count();
        prop_assert_eq!(placemarks(&first).len(), before);
    }

    #[test]
    fn damage_never_panics(
        spots in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..12),
        cut in 0..600_usize,
    ) {
        // A single .shp, and table and shapes stored in an archive without packing.
        let shp = file(&written(Format::Shapefile, &sample()).0, "areas.shp");
        let dbf = file(&written(Format::Shapefile, &sample()).0, "areas.dbf");
        let spoil = |mut bytes: Vec<u8>| {
            for (place, byte) in &spots {
                let place = place % bytes.len();
                bytes[place] = *byte;
            }
            bytes.truncate(bytes.len() - cut.min(bytes.len() / 2));
            bytes
        };
        items(Format::Shapefile, &spoil(shp.clone()));
        let archive = packed(&[("a.shp", &spoil(shp)), ("a.dbf", &spoil(dbf))]);
        items(Format::Shapefile, &archive);
        items(Format::Shapefile, &spoil(archive));
    }
}

/// A file of an archive.
fn file(archive: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let mut entry = archive.by_name(name).expect(name);
    let mut bytes = Vec::new();
    std::io::copy(&mut entry, &mut bytes).expect("unpacked");
    bytes
}

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .expect("a file");
        archive.write_all(bytes).expect("memory");
    }
    archive.finish().expect("finished").into_inner()
}

fn codes(findings: &[choro_diagnostic::Finding]) -> Vec<&str> {
    findings.iter().map(|f| f.code.as_str()).collect()
}

#[test]
fn a_shape_file_alone_and_one_in_another_system_are_told() {
    let archive = written(Format::Shapefile, &sample()).0;
    let shp = file(&archive, "points.shp");
    let (alone, findings) = items(Format::Shapefile, &shp);
    assert_eq!(codes(&findings), ["INP010", "INP010"]);
    assert_eq!(placemarks(&alone).len(), 1);
    let prj = b"PROJCS[\"Tokyo / 10\",GEOGCS[\"Tokyo\",DATUM[\"D_Tokyo\"]]]";
    let archive = packed(&[("a.shp", &shp), ("a.prj", prj)]);
    let (unplaced, findings) = items(Format::Shapefile, &archive);
    assert_eq!(codes(&findings), ["INP006"]);
    let geometry = placemarks(&unplaced)[0].1.geometry.clone();
    assert!(matches!(geometry, Some(Geometry::Other(v)) if v.name == "Tokyo / 10"));
}

#[test]
fn hostile_archives_stay_within_limits() {
    let bomb = packed(&[("a.shp", &vec![0; 4 << 20]), ("a.dbf", &[])]);
    let limits = Limits {
        ratio: 10,
        ..Limits::default()
    };
    let findings = read(Format::Shapefile, &bomb, "a.zip", &limits, &mut |_| ());
    assert!(codes(&findings).contains(&"INP011"), "{findings:?}");
    let outside = packed(&[("../a.shp", b"x"), ("notes.xml", b"<x/>")]);
    let (_, findings) = items(Format::Shapefile, &outside);
    let mut told = codes(&findings);
    told.sort_unstable();
    assert_eq!(told, ["INP026", "INP028"]);
    let (_, findings) = items(Format::Shapefile, b"PK\x03\x04");
    assert_eq!(codes(&findings), ["INP014"]);
}

fn run(program: &str, arguments: &[&str]) -> Option<String> {
    let Ok(ran) = Command::new(program).args(arguments).output() else {
        eprintln!("skipped: {program} missing");
        return None;
    };
    let trouble = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{program} {arguments:?}: {trouble}");
    Some(String::from_utf8_lossy(&ran.stdout).into_owned())
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[test]
fn gdal_reads_what_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sites.zip");
    std::fs::write(&path, written(Format::Shapefile, &sample()).0).expect("written");
    let path = format!("/vsizip/{}", text(&path));
    let Some(said) = run("ogrinfo", &["-ro", "-al", "-q", &path]) else {
        return;
    };
    for line in [
        "name (String) = 무수단 0",
        "folder (String) = 함경북도/Military",
        "height_m (Real) = 12.50",
        "POINT (129.5 41.25)",
        "POINT Z (129.5 41.25 410.5)",
        "LINESTRING (1 2,3 4)",
        "MULTIPOLYGON (((0 0,0 9,9 9,9 0,0 0),(1 1,2 1,2 2,1 2,1 1)),((20 0,20 1,21 1,21 0,20 0)))",
        "MULTIPOINT ((1 2),(3 4))",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
}

#[test]
fn what_gdal_writes_is_read_in_several_encodings_and_systems() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = folder.path().join("a.geojson");
    let json = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"NAME":"무수단리","n":3,"day":"2006-05-01"},
         "geometry":{"type":"Point","coordinates":[129.5,41.25]}}]}"#;
    std::fs::write(&source, json).expect("written");
    for (encoding, system) in [
        ("UTF-8", "EPSG:4326"),
        ("CP949", "EPSG:4326"),
        ("UTF-8", "EPSG:3857"),
        ("UTF-8", "EPSG:32652"),
    ] {
        let name = format!("{encoding}{}", &system[5..]);
        let target = folder.path().join(format!("{name}.shp"));
        let option = format!("ENCODING={encoding}");
        let arguments = [
            "-q",
            "-lco",
            &option,
            "-t_srs",
            system,
            &text(&target),
            &text(&source),
        ];
        if run("ogr2ogr", &arguments).is_none() {
            return;
        }
        let part = |ending: &str| std::fs::read(target.with_extension(ending)).expect(ending);
        let files =
            ["shp", "dbf", "cpg", "prj"].map(|ending| (format!("a.{ending}"), part(ending)));
        let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), &b[..])).collect();
        let (back, findings) = items(Format::Shapefile, &packed(&files));
        assert!(findings.is_empty(), "{name}: {findings:?}");
        let (path, found) = placemarks(&back).remove(0);
        assert_eq!(path, ["a"]);
        assert_eq!(found.feature.name.as_deref(), Some("무수단리"), "{name}");
        let day = datum("day", Value::Text("2006-05-01".to_owned()));
        assert!(
            found.feature.data.contains(&day)
                && found.feature.data.contains(&datum("n", number("3")))
        );
        let vertex = found.geometry.expect("a point").vertices()[0];
        let off = (vertex.lon - 129.5).abs() + (vertex.lat - 41.25).abs();
        assert!(off < 1e-7, "{name}: {vertex:?}");
    }
}

#[test]
fn real_outlines_come_through_gdal_and_back() {
    let path = "/../../../shared/data/ne/neasia_ne_10m_lakes.geojson";
    let source = format!("{}{path}", env!("CARGO_MANIFEST_DIR"));
    let Ok(json) = std::fs::read(&source) else {
        eprintln!("skipped: {path} missing");
        return;
    };
    let (expected, _) = items(Format::GeoJson, &json);
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("lakes.shp");
    if run(
        "ogr2ogr",
        &["-q", "-lco", "ENCODING=UTF-8", &text(&target), &source],
    )
    .is_none()
    {
        return;
    }
    let part = |ending: &str| std::fs::read(target.with_extension(ending)).expect(ending);
    let files = ["shp", "dbf", "cpg", "prj"].map(|ending| (format!("a.{ending}"), part(ending)));
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), &b[..])).collect();
    let (found, findings) = items(Format::Shapefile, &packed(&files));
    assert!(findings.is_empty(), "{findings:?}");
    let outlines = |items: &[Item]| -> Vec<(usize, usize)> {
        let told = |g: &Geometry| {
            let polygons = match g.shape() {
                Some(choro_geometry::Shape::Polygons(all)) => all,
                _ => Vec::new(),
            };
            (polygons.len(), polygons.iter().map(|p| p.holes.len()).sum())
        };
        let all = placemarks(items);
        let mut found: Vec<_> = all
            .iter()
            .filter_map(|(_, p)| p.geometry.as_ref().map(told))
            .collect();
        found.sort_unstable();
        found
    };
    assert_eq!(outlines(&found), outlines(&expected));
}
