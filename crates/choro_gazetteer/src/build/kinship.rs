//! What lies in what, and what is the capital of what.

use super::OWN_RANK;
use super::assemble::ranked;
use super::entry::Entry;
use super::history::Told;
use super::ids::{by_id, own_ids};
use super::regions::Regions;
use crate::feature_type::FEATURE_TYPES;
use crate::name_index::NameIndex;
use crate::{Class, Place, PlaceId, Relation, SourceId};
use choro_layer::{FactKind, Source};
use choro_quantity::When;
use std::collections::BTreeMap;

/// A statement of the project's own about what a place lies in or is the capital of, of which the
/// other place was not found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Unknown {
    /// The file that states it.
    pub(super) path: String,
    /// The line of its record, from 1.
    pub(super) line: usize,
    /// The record's id.
    pub(super) record: String,
    /// `parent` or `capital_of`.
    pub(super) relation: &'static str,
    /// The id or name stated.
    pub(super) to: String,
    /// Whether places have the name, though none is a division that it could lie in.
    pub(super) is_a_name: bool,
}

/// Adds parents and capitals to the places, and gives what was stated of places not found.
pub(super) fn relate(
    places: &mut [Place],
    entries: &[Entry],
    groups: &[Vec<usize>],
    told: &[Told],
    sources: &[Source],
    names: &NameIndex,
) -> Vec<Unknown> {
    let by_id = by_id(entries, groups, sources);
    let units: Vec<bool> = groups
        .iter()
        .map(|g| g.iter().any(|at| entries[*at].is_unit()))
        .collect();
    let find = Finder {
        by_id: &by_id,
        units: &units,
        names,
        sources,
        own: own_ids(entries, groups),
        told,
    };
    let mut unknown = Vec::new();
    for (id, group) in groups.iter().enumerate() {
        let parents = find.parents(places, entries, group, id, &mut unknown);
        places[id].parents = parents;
    }
    contain(places, &units);
    for (id, group) in groups.iter().enumerate() {
        let capitals = find.capitals(places, entries, group, id, &mut unknown);
        places[id].capital_of = capitals;
    }
    unknown.sort();
    unknown.dedup();
    unknown
}

struct Finder<'f> {
    by_id: &'f BTreeMap<String, PlaceId>,
    /// Whether a place is or includes a unit of administration.
    units: &'f [bool],
    names: &'f NameIndex,
    sources: &'f [Source],
    /// Places by the bare ids of the project's own files.
    own: BTreeMap<&'f str, Option<PlaceId>>,
    /// What history tables say, in order of places.
    told: &'f [Told<'f>],
}

