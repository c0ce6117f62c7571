//! Directories: from a hash to the few rows that may be meant.
//!
//! Rows are sorted into 2ⁿ buckets by the first bits of their hash; a table says where each bucket
//! begins. What lies in a bucket by chance is sorted out by whoever looks at the rows.

use crate::blob::Words;
use std::ops::Range;

/// A hash of bytes. Part of the layout: it must give the same for ever.
///
/// Eight bytes at a time by multiplication with 2⁶⁴/φ, closed by the finaliser of MurmurHash3
/// (A. Appleby, public domain).
pub(crate) fn hash(seed: u64, bytes: &[u8]) -> u64 {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = (seed ^ bytes.len() as u64).wrapping_mul(GOLDEN);
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        state = (state ^ u64::from_le_bytes(word)).wrapping_mul(GOLDEN);
        state ^= state >> 29;
    }
    state = (state ^ (state >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    state = (state ^ (state >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    state ^ (state >> 33)
}

/// The upper half of a hash, by which rows are sorted into buckets.
pub(crate) fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

fn bucket(upper: u32, bits: u32) -> usize {
    (u64::from(upper) >> (32 - bits)) as usize
}

/// The rows of the bucket of a hash.
pub(crate) fn rows(starts: Words<'_>, hash: u64, most: usize) -> Range<usize> {
    let buckets = starts.len().saturating_sub(1);
    if !buckets.is_power_of_two() {
        return 0..0;
    }
    let bits = buckets.ilog2().min(32);
    starts.row(bucket(upper(hash), bits), most)
}

/// Numbers of keys with further bits of their hashes above them, so that few keys need be read that
/// share a bucket by chance.
#[derive(Clone, Copy)]
pub(crate) struct Tags {
    /// Bits of the numbers.
    bits: u32,
}

impl Tags {
    /// For so many keys.
    pub(crate) fn of(keys: usize) -> Self {
        let bits = usize::BITS - keys.leading_zeros();
        Self { bits: bits.min(32) }
    }

    fn number_mask(self) -> u32 {
        (1u64 << self.bits).wrapping_sub(1) as u32
    }

    pub(crate) fn tagged(self, key: u32, hash: u64) -> u32 {
        let number = self.number_mask();
        (key & number) | (hash as u32 & !number)
    }

    /// The key, where its tag is that of the hash.
    pub(crate) fn untagged(self, word: u32, hash: u64) -> Option<u32> {
        let number = self.number_mask();
        ((word ^ hash as u32) & !number == 0).then_some(word & number)
    }
}

/// Sorts rows, given by the upper halves of their hashes, into buckets: the table of starts, and for
/// each place in order the row that goes there. Rows of one bucket keep their order.
pub(crate) fn sort(rows: impl ExactSizeIterator<Item = u32> + Clone) -> (Vec<u32>, Vec<u32>) {
    // On average two to four rows in a bucket.
    let bits = (rows.len() / 2).max(1).ilog2().min(28);
    let mut starts = vec![0u32; (1 << bits) + 1];
    for upper in rows.clone() {
        starts[bucket(upper, bits) + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut order = vec![0u32; rows.len()];
    for (row, upper) in rows.enumerate() {
        let place = &mut next[bucket(upper, bits)];
        order[*place as usize] = row as u32;
        *place += 1;
    }
    (starts, order)
}
