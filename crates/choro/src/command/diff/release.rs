//! A release: the sites of a placemark file, or the places and sites of an atlas.

use crate::command::compiled;
use crate::terminal::Terminal;
use anyhow::{Context, bail};
use choro_diagnostic::Severity;
use choro_inventory::{Inventory, Mapping, Site};
use choro_placemark::{Collection, Drape, Format, Geometry, Limits, Placemark, Vertex, read};
use choro_project::Mapped;
use std::collections::HashSet;
use std::path::Path;

/// The layers of an atlas that hold places, in the order in which a place is looked for.
const PLACE_LAYERS: [&str; 3] = ["places_point", "places_area", "places_line"];

/// One of the two that are compared.
pub(super) struct Release {
    /// The path as it was given.
    pub(super) path: String,
    pub(super) sites: Vec<Site>,
}

impl Release {
    /// Reads a file or the project in a folder. Faults are told on standard error; what can be read
    /// is compared.
    pub(super) fn read(path: &Path, terminal: &Terminal) -> anyhow::Result<Self> {
        let shown = path.display().to_string();
        let sites = if path.is_dir() {
            of_project(path, terminal)?
        } else {
            of_file(path, &shown, terminal)?
        };
        Ok(Self { path: shown, sites })
    }
}

fn of_file(path: &Path, shown: &str, terminal: &Terminal) -> anyhow::Result<Vec<Site>> {
    let bytes = Mapped::open(path).with_context(|| format!("`{shown}` cannot be read"))?;
    let Some(format) = Format::sniff(shown, bytes.as_ref()) else {
        bail!("`{shown}` is in no placemark format");
    };
    let mut collection = Collection::default();
    let limits = Limits::default();
    let faults = read(format, bytes.as_ref(), shown, &limits, &mut |item| {
        collection.push(item);
    });
    let errors = faults.iter().filter(|f| f.severity == Severity::Error);
    for fault in errors.clone() {
        terminal.say(&format!("{shown}: {}", fault.message));
    }
    if collection.placemarks.is_empty() && errors.count() > 0 {
        bail!("nothing could be read from `{shown}`");
    }
    if let Some(places) = atlas(&collection) {
        return Ok(places);
    }
    let mut inventory = Inventory::default();
    inventory.take(shown, collection, Mapping::shipped());
    Ok(inventory.sites)
}

/// The places of an atlas's GeoPackage, each once; `None` where the file is none.
fn atlas(collection: &Collection) -> Option<Vec<Site>> {
    let layer = |placemark: &Placemark| -> Option<usize> {
        let path = collection.path(&placemark.feature);
        let name = path.first()?;
        PLACE_LAYERS.iter().position(|layer| layer == name)
    };
    let mut places: Vec<(usize, &Placemark)> = collection
        .placemarks
        .iter()
        .filter_map(|placemark| Some((layer(placemark)?, placemark)))
        .collect();
    places.sort_by_key(|(layer, _)| *layer);
    let mut known = HashSet::new();
    let mut sites = Vec::new();
    for (_, placemark) in places {
        let cell = |name: &str| {
            let mut data = placemark.feature.data.iter();
            let datum = data.find(|datum| datum.name == name);
            datum.map(|datum| datum.value.text()).unwrap_or_default()
        };
        let (key, class) = (cell("key"), cell("class"));
        if !key.is_empty() && known.insert(key.clone()) {
            let name = placemark
                .feature
                .name
                .clone()
                .unwrap_or_else(|| cell("name"));
            let shape = placemark.geometry.as_ref().and_then(Geometry::shape);
            let at = shape.and_then(|shape| shape.representative_point());
            sites.push(place(&key, &name, &class, at));
        }
    }
    (!sites.is_empty()).then_some(sites)
}

/// The places that a project compiles to.
fn of_project(folder: &Path, terminal: &Terminal) -> anyhow::Result<Vec<Site>> {
    let Ok(gazetteer) = compiled::gazetteer(Some(folder), terminal)? else {
        bail!("the project in `{}` cannot be compiled", folder.display());
    };
    let places = gazetteer.places().iter();
    Ok(places
        .map(|found| place(&found.key, found.name(), found.class.as_str(), found.point))
        .collect())
}

/// A place of an atlas as a site: its key is its id, its class its type.
fn place(key: &str, name: &str, class: &str, at: Option<choro_geometry::Position>) -> Site {
    let mut placemark = Placemark::default();
    key.clone_into(&mut placemark.feature.id);
    placemark.geometry = at.map(|at| {
        let vertex = Vertex {
            lon: at.lon,
            lat: at.lat,
            height: None,
        };
        Geometry::Point(vertex, Drape::default())
    });
    Site {
        id: key.to_owned(),
        source: "".into(),
        folders: [].into(),
        name: name.to_owned(),
        kind: class.into(),
        status: Vec::new(),
        position: at,
        placemark,
    }
}
