//! Places spoken of at a time when they were no more.

use crate::corpus::{Corpus, on_words};
use crate::data::{QUALITIES, THRESHOLDS};
use crate::rules::nam::{is_announced, names, original};
use crate::spoken;
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Attribute, Place, PlaceId};
use choro_mention::Mention;
use choro_quantity::{Date, When};
use std::collections::BTreeSet;

pub(super) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut seen: BTreeSet<(&str, PlaceId)> = BTreeSet::new();
    let mut findings = Vec::new();
    for (text, mention) in names(corpus) {
        let sure = mention.confidence >= THRESHOLDS.confidence.warning;
        let Some(id) = mention.chosen.filter(|_| sure) else {
            continue;
        };
        let endings = endings(corpus.know.place(id));
        if endings.is_empty() || is_announced(&QUALITIES.names.another, text, mention) {
            continue;
        }
        // Another place of the name may be meant that still is.
        let all_gone = mention
            .readings()
            .iter()
            .all(|other| *other == id || corpus.know.coincide(*other, id));
        if !all_gone {
            continue;
        }
        if let Some(finding) = report(corpus, text, mention, &endings)
            && seen.insert((&text.document.path, id))
        {
            findings.push(finding);
        }
    }
    findings
}

/// A time without the place.
struct Ending<'p> {
    /// The day it ceased to be.
    since: Date,
    /// When it was there again.
    until: Option<Date>,
    words: String,
    source: Option<&'p Attribute>,
}

impl Ending<'_> {
    /// Whether the place was gone through all of a time; without one, whether it still is.
    fn holds(&self, when: &When) -> bool {
        if when.is_unstated() {
            return self.until.is_none();
        }
        let begins_after = when.earliest.is_some_and(|first| first > self.since);
        let ends_before = self
            .until
            .is_none_or(|again| when.latest.is_some_and(|last| last < again));
        begins_after && ends_before
    }
}

/// The times at which the references say a place was no more: by a status or event such as
/// "abolished", or because all of its names are over.
fn endings(place: &Place) -> Vec<Ending<'_>> {
    let mut found: Vec<Ending<'_>> = place
        .attributes
        .iter()
        .filter(|a| matches!(a.key.as_str(), "status" | "event"))
        .filter(|a| {
            let words = a.value.to_lowercase();
            QUALITIES
                .status
                .ended
                .iter()
                .any(|cue| words.starts_with(cue.as_str()))
        })
        .filter_map(|a| {
            let status = a.key == "status";
            let day = if status {
                a.when.earliest
            } else {
                a.when.latest
            };
            Some(Ending {
                since: day?,
                until: a.when.latest.filter(|_| status),
                words: format!("{} ({})", a.value, a.when),
                source: Some(a),
            })
        })
        .collect();
    let last_name = place.names.iter().map(|n| n.when.latest).max();
    let over = !place.names.is_empty() && place.names.iter().all(|n| n.when.latest.is_some());
    if let Some(Some(last)) = last_name.filter(|_| over && found.is_empty()) {
        found.push(Ending {
            since: last,
            until: None,
            words: format!("known by this name until {}", last.year),
            source: None,
        });
    }
    found
}

fn report(
    corpus: &Corpus<'_>,
    text: &Annotated,
    mention: &Mention,
    endings: &[Ending<'_>],
) -> Option<Finding> {
    let stated = spoken::stated(text, mention);
    let times = [stated.clone(), spoken::present(text, mention)];
    let (when, ending) = times.into_iter().flatten().find_map(|when| {
        let ending = endings.iter().find(|ending| ending.holds(&when))?;
        Some((when, ending))
    })?;
    let name = &mention.text;
    let (severity, message) = if when.is_unstated() {
        (Severity::Note, format!("{name} is no more"))
    } else {
        (Severity::Warning, format!("{name} was no more in {when}"))
    };
    let span = original(text, mention, mention.span);
    let mut finding = on_words("TIM308", severity, text, span, name, message);
    finding.notes.push(ending.words.clone());
    if when.is_unstated() {
        finding
            .notes
            .push("the text states no date, so it is taken to speak of now".to_owned());
    }
    finding.reference = ending.source.map(|fact| corpus.know.source(fact.source));
    finding.help = Some("name what holds at the time spoken of, or say “the former”".to_owned());
    Some(finding)
}
