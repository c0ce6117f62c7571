//! Reading back: which names in their own script a Latin spelling may stand for.
//!
//! The spelling, without marks, is cut into vowels and what stands between them; each part has one
//! or more readings (see [`super::junction`]). A beam search puts syllables together, preferring
//! those common in names. What comes out is spelt again by every system: a candidate that some
//! system spells exactly as it was written is better than one that needs marks to be forgotten.

use super::catalogue::systems;
use super::hangul;
use super::junction::{Junctions, bare, is_vowel};
use super::model::{Model, model};
use super::system::System;
use crate::fold::is_apostrophe;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};
use unicode_normalization::UnicodeNormalization;

/// A name that a Latin spelling may stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// In the script of the language.
    pub text: String,
    /// Share of the likelihood of all candidates found, 0 to 1.
    pub score: f64,
}

/// How many beginnings of a name are followed at each place.
const BEAM: usize = 160;
/// How many whole names are spelt again and ranked.
const RANKED: usize = 120;
/// Least share of the likelihood of a name that tells of the system of a spelling.
const PLAUSIBLE: f64 = 1e-4;
/// Letters of a word beyond which it is not read: no name is so long.
const LONGEST: usize = 64;

// What it costs, in natural logarithms, that the systems spell a candidate otherwise.
const HYPHENS_DIFFER: f64 = 0.4;
const MARKS_DROPPED: f64 = 0.6;
const MARKS_DIFFER: f64 = 5.0;
const NO_SYSTEM: f64 = 6.0;
const HABIT: f64 = 1.0;

/// The likeliest names in the language's own script for a Latin spelling by any of the systems of
/// the language, marked or not, best first, at most `limit`. `language` is a BCP 47 tag; a language
/// without a system gives none.
pub fn candidates(latin: &str, language: &str, limit: usize) -> Vec<Candidate> {
    let Some(reader) = Reader::of(language) else {
        return by_system(latin, language, limit);
    };
    let mut names = vec![(String::new(), 0.0)];
    for word in latin.split_whitespace() {
        let readings = reader.read(word);
        let mut longer = Vec::new();
        for (name, score) in &names {
            for (reading, more) in &readings {
                let space = if name.is_empty() { "" } else { " " };
                longer.push((format!("{name}{space}{reading}"), score + more));
            }
        }
        best(&mut longer, RANKED);
        names = longer;
    }
    names.retain(|(name, _)| !name.is_empty());
    shares(names, limit)
}

/// The systems of a language by which a Latin spelling, marks and all, may have been written: for
/// *Gyeongju* the Revised Romanisation alone. Hyphens do not matter. None where no name of the
/// language is likely spelt so, or the language cannot be read back.
pub fn possible_systems(latin: &str, language: &str) -> Vec<&'static System> {
    let Some(reader) = Reader::of(language) else {
        return Vec::new();
    };
    let written = Written::new(latin.trim());
    let mut names = candidates(latin, language, RANKED);
    names.retain(|name| name.score >= PLAUSIBLE);
    let spells = |system: &&&System| {
        let mut spellings = names.iter().map(|name| system.transliterate(&name.text));
        spellings.any(|spelling| Written::new(&spelling).solid == written.solid)
    };
    reader.systems.iter().filter(spells).copied().collect()
}

/// By a system that reads Latin letters and writes the language's script.
fn by_system(latin: &str, language: &str, limit: usize) -> Vec<Candidate> {
    let primary = language.split('-').next().unwrap_or(language);
    let reads = |s: &&System| {
        s.language() == primary && s.from_script() == "Latn" && s.to_script() != "Latn"
    };
    let mut names: Vec<(String, f64)> = Vec::new();
    for system in systems().iter().filter(reads) {
        let text = system.transliterate(latin);
        if !system.reads(&text) && !text.is_empty() && names.iter().all(|(known, _)| *known != text)
        {
            names.push((text, 0.0));
        }
    }
    shares(names, limit)
}

/// Scores become shares of the whole.
fn shares(names: Vec<(String, f64)>, limit: usize) -> Vec<Candidate> {
    let highest = names.iter().map(|(_, s)| *s).fold(f64::MIN, f64::max);
    let total: f64 = names.iter().map(|(_, s)| (s - highest).exp()).sum();
    let share = |(text, score): (String, f64)| Candidate {
        text,
        score: (score - highest).exp() / total,
    };
    names.into_iter().take(limit).map(share).collect()
}

/// Keeps the best, in an order that does not depend on how they were found.
fn best(names: &mut Vec<(String, f64)>, count: usize) {
    names.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    names.dedup_by(|a, b| a.0 == b.0);
    names.truncate(count);
}

/// What is needed to read the spellings of a language.
struct Reader {
    systems: Vec<&'static System>,
    model: &'static Model,
    junctions: Junctions,
}

static READERS: LazyLock<Mutex<BTreeMap<String, Option<&'static Reader>>>> =
    LazyLock::new(|| Mutex::new(BTreeMap::new()));

/// A beginning of a name.
#[derive(Clone)]
struct Beginning {
    name: String,
    last: Option<char>,
    /// Initial of the syllable to come.
    initial: usize,
    score: f64,
}

