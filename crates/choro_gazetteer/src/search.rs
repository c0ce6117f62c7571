//! Searching as people do: a name in any spelling, near somewhere, within something, at a date.

use crate::{Answer, Class, Gazetteer, Held, Name, Place, PlaceId};
use choro_geometry::{Position, distance_m};
use choro_layer::Role;
use choro_name::romanisation::spellings;
use choro_name::{Relation, compare, fold, joined, name_keys};
use choro_quantity::{Date, When};
use std::collections::BTreeSet;

/// The score of a place that has the name asked for as the beginning of one: below the name itself.
const BEGINNING: f64 = 0.5;
/// Score of a name that has no hyphen where the one asked for has one.
const JOINED: f64 = 0.98;
/// The score where one name is a romanisation of the other.
const ROMANISED: f64 = 0.9;
/// What is left of a score where the name was not in use.
const OUT_OF_USE: f64 = 0.8;
/// Places of similar names that are looked at.
const SIMILAR: usize = 200;

/// The rank of a name that is not alike; those of alike names are lower.
const UNLIKE: f64 = 3.0;

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// A name in any spelling.
    pub name: String,
    /// Nearer places come first.
    pub near: Option<Position>,
    /// Only places in this one.
    pub within: Option<PlaceId>,
    /// Names in use then come first; what lies in what is asked for then. No stated time is now.
    pub date: When,
    /// Only things of a class, or of one that may be called so.
    pub class: Option<Class>,
}

/// A place that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The place.
    pub id: PlaceId,
    /// From 0 to 1; 1 for the name itself. Orders what was found; not a probability.
    pub score: f64,
    /// Why, in words for people.
    pub reason: String,
    /// Metres from [`Search::near`], where both are known.
    pub distance_m: Option<f64>,
}

/// How well a name meets the one asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    Same,
    Variant,
    Beginning,
    NearMiss,
}

/// Whether a name was in use at the date asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Current,
    Unknown,
    Past,
}

struct Candidate {
    found: Found,
    tier: Tier,
    used: Use,
    /// Place in the order of the look-up.
    order: usize,
}

impl Gazetteer {
    /// Places that are or were called so, at most `limit`: the name itself first, then variants,
    /// names that begin so (where none is the name itself), and near misses; among each, names in
    /// use at the date first, then the nearest, or the most important.
    pub fn search(&self, search: &Search, limit: usize) -> Vec<Found> {
        let mut seen = BTreeSet::new();
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut add = |id: PlaceId, tier: Tier, score: f64, reason: &str| -> bool {
            let new = seen.insert(id) && self.is_wanted(id, search);
            if new {
                let order = candidates.len();
                candidates.push(self.candidate(search, id, (tier, score), reason, order));
            }
            new
        };
        let mut exact = false;
        for id in self.by_name(&search.name) {
            exact |= add(id, Tier::Same, 1.0, "");
        }
        for id in joined(&search.name)
            .iter()
            .flat_map(|name| self.by_name(name))
        {
            exact |= add(id, Tier::Same, JOINED, "this name, without hyphens");
        }
        let similar = self.similar(&search.name, SIMILAR);
        let (misses, variants): (Vec<_>, Vec<_>) = similar
            .into_iter()
            .partition(|(_, likeness)| likeness.relation == Relation::NearMiss);
        for (id, likeness) in variants {
            add(id, Tier::Variant, likeness.score, &likeness.reason);
        }
        for id in self.by_romanisation(&search.name) {
            add(id, Tier::Variant, ROMANISED, "a romanisation of its name");
        }
        for spelling in spellings(&search.name) {
            for id in self.by_name(&spelling) {
                add(
                    id,
                    Tier::Variant,
                    ROMANISED,
                    "a romanisation of the name asked for",
                );
            }
        }
        if !exact {
            for id in self.by_prefix(&search.name, SIMILAR) {
                add(id, Tier::Beginning, BEGINNING, "a name begins so");
            }
        }
        for (id, likeness) in misses {
            add(id, Tier::NearMiss, likeness.score, &likeness.reason);
        }
        candidates.sort_by(|a, b| {
            let distance = |c: &Candidate| c.found.distance_m.unwrap_or(f64::INFINITY);
            (a.tier.cmp(&b.tier))
                .then(a.used.cmp(&b.used))
                .then_with(|| match search.near {
                    Some(_) => distance(a).total_cmp(&distance(b)),
                    None => b.found.score.total_cmp(&a.found.score),
                })
                .then(a.order.cmp(&b.order))
        });
        candidates.truncate(limit);
        candidates.into_iter().map(|c| c.found).collect()
    }

