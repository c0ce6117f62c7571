//! The network as a graph: stations joined by stretches of line.

use crate::{Mode, Network, StationId, Track};
use choro_geometry::{Position, distance_m};

/// What stretches of unknown length are taken to be, as a multiple of the straight line: rails in
/// hills. Used to choose between routes, never told as a length.
const WINDING: f64 = 1.4;

/// What a stretch is taken to be, metres, where not even its ends' positions are known. Used to
/// choose between routes, never told as a length.
const UNPLACED_M: f64 = 15_000.0;

/// Stations and joints with the stretches between them.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// Stations and the joints of drawn ways.
    pub nodes: Vec<Node>,
    /// Stretches, passable both ways.
    pub edges: Vec<Edge>,
    /// What edges are like; several edges share one.
    pub tracks: Vec<Stretch>,
    /// Where the arcs of each node begin in `arcs`; one more than nodes.
    first: Vec<u32>,
    /// Node at the other end, edge.
    arcs: Vec<(u32, u32)>,
}

/// A node.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Node {
    /// The station here, where it is one.
    pub station: Option<StationId>,
    /// Where it is.
    pub position: Option<Position>,
}

/// A stretch between two nodes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// One end.
    pub from: u32,
    /// The other end.
    pub to: u32,
    /// Length along the way in metres; not a number where unknown.
    pub metres: f64,
    /// What routes are chosen by: the length, or a guess where that is unknown, metres.
    pub weight: f64,
    /// Index into [`Graph::tracks`].
    pub track: u32,
}

/// What a run of edges has in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stretch {
    /// Index into [`Network::lines`] of the line it belongs to.
    pub line: Option<u32>,
    /// The name it goes by, where it is no line of the tables; empty where none.
    pub name: String,
    /// What it is like.
    pub track: Track,
    /// Who says so: source id.
    pub source: String,
}

impl Graph {
    /// The graph of a network: its lines by the sections of their tables.
    pub fn new(network: &Network) -> Self {
        let mut graph = Self::default();
        for (at, station) in network.stations.iter().enumerate() {
            graph.nodes.push(Node {
                station: Some(StationId(at as u32)),
                position: station.position,
            });
        }
        for (index, line) in network.lines.iter().enumerate() {
            for (at, section) in line.sections.iter().enumerate() {
                let ends = line.stops.get(at).zip(line.stops.get(at + 1));
                let Some((from, to)) = ends else { continue };
                for track in section.tracks() {
                    let stretch = Stretch {
                        line: Some(index as u32),
                        name: line.name.clone(),
                        track: track.clone(),
                        source: section.source.clone(),
                    };
                    let track = graph.track(stretch);
                    graph.join(from.station.0, to.station.0, section.metres, track);
                }
            }
        }
        graph.index();
        graph
    }

    /// The index of a stretch, which is added unless it is that of the edge before.
    fn track(&mut self, stretch: Stretch) -> u32 {
        if self.tracks.last() != Some(&stretch) {
            self.tracks.push(stretch);
        }
        self.tracks.len() as u32 - 1
    }

    fn join(&mut self, from: u32, to: u32, metres: Option<f64>, track: u32) {
        let at = |node: u32| self.nodes[node as usize].position;
        let guess = || match at(from).zip(at(to)) {
            Some((a, b)) => distance_m(a, b) * WINDING,
            None => UNPLACED_M,
        };
        let weight = metres.unwrap_or_else(guess);
        self.edges.push(Edge {
            from,
            to,
            metres: metres.unwrap_or(f64::NAN),
            weight,
            track,
        });
    }

    /// Makes the arcs of the edges.
    fn index(&mut self) {
        let mut first = vec![0u32; self.nodes.len() + 1];
        for edge in &self.edges {
            first[edge.from as usize + 1] += 1;
            first[edge.to as usize + 1] += 1;
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let mut next = first.clone();
        let mut arcs = vec![(0, 0); self.edges.len() * 2];
        for (index, edge) in self.edges.iter().enumerate() {
            for (from, to) in [(edge.from, edge.to), (edge.to, edge.from)] {
                arcs[next[from as usize] as usize] = (to, index as u32);
                next[from as usize] += 1;
            }
        }
        (self.first, self.arcs) = (first, arcs);
    }

    /// The nodes next to one, with the index of the edge that leads there.
    pub fn neighbours(&self, node: u32) -> &[(u32, u32)] {
        let node = node as usize;
        let range = self.first.get(node).zip(self.first.get(node + 1));
        range.map_or(&[], |(from, to)| &self.arcs[*from as usize..*to as usize])
    }

    /// What an edge is like.
    pub fn stretch(&self, edge: u32) -> &Stretch {
        &self.tracks[self.edges[edge as usize].track as usize]
    }

    /// What moves along an edge.
    pub fn mode(&self, edge: u32) -> Mode {
        self.stretch(edge).track.mode
    }
}
