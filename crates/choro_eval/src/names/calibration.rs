//! Reliability: how often what was held for probable to some degree was true.

use std::fmt::Write;

/// Cases of about one probability.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// How many.
    pub cases: usize,
    /// Sum of the probabilities held.
    pub held: f64,
    /// How many were true.
    pub is_true: usize,
}

/// Upper ends of the bins.
const ENDS: [f64; 9] = [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 1.0];

/// A reliability table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reliability {
    /// Bins in order of probability.
    pub bins: [Bin; ENDS.len()],
}

impl Reliability {
    /// The table of cases: the probability held, and what was true.
    pub fn of(cases: impl IntoIterator<Item = (f64, bool)>) -> Self {
        let mut table = Self::default();
        for (probability, is_true) in cases {
            let at = ENDS.iter().position(|end| probability <= *end);
            let bin = &mut table.bins[at.unwrap_or(ENDS.len() - 1)];
            bin.cases += 1;
            bin.held += probability;
            bin.is_true += usize::from(is_true);
        }
        table
    }

    /// Mean distance between what was held and what was true, weighted by cases (expected
    /// calibration error).
    pub fn error(&self) -> f64 {
        let cases: usize = self.bins.iter().map(|bin| bin.cases).sum();
        let off: f64 = self
            .bins
            .iter()
            .map(|bin| (bin.held - bin.is_true as f64).abs())
            .sum();
        off / cases.max(1) as f64
    }

    /// The table for people.
    pub fn table(&self) -> String {
        let mut text = format!("{:<14}{:>8}{:>8}{:>8}\n", "score", "cases", "held", "true");
        let mut start = 0.0;
        for (bin, end) in self.bins.iter().zip(ENDS) {
            let share = |sum: f64| match bin.cases {
                0 => "-".to_owned(),
                cases => format!("{:.3}", sum / cases as f64),
            };
            let _ = writeln!(
                text,
                "{:<14}{:>8}{:>8}{:>8}",
                format!("{start:.2}–{end:.2}"),
                bin.cases,
                share(bin.held),
                share(bin.is_true as f64)
            );
            start = end;
        }
        let _ = writeln!(text, "mean error {:.3}", self.error());
        text
    }
}
