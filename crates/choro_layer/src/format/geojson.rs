//! GeoJSON (RFC 7946): collections, single features, bare geometries, and one feature per line.
//!
//! `{"type":"Feature","properties":{"name":"Tumen","featurecla":"River","name_ko":"두만강"},…}`.
//! Properties with the names of [`Field`] say the same as columns of a table; besides, the
//! usual names of other publishers are known (tables below). The rest become attributes, spelt
//! as in the file. The project's `columns` come before all of this.

use std::collections::{BTreeMap, BTreeSet};

use choro_diagnostic::Severity;
use choro_geometry::Shape;
use choro_placemark::json::{Features, Found, mended};
use choro_quantity::When;

use super::csv::no_time;
use super::feature::{Feature, NotAFeature, text, texts, whole_number};
use super::{UNDECODABLE, decoded, geometry};
use crate::entry::Entry;
use crate::field::Field;
use crate::intake::{Intake, Spot};
use crate::script::language_code;

/// Braces and brackets deeper than this are taken for hostile.
const MAX_DEPTH: usize = 100;
/// Properties that hold the id, best first; before `ne_id` comes the feature's own member `id`.
const IDS: [&str; 5] = ["id", "ID", "wof:id", "", "ne_id"];
/// Properties that hold the name, best first.
const NAMES: [&str; 7] = [
    "name", "NAME", "Name", "name_en", "NAME_EN", "name:en", "title",
];
/// Properties that hold the feature type, best first.
const TYPES: [&str; 9] = [
    "featurecla",
    "FEATURECLA",
    "type",
    "TYPE",
    "placetype",
    "wof:placetype",
    "fclass",
    "class",
    "CLASS",
];
/// Properties that hold further names, in lower case.
const VARIANTS: [&str; 8] = [
    "name_alt",
    "namealt",
    "nameascii",
    "name_long",
    "name_local",
    "alt_name",
    "name_ascii",
    "asciiname",
];
/// Properties that hold an id of another gazetteer, in lower case, and its prefix.
const ELSEWHERE: [(&str, &str); 8] = [
    ("wikidataid", "wikidata"),
    ("wikidata", "wikidata"),
    ("wikidata_id", "wikidata"),
    ("gn_id", "geonames"),
    ("geonameid", "geonames"),
    ("geonames_id", "geonames"),
    ("geonamesid", "geonames"),
    ("wof_id", "wof"),
];

/// What one feature becomes; the formats that are GeoJSON inside differ in this alone.
pub(crate) type Reading<'r> = dyn FnMut(&Feature<'_>, &mut Entry, &mut Intake<'_>, Spot) + 'r;

/// Reads GeoJSON by the usual names of properties.
pub(crate) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
    let mut names = PropertyNames::new(&intake.options.columns);
    read_features(bytes, intake, &mut |feature, entry, intake, spot| {
        names.apply(feature, entry, intake, spot);
    });
    names.report_unused(bytes, intake);
}

/// Reads every feature with `reading`.
pub(crate) fn read_features(bytes: &[u8], intake: &mut Intake<'_>, reading: &mut Reading<'_>) {
    for found in Features::new(bytes, MAX_DEPTH) {
        match found {
            Found::Object(spot) => read_object(bytes, spot, intake, reading),
            Found::Member { .. } => {}
            Found::Broken(spot, reason) => {
                intake.fault("INP010", Severity::Warning, spot, &left_out(reason));
            }
            Found::CutOff(spot, reason) => {
                intake.fault("INP010", Severity::Error, spot, &left_out(reason));
            }
        }
    }
}

fn left_out(reason: &str) -> String {
    format!("{reason}; what cannot be read is left out")
}

