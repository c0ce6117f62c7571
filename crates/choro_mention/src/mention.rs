//! Mentions and what they stand for.

use crate::Words;
use choro_gazetteer::{Class, PlaceId};
use choro_text::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Index of a mention in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MentionId(pub u32);

/// How a place is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MentionKind {
    /// By a name the gazetteer has.
    Name,
    /// By a name it has not, told as a place by a type word: "Sungam Airbase".
    Unknown,
    /// By a definite description: "the city", "this province".
    Description,
    /// By a pronoun: "it".
    Pronoun,
}

/// A place that a mention could be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The place.
    pub place: PlaceId,
    /// 0 to 1; the candidates of a mention need not sum to 1.
    pub score: f64,
    /// What spoke for and against it, for people.
    pub reasons: Vec<Cow<'static, str>>,
}

/// One occurrence of a place in a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Its index.
    pub id: MentionId,
    /// Index of the block.
    pub block: usize,
    /// Bytes of the block's logical text: the name with its generic ("Tumen river").
    pub span: Span,
    /// The name alone, without a lower-case generic.
    pub name: Span,
    /// The logical text of `span`.
    pub text: String,
    /// How it is mentioned.
    pub kind: MentionKind,
    /// The class its words assert: "the *city* of X", "X *Province*".
    pub class: Option<Class>,
    /// What it could be, best first.
    pub candidates: Vec<Candidate>,
    /// What it is taken for.
    pub chosen: Option<PlaceId>,
    /// For descriptions and pronouns: the mention they stand for.
    pub antecedent: Option<MentionId>,
    /// How sure the choice is, 0 to 1.
    pub confidence: f64,
    /// Why, for people.
    pub reason: String,
}

impl Mention {
    /// Candidates that must all fail before a statement is called wrong: those with at least a
    /// fifth of the best score.
    pub fn readings(&self) -> Vec<PlaceId> {
        let best = self.candidates.first().map_or(0.0, |c| c.score);
        self.candidates
            .iter()
            .filter(|c| c.score >= 0.2 * best)
            .map(|c| c.place)
            .collect()
    }
}

/// What a document is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// The place, where the gazetteer knows it.
    pub place: Option<PlaceId>,
    /// The name used.
    pub text: String,
    /// The mention it was taken from, where there is one.
    pub mention: Option<MentionId>,
    /// Why it was chosen.
    pub reason: String,
}

/// The mentions of one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mentions {
    /// In reading order; `MentionId` is the index.
    pub all: Vec<Mention>,
    /// Capitalised names that nothing tells to be places, in reading order: a statement's own words
    /// may ("5 km north of X"). Of kind [`MentionKind::Unknown`]; their ids go on after those of
    /// `all`.
    pub proper: Vec<Mention>,
    /// What the document is about.
    pub topic: Option<Topic>,
    /// Blocks that are about another place than the document, and the mention that says so.
    pub local_topics: BTreeMap<usize, MentionId>,
    /// Mentions of which a person has said what they stand for.
    pub decided: BTreeSet<MentionId>,
    /// The words of the document.
    #[serde(skip)]
    pub words: Words,
}

impl Mentions {
    /// The mention or capitalised name with this id.
    pub fn get(&self, id: MentionId) -> &Mention {
        let index = id.0 as usize;
        index
            .checked_sub(self.all.len())
            .map_or_else(|| &self.all[index], |i| &self.proper[i])
    }

    /// Whether the id is of a capitalised name and not of a mention.
    pub fn is_proper(&self, id: MentionId) -> bool {
        id.0 as usize >= self.all.len()
    }

    /// The capitalised names of one block that are no mentions, in order.
    pub fn proper_of_block(&self, block: usize) -> &[Mention] {
        let start = self.proper.partition_point(|m| m.block < block);
        let end = self.proper.partition_point(|m| m.block <= block);
        &self.proper[start..end]
    }

    /// The mentions of one block, in order.
    pub fn of_block(&self, block: usize) -> impl Iterator<Item = &Mention> {
        let start = self.all.partition_point(|m| m.block < block);
        let end = self.all.partition_point(|m| m.block <= block);
        self.all[start..end].iter()
    }

    /// Follows descriptions and pronouns to the mention that names the place.
    pub fn named(&self, id: MentionId) -> &Mention {
        let mut at = self.get(id);
        for _ in 0..8 {
            match at.antecedent {
                Some(next) if next != at.id => at = self.get(next),
                _ => break,
            }
        }
        at
    }
}
