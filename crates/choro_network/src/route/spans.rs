//! Lengths of legs whose ends have kilometres though stations between them have none.

use super::{Leg, Route};
use crate::{Line, Network, StationId};

/// Tells the length of legs between stations of known kilometres, whatever is unknown between.
pub(super) fn measure(network: &Network, route: &mut Route) {
    for leg in route.legs.iter_mut().filter(|leg| leg.unknown > 0) {
        let line = leg.line.and_then(|line| network.lines.get(line));
        let Some(metres) = line.and_then(|line| between(line, leg)) else {
            continue;
        };
        route.known_m += metres - leg.known_m;
        route.unknown -= leg.unknown;
        (leg.known_m, leg.unknown) = (metres, 0);
    }
}

/// Metres between the ends of a leg by the kilometres of the line's table.
fn between(line: &Line, leg: &Leg) -> Option<f64> {
    let at = |station: &StationId| line.stops.iter().position(|stop| stop.station == *station);
    let (from, to) = (at(leg.stations.first()?)?, at(leg.stations.last()?)?);
    let along = from.min(to)..=from.max(to);
    // A way that leaves the line, or goes over one station twice, is not what the table measures.
    let whole = along.clone().count() == leg.stations.len();
    let known: Vec<f64> = line.stops[along]
        .iter()
        .filter_map(|stop| stop.km)
        .collect();
    let ordered = known.is_sorted() || known.iter().rev().is_sorted();
    let km = (line.stops[to].km? - line.stops[from].km?).abs();
    (whole && ordered).then_some(km * 1_000.0)
}
