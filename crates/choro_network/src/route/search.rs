//! The search: Dijkstra's algorithm over the stretches in use at the date asked for.

use super::{Leg, Question, Route};
use crate::{Graph, Network, StationId};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

/// A station that can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reached {
    /// Which.
    pub station: StationId,
    /// Metres along the network, with stretches of unknown length guessed.
    pub metres: f64,
    /// Whether a stretch of unknown length lies on the way.
    pub guessed: bool,
}

/// Which stretches a question allows: one answer for each of [`Graph::tracks`].
fn allowed(graph: &Graph, question: &Question) -> Vec<bool> {
    let tracks = graph.tracks.iter();
    tracks
        .map(|stretch| {
            let avoided = |line: u32| question.avoid_lines.contains(&(line as usize));
            question.modes.has(stretch.track.mode)
                && stretch.track.in_use(&question.when)
                && !stretch.line.is_some_and(avoided)
        })
        .collect()
}

/// Tree of shortest ways: for each node the weight and the edge and node it was reached by.
struct Tree {
    weight: Vec<f64>,
    by: Vec<Option<(u32, u32)>>,
}

fn spread(
    graph: &Graph,
    from: &[u32],
    avoid: &HashSet<u32>,
    allowed: &[bool],
    done: impl Fn(u32, f64) -> bool,
) -> (Tree, Option<u32>) {
    let mut tree = Tree {
        weight: vec![f64::INFINITY; graph.nodes.len()],
        by: vec![None; graph.nodes.len()],
    };
    let mut queue = BinaryHeap::new();
    for node in from {
        tree.weight[*node as usize] = 0.0;
        queue.push(Reverse((0u64, *node)));
    }
    while let Some(Reverse((bits, node))) = queue.pop() {
        // Weights are not negative, so their bits are ordered as they are.
        let weight = f64::from_bits(bits);
        if weight > tree.weight[node as usize] {
            continue;
        }
        if done(node, weight) {
            return (tree, Some(node));
        }
        for (next, edge) in graph.neighbours(node) {
            let stretch = &graph.edges[*edge as usize];
            if !allowed[stretch.track as usize] || avoid.contains(next) {
                continue;
            }
            let through = weight + stretch.weight;
            if through < tree.weight[*next as usize] {
                tree.weight[*next as usize] = through;
                tree.by[*next as usize] = Some((node, *edge));
                queue.push(Reverse((through.to_bits(), *next)));
            }
        }
    }
    (tree, None)
}

pub(super) fn routes(_network: &Network, graph: &Graph, question: &Question) -> Vec<Route> {
    let allowed = allowed(graph, question);
    let avoid: HashSet<u32> = question.avoid.iter().map(|station| station.0).collect();
    let mut from: Vec<u32> = question.from.iter().map(|station| station.0).collect();
    let mut edges = Vec::new();
    let mut start = None;
    for goals in question.via.iter().chain([&question.to]) {
        let is_goal = |node: u32, _: f64| goals.iter().any(|goal| goal.0 == node);
        let (tree, found) = spread(graph, &from, &avoid, &allowed, is_goal);
        let Some(end) = found else { return Vec::new() };
        let mut part = Vec::new();
        let mut at = end;
        while let Some((before, edge)) = tree.by[at as usize] {
            part.push(edge);
            at = before;
        }
        start = start.or(Some(at));
        part.reverse();
        edges.extend(part);
        from = vec![end];
    }
    start.map_or_else(Vec::new, |start| vec![route(graph, start, &edges)])
}

/// The route that takes these edges from a node on.
fn route(graph: &Graph, start: u32, edges: &[u32]) -> Route {
    let mut route = Route::default();
    let mut node = start;
    for index in edges {
        let edge = &graph.edges[*index as usize];
        let stretch = graph.stretch(*index);
        let line = stretch.line.map(|line| line as usize);
        let goes_on = |leg: &Leg| {
            leg.line == line && leg.name == stretch.name && leg.mode == stretch.track.mode
        };
        if !route.legs.last().is_some_and(goes_on) {
            let station = graph.nodes[node as usize].station;
            route.legs.push(Leg {
                line,
                name: stretch.name.clone(),
                mode: stretch.track.mode,
                stations: station.into_iter().collect(),
                gauge_mm: stretch.track.gauge_mm.clone(),
                ..Leg::default()
            });
        }
        node = if edge.from == node {
            edge.to
        } else {
            edge.from
        };
        let Some(leg) = route.legs.last_mut() else {
            continue;
        };
        leg.edges.push(*index);
        leg.stations.extend(graph.nodes[node as usize].station);
        leg.gauge_mm
            .retain(|gauge| stretch.track.gauge_mm.contains(gauge));
        if edge.metres.is_nan() {
            leg.unknown += 1;
            route.unknown += 1;
        } else {
            leg.known_m += edge.metres;
            route.known_m += edge.metres;
        }
        if !stretch.source.is_empty() && !leg.sources.contains(&stretch.source) {
            leg.sources.push(stretch.source.clone());
            leg.sources.sort();
        }
    }
    route
}

pub(super) fn reach(graph: &Graph, question: &Question, metres: f64) -> Vec<Reached> {
    let allowed = allowed(graph, question);
    let avoid: HashSet<u32> = question.avoid.iter().map(|station| station.0).collect();
    let from: Vec<u32> = question.from.iter().map(|station| station.0).collect();
    let (tree, _) = spread(graph, &from, &avoid, &allowed, |_, weight| weight > metres);
    let mut guessed = vec![false; graph.nodes.len()];
    let mut order: Vec<u32> = (0..graph.nodes.len() as u32).collect();
    order.retain(|node| tree.weight[*node as usize] <= metres);
    order.sort_by(|a, b| {
        let weight = |node: u32| tree.weight[node as usize];
        weight(*a).total_cmp(&weight(*b)).then(a.cmp(b))
    });
    let mut found = Vec::new();
    for node in order {
        if let Some((before, edge)) = tree.by[node as usize] {
            let unknown = graph.edges[edge as usize].metres.is_nan();
            guessed[node as usize] = unknown || guessed[before as usize];
        }
        if let Some(station) = graph.nodes[node as usize].station {
            found.push(Reached {
                station,
                metres: tree.weight[node as usize],
                guessed: guessed[node as usize],
            });
        }
    }
    found
}
