//! How names are spelt.

pub(crate) mod ambiguous_name;
pub(crate) mod anachronistic_name;
pub(crate) mod inconsistent_spelling;
pub(crate) mod mixed_romanisation;
pub(crate) mod near_miss;
pub(crate) mod several_names;
pub(crate) mod type_mismatch;
pub(crate) mod unknown_place;

use crate::corpus::Corpus;
use choro_claim::Annotated;
use choro_mention::{Mention, MentionKind};
use choro_text::Span;

/// The mentions of all documents that are names, known or not, in order.
pub(crate) fn names<'c>(
    corpus: &'c Corpus<'_>,
) -> impl Iterator<Item = (&'c Annotated, &'c Mention)> {
    let of_text = |text| names_of(text).map(move |mention| (text, mention));
    corpus.texts.iter().flat_map(of_text)
}

/// The mentions of a document that are names, known or not, in order.
pub(crate) fn names_of(text: &Annotated) -> impl Iterator<Item = &Mention> {
    text.mentions
        .all
        .iter()
        .filter(|m| matches!(m.kind, MentionKind::Name | MentionKind::Unknown))
}

/// The original bytes of a span of a mention's block.
pub(crate) fn original(text: &Annotated, mention: &Mention, span: Span) -> Span {
    text.document
        .blocks
        .get(mention.block)
        .map_or_else(Span::default, |b| b.to_original(span))
}

/// The name of a mention without a lower-case type word after it: "Tumen" of "Tumen river".
pub(crate) fn bare(mention: &Mention) -> &str {
    let start = mention.name.start.saturating_sub(mention.span.start);
    let end = mention.name.end.saturating_sub(mention.span.start);
    mention.text.get(start..end).unwrap_or(&mention.text)
}

/// Whether one of these words stands among the five before a mention, quotation marks and colons
/// being words too: "formerly Christiania", "Italian: \"Nizza\"".
pub(crate) fn is_announced(by: &[String], text: &Annotated, mention: &Mention) -> bool {
    is_announced_at(by, text, mention.block, mention.span.start)
}

/// As [`is_announced`], of what begins at a byte of a block's logical text.
pub(crate) fn is_announced_at(by: &[String], text: &Annotated, block: usize, at: usize) -> bool {
    let Some(block) = text.document.blocks.get(block) else {
        return false;
    };
    let before = Span::new(0, at).slice(&block.text);
    let mut words: Vec<&str> = before.split_whitespace().rev().take(5).collect();
    words.reverse();
    let near = words.join(" ").to_lowercase();
    by.iter().any(|cue| near.contains(cue.as_str()))
}