fn read_object(bytes: &[u8], spot: Spot, intake: &mut Intake<'_>, reading: &mut Reading<'_>) {
    let (whole, lossy) = decoded(&bytes[spot.span.start..spot.span.end]);
    if lossy {
        intake.fault("INP005", Severity::Warning, spot, UNDECODABLE);
    }
    let error = match Feature::parse(&whole) {
        Ok(feature) => return read_feature(&feature, spot, intake, reading),
        Err(error) => error,
    };
    if let NotAFeature::NotJson(_) = error
        && let Some((text, faults)) = mended(&whole)
        && let Ok(feature) = Feature::parse(&text)
    {
        let reason = format!("the feature has {faults}; read without it");
        intake.fault("INP010", Severity::Warning, spot, &reason);
        return read_feature(&feature, spot, intake, reading);
    }
    match error {
        NotAFeature::NotJson(reason) => {
            let reason = format!("the feature is not JSON ({reason}); it is left out");
            intake.fault("INP010", Severity::Warning, spot, &reason);
        }
        NotAFeature::Other(Some(kind)) if kind == "FeatureCollection" => {
            let reason = "the collection has no list of features";
            intake.fault("INP010", Severity::Warning, spot, reason);
        }
        NotAFeature::Other(kind) => {
            let kind = kind.map_or("nothing".to_owned(), |k| format!("‘{k}’"));
            let reason = format!("this is JSON but not GeoJSON: its type is {kind}");
            intake.fault("INP014", Severity::Error, spot, &reason);
        }
    }
}

fn read_feature(
    feature: &Feature<'_>,
    spot: Spot,
    intake: &mut Intake<'_>,
    reading: &mut Reading<'_>,
) {
    let mut entry = Entry::default();
    if let Some(text) = feature.geometry {
        let built = geometry::build(text);
        for (code, reason) in &built.faults {
            intake.fault(code, Severity::Warning, spot, reason);
        }
        entry.record.shape = built.shape;
        entry.record.point = built.point;
        reading(feature, &mut entry, intake, spot);
        if built.partial {
            entry.attribute("geometry", text, "");
        }
    } else {
        reading(feature, &mut entry, intake, spot);
    }
    entry.finish(intake, spot);
}

/// What the properties of a file say, looked up once per name.
struct PropertyNames {
    mapped: BTreeMap<String, Vec<Field>>,
    /// Which of id, name and type the project takes from a property it names.
    maps: (bool, bool, bool),
    seen: BTreeSet<String>,
    usual: BTreeMap<String, Usual>,
}

/// What a property says by its name alone.
#[derive(Clone)]
enum Usual {
    Field(Field),
    Variants,
    Elsewhere(&'static str),
}

impl PropertyNames {
    fn new(columns: &BTreeMap<String, String>) -> Self {
        let mut mapped: BTreeMap<String, Vec<Field>> = BTreeMap::new();
        for (target, property) in columns {
            mapped
                .entry(property.clone())
                .or_default()
                .push(Field::of(target));
        }
        let has = |wanted: fn(&Field) -> bool| mapped.values().flatten().any(wanted);
        let maps = (
            has(|f| matches!(f, Field::Id)),
            has(|f| matches!(f, Field::Name(_))),
            has(|f| matches!(f, Field::Type(_))),
        );
        Self {
            mapped,
            maps,
            seen: BTreeSet::new(),
            usual: BTreeMap::new(),
        }
    }

    fn apply(
        &mut self,
        feature: &Feature<'_>,
        entry: &mut Entry,
        intake: &mut Intake<'_>,
        spot: Spot,
    ) {
        let get = |name: &str| {
            feature
                .properties
                .iter()
                .find(|(key, _)| key == name)
                .and_then(|(_, raw)| text(raw))
        };
        let own_id = feature.id.and_then(text);
        let id = IDS.into_iter().find(|key| match *key {
            "" => own_id.is_some(),
            key => get(key).is_some(),
        });
        let id = id.filter(|_| !self.maps.0);
        if let (Some(own), Some("") | None) = (&own_id, id)
            && !self.maps.0
        {
            entry.set(&Field::Id, own, intake, spot);
        } else if let Some(own) = &own_id {
            entry.attribute("feature_id", own, "");
        }
        let name = NAMES
            .into_iter()
            .find(|key| get(key).is_some())
            .filter(|_| !self.maps.1);
        let kind = TYPES
            .into_iter()
            .find(|key| get(key).is_some())
            .filter(|_| !self.maps.2);
        let extended = !matches!(entry.record.shape, None | Some(Shape::Point(_)));
        for (key, raw) in &feature.properties {
            let Some(value) = text(raw) else { continue };
            let key = key.as_str();
            if let Some(fields) = self.mapped.get(key) {
                self.seen.insert(key.to_owned());
                let value = if raw.get().starts_with('[') {
                    texts(raw).join("|")
                } else {
                    value
                };
                for field in fields {
                    entry.set(field, &value, intake, spot);
                }
            } else if id == Some(key) {
                let number = whole_number(raw).map(|n| n.to_string());
                entry.set(&Field::Id, &number.unwrap_or(value), intake, spot);
            } else if name == Some(key) {
                let language = if key.to_ascii_lowercase().ends_with("en") {
                    "en"
                } else {
                    ""
                };
                entry.set(&Field::Name(language.to_owned()), &value, intake, spot);
            } else if kind == Some(key) {
                entry.set(&Field::Type(When::default()), &value, intake, spot);
            } else {
                if !self.usual.contains_key(key) {
                    if let Some(time) = Field::faulty_time(key) {
                        intake.fault("INP010", Severity::Warning, spot, &no_time(key, time));
                    }
                    self.usual.insert(key.to_owned(), usual(key));
                }
                let usual = self.usual[key].clone();
                set_usual(&usual, key, raw, &value, extended, entry, intake, spot);
            }
        }
    }

