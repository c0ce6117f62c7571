//! The words and codes for classes, read from `data/feature_types.toml`.

use crate::Class;
use choro_text::WordMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The family of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Group {
    Division,
    Settlement,
    Water,
    Line,
    Relief,
    Land,
    Site,
    Unknown,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    r#type: Vec<Entry>,
    plurals: BTreeMap<String, String>,
    seats: BTreeMap<String, Class>,
    compatible: Vec<Together>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    class: Class,
    group: Group,
    weight: f64,
    #[serde(default)]
    level: u8,
    nouns: Vec<String>,
    types: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Together {
    classes: Vec<Class>,
}

/// What the data says of one class.
pub(crate) struct Description {
    pub(crate) group: Group,
    /// How likely a bare name means a thing of the class, 0 to 1.
    pub(crate) weight: f64,
    /// Rank among divisions and settlements, 0 for other things.
    pub(crate) level: u8,
    /// Usual noun first.
    pub(crate) nouns: Vec<String>,
}

pub(crate) struct FeatureTypes {
    descriptions: BTreeMap<Class, Description>,
    by_noun: BTreeMap<String, Class>,
    /// The same, for words that are tidy as they stand.
    by_tidy_noun: WordMap<Class>,
    by_type: BTreeMap<String, Class>,
    seats: BTreeMap<String, Class>,
    compatible: Vec<(Class, Class)>,
}

impl FeatureTypes {
    pub(crate) fn description(&self, class: Class) -> &Description {
        // A test makes sure that the data describes every class.
        &self.descriptions[&class]
    }

    pub(crate) fn nouns(&self) -> impl Iterator<Item = (&str, Class)> {
        self.by_noun
            .iter()
            .map(|(noun, class)| (noun.as_str(), *class))
    }

    /// A noun, singular or plural, in whatever case.
    pub(crate) fn noun(&self, noun: &str) -> Option<Class> {
        let tidied = |b: u8| b.is_ascii_uppercase() || matches!(b, b'-' | b'_');
        if noun.bytes().all(|b| b.is_ascii_graphic() && !tidied(b)) {
            return self.by_tidy_noun.get(noun).copied();
        }
        self.by_noun.get(&tidy(noun)).copied()
    }

    pub(crate) fn type_word(&self, word: &str) -> Option<Class> {
        let word = tidy(word);
        self.by_type
            .get(&word)
            .or_else(|| self.by_noun.get(&word))
            .copied()
    }

    /// The class of division that a place of this source type is the seat of.
    pub(crate) fn seat(&self, word: &str) -> Option<Class> {
        self.seats.get(&tidy(word)).copied()
    }

    pub(crate) fn compatible(&self, a: Class, b: Class) -> bool {
        a == b
            || a == Class::Unknown
            || b == Class::Unknown
            || self.compatible.binary_search(&(a, b)).is_ok()
    }
}

/// Lower case, hyphens and underscores as spaces, single white space.
fn tidy(word: &str) -> String {
    word.split(|c: char| c.is_whitespace() || c == '-' || c == '_')
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") => {
            format!("{noun}es")
        }
        _ => format!("{noun}s"),
    }
}

pub(crate) static FEATURE_TYPES: LazyLock<FeatureTypes> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    let file: File = toml::from_str(include_str!("../../../data/feature_types.toml"))
        .expect("data/feature_types.toml is well-formed");
    let mut types = FeatureTypes {
        descriptions: BTreeMap::new(),
        by_noun: BTreeMap::new(),
        by_tidy_noun: WordMap::default(),
        by_type: BTreeMap::new(),
        seats: file
            .seats
            .iter()
            .map(|(word, class)| (tidy(word), *class))
            .collect(),
        compatible: Vec::new(),
    };
    for entry in file.r#type {
        for noun in &entry.nouns {
            types.by_noun.insert(tidy(noun), entry.class);
        }
        for word in &entry.types {
            types.by_type.entry(tidy(word)).or_insert(entry.class);
        }
        types.descriptions.insert(
            entry.class,
            Description {
                group: entry.group,
                weight: entry.weight,
                level: entry.level,
                nouns: entry.nouns,
            },
        );
    }
    // A class name is a type word, unless some source uses the word for another class.
    for class in types.descriptions.keys() {
        types.by_type.entry(tidy(class.as_str())).or_insert(*class);
    }
    // Plurals never displace a singular: "mountains" is a range.
    for (class, description) in &types.descriptions {
        for noun in &description.nouns {
            types.by_noun.entry(plural(&tidy(noun))).or_insert(*class);
        }
    }
    for (plural, noun) in file.plurals {
        if let Some(class) = types.by_noun.get(&tidy(&noun)).copied() {
            types.by_noun.entry(tidy(&plural)).or_insert(class);
        }
    }
    let nouns = types.by_noun.iter();
    types.by_tidy_noun = nouns.map(|(noun, class)| (noun.clone(), *class)).collect();
    for together in file.compatible {
        for a in &together.classes {
            types
                .compatible
                .extend(together.classes.iter().map(|b| (*a, *b)));
        }
    }
    types.compatible.sort_unstable();
    types.compatible.dedup();
    types
});
