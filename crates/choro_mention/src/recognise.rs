//! Recognition: where a document mentions places, before it is decided which.
//!
//! In "The city of Hoeryong lies on the Tumen river; it has two bridges" it finds *Hoeryong* (a
//! city by its words), *Tumen river* and *it*. Names of persons are left out.

mod definition;
mod description;
mod name;
mod person;
mod proper;

use crate::{BlockText, Mention, MentionId, MentionKind};
use choro_document::{BlockKind, Document};
use choro_gazetteer::{Class, Gazetteer};
use choro_text::Span;
use std::collections::BTreeMap;
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

/// What was found in a document, unresolved: kinds, spans and asserted classes only.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recognised {
    /// The mentions, in reading order.
    pub mentions: Vec<Mention>,
    /// Capitalised names that nothing tells to be places, in reading order; their ids go on after
    /// those of the mentions.
    pub proper: Vec<Mention>,
}

/// Finds the mentions of a document.
pub fn recognise(document: &Document, gazetteer: &Gazetteer) -> Recognised {
    let texts: Vec<Option<BlockText>> = document
        .blocks
        .iter()
        .map(|b| (b.kind != BlockKind::Furniture).then(|| BlockText::new(b)))
        .collect();
    let mut persons = person::names(document, &texts);
    // "Elgin is a city … named after Lady Elgin": what is defined as a place is one.
    for (block, text) in document.blocks.iter().zip(&texts) {
        let Some(text) = text else { continue };
        let opening = |start| name::opening(&block.text, text, start);
        for name in definition::defined(text, opening) {
            persons.remove(&choro_name::fold(name));
        }
    }
    let mut blocks: Vec<(Vec<Found>, Vec<Found>)> = document
        .blocks
        .iter()
        .zip(&texts)
        .map(|(block, text)| {
            let Some(text) = text else {
                return Default::default();
            };
            let mut found = name::find(&block.text, text, gazetteer, &persons);
            description::find(&block.text, text, &mut found);
            let mut taken = vec![false; text.tokens.len()];
            for f in &found {
                taken[f.tokens.clone()].fill(true);
            }
            let proper = proper::find(&block.text, text, &taken, &persons);
            (found, proper)
        })
        .collect();
    promote(document, &texts, &mut blocks);
    number(document, &texts, blocks)
}

/// What the document itself defines as a place ("X is a village") is a place wherever it is named.
fn promote(
    document: &Document,
    texts: &[Option<BlockText>],
    blocks: &mut [(Vec<Found>, Vec<Found>)],
) {
    let words = |block: usize, f: &Found| {
        let text = texts[block].as_ref();
        text.map_or("", |t| {
            slice(&document.blocks[block].text, t, f.tokens.clone())
        })
    };
    let mut defined: BTreeMap<&str, Class> = BTreeMap::new();
    for (index, (found, _)) in blocks.iter().enumerate() {
        for f in found.iter().filter(|f| f.kind == MentionKind::Unknown) {
            if let Some(class) = f.class {
                defined.entry(words(index, f)).or_insert(class);
            }
        }
    }
    for (index, (found, proper)) in blocks.iter_mut().enumerate() {
        proper.retain(|f| {
            let class = defined.get(words(index, f));
            found.extend(class.map(|class| Found {
                class: Some(*class),
                ..f.clone()
            }));
            class.is_none()
        });
        found.sort_by_key(|f| (f.tokens.start, f.tokens.end));
    }
}

fn number(
    document: &Document,
    texts: &[Option<BlockText>],
    blocks: Vec<(Vec<Found>, Vec<Found>)>,
) -> Recognised {
    let mut recognised = Recognised::default();
    let known: usize = blocks.iter().map(|(found, _)| found.len()).sum();
    for (index, (found, proper)) in blocks.into_iter().enumerate() {
        let Some(text) = &texts[index] else { continue };
        let source = &document.blocks[index].text;
        let Recognised {
            mentions,
            proper: others,
        } = &mut recognised;
        for f in found {
            mentions.push(mention(mentions.len(), index, source, text, &f));
        }
        for f in proper {
            others.push(mention(known + others.len(), index, source, text, &f));
        }
    }
    recognised
}

fn mention(id: usize, block: usize, source: &str, text: &BlockText, found: &Found) -> Mention {
    let span = text.span(found.tokens.clone());
    Mention {
        id: MentionId(id as u32),
        block,
        span,
        name: text.span(found.name.clone()),
        text: span.slice(source).to_owned(),
        kind: found.kind,
        class: found.class,
        candidates: Vec::new(),
        chosen: None,
        antecedent: None,
        confidence: 0.0,
        reason: String::new(),
    }
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
