//! Places called otherwise than the project prefers.

use crate::corpus::{Corpus, on_words};
use crate::data::{QUALITIES, THRESHOLDS};
use crate::rules::nam::{bare, is_announced, names, original};
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Fix, Severity};
use choro_gazetteer::PlaceId;
use choro_mention::{Mention, MentionKind};
use choro_name::{fold, split_generic};
use choro_text::Span;
use std::collections::BTreeMap;

/// The places that bear a preferred name, each with that name.
pub(super) fn places<'s>(corpus: &'s Corpus<'_>) -> BTreeMap<PlaceId, &'s str> {
    let mut found = BTreeMap::new();
    for name in &corpus.style.prefer {
        let folded = fold(name);
        for id in corpus.know.gazetteer.by_name(name) {
            let bears = |id| {
                let names = &corpus.know.place(id).names;
                names.iter().any(|known| fold(&known.text) == folded)
            };
            if bears(id) {
                found.entry(id).or_insert(name.as_str());
            }
        }
    }
    found
}

pub(super) fn find(corpus: &Corpus<'_>, preferred: &BTreeMap<PlaceId, &str>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (text, mention) in names(corpus) {
        let sure = mention.kind == MentionKind::Name
            && mention.confidence >= THRESHOLDS.confidence.warning;
        let Some(name) = mention
            .chosen
            .filter(|_| sure)
            .and_then(|id| preferred.get(&id))
        else {
            continue;
        };
        let other = !is_preferred(corpus, mention)
            && !is_announced(&QUALITIES.names.another, text, mention)
            && !is_second_name(text, mention);
        if other {
            findings.push(report(text, mention, name));
        }
    }
    findings
}

/// Whether the words are one of the preferred names, of whatever place.
fn is_preferred(corpus: &Corpus<'_>, mention: &Mention) -> bool {
    let used = [fold(bare(mention)), fold(&mention.text)];
    corpus
        .style
        .prefer
        .iter()
        .any(|name| used.contains(&fold(name)))
}

/// Whether it stands in brackets right after another name of the place: "the East Sea (Sea of
/// Japan)" gives the other name once, as it should be given.
fn is_second_name(text: &Annotated, mention: &Mention) -> bool {
    let Some(block) = text.document.blocks.get(mention.block) else {
        return false;
    };
    let before = Span::new(0, mention.span.start).slice(&block.text);
    let opened = before.trim_end_matches(|c: char| c.is_lowercase() || c == ' ');
    let Some(outside) = opened.strip_suffix(['(', '[']) else {
        return false;
    };
    let end = outside.trim_end().len();
    let same = |m: &Mention| m.span.end == end && m.chosen == mention.chosen;
    text.mentions.of_block(mention.block).any(same)
}

fn report(text: &Annotated, mention: &Mention, name: &str) -> Finding {
    let used = bare(mention);
    let message = format!("“{used}” is called “{name}” in this project");
    let (span, right) = replacement(mention, name);
    let at = original(text, mention, mention.name);
    let mut finding = on_words("NAM207", Severity::Note, text, at, used, message);
    finding.help = Some(format!("write “{name}”"));
    finding.fix = Some(Fix::one(false, original(text, mention, span), right));
    finding
}

/// What to put for a name: of "the Yalu River" the whole where the preferred name has its type word
/// too, else "Yalu" alone.
fn replacement(mention: &Mention, name: &str) -> (Span, String) {
    let used = bare(mention);
    if split_generic(name).generic.is_some() {
        let type_word = split_generic(used).generic.is_none();
        let span = if type_word {
            mention.span
        } else {
            mention.name
        };
        return (span, name.to_owned());
    }
    let base = split_generic(used).base;
    let at = mention.name.start;
    let span = match used.find(&base).filter(|_| base.len() < used.len()) {
        Some(start) => Span::new(at + start, at + start + base.len()),
        None => mention.name,
    };
    (span, name.to_owned())
}
