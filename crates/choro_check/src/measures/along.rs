//! "It is 134 km by rail from Kilju to Chongjin": distances along the lines known.

use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use crate::wording::distance;
use choro_claim::Claim;
use choro_gazetteer::PlaceId;
use choro_geometry::StatedDistance;
use choro_network::Modes;
use choro_network::route::{Question, routes};

/// What is longer than the shortest way known by more than this is called wrong: the limit that
/// distances by any way have. Nothing is called too short, for a shorter way may not be known.
const DETOUR: f64 = 1.9;

/// The ruling by the shortest way along the network, where the words name what one travels by and
/// the length of a way is known; `joint_radius_m` is the sum of both places' radii.
pub(super) fn ruled(
    know: &Knowledge<'_>,
    claim: &Claim,
    (from, to): (PlaceId, PlaceId),
    stated: StatedDistance,
    joint_radius_m: f64,
) -> Option<Ruling> {
    let mode = know.network.mode_called(claim.qualifier("mode"))?;
    let stations = |place| know.network.stations_of(place, know.gazetteer);
    let question = Question {
        from: stations(from),
        to: stations(to),
        via: Vec::new(),
        avoid: Vec::new(),
        avoid_lines: Vec::new(),
        modes: Modes::of(&[mode]),
        when: claim.when.clone(),
        alternatives: 0,
    };
    if question.from.is_empty() || question.to.is_empty() {
        return None;
    }
    let found = routes(know.network, know.graph(), &question);
    let route = found.first().filter(|route| route.unknown == 0)?;
    let (v, d) = (stated.metres, route.known_m);
    let share = if stated.about { 0.2 } else { 0.1 };
    let tolerance = stated.precision_m.max(share * v) + joint_radius_m;
    let limit = (DETOUR * d + joint_radius_m).max(d + tolerance);
    let mut lines: Vec<&str> = route.legs.iter().map(|leg| leg.name.as_str()).collect();
    lines.dedup();
    let words = format!(
        "{} and {} are {} apart by {} along the {}",
        know.name(from),
        know.name(to),
        distance(d),
        mode.name(),
        lines.join(" and the ")
    );
    let mut sources: Vec<String> = route
        .legs
        .iter()
        .flat_map(|leg| leg.sources.clone())
        .collect();
    sources.sort();
    sources.dedup();
    let ruling = if (v - d).abs() <= tolerance {
        Ruling::supported("network", words)
    } else if v > limit {
        Ruling::contradicted("network", Fault::Distance, words)
            .with_threshold(distance(limit))
            .with_margin(v - limit)
    } else {
        Ruling::undetermined("too-close", format!("{words}; another way may be meant"))
    };
    Some(ruling.with_measured(distance(d)).with_evidence(sources))
}
