//! What GPX has no element for, in elements of this program's own namespace.

use serde_json::value::RawValue;

use super::super::geojson;
use super::super::loss::Tally;
use super::super::xml::escape;
use super::walk::Walk;
use super::{Own, PREFIX, SIMPLE, is_height, moment};
use crate::{Datum, Feature, Time, Value};

/// Reads the element just opened.
pub(super) fn read(walk: &mut Walk<'_, '_, '_>, feature: &mut Feature, own: &mut Own) {
    let tag = walk.tag.clone();
    let attributes = tag.attributes();
    let get = |wanted: &str| {
        let found = attributes.iter().find(|(name, _)| *name == wanted);
        found.map(|(_, text)| text.clone())
    };
    let text = walk.content();
    match tag.name.strip_prefix(PREFIX).unwrap_or_default() {
        "id" => feature.id = text,
        "folder" => own.folders.push(text),
        "visible" => feature.visible = Some(text == "true"),
        "open" => feature.open = Some(text == "true"),
        "style" => feature.style = Some(text),
        "time" => {
            feature.time = Some(Time {
                begin: get("begin"),
                end: get("end"),
                moment: get("moment").is_some(),
            });
        }
        "data" => {
            let json = get("type").is_some_and(|kind| kind == "json");
            let raw = json
                .then(|| serde_json::from_str::<&RawValue>(&text).ok())
                .flatten();
            own.data.push(Datum {
                name: get("name").unwrap_or_default(),
                display: get("display"),
                value: raw.map_or_else(|| Value::Text(text.clone()), geojson::value),
                schema: get("schema"),
            });
        }
        _ => {}
    }
}

/// Writes an element with text.
pub(super) fn element(
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
    out: &mut String,
    tally: &mut Tally,
) {
    out.push('<');
    out.push_str(name);
    let mut lost = 0;
    for (key, value) in attributes {
        out.push(' ');
        out.push_str(key);
        out.push_str("=\"");
        let mut escaped = String::new();
        lost += escape(&mut escaped, value);
        // In an attribute, white space is read as spaces.
        out.push_str(&escaped.replace('\n', "&#10;").replace('\t', "&#9;"));
        out.push('"');
    }
    out.push('>');
    lost += escape(out, text);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
    tally.changed(
        lost,
        "character that XML has no place for was written as �",
        "characters that XML has no place for were written as �",
    );
}

/// Writes what GPX has no element for. `time` is one it cannot hold, `folders` the path of names.
pub(super) fn write(
    feature: &Feature,
    time: Option<&Time>,
    folders: &[String],
    tally: &mut Tally,
) -> String {
    let mut out = String::new();
    let mut put = |name: &str, attributes: &[(&str, &str)], text: &str, tally: &mut Tally| {
        element(
            &format!("{PREFIX}{name}"),
            attributes,
            text,
            &mut out,
            tally,
        );
    };
    if !feature.id.is_empty() {
        put("id", &[], &feature.id, tally);
    }
    for folder in folders {
        put("folder", &[], folder, tally);
    }
    if let Some(time) = time {
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        attributes.extend(time.begin.as_deref().map(|text| ("begin", text)));
        attributes.extend(time.end.as_deref().map(|text| ("end", text)));
        attributes.extend(time.moment.then_some(("moment", "true")));
        put("time", &attributes, "", tally);
    }
    for (name, flag) in [("visible", feature.visible), ("open", feature.open)] {
        if let Some(flag) = flag {
            put(name, &[], if flag { "true" } else { "false" }, tally);
        }
    }
    if let Some(style) = &feature.style {
        put("style", &[], style, tally);
    }
    for datum in feature.data.iter().filter(|d| !is_simple(d)) {
        let mut attributes: Vec<(&str, &str)> = vec![("name", &datum.name)];
        attributes.extend(datum.display.as_deref().map(|text| ("display", text)));
        attributes.extend(datum.schema.as_deref().map(|text| ("schema", text)));
        let text = match &datum.value {
            Value::Text(text) => text.clone(),
            value => {
                attributes.push(("type", "json"));
                geojson::json_value(value, tally)
            }
        };
        put("data", &attributes, &text, tally);
    }
    out
}

/// Whether an attribute is an element of GPX.
pub(super) fn is_simple(datum: &Datum) -> bool {
    let name = datum.name.as_str();
    let Value::Text(text) = &datum.value else {
        return false;
    };
    // What would be read as the field itself is none of its odd values.
    let odd = (name == "ele" && !is_height(text)) || (name == "time" && moment(text).is_none());
    (odd || SIMPLE.contains(&name)) && datum.display.is_none() && datum.schema.is_none()
}
