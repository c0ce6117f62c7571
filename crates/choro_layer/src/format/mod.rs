//! Formats, one file each, and how a file's format is told.

mod csv;
mod existence;
mod feature;
mod geojson;
mod geometry;
mod geonames;
mod history;
mod linked_places;
mod placemarks;
mod whos_on_first;

use std::collections::BTreeMap;

use choro_diagnostic::{Finding, Severity};
use choro_text::Span;

use crate::intake::{Intake, Spot};
use crate::{Layer, Source};

/// Bytes of the largest file that is read.
const MAX_BYTES: usize = 1 << 30;
/// Bytes looked at to tell what a file is.
const HEAD: usize = 8192;

/// The format of a reference file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A table with a header row: places, stations, crossings or a history.
    Csv,
    /// GeoJSON (RFC 7946), as one document or one feature per line.
    GeoJson,
    /// The 19-column tab-separated dump of GeoNames, without header.
    GeoNames,
    /// Who's On First: its GeoJSON records, or a flattened table of them.
    WhosOnFirst,
    /// Placemarks: KML, KMZ, GPX, shapefile, GeoPackage, Linked Places.
    Placemarks(choro_placemark::Format),
}

/// Formats of placemarks that are references; tables and GeoJSON have readers of their own.
const PLACEMARKS: [choro_placemark::Format; 7] = [
    choro_placemark::Format::Kml,
    choro_placemark::Format::Kmz,
    choro_placemark::Format::Gpx,
    choro_placemark::Format::Shapefile,
    choro_placemark::Format::GeoPackage,
    choro_placemark::Format::LinkedPlaces,
    choro_placemark::Format::LinkedPlacesTable,
];

/// What the project says of a reference file beyond its format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Target name = source column or property, where they differ:
    /// `population@2008` = `total`.
    pub columns: BTreeMap<String, String>,
    /// Feature type of records that state none.
    pub feature_type: Option<String>,
    /// Id or name of the parent of records that state none.
    pub parent: Option<String>,
}

impl Format {
    /// The format of a name used in `choro.toml`: `csv`, `geojson`, `geonames`,
    /// `whos-on-first`, `kml`, `kmz`, `gpx`, `shapefile`, `gpkg`, `lpf`, `lp-tsv`.
    pub fn from_name(name: &str) -> Option<Format> {
        match name {
            "csv" => Some(Format::Csv),
            "geojson" => Some(Format::GeoJson),
            "geonames" => Some(Format::GeoNames),
            "whos-on-first" => Some(Format::WhosOnFirst),
            _ => {
                let known = PLACEMARKS.into_iter().find(|format| format.name() == name);
                known.map(Format::Placemarks)
            }
        }
    }

    /// The name used in `choro.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::GeoJson => "geojson",
            Format::GeoNames => "geonames",
            Format::WhosOnFirst => "whos-on-first",
            Format::Placemarks(format) => format.name(),
        }
    }

    /// The format told from the first bytes of the file, then from the ending of its path;
    /// `None` where neither says.
    ///
    /// ```
    /// use choro_layer::Format;
    /// assert_eq!(Format::sniff("a.json", br#"{"type":"FeatureCollection""#), Some(Format::GeoJson));
    /// assert_eq!(Format::sniff("a.tsv", b"wof_id\tname\n"), Some(Format::WhosOnFirst));
    /// assert_eq!(Format::sniff("a.docx", b"PK\x03\x04"), None);
    /// ```
    pub fn sniff(path: &str, bytes: &[u8]) -> Option<Format> {
        if let Some(format) = placemarks(path, bytes) {
            return Some(Format::Placemarks(format));
        }
        let head = &bytes[..bytes.len().min(HEAD)];
        if head.contains(&0) {
            return None;
        }
        let head = String::from_utf8_lossy(head);
        let head = head.trim_start_matches('\u{FEFF}').trim_start();
        let extension = path.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
        let extension = extension.as_deref().unwrap_or_default();
        if head.starts_with(['{', '[', '\u{1E}']) {
            let wof = ["\"wof:id\"", "\"wof:placetype\""]
                .iter()
                .any(|key| head.contains(key));
            let geo = ["\"Feature", "\"geometry\"", "\"coordinates\""]
                .iter()
                .any(|key| head.contains(key));
            let named = matches!(extension, "geojson" | "geojsonl" | "geojsons" | "ndgeojson");
            return match (wof, geo || named) {
                (true, _) => Some(Format::WhosOnFirst),
                (false, true) => Some(Format::GeoJson),
                (false, false) => None,
            };
        }
        let first = head.lines().next().unwrap_or_default();
        if first.split('\t').any(|column| column == "wof_id") {
            return Some(Format::WhosOnFirst);
        }
        if geonames::is_row(first) {
            return Some(Format::GeoNames);
        }
        match extension {
            "csv" | "tsv" | "tab" => Some(Format::Csv),
            "geojson" | "geojsonl" => Some(Format::GeoJson),
            _ => None,
        }
    }
}

