//! Recognition: where a document mentions places, before it is decided which.
//!
//! In "The city of Hoeryong lies on the Tumen river; it has two bridges" it finds *Hoeryong* (a
//! city by its words), *Tumen river* and *it*. Names of persons are left out.

mod description;
mod name;
mod person;

use crate::{BlockText, Mention, MentionId, MentionKind};
use choro_document::{BlockKind, Document};
use choro_gazetteer::{Class, Gazetteer};
use choro_text::Span;
use std::ops::Range;

/// A mention found but not yet resolved.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) tokens: Range<usize>,
    /// Tokens of the name without a lower-case generic.
    pub(crate) name: Range<usize>,
    pub(crate) kind: MentionKind,
    pub(crate) class: Option<Class>,
}

/// The mentions of a document, unresolved: kinds, spans and asserted classes only.
pub fn recognise(document: &Document, gazetteer: &Gazetteer) -> Vec<Mention> {
    let texts: Vec<Option<BlockText>> = document
        .blocks
        .iter()
        .map(|b| (b.kind != BlockKind::Furniture).then(|| BlockText::new(b)))
        .collect();
    let persons = person::names(document, &texts);
    let mut mentions = Vec::new();
    for (index, (block, text)) in document.blocks.iter().zip(&texts).enumerate() {
        let Some(text) = text else { continue };
        let mut found = name::find(&block.text, text, gazetteer, &persons);
        description::find(&block.text, text, &mut found);
        found.sort_by_key(|f| (f.tokens.start, f.tokens.end));
        for f in found {
            let span = text.span(f.tokens.clone());
            mentions.push(Mention {
                id: MentionId(mentions.len() as u32),
                block: index,
                span,
                name: text.span(f.name),
                text: span.slice(&block.text).to_owned(),
                kind: f.kind,
                class: f.class,
                candidates: Vec::new(),
                chosen: None,
                antecedent: None,
                confidence: 0.0,
                reason: String::new(),
            });
        }
    }
    mentions
}

/// The class a noun names, singular or plural.
pub(crate) fn class_of_noun(word: &str) -> Option<Class> {
    Class::from_noun(word)
}

/// The text of a range of tokens.
pub(crate) fn slice<'t>(source: &'t str, text: &BlockText, tokens: Range<usize>) -> &'t str {
    let span: Span = text.span(tokens);
    span.slice(source)
}
