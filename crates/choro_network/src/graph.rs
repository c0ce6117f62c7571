//! The network as a graph: stations joined by stretches of line.
//!
//! What tables say and what others drew stand in one graph, joined at the stations: [`attach`] finds
//! where a drawn station touches the rails, [`cut`] makes edges of ways, [`tabled`] finds the drawn
//! rails of a section, [`bridges`] joins stations across a border.

mod attach;
mod bridges;
mod building;
mod cut;
mod diamonds;
mod tabled;

use crate::route::Profiles;
use crate::{Mode, Network, StationId, Track};
use building::Building;
use choro_geometry::Position;

/// Stations and joints with the stretches between them.
///
/// The first nodes are the stations in the order of [`Network::stations`]; a station that touches
/// the rails at several places has a node of its own at each, joined to the first by an edge whose
/// stretch is a [`Stretch::change`].
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
    /// Where the further nodes of each station begin in `further`; one more than stations.
    first_further: Vec<u32>,
    further: Vec<u32>,
    /// Where the bends of each edge begin in `bends`; one more than edges.
    first_bend: Vec<u32>,
    bends: Vec<Position>,
    /// What questions asked before prepared.
    pub(crate) profiles: Profiles,
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
    /// Who says that the drawn way is the line's: source id; empty where both are one.
    pub tabled_by: String,
    /// Whether its course on the ground is known.
    pub drawn: bool,
    /// Whether it is no stretch of line but joins what one changes between at a station.
    pub change: bool,
}

impl Graph {
    /// The graph of a network: its lines by the sections of their tables, what others drew, and the
    /// railway bridges between stations on both sides of a border.
    pub fn new(network: &Network) -> Self {
        let mut building = Building::new(network);
        for (index, (source, ways)) in network.drawn.iter().enumerate() {
            cut::add(&mut building, network, index, source, ways);
        }
        attach::terminals(&mut building, network);
        building.graph.index();
        tabled::add(&mut building, network);
        building.graph.index();
        bridges::add(&mut building, network);
        let mut graph = building.graph;
        graph.index();
        graph.index_stations(network.stations.len());
        graph
    }

    /// A graph of these nodes and edges, the stations in front and in order. Courses on the ground
    /// are not known.
    pub fn from_edges(nodes: Vec<Node>, edges: Vec<Edge>, tracks: Vec<Stretch>) -> Self {
        let stations = nodes.iter().map_while(|node| node.station).count();
        let mut graph = Self {
            first_bend: vec![0; edges.len() + 1],
            nodes,
            edges,
            tracks,
            ..Self::default()
        };
        graph.index();
        graph.index_stations(stations);
        graph
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

    fn index_stations(&mut self, stations: usize) {
        let further = self.nodes.iter().enumerate().skip(stations);
        let mut further: Vec<(u32, u32)> = further
            .filter_map(|(at, node)| Some((node.station?.0, at as u32)))
            .collect();
        further.sort_unstable();
        let mut first = vec![0u32; stations + 1];
        for (station, _) in &further {
            if let Some(count) = first.get_mut(*station as usize + 1) {
                *count += 1;
            }
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        self.first_further = first;
        self.further = further.into_iter().map(|(_, node)| node).collect();
    }

    /// The nodes next to one, with the index of the edge that leads there.
    pub fn neighbours(&self, node: u32) -> &[(u32, u32)] {
        let node = node as usize;
        let range = self.first.get(node).zip(self.first.get(node + 1));
        range.map_or(&[], |(from, to)| &self.arcs[*from as usize..*to as usize])
    }

    /// The nodes of a station: its own, and where else it touches the rails.
    pub fn nodes_of(&self, station: StationId) -> impl Iterator<Item = u32> + '_ {
        let at = station.0 as usize;
        let range = self
            .first_further
            .get(at)
            .zip(self.first_further.get(at + 1));
        let further = range.map_or(&[][..], |(from, to)| {
            &self.further[*from as usize..*to as usize]
        });
        let own = range.map(|_| station.0);
        own.into_iter().chain(further.iter().copied())
    }

    /// What an edge is like.
    pub fn stretch(&self, edge: u32) -> &Stretch {
        &self.tracks[self.edges[edge as usize].track as usize]
    }

    /// What moves along an edge.
    pub fn mode(&self, edge: u32) -> Mode {
        self.stretch(edge).track.mode
    }

    /// Where an edge runs, from its `from` to its `to`; empty where its course is not known.
    pub fn course(&self, edge: u32) -> Vec<Position> {
        let ends = self.edges[edge as usize];
        let at = |node: u32| self.nodes[node as usize].position;
        let bends = self.bends_of(edge);
        match at(ends.from).zip(at(ends.to)) {
            Some((from, to)) if self.stretch(edge).drawn => {
                let middle = bends.iter().copied();
                std::iter::once(from).chain(middle).chain([to]).collect()
            }
            _ => Vec::new(),
        }
    }

    fn bends_of(&self, edge: u32) -> &[Position] {
        let at = edge as usize;
        let range = self.first_bend.get(at).zip(self.first_bend.get(at + 1));
        range.map_or(&[], |(from, to)| &self.bends[*from as usize..*to as usize])
    }

    /// The nodes that hang together by edges of stretches that are accepted: for each node the
    /// lowest node it is joined with.
    pub fn components(&self, accept: impl Fn(&Stretch) -> bool) -> Vec<u32> {
        let accepted: Vec<bool> = self.tracks.iter().map(accept).collect();
        let mut lowest: Vec<u32> = vec![u32::MAX; self.nodes.len()];
        let mut open = Vec::new();
        for start in 0..self.nodes.len() as u32 {
            if lowest[start as usize] != u32::MAX {
                continue;
            }
            lowest[start as usize] = start;
            open.push(start);
            while let Some(node) = open.pop() {
                for (next, edge) in self.neighbours(node) {
                    let track = self.edges[*edge as usize].track;
                    if accepted[track as usize] && lowest[*next as usize] == u32::MAX {
                        lowest[*next as usize] = start;
                        open.push(*next);
                    }
                }
            }
        }
        lowest
    }
}
