//! The sixteen winds: "north", "south-east", "north-north-east".

use serde::{Deserialize, Serialize};

use crate::measure::normalise_azimuth;

/// A point of the compass rose. The order of the variants is clockwise from north.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Wind {
    N,
    Nne,
    Ne,
    Ene,
    E,
    Ese,
    Se,
    Sse,
    S,
    Ssw,
    Sw,
    Wsw,
    W,
    Wnw,
    Nw,
    Nnw,
}

/// How fine a wind is: the finer, the narrower its cone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// North, east, south, west.
    Cardinal,
    /// North-east, south-east, south-west, north-west.
    Intercardinal,
    /// The eight winds of three letters.
    Secondary,
}

/// Letters and words, clockwise from north.
const ROSE: [(Wind, &str, &str); 16] = [
    (Wind::N, "N", "north"),
    (Wind::Nne, "NNE", "north-north-east"),
    (Wind::Ne, "NE", "north-east"),
    (Wind::Ene, "ENE", "east-north-east"),
    (Wind::E, "E", "east"),
    (Wind::Ese, "ESE", "east-south-east"),
    (Wind::Se, "SE", "south-east"),
    (Wind::Sse, "SSE", "south-south-east"),
    (Wind::S, "S", "south"),
    (Wind::Ssw, "SSW", "south-south-west"),
    (Wind::Sw, "SW", "south-west"),
    (Wind::Wsw, "WSW", "west-south-west"),
    (Wind::W, "W", "west"),
    (Wind::Wnw, "WNW", "west-north-west"),
    (Wind::Nw, "NW", "north-west"),
    (Wind::Nnw, "NNW", "north-north-west"),
];

impl Wind {
    /// The sixteen winds clockwise from north.
    pub fn all() -> impl Iterator<Item = Self> {
        ROSE.iter().map(|row| row.0)
    }

    fn index(self) -> usize {
        self as usize
    }

    fn at(index: usize) -> Self {
        ROSE[index % 16].0
    }

    /// Azimuth in degrees clockwise from north, 0 to 337.5.
    pub fn azimuth(self) -> f64 {
        self.index() as f64 * 22.5
    }

    /// Letters, such as `NNE`.
    pub fn letters(self) -> &'static str {
        ROSE[self.index()].1
    }

    /// Words, such as `north-north-east`.
    pub fn words(self) -> &'static str {
        ROSE[self.index()].2
    }

    /// The wind written with these letters, in either case.
    pub fn from_letters(letters: &str) -> Option<Self> {
        ROSE.iter()
            .find(|row| row.1.eq_ignore_ascii_case(letters.trim()))
            .map(|row| row.0)
    }

    /// The wind written with these words, with hyphens, spaces or nothing between the parts.
    pub fn from_words(words: &str) -> Option<Self> {
        fn letters(text: &str) -> impl Iterator<Item = u8> {
            let letters = text.bytes().filter(u8::is_ascii_alphabetic);
            letters.map(|b| b.to_ascii_lowercase())
        }
        // Longer input cannot be a wind; do not read it.
        if words.len() > 64 {
            return None;
        }
        ROSE.iter()
            .find(|row| letters(row.2).eq(letters(words)))
            .map(|row| row.0)
    }

    /// The nearest of the sixteen winds to an azimuth in degrees; north if it is not a number.
    pub fn nearest(azimuth: f64) -> Self {
        Self::at(rounded(azimuth, 22.5))
    }

    /// The nearest of the eight cardinal and intercardinal winds to an azimuth in degrees.
    pub fn nearest_of_eight(azimuth: f64) -> Self {
        Self::at(rounded(azimuth, 45.0) * 2)
    }

    /// How fine the wind is.
    pub fn order(self) -> Order {
        match self.index() % 4 {
            0 => Order::Cardinal,
            2 => Order::Intercardinal,
            _ => Order::Secondary,
        }
    }

    /// Half the width of the cone in which a direction is supported, in degrees.
    pub fn support_half_angle(self) -> f64 {
        match self.order() {
            Order::Cardinal => 45.0,
            Order::Intercardinal => 30.0,
            Order::Secondary => 22.5,
        }
    }

    /// Half the width of the cone outside which a direction is contradicted, in degrees.
    pub fn contradiction_half_angle(self) -> f64 {
        match self.order() {
            Order::Cardinal | Order::Intercardinal => 67.5,
            Order::Secondary => 45.0,
        }
    }

    /// The wind turned by half a circle.
    #[must_use]
    pub fn opposite(self) -> Self {
        Self::at(self.index() + 8)
    }

    /// The wind turned clockwise by a number of sixteenths of a circle.
    #[must_use]
    pub fn turned(self, sixteenths: usize) -> Self {
        Self::at(self.index() + sixteenths % 16)
    }
}

/// The number of the sector of this width an azimuth falls into; 0 if it is not a number.
fn rounded(azimuth: f64, width: f64) -> usize {
    let sectors = (360.0 / width).round() as usize;
    (normalise_azimuth(azimuth) / width).round() as usize % sectors
}

impl std::fmt::Display for Wind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.letters())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wind_reads_back() {
        for wind in Wind::all() {
            assert_eq!(Wind::from_letters(wind.letters()), Some(wind));
            assert_eq!(Wind::from_words(wind.words()), Some(wind));
            assert_eq!(Wind::nearest(wind.azimuth() + 11.0), wind);
            assert_eq!(Wind::nearest(wind.azimuth() - 11.0), wind);
            assert_eq!(wind.opposite().opposite(), wind);
        }
        assert_eq!(Wind::from_letters("nne"), Some(Wind::Nne));
        assert_eq!(Wind::from_words("North East"), Some(Wind::Ne));
        assert_eq!(Wind::from_words("southsoutheast"), Some(Wind::Sse));
    }

    #[test]
    fn what_is_no_wind_is_refused() {
        assert_eq!(Wind::from_letters("NS"), None);
        assert_eq!(Wind::from_letters(""), None);
        assert_eq!(Wind::from_words("northern"), None);
        assert_eq!(Wind::from_words("east-north"), None);
    }

    #[test]
    fn cones_and_opposites() {
        assert_eq!(Wind::Sw.opposite(), Wind::Ne);
        assert_eq!(Wind::Ese.order(), Order::Secondary);
        assert_eq!(Wind::Se.support_half_angle(), 30.0);
        assert_eq!(Wind::S.contradiction_half_angle(), 67.5);
        assert_eq!(Wind::Ssw.contradiction_half_angle(), 45.0);
        assert_eq!(Wind::nearest_of_eight(254.0), Wind::W);
        assert_eq!(Wind::nearest(f64::NAN), Wind::N);
        assert_eq!(Wind::nearest(-1.0), Wind::N);
        assert_eq!(Wind::nearest(359.0), Wind::N);
    }
}
