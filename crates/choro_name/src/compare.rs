//! Comparing two names, with a reason and a score that means something.
//!
//! A variant is the same name in another romanisation or with and without its generic. A near miss
//! is *only a hint*: Kilju and Kimju, a letter apart, are two places. Callers must look for other
//! evidence (which of the two exists, how often each is written, how far apart they are) before
//! they call a near miss a slip.

mod calibration;
mod likeness;
mod reading;

pub use calibration::evidence;
pub use likeness::{Generics, Likeness, Mechanism, likeness};
use serde::{Deserialize, Serialize};

/// How two names are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Relation {
    /// Equal after folding.
    Same,
    /// One name in another romanisation, script or order, or with another generic.
    Variant,
    /// One or two letters apart: perhaps a slip, perhaps another place.
    NearMiss,
    /// Not alike, or told apart by a direction ("North", "Upper") or number.
    Different,
}

/// What to do with two names of which nothing else is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// Take them for one name.
    Accept,
    /// Let a person look, or other evidence decide.
    Review,
    /// Take them for two.
    Reject,
}

/// The outcome of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// How the names are related.
    pub relation: Relation,
    /// The probability that they are spellings of one name, given that one of them was looked up
    /// among some hundreds of places near one another: 1 for the same, 0 for different names. Two
    /// places may bear one name; that is for the caller to see. Fitted in `data/likeness.toml`.
    pub score: f64,
    /// Why, in words for people.
    pub reason: String,
}

impl Comparison {
    /// What the score says, by the thresholds of `data/likeness.toml`.
    pub fn decision(&self) -> Decision {
        calibration::decision(self.score)
    }
}

/// Compares two names. Symmetric in relation, score and reason.
pub fn compare(a: &str, b: &str) -> Comparison {
    let found = likeness(a, b);
    Comparison {
        relation: found.relation,
        score: calibration::score(&found),
        reason: found.reason,
    }
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
            ("Onphochon", "Onpho stream"),
            ("Tuman-gang", "Tuman River"),
            ("Paektu-san", "Mount Paektu"),
            ("Hamgyong-bukto", "North Hamgyong Province"),
            ("Lake Geneva", "Geneva Lake"),
            ("Lake Geneva", "Geneva, Lake"),
            ("Zürichsee", "Lake Zürich"),
            ("Chongjin, North Hamgyong", "Chongjin"),
            ("St. Gallen", "Saint Gallen"),
            ("N. Hamg. Province", "North Hamgyong Province"),
            ("Hechen Zhen", "Hechen"),
            ("Jilin Sheng", "Jilin Province"),
            ("혜산", "Hyesan"),
            ("혜산시", "Hyesan-si"),
            ("Владивосток", "Vladivostok"),
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
