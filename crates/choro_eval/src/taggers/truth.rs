//! What a person marked, and what a tagger answers.

use crate::gold::lines;
use serde::Deserialize;
use std::path::Path;

/// Which of the two is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Amounts with and without units.
    Quantities,
    /// Dates and times.
    Times,
}

impl What {
    /// The name of its truth.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quantities => "quantities",
            Self::Times => "times",
        }
    }
}

/// A marked span.
#[derive(Clone, Debug, Deserialize)]
pub struct Marked {
    /// Name of the text.
    pub text: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether it may be answered or not: both are right.
    #[serde(default)]
    pub optional: bool,
    /// Whether no slip of the tagger in this text was mended.
    #[serde(default)]
    pub held: bool,
    /// Least value of a quantity.
    pub low: Option<f64>,
    /// Greatest value.
    pub high: Option<f64>,
    /// Unit as the tables write it; empty for what is counted.
    #[serde(default)]
    pub unit: String,
    /// Another unit that is right too: tonnes where a yearly rate is meant.
    pub also: Option<String>,
    /// A time as EDTF, its bounds applied; "present" for the time of writing.
    pub edtf: Option<String>,
    /// The same without bounds, or of the whole of which a part is named.
    pub core: Option<String>,
}

/// A tagger's answer.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Answer {
    /// Name of the text.
    pub text: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Least value; none for a time.
    pub low: Option<f64>,
    /// Greatest value.
    pub high: Option<f64>,
    /// Unit as the tables write it; empty where none is given.
    #[serde(default)]
    pub unit: String,
    /// A time as EDTF.
    pub edtf: Option<String>,
}

impl Answer {
    /// What it is an answer about.
    pub fn what(&self) -> What {
        if self.edtf.is_some() {
            What::Times
        } else {
            What::Quantities
        }
    }

    /// Whether the two share a byte.
    pub fn meets(&self, marked: &Marked) -> bool {
        self.text == marked.text && self.start < marked.end && marked.start < self.end
    }
}

/// The truth about quantities or times.
///
/// # Errors
/// Where its file is missing or malformed.
pub fn of(what: What) -> Result<Vec<Marked>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("gold");
    lines(&folder.join(format!("{}.jsonl", what.as_str())))
}
