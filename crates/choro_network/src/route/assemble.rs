//! From edges to the legs of a route.

use super::tree::Path;
use super::{Leg, Route};
use crate::{Graph, Stretch};
use choro_geometry::Position;

/// The route that takes these ways one after the other.
pub(super) fn route(graph: &Graph, parts: &[Path]) -> Route {
    let mut route = Route::default();
    // The gauges that were known last, so that a break is not lost behind a stretch without one.
    let mut gauges: Vec<u16> = Vec::new();
    for part in parts {
        let mut node = part.start;
        for index in &part.edges {
            let edge = &graph.edges[*index as usize];
            let stretch = graph.stretch(*index);
            let before = node;
            node = if edge.from == node {
                edge.to
            } else {
                edge.from
            };
            if stretch.change {
                continue;
            }
            let own = &stretch.track.gauge_mm;
            let breaks = !own.is_empty()
                && !gauges.is_empty()
                && !own.iter().any(|gauge| gauges.contains(gauge));
            if !own.is_empty() {
                gauges.clone_from(own);
            }
            if breaks || !route.legs.last().is_some_and(|leg| goes_on(leg, stretch)) {
                route.legs.push(leg(graph, before, stretch));
            }
            if let Some(leg) = route.legs.last_mut() {
                take(leg, graph, *index, node);
            }
            if edge.metres.is_nan() {
                route.unknown += 1;
            } else {
                route.known_m += edge.metres;
            }
        }
    }
    route
}

/// Whether a stretch goes on with a leg: of the same line, or of a way whose name is the same or
/// not told.
fn goes_on(leg: &Leg, stretch: &Stretch) -> bool {
    let line = stretch.line.map(|line| line as usize);
    let unnamed = line.is_none() && (leg.name.is_empty() || stretch.name.is_empty());
    leg.line == line && leg.mode == stretch.track.mode && (unnamed || leg.name == stretch.name)
}

/// A leg that begins at a node.
fn leg(graph: &Graph, node: u32, stretch: &Stretch) -> Leg {
    Leg {
        line: stretch.line.map(|line| line as usize),
        name: stretch.name.clone(),
        mode: stretch.track.mode,
        start: node,
        stations: graph.nodes[node as usize].station.into_iter().collect(),
        gauge_mm: stretch.track.gauge_mm.clone(),
        ..Leg::default()
    }
}

/// Adds an edge, which leads to a node, to a leg.
fn take(leg: &mut Leg, graph: &Graph, index: u32, node: u32) {
    let edge = &graph.edges[index as usize];
    let stretch = graph.stretch(index);
    if leg.name.is_empty() {
        leg.name.clone_from(&stretch.name);
    }
    leg.edges.push(index);
    let station = graph.nodes[node as usize].station;
    if let Some(station) = station.filter(|station| leg.stations.last() != Some(station)) {
        leg.stations.push(station);
    }
    leg.gauge_mm
        .retain(|gauge| stretch.track.gauge_mm.contains(gauge));
    if edge.metres.is_nan() {
        leg.unknown += 1;
    } else {
        leg.known_m += edge.metres;
    }
    for source in [&stretch.source, &stretch.tabled_by] {
        if !source.is_empty() && !leg.sources.contains(source) {
            leg.sources.push(source.clone());
            leg.sources.sort();
        }
    }
}

impl Graph {
    /// The nodes that a leg passes: where it begins, and for each of its edges where that leads. On
    /// the way one may change within a station, from one node of it to another.
    pub fn nodes_along(&self, leg: &Leg) -> Vec<u32> {
        let mut nodes = vec![leg.start];
        let mut node = leg.start;
        for edge in &leg.edges {
            node = self.taken_from(node, *edge).1;
            nodes.push(node);
        }
        nodes
    }

    /// Where a leg runs, as far as that is known: over the bends of what is drawn, else straight
    /// from station to station.
    pub fn course_along(&self, leg: &Leg) -> Vec<Position> {
        let mut line: Vec<Position> = Vec::new();
        let mut node = leg.start;
        line.extend(self.nodes.get(node as usize).and_then(|node| node.position));
        for edge in &leg.edges {
            let (from, to) = self.taken_from(node, *edge);
            let mut course = self.course(*edge);
            if self.edges[*edge as usize].from != from {
                course.reverse();
            }
            line.extend(course);
            line.extend(self.nodes[to as usize].position);
            node = to;
        }
        line.dedup();
        line
    }

    /// The ends of an edge as taken by who comes from a node, or from another node of its station.
    fn taken_from(&self, node: u32, edge: u32) -> (u32, u32) {
        let edge = &self.edges[edge as usize];
        let station = |node: u32| self.nodes.get(node as usize).and_then(|node| node.station);
        let here =
            |end: u32| end == node || station(end).is_some() && station(end) == station(node);
        let backwards = edge.to == node || edge.from != node && !here(edge.from) && here(edge.to);
        if backwards && edge.from != node {
            (edge.to, edge.from)
        } else {
            (edge.from, edge.to)
        }
    }
}
