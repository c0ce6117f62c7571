#![doc = include_str!("../../../resources/rules/QTY408.md")]

use crate::corpus::{Case, Corpus, about, related};
use crate::data::{QUALITIES, THRESHOLDS};
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Class, PlaceId};
use choro_quantity::{Hedge, Polarity};
use std::collections::BTreeMap;

/// Growth of more than this in a year, kept up, no town has but in a rush.
const GROWS: f64 = 1.20;
/// Loss of more than this in a year, kept up, no town has but in a disaster.
const SHRINKS: f64 = 0.82;
/// Fewer people than this come and go with one works or one camp.
const FEWEST: f64 = 2_000.0;
/// Years between the figures: in fewer an event can change a town, over more a rush may be in it.
const YEARS: std::ops::RangeInclusive<i32> = 2..=25;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    type Key<'k> = (&'k str, PlaceId, Option<Class>);
    let mut groups: BTreeMap<Key<'_>, Vec<(i32, Case<'_>)>> = BTreeMap::new();
    for case in corpus.cases().filter(|c| is_figure(*c)) {
        let (Some(place), Some(year)) = (case.claim.subject.place, year(case)) else {
            continue;
        };
        let key = (
            case.text.document.path.as_str(),
            place,
            case.claim.subject.class,
        );
        groups.entry(key).or_default().push((year, case));
    }
    let mut findings = Vec::new();
    for mut figures in groups.into_values() {
        figures.sort_by_key(|(year, case)| (*year, case.claim.evidence.span.start));
        findings.extend(figures.windows(2).filter_map(|pair| report(corpus, pair)));
    }
    findings
}

/// Whether a claim gives one figure for the place itself.
fn is_figure(case: Case<'_>) -> bool {
    let claim = case.claim;
    let sentence = case.sentence().to_lowercase();
    let wider = QUALITIES.figures.wider.iter();
    claim.kind == Kind::Population
        && claim.polarity == Polarity::Affirmed
        && matches!(claim.hedge, Hedge::Asserted | Hedge::Official)
        && claim.subject.confidence >= THRESHOLDS.confidence.warning
        && claim
            .amount
            .is_some_and(|(low, high)| low == high && low >= FEWEST)
        && !wider.clone().any(|word| sentence.contains(word.as_str()))
}

/// The one year of a figure.
fn year(case: Case<'_>) -> Option<i32> {
    let when = &case.claim.when;
    let (first, last) = (when.earliest?.year, when.latest?.year);
    (first == last).then_some(last)
}

fn report(corpus: &Corpus<'_>, pair: &[(i32, Case<'_>)]) -> Option<Finding> {
    let ((from, before), (to, now)) = (pair[0], pair[1]);
    let years = to - from;
    let people = |case: Case<'_>| case.claim.amount.map(|(low, _)| low);
    let (first, last) = (people(before)?, people(now)?);
    let yearly = (last / first).powf(1.0 / f64::from(years.max(1)));
    if !YEARS.contains(&years) || (SHRINKS..=GROWS).contains(&yearly) {
        return None;
    }
    let name = corpus.know.name(now.claim.subject.place?);
    let message = format!(
        "{name} would have gone from {} to {} people in {years} years",
        crate::wording::number(first),
        crate::wording::number(last)
    );
    let mut finding = about("QTY408", Severity::Warning, now, message);
    finding.measured = Some(format!("{:+.0} % a year", (yearly - 1.0) * 100.0));
    finding.threshold = Some(format!(
        "{:+.0} % to {:+.0} % a year",
        (SHRINKS - 1.0) * 100.0,
        (GROWS - 1.0) * 100.0
    ));
    let earlier = format!("{} in {from}", crate::wording::number(first));
    finding.related.push(related(before, earlier));
    finding.help = Some("check both figures, and that they are of one area".to_owned());
    Some(finding)
}
