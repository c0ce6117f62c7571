//! From likeness to probability, by weights fitted on pairs of names of known places.

use super::likeness::{Generics, Likeness, Mechanism};
use super::{Decision, Relation};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Added to the share of letters that a slip changes before its logarithm is taken, so that names of
/// which hardly a letter differs are not told apart by how long they are.
const LEAST_SHARE: f64 = 0.02;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    accept: f64,
    review: f64,
    weights: BTreeMap<String, f64>,
}

static LIKENESS: LazyLock<File> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    toml::from_str(include_str!("../../../../data/likeness.toml"))
        .expect("data/likeness.toml is well-formed")
});

/// The numbers that the score is made of, by name, each to be weighted: for fitting the weights.
/// Empty for names that are the same or not alike, which have no score to fit.
pub fn evidence(found: &Likeness) -> Vec<(&'static str, f64)> {
    if matches!(found.relation, Relation::Same | Relation::Different) {
        return Vec::new();
    }
    let letters = (found.letters.clamp(1, 12) as f64).ln();
    let apart = found.apart.min(4.0);
    let mut evidence = match found.mechanism {
        Mechanism::Generic => vec![("generic", 1.0), ("letters", letters)],
        Mechanism::Abbreviation => vec![("abbreviation", 1.0), ("letters", letters)],
        Mechanism::Order => vec![("order", 1.0), ("letters", letters)],
        Mechanism::Script => vec![
            ("script", 1.0),
            ("letters", letters),
            ("script-apart", apart),
        ],
        // Spelt differently by habit: how far says little, what else differs more.
        Mechanism::Romanisation => vec![
            ("romanisation", 1.0),
            ("letters", letters),
            ("romanisation-apart-share", found.apart_share),
        ],
        Mechanism::Slip => vec![
            ("slip", 1.0),
            ("slip-letters", letters),
            ("slip-apart-share", (found.apart_share + LEAST_SHARE).ln()),
        ],
        Mechanism::Spelling | Mechanism::None => return Vec::new(),
    };
    let is_slip = found.mechanism == Mechanism::Slip;
    if !found.initial {
        evidence.push(if is_slip {
            ("slip-other-initial", 1.0)
        } else {
            ("other-initial", 1.0)
        });
    }
    if is_slip && found.across_scripts {
        evidence.push(("slip-across-scripts", 1.0));
    }
    match found.generics {
        Generics::Agree => {}
        Generics::Lacking => evidence.push(("generic-lacking", 1.0)),
        Generics::Rank => evidence.push(("generic-of-other-rank", 1.0)),
    }
    evidence
}

/// The score of a likeness; see [`super::Comparison::score`].
pub(super) fn score(found: &Likeness) -> f64 {
    match found.relation {
        Relation::Same => return 1.0,
        Relation::Different => return 0.0,
        Relation::Variant | Relation::NearMiss => {}
    }
    let weight = |name: &str| LIKENESS.weights.get(name).copied().unwrap_or_default();
    let sum: f64 = evidence(found)
        .into_iter()
        .map(|(name, value)| weight(name) * value)
        .sum();
    // Neither sure nor out of the question: that is for equal names and for names not alike.
    (1.0 / (1.0 + (-sum).exp())).clamp(0.001, 0.999)
}

/// What a score says, by the thresholds of the data.
pub(super) fn decision(score: f64) -> Decision {
    if score >= LIKENESS.accept {
        Decision::Accept
    } else if score >= LIKENESS.review {
        Decision::Review
    } else {
        Decision::Reject
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::likeness;

    #[test]
    fn every_number_has_a_weight() {
        assert!(LIKENESS.review < LIKENESS.accept);
        for (a, b) in [
            ("Hyesan City", "Hyesan-gun"),
            ("Hyesan City", "Hyesan"),
            ("St. Gallen", "Saint Gallen"),
            ("Gimchaek", "Kimchaek"),
            ("Kilju", "Kimju"),
            ("Stein am Rhein", "Rhein Stein"),
        ] {
            let found = evidence(&likeness(a, b));
            assert!(!found.is_empty(), "{a} {b}");
            for (name, _) in found {
                assert!(LIKENESS.weights.contains_key(name), "{name}");
            }
        }
    }
}
