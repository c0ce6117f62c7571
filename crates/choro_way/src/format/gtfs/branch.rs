//! The branches of a route: the orders of stations its vehicles call at.

use super::feed::Feed;
use std::collections::BTreeMap;

/// Orders of stations that are compared for one route.
const COMPARED: usize = 2_000;

/// An order of stations that vehicles call at.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pattern {
    /// Indices among the feed's stops.
    pub(super) stations: Vec<u32>,
    /// How far along the shape each is; NaN where not said.
    pub(super) along: Vec<f64>,
    pub(super) shape: Option<u32>,
    /// How many trips run so.
    trips: usize,
}

/// For each route its longest order of stations and those that leave it, the longest first. Orders
/// that pass stations of a longer one without calling, and the way back, are no branches.
pub(super) fn branches(feed: &Feed) -> BTreeMap<u32, Vec<Pattern>> {
    let mut routes: BTreeMap<u32, Vec<Pattern>> = BTreeMap::new();
    for ((route, _), pattern) in patterns(feed) {
        routes.entry(route).or_default().push(pattern);
    }
    for patterns in routes.values_mut() {
        patterns.sort_by(|a, b| {
            let size = |pattern: &Pattern| (pattern.stations.len(), pattern.trips);
            size(b)
                .cmp(&size(a))
                .then_with(|| a.stations.cmp(&b.stations))
        });
        patterns.truncate(COMPARED);
        let mut kept: Vec<Pattern> = Vec::new();
        for pattern in patterns.drain(..) {
            let within = |longer: &Pattern| {
                let stations = pattern.stations.iter();
                is_within(stations.clone(), &longer.stations)
                    || is_within(stations.rev(), &longer.stations)
            };
            if !kept.iter().any(within) {
                kept.push(pattern);
            }
        }
        *patterns = kept;
    }
    routes
}

/// Every order of stations of every route.
fn patterns(feed: &Feed) -> BTreeMap<(u32, Vec<u32>), Pattern> {
    let mut found: BTreeMap<(u32, Vec<u32>), Pattern> = BTreeMap::new();
    for calls in feed.calls.chunk_by(|a, b| a.trip == b.trip) {
        let Some(trip) = calls.first().map(|call| feed.trips[call.trip as usize]) else {
            continue;
        };
        let Some(route) = trip.route else { continue };
        let mut pattern = Pattern {
            shape: trip.shape,
            ..Pattern::default()
        };
        for call in calls {
            let station = feed.station(call.stop);
            let placed = feed.stops[station as usize].position.is_some();
            if placed && pattern.stations.last() != Some(&station) {
                pattern.stations.push(station);
                pattern.along.push(call.along);
            }
        }
        if pattern.stations.len() < 2 {
            continue;
        }
        let known = found
            .entry((route, pattern.stations.clone()))
            .or_insert_with(|| pattern.clone());
        known.trips += 1;
        if known.shape.is_none() && pattern.shape.is_some() {
            known.shape = pattern.shape;
            known.along = pattern.along;
        }
    }
    found
}

/// Whether all of the stations come in `longer`, in this order.
fn is_within<'a>(mut stations: impl Iterator<Item = &'a u32>, longer: &[u32]) -> bool {
    let mut left = longer.iter();
    stations.all(|station| left.any(|other| other == station))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_express_and_the_way_back_are_within_the_line() {
        let line = [1, 2, 3, 4];
        assert!(is_within([1, 4].iter(), &line));
        assert!(is_within([4, 2, 1].iter().rev(), &line));
        assert!(!is_within([1, 5].iter(), &line));
        assert!(!is_within([2, 1].iter(), &line));
    }
}
