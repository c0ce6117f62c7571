//! "Lyon lies to the south of Paris"; "To the east of the province is the sea".

use super::readings;
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use crate::wording::{bearing, distance};
use choro_claim::Claim;
use choro_gazetteer::PlaceId;
use choro_geometry::{
    Adjacency, Part, Position, Wind, adjacency, angle_between, azimuth, azimuth_and_distance,
    judge_bearing, judge_border, judge_position_in, judge_region_direction,
};

pub(super) fn measure(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    let Some(wind) = Wind::from_letters(&claim.value) else {
        return Ruling::undetermined("vague", "the direction is not one of the sixteen winds");
    };
    readings::of_two(know, &claim.subject, claim.object.as_ref(), |s, o| {
        judge(know, s, o, wind)
    })
}

fn judge(know: &Knowledge<'_>, figure: PlaceId, ground: PlaceId, wind: Wind) -> Ruling {
    let evidence = know.references(&[figure, ground]);
    let ruling = match (know.is_pointlike(figure), know.is_pointlike(ground)) {
        (true, true) => points(know, figure, ground, wind),
        (true, false) => point_from_region(know, figure, ground, wind),
        (false, true) => region_from_point(know, figure, ground, wind),
        (false, false) => regions(know, figure, ground, wind),
    };
    ruling.with_evidence(evidence)
}

fn missing(know: &Knowledge<'_>, figure: PlaceId, ground: PlaceId) -> Ruling {
    Ruling::missing(know.words(|| {
        let without = if know.point(figure).is_none() {
            figure
        } else {
            ground
        };
        format!("no position known for {}", know.name(without))
    }))
}

fn explain(know: &Knowledge<'_>, figure: PlaceId, ground: PlaceId, wind: Wind) -> String {
    let (f, g) = (know.name(figure), know.name(ground));
    know.words(|| match (know.point(ground), know.point(figure)) {
        (Some(from), Some(to)) => {
            let (found, metres) = azimuth_and_distance(from, to);
            format!(
                "claimed {} ({:.0}°); {f} bears {} from {g}, {} away",
                wind.letters(),
                wind.azimuth(),
                bearing(found),
                distance(metres)
            )
        }
        _ => format!("claimed {} of {g}", wind.letters()),
    })
}

/// The ruling with the wind that one position has from another.
fn found_instead(ruling: Ruling, know: &Knowledge<'_>, from: Position, to: Position) -> Ruling {
    if know.is_wordless() {
        return ruling;
    }
    ruling.instead(Wind::nearest_of_eight(azimuth(from, to)).words())
}

fn points(know: &Knowledge<'_>, figure: PlaceId, ground: PlaceId, wind: Wind) -> Ruling {
    let (Some(from), Some(to)) = (know.point(ground), know.point(figure)) else {
        return missing(know, figure, ground);
    };
    let found = azimuth_and_distance(from, to);
    let judged = judge_bearing(found, wind, slack_m(know, figure, ground, wind, found));
    let words = explain(know, figure, ground, wind);
    let ruling = Ruling::judged(know, &judged, Fault::Direction, words);
    found_instead(ruling, know, from, to)
}

/// How wide two places are together, metres. Where they touch, what is nearly opposite to the
/// statement is still opposite to it: then half the distance between their centres, if that is
/// more than the centres may be off.
fn slack_m(
    know: &Knowledge<'_>,
    figure: PlaceId,
    ground: PlaceId,
    wind: Wind,
    (found, metres): (f64, f64),
) -> f64 {
    const OPPOSITE: f64 = 120.0;
    let wide = know.radius_m(figure) + know.radius_m(ground);
    let off = know.joint_error_m(figure, ground);
    if angle_between(found, wind.azimuth()) > OPPOSITE && metres > off {
        wide.min(metres / 2.0)
    } else {
        wide
    }
}

