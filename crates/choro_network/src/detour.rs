//! Stations that would make the line longer than its rails.
//!
//! From the station before to this one and on to the next, straight lines may be longer than the
//! rails by what places stand off their stations, and by no more.

use crate::Placing;
use crate::draft::Draft;
use choro_geometry::{Position, distance_m};

/// Metres by which the two straight lines may be longer than the rails.
const LONGER_M: f64 = 5_500.0;

/// Opens derived stations, the worst first, until no straight way over one is too long.
pub(crate) fn reopen(draft: &mut Draft<'_>) {
    loop {
        let worst = excesses(draft)
            .into_iter()
            .filter(|(_, excess)| *excess > LONGER_M)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let Some((at, excess)) = worst else {
            return;
        };
        let stop = &mut draft.stops[at];
        stop.placing = Placing::Open {
            reason: format!(
                "the one place of that name makes the line {:.0} km longer than its rails",
                excess / 1_000.0
            ),
        };
        (stop.place, stop.position) = (None, None);
    }
}

/// Whether the straight way over a position, from the placed station before the station `at` to
/// the one after it, is no longer than the rails allow.
pub(crate) fn passes(draft: &Draft<'_>, at: usize, position: Position) -> bool {
    let stands = |other: &usize| {
        draft.stops[*other].position.is_some() && draft.stations[*other].node.rail_m.is_some()
    };
    let before = (0..at).rev().find(stands);
    let after = (at + 1..draft.stops.len()).find(stands);
    let leg = |other: usize| {
        let rails = draft.stations[other].node.rail_m? - draft.stations[at].node.rail_m?;
        Some(distance_m(draft.stops[other].position?, position) - rails.abs())
    };
    let legs = before
        .zip(after)
        .and_then(|(a, b)| Some([leg(a)?, leg(b)?]));
    legs.is_some_and(|[a, b]| a + b <= LONGER_M && a.max(b) <= LONGER_M)
}

/// For each derived station between two placed ones the metres by which the straight way over it
/// is longer than the rails.
fn excesses(draft: &Draft<'_>) -> Vec<(usize, f64)> {
    let placed: Vec<usize> = (0..draft.stops.len())
        .filter(|at| {
            draft.stops[*at].position.is_some() && draft.stations[*at].node.rail_m.is_some()
        })
        .collect();
    let leg = |a: usize, b: usize| {
        let straight = distance_m(draft.stops[a].position?, draft.stops[b].position?);
        let rails = draft.stations[b].node.rail_m? - draft.stations[a].node.rail_m?;
        Some(straight - rails.abs())
    };
    placed
        .windows(3)
        .filter(|at| matches!(draft.stops[at[1]].placing, Placing::Derived { .. }))
        .filter_map(|at| Some((at[1], leg(at[0], at[1])? + leg(at[1], at[2])?)))
        .collect()
}
