//! Tokens that an earlier tagger has read and a later one leaves alone.

use crate::reader::Extent;

/// A set of token ranges.
#[derive(Default)]
pub(crate) struct Taken {
    /// Sorted by first token, disjoint.
    ranges: Vec<(usize, usize)>,
}

impl Taken {
    /// The tokens of these extents.
    pub(crate) fn new(extents: impl Iterator<Item = Extent>) -> Self {
        let mut ranges: Vec<(usize, usize)> = extents.map(|e| (e.first, e.end)).collect();
        ranges.sort_unstable();
        Self { ranges }
    }

    /// Whether the token is in the set.
    pub(crate) fn covers(&self, token: usize) -> bool {
        let after = self.ranges.partition_point(|(first, _)| *first <= token);
        after
            .checked_sub(1)
            .is_some_and(|i| token < self.ranges[i].1)
    }
}
