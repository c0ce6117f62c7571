//! Linked Places format 1.3 (github.com/LinkedPasts/linked-places-format): GeoJSON-LD whose
//! features have names, types, relations and links, each with its time.
//!
//! `@id`, `properties.title`, and `when` and `descriptions` in the form this program writes them
//! are fields of a feature. All else stays as it is, as parts kept verbatim; where a feature has
//! no title its first name is taken, and the first time span and description likewise.

use serde_json::value::RawValue;

use super::Dialect;
use super::encode::quoted;
use crate::json::{Members, items, string};
use crate::{Description, Feature, Time, Verbatim};

/// The context of files this program writes.
pub(super) const CONTEXT: &str = "https://raw.githubusercontent.com/LinkedPasts/linked-places-format/main/linkedplaces-context-v1.1.jsonld";
/// The geometry of a feature that has none; the format asks for one.
pub(super) const NOWHERE: &str = r#"{"type":"GeometryCollection","geometries":[]}"#;

/// The id of a feature that has none, which the format asks for: its number in the file.
pub(super) fn own_id(number: usize) -> String {
    format!("#{number}")
}

/// Members that the format knows.
const KNOWN: [&str; 13] = [
    "@context",
    "@id",
    "when",
    "names",
    "types",
    "links",
    "relations",
    "descriptions",
    "depictions",
    "citation",
    "contributors",
    "description",
    "license",
];

/// Whether the format knows a member of that name.
pub(super) fn is_known(key: &str) -> bool {
    KNOWN.contains(&key)
}

/// Whether a context is the one that is written in any case.
pub(super) fn is_usual_context(dialect: Dialect, value: &RawValue) -> bool {
    dialect == Dialect::LinkedPlaces && string(value).as_deref() == Some(CONTEXT)
}

/// Whether a member of a feature says no more than a field, which is set.
pub(super) fn read(
    key: &str,
    raw: &RawValue,
    members: &Members<'_>,
    feature: &mut Feature,
) -> bool {
    match key {
        "@id" => {
            feature.id = string(raw).unwrap_or_default();
            true
        }
        "when" => {
            let time = time(raw).filter(|time| when(time).as_deref() == Some(raw.get()));
            feature.time = feature.time.take().or(time);
            feature.time.is_some()
        }
        "descriptions" => {
            let first = first(raw, "value").filter(|text| descriptions(text) == raw.get());
            feature.description = feature.description.take().or(first.map(Description));
            feature.description.is_some()
        }
        "names" => {
            let title = members.get("properties").map(Members::of);
            let title = title.and_then(|p| p.get("title").and_then(string));
            if title.as_deref() == Some("") && raw.get() == names(None) {
                return true;
            }
            let own = title.clone().or_else(|| first(raw, "toponym"));
            let own = own.filter(|name| names(Some(name)) == raw.get());
            if title.is_none() {
                feature.name.clone_from(&own);
            }
            own.is_some()
        }
        "geometry" => raw.get() == NOWHERE,
        _ => false,
    }
}

/// Whether a feature says that it has no name: no title, and no names.
pub(super) fn is_nameless(members: &Members<'_>) -> bool {
    let names_none = members
        .get("names")
        .is_some_and(|raw| raw.get() == names(None));
    let title = members.get("properties").map(Members::of);
    let title = title.and_then(|p| p.get("title").and_then(string));
    names_none && title.as_deref() == Some("")
}

/// Gives a feature what parts kept verbatim say of it, where no field of its own has.
pub(super) fn complete(feature: &mut Feature) {
    let said = said(&feature.verbatim);
    feature.name = feature.name.take().or(said.name);
    feature.description = feature.description.take().or(said.description);
    feature.time = feature.time.take().or(said.time);
}

/// What parts kept verbatim say of name, description and time.
pub(super) fn said(parts: &[Verbatim]) -> Feature {
    let of = |name: &str| {
        let part = parts.iter().find(|part| part.name == name)?;
        serde_json::from_str::<&RawValue>(&part.text).ok()
    };
    Feature {
        name: of("names").and_then(|raw| first(raw, "toponym")),
        description: of("descriptions")
            .and_then(|raw| first(raw, "value"))
            .map(Description),
        time: of("when").and_then(time),
        ..Feature::default()
    }
}

/// The text called `key` of the first object of a list.
fn first(raw: &RawValue, key: &str) -> Option<String> {
    let list = items(raw);
    Members::of(list.first()?).get(key).and_then(string)
}

/// The time of the first time span.
fn time(raw: &RawValue) -> Option<Time> {
    let spans = Members::of(raw).get("timespans").map(items)?;
    let span = Members::of(spans.first()?);
    let end = |name: &str, keys: [&'static str; 3]| {
        let found = span.get(name).map(Members::of)?;
        keys.into_iter()
            .find_map(|key| found.get(key).and_then(string).map(|text| (key, text)))
    };
    let begin = end("start", ["in", "earliest", "latest"]);
    let end = end("end", ["in", "latest", "earliest"]);
    if begin == end {
        let (key, begin) = begin?;
        if key == "latest" {
            return Some(Time {
                begin: None,
                end: Some(begin),
                moment: false,
            });
        }
        if key != "in" {
            return None;
        }
        return Some(Time {
            begin: Some(begin),
            end: None,
            moment: true,
        });
    }
    Some(Time {
        begin: begin.map(|(_, text)| text),
        end: end.map(|(_, text)| text),
        moment: false,
    })
}

/// A time as `when`, in which each span has a start: of one without, no later than its end. `None`
/// where the time says nothing.
pub(super) fn when(time: &Time) -> Option<String> {
    let mut ends: Vec<String> = Vec::new();
    match (&time.begin, &time.end, time.moment) {
        (Some(at), None, true) => {
            let at = quoted(at);
            ends.push(format!(r#""start":{{"in":{at}}},"end":{{"in":{at}}}"#));
        }
        (None, None, _) => return None,
        (None, Some(end), _) => {
            let end = quoted(end);
            ends.push(format!(
                r#""start":{{"latest":{end}}},"end":{{"latest":{end}}}"#
            ));
        }
        (begin, end, _) => {
            ends.extend(
                begin
                    .iter()
                    .map(|text| format!(r#""start":{{"earliest":{}}}"#, quoted(text))),
            );
            ends.extend(
                end.iter()
                    .map(|text| format!(r#""end":{{"latest":{}}}"#, quoted(text))),
            );
        }
    }
    Some(format!(r#"{{"timespans":[{{{}}}]}}"#, ends.join(",")))
}

/// A description as `descriptions`.
pub(super) fn descriptions(text: &str) -> String {
    format!(r#"[{{"value":{}}}]"#, quoted(text))
}

/// A name as `names`.
pub(super) fn names(name: Option<&str>) -> String {
    match name {
        Some(name) => format!(r#"[{{"toponym":{}}}]"#, quoted(name)),
        None => "[]".to_owned(),
    }
}
