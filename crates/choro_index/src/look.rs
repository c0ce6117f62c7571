//! Look-ups by a name as typed, with filters, the best first.

mod ahead;
mod counts;
mod parts;

use crate::blob::Section;
use crate::entry::entry;
use crate::spelling::latin_spellings;
use crate::{Filter, Fit, Hit, KeyId, NameIndex};
use choro_name::{fold, name_keys};
use counts::Counts;
use std::collections::BTreeSet;

impl<B: AsRef<[u8]>> NameIndex<B> {
    /// Entries with this whole name, but for case, marks and hyphens; at most `limit`, the most
    /// important first.
    pub fn exact(&self, name: &str, filter: &Filter, limit: usize) -> Vec<Hit> {
        let mut hits = Vec::new();
        if let Some(key) = self.find(&fold(name)) {
            self.take(key, Fit::Exact, filter, limit, &mut hits);
        }
        hits.retain(|hit| hit.fit == Fit::Exact);
        best(hits, limit)
    }

    /// Entries with this name in any spelling: exactly, with or without its generic, in another
    /// romanisation or script; at most `limit`, the best fit first, then the most important.
    pub fn variants(&self, name: &str, filter: &Filter, limit: usize) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (at, key) in name_keys(name).iter().enumerate() {
            let fit = if at == 0 { Fit::Exact } else { Fit::Generic };
            self.take_alike(&key.text, fit, filter, limit, &mut hits);
        }
        for spelling in latin_spellings(name) {
            for key in name_keys(&spelling) {
                self.take_alike(&key.text, Fit::Spelling, filter, limit, &mut hits);
            }
        }
        best(hits, limit)
    }

    /// Entries with a name at most `edits` (0 to 2) slips from this one; at most `limit`, those
    /// with fewest slips first, then those whose letters were lost or swapped and not others put in,
    /// then the most important. See [`NameIndex::within_edits`].
    pub fn slips(&self, name: &str, edits: usize, filter: &Filter, limit: usize) -> Vec<Hit> {
        let folded = fold(name);
        let weights = self.words(Section::KeyWeights);
        let asked = Counts::new(&folded);
        let mut near: Vec<(Fit, f32, KeyId)> = self
            .within_edits(&folded, edits)
            .into_iter()
            .map(|(key, edits)| {
                let fit = Fit::Slip {
                    edits: edits as u8,
                    foreign: asked.foreign_to(self.key(key)),
                };
                (fit, weights.weight(key.0 as usize), key)
            })
            .collect();
        near.sort_unstable_by(|a, b| {
            (a.0.cmp(&b.0))
                .then(b.1.total_cmp(&a.1))
                .then(a.2.cmp(&b.2))
        });
        let mut hits: Vec<Hit> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut before = None;
        for (fit, weight, key) in near {
            // Keys of one weight are taken together: their entries are in order of numbers.
            if seen.len() >= limit && before != Some((fit, weight.to_bits())) {
                break;
            }
            before = Some((fit, weight.to_bits()));
            let start = hits.len();
            self.take(key, fit, filter, limit, &mut hits);
            seen.extend(hits[start..].iter().map(|hit| hit.bearer.entry));
        }
        best(hits, limit)
    }

    /// Adds the bearers of a key, and of those of its skeleton.
    fn take_alike(&self, key: &str, fit: Fit, filter: &Filter, limit: usize, hits: &mut Vec<Hit>) {
        // The key itself is among those of its skeleton.
        for alike in self.alike(key) {
            let same = self.key_bytes(alike.0) == key.as_bytes();
            let fit = if same { fit } else { Fit::Spelling };
            self.take(alike, fit, filter, limit, hits);
        }
    }

    /// Adds the bearers of a key that pass the filter; no more of them than can be among the best
    /// `limit`: they come with the most important first.
    fn take(&self, key: KeyId, fit: Fit, filter: &Filter, limit: usize, hits: &mut Vec<Hit>) {
        let entries = self.words(Section::Entries);
        let open = filter.is_open();
        let (mut of_best_fit, mut last) = (0, None);
        for bearer in self.bearers(key) {
            if !open && !filter.passes(&entry(entries, bearer.entry), bearer.days) {
                continue;
            }
            let its = match fit {
                Fit::Exact | Fit::Generic if bearer.respelt => Fit::Spelling,
                Fit::Exact if !bearer.whole => Fit::Generic,
                fit => fit,
            };
            if its == fit && last != Some(bearer.entry) {
                if of_best_fit == limit {
                    break;
                }
                of_best_fit += 1;
                last = Some(bearer.entry);
            }
            hits.push(Hit {
                fit: its,
                key,
                bearer,
            });
        }
    }
}

/// The hits in order, each entry once.
fn best(mut hits: Vec<Hit>, limit: usize) -> Vec<Hit> {
    hits.sort_unstable_by(Hit::order);
    let mut seen: Vec<u32> = Vec::with_capacity(hits.len().min(limit));
    hits.retain(|hit| {
        let entry = hit.bearer.entry;
        let new = seen.len() < limit && !seen.contains(&entry);
        if new {
            seen.push(entry);
        }
        new
    });
    hits
}
