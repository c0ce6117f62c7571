//! Places spoken of at a time when they were no more.

use crate::corpus::{Corpus, on_words};
use crate::data::{QUALITIES, THRESHOLDS};
use crate::rules::nam::{is_announced, names, original};
use crate::spoken;
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Answer, Attribute, Held, PlaceId};
use choro_mention::Mention;
use choro_quantity::When;
use std::collections::BTreeSet;

pub(super) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut seen: BTreeSet<(&str, PlaceId)> = BTreeSet::new();
    let mut findings = Vec::new();
    for (text, mention) in names(corpus) {
        let sure = mention.confidence >= THRESHOLDS.confidence.warning;
        let Some(id) = mention.chosen.filter(|_| sure) else {
            continue;
        };
        if !has_story(corpus, id) || is_announced(&QUALITIES.names.another, text, mention) {
            continue;
        }
        // Another place of the name may be meant that still is.
        let same = |other: &PlaceId| *other == id || corpus.know.coincide(*other, id);
        if !mention.readings().iter().all(same) {
            continue;
        }
        if let Some(finding) = report(corpus, text, mention, id)
            && seen.insert((&text.document.path, id))
        {
            findings.push(finding);
        }
    }
    findings
}

/// Whether the references tell by a standing or event when the place was.
fn has_story(corpus: &Corpus<'_>, id: PlaceId) -> bool {
    corpus.know.place(id).attributes.iter().any(is_told)
}

fn is_told(fact: &Attribute) -> bool {
    matches!(fact.key.as_str(), "status" | "event") && fact.when.earliest.is_some()
}

/// What the references told last of a place before a time at which it was not; `None` where it
/// was, or was not yet.
fn ending<'g>(corpus: &Corpus<'g>, id: PlaceId, when: &When) -> Option<&'g Attribute> {
    if corpus.know.gazetteer.exists_at(id, when) != Answer::Known(Held::Not) {
        return None;
    }
    let facts = corpus.know.place(id).attributes.iter();
    let told = facts.filter(|fact| is_told(fact));
    let over = |fact: &&Attribute| match (fact.when.earliest, when.earliest) {
        (Some(turn), Some(first)) => turn < first,
        _ => when.is_unstated(),
    };
    told.filter(over).max_by_key(|fact| fact.when.earliest)
}

fn report(
    corpus: &Corpus<'_>,
    text: &Annotated,
    mention: &Mention,
    id: PlaceId,
) -> Option<Finding> {
    let times = [
        spoken::stated(text, mention, corpus.know.lexicon),
        spoken::present(text, mention),
    ];
    let (when, fact) = times
        .into_iter()
        .flatten()
        .find_map(|when| ending(corpus, id, &when).map(|fact| (when, fact)))?;
    let name = &mention.text;
    let (severity, message) = if when.is_unstated() {
        (Severity::Note, format!("{name} is no more"))
    } else {
        (Severity::Warning, format!("{name} was no more in {when}"))
    };
    let span = original(text, mention, mention.span);
    let mut finding = on_words("TIM308", severity, text, span, name, message);
    finding
        .notes
        .push(format!("{} ({})", fact.value, fact.when));
    if when.is_unstated() {
        let now = "the text states no date, so it is taken to speak of now";
        finding.notes.push(now.to_owned());
    }
    finding.reference = Some(corpus.know.source(fact.source));
    finding.help = Some("name what holds at the time spoken of, or say “the former”".to_owned());
    Some(finding)
}
