//! One GeoJSON feature with its members as the file spells them.

use choro_placemark::json::{Members, spoken, string};
use serde_json::value::RawValue;

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
