//! Facts: what a sentence says, before it is a sentence.

use crate::brief::Evidence;
use crate::parts;
use crate::{BriefError, Wording};
use minijinja::Value;
use std::collections::BTreeMap;

/// One thing that is known, by the template that says it, the values that go in, and what it
/// rests on.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) key: &'static str,
    values: BTreeMap<&'static str, Value>,
    pub(super) evidence: Vec<Evidence>,
}

/// A row of a table: its cells as text with marked places.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    pub(super) cells: Vec<String>,
    pub(super) evidence: Vec<Evidence>,
}

/// What a section is made of.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Paragraph(Vec<Fact>),
    Quotation(Fact),
    Table {
        cited: bool,
        columns: Vec<&'static str>,
        rows: Vec<Cells>,
    },
    Figure {
        id: &'static str,
        svg: String,
        size: (f64, f64),
        caption: Fact,
    },
}

impl Fact {
    /// A fact that the template `key` says.
    pub(super) fn new(key: &'static str) -> Self {
        Self {
            key,
            values: BTreeMap::new(),
            evidence: Vec::new(),
        }
    }

    /// The same with a value.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.insert(name, value.into());
        self
    }

    /// The same with names or words in a row.
    #[must_use]
    pub(super) fn with_list(self, name: &'static str, items: Vec<String>) -> Self {
        let items: Vec<Value> = items.into_iter().map(Value::from).collect();
        self.with(name, Value::from(items))
    }

    /// The same, resting on more.
    #[must_use]
    pub(super) fn from(mut self, evidence: impl IntoIterator<Item = Evidence>) -> Self {
        self.evidence.extend(evidence);
        self
    }

    /// The words, with places marked.
    pub(super) fn worded(&self, wording: &Wording) -> Result<String, BriefError> {
        wording.fill("sentences", self.key, self.values.clone())
    }
}

impl Item {
    /// A paragraph, where there is anything to say.
    pub(super) fn paragraph(facts: Vec<Fact>) -> Option<Self> {
        (!facts.is_empty()).then_some(Self::Paragraph(facts))
    }

    /// A table, where there are rows.
    pub(super) fn table(columns: &[&'static str], rows: Vec<Cells>) -> Option<Self> {
        (!rows.is_empty()).then_some(Self::Table {
            cited: false,
            columns: columns.to_vec(),
            rows,
        })
    }

    /// The same, of things that are cited and not stated.
    pub(super) fn cited(columns: &[&'static str], rows: Vec<Cells>) -> Option<Self> {
        (!rows.is_empty()).then_some(Self::Table {
            cited: true,
            columns: columns.to_vec(),
            rows,
        })
    }

    /// All that it rests on.
    pub(super) fn evidence(&self) -> Vec<&Evidence> {
        match self {
            Self::Paragraph(facts) => facts.iter().flat_map(|fact| &fact.evidence).collect(),
            Self::Quotation(fact) => fact.evidence.iter().collect(),
            Self::Table { rows, .. } => rows.iter().flat_map(|row| &row.evidence).collect(),
            Self::Figure { caption, .. } => caption.evidence.iter().collect(),
        }
    }
}

/// A value of a project that goes into a template: on one line, without the marks of places.
pub(super) fn words(text: &str) -> String {
    parts::plain(text)
}
