//! From the points of drawn networks to stations: several points are one station, and a station of
//! the tables may be one of them.

use crate::{Network, PointKind, Station};
use choro_geometry::{PointIndex, Position, distance_m};
use choro_name::{Relation, compare, fold};
use choro_quantity::When;
use choro_way::{Point, Ways};
use std::collections::BTreeSet;

/// Metres within which points of one name are one station: platforms, stops on both sides of a
/// street, the node and the outline of one building.
const ONE_STATION_M: f64 = 500.0;

/// Metres, beside the error of its position, within which a station of the tables is a drawn one of
/// its name.
const TABLED_M: f64 = 2_000.0;

/// A station as drawn: points of one name that stand together.
struct Group {
    points: Vec<(usize, usize)>,
    kind: PointKind,
    position: Position,
    names: Vec<(String, When)>,
}

impl Network {
    /// Takes in what others drew, with the id of the source of each: its named points become
    /// stations, or are found to be stations that are known. Replaces what was drawn before.
    pub fn draw(&mut self, drawn: Vec<(String, Ways)>) {
        let groups = groups(&drawn);
        let meant = meant(&self.stations, &groups);
        for (group, station) in groups.into_iter().zip(meant) {
            let id = station.unwrap_or_else(|| {
                self.stations.push(Station::default());
                self.stations.len() - 1
            });
            add(&mut self.stations[id], group, &drawn);
        }
        self.drawn = drawn;
    }
}

fn point(drawn: &[(String, Ways)], (source, at): (usize, usize)) -> &Point {
    &drawn[source].1.points[at]
}

/// The named points, those of one station together, in the order in which they are drawn.
fn groups(drawn: &[(String, Ways)]) -> Vec<Group> {
    let mut named: Vec<((usize, usize), Position)> = Vec::new();
    for (source, (_, ways)) in drawn.iter().enumerate() {
        for (at, point) in ways.points.iter().enumerate() {
            let position = ways.nodes.get(point.node as usize);
            if let (Some(position), false) = (position, point.names.is_empty()) {
                named.push(((source, at), *position));
            }
        }
    }
    let index = PointIndex::new((0..).zip(named.iter().map(|(_, position)| *position)));
    let mut group_of: Vec<Option<usize>> = vec![None; named.len()];
    let mut groups: Vec<Group> = Vec::new();
    for (at, (key, position)) in named.iter().enumerate() {
        if group_of[at].is_some() {
            continue;
        }
        let first = point(drawn, *key);
        let mut near: Vec<u32> = Vec::new();
        index.within(*position, ONE_STATION_M, &mut |number| near.push(number));
        near.sort_unstable();
        let mut group = Group {
            points: Vec::new(),
            kind: first.kind,
            position: *position,
            names: Vec::new(),
        };
        for other in near.into_iter().map(|number| number as usize) {
            let (key, _) = named[other];
            let other_point = point(drawn, key);
            let own = other == at;
            let same = || other_point.kind == first.kind && one_name(first, other_point);
            if group_of[other].is_none() && (own || same()) {
                group_of[other] = Some(groups.len());
                group.points.push(key);
                for name in &other_point.names {
                    let dated = (name.text.clone(), name.when.clone());
                    if !group.names.contains(&dated) {
                        group.names.push(dated);
                    }
                }
            }
        }
        groups.push(group);
    }
    groups
}

/// Whether two points bear one name, but for its spelling.
fn one_name(a: &Point, b: &Point) -> bool {
    let spellings = |point: &Point| -> BTreeSet<String> {
        point.names.iter().map(|name| fold(&name.text)).collect()
    };
    !spellings(a).is_disjoint(&spellings(b))
}

/// For each group the station of the tables that it is. Each station is one group at most: of
/// several the one whose name is nearest, then the nearest on the ground; where the station's
/// position is too rough to tell which, none.
fn meant(stations: &[Station], groups: &[Group]) -> Vec<Option<usize>> {
    let index = PointIndex::new((0..).zip(groups.iter().map(|group| group.position)));
    let mut pairs: Vec<(u8, f64, usize, usize)> = Vec::new();
    for (id, station) in stations.iter().enumerate() {
        let Some(position) = station.position else {
            continue;
        };
        let mut near: Vec<u32> = Vec::new();
        let reach = station.error_m + TABLED_M;
        index.within(position, reach, &mut |number| near.push(number));
        near.sort_unstable();
        let mut found: Vec<(u8, f64, usize, usize)> = Vec::new();
        for at in near.into_iter().map(|number| number as usize) {
            let group = &groups[at];
            if let (true, Some(rank)) = (alike(station.kind, group.kind), likeness(station, group))
            {
                found.push((rank, distance_m(position, group.position), id, at));
            }
        }
        found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.3.cmp(&b.3)));
        let rivals = found.iter().filter(|pair| pair.0 == found[0].0).count();
        if station.error_m == 0.0 || rivals == 1 {
            pairs.extend(found.first());
        }
    }
    pairs.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut meant = vec![None; groups.len()];
    for (_, _, id, at) in pairs {
        if meant[at].is_none() {
            meant[at] = Some(id);
        }
    }
    meant
}

fn alike(a: PointKind, b: PointKind) -> bool {
    let of_rails = |kind| matches!(kind, PointKind::Station | PointKind::Junction);
    a == b || of_rails(a) && of_rails(b)
}

/// 0 where a station and a group bear the same name, 1 where theirs are variants of one.
fn likeness(station: &Station, group: &Group) -> Option<u8> {
    let others = station.names.iter().map(|(name, _)| name);
    let mut best = None;
    for name in std::iter::once(&station.name).chain(others) {
        for (known, _) in &group.names {
            match compare(name, known).relation {
                Relation::Same => return Some(0),
                Relation::Variant => best = Some(1),
                _ => {}
            }
        }
    }
    best
}

/// Adds what a group says to a station, which may be new.
fn add(station: &mut Station, group: Group, drawn: &[(String, Ways)]) {
    if station.name.is_empty() {
        station.kind = group.kind;
        if let Some((name, _)) = group.names.first() {
            station.name.clone_from(name);
        }
        let whens: Vec<&When> = (group.points.iter())
            .map(|key| &point(drawn, *key).when)
            .collect();
        // Where its points differ nothing is known of the whole.
        if let Some(first) = whens.first().filter(|w| whens.iter().all(|o| o == *w)) {
            station.when = (*first).clone();
        }
    }
    for (name, when) in group.names {
        let known = station.names.iter().any(|(known, _)| *known == name);
        if name != station.name && !known {
            station.names.push((name, when));
        }
    }
    if station.position.is_none() || station.error_m > 0.0 {
        station.position = Some(group.position);
        station.error_m = 0.0;
    }
    for (source, _) in &group.points {
        let source = &drawn[*source].0;
        if !station.sources.contains(source) {
            station.sources.push(source.clone());
            station.sources.sort();
        }
    }
    station.points = group.points;
}
