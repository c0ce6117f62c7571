//! Every word the taggers know, read once from the data tables.

mod added;
mod entering;

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::amount::Bound;
use crate::hedge::{Cue, Hedge};
use crate::phrase::{NO_SYMBOL, Phrases, Symbol};
use crate::reader::{Reader, fold};
use crate::tables;
use crate::wind::WindForm;
use choro_text::WordMap;

pub use added::{AddedWords, WordsFault};
pub(crate) use entering::WINDS;

/// A set of things a word may be; see the constants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flags(u32);

impl Flags {
    /// Begins a phrase of hedges.toml.
    pub(crate) const HEDGE: Self = Self(1);
    /// Begins a named period.
    pub(crate) const PERIOD: Self = Self(1 << 1);
    /// Begins a vague number: "several", "a few".
    pub(crate) const VAGUE: Self = Self(1 << 2);
    /// Begins a word for the time of writing.
    pub(crate) const PRESENT: Self = Self(1 << 3);
    /// Begins "the following year".
    pub(crate) const SEQUEL: Self = Self(1 << 4);
    /// A word that ends the search for a counted noun.
    pub(crate) const STOP: Self = Self(1 << 5);
    /// A word before numbers that are labels.
    pub(crate) const LABEL: Self = Self(1 << 6);
    /// A plural without -s.
    pub(crate) const PLURAL: Self = Self(1 << 7);
    /// A noun that a year before it dates.
    pub(crate) const EVENT: Self = Self(1 << 8);
    /// An event noun that counts at that time.
    pub(crate) const VALID_AT: Self = Self(1 << 9);
    /// May stand between "population" and its figure.
    pub(crate) const POPULATION_LINK: Self = Self(1 << 10);
    /// "population".
    pub(crate) const POPULATION: Self = Self(1 << 11);
    /// "two-mile": a number word and something hyphened on.
    pub(crate) const HYPHENED: Self = Self(1 << 12);
    /// A degree sign.
    pub(crate) const DEGREE: Self = Self(1 << 13);
    /// Before a number: "elevation".
    pub(crate) const ELEVATION: Self = Self(1 << 14);

    /// Bounds a number, but also says where: "over".
    pub(crate) const SPATIAL: Self = Self(1 << 15);

    /// "year", "decades": a unit that "later" may follow.
    pub(crate) const YEARS: Self = Self(1 << 16);

    /// "third" in "two thirds".
    pub(crate) const DENOMINATOR: Self = Self(1 << 18);

    /// "mile": a unit that "a" counts.
    pub(crate) const SINGLE: Self = Self(1 << 17);

    const TRIGGERS: u32 = 0b1_1111 | 1 << 12 | 1 << 13 | 1 << 16 | 1 << 17 | 1 << 18;

    pub(crate) fn add(&mut self, more: Self) {
        self.0 |= more.0;
    }

    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a number word contributes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum NumberWord {
    Cardinal(f64),
    Scale(f64),
    Fraction(f64),
    Ordinal(f64),
}

/// What the lexicon knows of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entry {
    pub(crate) flags: Flags,
    pub(crate) number: Option<NumberWord>,
    /// 1 to 12, or 21 to 24 for a season; 0 for neither.
    pub(crate) month: u8,
    pub(crate) wind: Option<(Wind16, WindForm)>,
    /// Its number as a word of phrases.
    pub(crate) symbol: Symbol,
}

/// Index into the sixteen winds, clockwise from north.
pub(crate) type Wind16 = u8;

impl Entry {
    pub(crate) fn is_trigger(&self) -> bool {
        self.flags.0 & Flags::TRIGGERS != 0
            || self.number.is_some()
            || self.month != 0
            || self.wind.is_some()
    }
}

/// What a word before or after a number does to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Modifier {
    Approximate,
    Bound(Bound),
}

/// What a word before a date makes of it; the key of `dates.toml`'s `[before]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DatePrefix {
    After,
    Since,
    Until,
    By,
    Before,
    From,
    Between,
    AsOf,
    Around,
    During,
}

