//! Words by which figures are understood, read from `data/figures.toml`.

use choro_quantity::MeasureKind;
use serde::Deserialize;
use std::sync::LazyLock;

/// The words of `data/figures.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FigureWords {
    pub(crate) parts: Parts,
    pub(crate) shares: Shares,
    pub(crate) quantity: Vec<Quantity>,
    pub(crate) area: Area,
    pub(crate) rate: Rate,
    pub(crate) furniture: Furniture,
}

/// Parts that make up a whole.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Parts {
    pub(crate) pairs: Vec<(String, String)>,
    pub(crate) cues: Vec<String>,
    pub(crate) others: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shares {
    pub(crate) overlapping: Vec<String>,
}

/// What a quantity of these names is measured in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quantity {
    pub(crate) names: Vec<String>,
    pub(crate) kinds: Vec<MeasureKind>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Area {
    pub(crate) sides: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rate {
    pub(crate) words: Vec<String>,
    pub(crate) making: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Furniture {
    pub(crate) phrases: Vec<String>,
    pub(crate) introducing: Vec<String>,
}

/// The words shipped.
pub(crate) static FIGURE_WORDS: LazyLock<FigureWords> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    toml::from_str(include_str!("../../../data/figures.toml"))
        .expect("data/figures.toml is well-formed")
});

/// Whether a text has one of these words or phrases, whole.
pub(crate) fn has_any(text: &str, words: &[String]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| has(&text, word))
}

/// Whether a text in lower case has the word, whole.
pub(crate) fn has(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let letter = |c: char| c.is_alphanumeric();
        let before = text[..at].chars().next_back().is_some_and(letter);
        let after = text[at + word.len()..].chars().next().is_some_and(letter);
        !before && !after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_is_well_formed() {
        let words = &*FIGURE_WORDS;
        assert!(words.parts.pairs.iter().any(|(a, _)| a == "land"));
        assert!(words.quantity.iter().all(|q| !q.kinds.is_empty()));
    }

    #[test]
    fn words_are_found_whole() {
        assert!(has("the land, too", "land"));
        assert!(!has("iceland and landing", "land"));
        assert!(has("10 sq mi of which is land", "of which"));
    }
}
