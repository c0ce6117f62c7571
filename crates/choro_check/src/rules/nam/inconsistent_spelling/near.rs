//! Words a slip of the pen apart, without comparing each with each.
//!
//! Two words that so many edits lead from one to the other have a word in common that is left when
//! at most as many letters are taken out of each (the deletions of Mor and Fraenkel 1982). The words
//! are kept under all that can be left of them.

use choro_name::{bounded_distance, tolerated_edits};

/// From so many letters on two edits are a slip.
const LONG: usize = 9;

/// Words with what belongs to each, to be found by words near them.
pub(super) struct Near<'n, T> {
    words: Vec<(&'n str, T)>,
    /// Where the entries of each slot begin; one more at the end.
    starts: Vec<u32>,
    /// The other half of the hash of what is left of a word, and the word.
    entries: Vec<(u32, u32)>,
}

impl<'n, T> Near<'n, T> {
    /// Of words in alphabetical order.
    pub(super) fn new(words: impl Iterator<Item = (&'n str, T)>) -> Self {
        let words: Vec<(&'n str, T)> = words.collect();
        let mut all: Vec<(u64, u32)> = Vec::new();
        for (at, (word, _)) in words.iter().enumerate() {
            each_rest(word, |rest| all.push((rest, at as u32)));
        }
        let slots = all.len().next_power_of_two();
        let mut starts = vec![0_u32; slots + 1];
        for (rest, _) in &all {
            starts[slot(*rest, slots) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, 0); all.len()];
        for (rest, word) in all {
            let at = &mut next[slot(rest, slots)];
            entries[*at as usize] = ((rest >> 32) as u32, word);
            *at += 1;
        }
        Self {
            words,
            starts,
            entries,
        }
    }

    /// The words near this one, and not the same, in alphabetical order.
    pub(super) fn of(&self, word: &str) -> impl Iterator<Item = (&'n str, &T)> {
        let slots = self.starts.len() - 1;
        let mut found: Vec<u32> = Vec::new();
        each_rest(word, |rest| {
            let at = slot(rest, slots);
            let range = self.starts[at] as usize..self.starts[at + 1] as usize;
            let same = self.entries[range].iter();
            let same = same.filter(|(half, _)| *half == (rest >> 32) as u32);
            found.extend(same.map(|(_, word)| *word));
        });
        found.sort_unstable();
        found.dedup();
        found.retain(|at| is_near(word, self.words[*at as usize].0));
        found.into_iter().map(|at| {
            let (word, belongs) = &self.words[at as usize];
            (*word, belongs)
        })
    }
}

fn slot(rest: u64, slots: usize) -> usize {
    rest as usize & (slots - 1)
}

/// Whether two words are a slip of the pen apart: a letter, or two of nine.
fn is_near(a: &str, b: &str) -> bool {
    let letters = a.chars().count().min(b.chars().count());
    let limit = tolerated_edits(letters).max(1);
    bounded_distance(a, b, limit).is_some_and(|apart| apart > 0)
}

/// The hash of the word, and of what is left without each of its letters, or each two of a long word.
fn each_rest(word: &str, mut take: impl FnMut(u64)) {
    let letters: Vec<char> = word.chars().collect();
    // FNV-1a, its halves mixed.
    let and = |hash: u64, letter: &char| (hash ^ u64::from(*letter)).wrapping_mul(0x0100_0000_01b3);
    let whole = |hash: u64, rest: &[char]| {
        let hash = rest.iter().fold(hash, and);
        hash ^ hash >> 29
    };
    // What stands before the first letter taken out, and then before the second.
    let mut before = 0xcbf2_9ce4_8422_2325;
    take(whole(before, &letters));
    for first in 0..letters.len() {
        take(whole(before, &letters[first + 1..]));
        if letters.len() >= LONG {
            let mut between = before;
            for second in first + 1..letters.len() {
                take(whole(between, &letters[second + 1..]));
                between = and(between, &letters[second]);
            }
        }
        before = and(before, &letters[first]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slips_are_short() {
        assert!(is_near("katmandhu", "kathmandu"));
        assert!(is_near("kyongson", "kyongsong"));
        assert!(!is_near("chongjin", "chongju"));
        assert!(!is_near("kilju", "kilju"));
    }

    #[test]
    fn no_words_have_none_near() {
        let none: [(&str, ()); 0] = [];
        assert_eq!(Near::new(none.into_iter()).of("kilju").count(), 0);
    }

    proptest! {
        #[test]
        fn finds_what_comparing_with_each_finds(
            words in prop::collection::btree_set("[abŏ]{0,4}[ab]{3,8}", 0..40),
            word in "[abŏ]{0,4}[ab]{3,8}",
        ) {
            let near = Near::new(words.iter().map(|word| (word.as_str(), ())));
            let found: Vec<&str> = near.of(&word).map(|(word, ())| word).collect();
            let all = words.iter().map(String::as_str);
            let wanted: Vec<&str> = all.filter(|other| is_near(&word, other)).collect();
            prop_assert_eq!(found, wanted);
        }
    }
}
