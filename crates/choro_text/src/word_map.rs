//! Maps and sets of the words of a lexicon, with a hash made for short words.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map from words that are shipped with the program.
pub type WordMap<T> = HashMap<String, T, BuildHasherDefault<WordHasher>>;

/// A set of words that are shipped with the program.
pub type WordSet = HashSet<String, BuildHasherDefault<WordHasher>>;

/// FNV-1a over eight bytes at a time (after Fowler, Noll and Vo 1991).
///
/// Only for tables that are shipped with the program: nobody can choose their keys to collide.
#[derive(Clone, Copy, Debug)]
pub struct WordHasher(u64);

/// 2^64 divided by the golden ratio: spreads what differs in few bits (Knuth 1973, 6.4).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Default for WordHasher {
    #[inline]
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl WordHasher {
    #[inline]
    fn mix(&mut self, number: u64) {
        let mixed = (self.0 ^ number).wrapping_mul(SPREAD);
        self.0 = mixed ^ mixed >> 32;
    }
}

impl Hasher for WordHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            let mut eight = [0; 8];
            eight.copy_from_slice(chunk);
            self.mix(u64::from_le_bytes(eight));
        }
        let rest = chunks.remainder();
        if !rest.is_empty() {
            let last = rest.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
            self.mix(last);
        }
    }

    #[inline]
    fn write_u8(&mut self, number: u8) {
        self.mix(u64::from(number));
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.mix(u64::from(number));
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0.wrapping_mul(SPREAD)
    }
}
