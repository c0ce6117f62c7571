//! What "the city", "the province" and "it" stand for.

mod noun;
mod pronoun;

use crate::lexicon::lexicon;
use crate::{Mention, MentionId, MentionKind, Topic, Words};
use choro_document::{BlockKind, Document};
use choro_gazetteer::{Class, Gazetteer, PlaceId};
use choro_name::fold;
use choro_quantity::When;
use choro_text::Span;
use noun::{could_be, fit_noun, is_general_unit, is_site, is_unit};
use pronoun::pronoun;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// Links descriptions and pronouns to what they stand for, but for those of which a person has said it;
/// `folded` are the texts of the mentions.
pub(super) fn link(
    sentences: &Sentences<'_>,
    gazetteer: &Gazetteer,
    all: &mut [Mention],
    folded: &[String],
    topic: Option<&Topic>,
    local: &BTreeMap<usize, MentionId>,
    decided: &BTreeSet<MentionId>,
) {
    let local_topics: BTreeMap<usize, Topic> = local
        .iter()
        .map(|(block, id)| (*block, local_topic(all, *id)))
        .collect();
    for i in (0..all.len()).filter(|i| !decided.contains(&MentionId(*i as u32))) {
        let topic = local_topics
            .get(&all[i].block)
            .filter(|t| t.mention.is_some_and(|id| (id.0 as usize) < i))
            .or(topic);
        if let Some(class) = other_sense(gazetteer, all, i, topic) {
            all[i].class = Some(class);
        }
        let found = match all[i].kind {
            MentionKind::Description => description(sentences, gazetteer, all, folded, i, topic),
            MentionKind::Pronoun => pronoun(sentences, all, i, topic),
            MentionKind::Name | MentionKind::Unknown => continue,
        };
        let Some((antecedent, place, reason)) = found else {
            continue;
        };
        all[i].reason = reason;
        if let Some(id) = antecedent.filter(|id| *id != all[i].id) {
            let from = all[id.0 as usize].clone();
            all[i].antecedent = Some(id);
            all[i].class = all[i].class.or(from.class);
            all[i].chosen = from.chosen;
            all[i].candidates = from.candidates;
            fit_noun(gazetteer, &mut all[i]);
            all[i].confidence = (from.confidence * 0.97).max(0.0);
        } else if let Some(place) = place {
            all[i].chosen = Some(place);
            all[i].candidates = vec![crate::Candidate {
                place,
                score: 1.0,
                reasons: vec![all[i].reason.clone().into()],
            }];
            // A unit above the topic is no surer than the topic.
            let sure = topic
                .and_then(|t| t.mention)
                .map_or(0.0, |id| all[id.0 as usize].confidence);
            all[i].confidence = sure.min(0.9);
        }
    }
}

/// The class that a noun of two classes means: "the state" is a division of a country where one was
/// named in the block, unless the text is about a country.
fn other_sense(
    gazetteer: &Gazetteer,
    all: &[Mention],
    i: usize,
    topic: Option<&Topic>,
) -> Option<Class> {
    let this = &all[i];
    let class = this
        .class
        .filter(|_| this.kind == MentionKind::Description)?;
    let noun = fold(this.text.rsplit(' ').next().unwrap_or(""));
    let other = Class::from_type(&noun).filter(|other| *other != class)?;
    let is =
        |place: Option<PlaceId>, class| place.is_some_and(|p| gazetteer.place(p).class == class);
    let named = all[..i]
        .iter()
        .rev()
        .take_while(|m| m.block == this.block)
        .any(|m| is_named(m) && is(m.chosen, other));
    (Class::from_noun(&noun) == Some(class) && named && !is(topic.and_then(|t| t.place), class))
        .then_some(other)
}

fn local_topic(all: &[Mention], id: MentionId) -> Topic {
    let mention = &all[id.0 as usize];
    Topic {
        place: mention.chosen,
        text: mention.text.clone(),
        mention: Some(id),
        reason: "the paragraph is about it".to_owned(),
    }
}

/// The mentions before one, as far back as a reader remembers.
fn before(all: &[Mention], i: usize) -> &[Mention] {
    &all[i.saturating_sub(300)..i]
}

