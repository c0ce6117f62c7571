//! All files of a folder.

use crate::path::join;
use crate::world::World;
use choro_diagnostic::{Finding, input};
use choro_text::Span;

/// Folders within folders that are walked into.
const MAX_DEPTH: usize = 64;
/// Files that one folder may hold.
const MAX_FILES: usize = 500_000;

/// The files below `folder`, sorted by path within each folder. What begins with `.` is hidden.
pub(super) fn walk(world: &dyn World, folder: &str) -> Result<Vec<String>, Box<Finding>> {
    let mut files = Vec::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let entries = world
            .list(&folder)
            .map_err(|error| error.finding(&folder, Span::default()))?;
        for entry in entries
            .into_iter()
            .filter(|entry| !entry.name.starts_with('.'))
        {
            let path = join(&folder, &entry.name);
            if !entry.folder {
                files.push(path);
            } else if depth < MAX_DEPTH {
                folders.push((path, depth + 1));
            } else {
                return Err(too_large(&path, "folders are nested too deeply"));
            }
        }
        if files.len() > MAX_FILES {
            return Err(too_large(&folder, "the folder holds too many files"));
        }
    }
    Ok(files)
}

fn too_large(path: &str, message: &str) -> Box<Finding> {
    Box::new(Finding::input(
        input::TOO_LARGE,
        path,
        Span::default(),
        message,
    ))
}
