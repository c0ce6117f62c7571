//! Closed word classes of English, read from `data/lexicon.toml`.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// The word lists that recognition leans on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lexicon {
    /// Words that are no part of a name even when they begin a sentence with a capital.
    pub(crate) function_words: BTreeSet<String>,
    /// Words after which a name is a place.
    pub(crate) locative: BTreeSet<String>,
    /// Words after which a name is not the subject of its clause.
    pub(crate) prepositions: BTreeSet<String>,
    /// Words that may join the parts of a name.
    pub(crate) connectors: BTreeSet<String>,
    /// Titles before a person's name.
    pub(crate) titles: BTreeSet<String>,
    /// Nouns of kinship, before or after a person's name.
    pub(crate) kin: BTreeSet<String>,
    /// Verbs whose subject is a person.
    pub(crate) person_verbs: BTreeSet<String>,
    /// Determiners that can open a definite description.
    pub(crate) determiners: BTreeSet<String>,
    /// Capitalised words that name neither place nor person: months, days, peoples' adjectives.
    pub(crate) not_places: BTreeSet<String>,
    /// Directions that, written large before a name, belong to it: "South Dakota" is not Dakota.
    pub(crate) sides: BTreeSet<String>,
    /// Nouns that may follow a class noun in a compound ("city centre").
    pub(crate) compound_tails: BTreeSet<String>,
    /// Names that are one although "and" joins their parts, folded.
    pub(crate) joined_names: BTreeSet<String>,
    /// Words that name a field of a data sheet and no place: "Population: …".
    pub(crate) labels: BTreeSet<String>,
    /// Adjectives that open the full name of a unit: "Metropolitan Borough of X".
    pub(crate) styles: BTreeSet<String>,
    /// Adjectives that may stand in a description: "the *civil* parish".
    pub(crate) unit_adjectives: BTreeSet<String>,
    /// Abbreviations of countries, and the name each stands for.
    pub(crate) abbreviations: BTreeMap<String, String>,
    /// Adjectives of peoples and the country each belongs to.
    pub(crate) demonyms: BTreeMap<String, String>,
}

/// The lexicon, parsed once.
pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let text = include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../data/lexicon.toml"
        ));
        toml::from_str(text).expect("data/lexicon.toml is checked by a test")
    })
}

/// The name that an abbreviation stands for: "U.S." → "United States".
pub(crate) fn unabbreviated(name: &str) -> &str {
    lexicon()
        .abbreviations
        .get(name)
        .map_or(name, String::as_str)
}

/// The country whose people an adjective names: "Chinese" → "China"; an abbreviation may stand for
/// the adjective ("the U.S. state").
pub fn demonym(word: &str) -> Option<&'static str> {
    let words = lexicon();
    words
        .demonyms
        .get(&word.to_lowercase())
        .or_else(|| words.abbreviations.get(&word.to_uppercase()))
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_reads_and_demonyms_lead_to_countries() {
        assert!(lexicon().function_words.contains("the"));
        assert_eq!(demonym("Chinese"), Some("China"));
        assert_eq!(demonym("stone"), None);
    }
}
