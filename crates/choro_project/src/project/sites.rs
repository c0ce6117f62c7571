//! Which lists of sites a project has.

use super::layers::{LayerFile, is_layer, layer};
use super::{Project, find, kind, walk_into};
use crate::config::CONFIG_FILE;
use crate::path::{extension, normal};
use crate::world::{Kind, World};
use choro_diagnostic::{Finding, input};
use std::collections::{BTreeMap, BTreeSet};

/// The file that says what folders and words of sites mean.
const TYPES_FILE: &str = "sites/types.toml";

/// Placemark formats beside those of layers, GeoJSON and CSV.
const SITE_EXTENSIONS: [&str; 9] = [
    "kml", "kmz", "gpx", "gpkg", "shp", "zip", "geojsonl", "geojsons", "ndjson",
];

/// A list of sites: a placemark file.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteFile {
    /// Where it is and whose it is. Of formats that are layers too it is the same as there.
    pub layer: LayerFile,
    /// Path of the file that says what its folders and words mean; `None` where there is none.
    pub types: Option<String>,
    /// The types that it has all sites of; the empty one stands for every type.
    pub complete: Vec<String>,
    /// Whether it is among the references too, so that its places come from there.
    pub is_reference: bool,
}

impl Project {
    /// Finds lists of sites; to be called after the references are found.
    pub(super) fn find_sites(&mut self, world: &dyn World, faults: &mut Vec<Finding>) {
        let mut files: BTreeMap<String, SiteFile> = BTreeMap::new();
        let own = world.kind(TYPES_FILE) == Some(Kind::File);
        let own = own.then(|| TYPES_FILE.to_owned());
        for settings in &self.config.sites {
            let types = match &settings.types {
                None => own.clone(),
                Some(stated) => match kind(world, stated, faults) {
                    Some((path, Kind::File)) => Some(path),
                    Some((path, Kind::Folder)) => {
                        let message = format!("`types` is a file, and `{path}` is a folder");
                        let code = input::CONFIG_UNREADABLE;
                        faults.push(Finding::input(code, CONFIG_FILE, stated.span, message));
                        None
                    }
                    None => None,
                },
            };
            let mut paths = BTreeSet::new();
            match kind(world, &settings.layer.path, faults) {
                Some((path, Kind::File)) => {
                    paths.insert(path);
                }
                Some((path, Kind::Folder)) => walk_into(world, &path, is_site, &mut paths, faults),
                None => {}
            }
            for path in paths {
                let file = SiteFile {
                    layer: layer(path.clone(), Some(&settings.layer)),
                    types: types.clone(),
                    complete: settings.complete.clone(),
                    is_reference: false,
                };
                files.insert(path, file);
            }
        }
        let mut found = BTreeSet::new();
        find(world, "sites", is_site, &mut found, faults);
        for path in found {
            files.entry(path.clone()).or_insert_with(|| SiteFile {
                layer: layer(path, None),
                types: own.clone(),
                complete: Vec::new(),
                is_reference: false,
            });
        }
        for file in files.values_mut() {
            let same = |reference: &&mut LayerFile| reference.path == file.layer.path;
            let Some(reference) = self.references.iter_mut().find(same) else {
                continue;
            };
            file.is_reference = true;
            // What either table of choro.toml says of the file holds for both.
            if self
                .config
                .sites
                .iter()
                .any(|s| names(&s.layer.path.value, &reference.path))
            {
                file.layer.columns.clone_from(&reference.columns);
                *reference = file.layer.clone();
            } else {
                file.layer = reference.clone();
            }
        }
        self.sites = files.into_values().collect();
        self.name_sites_apart();
    }

    /// No two files share an id, also not with a reference, unless they are one file.
    fn name_sites_apart(&mut self) {
        let references = self.references.iter().map(|layer| layer.id.clone());
        let mut taken: BTreeSet<String> = references.collect();
        for file in self.sites.iter_mut().filter(|file| !file.is_reference) {
            let stem = file.layer.id.clone();
            let mut number = 2;
            while !taken.insert(file.layer.id.clone()) {
                file.layer.id = format!("{stem}-{number}");
                number += 1;
            }
        }
    }
}

/// Whether a path of `choro.toml` means a file, by itself or as one of its folder.
fn names(stated: &str, path: &str) -> bool {
    normal(stated).is_some_and(|stated| {
        path == stated
            || path
                .strip_prefix(&stated)
                .is_some_and(|rest| rest.starts_with('/'))
    })
}

fn is_site(path: &str) -> bool {
    SITE_EXTENSIONS.contains(&extension(path).as_str()) || is_layer(path)
}
