//! Extraction: from a document and its mentions to claims.

mod argument;
mod aside;
mod attachment;
mod build;
mod endings;
mod matcher;
mod phrase;
mod scope;
mod seat;
mod subject;
mod view;

use crate::grammar::Rule;
use crate::{Claim, ClaimId, Language};
use choro_document::{BlockKind, Document};
use choro_gazetteer::Gazetteer;
use choro_mention::Mentions;
use matcher::{Dead, Match};
use view::{SentenceView, View};

/// Reads the claims of a document with the words and patterns shipped, as [`extract_in`] does.
pub fn extract(document: &Document, mentions: &Mentions, gazetteer: &Gazetteer) -> Vec<Claim> {
    extract_in(Language::shipped(), document, mentions, gazetteer)
}

/// Reads the claims of a document, in order of their evidence.
pub fn extract_in(
    language: Language,
    document: &Document,
    mentions: &Mentions,
    gazetteer: &Gazetteer,
) -> Vec<Claim> {
    let grammar = language.grammar;
    let mut claims = Vec::new();
    let mut dead = Dead::default();
    let mut rules = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        if block.kind == BlockKind::Furniture {
            continue;
        }
        let view = View::new(document, index, mentions, gazetteer, language);
        for sentence in 0..view.text.sentences.len() {
            let sentence = SentenceView::new(&view, sentence);
            grammar.triggers.of(&sentence.sets, &mut rules);
            let rules = rules.iter().map(|number| &grammar.rules[*number as usize]);
            read_sentence(rules, &sentence, &mut dead, &mut claims);
        }
    }
    claims.sort_by_key(|c: &Claim| (c.evidence.span.start, c.evidence.span.end, c.kind));
    drop_echoes(&mut claims);
    drop_shadowed(&mut claims);
    for (index, claim) in claims.iter_mut().enumerate() {
        claim.id = ClaimId(index as u32);
    }
    claims
}

fn read_sentence(
    rules: impl Iterator<Item = &'static Rule>,
    sentence: &SentenceView<'_>,
    dead: &mut Dead,
    claims: &mut Vec<Claim>,
) {
    for rule in rules {
        if !matcher::meets(sentence, &rule.program.needs) || !applies(rule, sentence) {
            continue;
        }
        for found in matcher::find_all(rule, sentence, dead) {
            claims.extend(build::claims(rule, &found, sentence));
        }
    }
}

fn applies(rule: &Rule, sentence: &SentenceView<'_>) -> bool {
    let block = &sentence.view.document.blocks[sentence.view.block];
    let kind = match block.kind {
        BlockKind::Paragraph => "paragraph",
        BlockKind::Heading(_) => "heading",
        BlockKind::ListItem => "list-item",
        BlockKind::Caption => "caption",
        BlockKind::TableRow => "table-row",
        BlockKind::Furniture => "furniture",
    };
    let fits = if rule.blocks.is_empty() {
        matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Caption
        )
    } else {
        rule.blocks.iter().any(|b| b == kind)
    };
    fits && (rule.under.is_empty() || sentence.view.heading_has(&rule.under))
}

/// Leaves out a claim that says what another of the same kind says with the same or more words.
fn drop_echoes(claims: &mut Vec<Claim>) {
    let mut kept: Vec<Claim> = Vec::new();
    for claim in claims.drain(..) {
        let echo = kept.iter_mut().rev().take(40).find(|k| is_echo(k, &claim));
        match echo {
            Some(first) if fullness(&claim) > fullness(first) => *first = claim,
            Some(_) => {}
            None => kept.push(claim),
        }
    }
    *claims = kept;
}

/// How far around a claim, in claims, others can share its words.
const ABOUT: usize = 60;

