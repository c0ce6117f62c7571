//! Comparing two names, with a reason.
//!
//! A variant is the same name in another romanisation or with and without its generic. A near miss
//! is *only a hint*: Kilju and Kimju, a letter apart, are two places. Callers must look for other
//! evidence (which of the two exists, how often each is written, how far apart they are) before
//! they call a near miss a slip.

use crate::generic::{Generic, cardinal};
use crate::{bounded_distance, fold, skeleton, split_generic, tolerated_edits};
use serde::{Deserialize, Serialize};

/// How two names are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Relation {
    /// Equal after folding.
    Same,
    /// One name in another romanisation or with another generic.
    Variant,
    /// One or two letters apart: perhaps a slip, perhaps another place.
    NearMiss,
    /// Not alike, or told apart by a direction ("North", "Upper") or number.
    Different,
}

/// The outcome of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// How the names are related.
    pub relation: Relation,
    /// From 0 to 1; 1 for the same, 0 for different names. Not a probability: it orders candidates.
    pub score: f64,
    /// Why, in words for people.
    pub reason: String,
}

impl Comparison {
    fn new(relation: Relation, score: f64, reason: impl Into<String>) -> Self {
        Self {
            relation,
            score,
            reason: reason.into(),
        }
    }

    fn different(reason: impl Into<String>) -> Self {
        Self::new(Relation::Different, 0.0, reason)
    }
}

/// A name ready for comparing.
struct Compared {
    cardinals: Vec<&'static str>,
    base: String,
    generic: Option<Generic>,
}

fn take_apart(name: &str) -> Compared {
    let parts = split_generic(name);
    let folded = fold(&parts.base);
    let mut cardinals: Vec<&'static str> = parts
        .cardinal
        .as_deref()
        .and_then(cardinal)
        .into_iter()
        .collect();
    let mut rest = folded.as_str();
    while let Some((first, tail)) = rest.split_once(' ') {
        let Some(direction) = cardinal(first) else {
            break;
        };
        cardinals.push(direction);
        rest = tail;
    }
    cardinals.sort_unstable();
    Compared {
        cardinals,
        base: rest.to_owned(),
        generic: parts.generic,
    }
}

/// Compares two names. Symmetric in relation and score.
pub fn compare(a: &str, b: &str) -> Comparison {
    if fold(a) == fold(b) {
        return Comparison::new(
            Relation::Same,
            1.0,
            "the same but for case, marks or hyphens",
        );
    }
    let (a, b) = (take_apart(a), take_apart(b));
    if a.base.is_empty() || b.base.is_empty() {
        return Comparison::different("no letters to compare");
    }
    if a.cardinals != b.cardinals {
        return Comparison::different("told apart by a direction");
    }
    if let (Some(x), Some(y)) = (&a.generic, &b.generic)
        && x.class != y.class
        && !both_divisions(&x.class, &y.class)
    {
        return Comparison::different(format!(
            "names of different things: {} and {}",
            x.class.as_str().min(&y.class),
            x.class.as_str().max(&y.class)
        ));
    }
    compare_bases(&a.base, &b.base)
}

/// Divisions and settlements share names and ranks; a river and a county do not.
fn both_divisions(a: &str, b: &str) -> bool {
    let division = |class: &str| {
        matches!(
            class,
            "province" | "region" | "county" | "district" | "city" | "town" | "village"
        )
    };
    division(a) && division(b)
}

