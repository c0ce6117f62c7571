//! Formats, one file each, and how a file's format is told.

mod columns;
mod csv;
mod folders;
mod geojson;
mod geopackage;
mod geoparquet;
mod gpx;
mod kml;
mod kmz;
mod limits;
mod loss;
mod reading;
mod shapefile;
mod wkt;
mod xml;

use std::io::{self, Seek, Write};
use std::path::PathBuf;

use choro_diagnostic::{Faults, Finding, Severity, Spot};
use thiserror::Error;

use crate::Item;
use geojson::Dialect;
pub use limits::Limits;
use reading::Reading;

/// Bytes looked at to tell what a file is.
const HEAD: usize = 8192;

/// A format of placemark files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// KML 2.0 to 2.3 with Google's extensions.
    Kml,
    /// A ZIP archive of KML documents and pictures.
    Kmz,
    /// GPX 1.0 and 1.1.
    Gpx,
    /// GeoJSON, RFC 7946.
    GeoJson,
    /// GeoJSON features, one a line.
    GeoJsonLines,
    /// A table with a header row, comma, semicolon or tab between cells.
    Csv,
    /// A ZIP archive or single `.shp` of ESRI shapefiles.
    Shapefile,
    /// OGC GeoPackage.
    GeoPackage,
    /// GeoParquet 1.1; written only.
    GeoParquet,
    /// Linked Places format (JSON-LD).
    LinkedPlaces,
    /// Linked Places as a table (LP-TSV).
    LinkedPlacesTable,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 11] = [
        Format::Kml,
        Format::Kmz,
        Format::Gpx,
        Format::GeoJson,
        Format::GeoJsonLines,
        Format::Csv,
        Format::Shapefile,
        Format::GeoPackage,
        Format::GeoParquet,
        Format::LinkedPlaces,
        Format::LinkedPlacesTable,
    ];

    /// The name used on the command line and in `choro.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Kml => "kml",
            Format::Kmz => "kmz",
            Format::Gpx => "gpx",
            Format::GeoJson => "geojson",
            Format::GeoJsonLines => "geojsonl",
            Format::Csv => "csv",
            Format::Shapefile => "shapefile",
            Format::GeoPackage => "gpkg",
            Format::GeoParquet => "geoparquet",
            Format::LinkedPlaces => "lpf",
            Format::LinkedPlacesTable => "lp-tsv",
        }
    }

    /// The format of a name.
    pub fn from_name(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|f| f.name() == name)
    }

    /// The format a path's ending asks for when writing: `.kmz`, `.parquet`, `.lp.tsv` …
    pub fn of_path(path: &str) -> Option<Format> {
        let path = path.to_ascii_lowercase();
        let endings = [
            (".lpf.json", Format::LinkedPlaces),
            (".lpf.geojson", Format::LinkedPlaces),
            (".lp.tsv", Format::LinkedPlacesTable),
            (".kml", Format::Kml),
            (".kmz", Format::Kmz),
            (".gpx", Format::Gpx),
            (".geojson", Format::GeoJson),
            (".json", Format::GeoJson),
            (".geojsonl", Format::GeoJsonLines),
            (".geojsons", Format::GeoJsonLines),
            (".ndjson", Format::GeoJsonLines),
            (".csv", Format::Csv),
            (".tsv", Format::Csv),
            (".shp.zip", Format::Shapefile),
            (".gpkg", Format::GeoPackage),
            (".parquet", Format::GeoParquet),
            (".geoparquet", Format::GeoParquet),
        ];
        let found = endings.iter().find(|(ending, _)| path.ends_with(ending));
        found.map(|(_, format)| *format)
    }

    /// The format told from the first bytes of a file, then from its path; `None` where neither
    /// says.
    ///
    /// ```
    /// use choro_placemark::Format;
    /// let kml = b"<?xml version='1.0'?><kml xmlns='http://www.opengis.net/kml/2.2'>";
    /// assert_eq!(Format::sniff("sites.xml", kml), Some(Format::Kml));
    /// assert_eq!(Format::sniff("a.kmz", b"PK\x03\x04"), Some(Format::Kmz));
    /// assert_eq!(Format::sniff("notes.txt", b"Kilju lies north."), None);
    /// ```
    pub fn sniff(path: &str, bytes: &[u8]) -> Option<Format> {
        let head = &bytes[..bytes.len().min(HEAD)];
        let by_path = Format::of_path(path);
        if head.starts_with(b"SQLite format 3\0") {
            return Some(Format::GeoPackage);
        }
        if head.starts_with(&[0, 0, 0x27, 0x0A]) {
            return Some(Format::Shapefile);
        }
        if head.starts_with(b"PAR1") {
            return Some(Format::GeoParquet);
        }
        if head.starts_with(b"PK") {
            // Names stand before each file and, all of them, at the end.
            let tail = &bytes[bytes.len().saturating_sub(HEAD)..];
            let names = |part: &[u8]| part.windows(4).any(|w| w.eq_ignore_ascii_case(b".shp"));
            let shapefile = names(head) || names(tail);
            return Some(if shapefile {
                Format::Shapefile
            } else {
                Format::Kmz
            });
        }
        let text = match xml::utf16(head) {
            Some(encoding) => encoding.decode(head).0,
            None => String::from_utf8_lossy(head),
        };
        let text = text.trim_start_matches('\u{FEFF}').trim_start();
        if text.starts_with('<') {
            if text.contains("<gpx") {
                return Some(Format::Gpx);
            }
            let kml = ["<kml", ":kml", "<Placemark", "<Document", "<Folder"];
            if kml.iter().any(|tag| text.contains(tag)) {
                return Some(Format::Kml);
            }
            return by_path.filter(|f| matches!(f, Format::Kml | Format::Gpx));
        }
        if text.starts_with(['{', '[', '\u{1E}']) {
            return Some(match by_path {
                _ if text.contains("linkedplaces") || text.contains("linked-places") => {
                    Format::LinkedPlaces
                }
                Some(Format::LinkedPlaces) => Format::LinkedPlaces,
                Some(Format::GeoJsonLines) => Format::GeoJsonLines,
                _ => Format::GeoJson,
            });
        }
        let header = text.lines().next().unwrap_or_default();
        if by_path == Some(Format::Csv) && header.contains('\t') && header.contains("title_source")
        {
            return Some(Format::LinkedPlacesTable);
        }
        by_path.filter(|f| matches!(f, Format::Csv | Format::LinkedPlacesTable))
    }
}

