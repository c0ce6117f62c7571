//! Entries: what one source says of one thing, from one or more of its files.

use super::script::{self, Script};
use super::source_id;
use crate::{Class, SourceId};
use choro_geometry::{Bounds, Position, Shape};
use choro_layer::{Layer, Record, RecordName, Source};
use choro_name::romanisation::spellings;
use choro_name::{Key, name_keys};
use choro_quantity::When;
use std::collections::BTreeMap;

/// A name of an entry, with its keys.
pub(super) struct EntryName<'a> {
    pub(super) name: &'a RecordName,
    pub(super) source: SourceId,
    pub(super) keys: Vec<Key>,
}

/// What one source says of one thing.
pub(super) struct Entry<'a> {
    pub(super) source: SourceId,
    pub(super) rank: u32,
    /// Typical error of its positions, metres.
    pub(super) accuracy: f64,
    pub(super) path: &'a str,
    pub(super) records: Vec<&'a Record>,
    /// The file of each record.
    pub(super) paths: Vec<&'a str>,
    pub(super) names: Vec<EntryName<'a>>,
    /// The class by the source's type alone.
    pub(super) stated: Class,
    /// The class by type and names: a county called "Hyesan City" is a city.
    pub(super) class: Class,
    pub(super) shape: Option<&'a Shape>,
    /// When the shape held.
    pub(super) shape_when: When,
    pub(super) bounds: Option<Bounds>,
    /// The point given, or that of a point shape.
    pub(super) point: Option<Position>,
    /// Ids by which other sources know it, its own first.
    pub(super) ids: Vec<String>,
    pub(super) population: f64,
}

impl Entry<'_> {
    pub(super) fn id(&self) -> &str {
        &self.records[0].id
    }

    pub(super) fn line(&self) -> usize {
        self.records[0].line
    }

    pub(super) fn first_name(&self) -> &str {
        self.names
            .first()
            .map_or(self.id(), |n| n.name.text.as_str())
    }

    pub(super) fn is_region(&self) -> bool {
        matches!(self.shape, Some(Shape::Polygons(_)))
    }

    /// A unit of administration, whether a plain one or a city's.
    pub(super) fn is_unit(&self) -> bool {
        self.stated.is_division()
            || (self.class == Class::City && (self.is_region() || self.was_county()))
    }

    /// Whether one of its names calls it a county: a county that was made a city.
    fn was_county(&self) -> bool {
        let keys = self.names.iter().filter_map(|name| name.keys.first());
        keys.into_iter()
            .any(|key| key.class == Some(Class::County.as_str()))
    }

    /// A division above the parts of cities, whose names and ids sources keep apart.
    pub(super) fn is_high_division(&self) -> bool {
        self.stated.is_division() && self.stated.level() > Class::District.level()
    }

    /// The unit of a city, as told from its settlement.
    pub(super) fn is_city_unit(&self) -> bool {
        self.class == Class::City && self.is_unit()
    }

    /// Somewhere to measure from: its point, else the middle of its box.
    pub(super) fn position(&self) -> Option<Position> {
        self.point.or_else(|| self.bounds.map(middle))
    }
}

fn middle(bounds: Bounds) -> Position {
    let width = (bounds.max.lon - bounds.min.lon).rem_euclid(360.0);
    let lon = bounds.min.lon + width / 2.0;
    let lon = if lon > 180.0 { lon - 360.0 } else { lon };
    Position::new(lon, f64::midpoint(bounds.min.lat, bounds.max.lat))
}

/// The class of a source's type, which may join two words: `locality/PPLA`. The more telling wins.
///
/// See [`is_known_type`] for types that are no words for any.
pub(crate) fn stated_class(feature_type: &str) -> Class {
    if let Some(class) = Class::from_type(feature_type) {
        return class;
    }
    let parts = feature_type.split('/').filter_map(Class::from_type);
    parts
        .reduce(|best, class| if vague(best) { class } else { best })
        .unwrap_or(Class::Unknown)
}

/// Whether a source's type, or a part of it, is a word or code for a kind of place.
pub(super) fn is_known_type(feature_type: &str) -> bool {
    std::iter::once(feature_type)
        .chain(feature_type.split('/'))
        .any(|word| Class::from_type(word).is_some())
}

fn vague(class: Class) -> bool {
    matches!(class, Class::Settlement | Class::Site | Class::Unknown)
}

/// What the generics in the names add to the stated class.
fn class_by_names(stated: Class, names: &[EntryName]) -> Class {
    let classes = || {
        names.iter().enumerate().filter_map(|(at, name)| {
            let class = name.keys.first()?.class.and_then(Class::from_name)?;
            Some((at, class))
        })
    };
    let any = |wanted: Class| classes().any(|(_, class)| class == wanted);
    let first = |wanted: Class| classes().next() == Some((0, wanted));
    match stated {
        Class::Unknown => classes().next().map_or(Class::Unknown, |(_, class)| class),
        // Of a division or seat any name may say that it is a city's. Of a settlement only the
        // name shown: sources give hamlets the names of greater namesakes.
        Class::County | Class::Town if any(Class::City) => Class::City,
        Class::Settlement if first(Class::City) => Class::City,
        Class::Settlement if any(Class::Town) => Class::Town,
        Class::Settlement if first(Class::Village) => Class::Village,
        _ => stated,
    }
}