/// A time told from another: sign of the offset, or the same year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sequel {
    Years(i32),
}

/// Does something with every table of phrases.
macro_rules! for_each_table {
    ($lexicon:expr, $table:ident => $does:expr) => {
        for_each_table!(@ $lexicon, $table, $does,
            vague number_before number_after hedges date_before sequels present periods era_before
            era_after units unit_prefixes yearly elevation_after single_after)
    };
    (@ $lexicon:expr, $table:ident, $does:expr, $($name:ident)+) => {
        $({
            let $table = &mut $lexicon.$name;
            $does;
        })+
    };
}

/// The data tables, as read.
struct Tables {
    numbers: tables::Numbers,
    winds: tables::Winds,
    hedges: HashMap<String, tables::HedgeWords>,
    /// Those of a project.
    added_hedges: HashMap<String, tables::HedgeWords>,
    dates: tables::Dates,
    periods: tables::Periods,
    units: tables::Units,
}

/// The words that the taggers know: numbers, units, months, periods, winds, hedges.
pub struct Lexicon {
    words: WordMap<Entry>,
    hyphened: Entry,
    pub(crate) vague: Phrases<[f64; 2]>,
    pub(crate) number_before: Phrases<Modifier>,
    pub(crate) number_after: Phrases<Modifier>,
    pub(crate) hedges: Phrases<Option<Cue>>,
    pub(crate) date_before: Phrases<DatePrefix>,
    pub(crate) sequels: Phrases<Sequel>,
    pub(crate) present: Phrases<()>,
    pub(crate) periods: Phrases<usize>,
    pub(crate) period_rows: Vec<tables::Period>,
    /// Months in other languages, read between a day and a year only.
    pub(crate) months_elsewhere: WordMap<u8>,
    pub(crate) era_before: Phrases<()>,
    pub(crate) era_after: Phrases<()>,
    pub(crate) dates: tables::Dates,
    pub(crate) winds: tables::Winds,
    pub(crate) units: Phrases<usize>,
    pub(crate) unit_prefixes: Phrases<usize>,
    pub(crate) unit_rows: Vec<tables::UnitRow>,
    pub(crate) yearly: Phrases<()>,
    pub(crate) elevation_after: Phrases<()>,
    /// Words after "a mile" that make it a distance.
    single_after: Phrases<()>,
    /// Denominators: the number, and whether the word is a plural.
    denominators: WordMap<(f64, bool)>,
}

