//! What "the city", "the province" and "it" stand for.

use crate::lexicon::lexicon;
use crate::{BlockText, Mention, MentionId, MentionKind, Topic};
use choro_document::{BlockKind, Document};
use choro_gazetteer::{Class, Gazetteer, PlaceId};
use choro_name::fold;
use choro_quantity::When;
use choro_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Links descriptions and pronouns to what they stand for, but for those of which a person has said it.
pub(super) fn link(
    document: &Document,
    gazetteer: &Gazetteer,
    all: &mut [Mention],
    topic: Option<&Topic>,
    local: &BTreeMap<usize, MentionId>,
    decided: &BTreeSet<MentionId>,
) {
    let local_topics: BTreeMap<usize, Topic> = local
        .iter()
        .map(|(block, id)| (*block, local_topic(all, *id)))
        .collect();
    let sentences: Vec<Vec<Span>> = document
        .blocks
        .iter()
        .map(|block| {
            if block.kind == BlockKind::Furniture {
                return Vec::new();
            }
            let text = BlockText::new(block);
            text.sentences
                .iter()
                .map(|s| text.span(s.clone()))
                .collect()
        })
        .collect();
    for i in (0..all.len()).filter(|i| !decided.contains(&MentionId(*i as u32))) {
        let topic = local_topics
            .get(&all[i].block)
            .filter(|t| t.mention.is_some_and(|id| (id.0 as usize) < i))
            .or(topic);
        let found = match all[i].kind {
            MentionKind::Description => description(document, &sentences, gazetteer, all, i, topic),
            MentionKind::Pronoun => pronoun(document, &sentences, all, i, topic),
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
                reasons: vec![all[i].reason.clone()],
            }];
            // A unit above the topic is no surer than the topic.
            let sure = topic
                .and_then(|t| t.mention)
                .map_or(0.0, |id| all[id.0 as usize].confidence);
            all[i].confidence = sure.min(0.9);
        }
    }
}

