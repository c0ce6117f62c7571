#![doc = include_str!("../../../resources/rules/XCL805.md")]

use crate::corpus::{Case, Corpus, about, related};
use crate::measures::border;
use crate::referent::Referent;
use crate::ruling::Fault;
use choro_claim::{Argument, Kind};
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::Class;
use choro_geometry::{Wind, angle_between};
use choro_quantity::Polarity;

/// A side of a region as a text gives it away.
struct Side<'c> {
    case: Case<'c>,
    region: Referent,
    wind: Wind,
    neighbour: &'c Argument,
    is_sea: bool,
}

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for cases in corpus.cases_by_text() {
        let sides: Vec<Side<'_>> = cases.filter_map(|case| side(corpus, case)).collect();
        for (at, first) in sides.iter().enumerate() {
            for second in &sides[at + 1..] {
                findings.extend(report(corpus, first, second));
            }
        }
    }
    findings
}

/// The side of a region that a claim gives to a sea or to another region.
fn side<'c>(corpus: &Corpus<'_>, case: Case<'c>) -> Option<Side<'c>> {
    let claim = case.claim;
    let wind = Wind::from_letters(&claim.value)?;
    let (anchor, neighbour) = match claim.kind {
        Kind::Borders => (&claim.subject, claim.object.as_ref()?),
        Kind::Direction => (claim.object.as_ref()?, &claim.subject),
        _ => return None,
    };
    let region = Referent::of(case.text, anchor)?;
    let is_drawn = match region.place() {
        Some(id) => corpus.know.place(id).class.is_division() || corpus.know.region(id).is_some(),
        None => claim.kind == Kind::Borders,
    };
    if claim.polarity == Polarity::Negated || claim.past || !is_drawn {
        return None;
    }
    let class = neighbour
        .place
        .map(|id| corpus.know.place(id).class)
        .or(neighbour.class)?;
    let is_sea = class == Class::Sea;
    let is_region = matches!(class, Class::Country | Class::Province | Class::County);
    (is_sea || is_region).then_some(Side {
        case,
        region,
        wind,
        neighbour,
        is_sea,
    })
}

/// Whether the outlines bear the side out; of a neighbour that does not touch, what the claim's
/// own measure said.
fn holds(corpus: &Corpus<'_>, side: &Side<'_>) -> bool {
    let Some((region, neighbour)) = side.region.place().zip(side.neighbour.place) else {
        return false;
    };
    let fault = Fault::BorderSide;
    let judged = border::side(&corpus.know, region, neighbour, side.wind, fault);
    if judged.reason == "data-missing" || judged.fault == Some(Fault::NotAdjacent) {
        return side.case.ruling.is_supported();
    }
    judged.is_supported()
}

fn report(corpus: &Corpus<'_>, first: &Side<'_>, second: &Side<'_>) -> Option<Finding> {
    let same = first.region == second.region
        && first.is_sea != second.is_sea
        && angle_between(first.wind.azimuth(), second.wind.azimuth()) < 1.0
        // "To the south by the straits and Cuba" knows that both are there.
        && first.case.claim.focus != second.case.claim.focus;
    // Both may hold: a shore and a strip of land on one side. Outlines are measured last: it costs
    // most.
    if !same || holds(corpus, first) && holds(corpus, second) {
        return None;
    }
    let (earlier, later) = if first.case.claim.evidence.span <= second.case.claim.evidence.span {
        (first, second)
    } else {
        (second, first)
    };
    let message = format!(
        "the {} of {} is given to both {} and {}",
        later.wind.words(),
        later.region.name(&corpus.know),
        earlier.neighbour.text.trim(),
        later.neighbour.text.trim()
    );
    let mut finding = about("XCL805", Severity::Warning, later.case, message);
    finding
        .related
        .push(related(earlier.case, "given away here first"));
    for side in [earlier, later] {
        if side.case.ruling.is_contradicted() {
            finding.notes.push(side.case.ruling.explanation.clone());
        }
    }
    Some(finding)
}