/// Reads the bytes of one file. Never fails: what can be read is in the layer, the rest is in
/// the findings, each with the line and the bytes of the row or feature.
///
/// | code | severity | what |
/// |---|---|---|
/// | INP004 | error | not text; nothing is loaded |
/// | INP005 | warning | bytes that are not UTF-8, read as `�` |
/// | INP006 | warning | a coordinate out of range, swapped, unreadable or 0,0 |
/// | INP007 | warning | a geometry with rings unclosed (closed here) or too short (left out) |
/// | INP008 | warning | ids used more than once; one finding a file |
/// | INP009 | note | records the source itself calls deprecated; one finding a file |
/// | INP010 | warning, error for a cut-off file | a row or feature not as the format wants it |
/// | INP011 | error | larger than 1 GiB; nothing is loaded |
/// | INP014 | error | not the format it is said to be; nothing is loaded |
pub fn read(
    format: Format,
    bytes: &[u8],
    source: &Source,
    options: &Options,
) -> (Layer, Vec<Finding>) {
    read_up_to(MAX_BYTES, format, bytes, source, options)
}

fn read_up_to(
    limit: usize,
    format: Format,
    bytes: &[u8],
    source: &Source,
    options: &Options,
) -> (Layer, Vec<Finding>) {
    let mut intake = Intake::new(source, options);
    let start = Spot {
        line: 1,
        span: Span::new(0, bytes.len().min(1)),
    };
    if bytes.len() > limit {
        let reason = format!("the file has {} bytes, more than {limit}", bytes.len());
        intake.fault("INP011", Severity::Error, start, &reason);
    } else if let Format::Placemarks(format) = format {
        placemarks::read(format, bytes, &mut intake);
    } else if let Some(reason) = not_text(bytes) {
        intake.fault("INP004", Severity::Error, start, reason);
    } else {
        match format {
            Format::Csv => csv::read(bytes, &mut intake),
            Format::GeoJson => geojson::read(bytes, &mut intake),
            Format::GeoNames => geonames::read(bytes, &mut intake),
            Format::WhosOnFirst => whos_on_first::read(bytes, &mut intake),
            Format::Placemarks(_) => {}
        }
    }
    intake.finish()
}

/// The format of placemarks that the bytes are in; archives only where their ending says so too,
/// since documents are archives as well.
fn placemarks(path: &str, bytes: &[u8]) -> Option<choro_placemark::Format> {
    let format = choro_placemark::Format::sniff(path, bytes)?;
    let path = path.to_ascii_lowercase();
    let archive = bytes.starts_with(b"PK");
    let ended = [".kmz", ".zip", ".shz"]
        .iter()
        .any(|ending| path.ends_with(ending));
    (PLACEMARKS.contains(&format) && (!archive || ended)).then_some(format)
}

/// Why the bytes are no text in UTF-8 or near it.
fn not_text(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Some("the file is in UTF-16; save it as UTF-8");
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some("the file is a ZIP archive or spreadsheet, not text");
    }
    if bytes.starts_with(&[0x1F, 0x8B]) || bytes.starts_with(b"\xFD7zXZ") {
        return Some("the file is compressed, not text");
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    head.contains(&0).then_some("the file is binary, not text")
}

/// The text of bytes; whether some were not UTF-8.
fn decoded(bytes: &[u8]) -> (std::borrow::Cow<'_, str>, bool) {
    let text = String::from_utf8_lossy(bytes);
    let lossy = matches!(text, std::borrow::Cow::Owned(_));
    (text, lossy)
}

/// Said of bytes that are not UTF-8.
const UNDECODABLE: &str = "bytes that are not UTF-8 are read as �";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_from_content_before_ending() {
        let row = "1866362\tYonggang-ŭp\tYonggang-up\t\t38.85611\t125.42444\tP\tPPL\tKP\t\t15\t\t\t\t13440\t\t23\tAsia/Pyongyang\t2012-01-19";
        assert_eq!(
            Format::sniff("KP.txt", row.as_bytes()),
            Some(Format::GeoNames)
        );
        assert_eq!(
            Format::sniff("a.csv", b"\xEF\xBB\xBFid,name\n"),
            Some(Format::Csv)
        );
        assert_eq!(
            Format::sniff(
                "a.geojson",
                br#"{"type":"Feature","properties":{"wof:id":1}}"#
            ),
            Some(Format::WhosOnFirst)
        );
        assert_eq!(Format::sniff("a.json", br#"{"a":1}"#), None);
        assert_eq!(Format::sniff("notes.txt", b"Kilju lies north."), None);
        for format in [
            Format::Csv,
            Format::GeoJson,
            Format::GeoNames,
            Format::WhosOnFirst,
        ] {
            assert_eq!(Format::from_name(format.name()), Some(format));
        }
        let kml = Format::Placemarks(choro_placemark::Format::Kml);
        assert_eq!(Format::from_name("kml"), Some(kml));
        assert_eq!(
            Format::sniff("a.xml", b"<kml><Placemark/></kml>"),
            Some(kml)
        );
        assert_eq!(Format::from_name("geoparquet"), None);
    }

    #[test]
    fn what_is_not_text_or_too_large_is_refused() {
        let source = Source::default();
        let options = Options::default();
        for bytes in [
            &b"PK\x03\x04zip"[..],
            b"\xFF\xFEi\0",
            b"id\0name",
            b"\xFD7zXZ\x00",
        ] {
            let (layer, findings) = read(Format::Csv, bytes, &source, &options);
            assert!(layer.records.is_empty());
            assert_eq!(findings[0].code, "INP004");
        }
        let (_, findings) = read_up_to(4, Format::Csv, b"id,name", &source, &options);
        assert_eq!(findings[0].code, "INP011");
    }
}
