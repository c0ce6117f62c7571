//! Phrases of one or more words, found from their first word on or back from their last.

use choro_text::tokenise;

use crate::reader::Reader;
use crate::word_hash::WordMap;

/// One phrase and what it stands for.
struct Phrase<T> {
    /// Its tokens; lower case unless exact.
    words: Vec<String>,
    exact: bool,
    value: T,
}

/// A table of phrases; the longest match wins, then the one entered first.
pub(crate) struct Phrases<T> {
    phrases: Vec<Phrase<T>>,
    by_first: WordMap<Vec<usize>>,
    by_last: WordMap<Vec<usize>>,
}

impl<T: Clone> Phrases<T> {
    pub(crate) fn new() -> Self {
        Self {
            phrases: Vec::new(),
            by_first: WordMap::default(),
            by_last: WordMap::default(),
        }
    }

    /// Enters a phrase read in any case.
    pub(crate) fn add(&mut self, phrase: &str, value: T) {
        self.enter(&phrase.to_lowercase(), false, value);
    }

    /// Enters a phrase read in exactly this case: `MW` is not `mw`.
    pub(crate) fn add_exact(&mut self, phrase: &str, value: T) {
        self.enter(phrase, true, value);
    }

    fn enter(&mut self, phrase: &str, exact: bool, value: T)
    where
        T: Clone,
    {
        let words = |text: &str| -> Vec<String> {
            tokenise(text)
                .iter()
                .map(|t| t.span.slice(text).to_owned())
                .collect()
        };
        let small = words(phrase);
        if !exact && phrase.contains('.') {
            // "B.C." is one token in capitals and four in small letters.
            let capital = words(&phrase.to_uppercase());
            if capital.len() != small.len() {
                let lower = capital.iter().map(|w| w.to_lowercase()).collect();
                self.enter_words(lower, exact, value.clone());
            }
        }
        self.enter_words(small, exact, value);
    }

    fn enter_words(&mut self, words: Vec<String>, exact: bool, value: T) {
        // A sign the tokeniser gives no width to can never be found in a text.
        if words.iter().any(String::is_empty) {
            return;
        }
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return;
        };
        let index = self.phrases.len();
        let length = words.len();
        let (first, last) = (first.to_lowercase(), last.to_lowercase());
        self.phrases.push(Phrase {
            words,
            exact,
            value,
        });
        for (map, key) in [(&mut self.by_first, first), (&mut self.by_last, last)] {
            let list = map.entry(key).or_default();
            let at = list
                .iter()
                .position(|&i| self.phrases[i].words.len() < length)
                .unwrap_or(list.len());
            list.insert(at, index);
        }
    }

    /// First words of all phrases, lower case, each once.
    pub(crate) fn first_words(&self) -> impl Iterator<Item = &str> {
        self.phrases
            .iter()
            .filter_map(|p| p.words.first())
            .map(String::as_str)
    }

    /// The longest phrase whose first token is `first`, and the token after it.
    pub(crate) fn starting_at(&self, reader: &Reader<'_>, first: usize) -> Option<(usize, &T)> {
        let list = self.by_first.get(reader.lower(first).as_ref())?;
        list.iter().find_map(|&index| {
            let phrase = self.phrases.get(index)?;
            let end = first + phrase.words.len();
            phrase
                .matches(reader, first)
                .then_some((end, &phrase.value))
        })
    }

    /// The longest phrase whose last token is just before `end`, and its first token.
    pub(crate) fn ending_at(&self, reader: &Reader<'_>, end: usize) -> Option<(usize, &T)> {
        let last = end.checked_sub(1)?;
        let list = self.by_last.get(reader.lower(last).as_ref())?;
        list.iter().find_map(|&index| {
            let phrase = self.phrases.get(index)?;
            let first = end.checked_sub(phrase.words.len())?;
            phrase
                .matches(reader, first)
                .then_some((first, &phrase.value))
        })
    }
}

impl<T> Phrase<T> {
    fn matches(&self, reader: &Reader<'_>, first: usize) -> bool {
        self.words.iter().enumerate().all(|(offset, word)| {
            if self.exact {
                reader.word(first + offset) == word
            } else {
                reader.is(first + offset, word)
            }
        })
    }
}
