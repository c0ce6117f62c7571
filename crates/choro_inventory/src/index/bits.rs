//! Sets of sites.

/// A set of sites by their numbers, a bit each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
    size: usize,
}

impl Bits {
    /// No site of `size`.
    pub(crate) fn none(size: usize) -> Self {
        Self {
            words: vec![0; size.div_ceil(64)],
            size,
        }
    }

    /// All sites of `size`.
    pub(crate) fn all(size: usize) -> Self {
        let mut bits = Self::none(size);
        bits.flip();
        bits
    }

    pub(crate) fn insert(&mut self, site: u32) {
        self.words[site as usize / 64] |= 1 << (site % 64);
    }

    pub(crate) fn holds(&self, site: u32) -> bool {
        self.words[site as usize / 64] >> (site % 64) & 1 == 1
    }

    /// Keeps what the other has, too.
    pub(crate) fn keep(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Adds what the other has.
    pub(crate) fn add(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// The others of all sites.
    pub(crate) fn flip(&mut self) {
        for word in &mut self.words {
            *word = !*word;
        }
        if let Some(last) = self.words.last_mut()
            && !self.size.is_multiple_of(64)
        {
            *last &= (1 << (self.size % 64)) - 1;
        }
    }

    /// The sites in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros();
                    left &= left - 1;
                    at as u32 * 64 + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sets_are_sets(
            a in prop::collection::btree_set(0u32..150, 0..60), b in prop::collection::btree_set(0u32..150, 0..60),
        ) {
            let bits = |set: &std::collections::BTreeSet<u32>| {
                let mut bits = Bits::none(150);
                for site in set {
                    bits.insert(*site);
                }
                bits
            };
            let back = |bits: &Bits| bits.iter().collect::<Vec<u32>>();
            let mut both = bits(&a);
            both.keep(&bits(&b));
            prop_assert_eq!(back(&both), a.intersection(&b).copied().collect::<Vec<_>>());
            let mut either = bits(&a);
            either.add(&bits(&b));
            prop_assert_eq!(back(&either), a.union(&b).copied().collect::<Vec<_>>());
            let mut not = bits(&a);
            not.flip();
            prop_assert_eq!(not.iter().count(), 150 - a.len());
            prop_assert!(a.iter().all(|site| !not.holds(*site)));
            prop_assert_eq!(Bits::all(150).iter().count(), 150);
        }
    }
}
