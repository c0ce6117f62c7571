//! Places from groups of entries.

use super::entry::Entry;
use super::nearby::natural;
use crate::{Attribute, Class, Footprint, Merge, Name, Place, PlaceId, SourceRecord};
use choro_geometry::{Position, Shape};
use choro_layer::{Role, Source};
use choro_quantity::When;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Attributes of records that become relations, or say only that a record is current.
const CONSUMED: [&str; 3] = ["superseded_by", "capital_of", "capital-of"];

/// A place for each group, in order of the groups; parents and capitals are added later.
pub(super) fn places(
    entries: &[Entry],
    groups: &[Vec<usize>],
    merges: Vec<Vec<Merge>>,
    sources: &[Source],
) -> Vec<Place> {
    groups
        .iter()
        .zip(merges)
        .enumerate()
        .map(|(id, (group, merges))| Place {
            merges,
            ..place(PlaceId(id as u32), &ranked(entries, group), sources)
        })
        .collect()
}

/// The entries of a group: highest rank first, then units before others, polygons before lines
/// before points, and the source that sorts first.
pub(super) fn ranked<'e, 'a>(entries: &'e [Entry<'a>], group: &[usize]) -> Vec<&'e Entry<'a>> {
    let mut ranked: Vec<&Entry> = group.iter().map(|at| &entries[*at]).collect();
    ranked.sort_by_key(|e| {
        (
            Reverse(e.rank),
            Reverse(drawn(e.shape)),
            !e.is_unit(),
            e.source,
            e.line(),
        )
    });
    ranked
}

fn drawn(shape: Option<&Shape>) -> u8 {
    match shape {
        Some(Shape::Polygons(_)) => 3,
        Some(Shape::Lines(_)) => 2,
        Some(Shape::Point(_)) => 1,
        None => 0,
    }
}

fn place(id: PlaceId, ranked: &[&Entry], sources: &[Source]) -> Place {
    let first = ranked[0];
    let (class, also) = classes(ranked);
    Place {
        id,
        key: key(first, sources),
        names: names(ranked),
        class,
        also,
        footprints: footprints(ranked),
        point: point(ranked),
        parents: Vec::new(),
        capital_of: Vec::new(),
        attributes: attributes(ranked),
        records: ranked
            .iter()
            .map(|e| SourceRecord {
                source: e.source,
                record: e.id().to_owned(),
            })
            .collect(),
        merges: Vec::new(),
        rank: first.rank,
    }
}

/// `SOURCE:RECORD`; a record without id is known by its line.
fn key(entry: &Entry, sources: &[Source]) -> String {
    let source = &sources[usize::from(entry.source.0)].id;
    match entry.id() {
        "" => format!("{source}:line-{}", entry.line()),
        id => format!("{source}:{id}"),
    }
}

/// The class of the highest-ranked entry that knows it well; a city's unit makes a city. The other
/// classes are what the place may also be taken for.
fn classes(ranked: &[&Entry]) -> (Class, Vec<Class>) {
    let vague = |class: Class| matches!(class, Class::Unknown | Class::Settlement | Class::Site);
    let own = ranked[0].rank;
    let city = ranked.iter().any(|e| e.class == Class::City);
    let class = ranked
        .iter()
        .map(|e| e.class)
        .find(|class| !vague(*class))
        .filter(|class| !(city && class.is_settlement()) || own > ranked[ranked.len() - 1].rank)
        .or(city.then_some(Class::City))
        .or_else(|| {
            ranked
                .iter()
                .map(|e| e.class)
                .find(|class| *class != Class::Unknown)
        })
        .unwrap_or(Class::Unknown);
    let mut also: Vec<Class> = Vec::new();
    for other in ranked.iter().map(|e| e.class) {
        // The county that is a city's unit is the city, not one more county; and sources differ
        // on the rank of a settlement without making it two.
        let unit = class == Class::City && other.is_division();
        let rank = class.is_settlement() && other.is_settlement();
        if other != class && !vague(other) && !unit && !rank && !also.contains(&other) {
            also.push(other);
        }
    }
    also.sort_unstable();
    (class, also)
}

fn names(ranked: &[&Entry]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (at, entry) in ranked.iter().enumerate() {
        for name in &entry.names {
            let known = names.iter_mut().find(|n| {
                n.text == name.name.text
                    && (n.when == name.name.when || name.name.when.is_unstated())
            });
            if let Some(known) = known {
                if known.language.is_empty() {
                    known.language.clone_from(&name.name.language);
                }
                continue;
            }
            // A name whose keys were taken away is another place's: never shown as preferred.
            let role = match name.name.role {
                Role::Preferred if at > 0 || name.keys.is_empty() => Role::Variant,
                role => role,
            };
            names.push(Name {
                text: name.name.text.clone(),
                language: name.name.language.clone(),
                role,
                when: name.name.when.clone(),
                source: name.source,
            });
        }
    }
    names
}

