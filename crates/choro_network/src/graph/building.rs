//! A graph while it is being built.

use super::{Edge, Graph, Node, Stretch};
use crate::{Network, StationId, Track};
use choro_geometry::{Position, distance_m};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What stretches of unknown length are taken to be, as a multiple of the straight line: rails in
/// hills. Used to choose between routes, never told as a length.
const WINDING: f64 = 1.4;

/// What a stretch is taken to be, metres, where not even its ends' positions are known. Used to
/// choose between routes, never told as a length.
const UNPLACED_M: f64 = 15_000.0;

/// What a metre on foot within a station weighs, so that no route leaves the rails to take a short
/// cut over a platform.
const ON_FOOT: f64 = 1.5;

pub(super) struct Building {
    pub(super) graph: Graph,
    /// Stretches by their hash, so that each stands once.
    known: HashMap<u64, Vec<u32>>,
    change: Option<u32>,
}

impl Building {
    /// A graph of stations that nothing joins.
    pub(super) fn new(network: &Network) -> Self {
        let mut building = Self {
            graph: Graph {
                first_bend: vec![0],
                ..Graph::default()
            },
            known: HashMap::new(),
            change: None,
        };
        for (at, station) in network.stations.iter().enumerate() {
            building.node(Some(StationId(at as u32)), station.position);
        }
        building
    }

    pub(super) fn node(&mut self, station: Option<StationId>, position: Option<Position>) -> u32 {
        self.graph.nodes.push(Node { station, position });
        self.graph.nodes.len() as u32 - 1
    }

    /// The index of a stretch.
    pub(super) fn track(&mut self, stretch: Stretch) -> u32 {
        let same = self.known.entry(hash(&stretch)).or_default();
        let tracks = &mut self.graph.tracks;
        let found = same.iter().find(|at| tracks[**at as usize] == stretch);
        found.copied().unwrap_or_else(|| {
            tracks.push(stretch);
            let at = tracks.len() as u32 - 1;
            same.push(at);
            at
        })
    }

    /// Adds an edge between two nodes; where its length is unknown its weight is guessed.
    pub(super) fn join(&mut self, from: u32, to: u32, metres: Option<f64>, track: u32) {
        let at = |node: u32| self.graph.nodes[node as usize].position;
        let guess = || match at(from).zip(at(to)) {
            Some((a, b)) => distance_m(a, b) * WINDING,
            None => UNPLACED_M,
        };
        let edge = Edge {
            from,
            to,
            metres: metres.unwrap_or(f64::NAN),
            weight: metres.unwrap_or_else(guess),
            track,
        };
        self.push(edge, &[]);
    }

    /// Adds an edge that runs over these bends.
    pub(super) fn push(&mut self, edge: Edge, bends: &[Position]) {
        self.graph.edges.push(edge);
        self.graph.bends.extend_from_slice(bends);
        self.graph.first_bend.push(self.graph.bends.len() as u32);
    }

    /// Lets one change between two nodes that are so many metres apart.
    pub(super) fn change(&mut self, from: u32, to: u32, metres: f64) {
        let track = match self.change {
            Some(track) => track,
            None => self.track(Stretch {
                change: true,
                ..Stretch::default()
            }),
        };
        self.change = Some(track);
        let edge = Edge {
            from,
            to,
            metres: 0.0,
            // Never nothing, so that a route does not wander about a station for free.
            weight: metres * ON_FOOT + 1.0,
            track,
        };
        self.push(edge, &[]);
    }
}

fn hash(stretch: &Stretch) -> u64 {
    let mut hasher = DefaultHasher::new();
    let Stretch { track, .. } = stretch;
    let Track { mode, kind, .. } = track;
    (stretch.line, &stretch.name, &stretch.source, stretch.drawn).hash(&mut hasher);
    (mode, kind, &track.gauge_mm, track.state, &track.when).hash(&mut hasher);
    track.operator.hash(&mut hasher);
    hasher.finish()
}
