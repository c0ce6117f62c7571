//! What an archive holds, by paths that lead nowhere else.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use choro_diagnostic::{Severity, Spot};

use super::inflate::Inflate;
use super::{Packed, Paths};
use crate::Limits;
use crate::format::kml;
use crate::format::reading::Reading;

/// An entry that may be unpacked.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) index: usize,
    /// Path with `/`, relative, without `..`.
    pub(super) path: String,
    /// Bytes it says it has.
    pub(super) size: u64,
    /// Bytes it has in the archive.
    pub(super) packed: u64,
}

/// Whether a path is that of a KML document.
pub(super) fn is_kml(path: &str) -> bool {
    has_ending(path, ".kml")
}

/// Whether a path is that of another archive.
pub(super) fn is_archive(path: &str) -> bool {
    has_ending(path, ".kmz") || has_ending(path, ".zip")
}

fn has_ending(path: &str, ending: &str) -> bool {
    let at = path.len().saturating_sub(ending.len());
    path.get(at..)
        .is_some_and(|end| end.eq_ignore_ascii_case(ending))
}

/// A path inside an archive, with `/` for every separator; `None` where it would lead outside.
pub(super) fn inner_path(raw: &str) -> Option<String> {
    let path = raw.replace('\\', "/");
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.is_empty() || path.starts_with('/') || drive || path.contains('\0') {
        return None;
    }
    let parts: Vec<&str> = path
        .split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .collect();
    (!parts.is_empty() && !parts.contains(&"..")).then(|| parts.join("/"))
}

/// The entries that may be unpacked; the others are told.
pub(super) fn entries(packed: &Packed<'_>, reading: &mut Reading<'_>) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut paths = Paths::new();
    let most = reading.limits.entries;
    if packed.len() > most {
        let reason = format!("the archive has {} entries; {most} are read", packed.len());
        super::report(reading, "INP011", &reason);
    }
    for index in 0..packed.len().min(most) {
        match entry(packed, index) {
            Ok(Some(entry)) if paths.insert(entry.path.clone()) => found.push(entry),
            Ok(Some(entry)) => bad(
                reading,
                &format!("{}: a second entry of this path", entry.path),
            ),
            Ok(None) => {}
            Err(reason) => bad(reading, &reason),
        }
    }
    found
}

fn bad(reading: &mut Reading<'_>, reason: &str) {
    let whole = Spot::default();
    reading
        .faults
        .report("INP028", Severity::Error, whole, reason);
}

/// One entry; nothing for a folder.
fn entry(packed: &Packed<'_>, index: usize) -> Result<Option<Entry>, String> {
    let entry = packed
        .by_index_data(index)
        .map_err(|error| format!("entry {index}: {error}"))?;
    let name = match entry.name() {
        Ok(name) => name.into_owned(),
        Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
    };
    if entry.is_dir() {
        return Ok(None);
    }
    let path =
        inner_path(&name).ok_or_else(|| format!("{name:?} would lead outside the archive"))?;
    if entry.encrypted() {
        return Err(format!("{path}: encrypted"));
    }
    if entry.is_symlink() {
        return Err(format!("{path}: a link to another file"));
    }
    Ok(Some(Entry {
        index,
        path,
        size: entry.size(),
        packed: entry.compressed_size(),
    }))
}

/// The archive as its documents see it: what their links lead to.
pub(super) struct Archive<'a, 'l> {
    packed: RefCell<Packed<'a>>,
    entries: BTreeMap<String, Entry>,
    limits: &'l Limits,
    left: &'l Cell<u64>,
    taken: RefCell<BTreeSet<usize>>,
}

impl<'a, 'l> Archive<'a, 'l> {
    pub(super) fn new(
        packed: Packed<'a>,
        entries: &[Entry],
        limits: &'l Limits,
        left: &'l Cell<u64>,
    ) -> Self {
        let by_path = entries.iter().map(|e| (e.path.clone(), e.clone()));
        Self {
            packed: RefCell::new(packed),
            entries: by_path.collect(),
            limits,
            left,
            taken: RefCell::default(),
        }
    }

    /// Whether an entry was read as a region of another document.
    pub(super) fn is_taken(&self, index: usize) -> bool {
        self.taken.borrow().contains(&index)
    }

    fn find(&self, from: &str, href: &str) -> Option<&Entry> {
        self.entries.get(&resolve(from, href)?)
    }
}

impl kml::Archive for Archive<'_, '_> {
    fn has(&self, from: &str, href: &str) -> bool {
        self.find(from, href)
            .is_some_and(|entry| is_kml(&entry.path))
    }

    fn region(&self, from: &str, href: &str) -> Option<(String, Vec<u8>)> {
        let entry = self.find(from, href)?;
        let beside = entry.path.rsplit('/').nth(1)? == super::regions::FOLDER;
        if !beside || self.is_taken(entry.index) {
            return None;
        }
        let trouble = RefCell::new(None);
        let mut packed = self.packed.borrow_mut();
        let file = packed.by_index(entry.index).ok()?;
        let most = self.limits.text_bytes as u64;
        let mut file = Inflate::new(file, entry, self.limits.ratio, most, self.left, &trouble);
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).ok()?;
        if trouble.borrow().is_some() || !super::regions::is_region(&bytes) {
            return None;
        }
        self.taken.borrow_mut().insert(entry.index);
        Some((entry.path.clone(), bytes))
    }
}

/// The path that an address in the document `from` leads to, inside the archive.
pub(super) fn resolve(from: &str, href: &str) -> Option<String> {
    let href = href.trim().replace('\\', "/");
    let href = href.split(['#', '?']).next().unwrap_or_default();
    if href.is_empty() || href.contains("//") || href.contains(':') {
        return None;
    }
    let href = href.replace("%20", " ");
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
