//! What Linked Places says of a place beyond its name and shape: names, types, parents and ids
//! elsewhere, each with its time.

use std::collections::BTreeSet;

use choro_placemark::Verbatim;
use choro_placemark::json::{Members, items, string};
use choro_quantity::When;
use serde_json::value::RawValue;

use crate::entry::Entry;
use crate::{Parent, Record, RecordAttribute, Role};

/// Relations that say in what a place lies.
const BROADER: [&str; 4] = ["broaderPartitive", "partOf", "broader", "isPartOf"];
/// Links that say that two records are of one place.
const SAME: [&str; 4] = ["closeMatch", "exactMatch", "sameAs", "primaryTopicOf"];
/// Prefixes and addresses of gazetteers, and what their ids are called here.
const ELSEWHERE: [(&str, &str); 10] = [
    ("wd:", "wikidata:"),
    ("gn:", "geonames:"),
    ("http://www.wikidata.org/entity/", "wikidata:"),
    ("https://www.wikidata.org/entity/", "wikidata:"),
    ("http://www.wikidata.org/wiki/", "wikidata:"),
    ("https://www.wikidata.org/wiki/", "wikidata:"),
    ("http://www.geonames.org/", "geonames:"),
    ("https://www.geonames.org/", "geonames:"),
    ("http://sws.geonames.org/", "geonames:"),
    ("https://sws.geonames.org/", "geonames:"),
];

/// The objects of a part kept verbatim that is a list.
fn objects<'v>(parts: &'v [Verbatim], name: &str) -> Vec<Members<'v>> {
    let part = parts.iter().find(|part| part.name == name);
    let raw = part.and_then(|part| serde_json::from_str::<&'v RawValue>(&part.text).ok());
    raw.map(items)
        .unwrap_or_default()
        .into_iter()
        .map(Members::of)
        .collect()
}

fn text(object: &Members<'_>, key: &str) -> Option<String> {
    let text = object.get(key).and_then(string)?;
    (!text.trim().is_empty()).then_some(text)
}

/// The time of an object's `when`: from the beginning of its first span to the end of its last.
fn when(object: &Members<'_>) -> When {
    let spans = object.get("when").map(Members::of);
    let spans = spans
        .and_then(|when| when.get("timespans").map(items))
        .unwrap_or_default();
    let end = |span: &RawValue, name: &str, keys: [&str; 3]| {
        let found = Members::of(span).get(name).map(Members::of)?;
        keys.into_iter().find_map(|key| text(&found, key))
    };
    let begin = spans
        .first()
        .and_then(|span| end(span, "start", ["in", "earliest", "latest"]));
    let end = spans
        .last()
        .and_then(|span| end(span, "end", ["in", "latest", "earliest"]));
    let edtf = match (begin, end) {
        (None, None) => return When::default(),
        (Some(begin), Some(end)) if begin == end => begin,
        (begin, end) => {
            let open = || "..".to_owned();
            format!(
                "{}/{}",
                begin.unwrap_or_else(open),
                end.unwrap_or_else(open)
            )
        }
    };
    When::parse(&edtf).unwrap_or_default()
}

/// Takes in names; those of a time that has ended are of the past.
pub(super) fn names(parts: &[Verbatim], entry: &mut Entry) {
    for object in objects(parts, "names") {
        let Some(toponym) = text(&object, "toponym") else {
            continue;
        };
        let (language, when) = (text(&object, "lang").unwrap_or_default(), when(&object));
        let role = if when.latest.is_some() {
            Role::Former
        } else {
            Role::Variant
        };
        entry.name(&toponym, &language, role, when);
    }
}

/// Takes in types and links.
pub(super) fn facts(parts: &[Verbatim], entry: &mut Entry) {
    for object in objects(parts, "types") {
        let Some(label) = text(&object, "label").or_else(|| text(&object, "identifier")) else {
            continue;
        };
        let when = when(&object);
        if entry.record.feature_type.is_empty() {
            entry.record.feature_type.clone_from(&label);
        } else {
            entry.record.attributes.push(RecordAttribute {
                key: "type".to_owned(),
                value: label,
                unit: String::new(),
                when,
            });
        }
    }
    for object in objects(parts, "links") {
        let kind = text(&object, "type").unwrap_or_default();
        let kind = kind.rsplit([':', '/', '#']).next().unwrap_or_default();
        if let Some(id) = text(&object, "identifier").filter(|_| SAME.contains(&kind)) {
            entry.same_as(elsewhere(&id));
        }
    }
}

/// An id of another gazetteer as it is spelt here.
fn elsewhere(id: &str) -> String {
    let known = ELSEWHERE
        .iter()
        .find_map(|(prefix, own)| Some(format!("{own}{}", id.strip_prefix(prefix)?)));
    let id = known.unwrap_or_else(|| id.to_owned());
    id.trim_end_matches('/').to_owned()
}

/// A cell of a table of Linked Places; whether it says what tables of other sorts do not.
pub(super) fn cell(column: &str, cell: &str, entry: &mut Entry) -> bool {
    let parts = cell
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    match column {
        "variants" => parts.for_each(|part| {
            let (name, language) = part.rsplit_once('@').unwrap_or((part, ""));
            entry.name(name.trim(), language, Role::Variant, When::default());
        }),
        "matches" => parts.for_each(|part| entry.same_as(elsewhere(part))),
        "types" => {
            for part in parts {
                if entry.record.feature_type.is_empty() {
                    part.clone_into(&mut entry.record.feature_type);
                }
            }
            entry.attribute(column, cell, "");
        }
        // An id says it better than a name.
        "parent_id" => {
            entry.record.parents.clear();
            entry.parent(cell.trim());
        }
        "parent_name" if entry.record.parents.is_empty() => entry.parent(cell.trim()),
        "parent_name" => entry.attribute(column, cell, ""),
        _ => return false,
    }
    true
}

/// Which places of a file lie in which, settled when all ids are known.
#[derive(Default)]
pub(super) struct Relations {
    /// By the record's place in the file: what it lies in by id, by label, and when.
    stated: Vec<(usize, String, Option<String>, When)>,
}

impl Relations {
    /// Remembers what the record that comes as number `at` says it lies in.
    pub(super) fn note(&mut self, parts: &[Verbatim], at: usize) {
        for object in objects(parts, "relations") {
            let kind = text(&object, "relationType").unwrap_or_default();
            let kind = kind.rsplit([':', '/', '#']).next().unwrap_or_default();
            let to = text(&object, "relationTo");
            let label = text(&object, "label");
            if BROADER.contains(&kind) && (to.is_some() || label.is_some()) {
                self.stated
                    .push((at, to.unwrap_or_default(), label, when(&object)));
            }
        }
    }

    /// Gives records their parents: by id where the file has it, else by name. An address
    /// elsewhere without a name is no parent that could be found and stays an attribute.
    pub(super) fn settle(self, records: &mut [Record]) {
        let ids: BTreeSet<String> = records.iter().map(|record| record.id.clone()).collect();
        for (at, to, label, when) in self.stated {
            let Some(record) = records.get_mut(at) else {
                continue;
            };
            let known = ids.contains(&to);
            match label.filter(|_| !known) {
                Some(label) => record.parents.push(Parent { to: label, when }),
                None if known => record.parents.push(Parent { to, when }),
                None => {}
            }
        }
    }
}
