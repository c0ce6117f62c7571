//! Resolution: which place each mention stands for, with scores and reasons.
//!
//! Names first, by how exactly they match, what class their words assert, how important each
//! candidate is, and how near it lies to the document's topic; then descriptions and pronouns, by
//! the topic and by what was mentioned last.

mod address;
mod anchor;
mod candidates;
mod decided;
mod local;
mod reference;
mod topic;

pub use decided::Decided;

use crate::{Mention, MentionKind, Mentions, Recognised};
use candidates::Context;
use choro_document::Document;
use choro_gazetteer::Gazetteer;
use choro_name::fold;
use std::collections::BTreeMap;

/// Resolves recognised mentions.
pub fn resolve(document: &Document, gazetteer: &Gazetteer, recognised: Recognised) -> Mentions {
    resolve_decided(document, gazetteer, recognised, &Decided::new())
}

/// Resolves recognised mentions, some of which stand for what a person has decided. What depends on
/// them (descriptions, pronouns, the topic) follows.
pub fn resolve_decided(
    document: &Document,
    gazetteer: &Gazetteer,
    recognised: Recognised,
    decided: &Decided,
) -> Mentions {
    let Recognised {
        mentions: mut all,
        proper,
        words,
    } = recognised;
    let mut cache = BTreeMap::new();
    for mention in &mut all {
        mention.candidates = candidates::of(gazetteer, mention, &mut cache);
        let known = !mention.candidates.is_empty();
        if known && mention.kind == MentionKind::Unknown {
            mention.kind = MentionKind::Name;
        }
    }
    decided::hold(&mut all, decided);
    let folded: Vec<String> = all.iter().map(|m| fold(&m.text)).collect();
    // The topic is found among the names as they stand; their scores are then weighed by it.
    let draft = topic::find(document, gazetteer, &all, &folded);
    let context = Context::new(gazetteer, &all, draft.as_ref());
    for mention in &mut all {
        candidates::weigh(gazetteer, mention, &context);
    }
    address::weigh(document, gazetteer, &mut all);
    anchor::weigh(gazetteer, &mut all);
    decided::hold(&mut all, decided);
    let topic = topic::find(document, gazetteer, &all, &folded);
    join_parts(&mut all, &folded);
    let local_topics = local::topics(document, gazetteer, &all, topic.as_ref());
    let held = decided.keys().copied().collect();
    reference::link(
        &reference::Sentences::of(document, &words),
        gazetteer,
        &mut all,
        &folded,
        topic.as_ref(),
        &local_topics,
        &held,
    );
    Mentions {
        all,
        proper,
        topic,
        local_topics,
        decided: held,
        words,
    }
}

/// Links an unknown short name to the longer unknown name it begins: "Onpho" to "Onpho Hot
/// Springs", and equal unknown names to their first occurrence.
fn join_parts(all: &mut [Mention], folded: &[String]) {
    let is_unknown = |m: &Mention| m.kind == MentionKind::Unknown && m.chosen.is_none();
    let unknown: Vec<bool> = all.iter().map(is_unknown).collect();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, name) in folded.iter().enumerate() {
        if unknown[i] && !name.is_empty() {
            first.entry(name).or_insert(i);
        }
    }
    for (i, name) in folded.iter().enumerate() {
        if !unknown[i] || name.is_empty() {
            continue;
        }
        if let Some(j) = first.get(name.as_str()).copied().filter(|j| *j < i) {
            all[i].antecedent = all[j].antecedent.or(Some(all[j].id));
            all[i].class = all[i].class.or(all[j].class);
            continue;
        }
        let opening = format!("{name} ");
        let longer = first
            .range(opening.as_str()..)
            .take_while(|(other, _)| other.starts_with(&opening))
            .map(|(_, j)| *j)
            // "Long Bay is a town … the Long Bay School": what a text defines first is itself.
            .filter(|j| *j < i || all[i].class.is_none())
            .min();
        if let Some(j) = longer {
            all[i].antecedent = Some(all[j].id);
            all[i].class = all[i].class.or(all[j].class);
            all[i].reason = format!("short for {}", all[j].text);
        }
    }
}
