//! From folder paths and words to site types and states.
//!
//! The deepest folder that means a type gives it, a type column counting as innermost folder. A
//! name only makes it more special (`military` → `military/radar`), or gives it where no folder
//! does. Descriptions never give a type: what they mention may lie elsewhere.

mod pattern;
mod phrase;
mod state;
mod table;
mod time;
mod typing;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use thiserror::Error;

use crate::{Site, State};
use pattern::Pattern;
use phrase::Heads;
use state::States;
pub(crate) use typing::below;

/// What folder paths and words mean: the tree of site types shipped, with what a project adds.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// Every type, with the types above it.
    types: BTreeSet<String>,
    /// Words at the end of a folder's name, a type column's value.
    in_folders: HashMap<String, String>,
    /// Words at the end of a site's name.
    in_names: HashMap<String, String>,
    /// Endings of names in Hangul.
    endings: BTreeMap<String, String>,
    /// Words with the type all of whose sites they mean.
    means_all: BTreeSet<(String, String)>,
    /// How far sites of a type reach, at least and at most, kilometres.
    reach_km: BTreeMap<String, (f64, f64)>,
    heads: Heads,
    columns: BTreeSet<String>,
    /// By type: the type of a folder around it that makes it another, and which.
    inside: BTreeMap<String, (String, String)>,
    rules: Vec<Rule>,
    states: States,
    /// State of sites of which nothing is said.
    default_state: Option<State>,
}

/// What a project says of folders whose path fits a pattern.
#[derive(Clone, Debug)]
struct Rule {
    pattern: Pattern,
    /// Empty where they are to have no type.
    kind: Option<String>,
    state: Option<State>,
}

/// Why a project's mapping cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MappingFault {
    /// Not TOML, or not of the form wanted; with the line, from 1.
    #[error("line {line}: {message}")]
    Form {
        /// Line it stands on.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A type that is not in the tree.
    #[error("`{kind}` is no site type{}", hint(.meant))]
    UnknownType {
        /// As written.
        kind: String,
        /// The type that may be meant; empty where none is near.
        meant: String,
    },
}

fn hint(meant: &str) -> String {
    if meant.is_empty() {
        return "; add a [[type]] for it".to_owned();
    }
    format!("; did you mean `{meant}`?")
}

impl Mapping {
    /// The tree shipped with the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Mapping> = OnceLock::new();
        SHIPPED.get_or_init(table::shipped)
    }

    /// The mapping with what a project's `sites/types.toml` adds: `[[folder]]` (path, type,
    /// status), `[[word]]` (words, type), `[[type]]` (path, words) and `default-status`.
    ///
    /// # Errors
    /// Where it is no TOML of that form, or names a type that neither the tree nor it has.
    pub fn with(&self, toml: &str) -> Result<Self, MappingFault> {
        table::added(self, toml)
    }

    /// Every type, sorted: `military`, `military/air-defence` …
    pub fn types(&self) -> impl Iterator<Item = &str> {
        self.types.iter().map(String::as_str)
    }

    /// The type that a word, the last part of its path, or its path means; `None` where none or
    /// several do.
    ///
    /// ```
    /// use choro_inventory::Mapping;
    /// let mapping = Mapping::shipped();
    /// assert_eq!(mapping.type_called("SAM sites"), Some("military/air-defence/surface-to-air-missile"));
    /// assert_eq!(mapping.type_called("air-defence"), Some("military/air-defence"));
    /// assert_eq!(mapping.type_called("storage"), None);
    /// ```
    pub fn type_called(&self, word: &str) -> Option<&str> {
        let path = word.trim().to_lowercase().replace([' ', '_'], "-");
        if let Some(kind) = self.types.get(&path) {
            return Some(kind);
        }
        let end = format!("/{path}");
        let mut named = self.types.iter().filter(|kind| kind.ends_with(&end));
        match (named.next(), named.next()) {
            (Some(only), None) => Some(only),
            (Some(_), Some(_)) => None,
            (None, _) => self
                .in_folders
                .get(&phrase::normal(word))
                .map(String::as_str),
        }
    }

    /// The type of a file's own type word, as in a `type` column; `None` where it means none.
    pub fn type_of_word(&self, word: &str) -> Option<String> {
        self.type_called(word).map(str::to_owned).or_else(|| {
            self.heads
                .kind(word, &self.in_folders, &self.endings, false)
        })
    }

    /// Whether a word means every site of a type, and not only some: “schools” those of education,
    /// “training bases” some of the bases.
    ///
    /// ```
    /// use choro_inventory::Mapping;
    /// let mapping = Mapping::shipped();
    /// assert!(mapping.means_all("military/artillery/coastal", "coastal batteries"));
    /// assert!(!mapping.means_all("military/base", "training bases"));
    /// ```
    pub fn means_all(&self, kind: &str, word: &str) -> bool {
        let words = phrase::normal(word);
        let pair = |words: &str| (words.to_owned(), kind.to_owned());
        self.means_all.contains(&pair(&words))
            || self.means_all.contains(&pair(self.heads.bare(&words)))
    }

    /// Whether a site is called so by its name or a folder: the words stand in it side by side.
    pub fn is_called(&self, site: &Site, word: &str) -> bool {
        let words = phrase::normal(word);
        let bare = format!(" {} ", self.heads.bare(&words));
        let stands = |text: &String| format!(" {} ", phrase::normal(text)).contains(&bare);
        stands(&site.name) || site.folders.iter().any(stands)
    }

    /// How far sites of a type reach, at least and at most, in kilometres: its own reach, or that
    /// of the nearest type above it; `None` where it is not known.
    ///
    /// ```
    /// use choro_inventory::Mapping;
    /// let mapping = Mapping::shipped();
    /// assert_eq!(mapping.reach_km("military/air-defence/surface-to-air-missile/s-75"), Some((34.0, 45.0)));
    /// assert_eq!(mapping.reach_km("education/school"), None);
    /// ```
    pub fn reach_km(&self, kind: &str) -> Option<(f64, f64)> {
        let mut kind = kind;
        loop {
            if let Some(reach) = self.reach_km.get(kind) {
                return Some(*reach);
            }
            kind = &kind[..kind.rfind('/')?];
        }
    }

    /// The type nearest to what was typed, by whole path or last part; `None` where none is near.
    pub(crate) fn type_nearly(&self, typed: &str) -> Option<&str> {
        table::nearest(typed, self.types())
    }

    /// The state of its name or of a word for it: `former`, `abandoned`, `open`.
    pub(crate) fn state_called(&self, word: &str) -> Option<State> {
        State::from_name(word).or_else(|| self.states.called(word))
    }
}

#[cfg(test)]
mod tests;
