//! Type-ahead: the most important entries among all whose names begin with what was typed.
//!
//! Weights are kept for keys, for blocks of keys and for ranges of blocks. The search opens
//! whatever may still hold the most important entry, so that it looks at few of many keys.

use crate::blob::{BLOCK, Section};
use crate::entry::{bearer, entry};
use crate::{Filter, Fit, Hit, KeyId, NameIndex};
use choro_name::fold;
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeSet, BinaryHeap};
use std::ops::Range;

/// Something that may hold entries of at most some weight.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// Blocks.
    Range(usize),
    /// Keys.
    Block(usize),
    /// Bearers from a row on, up to the last of the key.
    Bearers { entry: u32, row: usize, key: u32 },
}

struct Weighed {
    weight: f32,
    part: Reverse<Part>,
}

impl Ord for Weighed {
    fn cmp(&self, other: &Self) -> Ordering {
        let weight = self.weight.total_cmp(&other.weight);
        weight.then_with(|| self.part.cmp(&other.part))
    }
}

impl PartialOrd for Weighed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Weighed {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Weighed {}

impl<B: AsRef<[u8]>> NameIndex<B> {
    /// Entries with a name that begins so, but for case, marks and hyphens; at most `limit`, the
    /// most important first.
    pub fn beginning_with(&self, start: &str, filter: &Filter, limit: usize) -> Vec<Hit> {
        self.ahead(&fold(start), filter, limit)
    }

    /// Entries with a name that is this one and further words: "Valoria la Buena" for "Valoria";
    /// at most `limit`, the most important first.
    pub fn continued(&self, name: &str, filter: &Filter, limit: usize) -> Vec<Hit> {
        let mut folded = fold(name);
        if !folded.is_empty() {
            folded.push(' ');
        }
        self.ahead(&folded, filter, limit)
    }

    fn ahead(&self, folded: &str, filter: &Filter, limit: usize) -> Vec<Hit> {
        if folded.is_empty() {
            return Vec::new();
        }
        Search {
            index: self,
            keys: self.beginning(folded),
            open: BinaryHeap::new(),
        }
        .run(filter, limit)
    }
}

struct Search<'i, B> {
    index: &'i NameIndex<B>,
    keys: Range<u32>,
    open: BinaryHeap<Weighed>,
}

impl<B: AsRef<[u8]>> Search<'_, B> {
    fn run(mut self, filter: &Filter, limit: usize) -> Vec<Hit> {
        let (first, last) = (self.keys.start as usize, self.keys.end as usize);
        if last - first <= BLOCK {
            (first..last).for_each(|key| self.push_bearers(key as u32, None));
        } else {
            let weights = self.index.words(Section::RangeWeights);
            for range in first / (BLOCK * BLOCK)..last.div_ceil(BLOCK * BLOCK) {
                self.push(weights.weight(range), Part::Range(range));
            }
        }
        let unfiltered = filter.is_open();
        let entries = self.index.words(Section::Entries);
        let (mut hits, mut seen) = (Vec::new(), BTreeSet::new());
        while hits.len() < limit
            && let Some(next) = self.open.pop()
        {
            let Reverse(Part::Bearers { row, key, .. }) = next.part else {
                self.split(next.part.0);
                continue;
            };
            self.push_bearers(key, Some(row + 1));
            let words = self.index.words(Section::Bearers).pair(row);
            let Some(words) = words.filter(|(entry, _)| !seen.contains(entry)) else {
                continue;
            };
            let bearer = bearer(words, self.index.words(Section::Days), entries);
            let passes = unfiltered || filter.passes(&entry(entries, bearer.entry), bearer.days);
            if passes {
                seen.insert(bearer.entry);
                hits.push(Hit {
                    fit: Fit::Beginning,
                    key: KeyId(key),
                    bearer,
                });
            }
        }
        hits
    }

    fn push(&mut self, weight: f32, part: Part) {
        self.open.push(Weighed {
            weight,
            part: Reverse(part),
        });
    }

    /// Opens a range into its blocks, or a block into the first bearers of its keys.
    fn split(&mut self, part: Part) {
        match part {
            Part::Range(range) => {
                let weights = self.index.words(Section::BlockWeights);
                let last = (self.keys.end as usize).div_ceil(BLOCK);
                let first = self.keys.start as usize / BLOCK;
                for block in (range * BLOCK).max(first)..((range + 1) * BLOCK).min(last) {
                    self.push(weights.weight(block), Part::Block(block));
                }
            }
            Part::Block(block) => {
                let first = ((block * BLOCK) as u32).max(self.keys.start);
                let last = (((block + 1) * BLOCK) as u32).min(self.keys.end);
                (first..last).for_each(|key| self.push_bearers(key, None));
            }
            Part::Bearers { .. } => {}
        }
    }

    /// Puts the bearers of a key in line, from a row on or from the first.
    fn push_bearers(&mut self, key: u32, from: Option<usize>) {
        let rows = self.index.bearer_rows(KeyId(key));
        let row = from.unwrap_or(rows.start);
        if !rows.contains(&row) {
            return;
        }
        if let Some((entry, _)) = self.index.words(Section::Bearers).pair(row) {
            let weight = crate::entry::importance(self.index.words(Section::Entries), entry);
            self.push(weight, Part::Bearers { entry, row, key });
        }
    }
}
