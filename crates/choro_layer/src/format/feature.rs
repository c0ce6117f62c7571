//! One GeoJSON feature with its members as the file spells them.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The members of a JSON object in file order, values unread.
pub(crate) struct Members<'a>(pub(crate) Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// A feature: what its object says, or a geometry that stands alone.
pub(crate) struct Feature<'a> {
    pub(crate) id: Option<&'a RawValue>,
    pub(crate) geometry: Option<&'a str>,
    /// Properties, then members that RFC 7946 does not know.
    pub(crate) properties: Vec<(String, &'a RawValue)>,
}

/// Why an object is no feature.
pub(crate) enum NotAFeature {
    /// Not JSON, in the words of the parser.
    NotJson(String),
    /// JSON of another kind, with the `type` it states.
    Other(Option<String>),
}

impl<'a> Feature<'a> {
    /// The feature of a JSON object.
    pub(crate) fn parse(text: &'a str) -> Result<Feature<'a>, NotAFeature> {
        let not_json = |e: serde_json::Error| NotAFeature::NotJson(spoken(&e));
        let Members(members) = serde_json::from_str(text).map_err(not_json)?;
        let get = |name: &str| {
            members
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, raw)| *raw)
        };
        let kind = get("type").and_then(string);
        match kind.as_deref() {
            Some(
                "Point" | "MultiPoint" | "LineString" | "MultiLineString" | "Polygon"
                | "MultiPolygon" | "GeometryCollection",
            ) => {
                return Ok(Feature {
                    id: None,
                    geometry: Some(text),
                    properties: Vec::new(),
                });
            }
            Some("Feature") => {}
            None if get("properties").is_some() && get("geometry").is_some() => {}
            _ => return Err(NotAFeature::Other(kind)),
        }
        let mut properties = match get("properties") {
            Some(raw) if raw.get().starts_with('{') => {
                serde_json::from_str::<Members<'a>>(raw.get())
                    .map_err(not_json)?
                    .0
            }
            _ => Vec::new(),
        };
        let (id, geometry) = (get("id"), get("geometry").map(RawValue::get));
        let known = ["type", "id", "geometry", "properties", "bbox"];
        properties.extend(
            members
                .into_iter()
                .filter(|(key, _)| !known.contains(&key.as_str())),
        );
        Ok(Feature {
            id,
            geometry: geometry.filter(|g| *g != "null"),
            properties,
        })
    }
}

/// A JSON error without its own line numbers, which count from the start of the feature.
fn spoken(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// The string a value is.
pub(crate) fn string(raw: &RawValue) -> Option<String> {
    serde_json::from_str(raw.get()).ok()
}

/// A value as text: strings without quotes, all else as the file spells it; `None` for null
/// and blank strings.
pub(crate) fn text(raw: &RawValue) -> Option<String> {
    let spelt = raw.get();
    match spelt.as_bytes().first() {
        Some(b'n') => None,
        Some(b'"') => string(raw).filter(|s| !s.trim().is_empty()),
        _ => Some(spelt.to_owned()),
    }
}

/// The texts of an array, or of a string that `|` divides.
pub(crate) fn texts(raw: &RawValue) -> Vec<String> {
    if raw.get().starts_with('[') {
        let items: Vec<&RawValue> = serde_json::from_str(raw.get()).unwrap_or_default();
        return items.into_iter().filter_map(text).collect();
    }
    let whole = text(raw).unwrap_or_default();
    whole
        .split('|')
        .map(str::trim)
        .filter(|s| !s.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A whole number, also where the file spells it `1870883.0` or in quotes.
pub(crate) fn whole_number(raw: &RawValue) -> Option<i64> {
    let text = text(raw)?;
    let text = text.trim();
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}

/// The object with common faults mended, and their names: bare `NaN` and `Infinity` become
/// null, commas before a closing bracket go, control characters in strings are escaped. `None`
/// where there was none of these.
pub(crate) fn mended(text: &str) -> Option<(String, String)> {
    let bytes = text.as_bytes();
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut faults: Vec<&str> = Vec::new();
    let mut note = |fault| {
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    };
    let mut in_string = false;
    let mut comma: Option<usize> = None;
    let mut at = 0;
    while at < bytes.len() {
        let b = bytes[at];
        if in_string {
            match b {
                b'\\' => {
                    out.push(b);
                    at += 1;
                    out.extend(bytes.get(at));
                }
                0..0x20 => {
                    note("a control character in a text");
                    out.extend_from_slice(format!("\\u{b:04x}").as_bytes());
                }
                _ => {
                    in_string = b != b'"';
                    out.push(b);
                }
            }
            at += 1;
            continue;
        }
        let rest = &bytes[at..];
        let token = [&b"NaN"[..], b"nan", b"-Infinity", b"Infinity"];
        if let Some(token) = token.into_iter().find(|t| rest.starts_with(t)) {
            note("a number that is not finite");
            out.extend_from_slice(b"null");
            comma = None;
            at += token.len();
            continue;
        }
        match b {
            b']' | b'}' => {
                if let Some(comma) = comma.take() {
                    note("a comma before a closing bracket");
                    out[comma] = b' ';
                }
            }
            b',' => comma = Some(out.len()),
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => {
                in_string = b == b'"';
                comma = None;
            }
        }
        out.push(b);
        at += 1;
    }
    let mended = String::from_utf8(out).ok()?;
    (!faults.is_empty()).then(|| (mended, faults.join(", ")))
}
