#![doc = include_str!("../../../resources/rules/GEO117.md")]

use crate::corpus::{Case, Corpus, about};
use crate::wording::distance;
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::{Shape, distance_m};

/// Anchors nearer than this, in metres, are near enough.
const NEAR_M: f64 = 50_000.0;
/// A better anchor lies within this share of the distance.
const SHARE: f64 = 0.67;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    corpus
        .cases()
        .filter(|case| case.claim.kind == Kind::Direction && case.ruling.is_supported())
        .filter_map(|case| report(corpus, case))
        .collect()
}

fn report(corpus: &Corpus<'_>, case: Case<'_>) -> Option<Finding> {
    let know = &corpus.know;
    let (place, anchor) = (case.ruling.subject?, case.ruling.object?);
    if !know.is_pointlike(place) || !know.place(anchor).class.is_settlement() {
        return None;
    }
    let (at, from) = (know.point(place)?, know.point(anchor)?);
    let metres = distance_m(at, from);
    if metres <= NEAR_M {
        return None;
    }
    let weight = know.gazetteer.importance(anchor);
    let around = Shape::Point(at).bounds()?.grown(SHARE * metres);
    let is_town = |id: &PlaceId| {
        let place = know.place(*id);
        [Class::City, Class::Town]
            .iter()
            .any(|class| place.class == *class || place.also.contains(class))
    };
    let (nearer, better) = know
        .gazetteer
        .within_bounds(around)
        .filter(is_town)
        .filter(|id: &PlaceId| *id != anchor && *id != place)
        .filter(|id| know.gazetteer.importance(*id) >= 0.7 * weight)
        .filter_map(|id| Some((distance_m(know.point(id)?, at), id)))
        .filter(|(d, _)| *d <= SHARE * metres)
        .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
    let message = format!(
        "{} is {} from {}; {} is {} from it",
        know.name(place),
        distance(metres),
        know.name(anchor),
        know.name(better),
        distance(nearer)
    );
    let mut finding = about("GEO117", Severity::Note, case, message);
    finding.measured = Some(distance(metres));
    finding.help = Some(format!("locate it by {}", know.name(better)));
    Some(finding)
}
