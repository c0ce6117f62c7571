//! The head of a file: what its readers must understand, and whether it is sorted.

use super::wire::{Fields, Malformed};

/// What is read; a file may need more.
const KNOWN: [&[u8]; 2] = [b"OsmSchema-V0.6", b"DenseNodes"];

/// The head of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// Whether it says that nodes come before ways, and ways before relations.
    pub(super) sorted: bool,
    /// Something its readers must understand that is not known: `HistoricalInformation`.
    pub(super) unknown: Option<String>,
}

impl Header {
    pub(super) fn of(message: &[u8]) -> Result<Self, Malformed> {
        let mut header = Self::default();
        for field in Fields::of(message) {
            match field? {
                (4, value) => {
                    let feature = value.bytes()?;
                    if !KNOWN.contains(&feature) {
                        header.unknown = Some(String::from_utf8_lossy(feature).into_owned());
                    }
                }
                (5, value) => header.sorted |= value.bytes()? == b"Sort.Type_then_ID",
                _ => {}
            }
        }
        Ok(header)
    }
}
