//! Place names in documents.
//!
//! In: a [`choro_document::Document`] and a [`choro_gazetteer::Gazetteer`]. Out: [`Mentions`] — each
//! occurrence of a place name, of an unknown name told by its type word ("Sungam Airbase"), and of
//! "the city", "it" where they stand for a place — with the places it could be, scores and reasons,
//! and the one chosen. `recognise/` finds them, `resolve/` decides. Knows nothing of claims.

mod lexicon;
mod mention;
mod recognise;
mod resolve;
mod sentence;
mod words;

pub use lexicon::demonym;
pub use mention::{Candidate, Mention, MentionId, MentionKind, Mentions, Topic};
pub use recognise::{Recognised, recognise};
pub use resolve::{Decided, resolve, resolve_decided};
pub use sentence::{BlockText, Lower, Sentence};
pub use words::Words;

use choro_document::Document;
use choro_gazetteer::Gazetteer;

/// Recognises and resolves the places of a document.
pub fn read(document: &Document, gazetteer: &Gazetteer) -> Mentions {
    let recognised = recognise(document, gazetteer);
    resolve(document, gazetteer, recognised)
}
