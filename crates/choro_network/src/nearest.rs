//! Which stations are near.

use crate::serving::{Ground, stop_at};
use crate::{Network, PointKind, Station, StationId};
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_geometry::{Position, distance_m};

impl Network {
    /// The `most` stations nearest to a position, with the metres to each, the nearest first.
    /// Stations that nothing is known to stop at, and those whose position is not known, are not
    /// among them.
    pub fn nearest_stations(&self, position: Position, most: usize) -> Vec<(StationId, f64)> {
        let stations = self.stations.iter().enumerate();
        let stopped_at = stations.filter(|(_, station)| {
            let stops = !station.stops.is_empty() || !station.points.is_empty();
            stops && carries(station)
        });
        let mut found: Vec<(StationId, f64)> = stopped_at
            .filter_map(|(at, station)| {
                let metres = distance_m(station.position?, position);
                metres.is_finite().then_some((StationId(at as u32), metres))
            })
            .collect();
        found.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        found.truncate(most);
        found
    }

    /// The stations that serve a place: those said to, those on its ground, and on each line the one
    /// that serves it best; in order of their ids.
    pub fn stations_of(&self, place: PlaceId, gazetteer: &Gazetteer) -> Vec<StationId> {
        let ground = Ground::of(place, gazetteer);
        let on_ground = |station: &Station| {
            let held = |at| ground.holds(at, station.error_m).is_some();
            station.place == Some(place) || station.position.is_some_and(held)
        };
        let stations = self.stations.iter().enumerate();
        let of_kind = stations.filter(|(_, station)| carries(station) && on_ground(station));
        let mut found: Vec<StationId> = of_kind.map(|(at, _)| StationId(at as u32)).collect();
        let lines = self.lines.iter();
        found.extend(lines.filter_map(|line| {
            let stop = stop_at(line, &ground, gazetteer)?;
            Some(line.stops[stop].station)
        }));
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Whether one gets on and off there.
fn carries(station: &Station) -> bool {
    matches!(station.kind, PointKind::Station | PointKind::FerryTerminal)
}