/// Leaves out claims that another kind tells better: "105,909 inhabitants" is a population and not
/// also a count; "X formerly bordered Y" is told as former and not also as a border of today; "in the
/// north of the province" says more than that it is in the province.
fn drop_shadowed(claims: &mut Vec<Claim>) {
    use crate::Kind::{
        CapitalOf, Coordinates, Count, Event, Formerly, LocatedIn, Population, PositionIn, StatusAt,
    };
    let shadowed: Vec<bool> = claims
        .iter()
        .enumerate()
        .map(|(i, claim)| {
            let about = &claims[i.saturating_sub(ABOUT)..claims.len().min(i + ABOUT)];
            let span = claim.evidence.span;
            let counted = claim.kind == Count
                && about.iter().any(|o| {
                    o.kind == Population
                        && o.evidence.span.overlaps(span)
                        && o.amount == claim.amount
                });
            // "There are three dams between A and B" says nothing of what the text is about.
            let elsewhere = claim.kind == Count
                && claim.qualifier("extent").is_empty()
                && about.iter().any(|o| {
                    o.kind == Count
                        && !o.qualifier("extent").is_empty()
                        && o.amount == claim.amount
                        && o.evidence.span.covers(claim.evidence.span)
                });
            let former = claim.past
                && !matches!(
                    claim.kind,
                    Formerly | Event | Coordinates | StatusAt | CapitalOf
                )
                && about
                    .iter()
                    .any(|o| o.kind == Formerly && o.evidence.span.covers(span));
            let described = claim
                .object
                .as_ref()
                .is_some_and(|o| !claim.evidence.quote.contains(&o.text));
            let placed = claim.kind == LocatedIn
                && described
                && about.iter().any(|o| {
                    o.kind == PositionIn
                        && o.evidence.span.overlaps(span)
                        && same_argument(Some(&o.subject), Some(&claim.subject))
                        && same_argument(o.object.as_ref(), claim.object.as_ref())
                });
            let linked = claim.kind == LocatedIn && about.iter().any(|o| is_longer_chain(o, claim));
            // "Was originally the county seat of X" is told as its capital of the past.
            let seat = claim.kind == Formerly
                && about
                    .iter()
                    .any(|o| o.kind == CapitalOf && o.past && o.evidence.span.overlaps(span));
            counted || elsewhere || former || placed || linked || seat
        })
        .collect();
    let mut index = 0;
    claims.retain(|_| {
        index += 1;
        !shadowed[index - 1]
    });
}

/// Whether a claim places its subject in the same words of a longer chain: in "X is a town in A, B"
/// the comma already says that X is in B, and says it of A for its sake only.
fn is_longer_chain(other: &Claim, claim: &Claim) -> bool {
    use crate::Kind::{CapitalOf, LocatedIn, PositionIn};
    let object = |c: &Claim| c.object.as_ref().and_then(|o| o.span);
    matches!(other.kind, LocatedIn | PositionIn | CapitalOf)
        && object(claim).is_some()
        && object(other) == object(claim)
        && other.subject.span != claim.subject.span
        && other.evidence.span != claim.evidence.span
        && other.evidence.span.covers(claim.evidence.span)
}

fn is_echo(a: &Claim, b: &Claim) -> bool {
    if a.kind == crate::Kind::Superlative
        && b.kind == a.kind
        && a.evidence.span.overlaps(b.evidence.span)
        && a.qualifier("adjective") == b.qualifier("adjective")
        && a.qualifier("rank") == b.qualifier("rank")
        && same_argument(Some(&a.subject), Some(&b.subject))
    {
        return true;
    }
    a.kind == b.kind
        && a.evidence.span.overlaps(b.evidence.span)
        && same_argument(Some(&a.subject), Some(&b.subject))
        && same_argument(a.object.as_ref(), b.object.as_ref())
        && (a.value == b.value
            || a.value.is_empty()
            || b.value.is_empty()
            || a.amount == b.amount && a.amount.is_some())
}

fn same_argument(a: Option<&crate::Argument>, b: Option<&crate::Argument>) -> bool {
    match (a, b) {
        (None, _) | (_, None) => true,
        (Some(a), Some(b)) => match (a.place, b.place) {
            (Some(x), Some(y)) => x == y,
            _ => {
                a.text.eq_ignore_ascii_case(&b.text)
                    || matches!((a.span, b.span), (Some(x), Some(y)) if x.overlaps(y))
            }
        },
    }
}

fn fullness(claim: &Claim) -> usize {
    usize::from(claim.object.is_some()) * 2
        + usize::from(claim.object.as_ref().is_some_and(|o| o.span.is_some()))
        + usize::from(!claim.value.is_empty()) * 2
        + usize::from(claim.subject.place.is_some())
        + claim.qualifiers.len().min(1)
}

/// All matches of a rule in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Matched {
    /// The match itself.
    pub(crate) head: Match,
    /// Repeats of the rule's tail after it.
    pub(crate) tails: Vec<Match>,
}
