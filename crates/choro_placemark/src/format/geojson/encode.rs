//! Parts of a GeoJSON feature as JSON text.

use serde::de::IgnoredAny;

use super::super::loss::Tally;
use crate::{Geometry, Time, Track, Value};

/// A time as a property: its name and its value.
pub(super) fn time_property(time: &Time) -> (&'static str, String) {
    let readable = time.when().is_some_and(|when| !when.is_unstated());
    if let (Some(begin), None, true, true) = (&time.begin, &time.end, time.moment, readable) {
        return ("timestamp", quoted(begin));
    }
    let mut parts: Vec<String> = Vec::new();
    let ends = [("begin", &time.begin), ("end", &time.end)];
    for (key, text) in ends {
        parts.extend(
            text.as_ref()
                .map(|text| format!("\"{key}\":{}", quoted(text))),
        );
    }
    parts.extend(time.moment.then(|| "\"moment\":true".to_owned()));
    ("timespan", format!("{{{}}}", parts.join(",")))
}

/// The times of a geometry's vertices as JSON, where it has any.
pub(super) fn times(geometry: &Geometry, tally: &mut Tally) -> Option<String> {
    match geometry {
        Geometry::Track(track) => Some(track_times(track, tally)),
        Geometry::Multi(parts) => {
            let linear = |p: &Geometry| matches!(p, Geometry::Line(..) | Geometry::Track(_));
            let tracks = parts
                .iter()
                .filter(|p| matches!(p, Geometry::Track(_)))
                .count();
            if tracks > 0 && !parts.iter().all(linear) {
                tally.left_out(
                    tracks,
                    "track's times beside geometries of other kinds",
                    "tracks' times beside geometries of other kinds",
                );
                return None;
            }
            let times = parts.iter().map(|part| match part {
                Geometry::Track(track) => track_times(track, tally),
                _ => "null".to_owned(),
            });
            let times: Vec<String> = times.collect();
            (tracks > 0).then(|| format!("[{}]", times.join(",")))
        }
        _ => None,
    }
}

fn track_times(track: &Track, tally: &mut Tally) -> String {
    let unplaced = track.points.iter().filter(|p| p.at.is_none()).count();
    tally.left_out(
        unplaced,
        "moment without a place",
        "moments without a place",
    );
    let said = track.points.iter().map(|p| p.verbatim.len()).sum::<usize>() + track.verbatim.len();
    tally.left_out(said, "part kept verbatim", "parts kept verbatim");
    let times = track.points.iter().filter(|p| p.at.is_some());
    let times: Vec<String> = times
        .map(|p| p.when.as_deref().map_or("null".to_owned(), quoted))
        .collect();
    format!("[{}]", times.join(","))
}

/// A value as JSON.
pub(in super::super) fn json_value(value: &Value, tally: &mut Tally) -> String {
    match value {
        Value::Text(text) => quoted(text),
        Value::Number(number) if is_number(number) => number.clone(),
        Value::Json(json) if is_json(json) => json.clone(),
        Value::Number(other) | Value::Json(other) => {
            tally.changed(
                1,
                "value that is no JSON was written as text",
                "values that are no JSON were written as text",
            );
            quoted(other)
        }
        Value::Bool(true) => "true".to_owned(),
        Value::Bool(false) => "false".to_owned(),
        Value::Null => "null".to_owned(),
        Value::List(values) => {
            let parts: Vec<String> = values.iter().map(|v| json_value(v, tally)).collect();
            format!("[{}]", parts.join(","))
        }
    }
}

/// A text as a JSON string.
pub(in super::super) fn quoted(text: &str) -> String {
    // A string never fails to be written.
    serde_json::to_string(text).unwrap_or_default()
}

/// Whether a text is one JSON value.
pub(in super::super) fn is_json(text: &str) -> bool {
    !text.starts_with('<') && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// Whether a text is a number as JSON spells it.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) && is_json(text)
}
