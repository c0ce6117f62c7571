//! What a place was, was part of and covered at a date.

use super::{Answer, Held, Unknown, Why};
use crate::{Attribute, Class, Footprint, Gazetteer, PlaceId, SourceId};
use choro_quantity::When;

/// A place that another lay in, with how far it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelationAt {
    /// What it lay in.
    pub to: PlaceId,
    /// How far.
    pub held: Held,
    /// Who says so: of a unit that was reached by way of others, of its own place in it.
    pub source: SourceId,
}

/// Years before the time of a source for which what it states undated may still be so: units and
/// names change seldom, and references trail what they describe.
const STILL_SO_YEARS: i32 = 15;

impl Gazetteer {
    /// What a place lay in directly at a time, by every source. No stated time means now.
    pub fn relations_at(&self, id: PlaceId, when: &When) -> Answer<Vec<RelationAt>> {
        let parents = &self.place(id).parents;
        if when.is_unstated() {
            // Sources that date a relation win over those that do not.
            let now = self.parents_at(id, when);
            let known = parents.iter().filter(|r| now.contains(&r.to));
            let held = known.map(|r| (r, self.stated_held(&r.when, r.source, when)));
            return weighed(id, held, when).map(|k| relations(&k));
        }
        let held = parents
            .iter()
            .map(|r| (r, self.stated_held(&r.when, r.source, when)));
        weighed(id, held, when).map(|k| relations(&k))
    }

    /// Everything a place lay in at a time, directly or by way of others, the nearest first, and
    /// where the way up ends because nothing is known there.
    pub fn above_at(&self, id: PlaceId, when: &When) -> (Vec<RelationAt>, Vec<Unknown>) {
        let mut found: Vec<RelationAt> = Vec::new();
        let mut stuck: Vec<Unknown> = Vec::new();
        let (mut at, mut held) = (id, Held::Throughout);
        let mut next = 0;
        loop {
            match self.relations_at(at, when) {
                Answer::Known(above) => {
                    for up in above {
                        if up.to != id && !found.iter().any(|f| f.to == up.to) {
                            let held = held.max(up.held);
                            found.push(RelationAt { held, ..up });
                        }
                    }
                }
                // A state lies in nothing.
                Answer::Unknown(_) if self.place(at).class == Class::Country => {}
                Answer::Unknown(unknown) => stuck.push(unknown),
            }
            let Some(up) = found.get(next) else {
                return (found, stuck);
            };
            (at, held) = (up.to, up.held);
            next += 1;
        }
    }

    /// The units of a class that a place lay in at a time, directly or by way of others: which
    /// province a county was in in 1930. Unknown where the way there is not dated; the reason names
    /// the place at which it ends.
    pub fn units_at(&self, id: PlaceId, class: Class, when: &When) -> Answer<Vec<RelationAt>> {
        let (mut found, stuck) = self.above_at(id, when);
        found.retain(|up| self.place(up.to).class == class);
        found.sort_by_key(|r| (r.held, r.to));
        match stuck.first() {
            _ if !found.is_empty() => Answer::Known(found),
            Some(unknown) => Answer::Unknown(*unknown),
            None => unstated(id),
        }
    }

    /// The kinds of place it was at a time: `county` until 1991, `city` since.
    pub fn class_at(&self, id: PlaceId, when: &When) -> Answer<Vec<(Class, Held)>> {
        let place = self.place(id);
        let types = place.attributes.iter().filter(|a| a.key == "type");
        let dated: Vec<(&Attribute, Held)> = types
            .filter(|a| !a.when.is_unstated())
            .map(|a| (a, Held::at(&a.when, when)))
            .collect();
        if !dated.iter().any(|(_, held)| held.is_held()) {
            // What it is now, its records say without a date.
            let source = place.records.first().map(|r| r.source);
            let now = source.map(|s| self.stated_held(&When::default(), s, when));
            if let Some(held) = now.filter(|held| held.is_held()) {
                return Answer::Known(vec![(place.class, held)]);
            }
            if dated.is_empty() && now.is_some() {
                return undated(id);
            }
        }
        weighed(id, dated.into_iter(), when).map(|known| {
            let class = |a: &Attribute| crate::build::stated_class(&a.value);
            known
                .into_iter()
                .map(|(a, held)| (class(a), held))
                .collect()
        })
    }

