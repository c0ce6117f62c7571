//! Which layers a project has: places, geometry, stations and crossings.

use super::{Project, find, kind, walk_into};
use crate::config::{CONFIG_FILE, LayerFormat, LayerSettings, NetworkKind, NetworkSettings};
use crate::path::{extension, normal, stem};
use crate::world::{Kind, World};
use choro_diagnostic::{Finding, input};
use choro_text::Span;
use std::collections::{BTreeMap, BTreeSet};

const LAYER_EXTENSIONS: [&str; 4] = ["csv", "tsv", "geojson", "json"];
/// Placemark files that tell by their ending what they are.
const PLACEMARK_EXTENSIONS: [&str; 4] = ["kml", "kmz", "gpx", "gpkg"];
/// Rank of the project's own gazetteer.
const OWN_RANK: u32 = 100;
/// Rank of what others made.
const REFERENCE_RANK: u32 = 10;
/// Columns of a GeoNames table.
const GEONAMES_COLUMNS: usize = 19;

/// A file with places or geometry.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerFile {
    /// Path relative to the project.
    pub path: String,
    /// Short id, unique among the files outside `gazetteer/`.
    pub id: String,
    /// Format, where stated or told by the extension; else the content tells.
    pub format: Option<LayerFormat>,
    /// Title for people; the id where none is stated.
    pub title: String,
    /// SPDX id or short name of the licence, empty where not stated.
    pub licence: String,
    /// The attribution its licence asks for, empty where not stated.
    pub attribution: String,
    /// Version or date of the data, empty where not stated.
    pub version: String,
    /// Typical error of its positions in metres, where stated.
    pub accuracy_m: Option<f64>,
    /// Higher wins where sources disagree.
    pub rank: u32,
    /// Feature type of records that state none.
    pub feature_type: Option<String>,
    /// Parent of records that state none.
    pub parent: Option<String>,
    /// From target name to the source's column or property.
    pub columns: BTreeMap<String, String>,
    /// Whether it is the project's own: under `gazetteer/` or `sites/`.
    pub own: bool,
    /// Where `choro.toml` names it.
    pub named: Option<Span>,
}

/// A file with stations or crossings, or with a network as others drew it.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkFile {
    /// What it holds.
    pub kind: NetworkKind,
    /// Which of [`crate::MODES`] are read of a drawn network.
    pub modes: Vec<&'static str>,
    /// Where it is and how it is read.
    pub layer: LayerFile,
}

impl Project {
    pub(super) fn find_layers(&mut self, world: &dyn World, faults: &mut Vec<Finding>) {
        let mut layers: BTreeMap<String, LayerFile> = BTreeMap::new();
        let mut stated = BTreeSet::new();
        for settings in &self.config.references {
            for path in layer_paths(world, settings, is_reference, faults) {
                let layer = layer(path, Some(settings));
                if settings.id.as_ref() == Some(&layer.id) {
                    stated.insert(layer.path.clone());
                } else {
                    stated.remove(&layer.path);
                }
                layers.insert(layer.path.clone(), layer);
            }
        }
        for folder in ["gazetteer", "reference", "sites"] {
            let mut found = BTreeSet::new();
            // Placemarks under `sites/` are lists of sites.
            let is_known = if folder == "sites" {
                is_layer
            } else {
                is_reference
            };
            let is_found = |path: &str| is_known(path) || is_geonames(world, path);
            find(world, folder, is_found, &mut found, faults);
            for path in found {
                layers
                    .entry(path.clone())
                    .or_insert_with(|| layer(path, None));
            }
        }
        for layer in layers.values_mut() {
            if layer.format.is_none() && is_geonames(world, &layer.path) {
                layer.format = Some(LayerFormat::GeoNames);
            }
        }
        self.references = layers.into_values().collect();
        make_ids_unique(&mut self.references, &stated);
    }

    pub(super) fn find_networks(&mut self, world: &dyn World, faults: &mut Vec<Finding>) {
        let mut networks: BTreeMap<String, NetworkFile> = BTreeMap::new();
        for settings in &self.config.networks {
            let accept = |path: &str| settings.kind.accepts(path);
            for path in layer_paths(world, &settings.layer, accept, faults) {
                let network = network(path, settings.kind, Some(settings));
                networks.insert(network.layer.path.clone(), network);
            }
        }
        let mut found = BTreeSet::new();
        let is_known = |path: &str| NetworkKind::told_by(path).is_some();
        find(world, "network", is_known, &mut found, faults);
        for path in found {
            if let Some(kind) = NetworkKind::told_by(&path) {
                networks
                    .entry(path.clone())
                    .or_insert_with(|| network(path, kind, None));
            }
        }
        self.networks = networks.into_values().collect();
    }
}

