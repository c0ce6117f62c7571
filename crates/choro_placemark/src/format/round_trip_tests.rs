//! What tests of all formats share: items generated, written, read back and compared.

use std::io::Cursor;
use std::path::PathBuf;
use std::process::Command;

use choro_diagnostic::Finding;
use proptest::prelude::*;

use super::{Format, Limits, Losses, WriteOptions, read, writer};
use crate::{
    Collection, Datum, Description, Drape, Feature, Folder, FolderKind, Geometry, Item, Placemark,
    Time, Track, TrackPoint, Value, Vertex,
};

/// The items of a file and its findings.
pub(super) fn items(format: Format, bytes: &[u8]) -> (Vec<Item>, Vec<Finding>) {
    let mut items = Vec::new();
    let findings = read(format, bytes, "a", &Limits::default(), &mut |item| {
        items.push(item);
    });
    (items, findings)
}

/// Items as a file of the format, and what was lost: the same whether they are foreseen or not.
pub(super) fn written(format: Format, items: &[Item]) -> (Vec<u8>, Losses) {
    let written = |foreseen: bool| {
        let mut out = Cursor::new(Vec::new());
        let mut writer = writer(format, &mut out, &WriteOptions::default()).expect("a writer");
        if foreseen {
            for item in items {
                writer.foresee(item);
            }
        }
        for item in items {
            writer.item(item).expect("memory takes all");
        }
        let losses = writer.finish().expect("memory takes all");
        (out.into_inner(), losses)
    };
    let held = written(false);
    // Where nothing is foreseen, it is the same anyway.
    if matches!(
        format,
        Format::Kml | Format::Kmz | Format::Csv | Format::LinkedPlacesTable
    ) {
        assert!(held == written(true), "foreseen, the file is another");
    }
    held
}

/// Items without lines, spans and numbers of folders, placemarks with the path of their folder.
pub(super) fn essence(items: &[Item]) -> Vec<(Vec<String>, Item)> {
    let mut collection = Collection::default();
    items.iter().cloned().for_each(|item| collection.push(item));
    let mut found = Vec::new();
    for item in items {
        let mut item = item.clone();
        let path = match &mut item {
            Item::Placemark(placemark) => {
                let feature = &mut placemark.feature;
                let path = collection
                    .path(feature)
                    .into_iter()
                    .map(str::to_owned)
                    .collect();
                (feature.folder, feature.line, feature.span) =
                    (None, 0, choro_text::Span::default());
                feature.verbatim.iter_mut().for_each(|v| v.line = 0);
                placemark.geometry.iter_mut().for_each(without_lines);
                path
            }
            Item::Other(folder, verbatim) => {
                (*folder, verbatim.line) = (None, 0);
                Vec::new()
            }
            Item::Folder(folder) if folder.kind == FolderKind::Document => {
                folder.feature.line = 0;
                folder.feature.verbatim.iter_mut().for_each(|v| v.line = 0);
                Vec::new()
            }
            Item::Folder(_) => continue,
            _ => Vec::new(),
        };
        found.push((path, item));
    }
    found
}

fn without_lines(geometry: &mut Geometry) {
    match geometry {
        Geometry::Multi(parts) => parts.iter_mut().for_each(without_lines),
        Geometry::Track(track) => {
            let points = track.points.iter_mut().flat_map(|p| &mut p.verbatim);
            points.chain(&mut track.verbatim).for_each(|v| v.line = 0);
        }
        Geometry::Other(kept) => kept.line = 0,
        _ => {}
    }
}

/// Asserts that a file written from what was read of `bytes` reads the same, and that a file
/// written from that has the same bytes.
pub(super) fn assert_identity(format: Format, bytes: &[u8], what: &str) -> Losses {
    let (first, _) = items(format, bytes);
    let (file, losses) = written(format, &first);
    let (second, _) = items(format, &file);
    let (first, second) = (essence(&first), essence(&second));
    assert_eq!(first.len(), second.len(), "{what}");
    for (a, b) in first.iter().zip(&second) {
        assert_eq!(a, b, "{what}");
    }
    losses
}

/// The files of an archive under `../shared`, unpacked by `tar`; empty, with a word on it, where
/// it is not there.
pub(super) fn shared_archive(path: &str, ending: &str) -> Vec<(String, Vec<u8>)> {
    let archive = shared(path);
    let tar = |arguments: &[&str]| {
        let output = Command::new("tar").args(arguments).output().ok()?;
        output.status.success().then_some(output.stdout)
    };
    let archive = archive.to_string_lossy();
    let Some(list) = tar(&["-tJf", &archive]) else {
        eprintln!("skipped: {path} missing");
        return Vec::new();
    };
    let list = String::from_utf8_lossy(&list).into_owned();
    let names = list
        .lines()
        .filter(|name| name.to_ascii_lowercase().ends_with(ending));
    names
        .filter_map(|name| Some((name.to_owned(), tar(&["-xJOf", &archive, name])?)))
        .collect()
}

/// A file under `../shared`; `None`, with a word on it, where it is not there.
pub(super) fn shared_file(path: &str) -> Option<Vec<u8>> {
    let bytes = std::fs::read(shared(path)).ok();
    if bytes.is_none() {
        eprintln!("skipped: {path} missing");
    }
    bytes
}

fn shared(path: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    root.join(path)
}