/// A town north of a province lies outside it, or in its north.
fn point_from_region(know: &Knowledge<'_>, figure: PlaceId, ground: PlaceId, wind: Wind) -> Ruling {
    let (Some(point), Some(region)) = (know.extent(figure), know.extent(ground)) else {
        return missing(know, figure, ground);
    };
    let Some(to) = know.point(figure) else {
        return missing(know, figure, ground);
    };
    let words = explain(know, figure, ground, wind);
    if region.is_region() && region.contains(to) {
        let inside = judge_position_in(&point, &region, Part::Side(wind), know.accuracy_m(ground));
        return if inside.is_supported() {
            Ruling::judged(know, &inside, Fault::Direction, words)
        } else {
            let inside = || format!("it lies inside {}", know.name(ground));
            Ruling::undetermined("vague", know.words(inside))
        };
    }
    if !region.is_region() {
        let near = region.nearest(to);
        let off = near.map(|n| angle_between(azimuth(n.position, to), wind.azimuth()));
        return match off {
            Some(off) if off <= wind.support_half_angle() => Ruling::supported("measured", words),
            _ => Ruling::undetermined("vague", "a direction from a line has many answers"),
        };
    }
    let judged = judge_region_direction(&region, &point, wind, know.radius_m(ground));
    let ruling = Ruling::judged(know, &judged, Fault::Direction, words);
    match know.point(ground) {
        Some(from) => found_instead(ruling, know, from, to),
        None => ruling,
    }
}

/// A sea, a range or a province as seen from a town: by its nearest point and by its bulk.
fn region_from_point(know: &Knowledge<'_>, figure: PlaceId, ground: PlaceId, wind: Wind) -> Ruling {
    let (Some(from), Some(shape)) = (know.point(ground), know.extent(figure)) else {
        return missing(know, figure, ground);
    };
    let words = explain(know, figure, ground, wind);
    let Some(nearest) = shape.nearest(from) else {
        return missing(know, figure, ground);
    };
    let off = angle_between(azimuth(from, nearest.position), wind.azimuth());
    if nearest.distance_m > 1.0 && off <= wind.support_half_angle() {
        return Ruling::supported("measured", words);
    }
    let Some(point) = know.extent(ground) else {
        return missing(know, figure, ground);
    };
    let judged = judge_region_direction(&point, &shape, wind, know.radius_m(ground));
    let clear = off > wind.contradiction_half_angle() && shape.is_region();
    if judged.is_supported() || (judged.is_contradicted() && clear) {
        let ruling = Ruling::judged(know, &judged, Fault::Direction, words);
        return found_instead(ruling, know, from, nearest.position);
    }
    Ruling::undetermined("vague", "it lies in several directions from there")
}

fn regions(know: &Knowledge<'_>, figure: PlaceId, ground: PlaceId, wind: Wind) -> Ruling {
    let (Some(a), Some(b)) = (know.extent(ground), know.extent(figure)) else {
        return missing(know, figure, ground);
    };
    let accuracy = know.joint_accuracy_m(figure, ground);
    let words = explain(know, figure, ground, wind);
    let touching = a.is_region()
        && !matches!(
            adjacency(&a, &b, accuracy),
            Adjacency::Apart { .. } | Adjacency::Unmeasurable
        );
    if touching {
        return super::border::side(know, ground, figure, wind, Fault::Direction);
    }
    if !a.is_region() || !b.is_region() {
        return Ruling::undetermined("vague", "a direction from a line has many answers");
    }
    let judged = judge_region_direction(&a, &b, wind, accuracy);
    let ruling = Ruling::judged(know, &judged, Fault::Direction, words);
    match (know.point(ground), know.point(figure)) {
        (Some(from), Some(to)) => found_instead(ruling, know, from, to),
        _ => ruling,
    }
}

/// The border of two touching regions, used by both kinds of statement.
pub(super) fn judge_side(
    know: &Knowledge<'_>,
    of: PlaceId,
    neighbour: PlaceId,
    wind: Wind,
) -> Option<choro_geometry::Judgement> {
    let (a, b) = (know.region(of)?, know.extent(neighbour)?);
    Some(judge_border(
        &a,
        &b,
        Some(wind),
        know.joint_accuracy_m(of, neighbour),
    ))
}
