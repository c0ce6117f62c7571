//! Looking places up by name, exactly or nearly.
//!
//! "Hamgyong-bukto", "N. Hamgyong" and "North Hamgyong Province" all find the province; "Ryangang"
//! finds Ryanggang as a variant. Keys and skeletons are kept in two sorted arenas, so that the
//! index loads quickly and needs no hashing.

use crate::{Class, Place, PlaceId};
use choro_layer::Role;
use choro_name::{
    Comparison, Key, Relation, bounded_distance, compare, name_keys, skeleton, tolerated_edits,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Strings in order, end to end in one buffer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Arena {
    text: String,
    ends: Vec<u32>,
}

impl Arena {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }

    fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text
            .get(start as usize..self.ends[at] as usize)
            .unwrap_or_default()
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    /// The parts that begin with `start`.
    fn beginning_with(&self, start: &str) -> impl Iterator<Item = usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.get(middle) < start {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low..self.len()).take_while(move |at| self.get(*at).starts_with(start))
    }

    fn find(&self, text: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.get(middle).cmp(text) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// Whether the parts lie within the buffer, in order: data from a file may not.
    fn is_sound(&self) -> bool {
        self.ends.is_sorted()
            && self
                .ends
                .last()
                .is_none_or(|end| *end as usize <= self.text.len())
    }
}

/// Rows of numbers, end to end in one buffer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Rows {
    cells: Vec<u32>,
    ends: Vec<u32>,
}

impl Rows {
    fn push(&mut self, row: impl IntoIterator<Item = u32>) {
        self.cells.extend(row);
        self.ends.push(self.cells.len() as u32);
    }

    fn get(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.cells
            .get(start as usize..self.ends[at] as usize)
            .unwrap_or_default()
    }

    fn is_sound(&self, rows: usize, below: usize) -> bool {
        self.ends.len() == rows
            && self.ends.is_sorted()
            && self
                .ends
                .last()
                .is_none_or(|end| *end as usize <= self.cells.len())
            && self.cells.iter().all(|cell| (*cell as usize) < below)
    }
}

/// How a place bears a key, two bits beside the place: the better the lower.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bearing {
    /// The name shown, or a preferred one.
    Preferred = 0,
    /// Another name.
    Variant = 1,
    /// A name without its generic.
    Base = 2,
    /// A name of the past.
    Former = 3,
}

/// Names and the places that bear them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct NameIndex {
    keys: Arena,
    /// For each key: `place << 2 | bearing`.
    bearers: Rows,
    skeletons: Arena,
    /// For each skeleton: the keys that have it.
    spellings: Rows,
    /// For each key: a bit for each letter it holds, by which unlike keys are passed over quickly.
    letters: Vec<u32>,
    max_tokens: u32,
}

impl NameIndex {
    /// The index of all names, save those in `borrowed`: names that a source gives to one place
    /// and that are another's.
    pub(crate) fn new(places: &[Place], borrowed: &BTreeSet<(PlaceId, &str)>) -> Self {
        let mut keys: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut max_tokens = 1;
        for place in places {
            for name in &place.names {
                if borrowed.contains(&(place.id, name.text.as_str())) {
                    continue;
                }
                max_tokens = max_tokens.max(name.text.split([' ', '-']).count());
                for key in name_keys(&name.text) {
                    let bearing = match name.role {
                        Role::Former => Bearing::Former,
                        _ if !key.whole => Bearing::Base,
                        Role::Preferred => Bearing::Preferred,
                        Role::Variant => Bearing::Variant,
                    };
                    let cell = place.id.0 << 2 | bearing as u32;
                    let row = keys.entry(key.text).or_default();
                    match row.iter_mut().find(|known| **known >> 2 == place.id.0) {
                        Some(known) => *known = (*known).min(cell),
                        None => row.push(cell),
                    }
                }
            }
        }
        let mut index = Self {
            max_tokens: max_tokens as u32,
            ..Self::default()
        };
        let mut skeletons: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (at, (key, row)) in keys.into_iter().enumerate() {
            skeletons.entry(skeleton(&key)).or_default().push(at as u32);
            index.letters.push(letters(&key));
            index.keys.push(&key);
            index.bearers.push(row);
        }
        for (bones, row) in skeletons {
            index.skeletons.push(&bones);
            index.spellings.push(row);
        }
        index
    }

    pub(crate) fn is_sound(&self, places: usize) -> bool {
        self.keys.is_sound()
            && self.skeletons.is_sound()
            && self
                .bearers
                .is_sound(self.keys.len(), places.saturating_mul(4))
            && self
                .spellings
                .is_sound(self.skeletons.len(), self.keys.len())
            && self.letters.len() == self.keys.len()
    }

    /// Words and hyphened parts in the longest name.
    pub(crate) fn max_tokens(&self) -> usize {
        self.max_tokens as usize
    }

    fn bearers(&self, key: usize) -> impl Iterator<Item = (PlaceId, u32)> {
        self.bearers
            .get(key)
            .iter()
            .map(|cell| (PlaceId(cell >> 2), cell & 3))
    }

