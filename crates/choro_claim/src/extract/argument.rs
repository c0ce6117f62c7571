//! Arguments of claims, from mentions and phrases.

use super::view::View;
use crate::Argument;
use choro_mention::{MentionId, MentionKind};
use std::ops::Range;

/// The argument that a mention makes; a description or pronoun is named by what it stands for.
pub(super) fn of_mention(view: &View<'_>, id: MentionId) -> Argument {
    let mention = view.mentions.get(id);
    let named = view.mentions.named(id);
    // "It" and "the country" of a text whose headline alone names what it is about.
    let open = mention.chosen.is_none() && mention.candidates.is_empty() && named.id == mention.id;
    if open
        && matches!(
            mention.kind,
            MentionKind::Pronoun | MentionKind::Description
        )
        && view
            .mentions
            .topic
            .as_ref()
            .is_some_and(|t| t.mention.is_none())
        && let Some(topic) = of_topic(view)
    {
        return topic;
    }
    let text = match mention.kind {
        MentionKind::Name | MentionKind::Unknown => mention.text.clone(),
        _ if named.id != mention.id => named.text.clone(),
        _ => mention.chosen.map_or_else(
            || mention.text.clone(),
            |p| view.gazetteer.place(p).name().to_owned(),
        ),
    };
    Argument {
        text,
        span: Some(
            view.document.blocks[mention.block]
                .map
                .to_original(mention.span),
        ),
        mention: (!view.mentions.is_proper(id)).then_some(id),
        place: mention.chosen.or(named.chosen),
        readings: if mention.candidates.is_empty() {
            named.readings()
        } else {
            mention.readings()
        },
        class: mention.class.or(named.class),
        confidence: if mention.chosen.is_some() {
            mention.confidence
        } else {
            named.confidence
        },
    }
}

/// The argument that other words make.
pub(super) fn of_words(view: &View<'_>, tokens: Range<usize>) -> Argument {
    Argument {
        text: view.words(tokens.clone()).to_owned(),
        span: Some(view.original(tokens)),
        ..Argument::default()
    }
}

/// What the block is about (the document's topic, where it has none of its own) as an argument: left
/// out in the text.
pub(super) fn of_topic(view: &View<'_>) -> Option<Argument> {
    if let Some(id) = view.mentions.local_topics.get(&view.block) {
        let local = of_mention(view, *id);
        return Some(Argument {
            span: None,
            confidence: local.confidence * 0.97,
            ..local
        });
    }
    let topic = view.mentions.topic.as_ref()?;
    let mention = topic.mention.map(|id| view.mentions.get(id));
    Some(Argument {
        text: topic.text.clone(),
        span: None,
        mention: topic.mention,
        place: topic.place,
        readings: mention.map_or_else(Vec::new, choro_mention::Mention::readings),
        class: mention.and_then(|m| m.class),
        confidence: mention.map_or(0.0, |m| m.confidence * 0.97),
    })
}
