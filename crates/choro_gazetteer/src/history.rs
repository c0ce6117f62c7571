//! What is known of a place at a date, and since when.
//!
//! Every statement holds for a time or bears none. One without a time speaks of the time of its
//! source and of no other: asked about 1930, it answers that nothing is known, never that it was
//! so always. So answers are either known or unknown with a reason.

mod existence;
mod held;
mod language;
mod names;
mod query;
mod story;

pub use held::Held;
pub use names::NameAt;
pub use query::RelationAt;
pub use story::Episode;

use crate::PlaceId;
use choro_quantity::Date;
use std::fmt;

/// What is known at a date.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer<T> {
    /// This is known.
    Known(T),
    /// Nothing is, for this reason.
    Unknown(Unknown),
}

/// Why nothing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The place of which nothing is known: the one asked about, or one above it.
    pub of: PlaceId,
    /// The reason.
    pub why: Why,
}

/// A reason for knowing nothing at a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No source says anything of the kind.
    Unstated,
    /// The sources say it without a date.
    Undated,
    /// What the sources date ends before, begins after, or both.
    Outside {
        /// The last day dated before the time asked about.
        ended: Option<Date>,
        /// The first day dated after it.
        begins: Option<Date>,
    },
}

impl<T> Answer<T> {
    /// What is known, if anything.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(known) => Some(known),
            Self::Unknown(_) => None,
        }
    }

    /// The answer with what is known changed.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        match self {
            Self::Known(known) => Answer::Known(change(known)),
            Self::Unknown(unknown) => Answer::Unknown(unknown),
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unstated => f.write_str("no source states it"),
            Self::Undated => f.write_str("the sources state it without a date"),
            Self::Outside { ended, begins } => match (ended, begins) {
                (Some(end), Some(start)) => write!(
                    f,
                    "what the sources date ends in {} and begins again in {}",
                    end.year, start.year
                ),
                (Some(end), None) => write!(f, "what the sources date ends in {}", end.year),
                (None, Some(start)) => {
                    write!(f, "what the sources date begins in {}", start.year)
                }
                (None, None) => f.write_str("the sources date it to another time"),
            },
        }
    }
}