impl Lexicon {
    /// The tables shipped with the program.
    pub fn shipped() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Self::build(Tables::shipped()))
    }

    /// The entry of a word.
    pub(crate) fn word(&'static self, word: &str) -> Option<&'static Entry> {
        // No word of the tables is longer; "two-hundred-and-fifty-mile" is none either.
        if word.len() > 32 {
            return None;
        }
        let mut buffer = [0_u8; 32];
        if word.is_ascii() {
            let lower = &mut buffer[..word.len()];
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            let lower = std::str::from_utf8(lower).unwrap_or("");
            return self
                .words
                .get(lower)
                .or_else(|| self.hyphened_number(lower));
        }
        let lower = fold(word);
        self.words
            .get(lower.as_ref())
            .or_else(|| self.hyphened_number(&lower))
    }

    /// The symbol of a token of any sort.
    pub(crate) fn symbol(&self, token: &str) -> Symbol {
        let entry = self.words.get(fold(token).as_ref());
        entry.map_or(NO_SYMBOL, |e| e.symbol)
    }

    /// The entry of a mark.
    pub(crate) fn mark(&'static self, mark: &str) -> Option<&'static Entry> {
        self.words.get(mark)
    }

    fn hyphened_number(&'static self, lower: &str) -> Option<&'static Entry> {
        self.split_hyphened(lower).map(|_| &self.hyphened)
    }

    /// "two-mile" as its number word and the rest.
    pub(crate) fn split_hyphened<'w>(&self, lower: &'w str) -> Option<(&'w str, &'w str)> {
        lower.rmatch_indices('-').find_map(|(at, _)| {
            let (head, rest) = (&lower[..at], &lower[at + 1..]);
            let number = self.words.get(head)?.number?;
            let counts = matches!(number, NumberWord::Cardinal(_) | NumberWord::Ordinal(_));
            counts.then_some((head, rest))
        })
    }

    /// What "thirds" (or, `singular`, "third") divides by.
    pub(crate) fn denominator(&self, lower: &str, singular: bool) -> Option<f64> {
        let (below, plural) = self.denominators.get(lower)?;
        (singular != *plural).then_some(*below)
    }

    /// Whether what follows "a mile" makes it a distance: "north", "from", "away".
    pub(crate) fn single_before(&self, reader: &Reader<'_>, after: usize) -> bool {
        self.single_after.starting_at(reader, after).is_some()
            || reader.entry(after).is_some_and(|e| e.wind.is_some())
    }

    /// The number word's meaning, where it is one.
    pub(crate) fn number_word(&self, lower: &str) -> Option<NumberWord> {
        self.words.get(lower)?.number
    }

    fn build(tables: Tables) -> Self {
        let Tables {
            numbers,
            winds,
            hedges,
            added_hedges,
            dates,
            periods,
            units,
        } = tables;
        let mut lexicon = Self {
            words: WordMap::default(),
            hyphened: Entry {
                flags: Flags::HYPHENED,
                ..Entry::default()
            },
            vague: Phrases::new(),
            number_before: Phrases::new(),
            number_after: Phrases::new(),
            hedges: Phrases::new(),
            date_before: Phrases::new(),
            sequels: Phrases::new(),
            present: Phrases::new(),
            periods: Phrases::new(),
            period_rows: Vec::new(),
            months_elsewhere: WordMap::default(),
            era_before: phrases(&dates.eras.before),
            era_after: phrases(&dates.eras.after),
            units: Phrases::new(),
            unit_prefixes: Phrases::new(),
            unit_rows: Vec::new(),
            yearly: phrases(&units.rates.yearly),
            elevation_after: phrases(&units.elevation.after),
            single_after: phrases(&units.single.after),
            denominators: WordMap::default(),
            winds,
            dates,
        };
        lexicon.enter_numbers(&numbers);
        lexicon.enter_winds();
        lexicon.enter_hedges(&added_hedges);
        lexicon.enter_hedges(&hedges);
        lexicon.enter_dates();
        lexicon.enter_periods(periods);
        lexicon.enter_units(units);
        for sign in ["°", "º", "˚"] {
            lexicon.flag(sign, Flags::DEGREE);
        }
        lexicon.seal();
        lexicon
    }

    /// Numbers the words of all phrases.
    fn seal(&mut self) {
        let mut all: Vec<String> = Vec::new();
        for_each_table!(self, table => all.extend(table.words()));
        all.sort();
        all.dedup();
        for (word, symbol) in all.iter().zip(1..) {
            let known = self.words.get(word).copied();
            let hyphened = || self.split_hyphened(word).map(|_| self.hyphened);
            let entry = known.or_else(hyphened).unwrap_or_default();
            self.words.insert(word.clone(), Entry { symbol, ..entry });
        }
        let words = std::mem::take(&mut self.words);
        let symbol = |word: &str| words.get(word).map_or(NO_SYMBOL, |e| e.symbol);
        for_each_table!(self, table => table.seal(symbol));
        self.words = words;
    }

    fn entry(&mut self, word: &str) -> &mut Entry {
        self.words.entry(word.to_owned()).or_default()
    }

    fn flag(&mut self, word: &str, flag: Flags) {
        let entry = self.entry(word);
        entry.flags.0 |= flag.0;
    }
}

fn phrases(list: &[String]) -> Phrases<()> {
    let mut table = Phrases::new();
    for phrase in list {
        table.add(phrase, ());
    }
    table
}