    /// The places that bear the name, those that it more likely means first.
    pub(crate) fn by_name(&self, places: &[Place], name: &str) -> Vec<PlaceId> {
        let mut found: Vec<(f64, PlaceId)> = Vec::new();
        for key in name_keys(name) {
            let Some(at) = self.keys.find(&key.text) else {
                continue;
            };
            for (id, bearing) in self.bearers(at) {
                let place = &places[id.0 as usize];
                if !asked_for(place, &key, bearing) {
                    continue;
                }
                let fit =
                    [1.0, 0.8, 0.9, 0.5][bearing as usize] * if key.whole { 1.0 } else { 0.95 };
                let score = fit * importance(place);
                match found.iter_mut().find(|(_, known)| *known == id) {
                    Some((known, _)) => *known = known.max(score),
                    None => found.push((score, id)),
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// Places with a name whose key begins with that of `start`, the most important first.
    pub(crate) fn by_prefix(&self, places: &[Place], start: &str, limit: usize) -> Vec<PlaceId> {
        let whole = name_keys(start).into_iter().find(|key| key.whole);
        let Some(key) = whole.filter(|key| !key.text.is_empty()) else {
            return Vec::new();
        };
        let found: BTreeSet<PlaceId> = self
            .keys
            .beginning_with(&key.text)
            .flat_map(|at| self.bearers(at).map(|(id, _)| id))
            .collect();
        let mut found: Vec<PlaceId> = found.into_iter().collect();
        let weight = |id: &PlaceId| importance(&places[id.0 as usize]);
        found.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
        found.truncate(limit);
        found
    }

    /// Places whose names are variants of the name or a slip away from it, the likest first.
    pub(crate) fn similar(
        &self,
        places: &[Place],
        name: &str,
        limit: usize,
    ) -> Vec<(PlaceId, Comparison)> {
        let mut best: BTreeMap<PlaceId, Comparison> = BTreeMap::new();
        for key in name_keys(name) {
            for at in self.like(&key.text) {
                let mut likeness: Option<Comparison> = None;
                for (id, bearing) in self.bearers(at) {
                    if !asked_for(&places[id.0 as usize], &key, bearing) {
                        continue;
                    }
                    let likeness =
                        likeness.get_or_insert_with(|| compare(&key.text, self.keys.get(at)));
                    if likeness.relation == Relation::Different {
                        break;
                    }
                    match best.get_mut(&id) {
                        Some(known) if known.score >= likeness.score => {}
                        Some(known) => known.clone_from(likeness),
                        None => {
                            best.insert(id, likeness.clone());
                        }
                    }
                }
            }
        }
        let mut found: Vec<(PlaceId, Comparison)> = best.into_iter().collect();
        found.sort_by(|(a, x), (b, y)| {
            let order = |id: &PlaceId| importance(&places[id.0 as usize]);
            (x.relation.cmp(&y.relation))
                .then(y.score.total_cmp(&x.score))
                .then(order(b).total_cmp(&order(a)))
                .then(a.cmp(b))
        });
        found.truncate(limit);
        found
    }

    /// Keys of the same skeleton, and keys within the edits that a slip may have made.
    fn like(&self, key: &str) -> Vec<usize> {
        let mut like: Vec<usize> = Vec::new();
        if let Some(at) = self.skeletons.find(&skeleton(key)) {
            like.extend(self.spellings.get(at).iter().map(|key| *key as usize));
        }
        let limit = tolerated_edits(key.chars().count());
        if limit > 0 {
            let held = letters(key);
            for (at, other) in self.letters.iter().enumerate() {
                // An edit takes away at most one letter and brings in one.
                if (held ^ other).count_ones() as usize > 2 * limit {
                    continue;
                }
                let other = self.keys.get(at);
                if other.len().abs_diff(key.len()) <= 3 * limit
                    && bounded_distance(key, other, limit).is_some()
                {
                    like.push(at);
                }
            }
        }
        like.sort_unstable();
        like.dedup();
        like
    }
}

/// Whether the place is what the key asks for: a key that lost its generic asks for that class.
/// Of a place that lost its own ("Hyesan-dong", asked for as "Hyesan City") exactly that class.
fn asked_for(place: &Place, key: &Key, bearing: u32) -> bool {
    let class = key
        .class
        .as_deref()
        .and_then(Class::from_name)
        .filter(|_| !key.whole);
    class.is_none_or(|class| {
        let exact = place.class == class || place.also.contains(&class);
        exact || (bearing != Bearing::Base as u32 && place.is_a(class))
    })
}

/// A bit for each letter of a folded key; letters beyond a to z share the other bits.
fn letters(key: &str) -> u32 {
    key.chars().fold(0, |bits, c| {
        bits | match c {
            'a'..='z' => 1 << (c as u32 - 'a' as u32),
            c => 1 << (26 + c as u32 % 6),
        }
    })
}

/// How likely a bare name means the place, 0 to 1: by its class, its population, its rank, and how
/// many sources know it.
pub(crate) fn importance(place: &Place) -> f64 {
    let class = place
        .also
        .iter()
        .chain([&place.class])
        .map(|c| c.weight())
        .fold(0.0, f64::max);
    let people = place
        .attributes
        .iter()
        .filter(|a| a.key == "population")
        .filter_map(|a| a.number)
        .fold(0.0, f64::max);
    // A million people count as much as can be: log10 from 10³ to 10⁶.
    let people = ((people.max(1.0).log10() - 3.0) / 3.0).clamp(0.0, 1.0);
    let own = if place.rank >= 100 {
        1.0
    } else {
        f64::from(place.rank) / 200.0
    };
    let known = (place.records.len() as f64 / 4.0).min(1.0);
    (0.6 * class + 0.2 * people + 0.12 * own + 0.08 * known).clamp(0.0, 1.0)
}
