//! Which sites of two releases are one.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use choro_geometry::Position;

use super::assignment::{Edge, assign};
use super::evidence::{Evidence, SAME_PLACE_M, apart_m};
use super::settled;
use super::shift::{Shifts, shifts};
use super::traits::{NONE, Trait, Traits};
use crate::Site;
use crate::nearby::{Nearby, rough_m, shifted};

/// How far a site is looked for by its surroundings alone, metres.
const REACH_M: f64 = 3_000.0;
/// How many of the nearest, and how many of a name or text, are weighed.
const NEAREST: usize = 24;
const ALIKE: usize = 128;
/// Bearers of a name up to which its sites tell a shift.
const NAMESAKES: u32 = 3;
/// What must speak for a pair beyond even odds: seven to one.
const SURE: f64 = 2.0;

/// The sites in both releases.
pub(super) struct Paired {
    /// Old and new numbers, in order of the new release.
    pub(super) pairs: Vec<(usize, usize)>,
}

/// Old and new sites still without a partner.
pub(super) struct Open {
    pub(super) old: Vec<u32>,
    pub(super) new: Vec<u32>,
}

pub(super) fn pair(old: &[Site], new: &[Site], traits: &Traits) -> Paired {
    let mut open = Open {
        old: (0..old.len() as u32).collect(),
        new: (0..new.len() as u32).collect(),
    };
    let mut pairs = unchanged(traits, &mut open);
    let trust = id_trust(traits, &pairs);
    // What is plain tells which folders were brought elsewhere as a whole.
    let plain = settled::own(traits, &open);
    // Of many of one name it is not sure which is which.
    let rare = |pair: &&(u32, u32)| {
        let name = traits.old[pair.0 as usize].folded;
        name != NONE && traits.names.of_number(name) <= NAMESAKES
    };
    let common = shifts(traits, pairs.iter().chain(&plain).filter(rare));
    open.settle(settled::expected(traits, &open, &common), &mut pairs);
    open.settle(settled::own(traits, &open), &mut pairs);
    let around = Nearby::new(positions(&traits.old, 0..old.len() as u32));
    let evidence = Evidence::new((old, new), traits, &around, trust);
    // The fewer are left, the less likely two of them are alike by chance.
    loop {
        let found = weighed(&evidence, traits, &open, &common);
        if found.is_empty() {
            break;
        }
        open.settle(found, &mut pairs);
    }
    pairs.sort_unstable_by_key(|(old, new)| (*new, *old));
    let pairs = pairs.iter().map(|p| (p.0 as usize, p.1 as usize)).collect();
    Paired { pairs }
}

impl Open {
    /// Takes pairs out of what is open.
    fn settle(&mut self, mut found: Vec<(u32, u32)>, pairs: &mut Vec<(u32, u32)>) {
        let mut olds: Vec<u32> = found.iter().map(|p| p.0).collect();
        let mut news: Vec<u32> = found.iter().map(|p| p.1).collect();
        olds.sort_unstable();
        news.sort_unstable();
        self.old.retain(|old| olds.binary_search(old).is_err());
        self.new.retain(|new| news.binary_search(new).is_err());
        pairs.append(&mut found);
    }

    /// Pairs what has equal keys, one by one in order of the files.
    fn pair_equal<K: Hash + Eq>(
        &mut self,
        traits: &Traits,
        key: impl Fn(&Trait) -> Option<K>,
        pairs: &mut Vec<(u32, u32)>,
    ) {
        let mut waiting: HashMap<K, VecDeque<u32>> = HashMap::new();
        for new in &self.new {
            if let Some(key) = key(&traits.new[*new as usize]) {
                waiting.entry(key).or_default().push_back(*new);
            }
        }
        let mut found = Vec::new();
        for old in &self.old {
            let key = key(&traits.old[*old as usize]);
            let partner = key.and_then(|key| waiting.get_mut(&key)?.pop_front());
            found.extend(partner.map(|new| (*old, new)));
        }
        self.settle(found, pairs);
    }
}

/// Pairs of the same name at the same position, those that agree in more first.
fn unchanged(traits: &Traits, open: &mut Open) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let by_id = |s: &Trait| (s.id != NONE).then(|| (s.id, s.name, place(s.at)));
    open.pair_equal(traits, by_id, &mut pairs);
    let by_all = |s: &Trait| Some((s.name, place(s.at), s.folder, s.text));
    open.pair_equal(traits, by_all, &mut pairs);
    let by_folder = |s: &Trait| Some((s.name, place(s.at), s.folder));
    open.pair_equal(traits, by_folder, &mut pairs);
    let by_place = |s: &Trait| s.at.is_some().then(|| (s.name, place(s.at)));
    open.pair_equal(traits, by_place, &mut pairs);
    pairs
}

