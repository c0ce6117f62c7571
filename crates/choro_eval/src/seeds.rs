//! The seed texts: a project that stands in this crate, and truth that stands outside.

use choro_pipeline::{Compiled, Options, Silent, compile};
use choro_project::{DiskWorld, Project};
use std::path::{Path, PathBuf};

/// The folder with the seed texts, their reference data and the gold sets.
pub fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared")
}

/// The project that reads them.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/seeds")
}

/// The claims a person read in the seed texts.
pub fn gold_claims() -> PathBuf {
    shared().join("gold/seed_claims.jsonl")
}

/// The findings a person made in them.
pub fn gold_findings() -> PathBuf {
    shared().join("gold/seed_findings.jsonl")
}

/// Compiles the project in a folder, without a cache.
pub fn compile_project(root: &Path) -> Result<Compiled, String> {
    let world = DiskWorld::new(root);
    let project = Project::open(&world).map_err(|faults| {
        faults
            .iter()
            .map(|f| f.message.clone())
            .collect::<Vec<_>>()
            .join("; ")
    })?;
    Ok(compile(
        &project,
        &world,
        Options {
            cache: None,
            progress: &Silent,
        },
    ))
}
