//! How likely each reading of a claim is without its own voice.

use super::Reading;
use super::graph::log_sum;
use super::telling;
use crate::knowledge::Knowledge;
use crate::verdict::Outcome;
use choro_claim::Claim;

/// The readings of a claim with how likely each is by what the other statements say, the likeliest
/// first, as logarithms.
pub(super) struct Shares<'j> {
    pub(super) readings: Vec<(&'j Reading, f64)>,
    /// That a place is meant which no reference has.
    pub(super) none: f64,
    /// Whether the subject is the project's own.
    pub(super) own: bool,
}

impl Shares<'_> {
    /// The share of the readings with an outcome; `voiced` counts what the claim itself says too.
    pub(super) fn of(&self, outcome: Outcome, voiced: bool) -> f64 {
        let voice = |r: &Reading| if voiced { r.told } else { 0.0 };
        let all = self.readings.iter().map(|(r, weight)| weight + voice(r));
        let of = self
            .readings
            .iter()
            .filter(|(r, _)| r.ruling.outcome == outcome);
        let of = log_sum(of.map(|(r, weight)| weight + voice(r)));
        (of - log_sum(all.chain([self.none]))).exp()
    }

    /// The most that [`Shares::wrong`] may be, however near the readings are.
    pub(super) fn wrong_at_most(&self) -> f64 {
        /// What rounding may add.
        const ROUNDED: f64 = 1e-9;
        self.wrong_less(|_| 0.0) + ROUNDED
    }

    /// The share of the readings that are called wrong, each the less the rarer such a slip is.
    pub(super) fn wrong(&self, claim: &Claim, know: &Knowledge<'_>) -> f64 {
        self.wrong_less(|r| {
            if self.own {
                0.0
            } else {
                telling::remoteness(claim, &r.ruling, know)
            }
        })
    }

    fn wrong_less(&self, remote: impl Fn(&Reading) -> f64) -> f64 {
        let is_wrong = |r: &Reading| r.ruling.outcome == Outcome::Contradicted;
        let wrong = self.readings.iter().filter(|(r, _)| is_wrong(r));
        let wrong = log_sum(wrong.map(|(r, weight)| weight - remote(r)));
        let others = self.readings.iter().filter(|(r, _)| !is_wrong(r));
        let others = others.map(|(_, weight)| *weight);
        (wrong - log_sum(others.chain([self.none, wrong]))).exp()
    }
}

/// How likely it is that one of two places is none that a reference has.
pub(super) fn unlisted(subject: &[f64], object: &[f64], paired: bool) -> f64 {
    let last = subject.last().copied().unwrap_or(0.0);
    if !paired {
        return last;
    }
    let end = object.last().copied().unwrap_or(0.0);
    let rows = subject.iter().map(|s| s + end);
    let columns = object[..object.len().saturating_sub(1)]
        .iter()
        .map(|o| last + o);
    log_sum(rows.chain(columns))
}
