//! Which sites a list has, in which folders, in which order, and what is wrong with which.

use super::chance::Chance;
use super::{Fault, Ground, Kind};
use std::collections::BTreeMap;

const PLACING: u64 = 1;
const SNAPPING: u64 = 2;

/// One site of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its province, by place in [`Ground::provinces`].
    pub province: u16,
    /// Its sort, by place in [`super::kinds`].
    pub kind: u16,
    /// Its number; what is drawn for it depends on it alone.
    pub number: u32,
}

/// A list: the sites of a folder stand together.
pub struct Plan {
    /// What all is drawn from.
    pub seed: u64,
    /// The sites in order of the file.
    pub entries: Vec<Entry>,
    /// What is wrong with which of them, by number.
    pub faults: BTreeMap<u32, Fault>,
    /// Of a near-duplicate the number of the site that it doubles.
    pub doubles: BTreeMap<u32, u32>,
    /// The province and sort whose positions stand on whole minutes of arc.
    pub snapped: (u16, u16),
}

impl Plan {
    /// A list of `count` sites of which about one in a hundred has a fault.
    pub fn new(ground: &Ground, kinds: &[Kind], count: u32, seed: u64) -> Self {
        let mut faults = BTreeMap::new();
        let mut entries: Vec<Entry> = (0..count)
            .map(|number| {
                let fault = Fault::of(seed, number);
                faults.extend(fault.map(|fault| (number, fault)));
                entry(ground, kinds, seed, number, fault)
            })
            .collect();
        entries.sort_unstable();
        let mut plan = Self {
            seed,
            entries,
            faults,
            doubles: BTreeMap::new(),
            snapped: (0, 0),
        };
        plan.pair_doubles();
        plan.choose_snapped();
        plan
    }

    /// A site beyond those of the list, as drawn for `number`; without fault.
    pub fn further(&self, ground: &Ground, kinds: &[Kind], number: u32) -> Entry {
        entry(ground, kinds, self.seed, number, None)
    }

    /// A near-duplicate doubles the faultless site before it in its folder; without one it is no
    /// fault at all.
    fn pair_doubles(&mut self) {
        for pair in self.entries.windows(2) {
            let (before, entry) = (pair[0], pair[1]);
            let same = (before.province, before.kind) == (entry.province, entry.kind);
            let is_double = self.faults.get(&entry.number) == Some(&Fault::NearDuplicate);
            if is_double && same && !self.faults.contains_key(&before.number) {
                self.doubles.insert(entry.number, before.number);
            }
        }
        let doubles = &self.doubles;
        self.faults
            .retain(|number, fault| *fault != Fault::NearDuplicate || doubles.contains_key(number));
    }

    /// One of the ten largest folders.
    fn choose_snapped(&mut self) {
        let mut sizes: BTreeMap<(u16, u16), u32> = BTreeMap::new();
        for entry in &self.entries {
            *sizes.entry((entry.province, entry.kind)).or_default() += 1;
        }
        let mut largest: Vec<_> = sizes.into_iter().collect();
        largest.sort_by_key(|(folder, size)| (std::cmp::Reverse(*size), *folder));
        largest.truncate(10);
        if !largest.is_empty() {
            self.snapped = Chance::new(self.seed, SNAPPING, 0).pick(&largest).0;
        }
    }
}

/// The place that a site is near.
pub(super) fn settlement(ground: &Ground, seed: u64, number: u32) -> &super::Settlement {
    Chance::new(seed, PLACING, u64::from(number)).pick(&ground.settlements)
}

fn entry(ground: &Ground, kinds: &[Kind], seed: u64, number: u32, fault: Option<Fault>) -> Entry {
    let mut chance = Chance::new(seed, PLACING, u64::from(number));
    let place = chance.pick(&ground.settlements);
    let shares: u32 = kinds.iter().map(|kind| kind.share).sum();
    let mut drawn = chance.below(shares as usize) as u32;
    let by_share = kinds.iter().position(|kind| {
        let here = drawn < kind.share;
        drawn = drawn.saturating_sub(kind.share);
        here
    });
    let kind = match fault {
        Some(Fault::UnmappedFolder) => kinds.len() - 1,
        _ => by_share.unwrap_or_default(),
    };
    Entry {
        province: place.province as u16,
        kind: kind as u16,
        number,
    }
}
