//! Looking places up by name, exactly or nearly.
//!
//! "Hamgyong-bukto", "N. Hamgyong" and "North Hamgyong Province" all find the province; "Ryangang"
//! finds Ryanggang as a variant. The names stand in a [`choro_index::NameIndex`]; what is added here
//! is what a name means: the class its generic asks for, and which place it likelier is.

use crate::{Class, Place, PlaceId};
use choro_index::{Attributes, Bearer, Builder, Days, Filter, KeyId, SharedBytes, Toponym};
use choro_layer::Role;
use choro_name::{Comparison, Key, Relation, compare, name_keys, tolerated_edits};
use std::collections::{BTreeMap, BTreeSet};

/// Names and the places that bear them.
#[derive(Clone, Debug)]
pub(crate) struct NameIndex(choro_index::NameIndex<SharedBytes>);

impl Default for NameIndex {
    fn default() -> Self {
        Self::new(&[], &BTreeSet::new())
    }
}

impl PartialEq for NameIndex {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl NameIndex {
    /// The index of all names, save those in `borrowed`: names that a source gives to one place
    /// and that are another's.
    pub(crate) fn new(places: &[Place], borrowed: &BTreeSet<(PlaceId, &str)>) -> Self {
        let mut builder = Builder::new();
        for place in places {
            let attributes = Attributes {
                position: place.point,
                classes: classes(place),
                importance: importance(place) as f32,
            };
            for name in &place.names {
                if borrowed.contains(&(place.id, name.text.as_str())) {
                    continue;
                }
                builder
                    .add(Toponym {
                        text: &name.text,
                        entry: place.id.0,
                        role: role(name.role),
                        days: Days::from(&name.when),
                        attributes,
                    })
                    .expect("names of places that fit the memory fit the index");
            }
        }
        let bytes = builder
            .finish()
            .expect("names of places that fit the memory fit the index");
        Self::open(SharedBytes::new(bytes)).expect("an index just built opens")
    }

    /// Opens an index that was built before.
    pub(crate) fn open(bytes: SharedBytes) -> Option<Self> {
        choro_index::NameIndex::open(bytes).ok().map(Self)
    }

    /// The bytes of the index.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Words and hyphened parts in the longest name.
    pub(crate) fn max_tokens(&self) -> usize {
        self.0.longest_name().max(1)
    }

    /// The places that bear the name, those that it more likely means first. Spellings made by
    /// table do not count: see [`NameIndex::by_romanisation`].
    pub(crate) fn by_name(&self, places: &[Place], name: &str) -> Vec<PlaceId> {
        let importance = |id: PlaceId| importance(&places[id.0 as usize]);
        self.by_name_and(places, importance, name)
    }

    /// The same with the importance of each place as it is known.
    pub(crate) fn by_name_and(
        &self,
        places: &[Place],
        importance: impl Fn(PlaceId) -> f64,
        name: &str,
    ) -> Vec<PlaceId> {
        self.bearing(places, importance, name, false)
    }

