//! KML 2.0 to 2.3 with Google's extensions.
//!
//! Source: OGC 12-007r2 (KML 2.3), and the KML reference of Google for `gx:`.

mod container;
mod coordinates;
mod data;
mod fields;
mod geometry;
mod names;
mod parser;
mod track;
mod verbatim;
#[allow(dead_code)]
mod write;

use choro_diagnostic::{Severity, Spot};

use super::Reading;
use super::xml::Xml;
pub(crate) use parser::Kml;

/// Reads a KML file.
pub(super) fn read(reading: &mut Reading<'_>, bytes: &[u8]) {
    let head = &bytes[..bytes.len().min(1024)];
    let zeros = memchr::memchr_iter(0, head).count();
    if zeros > 0 && zeros * 3 < head.len() {
        let reason = "the file is binary, not KML";
        reading
            .faults
            .report("INP004", Severity::Error, Spot::default(), reason);
        return;
    }
    let xml = Xml::of_bytes(bytes, reading.limits.text_bytes);
    Kml::new(xml, reading).read();
}
