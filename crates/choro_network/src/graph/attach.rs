//! Where drawn stations touch drawn ways.

use super::building::Building;
use super::cut::Sheet;
use crate::{Mode, Network, PointKind, Station, StationId};
use choro_geometry::{LineIndex, NearLine, PointIndex, Position, angle_between, distance_m};
use choro_name::{Relation, compare};
use choro_way::{Point, State};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Metres from a station that is drawn beside the rails to the rails it belongs to, at most.
const BESIDE_M: f64 = 150.0;

/// The same for a station drawn as an area, whose point is the middle of it.
const BESIDE_AREA_M: f64 = 300.0;

/// Degrees by which a track at a station may part from the track nearest to it: one that crosses
/// at an angle does so on a bridge or in a tunnel, and does not stop.
const PARALLEL_DEG: f64 = 30.0;

/// Metres to a node of a way within which it is not cut anew.
const AT_NODE_M: f64 = 1.0;

/// What a change within a station weighs, at most about.
pub(super) const AT_STATION_M: f64 = 1_000.0;

/// Metres between a landing of boats and a station of its name that one walks.
const LANDING_M: f64 = 1_000.0;

/// Where a station touches a way.
struct Anchor {
    station: StationId,
    node: u32,
    mode: Mode,
}

/// All places where stations touch the ways of one drawn network.
pub(super) struct Anchors(Vec<Anchor>);

impl Anchors {
    /// The nodes, each with the mode whose ways are touched.
    pub(super) fn keys(&self) -> impl Iterator<Item = (u32, Mode)> + '_ {
        self.0.iter().map(|anchor| (anchor.node, anchor.mode))
    }
}

/// What a point touches: of the modes it is on, or of those that stop at such a point.
fn modes(kind: PointKind) -> &'static [Mode] {
    match kind {
        PointKind::Station | PointKind::Junction => &[Mode::Rail],
        PointKind::FerryTerminal | PointKind::Port => &[Mode::Ferry, Mode::Road],
        PointKind::Airport => &[Mode::Road],
        PointKind::BorderControl => &[Mode::Rail, Mode::Road],
    }
}

/// A node to be added to a way for an anchor.
struct Cut {
    way: u32,
    edge: u32,
    share: f64,
    anchor: usize,
    position: Position,
}

/// Finds where the stations touch the ways, and adds nodes to the ways there.
pub(super) fn anchors(sheet: &mut Sheet<'_>, network: &Network, drawn: usize) -> Anchors {
    let indices = indices(sheet);
    let through = through(sheet);
    let mut anchors = Vec::new();
    let mut cuts = Vec::new();
    for (at, station) in network.stations.iter().enumerate() {
        let station_id = StationId(at as u32);
        let own = station.points.iter().filter(|(source, _)| *source == drawn);
        for point in own.filter_map(|(_, point)| sheet.ways.points.get(*point)) {
            for (mode, index) in &indices {
                let on = through.contains(&(point.node, *mode));
                if on {
                    anchors.push(Anchor {
                        station: station_id,
                        node: point.node,
                        mode: *mode,
                    });
                }
                if !on && !modes(point.kind).contains(mode) {
                    continue;
                }
                for near in touched(sheet, index, point, on) {
                    let node = node_at(sheet, &near);
                    if node.is_none() {
                        cuts.push(Cut {
                            way: near.line,
                            edge: near.at,
                            share: near.share,
                            anchor: anchors.len(),
                            position: near.position,
                        });
                    }
                    anchors.push(Anchor {
                        station: station_id,
                        node: node.unwrap_or(u32::MAX),
                        mode: *mode,
                    });
                }
            }
        }
    }
    cut(sheet, cuts, &mut anchors);
    Anchors(anchors)
}

/// The node of a way that is where it comes nearest.
fn node_at(sheet: &Sheet<'_>, near: &NearLine) -> Option<u32> {
    let edge = near.at as usize;
    let ends = &sheet.lines[near.line as usize][edge..=edge + 1];
    let close = |node: &&u32| {
        let position = sheet.nodes[**node as usize];
        distance_m(position, near.position) <= AT_NODE_M
    };
    ends.iter().find(close).copied()
}

/// Adds nodes to ways.
fn cut(sheet: &mut Sheet<'_>, mut cuts: Vec<Cut>, anchors: &mut [Anchor]) {
    // From the back, so that the numbers of edges before stay right.
    cuts.sort_by(|a, b| {
        let edges = (b.way, b.edge).cmp(&(a.way, a.edge));
        edges
            .then(b.share.total_cmp(&a.share))
            .then(a.anchor.cmp(&b.anchor))
    });
    for cut in cuts {
        let node = sheet.nodes.len() as u32;
        sheet.nodes.push(cut.position);
        sheet.lines[cut.way as usize].insert(cut.edge as usize + 1, node);
        anchors[cut.anchor].node = node;
    }
}

/// The ways of each mode, packed, for the modes of which there are any.
fn indices(sheet: &Sheet<'_>) -> Vec<(Mode, LineIndex)> {
    let mut indices = Vec::new();
    for mode in [Mode::Rail, Mode::Road, Mode::Ferry] {
        let lines: Vec<(u32, Vec<Position>)> = (sheet.lines.iter().enumerate())
            .filter(|(way, _)| sheet.mode(*way) == mode)
            .map(|(way, line)| {
                let at = |node: &u32| sheet.nodes[*node as usize];
                (way as u32, line.iter().map(at).collect())
            })
            .collect();
        if !lines.is_empty() {
            let slices = lines.iter().map(|(way, line)| (*way, line.as_slice()));
            indices.push((mode, LineIndex::new(slices)));
        }
    }
    indices
}