/// The entries of all layers, in order of layers and lines. Records that their source calls
/// superseded are no entries; their names become variants of what supersedes them.
pub(super) fn entries<'a>(layers: &'a [Layer], sources: &[Source]) -> Vec<Entry<'a>> {
    let mut by_id: BTreeMap<(SourceId, &str), usize> = BTreeMap::new();
    let mut superseded: Vec<(SourceId, &Record)> = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    for layer in layers {
        let Some(source) = source_id(sources, &layer.source.id) else {
            continue;
        };
        for record in &layer.records {
            if record.deprecated {
                superseded.push((source, record));
                continue;
            }
            if !record.id.is_empty()
                && let Some(&at) = by_id.get(&(source, record.id.as_str()))
            {
                entries[at].records.push(record);
                entries[at].paths.push(&layer.source.path);
                continue;
            }
            by_id.insert((source, &record.id), entries.len());
            entries.push(Entry {
                source,
                rank: layer.source.rank,
                accuracy: layer.source.accuracy,
                path: &layer.source.path,
                records: vec![record],
                paths: vec![&layer.source.path],
                names: Vec::new(),
                stated: Class::Unknown,
                class: Class::Unknown,
                shape: None,
                shape_when: When::default(),
                bounds: None,
                point: None,
                ids: Vec::new(),
                population: 0.0,
            });
        }
    }
    for entry in &mut entries {
        complete(entry, &sources[usize::from(entry.source.0)].id);
    }
    for (source, record) in superseded {
        let successor = record
            .attributes
            .iter()
            .filter(|a| a.key == "superseded_by")
            .flat_map(|a| a.value.split(['|', ',', ';']))
            .find_map(|id| by_id.get(&(source, id.trim())).copied());
        let Some(at) = successor else { continue };
        // Two deprecated generations may be chained through a record that is itself gone; only
        // direct successors are followed, which is all that sources were seen to use.
        add_names(&mut entries[at], source, &record.names);
        let entry = &mut entries[at];
        entry.class = class_by_names(entry.stated, &entry.names);
    }
    entries
}

fn add_names<'a>(entry: &mut Entry<'a>, source: SourceId, names: &'a [RecordName]) {
    for name in names {
        let known = entry
            .names
            .iter()
            .any(|n| n.name.text == name.text && n.name.when == name.when);
        if !known {
            entry.names.push(EntryName {
                name,
                source,
                keys: name_keys(&name.text),
            });
        }
    }
}

/// What is still so says more than what was, a polygon more than a line, a line more than a point.
fn worth(shape: Option<&Shape>, when: &When) -> (bool, u8) {
    let kind = match shape {
        None => return (false, 0),
        Some(Shape::Point(_)) => 1,
        Some(Shape::Lines(_)) => 2,
        Some(Shape::Polygons(_)) => 3,
    };
    (when.latest.is_none(), kind)
}

/// Gives names of an entry that has none in Latin letters the keys of their romanised spellings:
/// 혜산 of one source meets "Hyesan" of another.
fn spell_out(names: &mut [EntryName]) {
    let latin = |name: &EntryName| script::of(&name.name.text) == Some(Script::Latin);
    if names.iter().any(latin) {
        return;
    }
    for name in names {
        for key in spellings(&name.name.text).iter().flat_map(|s| name_keys(s)) {
            if !name.keys.iter().any(|known| known.text == key.text) {
                name.keys.push(key);
            }
        }
    }
}

fn complete(entry: &mut Entry, source: &str) {
    let records = std::mem::take(&mut entry.records);
    for record in &records {
        add_names(entry, entry.source, &record.names);
        if entry.stated == Class::Unknown || vague(entry.stated) {
            let class = stated_class(&record.feature_type);
            if entry.stated == Class::Unknown || class != Class::Unknown {
                entry.stated = class;
            }
        }
        let current = record.shape_when.latest.is_none();
        if let Some(Shape::Point(at)) = record.shape
            && current
        {
            entry.point = entry.point.or(Some(at));
        }
        entry.point = record.point.filter(|_| current).or(entry.point);
        if worth(record.shape.as_ref(), &record.shape_when) > worth(entry.shape, &entry.shape_when)
        {
            entry.shape = record.shape.as_ref();
            entry.shape_when = record.shape_when.clone();
        }
    }
    spell_out(&mut entry.names);
    entry.class = class_by_names(entry.stated, &entry.names);
    entry.bounds = entry.shape.and_then(Shape::bounds);
    entry.point = entry.point.filter(|p| p.is_valid());
    entry.population = records
        .iter()
        .flat_map(|r| &r.attributes)
        .filter(|a| a.key == "population")
        .filter_map(|a| a.value.parse::<f64>().ok())
        .fold(0.0, f64::max);
    if !records[0].id.is_empty() {
        entry.ids.push(format!("{source}:{}", records[0].id));
    }
    for id in records.iter().flat_map(|r| &r.same_as) {
        if !entry.ids.contains(id) {
            entry.ids.push(id.clone());
        }
    }
    entry.records = records;
}
