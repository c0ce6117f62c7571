//! Folders in formats that know them only as a path of names with each placemark.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Reading;
use super::loss::Tally;
use crate::{Feature, Folder, FolderKind, Item};

/// The folders of a file that is read, by their paths.
#[derive(Default)]
pub(super) struct Paths {
    known: HashMap<(Option<u32>, String), u32>,
}

impl Paths {
    /// The folder of a path under `root`; folders not met before are handed on first, as of
    /// `line`.
    pub(super) fn folder<'n>(
        &mut self,
        reading: &mut Reading<'_>,
        root: Option<u32>,
        names: impl IntoIterator<Item = &'n str>,
        line: usize,
    ) -> Option<u32> {
        let mut at = root;
        for name in names {
            let key = (at, name.to_owned());
            let index = match self.known.get(&key) {
                Some(index) => *index,
                None => {
                    let index = reading.next_folder();
                    let feature = Feature {
                        folder: at,
                        name: (!name.is_empty()).then(|| name.to_owned()),
                        line,
                        ..Feature::default()
                    };
                    reading.item(Item::Folder(Folder {
                        index,
                        kind: FolderKind::Folder,
                        feature,
                    }));
                    self.known.insert(key, index);
                    index
                }
            };
            at = Some(index);
        }
        at
    }
}

/// The folders of a file that is written.
#[derive(Default)]
pub(super) struct Tree {
    folders: BTreeMap<u32, Branch>,
    document: Option<u32>,
    cached: Option<(u32, Vec<String>)>,
}

struct Branch {
    parent: Option<u32>,
    name: String,
    says_more: bool,
    used: bool,
}

impl Tree {
    /// Takes a folder in. Whether it is the document that stands for the file as a whole and
    /// comes for the first time.
    pub(super) fn enter(&mut self, folder: &Folder) -> bool {
        let feature = &folder.feature;
        self.cached = None;
        let whole = folder.kind == FolderKind::Document && feature.folder.is_none();
        if whole && (self.document.is_none() || self.document == Some(folder.index)) {
            let first = self.document.is_none();
            self.document = Some(folder.index);
            return first;
        }
        let bare = Feature {
            folder: feature.folder,
            name: feature.name.clone(),
            line: feature.line,
            span: feature.span,
            ..Feature::default()
        };
        let branch = Branch {
            parent: feature.folder,
            name: feature.name.clone().unwrap_or_default(),
            says_more: bare != *feature,
            used: self.folders.get(&folder.index).is_some_and(|b| b.used),
        };
        self.folders.insert(folder.index, branch);
        false
    }

    /// Names of the folders from the outermost to the one numbered `at`, the file's own document
    /// left out.
    pub(super) fn path(&mut self, at: Option<u32>) -> &[String] {
        let Some(index) = at else { return &[] };
        if self
            .cached
            .as_ref()
            .is_none_or(|(known, _)| *known != index)
        {
            let path = self.collect(index);
            self.cached = Some((index, path));
        }
        self.cached
            .as_ref()
            .map_or(&[], |(_, path)| path.as_slice())
    }

    fn collect(&mut self, index: u32) -> Vec<String> {
        let mut path = Vec::new();
        let mut at = Some(index);
        while let Some(index) = at.filter(|i| Some(*i) != self.document) {
            let Some(branch) = self.folders.get_mut(&index) else {
                break;
            };
            branch.used = true;
            path.push(branch.name.clone());
            // A folder's parent comes before it; anything else is no tree.
            at = branch.parent.filter(|parent| *parent < index);
        }
        path.reverse();
        path
    }

    /// Counts what a path of names cannot hold of the folders.
    pub(super) fn finish(mut self, tally: &mut Tally) {
        let says_more = self.folders.values().filter(|b| b.says_more).count();
        tally.changed(
            says_more,
            "folder kept nothing but its name",
            "folders kept nothing but their names",
        );
        let empty = self.folders.values().filter(|b| !b.used).count();
        tally.left_out(empty, "empty folder", "empty folders");
        let used: Vec<u32> = self
            .folders
            .iter()
            .filter(|(_, b)| b.used)
            .map(|(i, _)| *i)
            .collect();
        let paths: BTreeSet<Vec<String>> = used.iter().map(|i| self.collect(*i)).collect();
        tally.changed(
            used.len() - paths.len(),
            "folder was put together with another of the same path",
            "folders were put together with others of the same path",
        );
    }
}
