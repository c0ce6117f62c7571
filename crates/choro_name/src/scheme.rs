//! Hints at the romanisation system a spelling follows.
//!
//! "P'yŏngra" is McCune–Reischauer, "Goryeo" the Revised Romanisation, "Ryanggang" the usage of the
//! DPRK. The signs are read from `data/romanisation/schemes.toml`. Many names carry no sign, some
//! carry signs of two systems: hints are evidence to be counted over a document, not verdicts.

use crate::fold::is_apostrophe;
use serde::Deserialize;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// One sign of a system found in a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemeHint {
    /// `mccune-reischauer`, `revised`, `dprk`, `plain`.
    pub scheme: String,
    /// What in the spelling shows it.
    pub evidence: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    sign: Vec<Sign>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sign {
    scheme: String,
    languages: Vec<String>,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    contains: Vec<String>,
    #[serde(default)]
    lacks: Vec<String>,
    evidence: String,
}

static SIGNS: LazyLock<Vec<Sign>> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    toml::from_str::<File>(include_str!("../../../data/romanisation/schemes.toml"))
        .expect("data/romanisation/schemes.toml is well-formed")
        .sign
});

/// The systems whose signs a name carries, in the order of the data. `language` is the BCP 47 tag
/// of the name where it is stated; a name in a language the signs do not concern gives none.
pub fn scheme_hints(name: &str, language: Option<&str>) -> Vec<SchemeHint> {
    let text: String = name
        .nfc()
        .flat_map(char::to_lowercase)
        .map(|c| if is_apostrophe(c) { '\'' } else { c })
        .collect();
    let primary = language
        .and_then(|tag| tag.split('-').next())
        .filter(|tag| !tag.is_empty());
    let holds = |sign: &Sign| {
        let in_text = |part: &String| text.contains(part.as_str());
        let at_word = |part: &String| {
            text.split_whitespace()
                .any(|word| word.starts_with(part.as_str()))
        };
        primary.is_none_or(|tag| sign.languages.iter().any(|known| known == tag))
            && (sign.starts.is_empty() || sign.starts.iter().any(at_word))
            && (sign.contains.is_empty() || sign.contains.iter().any(in_text))
            && !sign.lacks.iter().any(in_text)
    };
    SIGNS
        .iter()
        .filter(|sign| holds(sign))
        .map(|sign| SchemeHint {
            scheme: sign.scheme.clone(),
            evidence: sign.evidence.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schemes(name: &str) -> Vec<String> {
        let mut schemes: Vec<_> = scheme_hints(name, Some("en"))
            .into_iter()
            .map(|hint| hint.scheme)
            .collect();
        schemes.dedup();
        schemes
    }

    #[test]
    fn signs_show_the_system() {
        assert_eq!(schemes("P’yŏngra"), ["mccune-reischauer"]);
        assert_eq!(schemes("Kimch'aek"), ["mccune-reischauer"]);
        assert_eq!(schemes("Goryeo"), ["revised"]);
        assert_eq!(schemes("Ryanggang"), ["dprk"]);
        assert_eq!(schemes("Kyongsong"), ["plain"]);
        assert!(schemes("Hyesan").is_empty());
        // An ending is not the beginning of a name, and vowels that meet are no sign.
        assert!(schemes("Yangji-ri").is_empty());
        assert!(schemes("Taeosi").is_empty() && schemes("Aeu-dong").is_empty());
    }

    #[test]
    fn names_of_other_languages_give_no_hint() {
        assert!(scheme_hints("Rouen", Some("fr")).is_empty());
    }
}
