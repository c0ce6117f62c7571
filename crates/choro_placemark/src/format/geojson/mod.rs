//! GeoJSON (RFC 7946): a collection, single features, bare geometries, and one feature a line
//! with or without record separators (RFC 8142).
//!
//! Properties become [`Datum`]s in the type the file gives them. Those this program writes for
//! what GeoJSON has no member for are fields again when read: `name`, `description`, `timestamp`,
//! `timespan`, `visibility`, `styleUrl`, `folder` (a list of names from the outermost) and
//! `coordinateProperties.times`. Where there is no such property, name, description and time come
//! from others (`title`, `이름`, `year` …), which stay attributes too. Foreign members and
//! numbers used as id are kept verbatim.

mod encode;
mod fields;
pub(super) mod geometry;
mod linked_places;
mod objects;
mod property;
mod writer;

use choro_diagnostic::{Severity, Spot};
use serde_json::value::RawValue;

use super::Reading;
use super::columns::Columns;
use super::folders::Paths;
use crate::json::{Members, string};
use crate::{Feature, Folder, FolderKind, Geometry, Item, Placemark, Verbatim};

pub(super) use encode::json_value;
use objects::{Objects, walk};
pub(super) use property::value;
pub(super) use writer::GeoJson;

/// Names of coordinate systems that are longitude and latitude of WGS 84.
const WGS_84: [&str; 4] = ["CRS84", "EPSG::4326", "EPSG:4326", "OGC:CRS84"];

/// Reads GeoJSON.
pub(super) fn read(bytes: &[u8], dialect: Dialect, reading: &mut Reading<'_>) {
    let mut file = File {
        dialect,
        ..File::default()
    };
    walk(bytes, reading, &mut file);
}

/// What sort of GeoJSON a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Dialect {
    /// One collection.
    #[default]
    Plain,
    /// One feature a line.
    Lines,
    /// Linked Places.
    LinkedPlaces,
}

/// A GeoJSON file while it is read.
#[derive(Default)]
struct File {
    dialect: Dialect,
    columns: Columns,
    paths: Paths,
    /// What stands before the features.
    head: Vec<(Spot, String, String)>,
    begun: bool,
    document: Option<u32>,
    features: usize,
}

impl File {
    /// The head has ended: hands it on.
    fn begin(&mut self, reading: &mut Reading<'_>) {
        if std::mem::replace(&mut self.begun, true) {
            return;
        }
        let head = std::mem::take(&mut self.head);
        let said = |wanted: &str| {
            let found = head
                .iter()
                .find(|(_, key, text)| key == wanted && text.starts_with('"'));
            found.and_then(|(_, _, text)| serde_json::from_str::<String>(text).ok())
        };
        let name = said("name");
        if let Some(name) = &name {
            let index = reading.next_folder();
            self.document = Some(index);
            reading.item(Item::Folder(Folder {
                index,
                kind: FolderKind::Document,
                feature: Feature {
                    name: Some(name.clone()),
                    line: head[0].0.line,
                    ..Feature::default()
                },
            }));
        }
        for (spot, key, text) in head {
            if key != "name" || name.is_none() {
                self.foreign(&key, text, spot, reading);
            }
        }
    }

    fn foreign(&mut self, key: &str, text: String, spot: Spot, reading: &mut Reading<'_>) {
        let known = ["bbox", "crs"].contains(&key)
            || (self.dialect == Dialect::LinkedPlaces && linked_places::is_known(key));
        if !known {
            reading.unknown(key, spot);
        }
        let verbatim = Verbatim {
            name: key.to_owned(),
            text,
            line: spot.line,
        };
        reading.item(Item::Other(self.document, verbatim));
    }

