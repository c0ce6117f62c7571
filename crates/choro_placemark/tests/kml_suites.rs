//! Suites of KML made by others: everything loads, and as many placemarks as a plain count of
//! elements finds.

use std::path::{Path, PathBuf};
use std::process::Command;

use choro_placemark::{Collection, Format, Item, Limits, Placemark, WriteOptions, read, writer};

const SUITES: [(&str, Format); 4] = [
    ("giscore_kml_suite.tar.xz", Format::Kmz),
    ("giscore_kml_suite.tar.xz", Format::Kml),
    ("togeojson_fixtures.tar.xz", Format::Kml),
    ("kmlcrate_countries.kml", Format::Kml),
];

/// The files of a suite, unpacked into a folder of its own; `None` where the data are not there.
fn unpacked(name: &str) -> Option<(tempfile::TempDir, Vec<PathBuf>)> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/kml");
    let packed = shared.join(name);
    if !packed.exists() {
        eprintln!("skipped: {} missing", packed.display());
        return None;
    }
    let folder = tempfile::tempdir().expect("a folder");
    if !name.contains(".tar.") {
        std::fs::copy(&packed, folder.path().join(name)).expect("copied");
    } else {
        let status = Command::new("tar")
            .arg("-xJf")
            .arg(&packed)
            .arg("-C")
            .arg(folder.path())
            .status();
        if !status.is_ok_and(|status| status.success()) {
            eprintln!("skipped: tar or xz missing");
            return None;
        }
    }
    let mut files = Vec::new();
    collect(folder.path(), &mut files);
    files.sort();
    Some((folder, files))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "kml" || e == "kmz") {
            files.push(path);
        }
    }
}

/// `<Placemark` and what old schemas put for it, outside comments, CDATA and changes to other
/// placemarks, by cutting those away and counting.
fn count(text: &str) -> usize {
    let mut rest = text.to_owned();
    for (begin, end) in [
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("<Update>", "</Update>"),
    ] {
        while let Some(from) = rest.find(begin) {
            let to = rest[from..]
                .find(end)
                .map_or(rest.len(), |at| from + at + end.len());
            rest.replace_range(from..to, "");
        }
    }
    let mut names = vec!["Placemark".to_owned()];
    for schema in rest.split("<Schema").skip(1) {
        let schema = &schema[..schema.find("</Schema>").unwrap_or(schema.len())];
        if schema.contains("parent=\"Placemark\"") || schema.contains("<parent>Placemark</parent>")
        {
            let name = schema
                .split("name=\"")
                .nth(1)
                .and_then(|s| s.split('"').next());
            let inner = schema
                .split("<name>")
                .nth(1)
                .and_then(|s| s.split('<').next());
            let head = &schema[..schema.find('>').unwrap_or(0)];
            let own = if head.contains("name=") { name } else { inner };
            names.extend(own.map(str::to_owned));
        }
    }
    let starts = |name: &String| {
        let tag = format!("<{name}");
        let found = rest.match_indices(&tag);
        found
            .filter(|(at, _)| rest[at + tag.len()..].starts_with([' ', '>', '/', '\n', '\r', '\t']))
            .count()
    };
    names.iter().map(starts).sum()
}

fn load(format: Format, bytes: &[u8]) -> (Vec<Item>, Vec<String>) {
    let mut items = Vec::new();
    let findings = read(format, bytes, "a", &Limits::default(), &mut |item| {
        items.push(item);
    });
    let told = findings.iter().map(|f| format!("{} {}", f.code, f.message));
    (items, told.collect())
}

fn written(format: Format, items: &[Item]) -> (Vec<u8>, Vec<String>) {
    let mut out = std::io::Cursor::new(Vec::new());
    let mut writer = writer(format, &mut out, &WriteOptions::default()).expect("a writer");
    for item in items {
        writer.item(item).expect("written");
    }
    let losses = writer.finish().expect("written");
    (out.into_inner(), losses)
}

/// What the items say, with lines and bytes left out.
fn said(items: Vec<Item>) -> Collection {
    let mut collection = Collection::default();
    for item in items {
        collection.push(item);
    }
    clear::all(&mut collection);
    collection
}

mod clear;

#[test]
fn every_suite_loads_with_all_its_placemarks_and_comes_back_from_kml() {
    for (suite, format) in SUITES {
        let Some((_folder, files)) = unpacked(suite) else {
            return;
        };
        let wanted = format.name();
        let of_format = files
            .iter()
            .filter(|path| path.extension().is_some_and(|e| e == wanted));
        let mut seen = 0;
        for path in of_format {
            let bytes = std::fs::read(path).expect("a file");
            let (items, told) = load(format, &bytes);
            let shown = path.display();
            if format == Format::Kml {
                let is_placemark = |item: &&Item| matches!(item, Item::Placemark(Placemark { .. }));
                let found = items.iter().filter(is_placemark).count();
                assert_eq!(
                    found,
                    count(&String::from_utf8_lossy(&bytes)),
                    "{shown}: {told:#?}"
                );
            }
            let (first, losses) = written(format, &items);
            assert!(losses.is_empty(), "{shown}: {losses:?}");
            let (again, told) = load(format, &first);
            let (expected, mut found) = (said(items), said(again.clone()));
            unwrap(&expected, &mut found);
            for (found, expected) in found.placemarks.iter().zip(&expected.placemarks) {
                assert_eq!(found, expected, "{shown}: {told:#?}");
            }
            assert_eq!(found, expected, "{shown}: {told:#?}");
            // A comment beside the root comes to stand at the head of the document made around it.
            let second = written(format, &again).0;
            let settled = || written(format, &load(format, &second).0).0 == second;
            assert!(second == first || settled(), "{shown}: two writings differ");
            seen += 1;
        }
        assert!(seen > 0, "{suite} has no {wanted}");
    }
}

/// Takes away a document that was put around all because a file may have only one feature at the
/// top.
fn unwrap(expected: &Collection, found: &mut Collection) {
    if found.folders.len() != expected.folders.len() + 1 {
        return;
    }
    // What stood beside the root stands in the document that was made around it.
    let around = found.folders.remove(0).feature.verbatim.into_iter();
    let asides = around.filter(|part| part.name.starts_with('#'));
    found.others.extend(asides.map(|part| (None, part)));
    let up = |folder: &mut Option<u32>| *folder = folder.and_then(|index| index.checked_sub(1));
    for folder in &mut found.folders {
        folder.index -= 1;
        up(&mut folder.feature.folder);
    }
    found
        .placemarks
        .iter_mut()
        .for_each(|p| up(&mut p.feature.folder));
    found
        .overlays
        .iter_mut()
        .for_each(|o| up(&mut o.feature.folder));
    found
        .links
        .iter_mut()
        .for_each(|l| up(&mut l.feature.folder));
    found.styles.iter_mut().for_each(|s| up(&mut s.folder));
    found.schemas.iter_mut().for_each(|s| up(&mut s.folder));
    found.others.iter_mut().for_each(|(folder, _)| up(folder));
}