/// Reads one file: `each` gets its items in order of the file, one at a time. Never fails: what
/// can be read comes through, the rest is in the findings, each with its line where the format
/// has lines.
///
/// `path` is the file's, relative to the project; it only names the file in findings.
///
/// | code | severity | what |
/// |---|---|---|
/// | INP004 | error | not the text the format needs; nothing is read |
/// | INP005 | warning | bytes that are not in the declared encoding, read as `�` or as another |
/// | INP006 | warning | a coordinate out of range, swapped or unreadable; kept as it is |
/// | INP007 | warning | a geometry with rings unclosed or too short; kept as it is |
/// | INP010 | warning, error for a cut-off file | a part not as the format wants it |
/// | INP011 | error | beyond a [`Limits`]; what came before is kept |
/// | INP014 | error | not the format it is said to be |
/// | INP026 | note | elements this program does not know, kept verbatim |
/// | INP027 | note | network links and pictures elsewhere, never fetched |
/// | INP028 | error | an archive's entry that would lead outside or is not what it says |
/// | INP029 | warning | a document type, entities or scripts, which are not followed |
pub fn read(
    format: Format,
    bytes: &[u8],
    path: &str,
    limits: &Limits,
    each: &mut dyn FnMut(Item),
) -> Vec<Finding> {
    let mut faults = Faults::of(path);
    let whole = Spot::default();
    if bytes.len() as u64 > limits.document_bytes {
        let reason = format!(
            "the file has {} bytes, more than {}",
            bytes.len(),
            limits.document_bytes
        );
        faults.report("INP011", Severity::Error, whole, &reason);
        return faults.finish();
    }
    let mut reading = Reading::new(limits, faults, each);
    match format {
        Format::Kml => kml::read(&mut reading, bytes),
        Format::Kmz => kmz::read(&mut reading, bytes),
        Format::Gpx => gpx::read(bytes, &mut reading),
        Format::GeoJson => geojson::read(bytes, Dialect::Plain, &mut reading),
        Format::GeoJsonLines => geojson::read(bytes, Dialect::Lines, &mut reading),
        Format::Csv => csv::read(bytes, &csv::PLAIN, &mut reading),
        Format::Shapefile => shapefile::read(bytes, &mut reading),
        Format::GeoPackage => geopackage::read(bytes, &mut reading),
        Format::GeoParquet => reading.unreadable(format),
        Format::LinkedPlaces => geojson::read(bytes, Dialect::LinkedPlaces, &mut reading),
        Format::LinkedPlacesTable => csv::read(bytes, &csv::LINKED_PLACES, &mut reading),
    }
    reading.finish()
}

/// How a file is to be written.
#[derive(Clone, Debug, Default)]
pub struct WriteOptions {
    /// Title of the whole, where the items bring no document of their own.
    pub title: String,
    /// A path that may be used for a working file and is free; a GeoPackage is made in memory where
    /// it is empty.
    pub scratch: PathBuf,
    /// Placemarks above which a KMZ is split into regions that a viewer loads as one comes near.
    pub regionate_above: Option<usize>,
}

