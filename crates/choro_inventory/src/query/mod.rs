//! Questions about sites, as people type them.
//!
//! `type:air-defence within 20 km of "Old Town" status:active on 2022-10`: tests stand side by
//! side and all must hold; `or`, `not` and brackets combine them; `nearest 5 to …` and `count by
//! province,type` say what is wanted of the sites found. docs/sites.md has the whole language.

mod answer;
mod fault;
mod ground;
mod near;
mod parse;
mod place;
mod text;
mod word;

use choro_geometry::Position;
use choro_quantity::When;
use choro_text::Span;

pub use answer::{Answer, Hit};
pub use fault::QueryFault;
pub use ground::{Gazetteer, Ground, NoGround, NoPlaces, Wanted};

use crate::{Kept, Key, Mapping, State};

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub(crate) test: Test,
    /// How many sites nearest to what.
    pub(crate) nearest: Option<(usize, PlaceName)>,
    /// What to count by.
    pub(crate) count: Option<Vec<Key>>,
}

/// A place as the question calls it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlaceName {
    pub(crate) text: String,
    pub(crate) span: Span,
    /// Where it is, if it is written as a position.
    pub(crate) at: Option<Position>,
}

/// What a site must fulfil.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    All,
    /// One of these types or of those below them.
    Kind(Vec<String>),
    /// In this state; none known for `None`.
    State(Option<State>, Time),
    Province(String),
    Folder(String),
    File(String),
    Id(String),
    Name(String),
    /// Anywhere in its words.
    Text(String),
    Has(Part),
    Within(f64, PlaceName),
    In(PlaceName),
    Along(PlaceName, f64),
    /// With the farthest it may be from the straight way; by default a third of it.
    Between(PlaceName, PlaceName, Option<f64>),
    Not(Box<Test>),
    And(Vec<Test>),
    Or(Vec<Test>),
}

impl Test {
    /// Whether it looks into descriptions or attributes.
    fn reads_words(&self) -> bool {
        match self {
            Self::Text(_) | Self::Has(Part::Description) => true,
            Self::Not(test) => test.reads_words(),
            Self::And(tests) | Self::Or(tests) => tests.iter().any(Self::reads_words),
            _ => false,
        }
    }
}

/// When a state is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Time {
    /// At present.
    Now,
    /// At some time of this.
    On(When),
    /// Begun in it or after.
    Since(When),
    /// Begun before it.
    Before(When),
}

/// A part that a site may have or lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Date,
    Description,
    Folder,
    Name,
    Position,
    Province,
    Status,
    Type,
}

impl Query {
    /// Reads a question; types are those of the mapping the sites were taken with.
    ///
    /// # Errors
    /// Where a word is not understood; the fault points at it.
    ///
    /// ```
    /// use choro_inventory::{Mapping, Query};
    /// let mapping = Mapping::shipped();
    /// assert!(Query::parse("type:radar within 20 km of 41.8,129.7", mapping).is_ok());
    /// let fault = Query::parse("type:raddar", mapping).unwrap_err();
    /// assert_eq!(fault.to_string(), "`raddar` is no type of site; did you mean `military/radar`?");
    /// ```
    pub fn parse(text: &str, mapping: &Mapping) -> Result<Self, QueryFault> {
        parse::parse(text, mapping)
    }

    /// What of each site the answer needs: all where descriptions or attributes are asked about.
    pub fn needs(&self) -> Kept {
        if self.test.reads_words() {
            Kept::All
        } else {
            Kept::Outline
        }
    }

    /// Whether the question asks for counts and not for sites.
    pub fn counts(&self) -> bool {
        self.count.is_some()
    }
}

#[cfg(test)]
mod tests;
