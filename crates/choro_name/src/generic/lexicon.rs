//! The words of `data/generics.toml`, ready for looking up.

use crate::fold;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    generic: Vec<Entry>,
    cardinals: BTreeMap<String, String>,
    translation: Vec<Entry>,
    abbreviations: BTreeMap<String, String>,
    small: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    language: String,
    class: String,
    cardinal: Option<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    attached: Vec<String>,
    #[serde(default)]
    joined: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    before_of: Vec<String>,
    #[serde(default = "yes")]
    alone: bool,
}

fn yes() -> bool {
    true
}

/// FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo): quick for short words, and the words are our own.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

type Table<T> = HashMap<String, T, BuildHasherDefault<Fnv>>;

/// What a word stands for.
#[derive(Clone)]
pub(crate) struct Meaning {
    pub(crate) class: String,
    pub(crate) cardinal: Option<String>,
    pub(crate) alone: bool,
    /// A romanised ending: counts only after a hyphen or in lower case, so that "Gun" or "Do" as
    /// a word of its own is not taken for one.
    pub(super) ending: bool,
}

/// A romanised ending of names of a class.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ending {
    /// Folded: `chon`.
    pub(crate) text: String,
    /// BCP 47 language it belongs to.
    pub(crate) language: String,
}

pub(super) struct Generics {
    pub(super) after: Table<Meaning>,
    /// Romanised endings among `after`.
    pub(super) romanised: Vec<String>,
    /// By their last letter, longest first.
    pub(super) attached: HashMap<char, Vec<(String, Meaning)>, BuildHasherDefault<Fnv>>,
    /// Endings with a hyphen before their last word: `buk`, `do`.
    pub(super) hyphened: Vec<(String, String, Meaning)>,
    pub(super) before: Table<Meaning>,
    pub(super) before_of: Table<Meaning>,
    pub(super) cardinals: Table<String>,
    pub(super) longest_after: usize,
    /// Romanised endings by class, longest first.
    endings: BTreeMap<String, Vec<Ending>>,
    abbreviations: BTreeMap<String, String>,
    small: HashSet<String, BuildHasherDefault<Fnv>>,
}

pub(super) static GENERICS: LazyLock<Generics> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    let file: File = toml::from_str(include_str!("../../../../data/generics.toml"))
        .expect("data/generics.toml is well-formed");
    let mut generics = Generics {
        after: Table::default(),
        romanised: Vec::new(),
        attached: HashMap::default(),
        hyphened: Vec::new(),
        before: Table::default(),
        before_of: Table::default(),
        cardinals: file
            .cardinals
            .into_iter()
            .map(|(word, direction)| (fold(&word), direction))
            .collect(),
        longest_after: 1,
        endings: BTreeMap::new(),
        abbreviations: file.abbreviations,
        small: file.small.into_values().flatten().collect(),
    };
    for entry in file.translation.into_iter().chain(file.generic) {
        generics.add(entry);
    }
    for endings in generics.endings.values_mut() {
        endings.sort_by(|a, b| (b.text.len(), a).cmp(&(a.text.len(), b)));
        endings.dedup();
    }
    generics
});

impl Generics {
    fn add(&mut self, entry: Entry) {
        let meaning = Meaning {
            class: entry.class,
            cardinal: entry.cardinal,
            alone: entry.alone,
            ending: entry.language.ends_with("-Latn"),
        };
        if meaning.cardinal.is_none() {
            let romanised = entry.after.iter().filter(|_| meaning.ending);
            let endings = romanised.chain(&entry.joined).map(|word| Ending {
                text: fold(word),
                language: entry.language.clone(),
            });
            let known = self.endings.entry(meaning.class.clone()).or_default();
            known.extend(endings.filter(|ending| !ending.text.contains(' ')));
        }
        for word in entry.after {
            let word = fold(&word);
            self.longest_after = self.longest_after.max(word.split(' ').count());
            if meaning.ending && meaning.cardinal.is_none() {
                self.romanised.push(word.clone());
            }
            self.after.entry(word).or_insert_with(|| meaning.clone());
        }
        for word in entry.attached {
            if let Some((head, tail)) = word.split_once('-') {
                let ending = (fold(head), fold(tail), meaning.clone());
                self.hyphened.push(ending);
                continue;
            }
            let word = fold(&word);
            if let Some(last) = word.chars().next_back() {
                let endings = self.attached.entry(last).or_default();
                let longer = endings.partition_point(|(known, _)| known.len() >= word.len());
                endings.insert(longer, (word, meaning.clone()));
            }
        }
        for word in entry.before {
            self.before
                .entry(fold(&word))
                .or_insert_with(|| meaning.clone());
        }
        for word in entry.before_of {
            self.before_of
                .entry(fold(&word))
                .or_insert_with(|| meaning.clone());
        }
    }
}

/// The romanised endings of names of a class, longest first: `chon`, `gang` for a river.
pub(crate) fn endings(class: &str) -> &'static [Ending] {
    GENERICS.endings.get(class).map_or(&[], Vec::as_slice)
}

/// The class that a last word stands for, romanised endings in whatever case: "Hechen Zhen".
pub(crate) fn ending_word(folded: &str) -> Option<&'static str> {
    let meaning = GENERICS.after.get(folded)?;
    (meaning.ending && meaning.cardinal.is_none()).then_some(meaning.class.as_str())
}

/// What a folded word is short for: `st` for `saint`.
pub(crate) fn abbreviated(folded: &str) -> Option<&'static str> {
    GENERICS.abbreviations.get(folded).map(String::as_str)
}

/// A word that names leave out at will: "of", "de la".
pub(crate) fn is_small(folded: &str) -> bool {
    GENERICS.small.contains(folded)
}
