//! Sites taken from placemark files.

use std::collections::HashSet;

use choro_geometry::Position;
use choro_placemark::{Collection, Geometry, Placemark};
use serde::{Deserialize, Serialize};

use crate::{Mapping, Site};

/// The sites of one or more files, in order of taking.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Inventory {
    /// The sites, file by file, each file's in its own order.
    pub sites: Vec<Site>,
    /// Folder paths that hold sites of unknown type, in order of their first such site.
    pub unmapped: Vec<Unmapped>,
    /// Ids given so far.
    #[serde(skip)]
    taken: HashSet<String>,
}

/// A folder path no type is known for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmapped {
    /// Path of the file, relative to the project.
    pub source: String,
    /// Folder names from the outermost.
    pub folders: Vec<String>,
    /// How many of its sites have no type.
    pub sites: usize,
    /// Line of the first of them, from 1; 0 in formats without lines.
    pub line: usize,
}

impl Inventory {
    /// Takes the placemarks of a file in as sites; `source` is its path relative to the project.
    ///
    /// Ids: the file's own, where nothing taken before has it; else `source#folder/folder/name`.
    /// Of several of one name in a folder the first is called so, the others get their position
    /// behind it (`…/name@41.8012,129.7001`), or a number where that does not tell them apart: so
    /// an id outlives changes to other sites.
    ///
    /// ```
    /// use choro_inventory::{Inventory, Mapping};
    /// use choro_placemark::{Collection, Placemark};
    ///
    /// let mut placemark = Placemark::default();
    /// placemark.feature.name = Some(" Old castle ".to_owned());
    /// let placemarks = vec![placemark];
    /// let mut inventory = Inventory::default();
    /// let file = Collection { placemarks, ..Collection::default() };
    /// inventory.take("sites/a.kml", file, Mapping::shipped());
    /// assert_eq!(inventory.sites[0].id, "sites/a.kml#Old castle");
    /// ```
    pub fn take(&mut self, source: &str, mut collection: Collection, mapping: &Mapping) {
        if self.taken.is_empty() {
            self.taken = self.sites.iter().map(|site| site.id.clone()).collect();
        }
        let placemarks = std::mem::take(&mut collection.placemarks);
        let mut typing = mapping.typing(source);
        self.sites.reserve(placemarks.len());
        for placemark in placemarks {
            let path = collection.path(&placemark.feature);
            let folders: Vec<String> = path.into_iter().map(str::to_owned).collect();
            let name = placemark.feature.name.as_deref().unwrap_or_default();
            let name = name.trim().to_owned();
            let position = position(&placemark);
            let id = self.id(source, &placemark, &folders, &name, position);
            let (kind, status) = typing.of(&folders, &name, &placemark.feature);
            self.sites.push(Site {
                id,
                source: source.to_owned(),
                folders,
                name,
                kind,
                status,
                position,
                placemark,
            });
        }
        self.unmapped.extend(typing.unmapped());
    }

    fn id(
        &mut self,
        source: &str,
        placemark: &Placemark,
        folders: &[String],
        name: &str,
        position: Option<Position>,
    ) -> String {
        let own = placemark.feature.id.trim();
        if !own.is_empty() && self.taken.insert(own.to_owned()) {
            return own.to_owned();
        }
        let mut stem = format!("{source}#");
        for folder in folders {
            stem.push_str(folder);
            stem.push('/');
        }
        stem.push_str(if own.is_empty() { name } else { own });
        if self.taken.insert(stem.clone()) {
            return stem;
        }
        if let Some(at) = position {
            stem.push_str(&format!("@{:.4},{:.4}", at.lat, at.lon));
            if self.taken.insert(stem.clone()) {
                return stem;
            }
        }
        let mut repeat = 2;
        loop {
            let id = format!("{stem}~{repeat}");
            if self.taken.insert(id.clone()) {
                return id;
            }
            repeat += 1;
        }
    }
}

/// A position for the whole of a placemark.
fn position(placemark: &Placemark) -> Option<Position> {
    match placemark.geometry.as_ref()? {
        Geometry::Point(vertex, _) => vertex.position(),
        other => other.shape()?.representative_point(),
    }
}

#[cfg(test)]
#[path = "inventory_tests.rs"]
mod tests;
