//! What a document is about.
//!
//! The place its title names, or the first heading, or the file; else the subject of its first
//! sentence, if the document comes back to it.

use super::local::is_defined;
use crate::lexicon::lexicon;
use crate::recognise::class_of_noun;
use crate::{Mention, MentionKind, Topic};
use choro_document::{BlockKind, Document};
use choro_gazetteer::{Class, Gazetteer, PlaceId};
use choro_name::fold;
use std::collections::BTreeMap;

/// The topic of a document, from its named mentions.
/// `folded` are their texts.
pub(super) fn find(
    document: &Document,
    gazetteer: &Gazetteer,
    all: &[Mention],
    folded: &[String],
) -> Option<Topic> {
    let named = |m: &&Mention| matches!(m.kind, MentionKind::Name | MentionKind::Unknown);
    let title = document.title.as_deref().map(fold).unwrap_or_default();
    let stem = document.path.rsplit('/').next().unwrap_or("");
    let stem = fold(
        &stem
            .rsplit_once('.')
            .map_or(stem, |(s, _)| s)
            .replace(['_', '-'], " "),
    );
    // Whole words: the spaces are theirs.
    let (title_words, stem_words) = (format!(" {title} "), format!(" {stem} "));
    let first_prose = document
        .blocks
        .iter()
        .position(|b| b.kind == BlockKind::Paragraph);
    let mut by_place: BTreeMap<PlaceId, usize> = BTreeMap::new();
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for (mention, name) in all.iter().zip(folded).filter(|(m, _)| named(m)) {
        match mention.chosen {
            Some(place) => *by_place.entry(place).or_default() += 1,
            None => *by_name.entry(name).or_default() += 1,
        }
    }
    let begins = first_prose.map_or(0, |block| after_signpost(&document.blocks[block].text));
    let opening = all
        .iter()
        .filter(named)
        .find(|m| Some(m.block) == first_prose && m.span.start >= begins)
        .map(|m| m.id);
    let mut best: Option<(f64, usize, String)> = None;
    for (index, mention) in all.iter().enumerate().filter(|(_, m)| named(m)) {
        let name = folded[index].as_str();
        if name.is_empty() {
            continue;
        }
        let words = format!(" {name} ");
        let mut score = 0.0;
        let mut why = Vec::new();
        if title == name || !title.is_empty() && title_words.contains(&words) {
            score += 3.0;
            why.push("named in the title");
        }
        if stem == name {
            // More than being named first: "bath.txt" may well begin with the train from London.
            score += 2.5;
            why.push("named by the file");
        } else if stem_words.contains(&words) {
            score += 2.0;
            why.push("named by the file");
        }
        if matches!(document.blocks[mention.block].kind, BlockKind::Heading(1)) {
            score += 2.0;
            why.push("in the first heading");
        }
        if opening == Some(mention.id) {
            score += 2.0;
            why.push("named first");
            if is_defined(&document.blocks[mention.block].text, mention) {
                score += 1.0;
            }
        }
        let count = match mention.chosen {
            Some(place) => by_place.get(&place).copied().unwrap_or(0),
            None => by_name.get(name).copied().unwrap_or(0),
        };
        score += 2.0 * (count as f64) / (all.len().max(8) as f64);
        if mention.class == Some(Class::Country)
            || mention
                .chosen
                .is_some_and(|p| gazetteer.place(p).class == Class::Country)
        {
            // A country is named everywhere; it is the topic only where the title says so.
            score *= 0.6;
        }
        if best.as_ref().is_none_or(|(s, _, _)| score > *s + 1e-9) {
            best = Some((score, index, why.join(", ")));
        }
    }
    let titled = best
        .as_ref()
        .is_some_and(|(_, index, _)| all[*index].block == headline(document).unwrap_or(usize::MAX));
    if !titled && let Some(topic) = of_headline(document) {
        return Some(topic);
    }
    let (score, index, reason) = best?;
    (score >= 1.0).then(|| Topic {
        place: all[index].chosen,
        text: all
            .iter()
            .zip(folded)
            .filter(|(m, name)| named(m) && **name == folded[index])
            .map(|(m, _)| m)
            .find(|m| m.text.chars().any(char::is_lowercase))
            .unwrap_or(&all[index])
            .text
            .clone(),
        mention: Some(all[index].id),
        reason,
    })
}

/// Where a text begins behind a sentence that leads to another: "For the former town in X, see Y."
fn after_signpost(text: &str) -> usize {
    let end = text.find(". ").map_or(0, |stop| stop + 2);
    let first = &text[..end];
    if first.starts_with("For ") && (first.contains(", see ") || first.contains(" see also ")) {
        end
    } else {
        0
    }
}

/// The block of the first heading of level 1.
fn headline(document: &Document) -> Option<usize> {
    let title = |b: &choro_document::Block| b.kind == BlockKind::Heading(1);
    document.blocks.iter().position(title)
}

/// A headline that is a bare name which nothing knows: "# Wallis and Futuna". Only of a data sheet,
/// where rows hang on the name; a book's title says less of its sentences.
fn of_headline(document: &Document) -> Option<Topic> {
    let heading = headline(document)?;
    let sheet = document.blocks[heading + 1..].iter().take(2).all(|b| {
        matches!(
            b.kind,
            BlockKind::Heading(2..) | BlockKind::ListItem | BlockKind::Paragraph
        )
    }) && document
        .blocks
        .get(heading + 1)
        .is_some_and(|b| matches!(b.kind, BlockKind::Heading(2..) | BlockKind::ListItem));
    let text = document.blocks[heading].text.trim();
    let name =
        |w: &str| w.starts_with(|c: char| c.is_uppercase()) || lexicon().connectors.contains(w);
    let bare = text.split_whitespace().count() <= 6
        && text.split_whitespace().all(name)
        && class_of_noun(&text.to_lowercase()).is_none();
    (sheet && bare).then(|| Topic {
        place: None,
        text: text.to_owned(),
        mention: None,
        reason: "the headline".to_owned(),
    })
}
