//! What stands between the vowels of a Latin spelling, and which Hangul consonants it may be.
//!
//! The tables are not written down: every final is put before every initial, every system spells
//! the pair, and what comes out between the vowels is noted. So a reading back knows exactly the
//! sound changes that the systems know.

use super::hangul::{FINALS, INITIALS, SILENT, VOWELS, syllable};
use super::model::Model;
use super::system::System;
use crate::fold::{fold, is_apostrophe};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// A final and the initial behind it, by their numbers.
pub(crate) type Pair = (usize, usize);

/// The readings of the parts of a Latin word.
pub(crate) struct Junctions {
    pub(crate) initials: BTreeMap<String, Vec<usize>>,
    pub(crate) vowels: BTreeMap<String, Vec<usize>>,
    pub(crate) middles: BTreeMap<String, Vec<Pair>>,
    pub(crate) finals: BTreeMap<String, Vec<usize>>,
}

/// ㅏ, ㅟ and ㅣ: before them the spelling of a consonant may differ.
const VOWEL_A: usize = 0;
const VOWEL_WI: usize = 16;
const VOWEL_I: usize = 20;
/// ㅁ as a final, to keep a probe from being taken for a generic.
const FINAL_M: usize = 16;

/// Whether a letter begins or continues a vowel, marked or not.
pub(crate) fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' | 'ŏ' | 'ŭ' | 'ë')
}

/// A spelling in small letters without apostrophes, hyphens and spaces. Marks on vowels stay: a
/// spelling that has them says which vowel it means.
pub(crate) fn bare(spelling: &str) -> String {
    let small = spelling.nfc().flat_map(char::to_lowercase);
    let spoken = small.filter(|c| !is_apostrophe(*c) && !matches!(c, '-' | '.' | ' '));
    let mut bare = String::with_capacity(spelling.len());
    for c in spoken {
        if is_vowel(c) {
            bare.push(c);
        } else {
            bare.push_str(&fold(c.encode_utf8(&mut [0; 4])));
        }
    }
    bare
}

fn note<K: Ord, V: PartialEq>(table: &mut BTreeMap<K, Vec<V>>, key: K, value: V) {
    let row = table.entry(key).or_default();
    if !row.contains(&value) {
        row.push(value);
    }
}

impl Junctions {
    /// Tries all pairs in all systems.
    pub(crate) fn new(systems: &[&System], model: &Model) -> Junctions {
        let mut found = Junctions {
            initials: BTreeMap::new(),
            vowels: BTreeMap::new(),
            middles: BTreeMap::new(),
            finals: BTreeMap::new(),
        };
        for system in systems {
            found.add(system, model);
        }
        found
    }

    fn add(&mut self, system: &System, model: &Model) {
        let spell = |word: &[char]| bare(&system.transliterate(&word.iter().collect::<String>()));
        let a = syllable(SILENT, VOWEL_A, 0);
        for vowel in 0..VOWELS.len() {
            note(
                &mut self.vowels,
                spell(&[syllable(SILENT, vowel, 0)]),
                vowel,
            );
        }
        for initial in 0..INITIALS.len() {
            for next in [
                syllable(initial, VOWEL_A, 0),
                syllable(initial, VOWEL_WI, 0),
            ] {
                let spelling = spell(&[next]);
                let end = spelling.find(is_vowel).unwrap_or(spelling.len());
                note(&mut self.initials, spelling[..end].to_owned(), initial);
            }
        }
        for last in 0..FINALS.len() {
            let before = syllable(SILENT, VOWEL_A, last);
            let spelling = spell(&[before]);
            let start = spelling.find(|c| !is_vowel(c)).unwrap_or(spelling.len());
            note(&mut self.finals, spelling[start..].to_owned(), last);
            for initial in 0..INITIALS.len() {
                for next in [
                    syllable(initial, VOWEL_A, 0),
                    syllable(initial, VOWEL_WI, 0),
                    syllable(initial, VOWEL_I, FINAL_M),
                ] {
                    self.middle(&spell(&[before, next]), (last, initial));
                }
            }
            for ending in &model.endings {
                let Some(initial) = ending.chars().next().and_then(super::hangul::initial) else {
                    continue;
                };
                let mut word = vec![a, before];
                word.extend(ending.chars());
                // The first ㅏ is there because some generics follow two syllables only.
                let spelling = spell(&word);
                self.middle(&spelling, (last, initial));
            }
        }
    }

    /// Notes what stands between the first two vowels of a spelling.
    fn middle(&mut self, spelling: &str, pair: Pair) {
        let Some(start) = spelling.find(|c| !is_vowel(c)) else {
            note(&mut self.middles, String::new(), pair);
            return;
        };
        let rest = &spelling[start..];
        let end = rest.find(is_vowel).unwrap_or(rest.len());
        note(&mut self.middles, rest[..end].to_owned(), pair);
    }
}