    fn feature(&mut self, members: &Members<'_>, spot: Spot, reading: &mut Reading<'_>) {
        let mut placemark = Placemark::default();
        let linked = self.dialect == Dialect::LinkedPlaces;
        let feature = &mut placemark.feature;
        (feature.line, feature.span) = (spot.line, spot.span);
        for (key, raw) in &members.0 {
            match key.as_str() {
                key if linked && linked_places::read(key, raw, members, feature) => {}
                "type" | "properties" => {}
                "geometry" => placemark.geometry = read_geometry(raw, spot, feature, reading),
                "id" if raw.get().starts_with('"') => {
                    feature.id = string(raw).unwrap_or_default();
                }
                key => {
                    match key {
                        "id" => {
                            let number = raw
                                .get()
                                .starts_with(|c: char| c == '-' || c.is_ascii_digit());
                            feature.id = if number {
                                raw.get().to_owned()
                            } else {
                                String::new()
                            };
                        }
                        "bbox" => {}
                        key if linked && linked_places::is_known(key) => {}
                        _ => reading.unknown(key, spot),
                    }
                    feature.verbatim.push(Verbatim {
                        name: key.to_owned(),
                        text: raw.get().to_owned(),
                        line: spot.line,
                    });
                }
            }
        }
        // In the order in which they are written, wherever they stand.
        feature
            .verbatim
            .sort_by_key(|part| match part.name.as_str() {
                "id" => 0,
                "geometry" => 1,
                _ => 2,
            });
        let mut folder = None;
        if let Some(properties) = members.get("properties") {
            folder = property::read(properties, self.dialect, &mut placemark, spot, reading);
        }
        let feature = &mut placemark.feature;
        self.features += 1;
        if linked && feature.id == linked_places::own_id(self.features) {
            feature.id.clear();
        }
        if linked && linked_places::is_nameless(members) {
            feature.name = None;
        }
        let names = folder.iter().flatten().map(String::as_str);
        feature.folder = self.paths.folder(reading, self.document, names, spot.line);
        if linked {
            linked_places::complete(feature);
        }
        self.columns.complete(feature);
        reading.item(Item::Placemark(placemark));
    }
}

impl Objects for File {
    fn member(&mut self, key: &str, value: &RawValue, spot: Spot, reading: &mut Reading<'_>) {
        match key {
            "type" => return,
            "@context" if linked_places::is_usual_context(self.dialect, value) => return,
            "crs" => check_crs(value, spot, reading),
            _ => {}
        }
        let text = value.get().to_owned();
        if self.begun {
            self.foreign(key, text, spot, reading);
        } else {
            self.head.push((spot, key.to_owned(), text));
        }
    }

    fn object(
        &mut self,
        members: Members<'_>,
        spot: Spot,
        raw: &str,
        reading: &mut Reading<'_>,
    ) -> Result<(), String> {
        self.begin(reading);
        let kind = members.get("type").and_then(string);
        match kind.as_deref() {
            Some("Feature") => self.feature(&members, spot, reading),
            None if members.get("geometry").is_some() => self.feature(&members, spot, reading),
            Some(
                "Point" | "MultiPoint" | "LineString" | "MultiLineString" | "Polygon"
                | "MultiPolygon" | "GeometryCollection",
            ) => {
                let mut placemark = Placemark::default();
                let feature = &mut placemark.feature;
                (feature.line, feature.span) = (spot.line, spot.span);
                feature.folder = self.document;
                if let Ok(raw) = serde_json::from_str::<&RawValue>(raw) {
                    placemark.geometry = read_geometry(raw, spot, feature, reading);
                }
                reading.item(Item::Placemark(placemark));
            }
            Some("FeatureCollection") => {
                let reason = "the collection has no list of features";
                reading
                    .faults
                    .report("INP010", Severity::Warning, spot, reason);
            }
            kind => {
                let kind = kind.map_or("nothing".to_owned(), |k| format!("‘{k}’"));
                return Err(format!("this is JSON but not GeoJSON: its type is {kind}"));
            }
        }
        Ok(())
    }

    fn end(&mut self, reading: &mut Reading<'_>) {
        self.begin(reading);
    }
}

/// The geometry of a feature; what it says beyond that is kept with the feature.
pub(super) fn read_geometry(
    raw: &RawValue,
    spot: Spot,
    feature: &mut Feature,
    reading: &mut Reading<'_>,
) -> Option<Geometry> {
    let built = geometry::read(raw);
    if let Some(reason) = &built.fault {
        reading
            .faults
            .report("INP007", Severity::Warning, spot, reason);
    }
    if let Some(geometry) = &built.geometry {
        reading.check(geometry, spot);
    }
    if built.says_more {
        feature.verbatim.push(Verbatim {
            name: "geometry".to_owned(),
            text: raw.get().to_owned(),
            line: spot.line,
        });
    }
    built.geometry
}

fn check_crs(value: &RawValue, spot: Spot, reading: &mut Reading<'_>) {
    let text = value.get();
    if text != "null" && !WGS_84.iter().any(|known| text.contains(known)) {
        let name = Members::of(value).get("properties").map(Members::of);
        let name = name.and_then(|p| p.get("name").and_then(string));
        let name = name.unwrap_or_else(|| "another system than WGS 84".to_owned());
        let reason = format!(
            "the file says that its coordinates are in {name}; they are read as longitude and latitude of WGS 84"
        );
        reading
            .faults
            .report("INP010", Severity::Warning, spot, &reason);
    }
}

#[cfg(test)]
mod linked_places_tests;
#[cfg(test)]
mod tests;
