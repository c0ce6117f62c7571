//! Happenings that statements date, wherever a text tells them: "Marion was founded in 1679. … The
//! town was incorporated in 1652."
//!
//! Statements far apart may mean two things of one name. So only what happens to a place once is held
//! against the rest, no word may speak of another foundation, and all that is told of the beginning
//! must come too late.

use crate::chronicle::{CHRONICLE, holds};
use crate::corpus::{Case, Corpus, about, related};
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::PlaceId;
use choro_name::fold;
use choro_quantity::{Hedge, Polarity};
use std::collections::BTreeMap;

pub(super) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    corpus
        .cases_by_text()
        .flat_map(|cases| {
            let mut lives: BTreeMap<(PlaceId, String), Vec<Case<'_>>> = BTreeMap::new();
            for case in cases.filter(|case| is_plain(*case)) {
                if let Some(place) = case.claim.subject.place {
                    let name = fold(&case.claim.subject.text);
                    lives.entry((place, name)).or_default().push(case);
                }
            }
            let told = |life: Vec<Case<'_>>| judge(corpus, &life);
            lives.into_values().flat_map(told).collect::<Vec<_>>()
        })
        .collect()
}

/// Whether a statement plainly dates something that happened.
fn is_plain(case: Case<'_>) -> bool {
    let claim = case.claim;
    let closed = claim.when.earliest.is_some() && claim.when.latest.is_some();
    let rough = claim.when.edtf.contains(['~', '?', '%']);
    let sentence = case.sentence().to_lowercase();
    let mut words = sentence.split(|c: char| !c.is_alphanumeric());
    claim.kind == Kind::Event
        && claim.polarity == Polarity::Affirmed
        && claim.hedge == Hedge::Asserted
        && closed
        && !rough
        && CHRONICLE.knows(&claim.value)
        && !words.any(|word| holds(&CHRONICLE.words.another, word))
}

fn judge(corpus: &Corpus<'_>, life: &[Case<'_>]) -> Vec<Finding> {
    let mut found = Vec::new();
    for after in life {
        let before = |case: &&Case<'_>| {
            let years = CHRONICLE.years_between(&case.claim.value, &after.claim.value);
            years.is_some()
        };
        let beginnings: Vec<&Case<'_>> = life.iter().filter(before).collect();
        let late = |case: &&Case<'_>| after.claim.when.before(&case.claim.when);
        if let Some(first) = beginnings.first().filter(|_| beginnings.iter().all(late)) {
            found.push(report(corpus, **first, *after));
        }
    }
    found
}

fn report(corpus: &Corpus<'_>, first: Case<'_>, after: Case<'_>) -> Finding {
    let place = after.claim.subject.place;
    let name = place.map_or("", |id| corpus.know.name(id));
    let (begun, then) = (first.claim, after.claim);
    let message = format!(
        "{name} cannot have been {} in {} and {} in {}",
        then.value, then.when, begun.value, begun.when
    );
    let mut finding = about("TIM301", Severity::Warning, after, message);
    finding.related.push(related(first, "told here"));
    finding.threshold = Some(format!("{} before {}", begun.value, then.value));
    finding.help = Some("one of the dates is wrong, or two things are spoken of".to_owned());
    finding
}
