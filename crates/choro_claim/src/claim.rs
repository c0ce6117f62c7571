//! A claim and its parts.

use crate::Kind;
use choro_document::BlockKind;
use choro_gazetteer::{Class, PlaceId};
use choro_mention::{BlockText, MentionId};
use choro_quantity::{Lexicon, Tags, When};
use choro_text::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

use choro_quantity::{Hedge, Polarity};

/// Index of a claim in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaimId(pub u32);

/// What a claim is about, or relates its subject to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// As named: the antecedent's name where the text has only "the city" or "it".
    pub text: String,
    /// Original bytes of the words themselves; `None` where it was left out (taken from the
    /// document's topic).
    pub span: Option<Span>,
    /// The mention, where it is one.
    pub mention: Option<MentionId>,
    /// The place it was resolved to.
    pub place: Option<PlaceId>,
    /// All places it could be that must fail before the claim is called wrong; best first.
    pub readings: Vec<PlaceId>,
    /// The class its words assert ("the *city* of X").
    pub class: Option<Class>,
    /// How sure `place` is, 0 to 1; 0 where there is none.
    pub confidence: f64,
}

/// The words a claim rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Path of the document.
    pub document: String,
    /// Bytes of the original file.
    pub span: Span,
    /// The logical text of the span (wraps joined).
    pub quote: String,
}

/// One checkable statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Its index in the document.
    pub id: ClaimId,
    /// Sort of statement.
    pub kind: Kind,
    /// What it is about.
    pub subject: Argument,
    /// What it relates the subject to.
    pub object: Option<Argument>,
    /// Further places: the second end of `between`, the second side of `forms-border`.
    pub others: Vec<Argument>,
    /// Canonical value: wind letters, number, range `a..b`, bound `<25`, words.
    pub value: String,
    /// The value as numbers, in `unit`: lowest and highest.
    pub amount: Option<(f64, f64)>,
    /// Whether the number is said to be about right ("around", "some").
    pub approximate: bool,
    /// `persons`, `km`, `km2`, `ha`, `m`, `%`, `t/yr`, `deg`; empty for words.
    pub unit: String,
    /// When it is said to hold.
    pub when: When,
    /// Whether the sentence speaks of the past ("formerly", "was", "until").
    pub past: bool,
    /// Who stands behind it.
    pub hedge: Hedge,
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// The source the text names, empty where none.
    pub source: String,
    /// The words.
    pub evidence: Evidence,
    /// Original bytes of the decisive words: the direction, the number.
    pub focus: Option<Span>,
    /// Original bytes of the sentence.
    pub sentence: Span,
    /// Index of the block.
    pub block: usize,
    /// What the block is.
    pub context: BlockKind,
    /// Further attributes, as each kind documents.
    pub qualifiers: BTreeMap<String, String>,
    /// Grammar file and pattern that read it, for `choro explain`.
    pub pattern: String,
}

impl Claim {
    /// The places and things it speaks of: its subject, its object and the others, in this order.
    pub fn arguments(&self) -> impl Iterator<Item = &Argument> + Clone {
        std::iter::once(&self.subject)
            .chain(&self.object)
            .chain(&self.others)
    }

    /// A qualifier's value, empty where there is none.
    pub fn qualifier(&self, key: &str) -> &str {
        self.qualifiers.get(key).map_or("", String::as_str)
    }

    /// `DOCUMENT#N`, the id shown to people and machines.
    pub fn label(&self) -> String {
        format!("{}#{}", self.evidence.document, self.id.0 + 1)
    }
}

/// A document with all that was understood of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Annotated {
    /// The document.
    pub document: choro_document::Document,
    /// Its places.
    pub mentions: choro_mention::Mentions,
    /// Its claims; `ClaimId` is the index.
    pub claims: Vec<Claim>,
}

impl Annotated {
    /// The tokens and sentences of a block.
    pub fn words(&self, block: usize) -> &BlockText {
        self.mentions.words.text(&self.document, block)
    }

    /// The quantities, dates and hedges of a block, found by the words of a lexicon.
    pub fn tags(&self, block: usize, lexicon: &'static Lexicon) -> Cow<'_, Tags> {
        self.mentions.words.tags(&self.document, block, lexicon)
    }
}
