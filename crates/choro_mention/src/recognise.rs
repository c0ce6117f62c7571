//! Recognition: where a document mentions places, before it is decided which.
//!
//! In "The city of Hoeryong lies on the Tumen river; it has two bridges" it finds *Hoeryong* (a
//! city by its words), *Tumen river* and *it*. Names of persons are left out.

mod agglomeration;
mod definition;
mod description;
mod known;
mod name;
mod person;
mod proper;

use crate::{BlockText, Mention, MentionId, MentionKind, Words};
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
    /// The words of the document.
    pub words: Words,
}

/// Finds the mentions of a document.
pub fn recognise(document: &Document, gazetteer: &Gazetteer) -> Recognised {
    let words = Words::default();
    let texts: Vec<Option<&BlockText>> = document
        .blocks
        .iter()
        .enumerate()
        .map(|(at, b)| (b.kind != BlockKind::Furniture).then(|| words.text(document, at)))
        .collect();
    let mut persons = person::names(document, &texts);
    // "Elgin is a city … named after Lady Elgin": what is defined as a place is one.
    for (block, text) in document.blocks.iter().zip(&texts) {
        let Some(text) = text else { continue };
        let opening = |start| name::opening(&block.text, text, start);
        for name in definition::defined(text, opening) {
            let folded = choro_name::fold(name);
            // "Saint Joseph is a village": nor is Joseph a person.
            let bare = folded.strip_prefix("saint ").unwrap_or(&folded);
            persons.remove(bare);
            persons.remove(&folded);
        }
    }
    let known = known::Known::new(gazetteer);
    let found: Vec<Vec<Found>> = document
        .blocks
        .iter()
        .zip(&texts)
        .map(|(block, text)| {
            let Some(text) = text else { return Vec::new() };
            let mut found = name::find(&block.text, text, &known, &persons);
            description::find(&block.text, text, &mut found);
            found
        })
        .collect();
    let defined = defined(document, &texts, &found);
    let blocks = found.into_iter().enumerate().map(|(index, found)| {
        let Some(text) = &texts[index] else {
            return (found, Vec::new());
        };
        let source = &document.blocks[index].text;
        let mut taken = vec![false; text.tokens.len()];
        for f in &found {
            taken[f.tokens.clone()].fill(true);
        }
        let proper = proper::find(source, text, &taken, &persons, &defined);
        promote(source, text, found, proper, &defined)
    });
    let blocks = blocks.collect();
    let (mentions, proper) = number(document, &texts, blocks);
    Recognised {
        mentions,
        proper,
        words,
    }
}

/// The unknown names that the document itself tells to be places ("X is a village"), with the class
/// said first.
fn defined<'d>(
    document: &'d Document,
    texts: &[Option<&BlockText>],
    found: &[Vec<Found>],
) -> BTreeMap<&'d str, Class> {
    let mut defined = BTreeMap::new();
    for ((block, text), found) in document.blocks.iter().zip(texts).zip(found) {
        let Some(text) = text else { continue };
        for f in found.iter().filter(|f| f.kind == MentionKind::Unknown) {
            if let Some(class) = f.class {
                let name = slice(&block.text, text, f.tokens.clone());
                defined.entry(name).or_insert(class);
            }
        }
    }
    defined
}

/// What the document defines as a place is a place wherever it is named.
fn promote(
    source: &str,
    text: &BlockText,
    mut found: Vec<Found>,
    mut proper: Vec<Found>,
    defined: &BTreeMap<&str, Class>,
) -> (Vec<Found>, Vec<Found>) {
    proper.retain(|f| {
        let class = defined.get(slice(source, text, f.tokens.clone()));
        found.extend(class.map(|class| Found {
            class: Some(*class),
            ..f.clone()
        }));
        class.is_none()
    });
    found.sort_by_key(|f| (f.tokens.start, f.tokens.end));
    (found, proper)
}

fn number(
    document: &Document,
    texts: &[Option<&BlockText>],
    blocks: Vec<(Vec<Found>, Vec<Found>)>,
) -> (Vec<Mention>, Vec<Mention>) {
    let (mut mentions, mut others) = (Vec::new(), Vec::new());
    let known: usize = blocks.iter().map(|(found, _)| found.len()).sum();
    for (index, (found, proper)) in blocks.into_iter().enumerate() {
        let Some(text) = &texts[index] else { continue };
        let source = &document.blocks[index].text;
        for f in found {
            mentions.push(mention(mentions.len(), index, source, text, &f));
        }
        for f in proper {
            others.push(mention(known + others.len(), index, source, text, &f));
        }
    }
    (mentions, others)
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
