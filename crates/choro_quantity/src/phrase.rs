//! Phrases of one or more words, found from their first word on or back from their last.
//!
//! Every word of a phrase has a number, its symbol; a text's tokens are given theirs once, by
//! [`Reader`], and only numbers are compared.

use choro_text::{WordHasher, tokenise};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::reader::Reader;

/// A word of a phrase as a number; [`NO_SYMBOL`] for words of none.
pub(crate) type Symbol = u32;

/// The symbol of a word that is in no phrase.
pub(crate) const NO_SYMBOL: Symbol = 0;

type BySymbol = HashMap<Symbol, Vec<usize>, BuildHasherDefault<WordHasher>>;

/// One phrase and what it stands for.
struct Phrase<T> {
    /// Its tokens; lower case unless exact.
    words: Vec<String>,
    /// The same as symbols, once the table is sealed.
    symbols: Vec<Symbol>,
    exact: bool,
    value: T,
}

/// A table of phrases; the longest match wins, then the one entered first.
pub(crate) struct Phrases<T> {
    phrases: Vec<Phrase<T>>,
    /// The longest first, then in the order they were entered.
    by_first: BySymbol,
    by_last: BySymbol,
}

impl<T: Clone> Phrases<T> {
    pub(crate) fn new() -> Self {
        Self {
            phrases: Vec::new(),
            by_first: BySymbol::default(),
            by_last: BySymbol::default(),
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
        if words.is_empty() {
            return;
        }
        self.phrases.push(Phrase {
            words,
            symbols: Vec::new(),
            exact,
            value,
        });
    }

    /// The words of all phrases, lower case.
    pub(crate) fn words(&self) -> impl Iterator<Item = String> {
        let words = self.phrases.iter().flat_map(|p| &p.words);
        words.map(|word| word.to_lowercase())
    }

    /// Gives every word its symbol, which is that of its lower case. Before that nothing is found.
    pub(crate) fn seal(&mut self, symbol: impl Fn(&str) -> Symbol) {
        for (index, phrase) in self.phrases.iter_mut().enumerate() {
            phrase.symbols = phrase
                .words
                .iter()
                .map(|word| symbol(&word.to_lowercase()))
                .collect();
            let (Some(first), Some(last)) = (phrase.symbols.first(), phrase.symbols.last()) else {
                continue;
            };
            self.by_first.entry(*first).or_default().push(index);
            self.by_last.entry(*last).or_default().push(index);
        }
        let phrases = &self.phrases;
        let sort = |list: &mut Vec<usize>| {
            list.sort_by_key(|i| std::cmp::Reverse(phrases[*i].words.len()));
        };
        self.by_first.values_mut().for_each(sort);
        self.by_last.values_mut().for_each(sort);
    }

    /// First words of all phrases, lower case, each once.
    pub(crate) fn first_words(&self) -> impl Iterator<Item = &str> {
        self.phrases
            .iter()
            .filter_map(|p| p.words.first())
            .map(String::as_str)
    }

    fn listed(map: &BySymbol, symbol: Symbol) -> Option<&[usize]> {
        (symbol != NO_SYMBOL).then(|| map.get(&symbol).map(Vec::as_slice))?
    }

    /// The longest phrase whose first token is `first`, and the token after it.
    pub(crate) fn starting_at(&self, reader: &Reader<'_>, first: usize) -> Option<(usize, &T)> {
        let list = Self::listed(&self.by_first, reader.symbol(first))?;
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
        let list = Self::listed(&self.by_last, reader.symbol(last))?;
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
        let is = |(offset, symbol): (usize, &Symbol)| {
            reader.symbol(first + offset) == *symbol
                && (!self.exact || reader.word(first + offset) == self.words[offset])
        };
        self.symbols.iter().enumerate().all(is)
    }
}
