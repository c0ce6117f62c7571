//! Where a journey to or from a place begins: the stations that serve it, else the nearest ones.

use crate::serving::Ground;
use crate::spelling::called;
use crate::{Network, PointKind, Service, Station, StationId};
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_geometry::{Position, distance_m};
use choro_name::{Relation, compare, fold};
use std::collections::BTreeSet;

impl Network {
    /// The stations that serve a place, in their order: those that stand for it, those drawn on its
    /// ground, and where each line that calls there stops.
    pub fn stations_of(&self, place: PlaceId, gazetteer: &Gazetteer) -> Vec<StationId> {
        let own = (0..).zip(&self.stations);
        let ground = Ground::of(place, gazetteer);
        let drawn_there = |station: &Station| {
            let there = |at| ground.holds(at, station.error_m).is_some();
            !station.points.is_empty() && calls(station) && station.position.is_some_and(there)
        };
        let own = own.filter(|(_, station)| station.place == Some(place) || drawn_there(station));
        let mut found: BTreeSet<StationId> = own.map(|(id, _)| StationId(id)).collect();
        for line in &self.lines {
            if let Service::Yes { stop } = self.serves(line, place, gazetteer) {
                found.extend(line.stops.get(stop).map(|stop| stop.station));
            }
        }
        found.into_iter().collect()
    }

    /// The stations that bear a name, in any spelling; exact ones alone where there are any.
    pub fn stations_named(&self, name: &str) -> Vec<StationId> {
        called(name, |same| {
            let stations = (0..).zip(&self.stations);
            let bears = stations.filter(|(_, station)| {
                let others = station.names.iter().map(|(name, _)| name.as_str());
                std::iter::once(station.name.as_str())
                    .chain(others)
                    .any(same)
            });
            bears.map(|(id, _)| StationId(id)).collect()
        })
    }

    /// The names of stations that come near one, at most so many: first those that go on after it,
    /// then those that differ by a slip.
    pub fn names_like(&self, name: &str, most: usize) -> Vec<&str> {
        let begin = fold(name);
        if begin.is_empty() {
            return Vec::new();
        }
        let names = self.stations.iter().flat_map(|station| {
            let others = station.names.iter().map(|(name, _)| name.as_str());
            std::iter::once(station.name.as_str()).chain(others)
        });
        let near = names.filter_map(|known| {
            if fold(known).starts_with(&begin) {
                return Some((false, known));
            }
            let slip = compare(name, known).relation != Relation::Different;
            slip.then_some((true, known))
        });
        let near: BTreeSet<(bool, &str)> = near.collect();
        near.into_iter().map(|(_, name)| name).take(most).collect()
    }

    /// The stations and landings whose position is known that are nearest to a position, with
    /// metres in a straight line, the nearest first; of those equally near the first of the network.
    pub fn nearest_stations(&self, position: Position, most: usize) -> Vec<(StationId, f64)> {
        let stations = (0..).zip(&self.stations);
        let stations = stations.filter(|(_, station)| calls(station));
        let placed = stations.filter_map(|(id, station)| {
            Some((StationId(id), distance_m(position, station.position?)))
        });
        let mut near: Vec<(StationId, f64)> = placed.collect();
        near.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        near.truncate(most);
        near
    }
}

/// Whether something calls there that takes people along.
fn calls(station: &Station) -> bool {
    matches!(station.kind, PointKind::Station | PointKind::FerryTerminal)
}