/// The sentences of the blocks of a document, found where they are asked for.
pub(super) struct Sentences<'d> {
    document: &'d Document,
    words: &'d Words,
    found: Vec<OnceCell<Vec<Span>>>,
}

impl<'d> Sentences<'d> {
    pub(super) fn of(document: &'d Document, words: &'d Words) -> Self {
        Self {
            document,
            words,
            found: document.blocks.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// As spans of the block's logical text; none in furniture.
    fn of_block(&self, block: usize) -> &[Span] {
        self.found[block].get_or_init(|| {
            if self.document.blocks[block].kind == BlockKind::Furniture {
                return Vec::new();
            }
            let text = self.words.text(self.document, block);
            let sentences = text.sentences.iter();
            sentences.map(|s| text.span(s.clone())).collect()
        })
    }
}

type Link = (Option<MentionId>, Option<PlaceId>, String);

fn description(
    sentences: &Sentences<'_>,
    gazetteer: &Gazetteer,
    all: &[Mention],
    folded: &[String],
    i: usize,
    topic: Option<&Topic>,
) -> Option<Link> {
    let this = &all[i];
    let class = this.class;
    let fits = |m: &Mention| match class {
        None => true,
        Some(wanted) => could_be(gazetteer, m, wanted),
    };
    // "The castle" is the one called Castle, wherever it was named.
    let noun = fold(this.text.rsplit(' ').next().unwrap_or(""));
    let uses_noun = |m: &Mention| folded[m.id.0 as usize].split(' ').any(|w| w == noun);
    if class.is_some_and(|c| !c.is_division() && !c.is_settlement())
        && let Some(m) = before(all, i)
            .iter()
            .rev()
            .find(|m| is_named(m) && fits(m) && uses_noun(m))
    {
        return Some((Some(m.id), None, format!("called so before: {}", m.text)));
    }
    let topic_mention = topic.and_then(|t| t.mention).map(|id| &all[id.0 as usize]);
    // "X is a village and civil parish. … The civil parish …"
    if let Some(m) = topic_mention.filter(|m| is_called(sentences.document, m, &noun)) {
        return Some((
            Some(m.id),
            None,
            "the document's topic, called so".to_owned(),
        ));
    }
    // What the same block named last, before the description, in subject position or not.
    let in_block = all[..i]
        .iter()
        .rev()
        .take_while(|m| m.block == this.block)
        .find(|m| is_named(m) && fits(m));
    let topical = topic_mention
        .filter(|m| fits(m) || class.is_some_and(is_general_unit) && is_unit(gazetteer, m));
    let units = class.is_some_and(|c| c.is_division() || c.is_settlement());
    if this.text.to_lowercase().ends_with("site") || this.text.to_lowercase().ends_with("place") {
        // "The site" is the site spoken of last, hardly ever a division.
        let site = before(all, i)
            .iter()
            .rev()
            .find(|m| is_named(m) && m.block + 1 >= this.block && is_site(gazetteer, m));
        if let Some(m) = site {
            return Some((Some(m.id), None, format!("the site named last: {}", m.text)));
        }
    }
    // "Chagang borders China. The province …": a unit of that very class in the block is nearer than
    // a topic that only may be called so.
    let exact = all[..i]
        .iter()
        .rev()
        .take_while(|m| m.block == this.block)
        .find(|m| {
            is_named(m)
                && class.is_some()
                && class_of(gazetteer, m) == class
                && leads(sentences, all, m)
        });
    if let Some(m) = exact
        && topic_mention.is_none_or(|t| class_of(gazetteer, t) != class)
    {
        return Some((Some(m.id), None, format!("named before: {}", m.text)));
    }
    // "X is a town in Y County. … the county": a town is no county where one is named.
    let settled = topic_mention
        .and_then(|t| t.class)
        .is_some_and(Class::is_settlement);
    if let Some(wanted) = class.filter(|c| c.is_division() && settled) {
        let above = before(all, i)
            .iter()
            .rev()
            .find(|m| is_named(m) && m.class == Some(wanted) && m.block == this.block);
        if let Some(m) = above {
            return Some((Some(m.id), None, format!("named before: {}", m.text)));
        }
    }
    if units || class.is_none() {
        if let Some(m) = topical {
            return Some((Some(m.id), None, "the document's topic".to_owned()));
        }
        if class == Some(Class::City)
            && let Some(m) = in_block
        {
            return Some((Some(m.id), None, format!("named before: {}", m.text)));
        }
        if let Some(place) = topic.and_then(|t| t.place)
            && let Some(class) = class
        {
            let above = gazetteer
                .ancestors_at(place, &When::default())
                .into_iter()
                .find(|a| Class::compatible(gazetteer.place(*a).class, class));
            if let Some(above) = above {
                return Some((
                    None,
                    Some(above),
                    "the unit that holds the topic".to_owned(),
                ));
            }
        }
    }
    let same_class = all[..i]
        .iter()
        .rev()
        .take_while(|m| m.block == this.block)
        .find(|m| is_named(m) && class.is_some() && class_of(gazetteer, m) == class);
    if let Some(m) = same_class.or(in_block) {
        return Some((Some(m.id), None, format!("named before: {}", m.text)));
    }
    class?;
    let earlier = before(all, i)
        .iter()
        .rev()
        .find(|m| is_named(m) && fits(m))?;
    Some((
        Some(earlier.id),
        None,
        format!("named before: {}", earlier.text),
    ))
}

/// Whether the definition of a mention ("X is a small town and parish in …") uses the noun.
fn is_called(document: &Document, mention: &Mention, noun: &str) -> bool {
    /// A definition begins within so many bytes.
    const NEAR: usize = 400;
    let after = &document.blocks[mention.block].text[mention.span.end..];
    let near = &after[..after.floor_char_boundary(NEAR)];
    let Some(start) = [" is a ", " is an ", " is the ", " is both a "]
        .iter()
        .filter_map(|w| near.find(w).map(|at| at + w.len()))
        .min()
        .filter(|at| *at < NEAR)
    else {
        return false;
    };
    after[start..]
        .split([' ', ',', '.', ';', '('])
        .take(9)
        .take_while(|w| !matches!(*w, "in" | "of" | "on" | "that" | "which" | "located"))
        .any(|w| w == noun)
}

/// Whether a mention hangs on a preposition: "in X", "of the X", "in the upper X".
pub(super) fn after_preposition(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    let mut words = before.rsplit(|c: char| !c.is_alphanumeric());
    let mut last = words.next().unwrap_or("").to_lowercase();
    let side = lexicon().sides.contains(&last) || last.ends_with("ern") || last == "central";
    if side {
        last = words.find(|w| !w.is_empty()).unwrap_or("").to_lowercase();
    }
    let preposition = |w: &str| lexicon().prepositions.contains(w);
    preposition(&last)
        || matches!(last.as_str(), "the" | "a" | "an" | "its")
            && words
                .find(|w| !w.is_empty())
                .is_some_and(|w| preposition(&w.to_lowercase()))
}

/// Whether a mention is the first of its sentence, and no preposition stands before it.
fn leads(sentences: &Sentences<'_>, all: &[Mention], m: &Mention) -> bool {
    let of_block = sentences.of_block(m.block);
    let at = of_block.partition_point(|s| s.end < m.span.end);
    let Some(sentence) = of_block.get(at).filter(|s| s.covers(m.span)) else {
        return false;
    };
    let first = before(all, m.id.0 as usize)
        .iter()
        .rev()
        .take_while(|o| o.block == m.block && o.span.start >= sentence.start)
        .all(|o| !sentence.covers(o.span));
    first && !after_preposition(&sentences.document.blocks[m.block].text, m.span.start)
}

fn class_of(gazetteer: &Gazetteer, m: &Mention) -> Option<Class> {
    m.class
        .or_else(|| m.chosen.map(|p| gazetteer.place(p).class))
}

fn is_named(m: &Mention) -> bool {
    matches!(m.kind, MentionKind::Name | MentionKind::Unknown)
}
