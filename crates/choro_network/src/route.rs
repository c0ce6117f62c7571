//! Routes: which way leads from one station to another at a date.

mod alternatives;
mod assemble;
mod bottleneck;
mod climb;
mod dissection;
mod elimination;
mod guided;
mod hierarchy;
mod peeling;
mod profile;
mod search;
mod spans;
pub(crate) mod tree;

use crate::{Graph, Modes, Network, StationId};
use choro_quantity::When;
use serde::{Deserialize, Serialize};

pub(crate) use profile::Profiles;
pub use search::Reached;

/// What is asked of a route.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Where it begins: any of these.
    pub from: Vec<StationId>,
    /// Where it ends: any of these.
    pub to: Vec<StationId>,
    /// Through each of these in turn: any of each.
    pub via: Vec<Vec<StationId>>,
    /// Stations it does not call at or pass.
    pub avoid: Vec<StationId>,
    /// Lines it does not use: indices into [`Network::lines`].
    pub avoid_lines: Vec<usize>,
    /// What may be used.
    pub modes: Modes,
    /// At what time; unstated for now.
    pub when: When,
    /// How many routes beside the shortest, at most.
    pub alternatives: usize,
}

/// A way from one station to another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Route {
    /// Its parts, each on one line.
    pub legs: Vec<Leg>,
    /// Metres of all stretches whose length is known.
    pub known_m: f64,
    /// How many stretches between neighbouring stations have no known length.
    pub unknown: usize,
}

/// A part of a route on one line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Leg {
    /// Index into [`Network::lines`]; `None` where it runs over ways that no table names.
    pub line: Option<usize>,
    /// The name of the line or way, empty where it has none.
    pub name: String,
    /// What moves along it.
    pub mode: crate::Mode,
    /// The node it begins at: index into [`Graph::nodes`]. No station where one line goes over into
    /// another between stations.
    pub start: u32,
    /// The stations it calls at or passes, both ends included where they are stations.
    pub stations: Vec<StationId>,
    /// The edges it takes: indices into [`Graph::edges`], in order.
    pub edges: Vec<u32>,
    /// Metres of the stretches whose length is known.
    pub known_m: f64,
    /// How many stretches have no known length.
    pub unknown: usize,
    /// Gauges in millimetres that hold on the whole of it, empty where unknown.
    pub gauge_mm: Vec<u16>,
    /// Who says so: source ids, sorted.
    pub sources: Vec<String>,
}

impl Route {
    /// Changes of line.
    pub fn changes(&self) -> usize {
        self.legs.len().saturating_sub(1)
    }

    /// Where the gauge breaks: index of the leg before which no train gets through that came so far.
    /// Legs whose gauge is not known break nothing.
    pub fn gauge_breaks(&self) -> Vec<usize> {
        let mut gauges: Vec<u16> = Vec::new();
        let mut breaks = Vec::new();
        for (at, leg) in self.legs.iter().enumerate() {
            let own = &leg.gauge_mm;
            if own.is_empty() {
                continue;
            }
            let common: Vec<u16> = gauges.iter().copied().filter(|g| own.contains(g)).collect();
            if common.is_empty() {
                if !gauges.is_empty() {
                    breaks.push(at - 1);
                }
                gauges.clone_from(own);
            } else {
                gauges = common;
            }
        }
        breaks
    }
}

/// The routes that answer a question, the shortest first; none where no way leads there. `graph` is
/// that of `network`.
pub fn routes(network: &Network, graph: &Graph, question: &Question) -> Vec<Route> {
    debug_assert!(graph.nodes.len() >= network.stations.len());
    let mut found = search::routes(graph, question);
    for route in &mut found {
        spans::measure(network, route);
    }
    found
}

/// The stations within `metres` along the network of any of `from`, the nearest first.
pub fn reach(graph: &Graph, question: &Question, metres: f64) -> Vec<Reached> {
    search::reach(graph, question, metres)
}
