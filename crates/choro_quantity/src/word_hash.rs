//! A small hash for short words (FNV-1a, 64 bits; Fowler, Noll and Vo 1991).
//!
//! The tables are shipped with the program, so nobody can choose their keys to collide.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map from words.
pub(crate) type WordMap<T> = HashMap<String, T, BuildHasherDefault<WordHasher>>;

/// The state of a hash under way.
pub(crate) struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
