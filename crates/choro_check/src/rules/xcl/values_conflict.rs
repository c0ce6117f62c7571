#![doc = include_str!("../../../resources/rules/XCL801.md")]

use crate::corpus::{Case, Corpus, about, related};
use crate::data::{QUALITIES, THRESHOLDS};
use crate::identity::is_well_known;
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Class, PlaceId};
use choro_quantity::Polarity;
use std::collections::BTreeMap;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    type Key<'k> = (
        Kind,
        PlaceId,
        Option<PlaceId>,
        &'k str,
        &'k str,
        Option<Class>,
    );
    let mut groups: BTreeMap<Key<'_>, Vec<Case<'_>>> = BTreeMap::new();
    for case in corpus.cases() {
        let claim = case.claim;
        let timeless = matches!(claim.kind, Kind::Area | Kind::Elevation | Kind::Distance);
        let dated = claim.kind == Kind::Population && !claim.when.is_unstated();
        let object = claim.object.as_ref().and_then(|o| o.place);
        let Some(subject) = claim.subject.place else {
            continue;
        };
        let sure = claim.subject.confidence >= THRESHOLDS.confidence.warning;
        if !(timeless || dated)
            || !sure
            || claim.polarity == Polarity::Negated
            || (claim.kind == Kind::Distance
                && !object.is_some_and(|o| {
                    corpus.know.is_pointlike(subject) && corpus.know.is_pointlike(o)
                }))
        {
            continue;
        }
        let when = if timeless {
            ""
        } else {
            claim.when.edtf.as_str()
        };
        let key = (
            claim.kind,
            subject,
            object,
            claim.unit.as_str(),
            when,
            claim.subject.class,
        );
        groups.entry(key).or_default().push(case);
    }
    groups
        .into_values()
        .flat_map(|cases| clashes(corpus, &cases))
        .collect()
}

fn clashes(corpus: &Corpus<'_>, cases: &[Case<'_>]) -> Vec<Finding> {
    let alone = |case: &&Case<'_>| {
        let mut others = cases.iter();
        !others.any(|other| contrasted(*other, **case))
    };
    let cases: Vec<&Case<'_>> = cases.iter().filter(alone).collect();
    let mut findings = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        let earlier = cases[..at].iter().find(|other| {
            differ(***other, **case)
                && one_scope(***other, **case)
                && one_place(corpus, ***other, **case)
        });
        let Some(earlier) = earlier else {
            continue;
        };
        let name = case
            .claim
            .subject
            .place
            .map_or("", |id| corpus.know.name(id));
        let (now, before) = (shown(**case), shown(**earlier));
        let message = format!(
            "{now} here and {before} elsewhere for the {} of {name}",
            case.claim.kind
        );
        let mut finding = about("XCL801", Severity::Warning, **case, message);
        finding.related.push(related(**earlier, before));
        findings.push(finding);
    }
    findings
}

/// Whether one sentence states both, and they differ: it tells them apart itself, by year or part or
/// way of counting.
fn contrasted(a: Case<'_>, b: Case<'_>) -> bool {
    let one_sentence =
        a.text.document.path == b.text.document.path && a.claim.sentence == b.claim.sentence;
    one_sentence && differ(a, b)
}

/// Whether both speak of the place as narrowly: a city is not its conurbation.
fn one_scope(a: Case<'_>, b: Case<'_>) -> bool {
    let wide = |case: Case<'_>| {
        let sentence = case.sentence().to_lowercase();
        let wider = QUALITIES.figures.wider.iter();
        wider
            .filter(|word| sentence.contains(word.as_str()))
            .count()
    };
    match a.claim.kind {
        Kind::Population => wide(a) == 0 && wide(b) == 0,
        _ => wide(a) == wide(b),
    }
}

/// Whether both mean one place: two documents may mean namesakes.
fn one_place(corpus: &Corpus<'_>, a: Case<'_>, b: Case<'_>) -> bool {
    let meant = |id| corpus.is_meant(a.text, id) && corpus.is_meant(b.text, id);
    a.text.document.path == b.text.document.path
        || a.claim
            .subject
            .place
            .is_some_and(|id| is_well_known(&corpus.know, id) && meant(id))
}

fn shown(case: Case<'_>) -> String {
    format!("{} {}", case.claim.value, case.claim.unit)
        .trim()
        .to_owned()
}

/// Whether two amounts of one unit lie outside each other's tolerance.
fn differ(a: Case<'_>, b: Case<'_>) -> bool {
    let (Some((low_a, high_a)), Some((low_b, high_b))) = (a.claim.amount, b.claim.amount) else {
        return false;
    };
    let blurred = a.claim.approximate || b.claim.approximate;
    let share = match (a.claim.kind, blurred) {
        (Kind::Distance, _) => 0.6,
        (_, true) => 2.0 * THRESHOLDS.figures.hedged,
        (_, false) => THRESHOLDS.figures.same,
    };
    let scale = high_a.abs().max(high_b.abs());
    let gap = (low_b - high_a).max(low_a - high_b);
    gap.is_finite() && gap > share * scale
}
