//! "The summit can be seen from Graz": lines of sight over the ground.

use super::readings;
use super::terrain::is_narrow;
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use crate::wording::distance;
use choro_claim::Claim;
use choro_elevation::{Sight, Viewpoint};
use choro_gazetteer::PlaceId;
use choro_geometry::{Position, destination};

/// How far about its position a place is looked for a better view, metres.
const ABOUT_M: (f64, f64) = (500.0, 5_000.0);

pub(super) fn view(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    if know.relief.is_empty() {
        return Ruling::not_checked("no elevation grid is loaded");
    }
    readings::of_two(know, &claim.subject, claim.object.as_ref(), |s, o| {
        if !is_narrow(know, s) || !is_narrow(know, o) {
            return Ruling::undetermined("vague", "of what is wide a part may be seen");
        }
        let (Some(seen), Some(from)) = (viewpoints(know, s), viewpoints(know, o)) else {
            return Ruling::missing("not both positions are known");
        };
        between(know, (s, &seen), (o, &from))
    })
}

/// Where one may stand in a place, or what may be seen of it: its position, its highest point, and
/// points about it.
fn viewpoints(know: &Knowledge<'_>, place: PlaceId) -> Option<Vec<Viewpoint>> {
    let at = know.point(place)?;
    let radius = know.radius_m(place).clamp(ABOUT_M.0, ABOUT_M.1);
    let highest = know
        .relief
        .survey(at, radius, radius / 8.0)
        .map(|survey| survey.summit);
    let about = [0.0, 90.0, 180.0, 270.0].map(|azimuth| destination(at, azimuth, radius));
    let stand = |at: Position| Viewpoint {
        at,
        above_m: know.limits.sight.above_m,
    };
    let all = std::iter::once(at).chain(highest).chain(about);
    Some(all.map(stand).collect())
}

/// The best of all lines between two places.
fn between(
    know: &Knowledge<'_>,
    (seen, targets): (PlaceId, &[Viewpoint]),
    (from, eyes): (PlaceId, &[Viewpoint]),
) -> Ruling {
    let limits = &know.limits.sight;
    let pairs = eyes
        .iter()
        .flat_map(|eye| targets.iter().map(move |target| (*eye, *target)));
    let mut best: Option<Sight> = None;
    for (eye, target) in pairs {
        let Some(sight) = know.relief.sight(eye, target) else {
            return Ruling::missing("the heights between are not known");
        };
        if best.is_none_or(|best| sight.above_line_m < best.above_line_m) {
            best = Some(sight);
        }
        if sight.above_line_m <= 0.0 {
            break;
        }
    }
    let Some(sight) = best else {
        return Ruling::missing("the heights between are not known");
    };
    let (seen, from) = (know.name(seen), know.name(from));
    let apart = distance(sight.distance_m);
    let ruling = if sight.above_line_m <= 0.0 && sight.distance_m <= limits.far_km * 1_000.0 {
        let words = format!("nothing stands between {seen} and {from}, {apart} apart");
        Ruling::supported("measured", words)
    } else if sight.above_line_m <= 0.0 {
        let words = format!("nothing stands between {seen} and {from}, but they are {apart} apart");
        Ruling::undetermined("too-close", words)
    } else {
        let words = format!(
            "{} from {from} the ground, {:.0} m high, stands {:.0} m above the line to {seen}, {apart} \
             away",
            distance(sight.at_m),
            sight.height_m,
            sight.above_line_m
        );
        if sight.above_line_m > limits.hidden_m {
            Ruling::contradicted("measured", Fault::OutOfSight, words)
        } else {
            Ruling::undetermined("too-close", words)
        }
    };
    let sources = eyes.iter().chain(targets).filter_map(|point| {
        let file = know.relief.file_at(point.at)?;
        Some(file.source.clone())
    });
    let mut sources: Vec<String> = sources.collect();
    sources.sort();
    sources.dedup();
    ruling
        .with_measured(format!(
            "{:.0} m above the line",
            sight.above_line_m.max(0.0)
        ))
        .with_threshold(format!("{:.0} m", limits.hidden_m))
        .with_margin((sight.above_line_m - limits.hidden_m) / 100.0)
        .with_evidence(sources)
}