pub(super) fn vertex() -> impl Strategy<Value = Vertex> {
    let height = proptest::option::of(-500.0..9000.0f64);
    (-180.0..180.0f64, -90.0..90.0f64, height).prop_map(|(lon, lat, height)| Vertex {
        lon,
        lat,
        height,
    })
}

fn line(from: usize) -> impl Strategy<Value = Vec<Vertex>> {
    proptest::collection::vec(vertex(), from..6)
}

/// Points, lines, polygons with right-handed rings, several of one kind.
pub(super) fn geometry() -> impl Strategy<Value = Geometry> {
    let point = vertex()
        .prop_map(|v| Geometry::Point(v, Drape::default()))
        .boxed();
    let path = line(2)
        .prop_map(|l| Geometry::Line(l, Drape::default()))
        .boxed();
    let area = (vertex(), 0.1..5.0f64)
        .prop_map(|(v, size)| square(v, size))
        .boxed();
    let several = |part: BoxedStrategy<Geometry>| {
        proptest::collection::vec(part, 1..4)
            .prop_map(Geometry::Multi)
            .boxed()
    };
    prop_oneof![
        point.clone(),
        path.clone(),
        area.clone(),
        several(point),
        several(path),
        several(area),
    ]
}

fn square(at: Vertex, size: f64) -> Geometry {
    let corner = |x: f64, y: f64| Vertex {
        lon: at.lon / 2.0 + x,
        lat: at.lat / 2.0 + y,
        height: at.height,
    };
    let ring = |s: f64| {
        vec![
            corner(0.0, 0.0),
            corner(s, 0.0),
            corner(s, s),
            corner(0.0, s),
            corner(0.0, 0.0),
        ]
    };
    let mut hole = ring(size / 2.0);
    hole.reverse();
    Geometry::Polygon(ring(size), vec![hole], Drape::default())
}

/// A track with times.
pub(super) fn track() -> impl Strategy<Value = Geometry> {
    let point = (vertex(), 0u32..86_400).prop_map(|(at, second)| TrackPoint {
        when: Some(format!(
            "2010-05-28T{:02}:{:02}:{:02}Z",
            second / 3600,
            second / 60 % 60,
            second % 60
        )),
        at: Some(at),
        verbatim: Vec::new(),
    });
    proptest::collection::vec(point, 1..5).prop_map(|points| {
        Geometry::Track(Track {
            points,
            ..Track::default()
        })
    })
}

/// Words with what formats must escape.
pub(super) fn words() -> impl Strategy<Value = String> {
    "[a-zA-Z&<>\"';,|\\\\가-힣]{1,4}( [a-z,\n]{1,4})?[a-z]"
}

/// A time: a moment or a span, whole or partial dates.
pub(super) fn time() -> impl Strategy<Value = Time> {
    let date = "(19|20)[0-9]{2}(-0[1-9](-1[0-9])?)?";
    (
        proptest::option::of(date),
        proptest::option::of(date),
        any::<bool>(),
    )
        .prop_map(|(begin, end, moment)| {
            let moment = moment && begin.is_some();
            let end = end.filter(|_| !moment);
            Time { begin, end, moment }
        })
}

/// Placemarks in folders under a document, of what most formats hold: name, description, time,
/// attributes `a0`, `a1` … of `value`.
pub(super) fn collection(
    geometry: BoxedStrategy<Geometry>,
    value: BoxedStrategy<Value>,
) -> impl Strategy<Value = Vec<Item>> {
    let placemark = (
        proptest::option::of(words()),
        proptest::option::of(words()),
        proptest::option::of(time().prop_filter("says something", |t| *t != Time::default())),
        proptest::collection::vec(value, 0..3),
        geometry,
        0u32..4,
        "[a-z]{0,3}",
    );
    let placemark =
        placemark.prop_map(|(name, description, time, values, geometry, folder, id)| {
            let data = values.into_iter().enumerate().map(|(i, value)| Datum {
                name: format!("a{i}"),
                display: None,
                value,
                schema: None,
            });
            Item::Placemark(Placemark {
                feature: Feature {
                    id,
                    folder: Some(folder),
                    name,
                    description: description.map(Description),
                    time,
                    data: data.collect(),
                    ..Feature::default()
                },
                geometry: Some(geometry),
            })
        });
    proptest::collection::vec(placemark, 1..5).prop_map(|placemarks| {
        let folder = |index: u32, parent: Option<u32>, name: &str| {
            Item::Folder(Folder {
                index,
                kind: if parent.is_none() {
                    FolderKind::Document
                } else {
                    FolderKind::Folder
                },
                feature: Feature {
                    folder: parent,
                    name: Some(name.to_owned()),
                    ..Feature::default()
                },
            })
        };
        let mut items = vec![
            folder(0, None, "All"),
            folder(1, Some(0), "Ryanggang"),
            folder(2, Some(1), "Air & sea"),
            folder(3, Some(0), "Hamgyong"),
        ];
        // No folder is empty, so that formats without folders lose none.
        for (index, placemark) in (1..4).zip(placemarks.iter().cycle()) {
            let mut placemark = placemark.clone();
            if let Item::Placemark(placemark) = &mut placemark {
                placemark.feature.folder = Some(index);
            }
            items.push(placemark);
        }
        items.extend(placemarks);
        items
    })
}
