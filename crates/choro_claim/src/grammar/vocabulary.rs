//! Words as numbers: which sets a word is in, and what it does in a sentence.

use super::program::Lists;
use choro_text::WordMap;
use std::collections::BTreeMap;

/// Index of a set of words.
pub(crate) type SetId = u32;

/// A word of the grammar as a number; [`UNKNOWN`] for any other.
pub(crate) type Symbol = u32;

/// The symbol of words that the grammar does not speak of.
pub(crate) const UNKNOWN: Symbol = 0;

/// What a word does in a sentence, as the lists of `data/grammar/lexicon.toml` have it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Part(u8);

impl Part {
    /// Opens a noun phrase: "the", "its".
    pub(crate) const OPENER: Self = Self(1);
    /// Cannot stand inside a noun phrase.
    pub(crate) const STOP: Self = Self(1 << 1);
    /// A verb.
    pub(crate) const VERB: Self = Self(1 << 2);
    /// A participle that only places a thing: "located", "lying".
    pub(crate) const PLACING: Self = Self(1 << 3);
    /// A preposition.
    pub(crate) const PREPOSITION: Self = Self(1 << 4);
    /// Opens another clause: "which", "but".
    pub(crate) const CLAUSE: Self = Self(1 << 5);
    /// Ends what may be skipped: `;`, `:`.
    pub(crate) const BREAK: Self = Self(1 << 6);

    /// Whether the word does this.
    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it is a finite verb.
    pub(crate) fn is_finite(self) -> bool {
        self.has(Self::VERB) && !self.has(Self::PLACING)
    }

    /// Whether it cannot stand in the same clause as what is before it.
    pub(crate) fn bounds_clause(self) -> bool {
        self.is_finite() || self.has(Self::CLAUSE)
    }
}

/// The lists of the lexicon that tell a word's part.
const PARTS: &[(&str, Part)] = &[
    ("determiner", Part::OPENER),
    ("possessive", Part::OPENER),
    ("preposition", Part::STOP),
    ("conjunction", Part::STOP),
    ("verb", Part::STOP),
    ("pronoun", Part::STOP),
    ("relative", Part::STOP),
    ("adverb", Part::STOP),
    ("verb", Part::VERB),
    ("placing", Part::PLACING),
    ("preposition", Part::PREPOSITION),
];

const CLAUSE_WORDS: &[&str] = &["which", "where", "whose", "who", "whom", "while", "but"];
const BREAKS: &[&str] = &[";", ":"];

/// A vocabulary while patterns are compiled.
#[derive(Debug, Default)]
pub(super) struct Collected {
    words: BTreeMap<String, (Symbol, Vec<SetId>)>,
    sets: BTreeMap<Vec<String>, SetId>,
}

impl Collected {
    /// The set of these lower-case words.
    pub(super) fn set(&mut self, mut members: Vec<String>) -> SetId {
        members.sort();
        members.dedup();
        let next = self.sets.len() as SetId;
        if let Some(id) = self.sets.get(&members) {
            return *id;
        }
        for member in &members {
            self.word(member).1.push(next);
        }
        self.sets.insert(members, next);
        next
    }

    /// The symbol of a lower-case word.
    pub(super) fn symbol(&mut self, word: &str) -> Symbol {
        self.word(word).0
    }

    fn word(&mut self, word: &str) -> &mut (Symbol, Vec<SetId>) {
        let next = self.words.len() as Symbol + 1;
        self.words
            .entry(word.to_owned())
            .or_insert_with(|| (next, Vec::new()))
    }

    /// The vocabulary, with the parts that the lists give words.
    pub(super) fn finish(mut self, lists: &Lists) -> Vocabulary {
        let told = PARTS.iter().flat_map(|(list, part)| {
            let words = lists.get(*list).into_iter().flatten();
            words.map(move |w| (w.as_str(), *part))
        });
        let clauses = CLAUSE_WORDS.iter().map(|w| (*w, Part::CLAUSE));
        let breaks = BREAKS.iter().map(|w| (*w, Part::BREAK));
        let all: Vec<(Symbol, Part)> = told
            .chain(clauses)
            .chain(breaks)
            .filter(|(word, _)| !word.contains(' '))
            .map(|(word, part)| (self.symbol(word), part))
            .collect();
        let width = self.sets.len().div_ceil(64);
        let mut rows = vec![0; (self.words.len() + 1) * width];
        let mut parts = vec![Part::default(); self.words.len() + 1];
        for (symbol, part) in all {
            parts[symbol as usize].0 |= part.0;
        }
        let mut symbols = WordMap::default();
        for (word, (symbol, sets)) in self.words {
            for set in sets {
                rows[symbol as usize * width + set as usize / 64] |= 1 << (set % 64);
            }
            symbols.insert(word, symbol);
        }
        Vocabulary {
            symbols,
            rows,
            width,
            parts,
        }
    }
}

/// The words of a grammar.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    symbols: WordMap<Symbol>,
    /// For each symbol a bit for each set.
    rows: Vec<u64>,
    /// Numbers in a row.
    width: usize,
    parts: Vec<Part>,
}

impl Vocabulary {
    /// The symbol of a lower-case word.
    pub(crate) fn symbol(&self, word: &str) -> Symbol {
        self.symbols.get(word).copied().unwrap_or(UNKNOWN)
    }

    /// How many sets there is room for.
    pub(super) fn sets(&self) -> usize {
        self.width * 64
    }

    /// What a lower-case word does in a sentence.
    pub(crate) fn part_of(&self, word: &str) -> Part {
        self.part(self.symbol(word))
    }

    /// What a word does in a sentence.
    pub(crate) fn part(&self, symbol: Symbol) -> Part {
        self.parts[symbol as usize]
    }

    /// Whether a word is in a set.
    pub(crate) fn is_in(&self, symbol: Symbol, set: SetId) -> bool {
        let number = self.rows[symbol as usize * self.width + set as usize / 64];
        number >> (set % 64) & 1 != 0
    }

    /// The sets of which these words hold any.
    pub(crate) fn sets_of(&self, words: &[Symbol]) -> Sets {
        let mut sets = vec![0; self.width];
        for symbol in words.iter().filter(|s| **s != UNKNOWN) {
            let row = &self.rows[*symbol as usize * self.width..][..self.width];
            for (all, own) in sets.iter_mut().zip(row) {
                *all |= own;
            }
        }
        Sets(sets)
    }
}

/// Several sets of words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sets(Vec<u64>);

impl Sets {
    /// These, of so many that there are.
    pub(super) fn of(members: impl Iterator<Item = SetId>, all: usize) -> Self {
        let mut sets = vec![0; all.div_ceil(64)];
        for set in members {
            sets[set as usize / 64] |= 1 << (set % 64);
        }
        Self(sets)
    }

    /// The sets that both hold, in order.
    pub(crate) fn shared(&self, other: &Self) -> impl Iterator<Item = SetId> {
        let words = self.0.iter().zip(&other.0).enumerate();
        words.flat_map(|(at, (own, theirs))| {
            let mut left = own & theirs;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(at as SetId * 64 + bit)
            })
        })
    }

    /// Whether the set is among them.
    pub(crate) fn has(&self, set: SetId) -> bool {
        self.0[set as usize / 64] >> (set % 64) & 1 != 0
    }
}
