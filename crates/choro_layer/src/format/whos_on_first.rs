//! Who's On First: its GeoJSON records (one or many to a file), and flattened tables of them.
//!
//! A record `"wof:id":1108746843,"wof:placetype":"county","name:kor_x_preferred":["안악군"]` and a
//! table row `1108746843 ⇥ … ⇥ county ⇥ … ⇥ Anak` give the same id, so that shape and table meet.
//! The feature type is the placetype, with the GeoNames code where there is one:
//! `locality/PPLA`. A population of 0 means "unknown" in this source and is left out. Deprecated,
//! superseded and no longer current records are loaded and marked.

use choro_diagnostic::Severity;
use choro_placemark::delimited::MAX_CELLS;
use choro_placemark::json::Members;
use choro_quantity::When;
use serde_json::value::RawValue;

use super::UNDECODABLE;
use super::feature::{Feature, text, texts, whole_number};
use super::geojson::read_features;
use super::geonames::lines;
use crate::Role;
use crate::entry::Entry;
use crate::field::Field;
use crate::intake::{Intake, Spot};
use crate::script::language_code;

/// Columns of the table that become more than attributes.
const COLUMNS: [&str; 18] = [
    "wof_id",
    "geonameid",
    "wikidata",
    "placetype",
    "gn_fcode",
    "name",
    "ascii",
    "hangul",
    "english",
    "other_variants",
    "lat",
    "lon",
    "population",
    "county_id",
    "region_id",
    "is_current",
    "deprecated",
    "superseded_by",
];

/// Reads records or a table.
pub(crate) fn read(bytes: &[u8], intake: &mut Intake<'_>) {
    let body = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii_start();
    if matches!(body.first(), Some(b'{' | b'[' | 0x1E)) {
        read_features(bytes, intake, &mut |feature, entry, intake, spot| {
            read_record(feature, entry, intake, spot);
        });
    } else {
        read_table(bytes, intake);
    }
}

/// A row of the table, by the names of its columns.
struct Row<'a> {
    cells: Vec<&'a str>,
    places: &'a [Option<usize>; COLUMNS.len()],
}

impl Row<'_> {
    /// The cell of a column of [`COLUMNS`]; empty where the table lacks it.
    fn get(&self, column: &str) -> &str {
        let index = COLUMNS.iter().position(|c| *c == column);
        let cell = index
            .and_then(|i| self.places[i])
            .and_then(|i| self.cells.get(i));
        cell.map_or("", |cell| cell.trim())
    }
}

fn read_table(bytes: &[u8], intake: &mut Intake<'_>) {
    let mut rows = lines(bytes);
    let Some((head, head_spot, _)) = rows.next() else {
        return;
    };
    let header: Vec<&str> = head.split('\t').map(str::trim).take(MAX_CELLS).collect();
    let places = COLUMNS.map(|column| header.iter().position(|name| *name == column));
    if places[0].is_none() {
        let reason = "the file is neither JSON nor a tab-separated table with a column ‘wof_id’";
        return intake.fault("INP014", Severity::Error, head_spot, reason);
    }
    let others: Vec<(usize, &str)> = header
        .iter()
        .enumerate()
        .filter(|(i, _)| !places.contains(&Some(*i)))
        .map(|(i, name)| (i, *name))
        .collect();
    for (text, spot, lossy) in rows {
        if text.trim().is_empty() {
            continue;
        }
        if lossy {
            intake.fault("INP005", Severity::Warning, spot, UNDECODABLE);
        }
        let row = Row {
            cells: text.split('\t').take(header.len() + 1).collect(),
            places: &places,
        };
        if row.cells.len() != header.len() {
            let (cells, wanted) = (row.cells.len(), header.len());
            let reason = format!("the row has {cells} fields, the header {wanted}");
            intake.fault("INP010", Severity::Warning, spot, &reason);
        }
        read_row(&row, &others, intake, spot);
    }
}

