//! Which grids of heights a project has.

use super::{Project, find, kind, walk_into};
use crate::config::{CONFIG_FILE, ElevationSettings};
use crate::path::{extension, stem};
use crate::world::{Kind, World};
use choro_diagnostic::{Finding, input};
use std::collections::{BTreeMap, BTreeSet};

const ELEVATION_EXTENSIONS: [&str; 4] = ["hgt", "asc", "tif", "tiff"];

/// A file with heights of the ground.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ElevationFile {
    /// Path relative to the project.
    pub path: String,
    /// Title for people; the file's stem where none is stated.
    pub title: String,
    /// SPDX id or short name of the licence, empty where not stated.
    pub licence: String,
    /// The attribution its licence asks for, empty where not stated.
    pub attribution: String,
    /// Version or date of the data, empty where not stated.
    pub version: String,
    /// Typical error of its heights in metres, where stated.
    pub accuracy_m: Option<f64>,
}

impl Project {
    pub(super) fn find_elevations(&mut self, world: &dyn World, faults: &mut Vec<Finding>) {
        let mut grids: BTreeMap<String, ElevationFile> = BTreeMap::new();
        for settings in &self.config.elevations {
            for path in paths(world, settings, faults) {
                grids.insert(path.clone(), grid(path, Some(settings)));
            }
        }
        let mut found = BTreeSet::new();
        find(world, "elevation", is_grid, &mut found, faults);
        for path in found {
            grids
                .entry(path.clone())
                .or_insert_with(|| grid(path, None));
        }
        self.elevations = grids.into_values().collect();
    }
}

fn is_grid(path: &str) -> bool {
    ELEVATION_EXTENSIONS.contains(&extension(path).as_str())
}

/// The files that one `[[elevation]]` means: itself, or those of its folder.
fn paths(
    world: &dyn World,
    settings: &ElevationSettings,
    faults: &mut Vec<Finding>,
) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    match kind(world, &settings.path, faults) {
        None => {}
        Some((path, Kind::File)) if is_grid(&path) => {
            found.insert(path);
        }
        Some((path, Kind::File)) => {
            let message = format!("`{path}` is in no format that heights are read from");
            let span = settings.path.span;
            let mut finding = Finding::input(input::UNSUPPORTED_FORMAT, CONFIG_FILE, span, message);
            finding.help = Some("grids of heights are .hgt, .asc and .tif files".to_owned());
            faults.push(finding);
        }
        Some((path, Kind::Folder)) => walk_into(world, &path, is_grid, &mut found, faults),
    }
    found
}

fn grid(path: String, settings: Option<&ElevationSettings>) -> ElevationFile {
    let title = stem(&path).to_owned();
    let Some(settings) = settings else {
        return ElevationFile {
            path,
            title,
            ..ElevationFile::default()
        };
    };
    let stated = |text: &Option<String>| text.clone().unwrap_or_default();
    ElevationFile {
        path,
        title: settings.title.clone().unwrap_or(title),
        licence: stated(&settings.licence),
        attribution: stated(&settings.attribution),
        version: stated(&settings.version),
        accuracy_m: settings.accuracy_m,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::MemoryWorld;

    #[test]
    fn grids_are_found_in_their_folder_and_where_they_are_named() {
        let config = "[[elevation]]\npath = \"../dem\"\ntitle = \"SRTM\"\naccuracy_m = 16\n";
        let world = MemoryWorld::new([
            ("choro.toml", config),
            ("docs/a.md", "A"),
            ("elevation/N47E015.hgt", ""),
            ("elevation/readme.txt", ""),
        ]);
        let project = Project::open(&world);
        // What is named has to be there.
        assert!(project.is_err_and(|faults| faults[0].message.contains("../dem")));
        let inside = config.replace("../dem", "dem");
        let mut world = world;
        world.put("choro.toml", inside);
        world.put("dem/a.tif", "");
        let project = Project::open(&world).expect("a project");
        let found: Vec<_> = project
            .elevations
            .iter()
            .map(|grid| (grid.path.as_str(), grid.title.as_str(), grid.accuracy_m))
            .collect();
        let expected = [
            ("dem/a.tif", "SRTM", Some(16.0)),
            ("elevation/N47E015.hgt", "N47E015", None),
        ];
        assert_eq!(found, expected);
        assert!(project.files(&world).contains(&"dem/a.tif".to_owned()));
    }

    #[test]
    fn a_file_of_another_format_is_a_fault() {
        let config = "[[elevation]]\npath = \"heights.csv\"\n";
        let world = MemoryWorld::new([
            ("choro.toml", config),
            ("docs/a.md", "A"),
            ("heights.csv", ""),
        ]);
        let faults = Project::open(&world).expect_err("a fault");
        assert_eq!(faults[0].code, input::UNSUPPORTED_FORMAT);
    }
}