/// Why a file could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The output did not take the bytes.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The format's own trouble, in words.
    #[error("{0}")]
    Format(String),
}

/// What a format could not hold: one line for each kind of thing, with how many were left out or
/// changed (`12 folders have no place in GPX`).
pub type Losses = Vec<String>;

/// A file being written. Items come in the order in which [`read`] gives them; two writers given
/// the same items write the same bytes.
///
/// A table begins with the names of all its columns, a folder of KML with its own words, which may
/// come late. Such formats keep what is written to the end, unless they were told of all items
/// beforehand:
///
/// ```
/// # use choro_placemark::{Format, Item, Placemark, WriteError, WriteOptions, writer};
/// # let items = [Item::Placemark(Placemark::default())];
/// let mut out = std::io::Cursor::new(Vec::new());
/// let mut writer = writer(Format::Kml, &mut out, &WriteOptions::default())?;
/// if writer.foresees() {
///     items.iter().for_each(|item| writer.foresee(item));
/// }
/// for item in &items {
///     writer.item(item)?;
/// }
/// writer.finish()?;
/// # Ok::<(), WriteError>(())
/// ```
pub trait Writer {
    /// Whether memory is saved by telling it of all items beforehand.
    fn foresees(&self) -> bool {
        false
    }
    /// Tells of an item to come, all of them in their order before the first is written. The
    /// file is the same as without it, but for how an archive is packed. Where other items come than were told of, the writing
    /// fails.
    fn foresee(&mut self, _item: &Item) {}
    /// Writes one item, or keeps it for the end where the format wants it there.
    fn item(&mut self, item: &Item) -> Result<(), WriteError>;
    /// Writes the rest. The file is whole only after this.
    fn finish(self: Box<Self>) -> Result<Losses, WriteError>;
}

/// Where a file is written to.
pub trait Output: Write + Seek {}
impl<T: Write + Seek> Output for T {}

/// A writer of `format` to `out`.
pub fn writer<'a>(
    format: Format,
    out: &'a mut dyn Output,
    options: &WriteOptions,
) -> Result<Box<dyn Writer + 'a>, WriteError> {
    match format {
        Format::Kml => Ok(Box::new(kml::KmlWriter::new(out, options))),
        Format::Kmz => Ok(Box::new(kmz::KmzWriter::new(out, options))),
        Format::GeoJson => Ok(Box::new(geojson::GeoJson::new(
            out,
            options,
            Dialect::Plain,
        ))),
        Format::GeoJsonLines => Ok(Box::new(geojson::GeoJson::new(
            out,
            options,
            Dialect::Lines,
        ))),
        Format::LinkedPlaces => Ok(Box::new(geojson::GeoJson::new(
            out,
            options,
            Dialect::LinkedPlaces,
        ))),
        Format::Csv => Ok(Box::new(csv::Csv::new(out, &csv::PLAIN))),
        Format::LinkedPlacesTable => Ok(Box::new(csv::Csv::new(out, &csv::LINKED_PLACES))),
        Format::Gpx => Ok(Box::new(gpx::Gpx::new(out, options))),
        Format::Shapefile => Ok(shapefile::writer(out, options)),
        Format::GeoPackage => geopackage::writer(out, options),
        Format::GeoParquet => Ok(Box::new(geoparquet::GeoParquet::new(out, options))),
    }
}

#[cfg(test)]
#[path = "round_trip_tests.rs"]
mod round_trip;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_names_and_are_told_from_bytes() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
        }
        let tsv = b"id\ttitle\ttitle_source\n";
        assert_eq!(Format::sniff("a.tsv", tsv), Some(Format::LinkedPlacesTable));
        assert_eq!(Format::sniff("a.tsv", b"id\tname\n"), Some(Format::Csv));
        assert_eq!(
            Format::sniff("a.bin", b"SQLite format 3\0"),
            Some(Format::GeoPackage)
        );
        let kml: String = "<?xml version='1.0' encoding='UTF-16'?><kml><Placemark/></kml>".into();
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let wide: Vec<u8> = kml.encode_utf16().flat_map(order).collect();
            assert_eq!(Format::sniff("a.xml", &wide), Some(Format::Kml));
            let marked: Vec<u8> = order(0xFEFF).into_iter().chain(wide).collect();
            assert_eq!(Format::sniff("a.xml", &marked), Some(Format::Kml));
        }
        assert_eq!(Format::of_path("x/A.LPF.JSON"), Some(Format::LinkedPlaces));
        assert_eq!(Format::sniff("a.svg", b"<svg/>"), None);
    }
}
