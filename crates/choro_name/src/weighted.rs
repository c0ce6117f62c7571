//! Edit distance with weights: what systems of romanisation confuse weighs little, a swap less than
//! two slips. The weights are read from `data/romanisation/confusions.toml`.

use crate::skeleton::cost;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Weights ready for looking up.
struct Weights {
    /// Pairs of letters in order.
    replaced: BTreeMap<(char, char), f64>,
    dropped: BTreeMap<char, f64>,
    doubled: f64,
    swapped: f64,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let cost = cost();
    let pair = |text: &String| {
        let mut letters = text.split(' ').filter_map(|part| part.chars().next());
        let (a, b) = (letters.next()?, letters.next()?);
        Some((a.min(b), a.max(b)))
    };
    Weights {
        replaced: cost
            .replaced
            .iter()
            .filter_map(|(text, weight)| Some((pair(text)?, *weight)))
            .collect(),
        dropped: cost.dropped.clone(),
        doubled: cost.doubled,
        swapped: cost.swapped,
    }
});

impl Weights {
    fn replace(&self, a: char, b: char) -> f64 {
        if a == b {
            return 0.0;
        }
        let pair = (a.min(b), a.max(b));
        self.replaced.get(&pair).copied().unwrap_or(1.0)
    }

    /// A letter that one spelling has and the other has not, after `before`.
    fn drop(&self, letter: char, before: Option<char>) -> f64 {
        let plain = self.dropped.get(&letter).copied().unwrap_or(1.0);
        if before == Some(letter) {
            plain.min(self.doubled)
        } else {
            plain
        }
    }
}

/// How far apart two folded names are spelt: 0 for equal, 1 for each letter replaced by a wholly
/// other one. Symmetric. Letters lost, doubled or swapped with a neighbour and letters that
/// romanisations confuse weigh less.
pub fn weighted_distance(a: &str, b: &str) -> f64 {
    let weights = &*WEIGHTS;
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let width = b.len() + 1;
    let mut before = vec![0.0; width];
    let mut previous = vec![0.0; width];
    for (j, &y) in b.iter().enumerate() {
        previous[j + 1] = previous[j] + weights.drop(y, j.checked_sub(1).map(|at| b[at]));
    }
    let mut current = vec![0.0; width];
    for (i, &x) in a.iter().enumerate() {
        let gone = weights.drop(x, i.checked_sub(1).map(|at| a[at]));
        current[0] = previous[0] + gone;
        for (j, &y) in b.iter().enumerate() {
            let come = weights.drop(y, j.checked_sub(1).map(|at| b[at]));
            let mut least = (previous[j] + weights.replace(x, y))
                .min(previous[j + 1] + gone)
                .min(current[j] + come);
            if i > 0 && j > 0 && x != y && x == b[j - 1] && a[i - 1] == y {
                least = least.min(before[j - 1] + weights.swapped);
            }
            current[j + 1] = least;
        }
        (before, previous, current) = (previous, current, before);
    }
    previous[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn romanisations_are_nearer_than_slips_and_slips_nearer_than_other_words() {
        let order = [
            ("kimchaek", "gimchaek"),
            ("onsong", "onsogn"),
            ("kilju", "kimju"),
            ("musan", "hyesan"),
        ];
        for pair in order.windows(2) {
            let [near, far] = pair else { continue };
            assert!(
                weighted_distance(near.0, near.1) < weighted_distance(far.0, far.1),
                "{near:?} {far:?}"
            );
        }
        assert!(weighted_distance("ryanggang", "ryangang") <= 0.3);
    }

    proptest! {
        #[test]
        fn it_is_a_symmetric_distance(a in "[a-h]{0,9}", b in "[a-h]{0,9}") {
            let apart = weighted_distance(&a, &b);
            prop_assert!((apart - weighted_distance(&b, &a)).abs() < 1e-9);
            prop_assert_eq!(apart == 0.0, a == b);
            prop_assert!(apart <= a.chars().count().max(b.chars().count()) as f64 + 1e-9);
        }
    }
}