fn compare_bases(a: &str, b: &str) -> Comparison {
    if a == b {
        return Comparison::new(
            Relation::Variant,
            0.95,
            "the same name with another generic",
        );
    }
    if digits(a) != digits(b) {
        return Comparison::different("told apart by a number");
    }
    let (bones_a, bones_b) = (skeleton(a), skeleton(b));
    let letters = a.chars().count().min(b.chars().count());
    if bones_a == bones_b {
        // Spellings far apart in letters agree less surely than those that are near.
        let apart = bounded_distance(a, b, 6).unwrap_or(6);
        let score = 0.92 - 0.03 * apart as f64;
        return Comparison::new(Relation::Variant, score, "one name in two romanisations");
    }
    let limit = tolerated_edits(letters);
    let spelt = bounded_distance(a, b, limit);
    let sounded = bounded_distance(
        &bones_a,
        &bones_b,
        tolerated_edits(bones_a.chars().count().min(bones_b.chars().count())),
    );
    match [spelt, sounded].into_iter().flatten().min() {
        Some(apart) if apart > 0 => {
            // Slips fall at the end of a word more often than at its start.
            let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
            let letters = letters.max(1) as f64;
            let score =
                0.7 * (1.0 - apart as f64 / letters) + 0.1 * (same as f64 / letters).min(1.0);
            let letter = if apart == 1 { "letter" } else { "letters" };
            Comparison::new(Relation::NearMiss, score, format!("{apart} {letter} apart"))
        }
        _ => Comparison::different("other letters"),
    }
}

fn digits(name: &str) -> impl PartialEq + use<> {
    name.chars().filter(|c| c.is_numeric()).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn relation(a: &str, b: &str) -> Relation {
        compare(a, b).relation
    }

    #[test]
    fn spellings_of_one_name_are_variants() {
        for (a, b) in [
            ("Ryanggang", "Ryangang"),
            ("Ryanggang", "Yanggang"),
            ("Ryanggang Province", "Ryangang"),
            ("P'yŏngra Line", "Pyeongna Line"),
            ("Kimchaek", "Gimchaek"),
            ("Kyongsong", "Gyeongseong"),
            ("North Hamgyong", "Hamgyong-bukto"),
            ("North Hamgyong", "N. Hamgyeong"),
            ("Hyesan City", "Hyesan-si"),
        ] {
            assert_eq!(
                relation(a, b),
                Relation::Variant,
                "{a} {b}: {:?}",
                compare(a, b)
            );
        }
        assert_eq!(relation("Kimchaek", "Kimch'aek"), Relation::Same);
        assert_eq!(relation("P'yŏngra", "Pyongra"), Relation::Same);
    }

    #[test]
    fn slips_are_near_misses() {
        for (a, b) in [
            ("Kyongson", "Kyongsong"),
            ("Machol Range", "Machon Range"),
            ("Kilju", "Kimju"),
        ] {
            assert_eq!(
                relation(a, b),
                Relation::NearMiss,
                "{a} {b}: {:?}",
                compare(a, b)
            );
        }
    }

    #[test]
    fn other_names_are_different() {
        for (a, b) in [
            ("North Hamgyong", "South Hamgyong"),
            ("Hamgyong-bukto", "Hamgyong-namdo"),
            ("North Hamgyong", "Hamgyong"),
            ("Upper Orang", "Lower Orang"),
            ("Chongjin", "Chongju"),
            ("Hamgyong Province", "Hamgyong Range"),
            ("Mabuk 1-dong", "Mabuk 2-dong"),
            ("Orang", "Onsong"),
            ("Musan", "Pusan"),
        ] {
            let found = relation(a, b);
            if (a, b) == ("Musan", "Pusan") {
                // A letter apart is a hint and no more.
                assert_eq!(found, Relation::NearMiss);
            } else {
                assert_eq!(found, Relation::Different, "{a} {b}: {:?}", compare(a, b));
            }
        }
    }

    proptest! {
        #[test]
        fn comparing_is_symmetric(a in "[A-Za-zŏŭ' -]{0,14}", b in "[A-Za-zŏŭ' -]{0,14}") {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a));
        }

        #[test]
        fn no_text_is_too_odd(a in any::<String>(), b in any::<String>()) {
            let ab = compare(&a, &b);
            prop_assert!((0.0..=1.0).contains(&ab.score));
            prop_assert_eq!(ab.relation, compare(&b, &a).relation);
            crate::keys(&a);
            crate::scheme_hints(&a, None);
        }
    }
}
