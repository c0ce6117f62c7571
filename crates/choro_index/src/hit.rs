//! What a look-up gives.

use crate::{Days, KeyId, Role};

/// How well a name meets the one asked for, the better the lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// The same but for case, marks and hyphens.
    Exact,
    /// The same with or without its generic, or with its direction written out.
    Generic,
    /// Another romanisation, or a spelling made by table from another script.
    Spelling,
    /// Begins so.
    Beginning,
    /// So many letters inserted, left out, replaced or swapped.
    Slip {
        /// Their number.
        edits: u8,
        /// Letters of the name asked for that the name found lacks. A letter lost, or swapped with
        /// its neighbour, brings in none and is far likelier than a particular letter put in.
        foreign: u8,
    },
    /// A part of the name asked for, which has so many words more.
    Part {
        /// Their number.
        missing: u8,
    },
}

/// An entry with a name that has some key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bearer {
    /// The entry's number.
    pub entry: u32,
    /// What the name is to it.
    pub role: Role,
    /// Whether the key is the whole name; otherwise the name without its generic.
    pub whole: bool,
    /// Whether the key was spelt by table from a name in another script.
    pub respelt: bool,
    /// When the name was in use.
    pub days: Days,
    /// The entry's importance, 0 to 1.
    pub importance: f32,
}

/// An entry found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// How well the name meets the one asked for.
    pub fit: Fit,
    /// The key by which it was found.
    pub key: KeyId,
    /// The entry, and how it bears the name.
    pub bearer: Bearer,
}

impl Hit {
    /// The order in which hits are given: best fit, then most important, then lowest number.
    pub(crate) fn order(&self, other: &Self) -> std::cmp::Ordering {
        let (a, b) = (&self.bearer, &other.bearer);
        (self.fit.cmp(&other.fit))
            .then(b.importance.total_cmp(&a.importance))
            .then(a.entry.cmp(&b.entry))
            .then(a.role.cmp(&b.role))
            .then(self.key.cmp(&other.key))
    }
}
