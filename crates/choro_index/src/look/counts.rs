//! How often each letter stands in a text.

/// Letters other than ASCII share the counters of what their number leaves.
const LETTERS: usize = 128;

/// Counts of the letters of a text.
pub(super) struct Counts([u8; LETTERS]);

impl Counts {
    pub(super) fn new(text: &str) -> Self {
        let mut counts = [0u8; LETTERS];
        for letter in text.chars() {
            let count = &mut counts[letter as usize % LETTERS];
            *count = count.saturating_add(1);
        }
        Self(counts)
    }

    /// How many letters of the text another one lacks.
    pub(super) fn foreign_to(&self, other: &str) -> u8 {
        let mut left = self.0;
        for letter in other.chars() {
            let count = &mut left[letter as usize % LETTERS];
            *count = count.saturating_sub(1);
        }
        left.iter().fold(0, |sum, count| sum.saturating_add(*count))
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn letters_lost_or_swapped_are_not_foreign() {
        let foreign = |asked: &str, name: &str| Counts::new(asked).foreign_to(name);
        assert_eq!(foreign("kilju", "kilju"), 0);
        assert_eq!(foreign("klju", "kilju"), 0);
        assert_eq!(foreign("kliju", "kilju"), 0);
        assert_eq!(foreign("kimju", "kilju"), 1);
        assert_eq!(foreign("killju", "kilju"), 1);
        assert_eq!(foreign("혜산", "회산"), 1);
    }
}
