//! What a placemark file holds, counted as it is read.

use choro_placemark::{Feature, FolderKind, Geometry, Item};
use serde::Serialize;
use std::collections::BTreeMap;

/// Addresses named in a report.
const ADDRESSES: usize = 10;

/// Counts of what a file holds.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Contents {
    pub(super) placemarks: usize,
    /// Folders, the file's own document not among them.
    pub(super) folders: usize,
    pub(super) styles: usize,
    pub(super) schemas: usize,
    pub(super) overlays: usize,
    pub(super) pictures: usize,
    pub(super) links: usize,
    pub(super) points: usize,
    pub(super) lines: usize,
    pub(super) areas: usize,
    pub(super) other_geometries: usize,
    pub(super) without_geometry: usize,
    pub(super) without_name: usize,
    pub(super) descriptions: usize,
    pub(super) dated: usize,
    pub(super) with_attributes: usize,
    /// The first addresses of network links.
    pub(super) addresses: Vec<String>,
    /// Parts kept as they stand, by name.
    pub(super) verbatim: BTreeMap<String, usize>,
    /// Of each folder how often it was told, so that one told twice counts once.
    #[serde(skip)]
    told: u32,
}

impl Contents {
    /// Takes an item into account.
    pub(super) fn count(&mut self, item: &Item) {
        match item {
            Item::Folder(folder) => {
                // A folder told completely later keeps its number.
                if folder.index >= self.told {
                    self.told = folder.index + 1;
                    self.folders += usize::from(folder.kind == FolderKind::Folder);
                    self.verbatim(&folder.feature);
                }
            }
            Item::Placemark(placemark) => {
                self.placemarks += 1;
                self.feature(&placemark.feature);
                match &placemark.geometry {
                    None => self.without_geometry += 1,
                    Some(geometry) => self.geometry(geometry),
                }
            }
            Item::Overlay(overlay) => {
                self.overlays += 1;
                self.verbatim(&overlay.feature);
            }
            Item::Link(link) => {
                self.links += 1;
                if self.addresses.len() < ADDRESSES {
                    self.addresses.push(link.href.clone());
                }
            }
            Item::Style(_) => self.styles += 1,
            Item::Schema(_) => self.schemas += 1,
            Item::Resource(_) => self.pictures += 1,
            Item::Other(_, verbatim) => self.part(&verbatim.name),
        }
    }

    /// Whether nothing was read.
    pub(super) fn is_empty(&self) -> bool {
        self.placemarks + self.folders + self.overlays + self.links + self.pictures == 0
    }

    fn feature(&mut self, feature: &Feature) {
        let named = feature
            .name
            .as_deref()
            .is_some_and(|n| !n.trim().is_empty());
        self.without_name += usize::from(!named);
        self.descriptions += usize::from(feature.description.is_some());
        self.dated += usize::from(feature.time.is_some());
        self.with_attributes += usize::from(!feature.data.is_empty());
        self.verbatim(feature);
    }

    fn verbatim(&mut self, feature: &Feature) {
        for part in &feature.verbatim {
            self.part(&part.name);
        }
    }

    fn part(&mut self, name: &str) {
        match self.verbatim.get_mut(name) {
            Some(count) => *count += 1,
            None => {
                self.verbatim.insert(name.to_owned(), 1);
            }
        }
    }

    fn geometry(&mut self, geometry: &Geometry) {
        let count = match dimension(geometry) {
            Some(0) => &mut self.points,
            Some(1) => &mut self.lines,
            Some(_) => &mut self.areas,
            None => &mut self.other_geometries,
        };
        *count += 1;
    }
}

/// 0 for a point, 1 for a line, 2 for an area, of several parts the highest; `None` for a model
/// or nothing.
fn dimension(geometry: &Geometry) -> Option<u8> {
    match geometry {
        Geometry::Point(..) => Some(0),
        Geometry::Line(..) | Geometry::Ring(..) | Geometry::Track(_) => Some(1),
        Geometry::Polygon(..) => Some(2),
        Geometry::Multi(parts) => parts.iter().filter_map(dimension).max(),
        Geometry::Other(_) => None,
    }
}
