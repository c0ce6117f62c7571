//! A release: the sites of a placemark file, or the places and sites of an atlas.

use crate::command::compiled;
use crate::terminal::Terminal;
use anyhow::{Context, bail};
use choro_diagnostic::Severity;
use choro_export::{ATLAS_TABLES, PLACES_TITLE};
use choro_geometry::Position;
use choro_inventory::{Inventory, Mapping, Site};
use choro_placemark::{Collection, Drape, Format, Geometry, Limits, Placemark, Vertex, read};
use choro_project::Mapped;
use std::path::Path;

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

/// The places of an atlas's GeoPackage; `None` where the file is none.
fn atlas(collection: &Collection) -> Option<Vec<Site>> {
    let has = |title: &str| {
        let mut folders = collection.folders.iter();
        folders.any(|folder| folder.feature.name.as_deref() == Some(title))
    };
    if !ATLAS_TABLES.iter().all(|title| has(title)) {
        return None;
    }
    let rows = collection
        .placemarks
        .iter()
        .filter(|row| collection.path(&row.feature) == [PLACES_TITLE]);
    let sites: Vec<Site> = rows.filter_map(of_row).collect();
    (!sites.is_empty()).then_some(sites)
}

/// A place as the table of an atlas has it.
fn of_row(row: &Placemark) -> Option<Site> {
    let cell = |name: &str| {
        let mut data = row.feature.data.iter();
        let datum = data.find(|datum| datum.name == name);
        datum.map(|datum| datum.value.text()).unwrap_or_default()
    };
    let key = cell("key");
    let degrees = |name: &str| cell(name).parse::<f64>().ok();
    let drawn = row.geometry.as_ref().and_then(Geometry::shape);
    let at = match (degrees("longitude"), degrees("latitude")) {
        (Some(lon), Some(lat)) => Some(Position::new(lon, lat)),
        _ => drawn.and_then(|shape| shape.representative_point()),
    };
    let name = row.feature.name.clone().unwrap_or_else(|| cell("name"));
    (!key.is_empty()).then(|| place(&key, &name, &cell("class"), at))
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
fn place(key: &str, name: &str, class: &str, at: Option<Position>) -> Site {
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
