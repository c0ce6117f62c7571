//! GeoJSON, written.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::value::RawValue;

use super::super::columns::Columns;
use super::super::folders::Tree;
use super::super::loss::Tally;
use super::super::{Losses, Output, WriteError, WriteOptions, Writer};
use super::Dialect;
use super::encode::{is_json, json_value, quoted, times};
use super::geometry;
use super::linked_places;
use crate::{Datum, Feature, Geometry, Item, Placemark, Value, Verbatim};

/// Members of a feature that are not foreign.
const MEMBERS: [&str; 4] = ["type", "properties", "geometry", "id"];

/// A GeoJSON file while it is written.
pub(in super::super) struct GeoJson<'a> {
    out: &'a mut dyn Output,
    dialect: Dialect,
    /// One feature a line and no collection.
    lines: bool,
    title: String,
    begun: bool,
    features: usize,
    /// Members of the collection, before its features and after them.
    head: Vec<(String, String)>,
    tail: Vec<(String, String)>,
    tree: Tree,
    pub(super) columns: Columns,
    pub(super) tally: Tally,
    text: String,
}

impl<'a> GeoJson<'a> {
    pub(in super::super) fn new(
        out: &'a mut dyn Output,
        options: &WriteOptions,
        dialect: Dialect,
    ) -> Self {
        Self {
            out,
            dialect,
            lines: dialect == Dialect::Lines,
            title: options.title.clone(),
            begun: false,
            features: 0,
            head: Vec::new(),
            tail: Vec::new(),
            tree: Tree::default(),
            columns: Columns::default(),
            tally: Tally::of(if dialect == Dialect::LinkedPlaces {
                "Linked Places"
            } else {
                "GeoJSON"
            }),
            text: String::new(),
        }
    }

    pub(super) fn is_linked(&self) -> bool {
        self.dialect == Dialect::LinkedPlaces
    }

    fn begin(&mut self) -> Result<(), WriteError> {
        if std::mem::replace(&mut self.begun, true) || self.lines {
            return Ok(());
        }
        self.out.write_all(b"{\"type\":\"FeatureCollection\",\n")?;
        if self.is_linked() && !self.head.iter().any(|(key, _)| key == "@context") {
            writeln!(self.out, "\"@context\":{},", quoted(linked_places::CONTEXT))?;
        }
        if !self.title.is_empty() {
            writeln!(self.out, "\"name\":{},", quoted(&self.title))?;
        }
        for (key, text) in &self.head {
            writeln!(self.out, "{}:{text},", quoted(key))?;
        }
        self.out.write_all(b"\"features\":[")?;
        Ok(())
    }

    fn member(&mut self, verbatim: &Verbatim) {
        let key = &verbatim.name;
        let taken = self
            .head
            .iter()
            .chain(&self.tail)
            .any(|(known, _)| known == key);
        let own = ["type", "features"].contains(&key.as_str())
            || (key == "name" && !self.title.is_empty());
        if self.lines || taken || own || !is_json(&verbatim.text) {
            return self.tally.item(&Item::Other(None, verbatim.clone()));
        }
        let member = (key.clone(), verbatim.text.clone());
        if self.begun {
            self.tail.push(member);
        } else {
            self.head.push(member);
        }
    }

    fn placemark(&mut self, placemark: &Placemark) -> Result<(), WriteError> {
        self.begin()?;
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        if !self.lines {
            text.push_str(if self.features > 0 { ",\n" } else { "\n" });
        }
        let from = text.len();
        self.write_feature(placemark, &mut text);
        if self.lines {
            // Line breaks inside what is kept verbatim are white space between JSON tokens.
            if text[from..].contains(['\n', '\r']) {
                text = text.replace(['\n', '\r'], " ");
            }
            text.push('\n');
        }
        self.features += 1;
        self.out.write_all(text.as_bytes())?;
        self.text = text;
        Ok(())
    }

