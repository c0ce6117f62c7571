//! A fact: one row of a history table, about a place of this or another file.

use choro_geometry::Shape;
use choro_quantity::When;
use serde::{Deserialize, Serialize};

/// What a fact speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// A name it bore.
    Name,
    /// What it lay in.
    Parent,
    /// What it was: `county`, `city`.
    Type,
    /// A standing that is no type: `special city`, `closed`.
    Status,
    /// Where it was.
    Footprint,
    /// What it was the capital or seat of.
    CapitalOf,
    /// What happened: `founded`, `merged into …`.
    Event,
}

impl FactKind {
    /// Every kind, in the order in which messages list them.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::Parent,
        Self::Type,
        Self::Status,
        Self::Footprint,
        Self::CapitalOf,
        Self::Event,
    ];

    /// The word of the column `what`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Parent => "parent",
            Self::Type => "type",
            Self::Status => "status",
            Self::Footprint => "footprint",
            Self::CapitalOf => "capital_of",
            Self::Event => "event",
        }
    }

    /// The kind of that word, in whatever case, with a hyphen or an underscore.
    pub fn from_name(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase().replace('-', "_");
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One dated statement about a place, with the source that stands behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// The place: an id of this or another file, `source:id`, or a name.
    pub place: String,
    /// What it speaks of.
    pub what: FactKind,
    /// The name, the id or name of the other place, the type, the words for status or event.
    pub value: String,
    /// BCP 47 language of a name, empty where unknown.
    pub language: String,
    /// When it held, or when it happened.
    pub when: When,
    /// Of a footprint.
    pub shape: Option<Shape>,
    /// Who says so, as the row has it; empty where the file alone stands behind it.
    pub source: String,
    /// A remark, as the row has it.
    pub note: String,
    /// Line of the file, from 1.
    pub line: usize,
}