    /// The places that bear the name, in the order of their ids.
    pub(crate) fn bearers(&self, places: &[Place], name: &str) -> Vec<PlaceId> {
        let mut found: Vec<PlaceId> = Vec::new();
        for key in name_keys(name) {
            let Some(at) = self.0.find(&key.text) else {
                continue;
            };
            // Only a key that lost its generic asks anything of the place itself.
            let asks = key.class.is_some() && !key.whole;
            let fits = |bearer: &Bearer| {
                let place = places.get(bearer.entry as usize);
                place.is_some_and(|place| asked_for(place, &key, bearer))
            };
            let bearers = self.0.bearers(at).filter(|b| !b.respelt);
            let fitting = bearers.filter(|b| !asks || fits(b));
            found.extend(fitting.map(|b| PlaceId(b.entry)));
        }
        found.retain(|id| (id.0 as usize) < places.len());
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The places with a name in another script that the systems of romanisation spell so. In a
    /// text such a word may well be something else: this is for those who ask for a name.
    pub(crate) fn by_romanisation(
        &self,
        places: &[Place],
        importance: impl Fn(PlaceId) -> f64,
        name: &str,
    ) -> Vec<PlaceId> {
        self.bearing(places, importance, name, true)
    }

    fn bearing(
        &self,
        places: &[Place],
        importance: impl Fn(PlaceId) -> f64,
        name: &str,
        respelt: bool,
    ) -> Vec<PlaceId> {
        let mut found: Vec<(f64, PlaceId)> = Vec::new();
        for key in name_keys(name) {
            let Some(at) = self.0.find(&key.text) else {
                continue;
            };
            for bearer in self.0.bearers(at).filter(|b| b.respelt == respelt) {
                let Some(place) = places.get(bearer.entry as usize) else {
                    continue;
                };
                if !asked_for(place, &key, &bearer) {
                    continue;
                }
                let whole = if key.whole { 1.0 } else { 0.95 };
                let score = fit(&bearer) * whole * importance(place.id);
                found.push((score, place.id));
            }
        }
        // Of each place the best.
        found.sort_unstable_by(|a, b| a.1.cmp(&b.1).then(b.0.total_cmp(&a.0)));
        found.dedup_by_key(|(_, id)| *id);
        found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// Places with a name whose key begins with that of `start`, the most important first.
    pub(crate) fn by_prefix(&self, places: &[Place], start: &str, limit: usize) -> Vec<PlaceId> {
        let hits = self.0.beginning_with(start, &Filter::default(), limit);
        hits.into_iter()
            .filter_map(|hit| places.get(hit.bearer.entry as usize))
            .map(|place| place.id)
            .collect()
    }

    /// Places with a name a slip away, then those whose name is this one and further words, those
    /// two slips away, and those named by a part of the name.
    pub(crate) fn nearest(&self, places: &[Place], name: &str, limit: usize) -> Vec<PlaceId> {
        let all = Filter::default();
        let hits = [
            self.0.slips(name, 1, &all, limit),
            self.0.continued(name, &all, limit),
            self.0.slips(name, 2, &all, limit),
            self.0.parts(name, &all, limit),
        ];
        let mut found: Vec<PlaceId> = Vec::new();
        for hit in hits.into_iter().flatten() {
            let place = places.get(hit.bearer.entry as usize);
            found.extend(place.map(|place| place.id).filter(|id| !found.contains(id)));
        }
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
                for bearer in self.0.bearers(at).filter(|b| !b.respelt) {
                    let Some(place) = places.get(bearer.entry as usize) else {
                        continue;
                    };
                    if !asked_for(place, &key, &bearer) {
                        continue;
                    }
                    let likeness =
                        likeness.get_or_insert_with(|| compare(&key.text, self.0.key(at)));
                    if likeness.relation == Relation::Different {
                        break;
                    }
                    match best.get_mut(&place.id) {
                        Some(known) if known.score >= likeness.score => {}
                        Some(known) => known.clone_from(likeness),
                        None => {
                            best.insert(place.id, likeness.clone());
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
    fn like(&self, key: &str) -> Vec<KeyId> {
        let mut like: Vec<KeyId> = self.0.alike(key).collect();
        let limit = tolerated_edits(key.chars().count());
        if limit > 0 {
            let near = self.0.within_edits(key, limit);
            like.extend(near.into_iter().map(|(key, _)| key));
        }
        like.sort_unstable();
        like.dedup();
        like
    }
}

fn role(role: Role) -> choro_index::Role {
    match role {
        Role::Preferred => choro_index::Role::Preferred,
        Role::Variant => choro_index::Role::Variant,
        Role::Former => choro_index::Role::Former,
    }
}

/// A bit for each class the place is, or may also be taken for.
fn classes(place: &Place) -> u64 {
    let all = place.also.iter().chain([&place.class]);
    all.fold(0, |bits, class| bits | 1 << *class as u64)
}

/// How well a name borne so stands for its place.
fn fit(bearer: &Bearer) -> f64 {
    match bearer.role {
        choro_index::Role::Former => 0.5,
        _ if !bearer.whole => 0.9,
        choro_index::Role::Preferred => 1.0,
        choro_index::Role::Variant => 0.8,
    }
}

/// Whether the place is what the key asks for: a key that lost its generic asks for that class.
/// Of a place that lost its own ("Hyesan-dong", asked for as "Hyesan City") exactly that class.
fn asked_for(place: &Place, key: &Key, bearer: &Bearer) -> bool {
    let class = key.class.and_then(Class::from_name).filter(|_| !key.whole);
    let base = !bearer.whole && bearer.role != choro_index::Role::Former;
    class.is_none_or(|class| {
        let exact = place.class == class || place.also.contains(&class);
        exact || (!base && place.is_a(class))
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
