//! The words of names where they stand in the documents.

use crate::corpus::Corpus;
use crate::data::THRESHOLDS;
use choro_claim::Annotated;
use choro_gazetteer::{Class, PlaceId};
use choro_mention::{Mention, MentionKind};
use choro_name::{fold, fold_into};
use choro_text::{Span, TokenKind, tokenise};
use std::collections::BTreeMap;

/// One word of a name where it stands.
#[derive(Clone, Copy)]
pub(super) struct Use<'c> {
    pub(super) text: &'c Annotated,
    /// The name it is part of; `None` for a word with a capital that nothing tells as a place.
    pub(super) mention: Option<&'c Mention>,
    pub(super) block: usize,
    /// Bytes of the block's logical text.
    pub(super) span: Span,
    pub(super) surface: &'c str,
}

impl<'c> Use<'c> {
    pub(super) fn document(&self) -> &'c str {
        &self.text.document.path
    }

    pub(super) fn place(&self) -> Option<PlaceId> {
        self.mention?.chosen
    }

    /// The place, where more than likeness tells it.
    pub(super) fn sure_place(&self, above: f64) -> Option<PlaceId> {
        self.mention.filter(|m| m.confidence > above)?.chosen
    }

    /// The other words of the name, folded.
    pub(super) fn beside(&self) -> String {
        self.mention
            .map(|m| fold(&m.text.replace(self.surface, "")))
            .unwrap_or_default()
    }

    /// The name, or the word where it is no part of one.
    pub(super) fn name(&self) -> &'c str {
        self.mention.map_or(self.surface, |m| &m.text)
    }

    /// Bytes of the block's logical text of the name.
    pub(super) fn name_span(&self) -> Span {
        self.mention.map_or(self.span, |m| m.span)
    }

    pub(super) fn original(&self, span: Span) -> Span {
        let block = self.text.document.blocks.get(self.block);
        block.map_or_else(Span::default, |b| b.to_original(span))
    }
}

/// The words of all names, by their folded form.
pub(super) fn of_names<'c>(corpus: &'c Corpus<'_>) -> BTreeMap<String, Vec<Use<'c>>> {
    let mut uses: BTreeMap<String, Vec<Use<'c>>> = BTreeMap::new();
    for (text, mention) in super::super::names(corpus) {
        for token in tokenise(&mention.text) {
            let surface = token.text(&mention.text);
            let word = fold(surface);
            let proper = token.kind == TokenKind::Word && surface.starts_with(char::is_uppercase);
            if !proper || !is_long(&word) || Class::from_noun(&word).is_some() {
                continue;
            }
            let at = mention.span.start;
            uses.entry(word).or_default().push(Use {
                text,
                mention: Some(mention),
                block: mention.block,
                span: Span::new(at + token.span.start, at + token.span.end),
                surface,
            });
        }
    }
    uses
}

fn is_long(word: &str) -> bool {
    word.chars().count() >= THRESHOLDS.names.letters
}

/// Words with a capital that stand alone, in no name, and never without the capital: what a slip
/// in the name of a place looks like where nothing else tells it as one.
pub(super) fn alone<'c>(text: &'c Annotated) -> BTreeMap<String, Vec<Use<'c>>> {
    let mut found: BTreeMap<String, Vec<Use<'c>>> = BTreeMap::new();
    let mut small: Vec<&str> = Vec::new();
    for (index, block) in text.document.blocks.iter().enumerate() {
        if !block.is_text() {
            continue;
        }
        let words = text.words(index);
        let mut named = vec![false; words.tokens.len()];
        let names = |m: &&Mention| matches!(m.kind, MentionKind::Name | MentionKind::Unknown);
        for mention in text.mentions.of_block(index).filter(names) {
            named[words.tokens_in(mention.span)].fill(true);
        }
        let capital = |at: Option<usize>| {
            at.is_some_and(|at| at < words.tokens.len() && words.is_capital(at, &block.text))
        };
        for (at, token) in words.tokens.iter().enumerate() {
            if token.kind != TokenKind::Word {
                continue;
            }
            let surface = token.text(&block.text);
            if !capital(Some(at)) {
                small.push(surface);
                continue;
            }
            let beside = capital(at.checked_sub(1)) || capital(Some(at + 1));
            if beside || named[at] {
                continue;
            }
            let word = fold(surface);
            if is_long(&word) && Class::from_noun(&word).is_none() {
                found.entry(word).or_default().push(Use {
                    text,
                    mention: None,
                    block: index,
                    span: token.span,
                    surface,
                });
            }
        }
    }
    let mut folded = String::new();
    for word in small {
        fold_into(word, &mut folded);
        found.remove(&folded);
    }
    found
}
