//! Universal statements with a counter-example in the project's own gazetteer: "all ports of the
//! province lie in Alpland", "the only city in Alpland". Absence proves nothing: only a place that
//! is there refutes.

use crate::corpus::{Case, Corpus, about, on_words};
use crate::data::THRESHOLDS;
use crate::identity::OWN;
use choro_claim::{Annotated, Argument, Kind};
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Class, PlaceId};
use choro_mention::{BlockText, Mention};
use choro_quantity::{Hedge, Polarity, When};
use choro_text::Span;
use std::ops::Range;

/// Counter-examples named in a message.
const NAMED: usize = 3;
/// Verbs of standing somewhere, and what may follow them before the preposition.
const LIES: [&str; 9] = [
    "lie", "lies", "are", "is", "stand", "stands", "located", "situated", "found",
];

pub(super) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = corpus
        .cases()
        .filter_map(|case| only(corpus, case))
        .collect();
    for text in corpus.texts {
        for (at, block) in text.document.blocks.iter().enumerate() {
            let may = block.is_text()
                && ["All ", "Every ", "No "]
                    .iter()
                    .any(|w| block.text.contains(w));
            if may {
                let words = text.words(at);
                let sentences = words.sentences.iter();
                findings.extend(sentences.filter_map(|s| all(corpus, text, at, words, s)));
            }
        }
    }
    findings
}

/// "Graz is the only city in Styria."
fn only(corpus: &Corpus<'_>, case: Case<'_>) -> Option<Finding> {
    let claim = case.claim;
    let asserted = claim.polarity == Polarity::Affirmed
        && claim.hedge == Hedge::Asserted
        && !claim.past
        && claim.when.is_unstated();
    let quote = claim.evidence.quote.as_str();
    let only = claim.kind == Kind::Superlative && claim.qualifier("adjective") == "only";
    if !only || !asserted {
        return None;
    }
    let class = Class::from_noun(claim.qualifier("class"))?;
    let block = case.block()?;
    let end = block.to_logical(claim.evidence.span)?.end;
    let (region, closes) = if quote.ends_with(" in") || quote.ends_with(" of") {
        let mut mentions = case.text.mentions.of_block(claim.block);
        let scope = mentions.find(|m| {
            let between = Span::new(end, m.span.start.max(end))
                .slice(&block.text)
                .trim();
            m.span.start >= end && matches!(between, "" | "the")
        })?;
        (sure(scope)?, scope.span.end)
    } else {
        let named = |o: &&Argument| o.span.is_some() && quote.ends_with(o.text.trim());
        let scope = claim.object.as_ref().filter(named)?;
        (sure_place(scope.place, scope.confidence)?, end)
    };
    let closes = block.text[closes..].trim_start();
    if !(closes.is_empty() || closes.starts_with(['.', ',', ';', ')'])) {
        return None;
    }
    let holder = sure_place(claim.subject.place, claim.subject.confidence)?;
    let others: Vec<PlaceId> = own_of(corpus, class, region)
        .filter(|id| *id != holder && !corpus.know.coincide(*id, holder))
        .collect();
    let names = named(corpus, &others)?;
    let message = format!(
        "{} is not the only {} in {}: {names}",
        corpus.know.name(holder),
        claim.qualifier("class"),
        corpus.know.name(region)
    );
    let finding = about("SUP605", Severity::Warning, case, message);
    Some(with_evidence(corpus, finding, &others))
}

