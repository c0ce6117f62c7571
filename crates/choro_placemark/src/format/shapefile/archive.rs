//! The files of an archive that belong to shapefiles.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use choro_diagnostic::{Severity, Spot};
use zip::ZipArchive;

use super::super::Reading;

/// The files of one shapefile, by their ending.
#[derive(Default)]
pub(super) struct Parts {
    /// Path in the archive without ending.
    pub(super) stem: String,
    pub(super) shp: Option<Vec<u8>>,
    pub(super) dbf: Option<Vec<u8>>,
    pub(super) prj: Option<Vec<u8>>,
    pub(super) cpg: Option<Vec<u8>>,
}

impl Parts {
    fn slot(&mut self, ending: &str) -> Option<&mut Option<Vec<u8>>> {
        match ending {
            "shp" => Some(&mut self.shp),
            "dbf" => Some(&mut self.dbf),
            "prj" => Some(&mut self.prj),
            "cpg" | "cst" => Some(&mut self.cpg),
            _ => None,
        }
    }
}

/// Endings of files that say nothing more: indexes, and metadata of other programs.
const SILENT: [&str; 9] = [
    "shx", "sbn", "sbx", "qix", "qpj", "fbn", "fbx", "ain", "aih",
];

/// Unpacks the shapefiles of an archive, sorted by path.
pub(super) fn unpack(bytes: &[u8], reading: &mut Reading<'_>) -> Vec<Parts> {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => {
            let reason = format!("this is no ZIP archive: {error}");
            fault(reading, "INP014", &reason);
            return Vec::new();
        }
    };
    if archive.len() > reading.limits.entries {
        let reason = format!(
            "the archive has {} entries, more than {}; the rest is not read",
            archive.len(),
            reading.limits.entries
        );
        fault(reading, "INP011", &reason);
    }
    let mut found: BTreeMap<String, Parts> = BTreeMap::new();
    let mut left = reading.limits.archive_bytes;
    for at in 0..archive.len().min(reading.limits.entries) {
        let entry = match archive.by_index(at) {
            Ok(entry) => entry,
            Err(error) => {
                fault(reading, "INP028", &format!("entry {}: {error}", at + 1));
                continue;
            }
        };
        let name = match entry.name() {
            Ok(name) => name.into_owned(),
            Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
        };
        if entry.is_dir() {
            continue;
        }
        if entry.enclosed_name().is_none() {
            let reason = format!("“{name}” would lead outside the archive; it is not read");
            fault(reading, "INP028", &reason);
            continue;
        }
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
        let ending = ending.to_ascii_lowercase();
        if stem.starts_with("__MACOSX/") || SILENT.contains(&ending.as_str()) {
            continue;
        }
        let parts = found.entry(stem.to_lowercase()).or_default();
        stem.clone_into(&mut parts.stem);
        let Some(slot) = parts.slot(&ending) else {
            reading.unknown(&name, Spot::default());
            continue;
        };
        let ratio = entry
            .compressed_size()
            .max(1)
            .saturating_mul(reading.limits.ratio);
        let most = left.min(reading.limits.document_bytes).min(ratio);
        let mut unpacked = Vec::new();
        let read = entry.take(most + 1).read_to_end(&mut unpacked);
        if unpacked.len() as u64 > most {
            let reason = format!("“{name}” unpacks to more than {most} bytes; it is not read");
            fault(reading, "INP011", &reason);
            continue;
        }
        if let Err(error) = read {
            let reason = format!("“{name}” is damaged, what comes before is read: {error}");
            fault(reading, "INP028", &reason);
        }
        left -= unpacked.len() as u64;
        *slot = Some(unpacked);
    }
    found.into_values().collect()
}

pub(super) fn fault(reading: &mut Reading<'_>, code: &'static str, reason: &str) {
    reading
        .faults
        .report(code, Severity::Error, Spot::default(), reason);
}
