//! What "it" and "its" stand for.

use super::{Link, Sentences, after_preposition, before};
use crate::lexicon::lexicon;
use crate::{Mention, MentionKind, Topic};
use choro_gazetteer::Class;
use choro_text::Span;

/// "It" stands for the subject of the sentence before in the same block, told by being its first
/// mention; at the head of a block, for the topic.
pub(super) fn pronoun(
    sentences: &Sentences<'_>,
    all: &[Mention],
    i: usize,
    topic: Option<&Topic>,
) -> Option<Link> {
    let this = &all[i];
    let text = &sentences.document.blocks[this.block].text;
    let of_block = sentences.of_block(this.block);
    let here = of_block.partition_point(|s| s.end <= this.span.start);
    let bounds = |n: usize| of_block.get(n).copied().unwrap_or_default();
    let leading = |sentence: Span| {
        before(all, i).iter().find(|m| {
            m.block == this.block
                && sentence.covers(m.span)
                && (!after_preposition(text, m.span.start)
                    || is_headed(text, sentence, m.span.start))
                && !after_conjunction(text, m.span.start)
        })
    };
    let own = || {
        leading(bounds(here))
            .filter(|m| m.kind != MentionKind::Pronoun && opens_clause(text, bounds(here), m.span))
    };
    // "With a fort at X, …" makes X no subject, where the text has a topic.
    let previous = || {
        let sentence = bounds(here.checked_sub(1)?);
        let subject = |m: &&Mention| {
            topic.is_none_or(|t| t.mention.is_none())
                || m.kind != MentionKind::Name
                || opens_clause(text, sentence, m.span)
                || is_headed(text, sentence, m.span.start)
        };
        leading(sentence).filter(subject)
    };
    let found = own().or_else(previous);
    if let Some(m) = found {
        let id = m.antecedent.unwrap_or(m.id);
        return Some((Some(id), None, format!("the subject before: {}", m.text)));
    }
    let id = topic.and_then(|t| t.mention)?;
    Some((Some(id), None, "the document's topic".to_owned()))
}

/// Whether a mention stands where a subject may: first in its sentence or after a comma, or with
/// its verb ("X has …") or "'s" right after it. In "As of the 2010 Graz census, its …" Graz does
/// not.
fn opens_clause(text: &str, sentence: Span, mention: Span) -> bool {
    let before = text[sentence.start..mention.start].trim_end();
    let bare = [
        "The", "the", "While", "Although", "Though", "As", "When", "Since", "Today",
    ]
    .iter()
    .any(|w| before == *w || before.ends_with(&format!(", {w}")));
    let after = text[mention.end..].trim_start();
    let acts = ["'s", "’s", "(", ","].iter().any(|w| after.starts_with(w))
        || lexicon()
            .function_words
            .contains(after.split(' ').next().unwrap_or(""));
    before.is_empty() || before.ends_with([',', '"', '“']) || bare || acts
}

/// Whether a sentence begins with "The town of" and the name: the town is the subject.
fn is_headed(text: &str, sentence: Span, at: usize) -> bool {
    let before = text[sentence.start..at].trim_end();
    let Some(head) = before.strip_suffix(" of") else {
        return false;
    };
    let mut words = head.split(' ');
    words.next() == Some("The")
        && words.clone().count() <= 3
        && words
            .next_back()
            .is_some_and(|w| Class::from_noun(w).is_some())
}

/// Whether the words before join it to something else: "between X *and* Y".
fn after_conjunction(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    let joined = ["and", "or", "&"].iter().any(|w| before.ends_with(w));
    // "Once a part of X called Y, Z is …": Y is but another name.
    joined || [" called", " named"].iter().any(|w| before.ends_with(w))
}
