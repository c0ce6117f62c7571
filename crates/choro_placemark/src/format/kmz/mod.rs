//! KMZ: a ZIP archive of KML documents and what they show.
//!
//! Nothing is unpacked onto a disk. The main document comes first, then the others, each in a
//! document folder that bears its path, then the packed files.

mod archive;
mod inflate;
mod mended;
mod regions;
mod write;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use choro_diagnostic::{Severity, Spot};
use zip::ZipArchive;

use super::kml::Kml;
use super::reading::Reading;
use super::xml::Xml;
use crate::{Item, Resource};
use archive::{Archive, Entry, entries, is_kml};
use inflate::{Inflate, Trouble};
use mended::mended;
pub(super) use write::KmzWriter;

/// The name a main document usually has.
const MAIN: &str = "doc.kml";

/// An archive over bytes in memory.
type Packed<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Reads a KMZ file.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) {
    let error = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(packed) => return read_entries(reading, packed),
        Err(error) => error,
    };
    // One more than are read, so that too many are told.
    let Some((whole, count)) = mended(bytes, reading.limits.entries.saturating_add(1)) else {
        let reason = format!("the file is no ZIP archive: {error}");
        return report(reading, "INP014", &reason);
    };
    let entries = if count == 1 {
        "the one entry found is"
    } else {
        "the entries found are"
    };
    let reason = format!(
        "the archive is cut off or damaged ({error}); {entries} read as far as the bytes go"
    );
    report(reading, "INP010", &reason);
    match ZipArchive::new(Cursor::new(whole.as_slice())) {
        Ok(packed) => read_entries(reading, packed),
        Err(error) => report(reading, "INP014", &format!("no entry can be read: {error}")),
    }
}

fn read_entries(reading: &mut Reading<'_>, packed: Packed<'_>) {
    let entries = entries(&packed, reading);
    let left = Cell::new(reading.limits.archive_bytes);
    let archive = Archive::new(packed.clone(), &entries, reading.limits, &left);
    let mut documents: Vec<&Entry> = entries.iter().filter(|e| is_kml(&e.path)).collect();
    let main = documents
        .iter()
        .position(|e| e.path.eq_ignore_ascii_case(MAIN));
    // The main document may bear any name: it is the first then.
    if let Some(ahead) = documents.get_mut(..=main.unwrap_or(0)) {
        ahead.rotate_right(1);
    }
    if documents.is_empty() {
        report(reading, "INP014", "the archive has no KML document");
    }
    let mut unpacking = Unpacking {
        packed,
        left: &left,
    };
    for entry in documents {
        if !archive.is_taken(entry.index) {
            unpacking.document(reading, entry, &archive);
        }
    }
    for entry in entries.iter().filter(|e| !is_kml(&e.path)) {
        unpacking.resource(reading, entry);
    }
}

fn report(reading: &mut Reading<'_>, code: &'static str, reason: &str) {
    let whole = Spot::default();
    reading.faults.report(code, Severity::Error, whole, reason);
}

/// An archive while its entries are unpacked.
struct Unpacking<'a, 'l> {
    packed: Packed<'a>,
    /// Bytes that may yet be unpacked.
    left: &'l Cell<u64>,
}

impl Unpacking<'_, '_> {
    fn document(&mut self, reading: &mut Reading<'_>, entry: &Entry, archive: &Archive<'_, '_>) {
        let trouble = RefCell::new(None);
        match self.packed.by_index(entry.index) {
            Err(error) => return tell(reading, entry, &unpackable(&error)),
            Ok(file) => {
                let most = reading.limits.document_bytes;
                let file =
                    Inflate::new(file, entry, reading.limits.ratio, most, self.left, &trouble);
                let xml = Xml::of_read(Box::new(file), reading.limits.text_bytes);
                Kml::new(xml, reading)
                    .in_archive(&entry.path, entry.path != MAIN, archive)
                    .read();
            }
        }
        if let Some(trouble) = trouble.take() {
            tell(reading, entry, &trouble);
        }
    }

    fn resource(&mut self, reading: &mut Reading<'_>, entry: &Entry) {
        if reading.limits.archive_bytes == 0 {
            return;
        }
        let trouble = RefCell::new(None);
        let mut bytes = Vec::new();
        match self.packed.by_index(entry.index) {
            Err(error) => return tell(reading, entry, &unpackable(&error)),
            Ok(file) => {
                let most = reading.limits.document_bytes;
                let mut file =
                    Inflate::new(file, entry, reading.limits.ratio, most, self.left, &trouble);
                // What goes wrong is in `trouble`.
                let _ = file.read_to_end(&mut bytes);
            }
        }
        match trouble.take() {
            // A picture of which a part is missing is no picture.
            Some(trouble) => tell(reading, entry, &trouble),
            None => {
                if archive::is_archive(&entry.path) {
                    let reason = format!(
                        "{}: an archive inside the archive is kept, not opened",
                        entry.path
                    );
                    let whole = Spot::default();
                    reading
                        .faults
                        .report("INP027", Severity::Note, whole, &reason);
                }
                let path = entry.path.clone();
                reading.item(Item::Resource(Resource { path, bytes }));
            }
        }
    }
}

fn unpackable(error: &zip::result::ZipError) -> Trouble {
    Trouble {
        code: "INP028",
        reason: format!("cannot be unpacked: {error}"),
    }
}

fn tell(reading: &mut Reading<'_>, entry: &Entry, trouble: &Trouble) {
    let reason = format!("{}: {}", entry.path, trouble.reason);
    report(reading, trouble.code, &reason);
}

/// Paths given out so far, to tell a second of the same name.
type Paths = BTreeSet<String>;

#[cfg(test)]
mod tests;