/// The nodes of points through which ways of a mode pass.
fn through(sheet: &Sheet<'_>) -> HashSet<(u32, Mode)> {
    let points = sheet.ways.points.iter();
    let of_points: HashSet<u32> = points.map(|point| point.node).collect();
    let mut through = HashSet::new();
    for (way, line) in sheet.lines.iter().enumerate() {
        let mode = sheet.mode(way);
        let here = line.iter().filter(|node| of_points.contains(node));
        through.extend(here.map(|node| (*node, mode)));
    }
    through
}

/// The ways that a point touches beside the one it is on: the nearest one and, at a station, the
/// tracks beside it that are of its kind and run the same way.
fn touched(sheet: &Sheet<'_>, index: &LineIndex, point: &Point, on: bool) -> Vec<NearLine> {
    let Some(position) = sheet.nodes.get(point.node as usize).copied() else {
        return Vec::new();
    };
    let area = point.key.starts_with("way/") || point.key.starts_with("relation/");
    let limit = if area { BESIDE_AREA_M } else { BESIDE_M };
    let mut near = index.within(position, limit);
    near.retain(|near| point.may_be_on(&sheet.ways.ways[near.line as usize].track));
    // What stands may be used: a way that is gone or not built yet is touched only where no other is.
    let stands = |near: &&NearLine| {
        let state = sheet.ways.ways[near.line as usize].track.state;
        matches!(state, State::InUse | State::Disused)
    };
    let Some(first) = near.iter().find(stands).or(near.first()) else {
        return Vec::new();
    };
    let mut touched: Vec<NearLine> = if on { Vec::new() } else { vec![*first] };
    if point.kind != PointKind::Station {
        return touched;
    }
    let kind = |near: &NearLine| &sheet.ways.ways[near.line as usize].track.kind;
    for other in &near {
        let apart = angle_between(first.azimuth, other.azimuth);
        let parallel = apart.min(180.0 - apart) <= PARALLEL_DEG;
        let last = sheet.lines[other.line as usize].len() as u32 - 2;
        // A way that only comes near with its end goes on from one that is touched.
        let at_end = other.at == 0 && other.share <= 0.0 || other.at == last && other.share >= 1.0;
        let beside = other.line != first.line && !at_end && other.metres > AT_NODE_M;
        if beside && parallel && kind(other) == kind(first) {
            touched.push(*other);
        }
    }
    touched
}

/// Makes nodes of the graph where stations touch ways. A station that touches them once stands
/// there itself.
pub(super) fn settle(
    building: &mut Building,
    sheet: &Sheet<'_>,
    anchors: Anchors,
) -> HashMap<(u32, Mode), u32> {
    let mut of_station: BTreeMap<StationId, Vec<(u32, Mode)>> = BTreeMap::new();
    for anchor in &anchors.0 {
        let own = of_station.entry(anchor.station).or_default();
        if !own.contains(&(anchor.node, anchor.mode)) {
            own.push((anchor.node, anchor.mode));
        }
    }
    let mut ends: HashMap<(u32, Mode), u32> = HashMap::new();
    for (station, keys) in of_station {
        let centre = building.graph.nodes[station.0 as usize].position;
        if let [only] = keys[..]
            && !ends.contains_key(&only)
        {
            building.graph.nodes[station.0 as usize].position = Some(sheet.nodes[only.0 as usize]);
            ends.insert(only, station.0);
            continue;
        }
        for key in keys {
            let position = sheet.nodes[key.0 as usize];
            let far = centre.map_or(0.0, |centre| distance_m(centre, position));
            let known = ends.entry(key);
            let node = *known.or_insert_with(|| building.node(Some(station), Some(position)));
            building.change(station.0, node, far);
        }
    }
    ends
}

/// Lets one walk between landings of boats and stations beside them: close by, or of their name.
pub(super) fn terminals(building: &mut Building, network: &Network) {
    let placed = |station: &Station| station.position.filter(|_| station.error_m == 0.0);
    let stations = network.stations.iter().enumerate();
    let stations = stations.filter(|(_, station)| station.kind == PointKind::Station);
    let index = PointIndex::new(stations.filter_map(|(at, s)| Some((at as u32, placed(s)?))));
    for (at, landing) in network.stations.iter().enumerate() {
        let Some(position) = placed(landing).filter(|_| landing.kind == PointKind::FerryTerminal)
        else {
            continue;
        };
        for (other, metres) in index.nearest(position, 8, &mut |_| true) {
            let station = &network.stations[other as usize];
            let named = || metres <= LANDING_M && one_name(landing, station);
            if metres <= BESIDE_M || named() {
                building.change(at as u32, other, metres);
            }
        }
    }
}

fn one_name(a: &Station, b: &Station) -> bool {
    let names = |station: &Station| -> Vec<String> {
        let others = station.names.iter().map(|(name, _)| name.clone());
        std::iter::once(station.name.clone())
            .chain(others)
            .collect()
    };
    let (a, b) = (names(a), names(b));
    let same = |a: &String, b: &String| {
        let relation = compare(a, b).relation;
        matches!(relation, Relation::Same | Relation::Variant)
    };
    a.iter().any(|a| b.iter().any(|b| same(a, b)))
}
