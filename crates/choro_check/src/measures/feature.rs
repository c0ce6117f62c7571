//! "Basel stands on the Rhine"; "on the coast"; "near the Sea of Japan".

use super::readings;
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use crate::wording::distance;
use choro_claim::{Argument, Claim};
use choro_gazetteer::{Class, PlaceId};
use choro_geometry::{Closeness, Position, PreparedShape, Shape, judge_near, judge_on_feature};

/// A drawn line may go on beyond its last point, if a place lies nearest to that; metres.
const END_M: f64 = 1_000.0;
/// How far a bay may reach beyond the outline of its sea, metres.
const WITHOUT_BAYS_M: f64 = 150_000.0;
/// How far it may go on undrawn, metres.
const UNDRAWN_M: f64 = 100_000.0;

pub(super) fn on(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    match &claim.object {
        Some(object) if object.place.is_none() && is_coast(object) => on_coast(claim, know),
        object => readings::of_two(know, &claim.subject, object.as_ref(), |s, o| {
            on_feature(know, s, o).with_evidence(know.references(&[s, o]))
        }),
    }
}

fn is_coast(argument: &Argument) -> bool {
    let last = argument.text.split_whitespace().last().unwrap_or("");
    argument.class == Some(Class::Coast) || Class::from_noun(last) == Some(Class::Coast)
}

fn on_feature(know: &Knowledge<'_>, subject: PlaceId, feature: PlaceId) -> Ruling {
    let (s, f) = (know.name(subject), know.name(feature));
    let (Some(place), Some(line)) = (know.extent(subject), know.extent(feature)) else {
        return Ruling::missing(know.words(|| format!("no position known for {s} or {f}")));
    };
    if line.is_point() {
        return Ruling::missing(know.words(|| format!("no course or outline known for {f}")));
    }
    let radius = know.radius_m(subject) + know.accuracy_m(feature).min(5_000.0);
    let judged = judge_on_feature(&place, &line, radius);
    let metres = judged.measure("distance").unwrap_or(0.0);
    let words = know.words(|| format!("{f} passes {} from {s}", distance(metres)));
    if judged.is_contradicted()
        && metres < WITHOUT_BAYS_M
        && know.place(feature).class == Class::Sea
    {
        let words = format!("{words}, but seas are drawn without their bays");
        return Ruling::undetermined("too-close", words);
    }
    if judged.is_contradicted()
        && metres < UNDRAWN_M
        && ends_near(know, feature, know.point(subject))
    {
        let words = format!("{words}, but as drawn it ends there");
        return Ruling::missing(words);
    }
    Ruling::judged(know, &judged, Fault::OffFeature, words)
}

/// Whether the nearest point of a line is one of its ends, beyond which it may go on undrawn.
fn ends_near(know: &Knowledge<'_>, feature: PlaceId, from: Option<Position>) -> bool {
    let Some(nearest) = from.and_then(|p| know.extent(feature)?.nearest(p)) else {
        return false;
    };
    let at_end = |line: &Vec<Position>| {
        [line.first(), line.last()]
            .into_iter()
            .flatten()
            .any(|end| choro_geometry::distance_m(*end, nearest.position) < END_M)
    };
    know.place(feature)
        .footprints
        .iter()
        .any(|f| matches!(&f.shape, Shape::Lines(lines) if lines.iter().any(at_end)))
}

/// "On the coast": any coast or sea of the gazetteer.
fn on_coast(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    readings::of_one(know, &claim.subject, |s| {
        let Some(place) = know.extent(s) else {
            return Ruling::missing(format!("no position known for {}", know.name(s)));
        };
        let nearest = nearest_shore(know, &place);
        let Some((metres, id)) = nearest else {
            return Ruling::missing("the references have no coast");
        };
        let words = format!("the nearest coast is {} away", distance(metres));
        let near = know.radius_m(s) + know.accuracy_m(id).min(5_000.0) + 2_000.0;
        // Seas are drawn with few bays: only the nearness of one says something.
        if metres <= near {
            Ruling::supported("measured", words)
        } else {
            Ruling::undetermined("too-close", words)
        }
        .with_measured(distance(metres))
        .with_evidence(know.references(&[s, id]))
    })
}

/// The coast or sea nearest to a place, with the distance in metres; of several the first known.
fn nearest_shore(know: &Knowledge<'_>, shape: &PreparedShape) -> Option<(f64, PlaceId)> {
    let point = shape.representative_point().filter(|_| shape.is_point());
    let around = point.and_then(|at| Shape::Point(at).bounds());
    let mut nearest: Option<(f64, PlaceId)> = None;
    for class in [Class::Coast, Class::Sea] {
        let drawn = know.gazetteer.drawn(class);
        for id in know.gazetteer.of_class(class) {
            let bounds = drawn.binary_search_by_key(&id, |(id, _)| *id);
            let bounds = bounds.ok().map(|at| drawn[at].1);
            let farther = match (nearest, around, bounds) {
                (Some((least, _)), Some(around), Some(bounds)) => {
                    !around.grown(least).intersects(&bounds) && !know.is_dated(id)
                }
                _ => false,
            };
            let shore = know
                .extent(id)
                .filter(|shore| !farther && !shore.is_point());
            let metres = shore.and_then(|shore| shape.distance_between_m(&shore));
            if let Some(metres) = metres.filter(|m| nearest.is_none_or(|(least, _)| *m < least)) {
                nearest = Some((metres, id));
            }
        }
    }
    nearest
}

pub(super) fn near(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    // "Next to" ranks as often as it places: "the second largest, next to Paris";
    // adjacent are counties too, whose towns lie far apart.
    let strong = ["very", "right", "just"];
    let degree = claim.qualifier("degree");
    let closeness = if strong.iter().any(|word| degree.starts_with(word)) {
        Closeness::VeryNear
    } else {
        Closeness::Near
    };
    readings::of_two(know, &claim.subject, claim.object.as_ref(), |s, o| {
        let (Some(a), Some(b)) = (know.extent(s), know.extent(o)) else {
            return Ruling::missing(know.words(|| {
                let without = if know.extent(s).is_none() { s } else { o };
                format!("no position known for {}", know.name(without))
            }));
        };
        let reach = reach_m(know, s, o);
        let accuracy = know.accuracy_m(s).min(5_000.0) + know.accuracy_m(o).min(5_000.0);
        let judged = judge_near(&a, &b, reach, closeness, accuracy);
        let metres = judged.measure("distance").unwrap_or(0.0);
        let words = know.words(|| {
            format!(
                "{} and {} are {} apart; “near” reaches {} for such things",
                know.name(s),
                know.name(o),
                distance(metres),
                distance(reach)
            )
        });
        Ruling::judged(know, &judged, Fault::NotNear, words).with_evidence(know.references(&[s, o]))
    })
}

/// How far "near" reaches for things of these classes, metres.
fn reach_m(know: &Knowledge<'_>, a: PlaceId, b: PlaceId) -> f64 {
    let sort = |id: PlaceId| {
        let class = know.place(id).class;
        if class.is_settlement() {
            "town"
        } else if class.is_water() || class.is_line() {
            "line"
        } else if class.is_division() || !know.is_pointlike(id) {
            "region"
        } else {
            "site"
        }
    };
    let pair = match (sort(a), sort(b)) {
        ("region", _) | (_, "region") => "region",
        ("line", _) | (_, "line") => "line",
        ("site", "site") => "site-site",
        ("town", "town") => "town-town",
        _ => "site-town",
    };
    know.limits.near.get(pair).copied().unwrap_or(30.0) * 1_000.0
}
