//! Properties of a GeoJSON feature.

use choro_diagnostic::Spot;
use serde_json::value::RawValue;

use super::super::Reading;
use super::Dialect;
use crate::json::{Members, items, string};
use crate::{Datum, Description, Geometry, Placemark, Time, Track, TrackPoint, Value};

/// Reads the properties into the placemark, whose geometry is known. Returns the folder's path.
pub(super) fn read(
    properties: &RawValue,
    dialect: Dialect,
    placemark: &mut Placemark,
    spot: Spot,
    reading: &mut Reading<'_>,
) -> Option<Vec<String>> {
    if !properties.get().starts_with('{') {
        if properties.get() != "null" {
            let reason = "the properties of a feature are no object; they are left out";
            reading
                .faults
                .report("INP010", choro_diagnostic::Severity::Warning, spot, reason);
        }
        return None;
    }
    let mut folder = None;
    for (key, raw) in Members::of(properties).0 {
        let own = folder.is_none().then_some(&mut folder);
        if !field(&key, raw, dialect, placemark, own) {
            placemark.feature.data.push(Datum {
                name: key,
                display: None,
                value: value(raw),
                schema: None,
            });
        }
    }
    folder
}

/// Whether a property is one that this program writes for a field, and sets that field.
fn field(
    key: &str,
    raw: &RawValue,
    dialect: Dialect,
    placemark: &mut Placemark,
    folder: Option<&mut Option<Vec<String>>>,
) -> bool {
    let feature = &mut placemark.feature;
    match key {
        // Linked Places has members of its own for these.
        "name" | "description" | "timestamp" | "timespan" if dialect == Dialect::LinkedPlaces => {
            false
        }
        "title" if dialect == Dialect::LinkedPlaces && feature.name.is_none() => {
            feature.name = string(raw);
            feature.name.is_some()
        }
        "name" if feature.name.is_none() => {
            feature.name = string(raw);
            feature.name.is_some()
        }
        "description" if feature.description.is_none() => {
            feature.description = string(raw).map(Description);
            feature.description.is_some()
        }
        "timestamp" | "timespan" if feature.time.is_none() => {
            feature.time = if key == "timestamp" {
                moment(raw)
            } else {
                span(raw)
            };
            feature.time.is_some()
        }
        "visibility" if feature.visible.is_none() => {
            feature.visible = serde_json::from_str(raw.get()).ok();
            feature.visible.is_some()
        }
        "styleUrl" if feature.style.is_none() => {
            feature.style = string(raw);
            feature.style.is_some()
        }
        "folder" => match (folder, path(raw)) {
            (Some(folder), Some(path)) => {
                *folder = Some(path);
                true
            }
            _ => false,
        },
        "coordinateProperties" => times(raw, placemark).is_some(),
        _ => false,
    }
}

fn path(raw: &RawValue) -> Option<Vec<String>> {
    let names: Vec<String> = serde_json::from_str(raw.get()).ok()?;
    (!names.is_empty()).then_some(names)
}

fn moment(raw: &RawValue) -> Option<Time> {
    let time = Time {
        begin: Some(string(raw)?),
        end: None,
        moment: true,
    };
    time.when()
        .is_some_and(|when| !when.is_unstated())
        .then_some(time)
}

/// A time as this program writes those that are no simple moment: an object of `begin`, `end`
/// and `moment` and nothing else.
fn span(raw: &RawValue) -> Option<Time> {
    if !raw.get().starts_with('{') {
        return None;
    }
    let mut time = Time::default();
    for (key, raw) in Members::of(raw).0 {
        match key.as_str() {
            "begin" => time.begin = Some(string(raw)?),
            "end" => time.end = Some(string(raw)?),
            "moment" => time.moment = serde_json::from_str(raw.get()).ok()?,
            _ => return None,
        }
    }
    Some(time)
}

/// Makes tracks of lines whose vertices have times.
fn times(raw: &RawValue, placemark: &mut Placemark) -> Option<()> {
    if !raw.get().starts_with('{') {
        return None;
    }
    let members = Members::of(raw);
    let [(key, times)] = members.0.as_slice() else {
        return None;
    };
    if key != "times" || !times.get().starts_with('[') {
        return None;
    }
    match placemark.geometry.as_mut()? {
        line @ Geometry::Line(..) => *line = track(line, times)?,
        Geometry::Multi(parts) => {
            let times = items(times);
            if times.len() != parts.len() {
                return None;
            }
            let tracks = parts
                .iter()
                .zip(times)
                .map(|(part, times)| match times.get() {
                    "null" => Some(part.clone()),
                    _ => track(part, times),
                });
            *parts = tracks.collect::<Option<_>>()?;
        }
        _ => return None,
    }
    Some(())
}

fn track(line: &Geometry, times: &RawValue) -> Option<Geometry> {
    let Geometry::Line(line, drape) = line else {
        return None;
    };
    let times: Vec<Option<String>> = serde_json::from_str(times.get()).ok()?;
    if times.len() != line.len() {
        return None;
    }
    let points = times.into_iter().zip(line).map(|(when, at)| TrackPoint {
        when,
        at: Some(*at),
        verbatim: Vec::new(),
    });
    Some(Geometry::Track(Track {
        points: points.collect(),
        drape: drape.clone(),
        verbatim: Vec::new(),
    }))
}

/// A JSON value as an attribute's: lists of simple values are lists, anything deeper stays as
/// written.
pub(in super::super) fn value(raw: &RawValue) -> Value {
    let text = raw.get();
    match text.as_bytes().first() {
        Some(b'"') => Value::Text(string(raw).unwrap_or_default()),
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'n') => Value::Null,
        Some(b'[') => {
            let parts = items(raw);
            let nested = |part: &&RawValue| part.get().starts_with(['[', '{']);
            if parts.iter().any(nested) {
                return Value::Json(text.to_owned());
            }
            Value::List(parts.into_iter().map(value).collect())
        }
        Some(b'{') => Value::Json(text.to_owned()),
        _ => Value::Number(text.to_owned()),
    }
}
