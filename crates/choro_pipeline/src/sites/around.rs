//! The country around sites, as the gazetteer draws it.

use choro_gazetteer::{Class, Gazetteer, PlaceId};
use choro_geometry::{Bounds, Position, PreparedShape, Shape};
use choro_inventory::{Area, Inventory, Surroundings};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An area with its outline.
struct Outline {
    name: String,
    shape: Arc<PreparedShape>,
    accuracy_m: f64,
}

/// The areas that folders name, and the seas.
pub(super) struct Around {
    areas: BTreeMap<String, Outline>,
    seas: Vec<(Bounds, Outline)>,
}

impl Around {
    /// What the gazetteer knows of the folders of an inventory.
    pub(super) fn of(inventory: &Inventory, gazetteer: &Gazetteer) -> Self {
        let mut areas: BTreeMap<String, Option<Outline>> = BTreeMap::new();
        for folder in inventory.sites.iter().flat_map(|site| site.folders.iter()) {
            if !areas.contains_key(folder) {
                areas.insert(folder.clone(), area(gazetteer, folder));
            }
        }
        let seas = gazetteer.drawn(Class::Sea).iter();
        Self {
            areas: areas
                .into_iter()
                .filter_map(|(folder, area)| Some((folder, area?)))
                .collect(),
            seas: seas
                .filter_map(|(id, bounds)| Some((*bounds, outline(gazetteer, *id)?)))
                .collect(),
        }
    }
}

/// The division that a folder names, where it can be only one.
fn area(gazetteer: &Gazetteer, folder: &str) -> Option<Outline> {
    let bearers = gazetteer.by_name(folder);
    let mut divisions = bearers
        .into_iter()
        .filter(|id| gazetteer.place(*id).class.is_division());
    let only = divisions.next()?;
    divisions
        .next()
        .is_none()
        .then(|| outline(gazetteer, only))?
}

/// The outline that holds now, where one is drawn.
fn outline(gazetteer: &Gazetteer, id: PlaceId) -> Option<Outline> {
    let place = gazetteer.place(id);
    let at = place.footprints.iter().position(|footprint| {
        matches!(footprint.shape, Shape::Polygons(_)) && footprint.when.latest.is_none()
    })?;
    Some(Outline {
        name: place.name().to_owned(),
        shape: gazetteer.prepared(id, at)?,
        accuracy_m: place.footprints[at].accuracy,
    })
}

impl Outline {
    fn area(&self) -> Area<'_> {
        Area {
            name: &self.name,
            shape: &self.shape,
            accuracy_m: self.accuracy_m,
        }
    }
}

impl Surroundings for Around {
    fn area(&self, folder: &str) -> Option<Area<'_>> {
        self.areas.get(folder).map(Outline::area)
    }

    fn sea(&self, at: Position) -> Option<Area<'_>> {
        let drawn = |(bounds, outline): &&(Bounds, Outline)| {
            bounds.contains(at) && outline.shape.contains(at)
        };
        self.seas.iter().find(drawn).map(|(_, sea)| sea.area())
    }
}
