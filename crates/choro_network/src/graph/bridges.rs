//! Railway bridges between the stations of two countries.

use super::Stretch;
use super::building::Building;
use crate::facts::{carries_rails, state_of};
use crate::{Crossing, Mode, Network, PointKind, State, StationId, Track};
use choro_gazetteer::PlaceId;
use choro_geometry::{Position, distance_m};
use choro_name::{Relation, compare};

/// Metres from a crossing to the station at its end, at most.
const END_M: f64 = 25_000.0;

/// Joins the stations at both ends of each crossing that carries rails, where both are known and
/// no line of the tables joins them; the length is not known.
pub(super) fn add(building: &mut Building, network: &Network) {
    for crossing in &network.crossings {
        if !carries_rails(&crossing.mode) {
            continue;
        }
        let end = |end: &(String, Option<PlaceId>)| station(network, crossing.position, end);
        let (Some(from), Some(to)) = (end(&crossing.from), end(&crossing.to)) else {
            continue;
        };
        if from == to || is_joined(building, from, to) {
            continue;
        }
        for track in tracks(crossing) {
            let track = building.track(Stretch {
                name: crossing.name.clone(),
                track,
                source: crossing.source.clone(),
                ..Stretch::default()
            });
            building.join(from.0, to.0, None, track);
        }
    }
}

/// The railway station at an end of a crossing: the one that serves the place, or bears its name;
/// of several the one nearest to the crossing.
fn station(
    network: &Network,
    position: Option<Position>,
    (name, place): &(String, Option<PlaceId>),
) -> Option<StationId> {
    let rails = |line: usize| {
        network
            .lines
            .get(line)
            .is_some_and(|l| l.mode == Mode::Rail)
    };
    let mut found: Vec<(f64, StationId)> = Vec::new();
    for (at, station) in network.stations.iter().enumerate() {
        let stops = station.stops.iter().any(|(line, _)| rails(*line));
        let is_one = station.kind == PointKind::Station && (stops || !station.points.is_empty());
        let named = || compare(name, &station.name).relation == Relation::Same;
        if !is_one || !(place.is_some() && station.place == *place || named()) {
            continue;
        }
        let far = station
            .position
            .zip(position)
            .map(|(a, b)| distance_m(a, b));
        if far.is_none_or(|far| far <= END_M + station.error_m) {
            found.push((far.unwrap_or(f64::INFINITY), StationId(at as u32)));
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    match found[..] {
        [(_, only)] => Some(only),
        // Without a distance nothing tells them apart.
        [(far, nearest), ..] if far.is_finite() => Some(nearest),
        _ => None,
    }
}

fn is_joined(building: &Building, from: StationId, to: StationId) -> bool {
    let graph = &building.graph;
    let next = graph.neighbours(from.0).iter();
    next.into_iter().any(|(next, _)| *next == to.0)
}

/// What runs over it, at each time of which its status is told; always, where none is.
fn tracks(crossing: &Crossing) -> Vec<Track> {
    let of = |state: State, when: choro_quantity::When| Track {
        kind: crossing.mode.clone(),
        state,
        when,
        ..Track::default()
    };
    let told = crossing.status.iter();
    let mut tracks: Vec<Track> = told
        .map(|(status, when)| of(state_of(status), when.clone()))
        .collect();
    if tracks.is_empty() {
        tracks.push(of(State::InUse, choro_quantity::When::default()));
    }
    tracks
}