/// The position in ten millionths of a degree.
fn place(at: Option<Position>) -> Option<(i64, i64)> {
    let fine = |degrees: f64| (degrees * 1e7).round() as i64;
    at.map(|at| (fine(at.lon), fine(at.lat)))
}

/// Of the sites with ids that both releases have, the share that goes by the same id in both. Row
/// numbers, which name another site in every release, have little of it.
fn id_trust(traits: &Traits, pairs: &[(u32, u32)]) -> f64 {
    let (mut with, mut same) = (0, 0);
    for (old, new) in pairs {
        let (was, is) = (traits.old[*old as usize].id, traits.new[*new as usize].id);
        if was != NONE && is != NONE {
            with += 1;
            same += usize::from(was == is);
        }
    }
    // Few sites say little; as if there had been one more of either sort.
    f64::from(same as u32 + 1) / f64::from(with + 2)
}

fn positions(
    traits: &[Trait],
    numbers: impl Iterator<Item = u32>,
) -> impl Iterator<Item = (u32, Position)> {
    numbers.filter_map(|n| Some((n, traits[n as usize].at?)))
}

/// New sites by what they may be found by.
struct Wanted {
    near: Nearby,
    by_name: HashMap<u32, Vec<u32>>,
    by_text: HashMap<u32, Vec<u32>>,
    by_id: HashMap<u32, Vec<u32>>,
}

impl Wanted {
    fn new(traits: &Traits, open: &Open) -> Self {
        let by = |pick: fn(&Trait) -> u32| {
            let mut found: HashMap<u32, Vec<u32>> = HashMap::new();
            for new in &open.new {
                let number = pick(&traits.new[*new as usize]);
                if number != NONE {
                    found.entry(number).or_default().push(*new);
                }
            }
            found
        };
        Self {
            near: Nearby::new(positions(&traits.new, open.new.iter().copied())),
            by_name: by(|s| s.folded),
            by_text: by(|s| s.text),
            by_id: by(|s| s.id),
        }
    }

    /// New sites that may be an old one, each once.
    fn candidates(&self, was: &Trait, shifts: &Shifts) -> Vec<u32> {
        let mut found = Vec::new();
        let lists = [
            self.by_name.get(&was.folded),
            self.by_text.get(&was.text),
            self.by_id.get(&was.id),
        ];
        for list in lists.into_iter().flatten().filter(|l| l.len() <= ALIKE) {
            found.extend_from_slice(list);
        }
        if let Some(at) = was.at {
            self.nearest(at, &mut found);
            if let Some(offset) = shifts.of(was) {
                self.nearest(shifted(at, offset), &mut found);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn nearest(&self, at: Position, found: &mut Vec<u32>) {
        let mut near: Vec<(f64, u32)> = Vec::new();
        let mut reach = REACH_M / 16.0;
        while near.len() < NEAREST && reach <= REACH_M {
            near.clear();
            self.near.within(at, reach, |new, m| near.push((m, new)));
            reach *= 2.0;
        }
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        found.extend(near.iter().take(NEAREST).map(|(_, new)| *new));
    }
}

/// The best pairing of what is open, by evidence.
fn weighed(
    evidence: &Evidence<'_>,
    traits: &Traits,
    open: &Open,
    shifts: &Shifts,
) -> Vec<(u32, u32)> {
    if open.old.is_empty() || open.new.is_empty() {
        return Vec::new();
    }
    // Any of the open new sites might be this one, or none.
    let least = (2.0 * open.new.len() as f64).ln() + SURE;
    let wanted = Wanted::new(traits, open);
    let mut edges = Vec::new();
    for old in &open.old {
        let was = &traits.old[*old as usize];
        let room = evidence.room(*old as usize);
        for new in wanted.candidates(was, shifts) {
            let is = &traits.new[new as usize];
            let moved = moved_m(was, is, shifts);
            let both = (*old as usize, new as usize);
            if let Some(score) = evidence.weigh(both, room, moved, least) {
                let old = *old;
                edges.push(Edge { old, new, score });
            }
        }
    }
    assign(edges)
}

/// How far a site would have moved, or would have beyond the shift of its folder.
fn moved_m(was: &Trait, is: &Trait, shifts: &Shifts) -> Option<f64> {
    let plain = apart_m(was, is)?;
    let beyond = shifts.of(was).map(|offset| {
        rough_m(
            shifted(was.at.unwrap_or_default(), offset),
            is.at.unwrap_or_default(),
        )
    });
    // Within a shift a site is expected to be where the shift brings it, not to have stayed.
    Some(beyond.map_or(plain, |beyond| {
        if plain <= SAME_PLACE_M {
            plain
        } else {
            beyond.min(plain)
        }
    }))
}
