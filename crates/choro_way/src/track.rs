//! What a stretch of way is like, and when.

use crate::Mode;
use choro_quantity::When;
use serde::{Deserialize, Serialize};

/// What a stretch of way is like.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Track {
    /// What moves along it.
    pub mode: Mode,
    /// The source's own word: `rail`, `light_rail`, `primary`, `ferry`.
    pub kind: String,
    /// Gauges in millimetres, several where rails are mixed; empty where unknown.
    pub gauge_mm: Vec<u16>,
    /// Whether and how it is electrified; `None` where unknown.
    pub power: Option<Power>,
    /// What became of it; with [`Track::when`] for the time it was in use.
    pub state: State,
    /// When it was in use, as far as the source says; open ends exclude nothing.
    pub when: When,
    /// Who runs it; empty where unknown.
    pub operator: String,
}

impl Track {
    /// Whether trains, cars or boats may have run on it at some time within `when`.
    ///
    /// A year selects everything in use on any of its days: opened in the year and closed in the
    /// year both count. Where no time is asked for (`When::default()`), only what is in use now
    /// counts. A stretch out of use whose last day is not known counts at no time, for nothing
    /// says that it was used then.
    pub fn in_use(&self, when: &When) -> bool {
        if when.is_unstated() {
            return self.state == State::InUse && self.when.latest.is_none();
        }
        let known = self.state == State::InUse || self.when.latest.is_some();
        known && self.when.overlaps(when)
    }
}

/// How a railway is electrified.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Power {
    /// Not electrified.
    No,
    /// Electrified; with what is known of the current.
    Yes {
        /// Volts.
        volts: Option<u32>,
        /// Hertz; 0 for direct current.
        hertz: Option<f32>,
    },
}

/// What became of a stretch of way.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum State {
    /// In use.
    #[default]
    InUse,
    /// Being built.
    UnderConstruction,
    /// Planned.
    Proposed,
    /// There, but without traffic.
    Disused,
    /// Given up, or no longer there.
    Abandoned,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn track(state: State, when: &str) -> Track {
        let when = When::parse(when).unwrap_or_default();
        Track {
            state,
            when,
            ..Track::default()
        }
    }

    fn at(track: &Track, year: &str) -> bool {
        track.in_use(&When::parse(year).unwrap_or_default())
    }

    #[test]
    fn a_year_takes_in_what_was_opened_and_what_was_closed_within_it() {
        let track = track(State::InUse, "1916-11-05/1944-06");
        let years = ["1915", "1916", "1930", "1944", "1945"];
        let found: Vec<bool> = years.iter().map(|year| at(&track, year)).collect();
        assert_eq!(found, [false, true, true, true, false]);
    }

    #[test]
    fn what_is_out_of_use_since_nobody_knows_when_counts_at_no_time() {
        assert!(!at(&track(State::Abandoned, ""), "1930"));
        assert!(!at(&track(State::Disused, "1920/.."), "1930"));
        assert!(at(&track(State::Disused, "1920/1950"), "1930"));
        assert!(!track(State::Disused, "1920/1950").in_use(&When::default()));
    }

    #[test]
    fn without_a_time_what_is_in_use_now_counts() {
        assert!(track(State::InUse, "").in_use(&When::default()));
        assert!(track(State::InUse, "1950/..").in_use(&When::default()));
        assert!(!track(State::InUse, "1950/1960").in_use(&When::default()));
        assert!(!track(State::Proposed, "").in_use(&When::default()));
    }
}
