//! Sites taken from a file, item by item.

use std::collections::HashMap;
use std::sync::Arc;

use choro_geometry::Position;
use choro_placemark::{Collection, Datum, Feature, Geometry, Item, Placemark};

use crate::mapping::below;
use crate::paths::{Path, Paths};
use crate::{Inventory, Mapping, Site};

/// What of a file's placemarks the sites keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// All of them.
    All,
    /// Position, time and line, which questions about names, types, states and places need, and
    /// tables and maps show: no descriptions, attributes, styles.
    Outline,
}

/// No type, as a number.
const NONE: u32 = u32::MAX;

/// One file on its way into an inventory.
#[derive(Debug)]
pub struct Taking<'i> {
    inventory: &'i mut Inventory,
    mapping: &'i Mapping,
    source: Arc<str>,
    kept: Kept,
    /// Where the file's sites begin.
    first: usize,
    /// The file's folders; nothing else of it.
    file: Collection,
    kinds: Kinds,
    /// Whether attributes tell types or states, by their names.
    columns: HashMap<String, bool>,
    /// Of each site the numbers of the types that its column and its name mean.
    said: Vec<[u32; 2]>,
}

/// Types, each once.
#[derive(Debug, Default)]
struct Kinds {
    numbers: HashMap<String, u32>,
    kinds: Vec<Arc<str>>,
    none: Arc<str>,
}

impl Kinds {
    fn number(&mut self, kind: Option<String>) -> u32 {
        let Some(kind) = kind else { return NONE };
        if let Some(known) = self.numbers.get(&kind) {
            return *known;
        }
        let number = self.kinds.len() as u32;
        self.kinds.push(kind.as_str().into());
        self.numbers.insert(kind, number);
        number
    }

    /// The type of a site: that of its column, else of its folder; its name may make it more
    /// special, or gives it where neither does.
    fn of(&self, path: &Path, [column, named]: [u32; 2]) -> Arc<str> {
        let get = |number: u32| self.kinds.get(number as usize);
        let special = get(named);
        let kind = match get(column).or(path.kind.as_ref()) {
            _ if path.untyped => None,
            Some(general) => special
                .filter(|special| below(special, general))
                .or(Some(general)),
            None => special,
        };
        kind.unwrap_or(&self.none).clone()
    }
}

impl<'i> Taking<'i> {
    pub(crate) fn new(
        inventory: &'i mut Inventory,
        source: &str,
        mapping: &'i Mapping,
        kept: Kept,
    ) -> Self {
        Self {
            first: inventory.sites.len(),
            inventory,
            mapping,
            source: source.into(),
            kept,
            file: Collection::default(),
            kinds: Kinds::default(),
            columns: HashMap::new(),
            said: Vec::new(),
        }
    }

    /// Takes the next item of the file: a placemark becomes a site, a folder is remembered.
    pub fn push(&mut self, item: Item) {
        match item {
            Item::Placemark(placemark) => self.placemark(placemark),
            Item::Folder(_) => self.file.push(item),
            _ => {}
        }
    }

    /// The folders of a file read before.
    pub(crate) fn folders(&mut self, file: Collection) {
        self.file = file;
    }

    pub(crate) fn placemark(&mut self, mut placemark: Placemark) {
        let feature = &placemark.feature;
        let name = feature.name.as_deref().unwrap_or_default().trim();
        let name = name.to_owned();
        let mapping = self.mapping;
        let columns = &mut self.columns;
        let telling = feature.data.iter().filter(|datum| {
            columns.get(&datum.name).copied().unwrap_or_else(|| {
                let tells = mapping.may_tell(&datum.name);
                columns.insert(datum.name.clone(), tells);
                tells
            })
        });
        let telling: Vec<&Datum> = telling.collect();
        let status = self.mapping.stated(&name, &telling, feature);
        self.said.push([
            self.kinds.number(self.mapping.column_kind(&telling)),
            self.kinds.number(self.mapping.named_kind(&name)),
        ]);
        let position = position(&placemark);
        if self.kept == Kept::Outline {
            strip(&mut placemark);
        }
        self.inventory.sites.push(Site {
            id: String::new(),
            source: self.source.clone(),
            folders: Arc::default(),
            name,
            kind: Arc::default(),
            status,
            position,
            placemark,
        });
    }

    /// Gives the file's sites their folders, types, states and ids. Folders may be told in full
    /// only behind what stands in them, so that this waits for the end of the file.
    pub fn finish(self) {
        let mut paths = Paths::new(&self.file, self.mapping, &self.source);
        let kinds = self.kinds;
        for (site, said) in self.inventory.sites[self.first..].iter_mut().zip(self.said) {
            let feature = &mut site.placemark.feature;
            let path = paths.of(feature);
            site.folders = path.folders.clone();
            site.kind = kinds.of(path, said);
            let (status, time) = (std::mem::take(&mut site.status), feature.time.as_ref());
            site.status = self.mapping.settled(status, path.state, time);
            let own = feature.id.trim();
            site.id = (self.inventory.taken).give(own, &path.prefix, &site.name, site.position);
            if site.kind.is_empty() && !path.untyped {
                let number = path.number;
                paths.without_type(number, feature.line);
            }
            if self.kept == Kept::Outline {
                feature.id = String::new();
            }
        }
        self.inventory.unmapped.extend(paths.unmapped());
    }
}

/// Leaves of a placemark what an outline has, and its id.
fn strip(placemark: &mut Placemark) {
    let feature = &mut placemark.feature;
    let (id, time) = (std::mem::take(&mut feature.id), feature.time.take());
    *feature = Feature {
        id,
        time,
        folder: feature.folder,
        line: feature.line,
        span: feature.span,
        ..Feature::default()
    };
}

/// A position for the whole of a placemark.
fn position(placemark: &Placemark) -> Option<Position> {
    match placemark.geometry.as_ref()? {
        Geometry::Point(vertex, _) => vertex.position(),
        other => other.shape()?.representative_point(),
    }
}

#[cfg(test)]
#[path = "taking_tests.rs"]
mod tests;
