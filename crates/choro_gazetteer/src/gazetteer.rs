//! The gazetteer: places, and the questions asked of them.

use crate::derived::Derived;
use crate::name_index::{NameIndex, importance};
use crate::time::holds;
use crate::{Attribute, Place, PlaceId, SourceId};
use choro_layer::{Body, Source};
use choro_name::Comparison;
use choro_quantity::When;
use serde::{Deserialize, Serialize};

/// All places of a project, with indexes by name, by record and by what lies in what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Gazetteer {
    sources: Vec<Source>,
    places: Vec<Place>,
    /// Kept beside, as it is: see `snapshot`.
    #[serde(skip)]
    names: NameIndex,
    /// (place, index of its record) in order of source and record.
    by_record: Vec<(PlaceId, u32)>,
    /// (parent, child), sorted.
    children: Vec<(PlaceId, PlaceId)>,
    /// (unit, capital), sorted.
    capitals: Vec<(PlaceId, PlaceId)>,
    /// The latest year that a source states as its version.
    newest: Option<i32>,
    bodies: Vec<(SourceId, Body)>,
    #[serde(skip)]
    derived: Derived,
}

impl Gazetteer {
    pub(crate) fn assembled(sources: Vec<Source>, places: Vec<Place>, names: NameIndex) -> Self {
        let mut by_record: Vec<(PlaceId, u32)> = places
            .iter()
            .flat_map(|place| (0..place.records.len() as u32).map(|at| (place.id, at)))
            .collect();
        by_record.sort_by(|a, b| {
            let record = |(id, at): &(PlaceId, u32)| &places[id.0 as usize].records[*at as usize];
            let (a, b) = (record(a), record(b));
            (a.source, &a.record).cmp(&(b.source, &b.record))
        });
        let pairs = |relations: fn(&Place) -> &[crate::Relation]| {
            let mut pairs: Vec<(PlaceId, PlaceId)> = places
                .iter()
                .flat_map(|place| relations(place).iter().map(|r| (r.to, place.id)))
                .collect();
            pairs.sort_unstable();
            pairs.dedup();
            pairs
        };
        let children = pairs(|place| &place.parents);
        let capitals = pairs(|place| &place.capital_of);
        let mut gazetteer = Self {
            sources,
            places,
            names,
            by_record,
            children,
            capitals,
            newest: None,
            bodies: Vec::new(),
            derived: Derived::default(),
        };
        let ids = (0..gazetteer.sources.len()).map(|at| SourceId(at as u16));
        gazetteer.newest = ids.filter_map(|id| gazetteer.year_of(id)).max();
        gazetteer
    }

    /// The latest year that a source states as its version.
    pub(crate) fn newest(&self) -> Option<i32> {
        self.newest
    }

    pub(crate) fn with_bodies(self, bodies: Vec<(SourceId, Body)>) -> Self {
        Self { bodies, ..self }
    }

    /// Persons, units and other bodies that are no places, with the source that tells of each.
    pub fn bodies(&self) -> &[(SourceId, Body)] {
        &self.bodies
    }

    /// What follows from the places, filled as it is asked for.
    pub(crate) fn derived(&self) -> &Derived {
        &self.derived
    }

    pub(crate) fn names(&self) -> &NameIndex {
        &self.names
    }

    pub(crate) fn with_names(self, names: NameIndex) -> Self {
        Self { names, ..self }
    }

    /// The indexes fit the places: data from a file may not.
    pub(crate) fn is_sound(&self) -> bool {
        let count = self.places.len();
        let known = |id: PlaceId| (id.0 as usize) < count;
        let source = |id: SourceId| usize::from(id.0) < self.sources.len();
        self.children
            .iter()
            .chain(&self.capitals)
            .all(|(a, b)| known(*a) && known(*b))
            && self.bodies.iter().all(|(id, _)| source(*id))
            && self.by_record.iter().all(|(id, at)| {
                known(*id) && (*at as usize) < self.places[id.0 as usize].records.len()
            })
            && self.places.iter().enumerate().all(|(at, place)| {
                place.id.0 as usize == at
                    && place
                        .parents
                        .iter()
                        .chain(&place.capital_of)
                        .all(|r| known(r.to) && source(r.source))
                    && place.records.iter().all(|r| source(r.source))
                    && place.names.iter().all(|n| source(n.source))
                    && place.footprints.iter().all(|f| source(f.source))
                    && place.attributes.iter().all(|a| source(a.source))
            })
    }

    /// The place of an id of this gazetteer.
    ///
    /// # Panics
    /// Where the id is of another gazetteer.
    pub fn place(&self, id: PlaceId) -> &Place {
        &self.places[id.0 as usize]
    }

