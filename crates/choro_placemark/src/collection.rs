//! All of a file at once.

use serde::{Deserialize, Serialize};

use crate::{Feature, Folder, Item, Link, Overlay, Placemark, Resource, Schema, Style, Verbatim};

/// The items of one file, sorted by what they are, each sort in order of the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Collection {
    /// Folders; a folder's index is its place here.
    pub folders: Vec<Folder>,
    /// Placemarks.
    pub placemarks: Vec<Placemark>,
    /// Picture overlays.
    pub overlays: Vec<Overlay>,
    /// Network links.
    pub links: Vec<Link>,
    /// Shared styles.
    pub styles: Vec<Style>,
    /// Schemas.
    pub schemas: Vec<Schema>,
    /// Packed files.
    pub resources: Vec<Resource>,
    /// Anything else, with the folder it stands in.
    pub others: Vec<(Option<u32>, Verbatim)>,
}

impl Collection {
    /// Takes one item in.
    pub fn push(&mut self, item: Item) {
        match item {
            Item::Folder(folder) => match self.folders.get_mut(folder.index as usize) {
                Some(known) => *known = folder,
                None => self.folders.push(folder),
            },
            Item::Placemark(placemark) => self.placemarks.push(placemark),
            Item::Overlay(overlay) => self.overlays.push(overlay),
            Item::Link(link) => self.links.push(link),
            Item::Style(style) => self.styles.push(style),
            Item::Schema(schema) => self.schemas.push(schema),
            Item::Resource(resource) => self.resources.push(resource),
            Item::Other(folder, verbatim) => self.others.push((folder, verbatim)),
        }
    }

    /// Names of the folders a feature stands in, outermost first; folders without a name count
    /// as empty ones, the file's own document not at all.
    pub fn path(&self, feature: &Feature) -> Vec<&str> {
        let mut path = Vec::new();
        let mut at = feature.folder;
        while let Some(folder) = at.and_then(|index| self.folders.get(index as usize)) {
            let top = folder.feature.folder.is_none();
            if !(top && folder.kind == crate::FolderKind::Document) {
                path.push(folder.feature.name.as_deref().unwrap_or_default().trim());
            }
            // A folder's parent comes before it; anything else is no tree.
            at = folder
                .feature
                .folder
                .filter(|parent| *parent < folder.index);
        }
        path.reverse();
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FolderKind;

    fn folder(index: u32, parent: Option<u32>, kind: FolderKind, name: &str) -> Item {
        Item::Folder(Folder {
            index,
            kind,
            feature: Feature {
                folder: parent,
                name: Some(name.to_owned()),
                ..Feature::default()
            },
        })
    }

    #[test]
    fn a_path_leaves_the_files_own_document_out() {
        let mut collection = Collection::default();
        collection.push(folder(0, None, FolderKind::Document, "All"));
        collection.push(folder(1, Some(0), FolderKind::Folder, "Ryanggang"));
        collection.push(folder(2, Some(1), FolderKind::Folder, "draft"));
        collection.push(folder(2, Some(1), FolderKind::Folder, " Military "));
        let feature = Feature {
            folder: Some(2),
            ..Feature::default()
        };
        assert_eq!(collection.path(&feature), ["Ryanggang", "Military"]);
    }
}
