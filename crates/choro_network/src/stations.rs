//! From the stops of lines to stations: what several lines call at is one station.

use crate::{Line, Placing, Station, StationId, Stop};
use choro_geometry::distance_m;
use choro_name::{fold, split_generic};
use choro_quantity::When;
use std::collections::BTreeMap;

/// Metres, beside the errors of both, within which two stops of one name are one station.
const ONE_STATION_M: f64 = 2_000.0;

/// What a row tells of a station's time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// Names with their time.
    pub(crate) names: Vec<(String, When)>,
    /// When it was in use.
    pub(crate) when: When,
}

/// Gathers the stops of all lines into stations, and tells each stop which one it is. Stations are
/// in the order in which the lines first call at them. `told` has what the row of each stop of each
/// line tells of time.
pub(crate) fn gather(lines: &mut [Line], told: &[Vec<Told>]) -> Vec<Station> {
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
            let told = told.get(line).and_then(|told| told.get(at));
            let told = told.cloned().unwrap_or_default();
            add(&mut stations[id], &lines[line], stop, (line, at), told);
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

fn add(station: &mut Station, line: &Line, stop: &Stop, at: (usize, usize), told: Told) {
    if station.name.is_empty() {
        station.name.clone_from(&stop.name);
    }
    let undated = std::iter::once(&stop.name).chain(&stop.names);
    let undated = undated.map(|name| (name.clone(), When::default()));
    // A name with its time says more than the same without.
    for (name, when) in told.names.into_iter().chain(undated) {
        let known = station.names.iter_mut().find(|(known, _)| *known == name);
        match known {
            Some((_, known)) if known.is_unstated() => *known = when,
            Some(_) => {}
            None if name == station.name && when.is_unstated() => {}
            None => station.names.push((name, when)),
        }
    }
    if station.when.is_unstated() {
        station.when = told.when;
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
