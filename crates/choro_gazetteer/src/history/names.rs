//! What a place was called at a date.

use super::language::is_meant;
use super::query::weighed;
use super::{Answer, Held};
use crate::{Gazetteer, Name, PlaceId};
use choro_layer::Role;
use choro_name::{Relation, compare, fold};
use choro_quantity::When;

/// A name with how far it was in use.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NameAt<'g> {
    /// The name.
    pub name: &'g Name,
    /// How far.
    pub held: Held,
}

impl Gazetteer {
    /// The names a place bore at a time in a language or script (`ko`, `ja-Latn`, `*-Hani`; empty
    /// for all), those in use throughout first, then in the order shown. No stated time means now.
    ///
    /// A name without date answers for the time of its source alone. It shares the times of dated
    /// names that are spellings of the same, one of which is still in use: where *Kimchaek* is
    /// dated "since 1951", *Kimch'aek* was not in use in 1930 either.
    pub fn names_at(&self, id: PlaceId, when: &When, range: &str) -> Answer<Vec<NameAt<'_>>> {
        let meant = |n: &&Name| is_meant(range, &n.language, &n.text);
        let names = self.place(id).names.iter().filter(meant);
        weighed(
            id,
            names.map(|name| (name, self.name_held(id, name, when))),
            when,
        )
        .map(|known| {
            let known = known.into_iter();
            known.map(|(name, held)| NameAt { name, held }).collect()
        })
    }

    /// What a place was called at a time: the first of [`Gazetteer::names_at`], a name that the
    /// source shows before variants of it.
    pub fn name_at(&self, id: PlaceId, when: &When, range: &str) -> Answer<NameAt<'_>> {
        self.names_at(id, when, range).map(|names| {
            let rank = |n: &NameAt<'_>| (n.held, n.name.role == Role::Variant);
            let mut best = names[0];
            for name in names {
                if rank(&name) < rank(&best) {
                    best = name;
                }
            }
            best
        })
    }

    /// How far a name, in any spelling, was in use for a place at a time.
    pub fn name_in_use_at(&self, id: PlaceId, text: &str, when: &When) -> Answer<Held> {
        let folded = fold(text);
        let names = &self.place(id).names;
        let same = |n: &&Name| fold(&n.text) == folded;
        let alike: Vec<&Name> = if names.iter().any(|n| same(&n)) {
            names.iter().filter(same).collect()
        } else {
            names
                .iter()
                .filter(|n| spelt_alike(&n.text, text))
                .collect()
        };
        let held: Vec<(&Name, Held)> = alike
            .into_iter()
            .map(|name| (name, self.name_held(id, name, when)))
            .collect();
        // A name that is dated, to other times alone, was not in use.
        let dated = |held: Held| held != Held::Undated;
        if held.iter().any(|(_, h)| dated(*h)) && !held.iter().any(|(_, h)| h.is_held()) {
            return Answer::Known(Held::Not);
        }
        weighed(id, held.into_iter(), when).map(|known| known[0].1)
    }

    /// How far one name was in use.
    fn name_held(&self, id: PlaceId, name: &Name, when: &When) -> Held {
        if !name.when.is_unstated() {
            return Held::at(&name.when, when);
        }
        if name.role == Role::Former {
            // Some time in the past.
            return if when.is_unstated() {
                Held::Not
            } else {
                Held::Undated
            };
        }
        let own = self.stated_held(&name.when, name.source, when);
        if own.is_held() {
            return own;
        }
        let alike: Vec<&When> = self
            .place(id)
            .names
            .iter()
            .filter(|n| !n.when.is_unstated() && spelt_alike(&n.text, &name.text))
            .map(|n| &n.when)
            .collect();
        if alike.iter().all(|times| times.latest.is_some()) {
            return own;
        }
        let held = alike.into_iter().map(|times| Held::at(times, when));
        held.min().unwrap_or(own)
    }
}

fn spelt_alike(a: &str, b: &str) -> bool {
    matches!(compare(a, b).relation, Relation::Same | Relation::Variant)
}
