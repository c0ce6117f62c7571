//! Suites of KML made by others: everything loads, and as many placemarks as a plain count of
//! elements finds.

use std::path::{Path, PathBuf};
use std::process::Command;

use choro_placemark::{Collection, Format, Limits, read};

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

fn load(path: &Path) -> (Collection, Vec<String>) {
    let bytes = std::fs::read(path).expect("a file");
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let format = if name.ends_with(".kmz") {
        Format::Kmz
    } else {
        Format::Kml
    };
    let mut collection = Collection::default();
    let findings = read(format, &bytes, &name, &Limits::default(), &mut |item| {
        collection.push(item);
    });
    let told = findings.iter().map(|f| format!("{} {}", f.code, f.message));
    (collection, told.collect())
}

#[test]
fn every_suite_loads_with_all_its_placemarks() {
    for suite in [
        "giscore_kml_suite.tar.xz",
        "togeojson_fixtures.tar.xz",
        "kmlcrate_countries.kml",
    ] {
        let Some((_folder, files)) = unpacked(suite) else {
            return;
        };
        assert!(!files.is_empty());
        for path in files
            .iter()
            .filter(|path| path.extension().is_some_and(|e| e == "kml"))
        {
            let text = String::from_utf8_lossy(&std::fs::read(path).expect("a file")).into_owned();
            let (collection, told) = load(path);
            assert_eq!(
                collection.placemarks.len(),
                count(&text),
                "{}: {told:#?}",
                path.display()
            );
        }
    }
}
