//! The invariants of ARCHITECTURE.md, read off the manifests and sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The crates from the vocabulary down to the drivers; a crate uses only crates above its own.
const LAYERS: &[&[&str]] = &[
    &["choro_text", "choro_geometry"],
    &["choro_quantity", "choro_name", "choro_diagnostic"],
    &["choro_index", "choro_elevation", "choro_geopackage"],
    &["choro_document", "choro_placemark"],
    &["choro_layer", "choro_inventory", "choro_way"],
    &["choro_gazetteer"],
    &["choro_network", "choro_mention"],
    &["choro_claim"],
    &["choro_check"],
    &["choro_atlas"],
    &["choro_export", "choro_map", "choro_project", "choro_tile"],
    &["choro_site", "choro_brief"],
    &["choro_pipeline", "choro_serve"],
    &["choro", "choro_eval"],
];

/// Crates that may open files.
const DRIVERS: &[&str] = &[
    "choro_project",
    "choro_pipeline",
    "choro",
    "choro_eval",
    // Hands out the files of a built site.
    "choro_serve",
    // SQLite writes to a path, never to a stream.
    "choro_geopackage",
];

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every crate's folder name with its manifest.
fn manifests() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(crates()).expect("crates/ is there").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Ok(text) = fs::read_to_string(entry.path().join("Cargo.toml")) {
            found.insert(name, text);
        }
    }
    found
}

/// The keys of a manifest's `[dependencies]`.
fn dependencies(manifest: &str) -> Vec<&str> {
    manifest
        .lines()
        .skip_while(|l| l.trim() != "[dependencies]")
        .skip(1)
        .take_while(|l| !l.starts_with('['))
        .filter_map(|l| l.split(['=', '.']).next())
        .map(str::trim)
        .filter(|k| !k.is_empty() && !k.starts_with('#'))
        .collect()
}

fn layer(name: &str) -> usize {
    LAYERS
        .iter()
        .position(|l| l.contains(&name))
        .unwrap_or_else(|| panic!("{name} has no layer in ARCHITECTURE.md and this test"))
}

fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs")
            && let Ok(text) = fs::read_to_string(&path)
        {
            found.push((path, text));
        }
    }
}

/// A source without its comments and its tests.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]").next().unwrap_or("");
    body.lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn is_test(path: &Path) -> bool {
    let text = path.to_string_lossy();
    text.contains("/tests/")
        || text.ends_with("render/examples.rs")
        || text.ends_with("tests.rs")
        || text.contains("/sample")
        || text.contains("/examples/")
}

#[test]
fn layers_point_one_way() {
    for (name, manifest) in manifests() {
        for dependency in dependencies(&manifest) {
            if dependency.starts_with("choro") {
                assert!(
                    layer(dependency) < layer(&name),
                    "{name} uses {dependency}, which is not above it"
                );
            }
        }
    }
}

#[test]
fn libraries_stay_in_their_rooms() {
    for (library, rooms) in [
        ("geo", &["choro_geometry"][..]),
        ("i_overlay", &["choro_geometry"]),
        ("rusqlite", &["choro_geopackage"]),
        ("tiff", &["choro_elevation"]),
        ("clap", &["choro"]),
        ("memmap2", &["choro_project"]),
        ("flate2", &["choro_way", "choro_tile"]),
    ] {
        for (name, manifest) in manifests() {
            if !rooms.contains(&name.as_str()) {
                assert!(
                    !dependencies(&manifest).contains(&library),
                    "{name} uses {library}, which belongs to {rooms:?}"
                );
            }
        }
    }
}

#[test]
fn only_drivers_open_files() {
    for name in manifests()
        .keys()
        .filter(|n| !DRIVERS.contains(&n.as_str()))
    {
        let mut found = Vec::new();
        sources(&crates().join(name).join("src"), &mut found);
        for (path, text) in found.iter().filter(|(p, _)| !is_test(p)) {
            let code = code(text);
            for needle in ["std::fs", "File::open", "std::net", "SystemTime"] {
                assert!(!code.contains(needle), "{} uses {needle}", path.display());
            }
        }
    }
}

#[test]
fn one_block_alone_is_not_safe() {
    let mut with = Vec::new();
    for name in manifests().keys() {
        let mut found = Vec::new();
        for folder in ["src", "tests", "examples"] {
            sources(&crates().join(name).join(folder), &mut found);
        }
        // Written apart, so that this test does not find itself.
        for (path, text) in found {
            let count = |needle: &str| text.matches(needle).count();
            let blocks = count(concat!("unsafe", " {")) + count(concat!("unsafe", " fn"));
            let allowed = count(concat!("unsafe", "_code"));
            if blocks + allowed > 0 {
                with.push((path.display().to_string(), blocks, allowed));
            }
        }
    }
    let [(path, 1, 1)] = with.as_slice() else {
        panic!("one block in one file was expected: {with:?}");
    };
    assert!(path.ends_with("choro_project/src/mapped.rs"), "{path}");
    let workspace = fs::read_to_string(crates().join("../Cargo.toml")).expect("the workspace");
    assert!(workspace.contains(concat!("unsafe", "_code = \"deny\"")));
}

#[test]
fn nothing_of_a_region_stands_in_rust() {
    let region = [
        "Hyesan",
        "Hoeryong",
        "Kyongsong",
        "Hamgyong",
        "Ryanggang",
        "Chongjin",
        "Pyongyang",
        "Korea",
        "Amnok",
        "Tumen",
        "Rason",
    ];
    for name in manifests().keys() {
        let mut found = Vec::new();
        sources(&crates().join(name).join("src"), &mut found);
        for (path, text) in found.iter().filter(|(p, _)| !is_test(p)) {
            let code = code(text);
            for word in region {
                assert!(!code.contains(word), "{} speaks of {word}", path.display());
            }
        }
    }
}
