//! What must come before what, and the words that tell it; read from `data/chronicle.toml`.

use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::sync::{LazyLock, OnceLock};

/// Orders of happenings and the words about them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Chronicle {
    order: Vec<Order>,
    anniversaries: BTreeMap<String, i32>,
    pub(crate) lines: Lines,
    pub(crate) words: Words,
    /// The words of all happenings.
    #[serde(skip)]
    happenings: OnceLock<HashSet<String>>,
}

/// What happens to railway lines.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lines {
    pub(crate) begun: Vec<String>,
    pub(crate) opened: Vec<String>,
    pub(crate) closed: Vec<String>,
}

/// "A pier is begun before it is opened."
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    first: Vec<String>,
    after: Vec<String>,
    #[serde(default)]
    years: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    happenings: Vec<String>,
    pub(crate) later: Vec<String>,
    pub(crate) joining: Vec<String>,
    pub(crate) pronouns: Vec<String>,
    pub(crate) auxiliaries: Vec<String>,
    pub(crate) articles: Vec<String>,
    pub(crate) breaking: Vec<String>,
    pub(crate) dating: Vec<String>,
    pub(crate) figures: Vec<String>,
    pub(crate) founding: Vec<String>,
    pub(crate) relative: Vec<String>,
    pub(crate) another: Vec<String>,
    pub(crate) present: Vec<String>,
}

impl Chronicle {
    /// Whether the word is that of a happening.
    pub(crate) fn knows(&self, verb: &str) -> bool {
        let happenings = self.happenings.get_or_init(|| {
            let ordered = self
                .order
                .iter()
                .flat_map(|o| o.first.iter().chain(&o.after));
            ordered.chain(&self.words.happenings).cloned().collect()
        });
        happenings.contains(verb)
    }

    /// How many years must lie between a happening and a later one; `None` where nothing orders
    /// them.
    pub(crate) fn years_between(&self, first: &str, after: &str) -> Option<i64> {
        self.order
            .iter()
            .filter(|o| holds(&o.first, first) && holds(&o.after, after))
            .map(|o| o.years)
            .max()
    }

    /// The years that an anniversary's name counts: 100 of "centenary".
    pub(crate) fn anniversary(&self, word: &str) -> Option<i32> {
        self.anniversaries.get(word).copied()
    }
}

/// The words shipped.
pub(crate) static CHRONICLE: LazyLock<Chronicle> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    toml::from_str(include_str!("../../../data/chronicle.toml"))
        .expect("data/chronicle.toml is well-formed")
});

/// The months as dates name them; see `data/dates.toml`.
#[derive(Debug, Deserialize)]
struct Months {
    months: BTreeMap<u8, Vec<String>>,
}

static MONTHS: LazyLock<Months> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    toml::from_str(include_str!("../../../data/dates.toml"))
        .expect("data/dates.toml is well-formed")
});

/// The number of a month by its name in lower case.
pub(crate) fn month(name: &str) -> Option<u8> {
    let found = MONTHS.months.iter().find(|(_, names)| holds(names, name));
    found.map(|(number, _)| *number)
}

/// Whether a list holds a word.
pub(crate) fn holds(list: &[String], word: &str) -> bool {
    list.iter().any(|w| w == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_order_is_turned_round_by_another() {
        for order in &CHRONICLE.order {
            for first in &order.first {
                for after in &order.after {
                    assert_eq!(
                        CHRONICLE.years_between(after, first),
                        None,
                        "{after} {first}"
                    );
                }
            }
        }
        assert_eq!(CHRONICLE.years_between("born", "married"), Some(12));
        assert_eq!(CHRONICLE.anniversary("centenary"), Some(100));
        assert_eq!((month("june"), month("pier")), (Some(6), None));
    }
}
