#![doc = include_str!("../../../resources/rules/TIM304.md")]

use crate::corpus::{Case, Corpus, about, related};
use crate::data::QUALITIES;
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_document::BlockKind;
use choro_name::fold;
use choro_quantity::Polarity;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let finished: Vec<Case<'_>> = corpus.cases().filter(|c| is_finished(*c)).collect();
    corpus
        .cases()
        .filter(|case| is_unfinished(*case))
        .filter_map(|case| report(case, &finished))
        .collect()
}

fn says(words: &[String], text: &str) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| text.contains(word.as_str()))
}

fn is_unfinished(case: Case<'_>) -> bool {
    case.claim.kind == Kind::StatusAt
        && case.claim.polarity == Polarity::Affirmed
        && !case.claim.past
        && says(&QUALITIES.status.unfinished, &case.claim.evidence.quote)
}

fn is_finished(case: Case<'_>) -> bool {
    let quote = &case.claim.evidence.quote;
    matches!(
        case.claim.kind,
        Kind::Event | Kind::StatusAt | Kind::Formerly | Kind::Superlative
    ) && case.claim.polarity == Polarity::Affirmed
        && case.claim.context != BlockKind::Caption
        && says(&QUALITIES.status.finished, quote)
        && !says(&QUALITIES.status.unfinished, quote)
}

fn report(case: Case<'_>, finished: &[Case<'_>]) -> Option<Finding> {
    let against: Vec<&Case<'_>> = finished
        .iter()
        .filter(|done| {
            let apart = done.claim.when.before(&case.claim.when);
            done.text.document.path == case.text.document.path && !apart && one_thing(case, **done)
        })
        .collect();
    let first = against.first()?;
    let name = case.claim.subject.text.trim();
    let message = format!("{name} is under construction here and finished elsewhere");
    let mut finding = about("TIM304", Severity::Warning, case, message);
    if let Some((span, _)) = case.focus() {
        finding.primary.span = span;
    }
    if case.claim.context == BlockKind::Caption && case.claim.when.is_unstated() {
        finding.notes.push("the caption has no date".to_owned());
    }
    for done in &against {
        finding.related.push(related(**done, "finished here"));
    }
    finding.help = Some(if first.claim.when.is_unstated() {
        "say when each held".to_owned()
    } else {
        format!(
            "say when the picture was taken; it was finished in {}",
            first.claim.when
        )
    });
    Some(finding)
}

/// Whether both speak of one thing: a name they share that is not the document's topic.
fn one_thing(a: Case<'_>, b: Case<'_>) -> bool {
    let (x, y) = (&a.claim.subject, &b.claim.subject);
    if x.place.is_some() && x.place == y.place && x.span.is_some() && y.span.is_some() {
        return true;
    }
    let topic = a
        .text
        .mentions
        .topic
        .as_ref()
        .map_or(String::new(), |t| fold(&t.text));
    let words = |case: Case<'_>| {
        let object = case.claim.object.as_ref().map_or("", |o| o.text.as_str());
        names_in(&format!(
            "{} . {object} . {}",
            case.claim.subject.text, case.claim.evidence.quote
        ))
    };
    let theirs = words(b);
    names_in(&x.text)
        .iter()
        .any(|word| !topic.split(' ').any(|t| t == word) && theirs.contains(word))
}

/// The folded proper words of a text that no type noun is.
fn names_in(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| w.chars().count() >= 5 && w.starts_with(char::is_uppercase))
        .map(fold)
        .filter(|w| choro_gazetteer::Class::from_noun(w).is_none())
        .collect()
}
