//! The word lists of `data/furniture.toml`, ready to ask.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static DATA: &str = include_str!("../../../data/furniture.toml");

/// The lists, read once.
pub(crate) static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| toml::from_str(DATA).unwrap_or_default());

/// Longest block, in words, that a furniture phrase inside may turn into furniture; a longer one
/// is prose that speaks of such things.
const NOTICE_WORDS: usize = 60;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lexicon {
    furniture: Furniture,
    heading: Heading,
    caption: Caption,
    sentence: Sentence,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Furniture {
    anywhere: Phrases,
    whole: BTreeSet<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Heading {
    words: BTreeSet<String>,
    lists: Phrases,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Caption {
    openers: Phrases,
    cues: Phrases,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    verbs: BTreeSet<String>,
    particles: BTreeSet<String>,
    prefixes: BTreeSet<String>,
}

/// A line's words in lower case, bare of marks, joined and framed by single spaces, so that
/// ` in winter ` finds whole words only. Lines above `limit` words give `None`.
pub(crate) fn key(text: &str, limit: usize) -> Option<String> {
    let mut key = String::from(" ");
    let mut count = 0;
    for word in text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-')) {
        let word = word.trim_matches(['\'', '’', '-']);
        if word.is_empty() {
            continue;
        }
        count += 1;
        if count > limit {
            return None;
        }
        key.extend(word.chars().flat_map(char::to_lowercase));
        key.push(' ');
    }
    Some(key)
}

/// Phrases by their first word, so that a line costs its own words and not the length of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
struct Phrases(BTreeMap<String, Vec<String>>);

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        let mut by_word: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for phrase in phrases {
            let (word, rest) = phrase.split_once(' ').unwrap_or((&phrase, ""));
            let rest = if rest.is_empty() {
                String::new()
            } else {
                format!("{rest} ")
            };
            by_word.entry(word.to_owned()).or_default().push(rest);
        }
        Self(by_word)
    }
}

impl Phrases {
    /// Whether a key holds one of the phrases.
    fn occur_in(&self, key: &str) -> bool {
        key.match_indices(' ')
            .any(|(i, _)| self.open(&key[i + 1..]))
    }

    /// Whether words, each followed by a space, open with one of the phrases.
    fn open(&self, words: &str) -> bool {
        words.split_once(' ').is_some_and(|(word, after)| {
            let rests = self.0.get(word);
            rests.is_some_and(|rests| rests.iter().any(|rest| after.starts_with(rest.as_str())))
        })
    }
}

impl Lexicon {
    /// Whether a block's words mark it as part of the page.
    pub(crate) fn is_furniture(&self, text: &str) -> bool {
        // No phrase is longer than a few words of at most 20 letters; skip long prose unread.
        if text.len() > NOTICE_WORDS * 20 {
            return false;
        }
        let Some(key) = key(text, NOTICE_WORDS) else {
            return false;
        };
        let words = key
            .trim()
            .trim_matches(|c: char| c.is_numeric() || c == ' ');
        self.furniture.whole.contains(words) || self.furniture.anywhere.occur_in(&key)
    }

    /// Whether a line names a section.
    pub(crate) fn names_section(&self, key: &str) -> bool {
        key.split_whitespace()
            .any(|w| self.heading.words.contains(w))
    }

    /// Whether a heading announces a list.
    pub(crate) fn announces_list(&self, key: &str) -> bool {
        self.heading.lists.occur_in(key)
    }

    /// Whether a line opens as captions do.
    pub(crate) fn opens_caption(&self, key: &str) -> bool {
        self.caption.openers.open(key.trim_start())
    }

    /// Whether a line says from where or when something was pictured.
    pub(crate) fn describes_picture(&self, key: &str) -> bool {
        self.caption.cues.occur_in(key)
    }

    /// Whether a line holds a frequent finite verb.
    pub(crate) fn has_verb(&self, key: &str) -> bool {
        key.split_whitespace()
            .any(|w| self.sentence.verbs.contains(w))
    }

    /// Whether a word keeps its hyphen before another word.
    pub(crate) fn is_free_prefix(&self, word: &str) -> bool {
        self.sentence.prefixes.contains(word)
    }

    /// Whether a word stays in lower case in a title.
    pub(crate) fn is_particle(&self, word: &str) -> bool {
        self.sentence.particles.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_reads_and_matches_whole_words() {
        let lexicon: Lexicon = toml::from_str(DATA).expect("data/furniture.toml is valid");
        assert!(lexicon.is_furniture("• Facebook Social Icon"));
        assert!(lexicon.is_furniture("Next »"));
        assert!(!lexicon.is_furniture("The next town is Musan."));
        assert!(!lexicon.is_furniture("Homeland"));
        let key = key("Hyesan in winter", 20).expect("short");
        assert!(lexicon.describes_picture(&key));
    }
}
