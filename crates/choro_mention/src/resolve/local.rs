//! What a paragraph is about, where that is not what its document is about.
//!
//! "Musan is a county …" makes a paragraph about Musan, whatever the title says; under a heading
//! "Rajin" the text is about Rajin.

use super::reference::after_preposition;
use crate::{Mention, MentionId, MentionKind, Topic};
use choro_document::{BlockKind, Document};
use choro_gazetteer::{Class, Gazetteer};
use std::collections::BTreeMap;

/// The blocks with a topic of their own, and the mention each is about.
pub(super) fn topics(
    document: &Document,
    gazetteer: &Gazetteer,
    all: &[Mention],
    topic: Option<&Topic>,
) -> BTreeMap<usize, MentionId> {
    // Without a title that names it, a document's topic is only what it begins with.
    let weak = topic.is_none_or(|t| t.reason == "named first");
    let mut topics = BTreeMap::new();
    let mut section: BTreeMap<usize, Option<MentionId>> = BTreeMap::new();
    let mut sheet: Option<(usize, MentionId)> = None;
    for (block, content) in document.blocks.iter().enumerate() {
        let first = named_in(all, block).next();
        let own = first.filter(|m| {
            content.kind == BlockKind::Paragraph
                && is_unit(gazetteer, m)
                && opens(&content.text, m)
                && (weak || is_defined(&content.text, m))
        });
        // "French Guiana: …" among the entries of a data sheet.
        let entry = first.filter(|m| {
            content
                .heading
                .is_some_and(|h| !matches!(document.blocks[h].kind, BlockKind::Heading(1)))
                && m.span.start <= 24
                && !content.text[..m.span.start].contains([':', ',', '.'])
                && content.text[m.span.end..].starts_with(':')
        });
        let own = own.or(entry);
        let under = content.heading.and_then(|h| {
            *section.entry(h).or_insert_with(|| {
                let deep = !matches!(document.blocks[h].kind, BlockKind::Heading(1));
                named_in(all, h)
                    .find(|m| deep && m.kind == MentionKind::Name && is_unit(gazetteer, m))
                    .map(|m| m.id)
            })
        });
        // Rows of a data sheet below "name: X" are about X, up to the next heading.
        let row = sheet.filter(|(heading, _)| content.heading == Some(*heading));
        if let Some(id) = own.map(|m| m.id).or(row.map(|(_, id)| id)).or(under) {
            topics.insert(block, id);
        }
        if let (Some(heading), Some(m)) = (content.heading, first)
            && is_name_row(&content.text, m)
        {
            sheet = Some((heading, m.id));
        }
    }
    topics
}

/// Whether a block is a data sheet's "name: X".
fn is_name_row(text: &str, mention: &Mention) -> bool {
    let label = text[..mention.span.start].trim_end();
    label.eq_ignore_ascii_case("name:")
}

fn named_in(all: &[Mention], block: usize) -> impl Iterator<Item = &Mention> {
    let from = all.partition_point(|m| m.block < block);
    all[from..]
        .iter()
        .take_while(move |m| m.block == block)
        .filter(|m| matches!(m.kind, MentionKind::Name | MentionKind::Unknown))
}

/// Whether a mention opens its block, but for an article or "the city of".
fn opens(text: &str, mention: &Mention) -> bool {
    mention.span.start <= 24
        && (mention.span.start == 0 || !text[..mention.span.start].contains(','))
        && (mention.class.is_some() || !after_preposition(text, mention.span.start))
}

/// Whether the words after it say what it is: "X is a county", "X (…) is one of the towns".
pub(super) fn is_defined(text: &str, mention: &Mention) -> bool {
    let mut after = text[mention.span.end..].trim_start();
    if after.starts_with('(') {
        after = after
            .find(')')
            .map_or("", |close| after[close + 1..].trim_start());
    }
    [
        "is a ", "is an ", "is the ", "is one ", "was a ", "was the ", "is both ", "is also ",
    ]
    .iter()
    .any(|w| after.starts_with(w))
        && mention.class.is_some()
}

fn is_unit(gazetteer: &Gazetteer, mention: &Mention) -> bool {
    let class = mention
        .chosen
        .map(|p| gazetteer.place(p).class)
        .or(mention.class);
    class.is_some_and(|c| {
        c.is_settlement()
            || c.is_division() && c != Class::Country
            || matches!(c, Class::Island | Class::Zone)
    })
}
