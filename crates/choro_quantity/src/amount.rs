//! How much: a value, a range or a bound.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How an amount is limited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The value itself.
    #[default]
    Exact,
    /// From low to high: "150-200".
    Range,
    /// "at least 5": `>=5`.
    AtLeast,
    /// "over 200": `>200`.
    MoreThan,
    /// "up to 30": `<=30`.
    AtMost,
    /// "less than 25": `<25`.
    LessThan,
}

/// An amount without unit. Shown canonically: `105909`, `150..200`, `<25`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Amount {
    /// The least it may be; negative infinity where only the most is stated.
    pub low: f64,
    /// The most it may be; infinity where only the least is stated.
    pub high: f64,
    /// How it is limited.
    pub bound: Bound,
    /// Whether it is blurred: "around 80".
    pub approximate: bool,
}

impl Amount {
    /// One value.
    pub fn exact(value: f64) -> Self {
        Self {
            low: value,
            high: value,
            bound: Bound::Exact,
            approximate: false,
        }
    }

    /// All between the two values, in either order.
    pub fn range(low: f64, high: f64) -> Self {
        let (low, high) = if high < low { (high, low) } else { (low, high) };
        Self {
            low,
            high,
            bound: Bound::Range,
            approximate: false,
        }
    }

    /// The same figure read as a bound; a range keeps its bound.
    #[must_use]
    pub fn bounded(self, bound: Bound) -> Self {
        if self.bound == Bound::Range {
            return self;
        }
        let value = self.figure();
        let (low, high) = match bound {
            Bound::Exact | Bound::Range => return self,
            Bound::AtLeast | Bound::MoreThan => (value, f64::INFINITY),
            Bound::AtMost | Bound::LessThan => (f64::NEG_INFINITY, value),
        };
        Self {
            low,
            high,
            bound,
            ..self
        }
    }

    /// The figure written: the middle of a range, the limit of a bound.
    pub fn figure(self) -> f64 {
        match self.bound {
            Bound::Exact | Bound::AtLeast | Bound::MoreThan => self.low,
            Bound::AtMost | Bound::LessThan => self.high,
            Bound::Range => f64::midpoint(self.low, self.high),
        }
    }

    /// In another unit: `value · factor + offset`, for factors above 0.
    #[must_use]
    pub fn scaled(self, factor: f64, offset: f64) -> Self {
        Self {
            low: self.low * factor + offset,
            high: self.high * factor + offset,
            ..self
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bound {
            Bound::Exact => write_figure(f, self.low),
            Bound::Range => {
                write_figure(f, self.low)?;
                f.write_str("..")?;
                write_figure(f, self.high)
            }
            Bound::AtLeast => prefixed(f, ">=", self.low),
            Bound::MoreThan => prefixed(f, ">", self.low),
            Bound::AtMost => prefixed(f, "<=", self.high),
            Bound::LessThan => prefixed(f, "<", self.high),
        }
    }
}

fn prefixed(f: &mut fmt::Formatter<'_>, sign: &str, value: f64) -> fmt::Result {
    f.write_str(sign)?;
    write_figure(f, value)
}

/// Rounded to 12 significant digits, so that `2.9 million` is `2900000` and never
/// `2899999.9999999995`.
fn write_figure(f: &mut fmt::Formatter<'_>, value: f64) -> fmt::Result {
    let rounded: f64 = format!("{value:.11e}").parse().unwrap_or(value);
    write!(f, "{}", if rounded == 0.0 { 0.0 } else { rounded })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_text_is_what_ledgers_use() {
        assert_eq!(Amount::exact(105_909.0).to_string(), "105909");
        assert_eq!(Amount::range(200.0, 150.0).to_string(), "150..200");
        assert_eq!(
            Amount::exact(25.0).bounded(Bound::LessThan).to_string(),
            "<25"
        );
        assert_eq!(Amount::exact(2.9 * 1e6).to_string(), "2900000");
        assert_eq!(Amount::exact(22.7).to_string(), "22.7");
        assert_eq!(Amount::exact(-0.0).to_string(), "0");
    }
}