fn read_row(row: &Row<'_>, others: &[(usize, &str)], intake: &mut Intake<'_>, spot: Spot) {
    let id = row.get("wof_id");
    if !is_id(id) {
        let reason = format!(
            "‘{}’ is no Who's On First id; the row is left out",
            crate::entry::clipped(id)
        );
        return intake.fault("INP010", Severity::Warning, spot, &reason);
    }
    let mut entry = Entry::default();
    identify(&mut entry, id, row.get("geonameid"), row.get("wikidata"));
    entry.record.feature_type = feature_type(row.get("placetype"), row.get("gn_fcode"));
    entry.main_name(row.get("name"), "");
    for (column, language) in [("hangul", "ko"), ("english", "en")] {
        names(
            &mut entry,
            row.get(column).split('|'),
            language,
            Role::Preferred,
        );
    }
    entry.name(row.get("ascii"), "", Role::Variant, When::default());
    names(
        &mut entry,
        row.get("other_variants").split('|'),
        "",
        Role::Variant,
    );
    entry.lat_lon(row.get("lat"), row.get("lon"));
    population(&mut entry, row.get("population"), intake, spot);
    for column in ["county_id", "region_id"] {
        let to = row.get(column);
        if to == id || !is_id(to) {
            continue;
        }
        // The nearest division is the parent; the next one is that one's parent.
        if entry.record.parents.is_empty() {
            entry.parent(to);
        } else {
            entry.attribute(column, to, "");
        }
    }
    entry.record.deprecated = !row.get("deprecated").is_empty()
        || !row.get("superseded_by").is_empty()
        || row.get("is_current") == "0";
    for column in ["is_current", "deprecated", "superseded_by"] {
        entry.attribute(column, row.get(column), "");
    }
    for (index, name) in others {
        entry.attribute(name, row.cells.get(*index).copied().unwrap_or_default(), "");
    }
    entry.finish(intake, spot);
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text != "0" && text.bytes().all(|b| b.is_ascii_digit())
}

fn identify(entry: &mut Entry, id: &str, geonames: &str, wikidata: &str) {
    id.clone_into(&mut entry.record.id);
    entry.same_as(format!("wof:{id}"));
    if is_id(geonames) {
        entry.same_as(format!("geonames:{geonames}"));
    }
    if wikidata.starts_with('Q') {
        entry.same_as(format!("wikidata:{wikidata}"));
    }
}

/// `locality/PPLA`; the placetype alone where the GeoNames code is unknown.
fn feature_type(placetype: &str, code: &str) -> String {
    match (placetype, code) {
        ("", code) => code.to_owned(),
        (placetype, "") => placetype.to_owned(),
        (placetype, code) => format!("{placetype}/{code}"),
    }
}

/// Adds names of one language; the first has the role, the others are variants.
fn names<'n>(entry: &mut Entry, texts: impl Iterator<Item = &'n str>, language: &str, role: Role) {
    let mut role = role;
    for name in texts.filter(|name| !name.trim().is_empty()) {
        entry.name(name, language, role, When::default());
        role = Role::Variant;
    }
}

fn population(entry: &mut Entry, number: &str, intake: &mut Intake<'_>, spot: Spot) {
    if !matches!(number, "0" | "0.0" | "-1") {
        entry.set(&Field::of("population"), number, intake, spot);
    }
}