impl Reader {
    /// The reader of a language, made once.
    fn of(language: &str) -> Option<&'static Reader> {
        let primary = language.split('-').next().unwrap_or(language);
        let mut readers = READERS
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(known) = readers.get(primary) {
            return *known;
        }
        let made = model(primary).map(|model| {
            let spells = |s: &&System| {
                s.language() == primary && s.from_script() == "Hang" && !s.is_scholarly()
            };
            let systems: Vec<&System> = systems().iter().filter(spells).collect();
            let reader = Reader {
                junctions: Junctions::new(&systems, model),
                systems,
                model,
            };
            &*Box::leak(Box::new(reader))
        });
        readers.insert(primary.to_owned(), made);
        made
    }

    /// The readings of a word with natural logarithms of their likelihood, best first.
    fn read(&self, word: &str) -> Vec<(String, f64)> {
        let marks = &self.model.marks;
        let meant = |c: char| marks.get(&c).copied().unwrap_or(c);
        let word: String = word.nfc().flat_map(char::to_lowercase).map(meant).collect();
        let latin = bare(&word);
        if latin.is_empty() || latin.len() > LONGEST {
            return Vec::new();
        }
        let mut found = self.search(&latin);
        let habitual = self
            .model
            .habits
            .iter()
            .fold(latin.clone(), |text, (from, to)| text.replace(from, to));
        if habitual != latin {
            let more = self.search(&habitual);
            found.extend(more.into_iter().map(|(name, score)| (name, score - HABIT)));
        }
        best(&mut found, RANKED);
        let written = Written::new(&word);
        for (name, score) in &mut found {
            *score -= self.cost(name, &written);
        }
        best(&mut found, RANKED);
        found
    }

    /// What it costs that no system spells the name as it was written.
    fn cost(&self, name: &str, written: &Written) -> f64 {
        let costs = self
            .systems
            .iter()
            .map(|system| written.cost(&system.transliterate(name)));
        costs.fold(NO_SYSTEM, f64::min)
    }

    /// Beam search over the places of a bare spelling.
    fn search(&self, latin: &str) -> Vec<(String, f64)> {
        let mut at: Vec<Vec<Beginning>> = vec![Vec::new(); latin.len() + 1];
        let mut whole = Vec::new();
        let start = latin.find(is_vowel).unwrap_or(latin.len());
        for &initial in self
            .junctions
            .initials
            .get(&latin[..start])
            .into_iter()
            .flatten()
        {
            at[start].push(Beginning {
                name: String::new(),
                last: None,
                initial,
                score: 0.0,
            });
        }
        for place in start..latin.len() {
            if !latin.is_char_boundary(place) {
                continue;
            }
            let mut beginnings = std::mem::take(&mut at[place]);
            beginnings.sort_by(|a, b| {
                b.score
                    .total_cmp(&a.score)
                    .then_with(|| a.name.cmp(&b.name))
            });
            beginnings.truncate(BEAM);
            for (spelling, vowels) in &self.junctions.vowels {
                if !latin[place..].starts_with(spelling.as_str()) || spelling.is_empty() {
                    continue;
                }
                let after = place + spelling.len();
                for beginning in &beginnings {
                    for &vowel in vowels {
                        self.close(latin, after, beginning, vowel, &mut at, &mut whole);
                    }
                }
            }
        }
        whole
    }

    /// Ends the syllable with each consonant that what follows its vowel may stand for.
    fn close(
        &self,
        latin: &str,
        after: usize,
        beginning: &Beginning,
        vowel: usize,
        at: &mut [Vec<Beginning>],
        whole: &mut Vec<(String, f64)>,
    ) {
        let rest = &latin[after..];
        let grown = |last: usize| {
            let syllable = hangul::syllable(beginning.initial, vowel, last);
            let score = beginning.score + self.model.next(beginning.last, syllable);
            let mut name = beginning.name.clone();
            name.push(syllable);
            (name, syllable, score)
        };
        let Some(end) = rest.find(is_vowel) else {
            for &last in self.junctions.finals.get(rest).into_iter().flatten() {
                let (name, _, score) = grown(last);
                let score = score + self.model.end(&name);
                whole.push((name, score));
            }
            return;
        };
        for &(last, initial) in self
            .junctions
            .middles
            .get(&rest[..end])
            .into_iter()
            .flatten()
        {
            let (name, syllable, score) = grown(last);
            at[after + end].push(Beginning {
                name,
                last: Some(syllable),
                initial,
                score,
            });
        }
    }
}

/// A spelling at several degrees of exactness.
struct Written {
    exact: String,
    solid: String,
    unmarked: String,
    bare: String,
    breves: bool,
    apostrophes: bool,
}

impl Written {
    fn new(spelling: &str) -> Written {
        let exact: String = spelling
            .nfc()
            .flat_map(char::to_lowercase)
            .map(|c| if is_apostrophe(c) { '’' } else { c })
            .collect();
        let solid: String = exact.chars().filter(|c| *c != '-').collect();
        let unmarked: String = solid.nfd().filter(|c| !is_combining(*c)).collect();
        Written {
            breves: unmarked != solid,
            apostrophes: solid.contains('’'),
            bare: unmarked.chars().filter(|c| *c != '’').collect(),
            exact,
            solid,
            unmarked,
        }
    }

    fn cost(&self, spelling: &str) -> f64 {
        let other = Written::new(spelling);
        if self.exact == other.exact {
            0.0
        } else if self.solid == other.solid {
            HYPHENS_DIFFER
        } else if self.unmarked == other.unmarked {
            if self.breves {
                MARKS_DIFFER
            } else {
                MARKS_DROPPED
            }
        } else if self.bare == other.bare {
            if self.breves || self.apostrophes {
                MARKS_DIFFER
            } else {
                2.0 * MARKS_DROPPED
            }
        } else {
            NO_SYSTEM
        }
    }
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&c)
}
