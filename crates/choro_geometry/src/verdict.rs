//! What a judgement says: outcome, numbers, limit, margin.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The answer to one statement under one reading of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The geometry agrees.
    Supported,
    /// The geometry disagrees beyond every tolerance.
    Contradicted,
    /// Neither can be said.
    Undetermined,
}

/// Why a judgement is undetermined, or what kind of contradiction it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Between the two thresholds.
    Between,
    /// The places are closer together than they are wide.
    TooClose,
    /// The stated distance fits a road or railway.
    ByRoad,
    /// The measures disagree among themselves.
    Mixed,
    /// The point lies outside, in or near a unit that touches the named one.
    Neighbouring,
    /// The two do not touch.
    NotAdjacent,
    /// A shape is empty, of the wrong kind or not finite.
    Unmeasurable,
}

/// One measured number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// What was measured, such as `shared line`.
    pub name: Cow<'static, str>,
    /// The value.
    pub value: f64,
    /// `°`, `m`, `share` (0 to 1) or empty.
    pub unit: Cow<'static, str>,
}

impl Measure {
    /// A measure.
    pub fn new(name: &'static str, value: f64, unit: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            value,
            unit: Cow::Borrowed(unit),
        }
    }

    /// The number as people read it: `254°`, `18.0 km`, `320 m`, `44 %`.
    pub fn readable(&self) -> String {
        readable(self.value, &self.unit)
    }
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.name, self.readable())
    }
}

/// The outcome of a judgement with the numbers it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// The outcome.
    pub outcome: Outcome,
    /// Set when undetermined, and for contradictions of a special kind.
    pub reason: Option<Reason>,
    /// The numbers, the deciding one first. Never empty unless unmeasurable.
    pub measured: Vec<Measure>,
    /// The limit beyond which the statement is contradicted, in `unit`.
    pub threshold: f64,
    /// How far the measurement lies past that limit, in `unit`; 0 or less within it.
    pub margin: f64,
    /// Unit of threshold and margin: `°`, `m` or `share`.
    pub unit: Cow<'static, str>,
}

impl Judgement {
    /// A judgement about something that cannot be measured.
    pub fn unmeasurable() -> Self {
        Self {
            outcome: Outcome::Undetermined,
            reason: Some(Reason::Unmeasurable),
            measured: Vec::new(),
            threshold: 0.0,
            margin: 0.0,
            unit: Cow::Borrowed(""),
        }
    }

    /// Three-way judgement of a deviation: supported up to `support`, contradicted past
    /// `threshold`, undetermined between.
    pub(crate) fn of_deviation(
        deviation: f64,
        support: f64,
        threshold: f64,
        unit: &'static str,
        measured: Vec<Measure>,
    ) -> Self {
        if !(deviation.is_finite() && support.is_finite() && threshold.is_finite()) {
            return Self::unmeasurable();
        }
        let outcome = if deviation <= support {
            Outcome::Supported
        } else if deviation > threshold {
            Outcome::Contradicted
        } else {
            Outcome::Undetermined
        };
        Self {
            outcome,
            reason: (outcome == Outcome::Undetermined).then_some(Reason::Between),
            measured,
            threshold,
            margin: deviation - threshold,
            unit: Cow::Borrowed(unit),
        }
    }

    /// Three-way judgement of a share (0 to 1): supported from `support` on, contradicted below
    /// `threshold`, undetermined between. The margin is the share missing to the threshold.
    pub(crate) fn of_share(
        share: f64,
        support: f64,
        threshold: f64,
        measured: Vec<Measure>,
    ) -> Self {
        let mut judged = Self::of_deviation(-share, -support, -threshold, "share", measured);
        judged.threshold = threshold;
        judged
    }

    /// The same numbers with another outcome.
    pub(crate) fn with(mut self, outcome: Outcome, reason: Option<Reason>) -> Self {
        self.outcome = outcome;
        self.reason = reason;
        self
    }

    /// Undetermined for this reason if it was contradicted; otherwise unchanged.
    pub(crate) fn never_contradicted(self, reason: Reason) -> Self {
        if self.outcome == Outcome::Contradicted {
            self.with(Outcome::Undetermined, Some(reason))
        } else {
            self
        }
    }

    /// Whether the geometry agrees.
    pub fn is_supported(&self) -> bool {
        self.outcome == Outcome::Supported
    }

    /// Whether the geometry disagrees beyond every tolerance.
    pub fn is_contradicted(&self) -> bool {
        self.outcome == Outcome::Contradicted
    }

    /// The measure of this name.
    pub fn measure(&self, name: &str) -> Option<f64> {
        self.measured
            .iter()
            .find(|m| m.name == name)
            .map(|m| m.value)
    }

    /// One readable line: the measures, and how far past the limit when contradicted, as in
    /// `shared line 254°, neighbour 242°, outward normal 272°; 97° past the limit`.
    pub fn summary(&self) -> String {
        let mut line = self
            .measured
            .iter()
            .map(Measure::to_string)
            .collect::<Vec<_>>()
            .join(", ");
        if self.outcome == Outcome::Contradicted && self.margin > 0.0 {
            line.push_str("; ");
            line.push_str(&readable(self.margin, &self.unit));
            line.push_str(" past the limit");
        }
        line
    }
}

/// A number with its unit as people read it.
fn readable(value: f64, unit: &str) -> String {
    // No minus before a rounded zero.
    let value = if value.abs() < 5e-4 { 0.0 } else { value };
    match unit {
        "°" => format!("{value:.0}°"),
        "share" => format!("{:.0} %", value * 100.0),
        "m" if value.abs() < 1_000.0 => format!("{value:.0} m"),
        "m" if value.abs() < 100_000.0 => format!("{:.1} km", value / 1_000.0),
        "m" => format!("{:.0} km", value / 1_000.0),
        "" => format!("{value:.2}"),
        other => format!("{value:.2} {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(deviation: f64) -> Judgement {
        Judgement::of_deviation(
            deviation,
            45.0,
            67.5,
            "°",
            vec![Measure::new("bearing", 254.2, "°")],
        )
    }

    #[test]
    fn the_dead_band_is_undetermined() {
        assert_eq!(judged(45.0).outcome, Outcome::Supported);
        assert_eq!(judged(45.1).outcome, Outcome::Undetermined);
        assert_eq!(judged(67.5).outcome, Outcome::Undetermined);
        assert_eq!(judged(67.6).outcome, Outcome::Contradicted);
        assert_eq!(judged(f64::NAN).reason, Some(Reason::Unmeasurable));
    }

    #[test]
    fn the_summary_says_how_far_past() {
        assert_eq!(judged(164.2).summary(), "bearing 254°; 97° past the limit");
        assert_eq!(judged(10.0).summary(), "bearing 254°");
        assert_eq!(
            Measure::new("distance", 18_040.0, "m").readable(),
            "18.0 km"
        );
        assert_eq!(Measure::new("distance", 320.4, "m").readable(), "320 m");
        assert_eq!(Measure::new("north", 0.44, "share").readable(), "44 %");
    }
}