/// "All ports of the province lie in Alpland", "No port lies in Alpland".
fn all(
    corpus: &Corpus<'_>,
    text: &Annotated,
    block: usize,
    words: &BlockText,
    sentence: &Range<usize>,
) -> Option<Finding> {
    let word = |at: usize| words.lower.get(at).unwrap_or("");
    let mut at = sentence.start;
    let denies = match word(at) {
        "all" | "every" => false,
        "no" => true,
        _ => return None,
    };
    at += 1 + usize::from(word(at + 1) == "the");
    // "Border crossings" before "crossings".
    let (class, length) = [2, 1].into_iter().find_map(|n| {
        let noun = (at..at + n).map(word).collect::<Vec<_>>().join(" ");
        Some((Class::from_noun(&noun)?, n))
    })?;
    at += length;
    let mention_at = |at: usize| {
        let at = at + usize::from(word(at) == "the");
        let start = words.tokens.get(at)?.span.start;
        text.mentions.of_block(block).find(|m| {
            m.span.start == start || at > 0 && words.tokens[at - 1].span.start == m.span.start
        })
    };
    let mut scope = text.mentions.topic.as_ref().and_then(|t| t.place);
    if matches!(word(at), "of" | "in") {
        let mention = mention_at(at + 1)?;
        scope = sure(mention);
        at = words.tokens_in(mention.span).end;
    }
    let verb = at;
    while LIES.contains(&word(at)) {
        at += 1;
    }
    if at == verb || !matches!(word(at), "in" | "within") {
        return None;
    }
    let mention = mention_at(at + 1)?;
    let end = words.tokens_in(mention.span).end;
    if !matches!(word(end), "." | "" | ";") {
        return None;
    }
    let (scope, region) = (scope?, sure(mention)?);
    let refutes = |id: &PlaceId| {
        let within = corpus.know.lies_in(*id, region, &When::default());
        if denies {
            within == Some(true)
        } else {
            within == Some(false) && is_well_outside(corpus, *id, region)
        }
    };
    let others: Vec<PlaceId> = own_of(corpus, class, scope).filter(refutes).collect();
    let names = named(corpus, &others)?;
    let lies = if others.len() == 1 { "lies" } else { "lie" };
    let side = if denies { "in" } else { "outside" };
    let region = corpus.know.name(region);
    let message = format!(
        "{names} in {} {lies} {side} {region}",
        corpus.know.name(scope)
    );
    let span = words.span(sentence.start..end);
    let source = text.document.blocks.get(block)?;
    let finding = on_words(
        "SUP605",
        Severity::Warning,
        text,
        source.to_original(span),
        span.slice(&source.text),
        message,
    );
    Some(with_evidence(corpus, finding, &others))
}

fn sure_place(place: Option<PlaceId>, confidence: f64) -> Option<PlaceId> {
    place.filter(|_| confidence >= THRESHOLDS.confidence.warning)
}

fn sure(mention: &Mention) -> Option<PlaceId> {
    sure_place(mention.chosen, mention.confidence)
}

/// Places of a class in a region by the project's own gazetteer, which knows its classes.
fn own_of<'c>(
    corpus: &'c Corpus<'_>,
    class: Class,
    region: PlaceId,
) -> impl Iterator<Item = PlaceId> + 'c {
    let now = When::default();
    corpus.know.gazetteer.of_class(class).filter(move |id| {
        corpus.know.place(*id).rank >= OWN
            && *id != region
            && corpus.know.lies_in(*id, region, &now) == Some(true)
    })
}

/// Whether a place lies outside an outline by more than its error.
fn is_well_outside(corpus: &Corpus<'_>, id: PlaceId, region: PlaceId) -> bool {
    let know = &corpus.know;
    let away = know
        .point(id)
        .and_then(|at| know.region(region)?.distance_m(at));
    away.is_none_or(|metres| {
        metres > THRESHOLDS.located.tolerance_m + know.joint_accuracy_m(id, region)
    })
}

fn named(corpus: &Corpus<'_>, others: &[PlaceId]) -> Option<String> {
    let names = others.iter().take(NAMED);
    let names: Vec<String> = names.map(|id| corpus.know.name(*id).to_owned()).collect();
    (!names.is_empty()).then(|| crate::wording::list(&names))
}

fn with_evidence(corpus: &Corpus<'_>, mut finding: Finding, others: &[PlaceId]) -> Finding {
    finding.measured = Some(format!("{} counter-examples", others.len()));
    finding.threshold = Some("none".to_owned());
    finding.reference = Some(corpus.know.references(others).join("; "));
    finding.help = Some("say of which it holds".to_owned());
    finding
}
