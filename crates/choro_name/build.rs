//! Lists the files of `data/romanisation/` so that a new system is a new file and nothing else.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let data = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"))
        .join("../../data/romanisation");
    let mut text = String::new();
    for (name, folder) in [
        ("SYSTEM_FILES", "systems"),
        ("PART_FILES", "parts"),
        ("MODEL_FILES", "models"),
    ] {
        list(&mut text, name, &data.join(folder));
    }
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("romanisation_files.rs"), text).expect("the build folder is writable");
}

/// Writes a table of the TOML files of a folder: name without ending, and text.
fn list(text: &mut String, name: &str, folder: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the data folder is part of the sources")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    let _ = writeln!(text, "pub(crate) static {name}: &[(&str, &str)] = &[");
    for file in files {
        let path = file.canonicalize().expect("the file is there");
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let _ = writeln!(
            text,
            "    ({stem:?}, include_str!({:?})),",
            path.display().to_string()
        );
    }
    let _ = writeln!(text, "];");
}
