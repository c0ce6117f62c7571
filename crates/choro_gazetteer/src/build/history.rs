//! What history tables add to places: dated names, types, standings, events and footprints, each
//! by the source its row states. Parents and seats are left to [`super::kinship`].

use super::entry::{Entry, is_known_type, stated_class};
use super::ids::{by_id, own_ids};
use super::summed::summed;
use super::{OWN_RANK, source_id};
use crate::{Attribute, Class, Footprint, Name, Place, PlaceId, SourceId};
use choro_diagnostic::{Finding, Severity, input};
use choro_layer::{Fact, FactKind, Layer, Role, Source};
use choro_name::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Candidates named in a message.
const NAMED: usize = 4;

/// A fact of a place that was found.
pub(super) struct Told<'a> {
    pub(super) place: PlaceId,
    pub(super) fact: &'a Fact,
    pub(super) source: SourceId,
    /// The file of the fact.
    pub(super) path: &'a str,
}

/// A source for each of the sources that the rows of a layer's history state: of the file's terms
/// and rank, known by the words of the row.
pub(super) fn cited(layer: &Layer, known: &[Source]) -> Vec<Source> {
    let mut cited: Vec<Source> = Vec::new();
    for fact in layer.history.iter().filter(|f| !f.source.is_empty()) {
        let states = |s: &Source| is_citation(s, layer) && s.title == fact.source;
        if known.iter().chain(&cited).any(states) {
            continue;
        }
        let before = known.iter().filter(|s| is_citation(s, layer)).count();
        cited.push(Source {
            id: format!("{}#{}", layer.source.id, before + cited.len() + 1),
            title: fact.source.clone(),
            version: String::new(),
            ..layer.source.clone()
        });
    }
    cited
}

/// Whether a source is one that rows of the layer's file state.
fn is_citation(source: &Source, layer: &Layer) -> bool {
    source
        .id
        .strip_prefix(layer.source.id.as_str())
        .is_some_and(|rest| rest.starts_with('#'))
}

/// The facts of all layers with their places, in order of places, then of layers and lines. Facts
/// of places that are not known are findings.
pub(super) fn told<'a>(
    layers: &'a [Layer],
    places: &[Place],
    entries: &[Entry],
    groups: &[Vec<usize>],
    sources: &[Source],
) -> (Vec<Told<'a>>, Vec<Finding>) {
    if layers.iter().all(|layer| layer.history.is_empty()) {
        return (Vec::new(), Vec::new());
    }
    let ids = by_id(entries, groups, sources);
    let own = own_ids(entries, groups);
    let by_fact = |fact: &Fact| {
        let bare = own.get(fact.place.as_str()).copied().flatten();
        bare.or_else(|| ids.get(&fact.place).copied())
    };
    let facts = || layers.iter().flat_map(|layer| &layer.history);
    let names: BTreeSet<String> = facts()
        .filter(|fact| by_fact(fact).is_none())
        .map(|fact| fold(&fact.place))
        .collect();
    let named = bearers(places, &names);
    let (mut told, mut findings) = (Vec::new(), Vec::new());
    for layer in layers {
        let mut faults = Vec::new();
        for fact in &layer.history {
            let by_name = || named.get(&fold(&fact.place)).map_or(&[][..], Vec::as_slice);
            let place = by_fact(fact).map_or_else(|| one(by_name(), places, fact), Ok);
            let source = source_of(fact, layer, sources);
            match (place, source) {
                (Ok(place), Some(source)) => told.push(Told {
                    place,
                    fact,
                    source,
                    path: &layer.source.path,
                }),
                (Err(fault), _) => faults.push((fact.line, fault)),
                (Ok(_), None) => {}
            }
        }
        findings.extend(reported(layer, input::UNKNOWN_RELATION, faults));
        findings.extend(reported(
            layer,
            input::UNKNOWN_FEATURE_TYPE,
            unknown_types(layer),
        ));
    }
    told.sort_by_key(|one: &Told| one.place);
    (told, findings)
}

/// Places by those of the folded names that they bear, the place's own or former ones.
fn bearers(places: &[Place], wanted: &BTreeSet<String>) -> BTreeMap<String, Vec<PlaceId>> {
    let mut named: BTreeMap<String, Vec<PlaceId>> = BTreeMap::new();
    if wanted.is_empty() {
        return named;
    }
    for place in places {
        for key in place.names.iter().map(|name| fold(&name.text)) {
            if wanted.contains(&key) {
                let bearers = named.entry(key).or_default();
                if bearers.last() != Some(&place.id) {
                    bearers.push(place.id);
                }
            }
        }
    }
    named
}

/// The only place of a name, or what is wrong with it.
fn one(bearers: &[PlaceId], places: &[Place], fact: &Fact) -> Result<PlaceId, String> {
    let named = &fact.place;
    match bearers {
        [only] => Ok(*only),
        [] => Err(format!(
            "‘{named}’, of which the row speaks, is no id and no name of any record"
        )),
        several => {
            let first = several.iter().take(NAMED);
            let mut keys: Vec<&str> = first.map(|id| places[id.0 as usize].key.as_str()).collect();
            if several.len() > NAMED {
                keys.push("…");
            }
            Err(format!(
                "‘{named}’ is the name of {} places: {}; write the id of one",
                several.len(),
                keys.join(", ")
            ))
        }
    }
}

