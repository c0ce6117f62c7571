//! The archive a timetable comes in, unpacked within bounds.

use crate::Limits;
use choro_diagnostic::{Faults, Severity, Spot, input};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::rc::Rc;
use zip::ZipArchive;

/// Bytes that any table may unpack to, however small it is packed.
const FREE: u64 = 1 << 20;
/// Bytes of one row, at most.
const ROW_BYTES: u64 = 1 << 20;
/// Entries that are looked at.
const ENTRIES: usize = 10_000;

/// Tables that say nothing of the network drawn.
const IGNORED: [&str; 2] = ["transfers.txt", "pathways.txt"];

/// The tables of a feed.
pub(super) struct Archive<'a> {
    packed: ZipArchive<Cursor<&'a [u8]>>,
    /// For each table its index.
    tables: BTreeMap<String, usize>,
    /// Bytes that may yet be unpacked.
    left: Rc<Cell<u64>>,
    pub(super) limits: Limits,
}

impl<'a> Archive<'a> {
    /// The tables of the archive; nothing where it is none.
    pub(super) fn open(bytes: &'a [u8], limits: &Limits, faults: &mut Faults) -> Option<Self> {
        let packed = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(packed) => packed,
            Err(error) => {
                let reason = format!("the file is no ZIP archive: {error}");
                tell(faults, input::UNSUPPORTED_FORMAT, &reason);
                return None;
            }
        };
        let mut tables = BTreeMap::new();
        for index in 0..packed.len().min(ENTRIES) {
            let Ok(entry) = packed.by_index_data(index) else {
                continue;
            };
            let path = match entry.name() {
                Ok(name) => name.into_owned(),
                Err(_) => continue,
            };
            // Some feeds keep their tables in one folder.
            let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
            let name = name.to_ascii_lowercase();
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            let hidden = path.starts_with("__MACOSX") || name.starts_with('.');
            if entry.is_dir() || hidden || ending != "txt" {
                continue;
            }
            if entry.encrypted() {
                tell(
                    faults,
                    input::BAD_ARCHIVE_ENTRY,
                    &format!("{path}: encrypted"),
                );
            } else if tables.insert(name, index).is_some() {
                let reason = format!("{path}: a second table of this name; the last one is read");
                tell(faults, input::BAD_ARCHIVE_ENTRY, &reason);
            }
        }
        Some(Self {
            packed,
            tables,
            left: Rc::new(Cell::new(limits.unpacked_bytes)),
            limits: *limits,
        })
    }

    pub(super) fn has(&self, table: &str) -> bool {
        self.tables.contains_key(table)
    }

    /// The bytes of a table, and the count of those since the last row, which whoever reads rows
    /// sets back.
    pub(super) fn table(&mut self, name: &str) -> Result<(Bounded<'_>, Rc<Cell<u64>>), String> {
        let index = *self.tables.get(name).ok_or("it is not there")?;
        let file = self.packed.by_index(index).map_err(|e| e.to_string())?;
        let packed = file.compressed_size();
        let row = Rc::new(Cell::new(0));
        let bounded = Bounded {
            most: FREE
                .max(packed.saturating_mul(self.limits.ratio))
                .min(self.limits.table_bytes),
            inner: Box::new(file),
            given: 0,
            row: Rc::clone(&row),
            left: Rc::clone(&self.left),
        };
        Ok((bounded, row))
    }

    /// Says which tables were not used, and how many rows they have.
    pub(super) fn tell_ignored(&mut self, faults: &mut Faults) {
        for name in IGNORED {
            let Ok((bytes, row)) = self.table(name) else {
                continue;
            };
            let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
            let mut record = csv::ByteRecord::new();
            let mut count = 0;
            while matches!(rows.read_byte_record(&mut record), Ok(true)) {
                row.set(0);
                count += 1;
            }
            if count > 0 {
                let reason = format!("{name}: its {count} rows are not used");
                faults.report(
                    input::PARTLY_DRAWN,
                    Severity::Note,
                    Spot::default(),
                    &reason,
                );
            }
        }
    }
}

pub(super) fn tell(faults: &mut Faults, code: &'static str, reason: &str) {
    faults.report(code, Severity::Error, Spot::default(), reason);
}

/// The unpacked bytes of a table; an error where they are more than are read.
pub(super) struct Bounded<'a> {
    inner: Box<dyn Read + 'a>,
    given: u64,
    most: u64,
    row: Rc<Cell<u64>>,
    left: Rc<Cell<u64>>,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.given += read as u64;
        self.row.set(self.row.get() + read as u64);
        let left = self.left.get().checked_sub(read as u64);
        let Some(left) = left.filter(|_| self.given <= self.most) else {
            return Err(io::Error::other("more bytes unpacked than are read"));
        };
        self.left.set(left);
        // A row may stand at the end of what was buffered before it.
        if self.row.get() > ROW_BYTES + buffer.len() as u64 {
            return Err(io::Error::other("a row is longer than is read"));
        }
        Ok(read)
    }
}
