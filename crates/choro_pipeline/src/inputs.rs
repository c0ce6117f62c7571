//! The bytes of everything a project is made of, read once, with their hashes.

use crate::progress::Progress;
use crate::{elevation, parallel};
use choro_diagnostic::Finding;
use choro_elevation::{GridFault, Header};
use choro_project::{CONFIG_FILE, Project, World, sha256};
use choro_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// One file as it was read.
pub(crate) struct Input {
    /// Its bytes; none of grids of heights, which may be large and are read again where needed.
    pub(crate) bytes: Vec<u8>,
    /// BLAKE3 of the bytes.
    pub(crate) hash: [u8; 32],
    /// SHA-256 in hexadecimal, of files that `choro.lock` pins.
    pub(crate) sha256: Option<String>,
    /// Of a grid of heights, where its cells lie.
    pub(crate) grid: Option<Result<Header, GridFault>>,
}

/// All files of a project by path, as far as they can be read.
pub(crate) struct Inputs {
    pub(crate) files: BTreeMap<String, Input>,
    /// What could not be read.
    pub(crate) findings: Vec<Finding>,
}

impl Inputs {
    /// Reads all files of the project.
    pub(crate) fn read(project: &Project, world: &dyn World, progress: &dyn Progress) -> Self {
        let pinned: Vec<&str> = project
            .layers_of_others()
            .map(|layer| layer.path.as_str())
            .chain(project.elevations.iter().map(|grid| grid.path.as_str()))
            .collect();
        let grids: BTreeSet<&str> = project
            .elevations
            .iter()
            .map(|grid| grid.path.as_str())
            .collect();
        let mut paths = project.files(world);
        paths.dedup();
        let read = parallel::map(&paths, |path| {
            let input = world.read(path).map(|bytes| {
                let (hash, sha256) = (
                    *blake3::hash(&bytes).as_bytes(),
                    pinned.contains(&path.as_str()).then(|| sha256(&bytes)),
                );
                let is_grid = grids.contains(path.as_str());
                let (bytes, grid) = if is_grid {
                    let grid = elevation::open(path, bytes);
                    (Vec::new(), Some(grid.map(|grid| grid.header())))
                } else {
                    (bytes, None)
                };
                Input {
                    bytes,
                    hash,
                    sha256,
                    grid,
                }
            });
            progress.step();
            input
        });
        let mut inputs = Self {
            files: BTreeMap::new(),
            findings: Vec::new(),
        };
        for (path, input) in paths.into_iter().zip(read) {
            match input {
                Ok(input) => {
                    inputs.files.insert(path, input);
                }
                // The configuration was read before: what it says is known.
                Err(_) if path == CONFIG_FILE => {}
                Err(error) => inputs.findings.push(error.finding(&path, Span::default())),
            }
        }
        inputs
    }
}
