//! Names that are a part of the one asked for: "Coburg" for "Kreisfreie Stadt Coburg".

use super::best;
use crate::{Filter, Fit, Hit, NameIndex};
use choro_name::fold;

/// Words of a name of which parts are looked for; of longer ones only the outer words are.
const MOST_WORDS: usize = 8;

impl<B: AsRef<[u8]>> NameIndex<B> {
    /// Entries whose whole name is the first or the last words of this one, at least three letters;
    /// at most `limit`, those with fewest words missing first, then the most important. A hint and
    /// no more: many names share words.
    pub fn parts(&self, name: &str, filter: &Filter, limit: usize) -> Vec<Hit> {
        let folded = fold(name);
        let gaps: Vec<usize> = folded.match_indices(' ').map(|(at, _)| at).collect();
        let mut hits = Vec::new();
        for (before, gap) in gaps.iter().enumerate().take(MOST_WORDS) {
            let last = &folded[gap + 1..];
            self.take_part(last, before + 1, filter, limit, &mut hits);
        }
        for (after, gap) in gaps.iter().rev().enumerate().take(MOST_WORDS) {
            let first = &folded[..*gap];
            self.take_part(first, after + 1, filter, limit, &mut hits);
        }
        best(hits, limit)
    }

    fn take_part(
        &self,
        part: &str,
        missing: usize,
        filter: &Filter,
        limit: usize,
        hits: &mut Vec<Hit>,
    ) {
        if part.chars().take(3).count() < 3 {
            return;
        }
        let missing = missing as u8;
        if let Some(key) = self.find(part) {
            self.take(key, Fit::Part { missing }, filter, limit, hits);
        }
    }
}