/// Names that a source gives to a place and that are another's.
pub(super) fn borrowed<'e>(
    entries: &'e [Entry],
    groups: &[Vec<usize>],
) -> BTreeSet<(PlaceId, &'e str)> {
    let mut borrowed = BTreeSet::new();
    for (id, group) in groups.iter().enumerate() {
        for name in group
            .iter()
            .flat_map(|at| &entries[*at].names)
            .filter(|n| n.keys.is_empty())
        {
            borrowed.insert((PlaceId(id as u32), name.name.text.as_str()));
        }
    }
    borrowed
}

fn footprints(ranked: &[&Entry]) -> Vec<Footprint> {
    let mut drawn_entries: Vec<&Entry> = ranked
        .iter()
        .copied()
        .filter(|e| e.shape.is_some())
        .collect();
    drawn_entries.sort_by_key(|e| (Reverse(e.rank), Reverse(drawn(e.shape))));
    let mut footprints: Vec<Footprint> = Vec::new();
    for entry in drawn_entries {
        let Some(shape) = entry.shape else { continue };
        let piece_of = footprints
            .iter_mut()
            .find(|f| {
                f.source == entry.source && f.when == entry.shape_when && natural(entry.class)
            })
            .map(|f| &mut f.shape);
        match (piece_of, shape) {
            (Some(Shape::Lines(all)), Shape::Lines(more)) => all.extend(more.iter().cloned()),
            (Some(Shape::Polygons(all)), Shape::Polygons(more)) => all.extend(more.iter().cloned()),
            _ => footprints.push(footprint(entry, shape, &entry.shape_when)),
        }
        // The same thing drawn as it was at other times.
        let dated = entry.records.iter().filter_map(|r| {
            let shape = r.shape.as_ref()?;
            (r.shape_when != entry.shape_when).then_some((shape, &r.shape_when))
        });
        footprints.extend(
            dated
                .filter(|(_, when)| !when.is_unstated())
                .map(|(shape, when)| footprint(entry, shape, when)),
        );
    }
    // What is still so is what is shown and measured.
    footprints.sort_by_key(|footprint| footprint.when.latest.is_some());
    footprints
}

fn footprint(entry: &Entry, shape: &Shape, when: &When) -> Footprint {
    Footprint {
        shape: shape.clone(),
        accuracy: accuracy(entry),
        when: when.clone(),
        source: entry.source,
    }
}

/// The record's own accuracy where it states one.
fn accuracy(entry: &Entry) -> f64 {
    entry
        .records
        .iter()
        .flat_map(|r| &r.attributes)
        .find(|a| a.key == "accuracy_m" || a.key == "accuracy")
        .and_then(|a| a.value.parse().ok())
        .filter(|metres: &f64| metres.is_finite() && *metres >= 0.0)
        .unwrap_or(entry.accuracy)
}

/// The point of the highest rank, of equal ones a settlement's centre before a label; where none is
/// stated, the middle of the best shape.
fn point(ranked: &[&Entry]) -> Option<Position> {
    let stated = ranked.iter().filter(|e| e.point.is_some());
    let centre = |e: &Entry| e.class.is_settlement() && !e.is_unit();
    stated
        .min_by_key(|e| (Reverse(e.rank), !centre(e)))
        .and_then(|e| e.point)
        .or_else(|| {
            ranked
                .iter()
                .find_map(|e| e.shape)?
                .prepared()
                .representative_point()
        })
}

fn attributes(ranked: &[&Entry]) -> Vec<Attribute> {
    let mut attributes: Vec<Attribute> = Vec::new();
    for entry in ranked {
        let all = entry.records.iter().flat_map(|r| &r.attributes);
        for a in all.filter(|a| !CONSUMED.contains(&a.key.as_str())) {
            let known = attributes.iter().any(|k| {
                k.source == entry.source && k.key == a.key && k.value == a.value && k.when == a.when
            });
            if known {
                continue;
            }
            attributes.push(Attribute {
                key: a.key.clone(),
                value: a.value.clone(),
                number: (!a.unit.is_empty()).then(|| a.value.parse().ok()).flatten(),
                unit: a.unit.clone(),
                when: a.when.clone(),
                source: entry.source,
            });
        }
    }
    attributes
}
