//! What goes into an index.

use choro_geometry::Position;
use choro_quantity::{Date, When};

/// Entries are numbered below this; the table of entries is as long as the largest number.
pub const ENTRY_LIMIT: u32 = 1 << 27;

/// What a name is to its entry, the better the lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The name to show.
    Preferred,
    /// Another name or spelling.
    Variant,
    /// A name of the past.
    Former,
}

/// The days from and to which something holds, both included; an open end is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Days {
    /// Whether the two may share a day; an open end excludes nothing.
    pub fn overlap(self, other: Self) -> bool {
        let before =
            |a: Self, b: Self| matches!((a.to, b.from), (Some(last), Some(first)) if last < first);
        !before(self, other) && !before(other, self)
    }
}

impl From<&When> for Days {
    fn from(when: &When) -> Self {
        Self {
            from: when.earliest,
            to: when.latest,
        }
    }
}

/// What filters and ranking ask of an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Attributes {
    /// Where it is, kept to about a centimetre; `None` where unknown.
    pub position: Option<Position>,
    /// A bit for each class it is of: class number 0 to 63.
    pub classes: u64,
    /// How likely a bare name means it, 0 to 1. Not a number counts as 0.
    pub importance: f32,
}

/// A name of an entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Toponym<'a> {
    /// As spelt.
    pub text: &'a str,
    /// The entry's number, below [`ENTRY_LIMIT`].
    pub entry: u32,
    /// What the name is to it.
    pub role: Role,
    /// When the name was in use.
    pub days: Days,
    /// The entry's attributes; those given with its first name count.
    pub attributes: Attributes,
}
