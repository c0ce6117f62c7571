//! How names are spelt.

pub(crate) mod inconsistent_spelling;
pub(crate) mod mixed_romanisation;
pub(crate) mod near_miss;
pub(crate) mod several_names;

use crate::corpus::Corpus;
use choro_claim::Annotated;
use choro_mention::{Mention, MentionKind};
use choro_text::Span;

/// The mentions of all documents that are names, known or not, in order.
pub(crate) fn names<'c>(
    corpus: &'c Corpus<'_>,
) -> impl Iterator<Item = (&'c Annotated, &'c Mention)> {
    corpus.texts.iter().flat_map(|text| {
        text.mentions
            .all
            .iter()
            .filter(|m| matches!(m.kind, MentionKind::Name | MentionKind::Unknown))
            .map(move |m| (text, m))
    })
}

/// The original bytes of a span of a mention's block.
pub(crate) fn original(text: &Annotated, mention: &Mention, span: Span) -> Span {
    text.document
        .blocks
        .get(mention.block)
        .map_or_else(Span::default, |b| b.to_original(span))
}