    /// What is said of its standing at a time: `special city`, `closed`.
    pub fn status_at(&self, id: PlaceId, when: &When) -> Answer<Vec<(&Attribute, Held)>> {
        let stated = self.attributes(id, "status");
        let held = stated.map(|a| (a, self.stated_held(&a.when, a.source, when)));
        weighed(id, held, when)
    }

    /// Its footprint at a time: of those that held throughout the best, else of those that held
    /// partly.
    pub fn footprint_at(&self, id: PlaceId, when: &When) -> Answer<&Footprint> {
        let all = self.place(id).footprints.iter();
        let held = all.map(|f| (f, self.stated_held(&f.when, f.source, when)));
        weighed(id, held, when).map(|known| known[0].0)
    }

    /// How far a statement holds at a time; one without date holds at the time of its source.
    pub(super) fn stated_held(&self, stated: &When, source: SourceId, when: &When) -> Held {
        if !stated.is_unstated() {
            return Held::at(stated, when);
        }
        if when.is_unstated() {
            return Held::Throughout;
        }
        let own = self.year_of(source).map(When::year);
        match own.map(|own| Held::at(&own, when)) {
            Some(held) if held.is_held() => held,
            _ => Held::Undated,
        }
    }

    /// Whether what a source states without a date may be taken for so at a time: not in the
    /// distant past. A source of no stated year is taken for one of the newest's.
    pub fn may_speak_of(&self, source: SourceId, when: &When) -> bool {
        let Some(asked) = when.latest.filter(|_| !when.is_unstated()) else {
            return true;
        };
        let own = self.year_of(source).or(self.newest());
        own.is_none_or(|own| asked.year >= own - STILL_SO_YEARS)
    }
}

/// What held, those throughout first; the reason where nothing did.
pub(super) fn weighed<T: Timed>(
    of: PlaceId,
    statements: impl Iterator<Item = (T, Held)>,
    when: &When,
) -> Answer<Vec<(T, Held)>> {
    let (mut known, mut rest) = (Vec::new(), Vec::new());
    for (statement, held) in statements {
        if held.is_held() {
            known.push((statement, held));
        } else {
            rest.push((statement, held));
        }
    }
    if !known.is_empty() {
        known.sort_by_key(|(_, held)| *held);
        return Answer::Known(known);
    }
    if rest.is_empty() {
        return unstated(of);
    }
    rest.retain(|(_, held)| *held == Held::Not);
    if rest.is_empty() {
        return undated(of);
    }
    let times = || rest.iter().map(|(statement, _)| statement.when());
    let before = |t: &&When| when.is_unstated() || t.before(when);
    let ended = times().filter(before).filter_map(|t| t.latest).max();
    let begins = times().filter(|t| when.before(t));
    let begins = begins.filter_map(|t| t.earliest).min();
    let why = Why::Outside { ended, begins };
    Answer::Unknown(Unknown { of, why })
}

/// A statement with a time.
pub(super) trait Timed {
    /// The time.
    fn when(&self) -> &When;
}

macro_rules! timed {
    ($($kind:ty),*) => {
        $(impl Timed for &$kind {
            fn when(&self) -> &When {
                &self.when
            }
        })*
    };
}
timed!(crate::Name, crate::Relation, Attribute, Footprint);

fn relations(known: &[(&crate::Relation, Held)]) -> Vec<RelationAt> {
    let mut found: Vec<RelationAt> = Vec::new();
    for (relation, held) in known {
        if !found.iter().any(|f| f.to == relation.to) {
            found.push(RelationAt {
                to: relation.to,
                held: *held,
                source: relation.source,
            });
        }
    }
    found
}

fn unstated<T>(of: PlaceId) -> Answer<T> {
    let why = Why::Unstated;
    Answer::Unknown(Unknown { of, why })
}

fn undated<T>(of: PlaceId) -> Answer<T> {
    let why = Why::Undated;
    Answer::Unknown(Unknown { of, why })
}