fn source_of(fact: &Fact, layer: &Layer, sources: &[Source]) -> Option<SourceId> {
    let stated = sources
        .iter()
        .position(|s| !fact.source.is_empty() && is_citation(s, layer) && s.title == fact.source);
    match stated {
        Some(at) => Some(SourceId(at as u16)),
        None => source_id(sources, &layer.source.id),
    }
}

fn unknown_types(layer: &Layer) -> Vec<(usize, String)> {
    let types = layer.history.iter().filter(|f| f.what == FactKind::Type);
    types
        .filter(|fact| !is_known_type(&fact.value))
        .map(|fact| {
            let message = format!(
                "the type ‘{}’ is no known word for a kind of place",
                fact.value
            );
            (fact.line, message)
        })
        .collect()
}

/// Faults of a file: warnings where it is the project's own.
fn reported(layer: &Layer, code: &str, faults: Vec<(usize, String)>) -> Vec<Finding> {
    let severity = if layer.source.rank < OWN_RANK {
        Severity::Note
    } else {
        Severity::Warning
    };
    summed(code, severity, &layer.source.path, faults)
}

/// Adds to the places what the facts say of them.
pub(super) fn apply(places: &mut [Place], told: &[Told], sources: &[Source]) {
    for of_place in told.chunk_by(|a, b| a.place == b.place) {
        let place = &mut places[of_place[0].place.0 as usize];
        // What is still so takes the undated statement of the same, what has ended stands beside.
        let (current, ended): (Vec<&Told>, Vec<&Told>) = of_place
            .iter()
            .partition(|one| one.fact.when.latest.is_none());
        for one in current.into_iter().chain(ended) {
            take_in(place, one, sources);
        }
        // What is still so is what is shown and measured.
        place
            .footprints
            .sort_by_key(|footprint| footprint.when.latest.is_some());
    }
}

fn take_in(place: &mut Place, told: &Told, sources: &[Source]) {
    let (fact, source) = (told.fact, &sources[usize::from(told.source.0)]);
    match fact.what {
        FactKind::Name => add_name(&mut place.names, told),
        FactKind::Type => {
            add_attribute(place, "type", &fact.value, told);
            let class = stated_class(&fact.value);
            if fact.when.latest.is_none() && source.rank >= place.rank {
                become_class(place, class);
            }
        }
        FactKind::Status => add_attribute(place, "status", &fact.value, told),
        FactKind::Event => add_attribute(place, "event", &fact.value, told),
        FactKind::Footprint => {
            if let Some(shape) = &fact.shape {
                place.footprints.push(Footprint {
                    shape: shape.clone(),
                    accuracy: source.accuracy,
                    when: fact.when.clone(),
                    source: told.source,
                });
            }
        }
        FactKind::Parent | FactKind::CapitalOf => {}
    }
    if !fact.note.is_empty() {
        add_attribute(place, "note", &fact.note, told);
    }
}

/// A name that is known undated takes the time and the source; otherwise it is one more name.
fn add_name(names: &mut Vec<Name>, told: &Told) {
    let fact = told.fact;
    let ended = fact.when.latest.is_some();
    let same = |n: &Name| n.text == fact.value;
    let at = names
        .iter()
        .position(|n| same(n) && n.when == fact.when)
        .or_else(|| names.iter().position(|n| same(n) && n.when.is_unstated()));
    if let Some(at) = at {
        let name = &mut names[at];
        name.when = fact.when.clone();
        name.source = told.source;
        if !fact.language.is_empty() {
            name.language.clone_from(&fact.language);
        }
        if ended && at > 0 {
            name.role = Role::Former;
        }
        return;
    }
    names.push(Name {
        text: fact.value.clone(),
        language: fact.language.clone(),
        role: if ended { Role::Former } else { Role::Variant },
        when: fact.when.clone(),
        source: told.source,
    });
}

fn add_attribute(place: &mut Place, key: &str, value: &str, told: &Told) {
    let when = &told.fact.when;
    let known = place
        .attributes
        .iter_mut()
        .find(|a| a.key == key && a.value == value && a.when == *when);
    if let Some(known) = known {
        known.source = told.source;
        return;
    }
    place.attributes.push(Attribute {
        key: key.to_owned(),
        value: value.to_owned(),
        number: None,
        unit: String::new(),
        when: when.clone(),
        source: told.source,
    });
}

/// The place is of the class; what it was taken for, it may still be taken for.
fn become_class(place: &mut Place, class: Class) {
    if class == Class::Unknown || class == place.class {
        return;
    }
    let before = std::mem::replace(&mut place.class, class);
    place.also.retain(|also| *also != class);
    if before != Class::Unknown && !place.also.contains(&before) {
        place.also.push(before);
        place.also.sort_unstable();
    }
}
