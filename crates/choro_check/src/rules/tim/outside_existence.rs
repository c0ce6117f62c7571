#![doc = include_str!("../../../resources/rules/TIM302.md")]

mod lines;

use super::happening::is_doubt;
use crate::corpus::{Case, Corpus, about};
use crate::passage::Passage;
use crate::spoken::is_present;
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_layer::Body;
use choro_quantity::{DateKind, DateRelation, DateTag, Hedge, Polarity, When};

/// What happens to persons and units without their doing, or after their end.
const SUFFERED: [&str; 8] = [
    "born", "died", "killed", "buried", "honoured", "honored", "renamed", "named",
];

/// The time of a statement, and the words that show it.
struct Spoken<'p, 'a> {
    when: When,
    /// Where a text without a date shows from when on it was written.
    shown: Option<(&'p Passage<'a>, &'p DateTag)>,
}

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let of_lines = corpus
        .cases()
        .filter_map(|case| lines::report(corpus, case));
    if corpus.know.gazetteer.bodies().is_empty() {
        return of_lines.collect();
    }
    let of_bodies = corpus.cases().filter_map(|case| report(corpus, case));
    of_bodies.chain(of_lines).collect()
}

fn report(corpus: &Corpus<'_>, case: Case<'_>) -> Option<Finding> {
    let claim = case.claim;
    let said = match claim.kind {
        Kind::UnitAt => claim.object.as_ref()?.text.as_str(),
        Kind::Event => claim.subject.text.as_str(),
        _ => return None,
    };
    let bodies = corpus.know.gazetteer.bodies().iter();
    let (source, body) =
        bodies
            .filter(|(_, body)| is_named(body, said))
            .max_by_key(|(_, body)| {
                let named = body.all_names().filter(|name| has_words(said, name));
                named.map(str::len).max()
            })?;
    let plain =
        claim.polarity == Polarity::Affirmed && claim.hedge != Hedge::Apparent && !claim.past;
    if !plain || !acts(case, body) {
        return None;
    }
    let spoken = spoken(corpus, case)?;
    let when = &spoken.when;
    let stated = !when.is_unstated();
    let (name, existed) = (&body.name, &body.when);
    let message = if existed.before(when) {
        format!("{name} was no more in {when}")
    } else if when.before(existed) && stated {
        format!("there was no {name} yet in {when}")
    } else if !stated && existed.latest.is_some() {
        format!("{name} is no more")
    } else {
        return None;
    };
    let severity = match claim.hedge {
        Hedge::Asserted if stated => Severity::Warning,
        _ => Severity::Note,
    };
    let mut finding = about("TIM302", severity, case, message);
    finding.measured = Some(if stated {
        when.to_string()
    } else {
        "now".to_owned()
    });
    finding.threshold = Some(existed.to_string());
    let table = corpus.know.source(*source);
    finding.reference = Some(match body.source.as_str() {
        "" => table,
        row => format!("{row}, in {table}"),
    });
    if let Some((passage, date)) = spoken.shown {
        let words = "the text was not written before this";
        finding.related.push(passage.related(date.at.span, words));
    } else if !stated {
        let now = "the text states no date, so it is taken to speak of now";
        finding.notes.push(now.to_owned());
    }
    if !body.note.is_empty() {
        finding.notes.push(body.note.clone());
    }
    finding.help = Some("name what was there at that time, or say “the former”".to_owned());
    Some(finding)
}

fn is_named(body: &Body, words: &str) -> bool {
    body.all_names().any(|name| has_words(words, name))
}

/// Whether a text holds a name as whole words.
fn has_words(text: &str, name: &str) -> bool {
    let text = text.replace(['’', 'ʼ'], "'");
    text.match_indices(name).any(|(at, found)| {
        let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        edge(text[..at].chars().next_back()) && edge(text[at + found.len()..].chars().next())
    })
}

/// Whether the body is said to be there, or to do something: a person's statue is built and street
/// named after death.
fn acts(case: Case<'_>, body: &Body) -> bool {
    let claim = case.claim;
    match claim.kind {
        Kind::UnitAt => !body.is_person(),
        Kind::Event => {
            let subject = claim.subject.text.trim();
            let whole = body.all_names().any(|name| {
                let bare = subject
                    .strip_prefix("the ")
                    .or(subject.strip_prefix("The "));
                bare.unwrap_or(subject) == name
            });
            let suffered = claim.evidence.quote.split_whitespace().any(|w| {
                matches!(w, "was" | "were" | "is" | "are" | "been") || SUFFERED.contains(&w)
            });
            whole && !suffered && !SUFFERED.contains(&claim.value.as_str())
        }
        _ => false,
    }
}

/// Of what time the statement speaks: the only date of its sentence, else the present.
fn spoken<'p, 'a>(corpus: &'p Corpus<'a>, case: Case<'_>) -> Option<Spoken<'p, 'a>> {
    let claim = case.claim;
    let stated = |when: &When| Spoken {
        when: when.clone(),
        shown: None,
    };
    if !claim.when.is_unstated() {
        return (dates_in(corpus, case).len() == 1).then(|| stated(&claim.when));
    }
    if claim.kind != Kind::UnitAt || !is_present(claim) || !dates_in(corpus, case).is_empty() {
        return None;
    }
    let date = &case.text.document.date;
    if !date.is_unstated() {
        return Some(stated(date));
    }
    let latest = written_after(corpus, &case.text.document.path);
    let when = latest.map_or_else(When::default, |(_, date)| date.when.clone());
    Some(Spoken {
        when,
        shown: latest,
    })
}

/// The dates of a statement's sentence.
fn dates_in<'p>(corpus: &'p Corpus<'_>, case: Case<'_>) -> Vec<&'p DateTag> {
    let claim = case.claim;
    let sentence = case.block().and_then(|b| b.to_logical(claim.sentence));
    let passage = corpus
        .passages()
        .iter()
        .find(|p| p.block == claim.block && p.text.document.path == case.text.document.path);
    let (Some(sentence), Some(passage)) = (sentence, passage) else {
        return Vec::new();
    };
    let dates = passage.tags.dates.iter();
    dates.filter(|d| sentence.covers(d.core.span)).collect()
}

/// The latest time that a text speaks of as past or present: it was written then or later.
fn written_after<'p, 'a>(
    corpus: &'p Corpus<'a>,
    path: &str,
) -> Option<(&'p Passage<'a>, &'p DateTag)> {
    let mut latest: Option<(&Passage<'_>, &DateTag)> = None;
    for passage in corpus.passages() {
        if passage.text.document.path != path {
            continue;
        }
        for sentence in passage.sentences {
            if passage.is_hedged(sentence, |cue| is_doubt(cue) && !is_denial(cue)) {
                continue;
            }
            for date in passage.dates(sentence) {
                let held = matches!(date.relation, DateRelation::At | DateRelation::Between);
                let sure = date.kind == DateKind::Calendar && !date.maybe_number && held;
                let later = latest.is_none_or(|(_, d)| d.when.earliest < date.when.earliest);
                if sure && date.when.earliest.is_some() && later {
                    latest = Some((passage, date));
                }
            }
        }
    }
    latest
}

/// What was not so in a year is told after that year as well.
fn is_denial(cue: choro_quantity::Cue) -> bool {
    cue == choro_quantity::Cue::Negation
}
