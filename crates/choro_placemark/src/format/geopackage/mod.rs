//! GeoPackage: any is read, layer by layer; the one that is written holds every item whole.
//!
//! A package written here is known by its tables and read back into the very items it was made
//! from, with what people changed in it since. Of any other each table becomes a folder, each row
//! a placemark. Lines and bytes of the file that items once came from are not kept.

mod beside;
mod columns;
mod foreign;
mod own;
mod parts;
mod plain;
mod record;
mod rows;
mod tables;
mod writer;

use choro_diagnostic::{Severity, Spot};
use choro_geopackage::{Blob, Ending, Layer, Source, SourceLimits};

use super::{Output, Reading, WriteError, WriteOptions, Writer};
use crate::Geometry;
use crate::crs::Crs;
use crate::wkb::{self, Fault};

/// Reads a package.
pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) {
    let limits = SourceLimits {
        value_bytes: reading.limits.text_bytes,
        table_bytes: reading.limits.archive_bytes,
    };
    let source = match Source::open(bytes, limits) {
        Ok(source) => source,
        Err(error) => {
            let reason = format!("this is no SQLite file: {error}");
            return fault(reading, "INP014", Severity::Error, &reason);
        }
    };
    let (layers, others) = match source.layers() {
        Ok(found) => found,
        Err(error) => {
            let reason = format!("this is no GeoPackage: {error}");
            return fault(reading, "INP014", Severity::Error, &reason);
        }
    };
    for other in &others {
        let (table, kind) = (&other.table, &other.kind);
        let reason = format!("“{table}” ({kind}) is no table of rows and is not read");
        fault(reading, "INP026", Severity::Note, &reason);
    }
    match own::Own::of(&layers) {
        Some(own) => own.read(&source, reading),
        None => foreign::read(&source, &layers, reading),
    }
}

/// A writer to `out`.
pub(super) fn writer<'a>(
    out: &'a mut dyn Output,
    options: &WriteOptions,
) -> Result<Box<dyn Writer + 'a>, WriteError> {
    Ok(Box::new(writer::PackageWriter::new(out, options)?))
}

/// Reports a fault; packages have no lines.
fn fault(reading: &mut Reading<'_>, code: &'static str, severity: Severity, reason: &str) {
    reading
        .faults
        .report(code, severity, Spot::default(), reason);
}

/// Reports how the reading of a table ended, where it ended early.
fn ending(ended: &Ending, layer: &Layer, reading: &mut Reading<'_>) {
    let table = &layer.table;
    match ended {
        Ending::Whole => {}
        Ending::Damaged(error) => {
            let reason = format!("“{table}” is damaged, rows after this point are lost: {error}");
            fault(reading, "INP010", Severity::Error, &reason);
        }
        Ending::Limit => {
            let most = reading.limits.archive_bytes;
            let reason = format!("“{table}” has more than {most} bytes; the rest is not read");
            fault(reading, "INP011", Severity::Error, &reason);
        }
    }
}

/// A geometry as it could be read.
struct Placed {
    geometry: Option<Geometry>,
    measures: Vec<f64>,
}

/// The geometry of a blob; one that cannot be read is kept in hexadecimal, and reported.
fn geometry_of(
    bytes: &[u8],
    crs: &Crs,
    table: &str,
    row: i64,
    reading: &mut Reading<'_>,
) -> Placed {
    let mut kept = |code, severity, name: &str, reason: &str, bytes: &[u8]| {
        let reason = format!("row {row} of “{table}”: {reason}; kept as it is");
        fault(reading, code, severity, &reason);
        Placed {
            geometry: Some(wkb::other(name, bytes)),
            measures: Vec::new(),
        }
    };
    let Some(blob) = Blob::parse(bytes) else {
        let reason = "the geometry has no GeoPackage header";
        return kept("INP007", Severity::Warning, "blob", reason, bytes);
    };
    if let Crs::Unknown(name) = crs {
        // Reported once for the whole layer.
        return Placed {
            geometry: Some(wkb::other(name, blob.wkb)),
            measures: Vec::new(),
        };
    }
    match wkb::decode(blob.wkb, crs, 64) {
        Ok(read) => Placed {
            geometry: read.geometry,
            measures: read.measures,
        },
        Err(Fault::Broken(why)) => {
            let reason = format!("the geometry cannot be read: {why}");
            kept("INP007", Severity::Warning, "wkb", &reason, blob.wkb)
        }
        Err(Fault::Kind(kind)) => {
            let reason = format!("a geometry of kind {kind} (a curve or surface) has no form here");
            kept("INP026", Severity::Note, "wkb", &reason, blob.wkb)
        }
        Err(Fault::Outside) => {
            let reason = "figures outside their coordinate reference system";
            kept("INP006", Severity::Warning, "wkb", reason, blob.wkb)
        }
    }
}

#[cfg(test)]
mod tests;
