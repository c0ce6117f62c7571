//! "Bergen is 90 km from Oslo"; "17 km to the south is the air base".

use super::{along, readings};
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use choro_claim::Claim;
use choro_gazetteer::PlaceId;
use choro_geometry::{StatedDistance, TravelMode, distance_m, judge_distance, stated_precision};
use choro_quantity::{Hedge, MeasureKind};

pub(super) fn measure(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    let Some((stated, unit)) = stated(claim, know) else {
        return Ruling::undetermined("vague", "the distance has no number that can be measured");
    };
    readings::of_two(know, &claim.subject, claim.object.as_ref(), |s, o| {
        let evidence = know.references(&[s, o]);
        let (Some(a), Some(b)) = (know.point(s), know.point(o)) else {
            return Ruling::missing(know.words(|| {
                let without = if know.point(s).is_none() { s } else { o };
                format!("no position known for {}", know.name(without))
            }));
        };
        let radii_m = know.radius_m(s) + know.radius_m(o);
        if let Some(ruling) = along::ruled(know, claim, (s, o), stated, radii_m) {
            return ruling;
        }
        let metres = distance_m(a, b);
        let limits = outskirts_m(know, s) + outskirts_m(know, o);
        let judged = judge_distance(metres, stated, slack_m(know, (s, o), metres, stated));
        let found = metres / unit.1;
        let words = know.words(|| {
            format!(
                "{} and {} are {} apart as the crow flies",
                know.name(s),
                know.name(o),
                crate::wording::distance(metres)
            )
        });
        if judged.is_contradicted() && stated.metres < metres && stated.metres > metres - limits {
            let words = know.words(|| format!("{words}; it may be counted from the limits"));
            return Ruling::undetermined("too-close", words).with_evidence(evidence);
        }
        let points = know.is_pointlike(s) && know.is_pointlike(o);
        if !(points || judged.is_contradicted() && is_off_edges(know, s, o, stated)) {
            return Ruling::undetermined("vague", "a distance between areas has many answers");
        }
        Ruling::judged(know, &judged, Fault::Distance, words)
            .with_evidence(evidence)
            .instead(know.words(|| format!("{} {}", rounded(found), unit.0)))
    })
}

/// How wide two places so far apart are together, metres. What is stated to be farther than they are
/// is counted from within both: then half the way between them at most, if that is more than their
/// positions may be off.
fn slack_m(
    know: &Knowledge<'_>,
    (a, b): (PlaceId, PlaceId),
    metres: f64,
    stated: StatedDistance,
) -> f64 {
    let wide = know.radius_m(a) + know.radius_m(b);
    if stated.metres > metres {
        wide.min((metres / 2.0).max(know.accuracy_m(a) + know.accuracy_m(b)))
    } else {
        wide
    }
}

/// How far a place may reach beyond its built-up radius, metres: a large town's limits do, and
/// distances are counted from them too.
fn outskirts_m(know: &Knowledge<'_>, id: PlaceId) -> f64 {
    2.0 * know.radius_m(id)
}

/// Whether a distance is wrong of the nearest points of two areas too; never where one holds the
/// other, or of a line, of which references draw but a part.
fn is_off_edges(know: &Knowledge<'_>, a: PlaceId, b: PlaceId, stated: StatedDistance) -> bool {
    let (Some(a), Some(b)) = (know.extent(a), know.extent(b)) else {
        return true;
    };
    let gap = a.distance_between_m(&b).filter(|gap| *gap > 0.0);
    let lines = a.is_line() || b.is_line();
    !lines && gap.is_some_and(|gap| judge_distance(gap, stated, 0.0).is_contradicted())
}

fn rounded(value: f64) -> String {
    if value < 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}

fn stated<'c>(claim: &'c Claim, know: &Knowledge<'_>) -> Option<(StatedDistance, (&'c str, f64))> {
    let (low, high) = claim.amount?;
    let unit = claim.unit.as_str();
    let in_metres = know.unit(unit, MeasureKind::Length)?;
    if !(low.is_finite() && high.is_finite()) {
        return None;
    }
    let middle = f64::midpoint(low, high);
    let precision = (high - low) / 2.0 + stated_precision(middle);
    let mode = match claim.qualifier("mode") {
        "" => TravelMode::Unsaid,
        words if words.contains("crow") || words.contains("straight") || words.contains("air") => {
            TravelMode::Straight
        }
        _ => TravelMode::Overland,
    };
    Some((
        StatedDistance {
            metres: middle * in_metres,
            precision_m: precision * in_metres,
            about: claim.approximate || claim.hedge == Hedge::Estimated,
            mode,
        },
        (unit, in_metres),
    ))
}