impl Finder<'_> {
    /// The division that a record's words for its parent mean: an id of its own source, an id with
    /// its source, of a record of the project's own an id that only one of the project's files
    /// has, or a name.
    fn division(
        &self,
        places: &[Place],
        source: SourceId,
        to: &str,
        child: usize,
    ) -> Option<PlaceId> {
        let own = format!("{}:{to}", self.sources[usize::from(source.0)].id);
        if let Some(id) = self.by_id.get(&own).or_else(|| self.by_id.get(to)) {
            return Some(*id);
        }
        if self.sources[usize::from(source.0)].rank >= OWN_RANK
            && let Some(Some(id)) = self.own.get(to)
        {
            return Some(*id);
        }
        let level = places[child].class.level();
        let found = self.names.by_name(places, to);
        let above = |id: &&PlaceId| {
            let place = &places[id.0 as usize];
            id.0 as usize != child
                && self.units[id.0 as usize]
                && (place.class.level() > level || !self.units[child])
        };
        found.iter().find(above).copied()
    }

    /// What is to be said of a relation to a place that was not found: nothing where the record
    /// is not the project's own.
    fn unknown(
        &self,
        places: &[Place],
        entry: &Entry,
        record: usize,
        relation: &'static str,
        to: &str,
    ) -> Option<Unknown> {
        (entry.rank >= OWN_RANK).then(|| Unknown {
            path: entry.paths[record].to_owned(),
            line: entry.records[record].line,
            record: entry.records[record].id.clone(),
            relation,
            to: to.to_owned(),
            is_a_name: !self.names.by_name(places, to).is_empty(),
        })
    }

    /// The relations of a kind that history tables state of a place, of which the other place is
    /// known.
    fn told(
        &self,
        places: &[Place],
        id: usize,
        kind: FactKind,
        unknown: &mut Vec<Unknown>,
    ) -> Vec<(PlaceId, &Told<'_>)> {
        let first = self.told.partition_point(|t| (t.place.0 as usize) < id);
        let own = self.told[first..]
            .iter()
            .take_while(|t| t.place.0 as usize == id);
        let mut found = Vec::new();
        for told in own.filter(|t| t.fact.what == kind) {
            match self.division(places, told.source, &told.fact.value, id) {
                Some(to) => found.push((to, told)),
                None => unknown.push(Unknown {
                    path: told.path.to_owned(),
                    line: told.fact.line,
                    record: told.fact.place.clone(),
                    relation: kind.as_str(),
                    to: told.fact.value.clone(),
                    is_a_name: !self.names.by_name(places, &told.fact.value).is_empty(),
                }),
            }
        }
        found
    }

    fn parents(
        &self,
        places: &[Place],
        entries: &[Entry],
        group: &[usize],
        id: usize,
        unknown: &mut Vec<Unknown>,
    ) -> Vec<Relation> {
        let mut parents: Vec<Relation> = Vec::new();
        let mut add = |to: PlaceId, when: &When, source: SourceId| {
            let above = places[to.0 as usize].class.level();
            // The settlement's record may name a county; the city's unit is one itself.
            // What is dated is stated on purpose: a county did lie in a city of its rank.
            let beside = self.units[id]
                && when.is_unstated()
                && above <= places[id].class.level()
                && above > 0;
            let known = parents.iter().any(|p| p.to == to && p.when == *when);
            if to.0 as usize != id && !beside && !known {
                let when = when.clone();
                parents.push(Relation { to, when, source });
            }
        };
        for (to, told) in self.told(places, id, FactKind::Parent, unknown) {
            add(to, &told.fact.when, told.source);
        }
        for entry in ranked(entries, group) {
            let records = entry.records.iter().enumerate();
            for (record, parent) in
                records.flat_map(|(at, r)| r.parents.iter().map(move |p| (at, p)))
            {
                match self.division(places, entry.source, &parent.to, id) {
                    Some(to) => add(to, &parent.when, entry.source),
                    None => {
                        unknown.extend(self.unknown(places, entry, record, "parent", &parent.to));
                    }
                }
            }
        }
        // What one source dates, another that says nothing of time cannot know better.
        let dated: Vec<PlaceId> = parents
            .iter()
            .filter(|p| !p.when.is_unstated())
            .map(|p| p.to)
            .collect();
        parents.retain(|p| !p.when.is_unstated() || !dated.contains(&p.to));
        parents
    }

    fn capitals(
        &self,
        places: &[Place],
        entries: &[Entry],
        group: &[usize],
        id: usize,
        unknown: &mut Vec<Unknown>,
    ) -> Vec<Relation> {
        let mut capitals: Vec<Relation> = Vec::new();
        let mut add = |to: PlaceId, when: When, source: SourceId| {
            let known = capitals
                .iter()
                .any(|c| c.to == to && (c.when == when || when.is_unstated()));
            if to.0 as usize != id && !known {
                capitals.push(Relation { to, when, source });
            }
        };
        for (to, told) in self.told(places, id, FactKind::CapitalOf, unknown) {
            add(to, told.fact.when.clone(), told.source);
        }
        for entry in ranked(entries, group) {
            let records = entry.records.iter().enumerate();
            let stated = records.flat_map(|(at, r)| r.attributes.iter().map(move |a| (at, a)));
            for (record, a) in stated {
                if !matches!(a.key.as_str(), "capital_of" | "capital-of") {
                    continue;
                }
                match self.division(places, entry.source, &a.value, id) {
                    Some(to) => add(to, a.when.clone(), entry.source),
                    None => {
                        unknown.extend(self.unknown(places, entry, record, "capital_of", &a.value));
                    }
                }
            }
        }
        for entry in ranked(entries, group) {
            let words = entry.records.iter().flat_map(|r| {
                std::iter::once(r.feature_type.as_str()).chain(r.feature_type.split('/'))
            });
            for class in words.filter_map(|word| FEATURE_TYPES.seat(word)) {
                let unit = ancestors(places, PlaceId(id as u32))
                    .into_iter()
                    .find(|up| places[up.0 as usize].class == class);
                if let Some(unit) = unit {
                    add(unit, When::default(), entry.source);
                }
            }
        }
        capitals
    }
}

/// All places above, nearest first, by relations that hold without end.
fn ancestors(places: &[Place], id: PlaceId) -> Vec<PlaceId> {
    let mut found: Vec<PlaceId> = Vec::new();
    let mut at = 0;
    let mut now = id;
    loop {
        for parent in &places[now.0 as usize].parents {
            if parent.when.latest.is_none() && parent.to != id && !found.contains(&parent.to) {
                found.push(parent.to);
            }
        }
        let Some(next) = found.get(at) else {
            return found;
        };
        now = *next;
        at += 1;
    }
}

/// Parents by containment, for places whose records leave out the division next above them.
fn contain(places: &mut [Place], units: &[bool]) {
    let regions = Regions::new(places, units);
    let mut added: Vec<(usize, Relation)> = Vec::new();
    for place in places.iter().filter(|place| !spread_out(place.class)) {
        let Some(point) = place.point else { continue };
        let level = if units[place.id.0 as usize] {
            place.class.level()
        } else {
            0
        };
        let stated = place
            .parents
            .iter()
            .map(|p| places[p.to.0 as usize].class.level())
            .min();
        // Regions below every stated parent; any region where nothing is stated.
        let levels = level + 1..stated.unwrap_or(u8::MAX);
        if let Some((region, source)) = regions.smallest_around(point, levels, place.id)
            && dated_parents_allow(place, region)
        {
            added.push((
                place.id.0 as usize,
                Relation {
                    to: region,
                    when: When::default(),
                    source,
                },
            ));
        }
    }
    for (id, relation) in added {
        places[id].parents.push(relation);
    }
}

/// Where the records date a relation, geometry of today does not add to it.
fn dated_parents_allow(place: &Place, region: PlaceId) -> bool {
    !place.parents.iter().any(|p| p.to == region)
        && place.parents.iter().all(|p| p.when.is_unstated())
}

/// Things that a point does not stand for.
fn spread_out(class: Class) -> bool {
    class == Class::Country
        || class.is_line()
        || matches!(
            class,
            Class::Sea | Class::Range | Class::Plateau | Class::Region
        )
}
