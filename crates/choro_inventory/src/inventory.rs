//! Sites taken from placemark files.

use choro_placemark::Collection;
use serde::{Deserialize, Serialize};

use crate::ids::Ids;
use crate::taking::{Kept, Taking};
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
    pub(crate) taken: Ids,
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
        let placemarks = std::mem::take(&mut collection.placemarks);
        let mut taking = self.taking(source, mapping, Kept::All);
        taking.folders(collection);
        for placemark in placemarks {
            taking.placemark(placemark);
        }
        taking.finish();
    }

    /// Takes a file in item by item, so that it need not be held twice; its sites are there when
    /// the taking is finished. Ids are those of [`Inventory::take`].
    pub fn taking<'i>(&'i mut self, source: &str, mapping: &'i Mapping, kept: Kept) -> Taking<'i> {
        if self.taken == Ids::default() {
            self.taken = Ids::of(self.sites.iter().map(|site| site.id.as_str()));
        }
        Taking::new(self, source, mapping, kept)
    }
}

#[cfg(test)]
#[path = "inventory_tests.rs"]
mod tests;
