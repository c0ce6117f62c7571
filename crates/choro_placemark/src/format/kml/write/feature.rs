//! What features have in common, written in the order of the schema.

use super::Sheet;
use crate::format::kml::asides::is_aside;
use crate::{Datum, Feature, Time, Value, Verbatim};

/// Elements of a feature in the order in which the schema wants them. Those with `|` stand for
/// what is written from the feature's own fields; what is not named here comes at `*`.
const ORDER: [&str; 38] = [
    "atom:author",
    "atom:link",
    "address",
    "xal:AddressDetails",
    "AddressDetails",
    "phoneNumber",
    "Snippet",
    "snippet",
    "|description",
    "Camera",
    "LookAt",
    "|time",
    "Style",
    "StyleMap",
    "|styles",
    "Region",
    "Metadata",
    "|data",
    "*",
    "refreshVisibility",
    "flyToView",
    "Url",
    "Link",
    "color",
    "drawOrder",
    "Icon",
    "altitude",
    "altitudeMode",
    "gx:altitudeMode",
    "LatLonBox",
    "gx:LatLonQuad",
    "overlayXY",
    "screenXY",
    "rotationXY",
    "size",
    "rotation",
    "ViewVolume",
    "ImagePyramid",
];

/// The rank of comments and instructions: behind attributes, before all elements.
const ASIDES: usize = 1;

/// Where a kept part of a feature is written, and so the order in which they are kept.
pub(in crate::format::kml) fn rank(part: &Verbatim) -> usize {
    let name = part.name.as_str();
    if name.starts_with('@') {
        return 0;
    }
    if is_aside(part) {
        return ASIDES;
    }
    let name = if name.starts_with("ExtendedData/") {
        "|data"
    } else {
        name
    };
    ASIDES
        + match place(name) {
            0 => place("*"),
            known => known,
        }
}

/// A name's place in the order, from 1; 0 where it has none.
fn place(name: &str) -> usize {
    let found = ORDER.iter().position(|known| *known == name);
    found.map_or(0, |at| at + 1)
}

/// Writes a feature's start tag.
pub(super) fn open(out: &mut Sheet, element: &str, feature: &Feature) {
    out.text.push('<');
    out.text.push_str(element);
    if !feature.id.is_empty() {
        out.attribute("id", &feature.id);
    }
    out.attributes(&feature.verbatim);
    out.text.push('>');
    for part in feature.verbatim.iter().filter(|part| is_aside(part)) {
        out.kept(part);
    }
}

/// Writes what a feature says of itself; `styles` are the shared ones that stand in it.
pub(super) fn fields(out: &mut Sheet, feature: &Feature, styles: &str) {
    if let Some(name) = &feature.name {
        out.leaf("name", name);
    }
    for (name, flag) in [("visibility", feature.visible), ("open", feature.open)] {
        if let Some(flag) = flag {
            out.leaf(name, if flag { "1" } else { "0" });
        }
    }
    between(out, feature, "", "|description");
    if let Some(description) = &feature.description {
        out.text.push_str("<description>");
        out.html(&description.0);
        out.close("description");
    }
    between(out, feature, "|description", "|time");
    if let Some(when) = &feature.time {
        time(out, when);
    }
    if let Some(style) = &feature.style {
        out.leaf("styleUrl", style);
    }
    between(out, feature, "|time", "|styles");
    out.text.push_str(styles);
    between(out, feature, "|styles", "|data");
    extended_data(out, feature);
    let after = ASIDES + place("|data");
    let rest = feature.verbatim.iter();
    for part in rest.filter(|part| rank(part) > after) {
        out.kept(part);
    }
}

/// Writes the kept parts whose place is between two others.
fn between(out: &mut Sheet, feature: &Feature, after: &str, before: &str) {
    let range = ASIDES + place(after) + 1..ASIDES + place(before);
    for part in &feature.verbatim {
        if range.contains(&rank(part)) {
            out.kept(part);
        }
    }
}

fn time(out: &mut Sheet, time: &Time) {
    if time.moment && time.end.is_some() {
        let (one, many) = (
            "moment with an end is written as a span",
            "moments with an end are written as spans",
        );
        out.lost.changed(1, one, many);
    }
    if time.moment && time.end.is_none() {
        out.text.push_str("<TimeStamp>");
        if let Some(begin) = &time.begin {
            out.leaf("when", begin);
        }
        return out.close("TimeStamp");
    }
    out.text.push_str("<TimeSpan>");
    for (name, end) in [("begin", &time.begin), ("end", &time.end)] {
        if let Some(end) = end {
            out.leaf(name, end);
        }
    }
    out.close("TimeSpan");
}

fn extended_data(out: &mut Sheet, feature: &Feature) {
    let kept = |part: &&Verbatim| part.name.starts_with("ExtendedData/");
    if feature.data.is_empty() && !feature.verbatim.iter().any(|part| kept(&part)) {
        return;
    }
    out.text.push_str("<ExtendedData>");
    for run in feature.data.chunk_by(|a, b| a.schema == b.schema) {
        match run.first().and_then(|datum| datum.schema.as_deref()) {
            None => run.iter().for_each(|datum| untyped(out, datum)),
            Some(schema) => {
                out.text.push_str("<SchemaData");
                if !schema.is_empty() {
                    out.attribute("schemaUrl", schema);
                }
                out.text.push('>');
                for datum in run {
                    typed(out, datum);
                }
                out.close("SchemaData");
            }
        }
    }
    for part in feature.verbatim.iter().filter(kept) {
        out.kept(part);
    }
    out.close("ExtendedData");
}

fn named(out: &mut Sheet, element: &str, name: &str) {
    out.text.push('<');
    out.text.push_str(element);
    out.attribute("name", name);
    out.text.push('>');
}

fn untyped(out: &mut Sheet, datum: &Datum) {
    named(out, "Data", &datum.name);
    if let Some(display) = &datum.display {
        out.leaf("displayName", display);
    }
    match &datum.value {
        Value::Null => {}
        Value::Text(text) => out.leaf("value", text),
        value => {
            let (one, many) = (
                "typed value is written as text",
                "typed values are written as text",
            );
            out.lost.changed(1, one, many);
            out.leaf("value", &value.text());
        }
    }
    out.close("Data");
}

fn typed(out: &mut Sheet, datum: &Datum) {
    if datum.display.is_some() {
        let (one, many) = (
            "name to be shown of an attribute",
            "names to be shown of attributes",
        );
        out.lost.left_out(1, one, many);
    }
    let Value::List(values) = &datum.value else {
        if matches!(datum.value, Value::Null | Value::Json(_)) {
            let (one, many) = (
                "typed value is written as text",
                "typed values are written as text",
            );
            out.lost.changed(1, one, many);
        }
        named(out, "SimpleData", &datum.name);
        out.characters(&datum.value.text());
        return out.close("SimpleData");
    };
    named(out, "gx:SimpleArrayData", &datum.name);
    for value in values {
        out.leaf("gx:value", &value.text());
    }
    out.close("gx:SimpleArrayData");
}
