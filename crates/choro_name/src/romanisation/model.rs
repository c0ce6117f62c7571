//! How common the syllables of a language are in names: `data/romanisation/models/*.toml`.

use super::file::MODEL_FILES;
use super::hangul;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

/// Weight of a syllable of the usual make that the model does not list.
const UNLISTED: f64 = 0.3;
/// Weight of one with consonants that few syllables have.
const UNUSUAL: f64 = 0.004;
/// How many times likelier a pair is that the listed names hold, per log of its count and one.
const PAIR: f64 = 0.8;
/// How much likelier, in natural logarithms, a name is that the model lists whole.
const WHOLE: f64 = 2.5;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    language: String,
    endings: Vec<String>,
    #[serde(rename = "final")]
    last: BTreeMap<char, f64>,
    plain_initials: String,
    plain_finals: String,
    #[serde(default)]
    marks: BTreeMap<char, char>,
    #[serde(default)]
    habits: BTreeMap<String, String>,
    tier: Vec<Tier>,
    names: Vec<Names>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tier {
    weight: f64,
    syllables: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    weight: f64,
    list: String,
}

/// Syllables and pairs with natural logarithms of their weights.
pub(crate) struct Model {
    language: String,
    /// Generics that follow names.
    pub(crate) endings: Vec<String>,
    /// Letters typed for others that look like them.
    pub(crate) marks: BTreeMap<char, char>,
    /// Ways of writing sounds that no system has: from, to.
    pub(crate) habits: Vec<(String, String)>,
    syllables: HashMap<char, f64>,
    last: HashMap<char, f64>,
    pairs: HashMap<(char, char), f64>,
    names: HashSet<String>,
    plain_initials: Vec<char>,
    plain_finals: Vec<char>,
    /// The logarithm of the weight of all syllables.
    total: f64,
}

impl Model {
    fn new(file: File) -> Model {
        let mut weights: BTreeMap<char, f64> = BTreeMap::new();
        for tier in &file.tier {
            for c in tier.syllables.chars().filter(|c| !c.is_whitespace()) {
                *weights.entry(c).or_default() += tier.weight;
            }
        }
        let mut pairs: BTreeMap<(char, char), f64> = BTreeMap::new();
        let mut known = HashSet::new();
        for names in &file.names {
            for name in names.list.split_whitespace() {
                let letters: Vec<char> = name.chars().collect();
                for &c in &letters {
                    *weights.entry(c).or_default() += names.weight;
                }
                for pair in letters.windows(2) {
                    *pairs.entry((pair[0], pair[1])).or_default() += 1.0;
                }
                known.insert(name.to_owned());
            }
        }
        let total: f64 = weights.values().sum();
        Model {
            language: file.language,
            endings: file.endings,
            marks: file.marks,
            plain_initials: file.plain_initials.chars().collect(),
            plain_finals: file.plain_finals.chars().collect(),
            habits: file.habits.into_iter().collect(),
            syllables: weights
                .iter()
                .map(|(c, w)| (*c, (w / total).ln()))
                .collect(),
            last: file.last.iter().map(|(c, w)| (*c, w.ln())).collect(),
            pairs: pairs
                .into_iter()
                .map(|(pair, count)| (pair, PAIR * (count + 1.0).ln()))
                .collect(),
            names: known,
            total: total.ln(),
        }
    }

    /// The natural logarithm of how likely a syllable is after another, or at the beginning.
    pub(crate) fn next(&self, before: Option<char>, syllable: char) -> f64 {
        let alone = self.syllables.get(&syllable);
        let pair = before.and_then(|before| self.pairs.get(&(before, syllable)));
        let alone = alone.copied().unwrap_or_else(|| self.unlisted(syllable));
        alone + pair.copied().unwrap_or(0.0)
    }

    fn unlisted(&self, syllable: char) -> f64 {
        let (initial, last) = hangul::consonants(syllable);
        let plain = initial.is_none_or(|c| self.plain_initials.contains(&c))
            && last.is_none_or(|c| self.plain_finals.contains(&c));
        let weight: f64 = if plain { UNLISTED } else { UNUSUAL };
        weight.ln() - self.total
    }

    /// What is added where a name ends: likelier ends, and names that are known whole.
    pub(crate) fn end(&self, name: &str) -> f64 {
        let last = name.chars().next_back().and_then(|c| self.last.get(&c));
        let known = if self.names.contains(name) {
            WHOLE
        } else {
            0.0
        };
        last.copied().unwrap_or(0.0) + known
    }
}

static MODELS: LazyLock<Vec<Model>> = LazyLock::new(|| {
    let read = |(name, text): &(&str, &str)| {
        // The files are part of the program; a test reads them.
        let file = toml::from_str(text);
        Model::new(file.unwrap_or_else(|e| panic!("data/romanisation/models/{name}.toml, {e}")))
    };
    MODEL_FILES.iter().map(read).collect()
});

/// The model of a language, by its BCP 47 tag.
pub(crate) fn model(language: &str) -> Option<&'static Model> {
    let primary = language.split('-').next().unwrap_or(language);
    MODELS.iter().find(|model| model.language == primary)
}

/// Languages whose names can be read back from Latin letters with a model, by BCP 47 tag.
pub fn languages_read_back() -> Vec<&'static str> {
    MODELS.iter().map(|model| model.language.as_str()).collect()
}