    /// Says which properties the project names that no feature has.
    fn report_unused(&self, bytes: &[u8], intake: &mut Intake<'_>) {
        let spot = Spot {
            line: 1,
            span: choro_text::Span::new(0, bytes.len().min(1)),
        };
        for property in self.mapped.keys().filter(|p| !self.seen.contains(*p)) {
            let reason = format!("no feature has a property ‘{property}’");
            intake.fault("INP010", Severity::Warning, spot, &reason);
        }
    }
}

/// What a property says that was not chosen as id, name or type.
fn usual(key: &str) -> Usual {
    let lower = key.to_ascii_lowercase();
    if let Some((_, prefix)) = ELSEWHERE.iter().find(|(name, _)| *name == lower) {
        return Usual::Elsewhere(prefix);
    }
    if lower == "variants" || VARIANTS.contains(&lower.as_str()) {
        return Usual::Variants;
    }
    if let Some(code) = lower.strip_prefix("name_")
        && let Some(language) = language_suffix(code)
    {
        return Usual::Field(Field::NameIn(language, When::default()));
    }
    match Field::of(key) {
        Field::Id | Field::Name(_) => Usual::Field(Field::verbatim(key)),
        Field::Type(when) if when.is_unstated() => Usual::Field(Field::verbatim(key)),
        field => Usual::Field(field),
    }
}

/// The language of `name_ko`, `name_kor`, `name_zht`.
fn language_suffix(code: &str) -> Option<String> {
    let letters = code.bytes().all(|b| b.is_ascii_alphabetic());
    match code {
        "zht" => Some("zh-Hant".to_owned()),
        _ if letters && code.len() == 2 => Some(code.to_owned()),
        _ if letters && code.len() == 3 => Some(language_code(code)).filter(|c| c.len() == 2),
        _ => None,
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one property and all it may change"
)]
fn set_usual(
    usual: &Usual,
    key: &str,
    raw: &serde_json::value::RawValue,
    value: &str,
    extended: bool,
    entry: &mut Entry,
    intake: &mut Intake<'_>,
    spot: Spot,
) {
    match usual {
        Usual::Variants => {
            entry.set(&Field::Variants, &texts(raw).join("|"), intake, spot);
        }
        Usual::Elsewhere(prefix) => match elsewhere(prefix, raw, value) {
            Some(id) => entry.same_as(id),
            None => entry.attribute(key, value, ""),
        },
        // A point has its position already; other shapes take a position for their label.
        Usual::Field(Field::Lat | Field::Lon) if !extended && entry.record.shape.is_some() => {
            entry.attribute(key, value, "");
        }
        Usual::Field(field @ Field::Attribute { .. }) => entry.set(field, value, intake, spot),
        Usual::Field(field) => {
            let value = if raw.get().starts_with('[') {
                texts(raw).join("|")
            } else {
                value.to_owned()
            };
            entry.set(field, &value, intake, spot);
        }
    }
}

/// An id of another gazetteer; `None` for what stands for "none" (-99, -1, 0).
fn elsewhere(prefix: &str, raw: &serde_json::value::RawValue, value: &str) -> Option<String> {
    if prefix == "wikidata" {
        let digits = value.trim().strip_prefix('Q')?;
        let good = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        return good.then(|| format!("wikidata:Q{digits}"));
    }
    whole_number(raw)
        .filter(|n| *n > 0)
        .map(|n| format!("{prefix}:{n}"))
}

#[cfg(test)]
#[path = "geojson_tests.rs"]
mod tests;