fn network(path: String, kind: NetworkKind, settings: Option<&NetworkSettings>) -> NetworkFile {
    let mut layer = layer(path, settings.map(|settings| &settings.layer));
    // `rail` of `rail.osm.pbf`, where nothing else is stated.
    if kind.is_drawn() {
        let short = stem(&layer.id).to_owned();
        if layer.id == stem(&layer.path) {
            if layer.title == layer.id {
                layer.title.clone_from(&short);
            }
            layer.id = short;
        }
    }
    NetworkFile {
        kind,
        modes: settings.map_or_else(NetworkSettings::usual_modes, |s| s.modes.clone()),
        layer,
    }
}

pub(super) fn is_layer(path: &str) -> bool {
    LAYER_EXTENSIONS.contains(&extension(path).as_str())
}

fn is_reference(path: &str) -> bool {
    is_layer(path) || PLACEMARK_EXTENSIONS.contains(&extension(path).as_str())
}

/// Whether a `.txt` file is a GeoNames table: its first line has 19 columns.
fn is_geonames(world: &dyn World, path: &str) -> bool {
    if extension(path) != "txt" {
        return false;
    }
    let head = world.head(path, 32 * 1024).unwrap_or_default();
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    line.split(|byte| *byte == b'\t').count() == GEONAMES_COLUMNS
}

/// The files that one `[[reference]]` or `[[network]]` means: itself, or those of its folder.
fn layer_paths(
    world: &dyn World,
    settings: &LayerSettings,
    accept: impl Fn(&str) -> bool,
    faults: &mut Vec<Finding>,
) -> Vec<String> {
    match kind(world, &settings.path, faults) {
        None => Vec::new(),
        Some((path, Kind::File)) => {
            if settings.format.is_none() && !accept(&path) && !is_geonames(world, &path) {
                let message = format!("the format of `{path}` cannot be told from its name");
                let span = settings.path.span;
                faults.push(Finding::input(
                    input::UNSUPPORTED_FORMAT,
                    CONFIG_FILE,
                    span,
                    message,
                ));
            }
            vec![path]
        }
        Some((path, Kind::Folder)) => {
            let mut found = BTreeSet::new();
            walk_into(world, &path, accept, &mut found, faults);
            found.into_iter().collect()
        }
    }
}

pub(super) fn layer(path: String, settings: Option<&LayerSettings>) -> LayerFile {
    let own = ["gazetteer/", "sites/"]
        .iter()
        .any(|folder| path.starts_with(folder));
    let id = stem(&path).to_owned();
    let lower = path.to_ascii_lowercase();
    let format = match extension(&path).as_str() {
        "json" | "geojson" if lower.contains(".lpf.") => Some(LayerFormat::LinkedPlaces),
        "tsv" if lower.ends_with(".lp.tsv") => Some(LayerFormat::LinkedPlacesTable),
        "geojson" | "json" => Some(LayerFormat::GeoJson),
        "csv" => Some(LayerFormat::Csv),
        _ => None,
    };
    let mut layer = LayerFile {
        title: id.clone(),
        id,
        path,
        format,
        licence: String::new(),
        attribution: String::new(),
        version: String::new(),
        accuracy_m: None,
        rank: if own { OWN_RANK } else { REFERENCE_RANK },
        feature_type: None,
        parent: None,
        columns: BTreeMap::new(),
        own,
        named: None,
    };
    let Some(settings) = settings else {
        return layer;
    };
    // A folder's files share their settings; an id is one file's.
    let one_file = normal(&settings.path.value).as_ref() == Some(&layer.path);
    if let Some(id) = settings.id.as_ref().filter(|_| one_file) {
        layer.id.clone_from(id);
    }
    layer.title = settings.title.clone().unwrap_or_else(|| layer.id.clone());
    layer.format = settings.format.or(layer.format);
    layer.licence = settings.licence.clone().unwrap_or_default();
    layer.attribution = settings.attribution.clone().unwrap_or_default();
    layer.version = settings.version.clone().unwrap_or_default();
    layer.accuracy_m = settings.accuracy_m;
    layer.rank = settings.rank.unwrap_or(layer.rank);
    layer.feature_type.clone_from(&settings.feature_type);
    layer.parent.clone_from(&settings.parent);
    layer.columns.clone_from(&settings.columns);
    layer.named = Some(settings.path.span);
    layer
}

/// Files of others with one stem (`a/places.csv`, `b/places.csv`) get ids with a number, also
/// where the stem is that of a file of the project's own. Shared are only ids that `choro.toml`
/// states, of the files at the paths `stated`, and those of the own gazetteer: a table and its
/// geometry belong together.
fn make_ids_unique(layers: &mut [LayerFile], stated: &BTreeSet<String>) {
    let keeps = |layer: &LayerFile| layer.own || stated.contains(&layer.path);
    let mut taken: BTreeSet<String> = layers
        .iter()
        .filter(|layer| keeps(layer))
        .map(|layer| layer.id.clone())
        .collect();
    for layer in layers.iter_mut().filter(|layer| !keeps(layer)) {
        let mut number = 2;
        let mut id = layer.id.clone();
        while !taken.insert(id.clone()) {
            id = format!("{}-{number}", layer.id);
            number += 1;
        }
        layer.id = id;
    }
}
