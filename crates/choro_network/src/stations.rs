//! From the stops of lines to stations: what several lines call at is one station.

use crate::{Line, Placing, Station, StationId, Stop};
use choro_geometry::distance_m;
use choro_name::{fold, split_generic};
use choro_quantity::When;
use std::collections::BTreeMap;

/// Metres, beside the errors of both, within which two stops of one name are one station.
const ONE_STATION_M: f64 = 2_000.0;

/// Gathers the stops of all lines into stations, and tells each stop which one it is. Stations are
/// in the order in which the lines first call at them.
pub(crate) fn gather(lines: &mut [Line]) -> Vec<Station> {
    let mut stations: Vec<Station> = Vec::new();
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for line in 0..lines.len() {
        for at in 0..lines[line].stops.len() {
            let stop = &lines[line].stops[at];
            let keys = keys(stop);
            let known = keys
                .iter()
                .flat_map(|key| named.get(key).into_iter().flatten());
            let same = known.copied().find(|id| {
                let station = &stations[*id];
                let seen = station
                    .stops
                    .iter()
                    .map(|(l, s)| (*l, &lines[*l].stops[*s]));
                seen.into_iter()
                    .any(|(l, other)| one_station(lines, (line, stop), (l, other)))
            });
            let id = same.unwrap_or_else(|| {
                stations.push(Station::default());
                stations.len() - 1
            });
            add(&mut stations[id], &lines[line], stop, (line, at));
            for key in keys {
                let ids = named.entry(key).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            lines[line].stops[at].station = StationId(id as u32);
        }
    }
    stations
}

fn keys(stop: &Stop) -> Vec<String> {
    let spellings = std::iter::once(&stop.name).chain(&stop.names);
    let mut keys: Vec<String> = spellings
        .flat_map(|name| [fold(name), fold(&split_generic(name).base)])
        .filter(|key| !key.is_empty())
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

/// Whether two stops that share a name are one station: at one place, near each other, or said to
/// be where one changes between the two lines.
fn one_station(lines: &[Line], (la, a): (usize, &Stop), (lb, b): (usize, &Stop)) -> bool {
    if la == lb {
        return false;
    }
    if let (Some(at), Some(other)) = (a.position, b.position) {
        return distance_m(at, other) <= a.error_m() + b.error_m() + ONE_STATION_M;
    }
    let changes = |stop: &Stop, line: usize| {
        let line = &lines[line];
        let is = |name: &String| {
            let bare = |name: &str| fold(&split_generic(name).base);
            std::iter::once(&line.name)
                .chain(&line.names)
                .any(|known| bare(known) == bare(name))
        };
        stop.transfers.iter().any(is)
    };
    changes(a, lb) || changes(b, la) || a.place.is_some() && a.place == b.place
}

fn add(station: &mut Station, line: &Line, stop: &Stop, at: (usize, usize)) {
    if station.name.is_empty() {
        station.name.clone_from(&stop.name);
    }
    for name in std::iter::once(&stop.name).chain(&stop.names) {
        if *name != station.name && !station.names.iter().any(|(known, _)| known == name) {
            station.names.push((name.clone(), When::default()));
        }
    }
    let better = match (station.position, stop.position) {
        (None, Some(_)) => true,
        (Some(_), Some(_)) => matches!(stop.placing, Placing::Stated) && station.error_m > 0.0,
        _ => false,
    };
    if better {
        station.position = stop.position;
        station.error_m = stop.error_m();
    }
    station.place = station.place.or(stop.place);
    station.stops.push(at);
    if !station.sources.contains(&line.source) {
        station.sources.push(line.source.clone());
        station.sources.sort();
    }
}
