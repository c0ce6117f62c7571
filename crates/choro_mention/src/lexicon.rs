//! Closed word classes of English, read from `data/lexicon.toml`.

use choro_text::{WordMap, WordSet};
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::OnceLock;

/// The word lists that recognition leans on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lexicon {
    /// Words that are no part of a name even when they begin a sentence with a capital.
    pub(crate) function_words: WordSet,
    /// Function words that may nevertheless end a name: "Mountain *View*".
    pub(crate) inside_names: WordSet,
    /// Words after which a name is a place.
    pub(crate) locative: WordSet,
    /// Words after which a name is not the subject of its clause.
    pub(crate) prepositions: WordSet,
    /// Words that may join the parts of a name.
    pub(crate) connectors: WordSet,
    /// Short for a unit: "the CDP".
    pub(crate) unit_acronyms: WordSet,
    /// Nouns for a part of the place spoken of, hardly ever for a site named before: "the centre".
    pub(crate) place_parts: WordSet,
    /// Titles before a person's name.
    pub(crate) titles: WordSet,
    /// Nouns of kinship, before or after a person's name.
    pub(crate) kin: WordSet,
    /// Verbs whose subject is a person.
    pub(crate) person_verbs: WordSet,
    /// Determiners that can open a definite description.
    pub(crate) determiners: WordSet,
    /// Capitalised words that name neither place nor person: months, days, peoples' adjectives.
    pub(crate) not_places: WordSet,
    /// Directions that, written large before a name, belong to it: "South Dakota" is not Dakota.
    pub(crate) sides: WordSet,
    /// Nouns that may follow a class noun in a compound ("city centre").
    pub(crate) compound_tails: WordSet,
    /// Names that are one although "and" joins their parts, folded.
    pub(crate) joined_names: WordSet,
    /// Names, folded, whose first word is a wind and yet theirs: "Central America".
    pub(crate) sided_names: WordSet,
    /// Words that name a field of a data sheet and no place: "Population: …".
    pub(crate) labels: WordSet,
    /// Adjectives that open the full name of a unit: "Metropolitan Borough of X".
    pub(crate) styles: WordSet,
    /// Adjectives that may stand in a description: "the *civil* parish".
    pub(crate) unit_adjectives: WordSet,
    /// Abbreviations of countries, and the name each stands for.
    pub(crate) abbreviations: WordMap<String>,
    /// Adjectives of peoples and the country each belongs to.
    pub(crate) demonyms: WordMap<String>,
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
    let lower = folded(word, u8::is_ascii_uppercase, str::to_lowercase);
    let upper = || folded(word, u8::is_ascii_lowercase, str::to_uppercase);
    words
        .demonyms
        .get(lower.as_ref())
        .or_else(|| words.abbreviations.get(upper().as_ref()))
        .map(String::as_str)
}

/// The word in the other case, as it is where nothing changes.
fn folded(word: &str, changes: fn(&u8) -> bool, fold: fn(&str) -> String) -> Cow<'_, str> {
    if word.is_ascii() && !word.bytes().any(|b| changes(&b)) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(fold(word))
    }
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
