//! Counting edits between one text and many.

use choro_name::bounded_distance;

/// A text to be compared with others: the places of each letter in it as bits of a word.
///
/// H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", Nordic
/// Journal of Computing 10 (2003), with adjacent letters swapped as one edit (optimal string
/// alignment).
pub(crate) struct Edits<'t> {
    text: &'t str,
    length: usize,
    ascii: [u64; 128],
    others: Vec<(char, u64)>,
}

/// Letters that fit the bits of a word.
const WORD: usize = 64;

impl<'t> Edits<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut edits = Self {
            text,
            length: text.chars().count(),
            ascii: [0; 128],
            others: Vec::new(),
        };
        for (at, letter) in text.chars().take(WORD).enumerate() {
            let bit = 1 << at;
            if letter.is_ascii() {
                edits.ascii[letter as usize] |= bit;
            } else if let Some((_, places)) = edits.others.iter_mut().find(|(c, _)| *c == letter) {
                *places |= bit;
            } else {
                edits.others.push((letter, bit));
            }
        }
        edits
    }

    /// Letters of the text.
    pub(crate) fn letters(&self) -> usize {
        self.length
    }

    /// Letters inserted, left out, replaced or swapped with their neighbour between the text and
    /// `other`, or `None` where they are more than `limit`.
    pub(crate) fn to(&self, other: &str, limit: usize) -> Option<usize> {
        if self.length == 0 || self.length > WORD {
            return bounded_distance(self.text, other, limit);
        }
        let distance = if other.is_ascii() {
            self.count(other.bytes().map(|b| self.ascii[usize::from(b)]), limit)
        } else {
            self.count(other.chars().map(|c| self.places(c)), limit)
        };
        distance.filter(|distance| *distance <= limit)
    }

    fn places(&self, letter: char) -> u64 {
        if letter.is_ascii() {
            return self.ascii[letter as usize];
        }
        let found = self.others.iter().find(|(c, _)| *c == letter);
        found.map_or(0, |(_, places)| *places)
    }

    fn count(&self, places: impl Iterator<Item = u64>, limit: usize) -> Option<usize> {
        let last = 1u64 << (self.length - 1);
        let (mut up, mut down) = (u64::MAX, 0u64);
        let (mut diagonal, mut before) = (0u64, 0u64);
        let (mut distance, mut read) = (self.length, 0);
        for here in places {
            let swap = ((!diagonal & here) << 1) & before;
            diagonal = ((here & up).wrapping_add(up) ^ up) | here | down | swap;
            let more = down | !(diagonal | up);
            let less = diagonal & up;
            distance += usize::from(more & last != 0);
            distance -= usize::from(less & last != 0);
            let more = more << 1 | 1;
            up = (less << 1) | !(diagonal | more);
            down = diagonal & more;
            before = here;
            read += 1;
            // What is still missing of the text can lower the distance by one a letter at most;
            // a text much longer than this one is not read to its end.
            if read > self.length + limit {
                return None;
            }
        }
        Some(distance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn edits_are_those_of_the_table(a in "[ab ]{0,9}|[가나다]{0,6}", b in "[ab ]{0,9}|[가나다]{0,6}", limit in 0usize..4) {
            prop_assert_eq!(Edits::new(&a).to(&b, limit), bounded_distance(&a, &b, limit));
        }

        #[test]
        fn long_texts_too(a in "[ab]{60,68}", b in "[ab]{60,68}") {
            prop_assert_eq!(Edits::new(&a).to(&b, 30), bounded_distance(&a, &b, 30));
        }
    }
}
