#![doc = include_str!("../../../resources/rules/NAM208.md")]

use super::{bare, original};
use crate::corpus::{Corpus, on_words};
use crate::data::THRESHOLDS;
use crate::identity::is_well_known;
use crate::wording::with_article;
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Class, PlaceId};
use choro_mention::{BlockText, Mention, MentionKind};
use choro_name::fold;
use choro_text::{Span, TokenKind};
use std::collections::BTreeSet;

/// What kinds of thing are surely different things.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    /// Settlements and units, which share names.
    Peopled,
    River,
    StillWater,
    Relief,
    Island,
}

fn family(class: Class) -> Option<Family> {
    Some(match class {
        Class::Country | Class::Province | Class::County | Class::District => Family::Peopled,
        class if class.is_settlement() => Family::Peopled,
        Class::River => Family::River,
        Class::Lake | Class::Sea => Family::StillWater,
        Class::Range | Class::Peak => Family::Relief,
        Class::Island => Family::Island,
        _ => return None,
    })
}

/// Whether a thing of the one kind may be called by the noun of the other: an island may be a
/// province, a mountain an island.
fn may_be(known: Family, said: Family) -> bool {
    known == said
        || matches!(
            (known, said),
            (Family::Island, Family::Peopled | Family::Relief)
                | (Family::Peopled | Family::Relief, Family::Island)
        )
}

/// Words that state what a named thing is, and where they stand.
pub(crate) struct Said {
    pub(crate) class: Class,
    pub(crate) noun: String,
    pub(crate) span: Span,
    /// Whether the thing itself is called so, not something named after it: "X is a river".
    outright: bool,
}

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut seen: BTreeSet<(&str, String)> = BTreeSet::new();
    let mut findings = Vec::new();
    for text in corpus.texts {
        for (block, content) in text.document.blocks.iter().enumerate() {
            let mut mentions = text
                .mentions
                .of_block(block)
                .filter(|m| m.kind == MentionKind::Name && m.chosen.is_some())
                .peekable();
            if mentions.peek().is_none() {
                continue;
            }
            let words = text.words(block);
            for mention in mentions {
                let clash = said(words, &content.text, mention)
                    .and_then(|said| report(corpus, text, mention, &said));
                let name = fold(bare(mention));
                if let Some(finding) = clash
                    && seen.insert((&text.document.path, name))
                {
                    findings.push(finding);
                }
            }
        }
    }
    findings
}

/// What the words about a name say that it is: "the city of X", "X mountain", "X is a river".
fn said(words: &BlockText, source: &str, mention: &Mention) -> Option<Said> {
    let name = words.tokens_in(mention.name);
    let whole = words.tokens_in(mention.span);
    before(words, name.start)
        .or_else(|| after(words, source, name.end))
        .or_else(|| predicate(words, whole.end))
}

/// "the city of X".
pub(crate) fn before(words: &BlockText, start: usize) -> Option<Said> {
    let of = start
        .checked_sub(1)
        .filter(|at| &words.lower[*at] == "of")?;
    let at = of.checked_sub(1)?;
    let the = at
        .checked_sub(1)
        .is_some_and(|at| &words.lower[at] == "the");
    let noun = &words.lower[at];
    let class = Class::from_noun(noun).filter(|c| family(*c) == Some(Family::Peopled))?;
    // "The cities of Peru", "the capital of Peru" are in it, not it.
    (the && !noun.ends_with('s') && noun != "capital" && noun != "seat").then(|| Said {
        class,
        noun: noun.to_owned(),
        span: words.span(at..start),
        outright: true,
    })
}

/// "X mountain": a thing of that name, which is not the X that is known.
fn after(words: &BlockText, source: &str, end: usize) -> Option<Said> {
    let noun = words.lower.get(end)?;
    let class = Class::from_noun(noun)?;
    let last = words
        .lower
        .get(end + 1)
        .is_none_or(|next| Class::from_noun(next).is_none());
    let natural = matches!(
        family(class)?,
        Family::River | Family::StillWater | Family::Relief
    );
    (natural
        && last
        && !noun.ends_with('s')
        && !words.is_capital(end, source)
        && words.tokens[end].kind == TokenKind::Word)
        .then(|| Said {
            class,
            noun: noun.to_owned(),
            span: words.span(end..end + 1),
            outright: false,
        })
}

/// "X is a river", with at most two words before the noun and nothing that goes on.
fn predicate(words: &BlockText, end: usize) -> Option<Said> {
    let is = words.lower.get(end).is_some_and(|w| w == "is");
    let article = words
        .lower
        .get(end + 1)
        .is_some_and(|w| w == "a" || w == "an");
    if !is || !article {
        return None;
    }
    let at = (end + 2..end + 5).find(|at| {
        let word = words.lower.get(*at);
        word.is_some_and(|w| Class::from_noun(w).is_some())
    })?;
    let plain = (end + 2..=at).all(|i| words.tokens[i].kind == TokenKind::Word);
    let ends = words.lower.get(at + 1).is_none_or(|next| {
        matches!(
            next,
            "." | "," | ";" | "in" | "of" | "on" | "that" | "which" | "and"
        )
    });
    let noun = &words.lower[at];
    (plain && ends).then(|| {
        Some(Said {
            class: Class::from_noun(noun)?,
            noun: noun.to_owned(),
            span: words.span(end..at + 1),
            outright: true,
        })
    })?
}

fn report(
    corpus: &Corpus<'_>,
    text: &Annotated,
    mention: &Mention,
    said: &Said,
) -> Option<Finding> {
    let know = &corpus.know;
    let asserted = family(said.class)?;
    let places: Vec<PlaceId> = mention.candidates.iter().map(|c| c.place).collect();
    let clashes = |id: &PlaceId| {
        let place = know.place(*id);
        let classes = std::iter::once(&place.class).chain(&place.also);
        classes.clone().all(|class| {
            let known = family(*class);
            known.is_some_and(|known| {
                // What is named after a town is not the town.
                !may_be(known, asserted) && (said.outright || known != Family::Peopled)
            })
        })
    };
    let chosen = mention.chosen?;
    // A namesake that no reference has may be meant, unless this one is spoken of elsewhere.
    let sure = || is_well_known(know, chosen) || corpus.is_meant(text, chosen);
    if mention.confidence < THRESHOLDS.confidence.warning
        || places.is_empty()
        || !places.iter().all(clashes)
        || !sure()
        || !know.gazetteer.by_name(bare(mention)).iter().all(clashes)
    {
        return None;
    }
    let known = know.place(chosen).class.noun();
    let name = bare(mention);
    let message = format!(
        "“{name}” is {}, not {}",
        with_article(known),
        with_article(&said.noun)
    );
    let span = original(text, mention, said.span.cover(mention.name));
    let mut finding = on_words("NAM208", Severity::Warning, text, span, name, message);
    let records = &know.place(chosen).records;
    finding.reference = records.first().map(|record| know.source(record.source));
    finding.help = Some(format!(
        "write “{known}”, or name the {} that is meant",
        said.noun
    ));
    Some(finding)
}