    /// All places, in order of their ids.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The sources, highest rank first; [`SourceId`] is the index.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The source of an id of this gazetteer.
    ///
    /// # Panics
    /// Where the id is of another gazetteer.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[usize::from(id.0)]
    }

    /// The place that a record became part of: `wof:1108746903`, or any other record merged into it.
    pub fn by_key(&self, key: &str) -> Option<PlaceId> {
        let (source, record) = key.split_once(':')?;
        let source = SourceId(self.sources.iter().position(|s| s.id == source)? as u16);
        let at = self
            .by_record
            .binary_search_by(|(id, at)| {
                let known = &self.places[id.0 as usize].records[*at as usize];
                (known.source, known.record.as_str()).cmp(&(source, record))
            })
            .ok()?;
        Some(self.by_record[at].0)
    }

    /// The places that bear a name, exactly but for case, marks, hyphens and the generic; those
    /// that the bare name more likely means come first. A generic narrows: "Hyesan City" does not
    /// find a county of that name.
    pub fn by_name(&self, name: &str) -> Vec<PlaceId> {
        let importance = |id| self.importance(id);
        let look_up = || self.names.by_name_and(&self.places, importance, name);
        self.derived().bearing.of(name, look_up)
    }

    /// The places of [`Gazetteer::by_name`] in the order of their ids: quicker where it does not
    /// matter which the name likelier means.
    pub fn bearers(&self, name: &str) -> Vec<PlaceId> {
        self.names.bearers(&self.places, name)
    }

    /// Places with a name that begins with `start`, but for case and marks, the most important
    /// first, at most `limit`.
    pub fn by_prefix(&self, start: &str, limit: usize) -> Vec<PlaceId> {
        self.names.by_prefix(&self.places, start, limit)
    }

    /// Places whose names are the same, variants of it in another romanisation, or a slip of the
    /// pen away, the likest first, at most `limit`. A near miss is a hint and no more: see
    /// [`choro_name::Relation`].
    pub fn similar(&self, name: &str, limit: usize) -> Vec<(PlaceId, Comparison)> {
        let look_up = |limit| self.names.similar(&self.places, name, limit);
        if limit > crate::asked::ALIKE {
            return look_up(limit);
        }
        let mut alike = self
            .derived()
            .alike
            .of(name, || look_up(crate::asked::ALIKE));
        alike.truncate(limit);
        alike
    }

    /// Places with a name in another script that the systems of romanisation spell so.
    pub fn by_romanisation(&self, name: &str) -> Vec<PlaceId> {
        let importance = |id| self.importance(id);
        self.names.by_romanisation(&self.places, importance, name)
    }

    /// Places with names up to two slips of the pen away, then those named by the first or last words
    /// of the name; for hints where nothing else is found. At most `limit`.
    pub fn nearest_names(&self, name: &str, limit: usize) -> Vec<PlaceId> {
        self.names.nearest(&self.places, name, limit)
    }

    /// The number of words in the longest name, hyphened parts counted apart.
    pub fn max_name_tokens(&self) -> usize {
        self.names.max_tokens()
    }

    /// What the place lay in directly at a time, nearest first as the sources have it. No stated
    /// time means now: relations that have ended are left out.
    pub fn parents_at(&self, id: PlaceId, when: &When) -> Vec<PlaceId> {
        let parents = &self.place(id).parents;
        let held = |r: &&crate::Relation| holds(&r.when, when);
        // Where a source dates what a place lay in, those dates win over undated statements that
        // name another place of the same rank, and over those of lesser sources altogether.
        let rank = |r: &crate::Relation| self.source(r.source).rank;
        let level = |r: &crate::Relation| self.place(r.to).class.level();
        let dated: Vec<(u8, u32)> = parents
            .iter()
            .filter(|r| !r.when.is_unstated() && held(r))
            .map(|r| (level(r), rank(r)))
            .collect();
        let mut found: Vec<PlaceId> = Vec::new();
        for relation in parents.iter().filter(held) {
            let wins = |(up, by): &(u8, u32)| *up == level(relation) || *by > rank(relation);
            let displaced = relation.when.is_unstated() && dated.iter().any(wins);
            if !displaced && !found.contains(&relation.to) {
                found.push(relation.to);
            }
        }
        found
    }

    /// Everything the place lay in at a time, nearest first.
    pub fn ancestors_at(&self, id: PlaceId, when: &When) -> Vec<PlaceId> {
        if when.is_unstated() {
            self.above(id).to_vec()
        } else {
            self.found_above(id, when)
        }
    }

    pub(crate) fn found_above(&self, id: PlaceId, when: &When) -> Vec<PlaceId> {
        let mut found = self.parents_at(id, when);
        let mut at = 0;
        while let Some(next) = found.get(at).copied() {
            for up in self.parents_at(next, when) {
                if up != id && !found.contains(&up) {
                    found.push(up);
                }
            }
            at += 1;
        }
        found
    }

    /// Whether the place was part of `ancestor` at a time; `None` where nothing is known.
    ///
    /// Known to be no part: the sources date a relation of the two and it did not hold, or the
    /// place lay in another place of the ancestor's class. What a source states without a date is
    /// no word against the distant past.
    pub fn is_part_of(&self, id: PlaceId, ancestor: PlaceId, when: &When) -> Option<bool> {
        let then;
        let above = if when.is_unstated() {
            self.above(id)
        } else {
            then = self.found_above(id, when);
            then.as_slice()
        };
        if above.contains(&ancestor) {
            return Some(true);
        }
        let dated = std::iter::once(&id).chain(above).any(|at| {
            let parents = &self.place(*at).parents;
            parents
                .iter()
                .any(|r| r.to == ancestor && !r.when.is_unstated())
        });
        let class = self.place(ancestor).class;
        let mut above = above.iter();
        let elsewhere = class.is_division()
            && above
                .any(|up| self.place(*up).class == class && self.is_surely_above(id, *up, when));
        (dated || elsewhere).then_some(false)
    }

    /// Whether the way from a place up to another rests on statements that speak of the time.
    fn is_surely_above(&self, id: PlaceId, ancestor: PlaceId, when: &When) -> bool {
        let mut seen = vec![id];
        let mut at = 0;
        while let Some(now) = seen.get(at).copied() {
            if now == ancestor {
                return true;
            }
            let speaks = |r: &&crate::Relation| {
                holds(&r.when, when) && (!r.when.is_unstated() || self.may_speak_of(r.source, when))
            };
            for up in self.place(now).parents.iter().filter(speaks) {
                if !seen.contains(&up.to) {
                    seen.push(up.to);
                }
            }
            at += 1;
        }
        false
    }

    /// Places that lie or lay directly in a place, in order of ids.
    pub fn children(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> {
        related(&self.children, id)
    }

    /// The figures and facts of a place under one key, in order of rank.
    pub fn attributes<'g>(&'g self, id: PlaceId, key: &str) -> impl Iterator<Item = &'g Attribute> {
        self.place(id)
            .attributes
            .iter()
            .filter(move |a| a.key == key)
    }

    /// The figure that fits a time best: one of that time by the highest-ranked source, where no
    /// time is stated the latest, else one without date.
    pub fn attribute(&self, id: PlaceId, key: &str, when: &When) -> Option<&Attribute> {
        let rank = |a: &Attribute| self.source(a.source).rank;
        let all = || self.attributes(id, key).filter(|a| a.number.is_some());
        let fitting = if when.is_unstated() {
            all().max_by_key(|a| (rank(a), a.when.latest, std::cmp::Reverse(a.source)))
        } else {
            all()
                .filter(|a| !a.when.is_unstated() && a.when.overlaps(when))
                .max_by_key(|a| (rank(a), std::cmp::Reverse(a.source)))
        };
        fitting.or_else(|| all().find(|a| a.when.is_unstated()))
    }

    /// How likely a bare name means the place, 0 to 1: by class, population, rank and the number
    /// of sources that know it.
    pub fn importance(&self, id: PlaceId) -> f64 {
        let find = || importance(self.place(id));
        self.derived().importance_of(id, self.places.len(), find)
    }

    /// The capital or seat of a unit at a time: of several, the one by the highest-ranked source,
    /// then the most important.
    pub fn capital(&self, unit: PlaceId, when: &When) -> Option<PlaceId> {
        related(&self.capitals, unit)
            .filter_map(|id| {
                let of = self.place(id).capital_of.iter().filter(|r| r.to == unit);
                let rank = of
                    .filter(|r| holds(&r.when, when))
                    .map(|r| (self.source(r.source).rank, !r.when.is_unstated()));
                Some((rank.max()?, id))
            })
            .max_by(|(a, x), (b, y)| {
                a.cmp(b)
                    .then(self.importance(*x).total_cmp(&self.importance(*y)))
                    .then(y.cmp(x))
            })
            .map(|(_, id)| id)
    }
}

fn related(pairs: &[(PlaceId, PlaceId)], first: PlaceId) -> impl Iterator<Item = PlaceId> {
    let start = pairs.partition_point(|(known, _)| *known < first);
    pairs[start..]
        .iter()
        .take_while(move |(known, _)| *known == first)
        .map(|(_, second)| *second)
}
