//! A body: who or what existed for a time and is no place.

use choro_quantity::When;
use serde::{Deserialize, Serialize};

/// A person, an army unit, a company, an institution, with the time of its existence: one row of
/// a table of existence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// The name shown.
    pub name: String,
    /// Other names it goes by.
    pub names: Vec<String>,
    /// What it is, in a word: `person`, `army unit`, `company`.
    pub kind: String,
    /// From when to when it existed; open ends are unknown, or today.
    pub when: When,
    /// Who says so, as the row has it; empty where the file alone stands behind it.
    pub source: String,
    /// A remark, as the row has it.
    pub note: String,
    /// Line of the file, from 1.
    pub line: usize,
}

impl Body {
    /// Whether it is a human being, of whom much is said after death.
    pub fn is_person(&self) -> bool {
        self.kind.eq_ignore_ascii_case("person")
    }

    /// The name shown and all others.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name)
            .chain(&self.names)
            .map(String::as_str)
    }
}