/// Of a town and its county under one name, "the town" means the town: leaves out the readings that
/// the noun does not fit, unless none would be left.
fn fit_noun(gazetteer: &Gazetteer, mention: &mut Mention) {
    let Some(class) = mention
        .class
        .filter(|_| mention.kind == MentionKind::Description)
    else {
        return;
    };
    let fits = |place: PlaceId| {
        let place = gazetteer.place(place);
        std::iter::once(&place.class)
            .chain(&place.also)
            .any(|c| Class::compatible(*c, class))
    };
    if mention.candidates.iter().any(|c| fits(c.place)) {
        mention.candidates.retain(|c| fits(c.place));
        if mention.chosen.is_some_and(|p| !fits(p)) {
            mention.chosen = mention.candidates.first().map(|c| c.place);
        }
    }
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

type Link = (Option<MentionId>, Option<PlaceId>, String);

fn description(
    document: &Document,
    sentences: &[Vec<Span>],
    gazetteer: &Gazetteer,
    all: &[Mention],
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
    let called = before(all, i)
        .iter()
        .rev()
        .find(|m| is_named(m) && fits(m) && fold(&m.text).split(' ').any(|w| w == noun));
    if let Some(m) = called
        && class.is_some_and(|c| !c.is_division() && !c.is_settlement())
    {
        return Some((Some(m.id), None, format!("called so before: {}", m.text)));
    }
    let topic_mention = topic.and_then(|t| t.mention).map(|id| &all[id.0 as usize]);
    // "X is a village and civil parish. … The civil parish …"
    if let Some(m) = topic_mention.filter(|m| is_called(document, m, &noun)) {
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
                && leads(document, &sentences[m.block], all, m)
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
    if let Some(m) = in_block {
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
    let after = &document.blocks[mention.block].text[mention.span.end..];
    let Some(start) = [" is a ", " is an ", " is the ", " is both a "]
        .iter()
        .filter_map(|w| after.find(w).map(|at| at + w.len()))
        .min()
        .filter(|at| *at < 400)
    else {
        return false;
    };
    after[start..]
        .split([' ', ',', '.', ';', '('])
        .take(9)
        .take_while(|w| !matches!(*w, "in" | "of" | "on" | "that" | "which" | "located"))
        .any(|w| w == noun)
}

/// "It" stands for the subject of the sentence before in the same block, told by being its first
/// mention; at the head of a block, for the topic.
fn pronoun(
    document: &Document,
    sentences: &[Vec<Span>],
    all: &[Mention],
    i: usize,
    topic: Option<&Topic>,
) -> Option<Link> {
    let this = &all[i];
    let text = &document.blocks[this.block].text;
    let here = sentences[this.block].partition_point(|s| s.end <= this.span.start);
    let bounds = |n: usize| sentences[this.block].get(n).copied().unwrap_or_default();
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
    ["and", "or", "&"].iter().any(|w| before.ends_with(w))
}

pub(super) fn after_preposition(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    let mut words = before.rsplit(|c: char| !c.is_alphanumeric());
    let last = words.next().unwrap_or("").to_lowercase();
    let preposition = |w: &str| lexicon().prepositions.contains(w);
    preposition(&last)
        || matches!(last.as_str(), "the" | "a" | "an" | "its")
            && words
                .find(|w| !w.is_empty())
                .is_some_and(|w| preposition(&w.to_lowercase()))
}

/// Whether a mention is the first of its sentence, and no preposition stands before it.
fn leads(document: &Document, sentences: &[Span], all: &[Mention], m: &Mention) -> bool {
    let Some(sentence) = sentences.iter().find(|s| s.covers(m.span)) else {
        return false;
    };
    let first = before(all, m.id.0 as usize)
        .iter()
        .all(|o| o.block != m.block || !sentence.covers(o.span));
    first && !after_preposition(&document.blocks[m.block].text, m.span.start)
}

fn class_of(gazetteer: &Gazetteer, m: &Mention) -> Option<Class> {
    m.class
        .or_else(|| m.chosen.map(|p| gazetteer.place(p).class))
}

fn is_named(m: &Mention) -> bool {
    matches!(m.kind, MentionKind::Name | MentionKind::Unknown)
}

fn could_be(gazetteer: &Gazetteer, m: &Mention, wanted: Class) -> bool {
    match m.chosen {
        Some(place) => {
            let place = gazetteer.place(place);
            std::iter::once(&place.class)
                .chain(&place.also)
                .any(|c| Class::compatible(*c, wanted))
                && m.class.is_none_or(|c| Class::compatible(c, wanted))
        }
        None => m.class.is_some_and(|c| Class::compatible(c, wanted)),
    }
}

/// Guides call any settlement "the city" or "the town", and any division "the county".
fn is_general_unit(class: Class) -> bool {
    matches!(
        class,
        Class::City | Class::Town | Class::Village | Class::Settlement | Class::County
    )
}

fn is_unit(gazetteer: &Gazetteer, m: &Mention) -> bool {
    match m.chosen {
        Some(p) => {
            let class = gazetteer.place(p).class;
            class.is_settlement() || matches!(class, Class::County | Class::District | Class::Zone)
        }
        None => m
            .class
            .is_some_and(|c| c.is_division() || c.is_settlement()),
    }
}

/// Whether a mention is of something one would call a site.
fn is_site(gazetteer: &Gazetteer, m: &Mention) -> bool {
    use Class::{
        Airport, Bridge, Crossing, Industry, Military, Mine, Monument, Port, Site, Spring, Station,
    };
    let class = m.chosen.map(|p| gazetteer.place(p).class).or(m.class);
    matches!(
        class,
        Some(
            Airport
                | Bridge
                | Crossing
                | Industry
                | Military
                | Mine
                | Monument
                | Port
                | Site
                | Spring
                | Station
        )
    )
}
