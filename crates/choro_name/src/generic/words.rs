//! The words of a name, as spelt and folded.

use crate::fold::fold_onto;
use std::ops::Range;

/// A word: its bytes in the name and in the folded words, and whether a hyphen stands before it.
struct Word {
    start: usize,
    end: usize,
    folded: Range<usize>,
    hyphened: bool,
}

/// A name in words.
pub(crate) struct Words<'n> {
    name: &'n str,
    words: Vec<Word>,
    /// The words folded, a blank between two.
    folded: String,
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}')
}

impl<'n> Words<'n> {
    pub(crate) fn of(name: &'n str) -> Self {
        let mut words = Self {
            name,
            words: Vec::with_capacity(4),
            folded: String::with_capacity(name.len()),
        };
        let mut start = None;
        let mut hyphened = false;
        for (at, c) in name.char_indices() {
            if c.is_whitespace() || is_hyphen(c) {
                if let Some(from) = start.take() {
                    words.push(from..at, hyphened);
                }
                hyphened = is_hyphen(c);
            } else if start.is_none() {
                start = Some(at);
            }
        }
        if let Some(from) = start {
            words.push(from..name.len(), hyphened);
        }
        words
    }

    fn push(&mut self, bytes: Range<usize>, hyphened: bool) {
        if !self.words.is_empty() {
            self.folded.push(' ');
        }
        let start = self.folded.len();
        fold_onto(&self.name[bytes.clone()], &mut self.folded);
        self.words.push(Word {
            start: bytes.start,
            end: bytes.end,
            folded: start..self.folded.len(),
            hyphened,
        });
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn name(&self) -> &'n str {
        self.name
    }

    /// Some words as spelt; at least one.
    pub(super) fn spelt(&self, words: Range<usize>) -> &'n str {
        &self.name[self.words[words.start].start..self.words[words.end - 1].end]
    }

    /// The name up to a word.
    pub(super) fn before(&self, word: usize) -> &'n str {
        &self.name[..self.words[word].start]
    }

    /// The name from a word on.
    pub(super) fn after(&self, word: usize) -> &'n str {
        &self.name[self.words[word].start..]
    }

    pub(super) fn hyphened(&self, word: usize) -> bool {
        self.words[word].hyphened
    }

    /// Some words folded, a blank between two; at least one.
    pub(super) fn folded(&self, words: Range<usize>) -> &str {
        let end = self.words[words.end - 1].folded.end;
        &self.folded[self.words[words.start].folded.start..end]
    }

    /// Some words as folding the name would give them: where signs fold to nothing, no blank
    /// stands for them.
    pub(crate) fn key(&self, words: Range<usize>) -> String {
        let mut key = String::with_capacity(self.folded.len());
        for word in &self.words[words] {
            if !key.is_empty() && !word.folded.is_empty() {
                key.push(' ');
            }
            key.push_str(&self.folded[word.folded.clone()]);
        }
        key
    }
}