    /// Whether a place is of the class and within the area asked for.
    fn is_wanted(&self, id: PlaceId, search: &Search) -> bool {
        let place = self.place(id);
        let lies_in = |area: PlaceId| {
            let drawn = || {
                let region = self.place(area).region()?;
                Some(region.shape.prepared().contains(place.point?))
            };
            id == area
                || self.ancestors_at(id, &search.date).contains(&area)
                || drawn().unwrap_or(false)
        };
        search.class.is_none_or(|class| place.is_a(class)) && search.within.is_none_or(lies_in)
    }

    fn candidate(
        &self,
        search: &Search,
        id: PlaceId,
        (tier, score): (Tier, f64),
        reason: &str,
        order: usize,
    ) -> Candidate {
        let place = self.place(id);
        let name = self.name_meant(place, &search.name, &search.date);
        let used = name.map_or(Use::Unknown, |name| self.use_of(place, name, &search.date));
        let apart = search.near.zip(place.point);
        let score = match used {
            Use::Past => score * OUT_OF_USE,
            _ => score,
        };
        Candidate {
            found: Found {
                id,
                score,
                reason: reason_of(place, name, used, reason),
                distance_m: apart.map(|(from, to)| distance_m(from, to)),
            },
            tier,
            used,
            order,
        }
    }

    /// The name of the place by which it was found: the one most alike, one in use before others.
    fn name_meant<'g>(&self, place: &'g Place, asked: &str, date: &When) -> Option<&'g Name> {
        let folded = fold(asked);
        let keys = name_keys(asked);
        let rank = |name: &Name| -> f64 {
            let own = fold(&name.text);
            if own == folded {
                return 0.0;
            }
            if name_keys(&name.text)
                .iter()
                .any(|key| keys.iter().any(|k| k.text == key.text))
            {
                return 0.01;
            }
            if own.starts_with(&folded) {
                return 1.0;
            }
            let likeness = compare(asked, &name.text);
            match likeness.relation {
                Relation::Different => UNLIKE,
                _ => 1.1 - likeness.score,
            }
        };
        let ranked: Vec<(f64, &Name)> = place.names.iter().map(|n| (rank(n), n)).collect();
        let least = ranked
            .iter()
            .map(|(rank, _)| *rank)
            .min_by(f64::total_cmp)?;
        let alike = ranked.into_iter().filter(|(rank, _)| *rank == least);
        alike
            .filter(|_| least < UNLIKE)
            .map(|(_, name)| name)
            .min_by_key(|name| self.use_of(place, name, date))
    }

    fn use_of(&self, place: &Place, name: &Name, date: &When) -> Use {
        match self.name_in_use_at(place.id, &name.text, date) {
            Answer::Known(held) if held.is_held() => Use::Current,
            Answer::Known(Held::Not) => Use::Past,
            _ if name.role == Role::Former && date.is_unstated() => Use::Past,
            _ => Use::Unknown,
        }
    }
}

/// Why a place was found: a name of the past says when it was in use.
fn reason_of(place: &Place, name: Option<&Name>, used: Use, likeness: &str) -> String {
    let plain = match likeness {
        "" => "this name".to_owned(),
        likeness => likeness.to_owned(),
    };
    let Some(name) = name else { return plain };
    let former = name.role == Role::Former || name.when.latest.is_some();
    if !former && used != Use::Past {
        return plain;
    }
    let shown = place.name();
    let past = match period(&name.when) {
        Some(period) => format!("{}, name {period} of {shown}", name.text),
        None if former => format!("{}, former name of {shown}", name.text),
        None => return plain,
    };
    match likeness {
        "" => past,
        likeness => format!("{past} ({likeness})"),
    }
}

/// "until 1951", "from 1899 to 1951", "since 1951"; `None` where no time is stated.
fn period(when: &When) -> Option<String> {
    let about = if when.edtf.contains(['~', '%', '?']) {
        "about "
    } else {
        ""
    };
    let year = |date: Date| match date.year {
        year @ 1.. => format!("{about}{year}"),
        year => format!("{about}{} BC", 1 - year),
    };
    match (when.earliest.map(year), when.latest.map(year)) {
        (Some(first), Some(last)) if first == last => Some(format!("in {first}")),
        (Some(first), Some(last)) => Some(format!("from {first} to {last}")),
        (Some(first), None) => Some(format!("since {first}")),
        (None, Some(last)) => Some(format!("until {last}")),
        (None, None) => None,
    }
}
