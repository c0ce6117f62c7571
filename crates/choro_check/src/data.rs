//! Thresholds and word lists of the checker, read from `data/`.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Limits beyond those of geometry; see `data/thresholds.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    pub(crate) confidence: Confidence,
    pub(crate) margin: Margin,
    pub(crate) terrain: Terrain,
    pub(crate) sight: Sight,
    pub(crate) near: BTreeMap<String, f64>,
    pub(crate) located: Located,
    pub(crate) coordinates: Reach,
    pub(crate) network: Served,
    pub(crate) figures: Figures,
    pub(crate) superlative: Superlative,
    pub(crate) names: Names,
    pub(crate) counts: Counts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confidence {
    pub(crate) error: f64,
    pub(crate) warning: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Margin {
    pub(crate) degrees: f64,
    pub(crate) metres: f64,
    pub(crate) share: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Located {
    pub(crate) tolerance_m: f64,
    pub(crate) coarse_tolerance_m: f64,
    pub(crate) settlement_km: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reach {
    pub(crate) near_km: f64,
    pub(crate) far_km: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Served {
    pub(crate) served_km: f64,
    pub(crate) far_km: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Figures {
    pub(crate) same: f64,
    pub(crate) hedged: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) shrink: f64,
    pub(crate) grow: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Superlative {
    pub(crate) population: f64,
    pub(crate) area: f64,
    pub(crate) elevation_m: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Terrain {
    pub(crate) foot_km: f64,
    pub(crate) foot_m: f64,
    pub(crate) foot_degrees: f64,
    pub(crate) without_m: f64,
    pub(crate) level_degrees: f64,
    pub(crate) sloping_degrees: f64,
    pub(crate) little: f64,
    pub(crate) broken_m: f64,
    pub(crate) local_km: f64,
    pub(crate) local_m: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sight {
    pub(crate) above_m: f64,
    pub(crate) hidden_m: f64,
    pub(crate) far_km: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counts {
    pub(crate) most: f64,
    pub(crate) border_m: f64,
    pub(crate) together_m: f64,
    pub(crate) along_km: f64,
    pub(crate) between_share: f64,
    pub(crate) between_doubt: f64,
    pub(crate) past_share: f64,
    pub(crate) doubtful_share: f64,
    pub(crate) slack_share: f64,
    pub(crate) coverage: f64,
    pub(crate) reach_share: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Names {
    pub(crate) slip: usize,
    pub(crate) usual: usize,
    pub(crate) letters: usize,
    pub(crate) near_miss_km: f64,
    pub(crate) near_miss_score: f64,
    pub(crate) odd_scheme: f64,
    pub(crate) as_likely: f64,
    pub(crate) apart_km: f64,
    pub(crate) unknown_letters: usize,
}

/// The limits shipped.
pub(crate) static THRESHOLDS: LazyLock<Thresholds> = LazyLock::new(|| {
    let table = toml::Value::Table(thresholds_as_written());
    table
        .try_into()
        .expect("data/thresholds.toml has all limits")
});

/// The limits shipped, as the file has them.
pub(crate) fn thresholds_as_written() -> toml::Table {
    // The file is part of the program; a test reads it.
    toml::from_str(include_str!("../../../data/thresholds.toml"))
        .expect("data/thresholds.toml is well-formed")
}

/// Words by which statements speak of one quality; see `data/qualities.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Qualities {
    pub(crate) quality: Vec<Quality>,
    pub(crate) leaning: Leaning,
    pub(crate) status: Status,
    pub(crate) names: NameWords,
    pub(crate) figures: FigureWords,
    pub(crate) counts: CountWords,
    pub(crate) sources: SourceWords,
    pub(crate) terrain: TerrainWords,
    pub(crate) crossings: BTreeMap<String, Vec<String>>,
    superlatives: BTreeMap<String, (String, String)>,
    ranks: BTreeMap<String, usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quality {
    pub(crate) name: String,
    pub(crate) words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Leaning {
    pub(crate) against: Vec<String>,
    #[serde(rename = "for")]
    pub(crate) in_favour: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Status {
    pub(crate) finished: Vec<String>,
    pub(crate) unfinished: Vec<String>,
    pub(crate) passing: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameWords {
    pub(crate) polity: Vec<String>,
    pub(crate) another: Vec<String>,
    pub(crate) present: Vec<String>,
    pub(crate) bodies: BTreeSet<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FigureWords {
    pub(crate) wider: Vec<String>,
}

/// Words by which a count is no count of what there is today on the ground it names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountWords {
    pub(crate) past: Vec<String>,
    pub(crate) before_dates: Vec<String>,
    pub(crate) dates: Vec<String>,
    pub(crate) narrowing: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceWords {
    pub(crate) official: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TerrainWords {
    pub(crate) level: Vec<String>,
    pub(crate) mountains: Vec<String>,
    pub(crate) low: Vec<String>,
    pub(crate) partly: Vec<String>,
}

/// What a superlative or comparative measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Dimension {
    /// Population or area: the text must say which.
    Size,
    Population,
    Area,
    Elevation,
    Length,
    /// How far it lies in a direction.
    Wind(choro_geometry::Wind),
}

impl Dimension {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "size" => Self::Size,
            "population" => Self::Population,
            "area" => Self::Area,
            "elevation" => Self::Elevation,
            "length" => Self::Length,
            letters => Self::Wind(choro_geometry::Wind::from_letters(letters)?),
        })
    }
}

impl Qualities {
    /// The dimension of an adjective and whether it means the most of it.
    pub(crate) fn dimension(&self, adjective: &str) -> Option<(Dimension, bool)> {
        let word = adjective.trim().to_lowercase();
        let (dimension, end) = self.superlatives.get(&word)?;
        Some((Dimension::of(dimension)?, end == "most"))
    }

    /// "second" is 2, "36th" is 36; an empty word is 1. `None` of any other word.
    pub(crate) fn rank(&self, word: &str) -> Option<usize> {
        let word = word.trim().to_lowercase();
        if word.is_empty() {
            return Some(1);
        }
        let digits = word.trim_end_matches(char::is_alphabetic);
        self.ranks
            .get(word.as_str())
            .copied()
            .or_else(|| digits.parse().ok())
    }
}

/// The words shipped.
pub(crate) static QUALITIES: LazyLock<Qualities> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    toml::from_str(include_str!("../../../data/qualities.toml"))
        .expect("data/qualities.toml is well-formed")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_are_well_formed() {
        let limits = &*THRESHOLDS;
        assert!(limits.confidence.error > limits.confidence.warning);
        assert!(limits.figures.low < 1.0 && limits.figures.high > 1.0);
        for word in QUALITIES.superlatives.keys() {
            assert!(QUALITIES.dimension(word).is_some(), "{word}");
        }
        assert_eq!(QUALITIES.rank("second"), Some(2));
        assert_eq!(QUALITIES.rank("36th"), Some(36));
        assert_eq!(QUALITIES.rank(""), Some(1));
        assert_eq!(QUALITIES.rank("umpteenth"), None);
    }
}
