//! Numbers that look random and are the same on every run.

/// A stream of numbers: SplitMix64 (Steele, Lea and Flood 2014), begun from a seed, what it is
/// for, and a number, so that what is drawn for one site does not depend on another.
pub(crate) struct Chance(u64);

impl Chance {
    /// The stream of `seed` for `purpose` and `number`.
    pub(crate) fn new(seed: u64, purpose: u64, number: u64) -> Self {
        let mut chance = Self(seed ^ purpose.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        let mixed = chance.next() ^ number;
        Self(mixed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number from 0 to below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Whether something of that likelihood happens.
    pub(crate) fn happens(&mut self, likelihood: f64) -> bool {
        self.unit() < likelihood
    }

    /// One of several, which are not none.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}