/// Reads the properties of a GeoJSON record, the publisher's own (`wof:name`) or shortened ones
/// (`name`).
fn read_record(feature: &Feature<'_>, entry: &mut Entry, intake: &mut Intake<'_>, spot: Spot) {
    let raw = |name: &str| {
        feature
            .properties
            .iter()
            .find(|(k, _)| k == name)
            .map(|(_, raw)| *raw)
    };
    let get = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| raw(name).and_then(text))
            .unwrap_or_default()
    };
    let id = raw("wof:id")
        .or(feature.id)
        .and_then(whole_number)
        .filter(|id| *id > 0);
    let Some(id) = id.map(|id| id.to_string()) else {
        let reason = "the feature has no ‘wof:id’; it is read without an id";
        intake.fault("INP010", Severity::Warning, spot, reason);
        return rest(feature, entry, intake, spot);
    };
    let concordance = |key: &str| raw("wof:concordances").and_then(|c| member(c, key));
    let geonames = raw("gn:geonameid")
        .and_then(text)
        .or_else(|| concordance("gn:id"))
        .unwrap_or_default();
    identify(
        entry,
        &id,
        &geonames,
        &concordance("wd:id").unwrap_or_default(),
    );
    entry.record.feature_type = feature_type(
        &get(&["wof:placetype", "placetype"]),
        &get(&["gn:feature_code", "gn_fcode"]),
    );
    entry.main_name(&get(&["wof:name", "name"]), "");
    let listed = |name: &str| raw(name).is_some_and(|r| !matches!(r.get(), "[]" | "null"));
    entry.record.deprecated = get(&["mz:is_current"]) == "0"
        || !matches!(get(&["edtf:deprecated"]).as_str(), "" | "u" | "uuuu" | "..")
        || listed("wof:superseded_by");
    rest(feature, entry, intake, spot);
}

/// A member of a JSON object as text.
fn member(object: &RawValue, key: &str) -> Option<String> {
    let Members(members) = serde_json::from_str(object.get()).ok()?;
    members
        .iter()
        .find(|(name, _)| name == key)
        .and_then(|(_, raw)| text(raw))
}

/// Reads the properties that stand for themselves; those it does not know become attributes.
fn rest(feature: &Feature<'_>, entry: &mut Entry, intake: &mut Intake<'_>, spot: Spot) {
    let counted = feature
        .properties
        .iter()
        .any(|(key, _)| key == "pop" || key == "wof:population");
    let mut label = (String::new(), String::new());
    for (key, raw) in &feature.properties {
        let Some(value) = text(raw) else { continue };
        let id = || {
            whole_number(raw)
                .filter(|id| *id > 0)
                .map(|id| id.to_string())
        };
        match key.as_str() {
            "wof:id" | "wof:name" | "wof:placetype" | "gn:feature_code" | "gn:geonameid" => {}
            "name" | "placetype" if !entry.record.id.is_empty() => {}
            "parent" | "wof:parent_id" => {
                if let Some(to) = id().filter(|to| *to != entry.record.id) {
                    entry.parent(&to);
                }
            }
            "pop" | "wof:population" => population(entry, &value, intake, spot),
            "gn:population" if !counted => {
                population(entry, &value, intake, spot);
            }
            "area_m2" | "geom:area_square_m" if !value.starts_with('0') => {
                entry.set(&Field::of("area_m2"), &value, intake, spot);
            }
            "lbl:latitude" => label.0 = value,
            "lbl:longitude" => label.1 = value,
            key => match name_property(key) {
                Some((language, role)) => {
                    let names_there = texts(raw);
                    names(
                        entry,
                        names_there.iter().map(String::as_str),
                        &language,
                        role,
                    );
                }
                None => entry.attribute(key, &value, ""),
            },
        }
    }
    entry.lat_lon(&label.0, &label.1);
}

/// Language and role of `name:kor_x_preferred`, `name:eng_x_variant`, `name_kor`.
fn name_property(key: &str) -> Option<(String, Role)> {
    if let Some(code) = key.strip_prefix("name_").filter(|code| code.len() == 3) {
        return Some((language_code(code), Role::Preferred));
    }
    let (code, kind) = key.strip_prefix("name:")?.split_once("_x_")?;
    let code = code.split('_').next().unwrap_or_default();
    let role = match kind {
        "preferred" => Role::Preferred,
        "historical" => Role::Former,
        _ => Role::Variant,
    };
    Some((language_code(code), role))
}

#[cfg(test)]
#[path = "whos_on_first_tests.rs"]
mod tests;