    fn write_feature(&mut self, placemark: &Placemark, out: &mut String) {
        let feature = &placemark.feature;
        out.push_str(r#"{"type":"Feature""#);
        let number = feature.verbatim.iter().find(|v| v.name == "id");
        match number {
            _ if self.is_linked() => self.linked_id(feature, self.features + 1, out),
            Some(id) if (feature.id.is_empty() || id.text == feature.id) && is_json(&id.text) => {
                let _ = write!(out, r#","id":{}"#, id.text);
            }
            _ if feature.id.is_empty() => {}
            _ => {
                let _ = write!(out, r#","id":{}"#, quoted(&feature.id));
            }
        }
        out.push_str(r#","properties":{"#);
        self.properties(placemark, out);
        out.push('}');
        if self.is_linked() {
            self.linked_members(feature, out);
        }
        out.push_str(r#","geometry":"#);
        self.geometry(placemark, out);
        let mut written: BTreeSet<&str> = MEMBERS.into_iter().collect();
        for part in &feature.verbatim {
            let own = part.name == "geometry" || part.name == "id";
            if is_json(&part.text) && written.insert(&part.name) {
                let _ = write!(out, ",{}:{}", quoted(&part.name), part.text);
            } else if !own || !is_json(&part.text) {
                self.tally
                    .left_out(1, "part kept verbatim", "parts kept verbatim");
            }
        }
        out.push('}');
    }

    /// The geometry of a feature that has none.
    fn nowhere(&self) -> &'static str {
        if self.is_linked() {
            linked_places::NOWHERE
        } else {
            "null"
        }
    }

    fn geometry(&mut self, placemark: &Placemark, out: &mut String) {
        let Some(geometry) = &placemark.geometry else {
            // A geometry without coordinates is kept as it was.
            let kept = kept(&placemark.feature, None);
            return out.push_str(kept.unwrap_or(self.nowhere()));
        };
        if let Some(kept) = kept(&placemark.feature, Some(geometry)) {
            return out.push_str(kept);
        }
        if !geometry::is_finite(geometry) {
            let (one, many) = (
                "geometry with coordinates that are no numbers",
                "geometries with coordinates that are no numbers",
            );
            self.tally.left_out(1, one, many);
            return out.push_str(self.nowhere());
        }
        self.tally.drapes(geometry);
        geometry::write(geometry, out, &mut self.tally);
    }

    fn properties(&mut self, placemark: &Placemark, out: &mut String) {
        let feature = &placemark.feature;
        let mut keys: BTreeSet<String> = BTreeSet::new();
        let mut put = |key: &str, value: &str, out: &mut String| {
            if !keys.is_empty() {
                out.push(',');
            }
            let _ = write!(out, "{}:{value}", quoted(key));
            keys.insert(key.to_owned());
        };
        let linked = self.is_linked();
        for (key, value) in self.said_fields(feature) {
            put(key, &value, out);
        }
        if let Some(visible) = feature.visible {
            put("visibility", if visible { "true" } else { "false" }, out);
        }
        if let Some(style) = &feature.style {
            put("styleUrl", &quoted(style), out);
        }
        let folders = self.tree.path(feature.folder);
        if !folders.is_empty() {
            let names: Vec<String> = folders.iter().map(|name| quoted(name)).collect();
            put("folder", &format!("[{}]", names.join(",")), out);
        }
        if let Some(geometry) = &placemark.geometry
            && let Some(times) = times(geometry, &mut self.tally)
        {
            put(
                "coordinateProperties",
                &format!(r#"{{"times":{times}}}"#),
                out,
            );
        }
        if feature.open.is_some() {
            self.tally.left_out(
                1,
                "state of being open in the list",
                "states of being open in the list",
            );
        }
        self.tally.data(&feature.data);
        for datum in &feature.data {
            let value = json_value(&datum.value, &mut self.tally);
            let mut key = datum.name.clone();
            while keys_clash(&key, datum, linked, &keys) {
                key.push('_');
            }
            if key != datum.name {
                self.tally.changed(
                    1,
                    "attribute was renamed, as its name was taken",
                    "attributes were renamed, as their names were taken",
                );
            }
            if !keys.is_empty() {
                out.push(',');
            }
            let _ = write!(out, "{}:{value}", quoted(&key));
            keys.insert(key);
        }
    }
}

/// Whether a property of that name is there already or would be read as a field.
fn keys_clash(key: &str, datum: &Datum, linked: bool, keys: &BTreeSet<String>) -> bool {
    if keys.contains(key) {
        return true;
    }
    match (key, &datum.value) {
        ("title", Value::Text(_)) => linked,
        ("name" | "description" | "timestamp", Value::Text(_)) | ("timespan", Value::Json(_)) => {
            !linked
        }
        ("styleUrl", Value::Text(_))
        | ("coordinateProperties", Value::Json(_))
        | ("visibility", Value::Bool(_))
        | ("folder", Value::List(_)) => true,
        _ => false,
    }
}

/// The geometry as the feature's file had it, where that says more than `geometry` and is still
/// the same.
fn kept<'f>(feature: &'f Feature, geometry: Option<&Geometry>) -> Option<&'f str> {
    let part = feature.verbatim.iter().find(|v| v.name == "geometry")?;
    let raw: &RawValue = serde_json::from_str(&part.text).ok()?;
    let read = geometry::read(raw).geometry;
    let same = match (&read, geometry) {
        (Some(read), Some(geometry)) => same_place(read, geometry),
        (read, geometry) => read.is_none() && geometry.is_none(),
    };
    same.then_some(part.text.as_str())
}

/// Whether two geometries are the same but for the times of their vertices.
fn same_place(read: &Geometry, geometry: &Geometry) -> bool {
    match (read, geometry) {
        (Geometry::Line(line, _), Geometry::Track(track)) => *line == geometry::placed(track),
        (Geometry::Multi(a), Geometry::Multi(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_place(a, b))
        }
        (read, geometry) => read == geometry,
    }
}

impl Writer for GeoJson<'_> {
    fn item(&mut self, item: &Item) -> Result<(), WriteError> {
        match item {
            Item::Folder(folder) => {
                let name = folder.feature.name.clone().unwrap_or_default();
                if self.tree.enter(folder) && !name.is_empty() {
                    if self.lines || self.begun {
                        self.tally
                            .left_out(1, "title of the file", "titles of the file");
                    } else {
                        self.title = name;
                    }
                }
            }
            Item::Placemark(placemark) => return self.placemark(placemark),
            Item::Other(_, verbatim) => self.member(verbatim),
            other => self.tally.item(other),
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Losses, WriteError> {
        self.begin()?;
        if !self.lines {
            self.out.write_all(b"\n]")?;
            for (key, text) in &self.tail {
                write!(self.out, ",\n{}:{text}", quoted(key))?;
            }
            self.out.write_all(b"}\n")?;
        }
        self.out.flush()?;
        self.tree.finish(&mut self.tally);
        Ok(self.tally.finish())
    }
}
