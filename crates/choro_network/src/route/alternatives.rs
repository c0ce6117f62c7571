//! Further routes that differ in a real way.

use super::search::{Asked, Dear, Known};
use super::tree::Path;
use crate::{Graph, StationId};
use std::collections::{HashMap, HashSet};

/// The share of an alternative that may run where a route found before runs.
const SHARED: f64 = 0.7;

/// How many times as long as the shortest an alternative may be.
const LONGEST: f64 = 3.0;

/// By what factor the edges of routes found weigh more in the next search.
const DEARER: f64 = 1.5;

/// The share by which two ways between the same stations may differ in length and be taken for one.
const ALIKE: f64 = 0.1;

/// Part of a route between two neighbouring stations.
struct Step {
    ends: Option<(StationId, StationId)>,
    metres: f64,
    edges: Vec<u32>,
}

/// A route and up to so many others, each with its parts: the shortest first. An alternative is
/// looked for by making what was found dearer; it counts where most of it runs elsewhere and it
/// passes no node twice. Two tracks of one line are not elsewhere.
pub(super) fn beside<'a>(
    asked: &'a Asked<'_>,
    first: Vec<Path>,
    most: usize,
    known: &mut Known<'a>,
) -> Vec<Vec<Path>> {
    if most == 0 {
        return vec![first];
    }
    let graph = asked.graph;
    let longest = weight(graph, &first) * LONGEST;
    let mut dear = Dear::default();
    let mut found = vec![(Taken::new(&steps(graph, &first)), first)];
    let mut last = found[0].1.clone();
    for _ in 0..most * 6 + 6 {
        if found.len() > most {
            break;
        }
        for edge in last.iter().flat_map(|part| &part.edges) {
            *dear.entry(*edge).or_insert(1.0) *= DEARER;
        }
        let Some(next) = asked.through(&dear, known) else {
            break;
        };
        let steps = steps(graph, &next);
        let differs = found
            .iter()
            .all(|(taken, _)| taken.share_of(&steps) <= SHARED);
        if differs && weight(graph, &next) <= longest && is_loopless(graph, &next) {
            found.push((Taken::new(&steps), next.clone()));
        }
        last = next;
    }
    let mut routes: Vec<Vec<Path>> = found.into_iter().map(|(_, parts)| parts).collect();
    routes[1..].sort_by(|a, b| weight(graph, a).total_cmp(&weight(graph, b)));
    routes
}

fn weight(graph: &Graph, parts: &[Path]) -> f64 {
    let edges = parts.iter().flat_map(|part| &part.edges);
    edges.map(|edge| graph.edges[*edge as usize].weight).sum()
}

/// The nodes of a part in order.
fn nodes<'g>(graph: &'g Graph, part: &'g Path) -> impl Iterator<Item = (u32, Option<u32>)> + 'g {
    let mut at = part.start;
    let first = std::iter::once((at, None));
    first.chain(part.edges.iter().map(move |edge| {
        let ends = &graph.edges[*edge as usize];
        at = if ends.from == at { ends.to } else { ends.from };
        (at, Some(*edge))
    }))
}

fn is_loopless(graph: &Graph, parts: &[Path]) -> bool {
    parts.iter().all(|part| {
        let mut seen: Vec<u32> = nodes(graph, part).map(|(node, _)| node).collect();
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        seen.len() == all
    })
}

/// A route from station to station.
fn steps(graph: &Graph, parts: &[Path]) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in parts {
        let mut from = None;
        let mut step = (0.0, Vec::new());
        for (node, edge) in nodes(graph, part) {
            if let Some(edge) = edge {
                step.0 += graph.edges[edge as usize].weight;
                step.1.push(edge);
            }
            let station = graph.nodes[node as usize].station;
            if station.is_some() {
                push(&mut steps, (from, station), std::mem::take(&mut step));
                from = station;
            }
        }
        push(&mut steps, (from, None), step);
    }
    steps
}

fn push(
    steps: &mut Vec<Step>,
    (from, to): (Option<StationId>, Option<StationId>),
    (metres, mut edges): (f64, Vec<u32>),
) {
    if edges.is_empty() {
        return;
    }
    edges.sort_unstable();
    let ends = from.zip(to).map(|(a, b)| (a.min(b), a.max(b)));
    steps.push(Step {
        ends,
        metres,
        edges,
    });
}

/// Where a route runs, to look up what another shares with it.
#[derive(Default)]
struct Taken {
    edges: HashSet<Vec<u32>>,
    metres: HashMap<(StationId, StationId), Vec<f64>>,
}

impl Taken {
    fn new(steps: &[Step]) -> Self {
        let mut taken = Self::default();
        for step in steps {
            taken.edges.insert(step.edges.clone());
            if let Some(ends) = step.ends {
                taken.metres.entry(ends).or_default().push(step.metres);
            }
        }
        taken
    }

    /// Whether this route has a step as well: over the same edges, or between the same neighbouring
    /// stations over as long a way.
    fn has(&self, step: &Step) -> bool {
        let as_long = |other: &f64| (step.metres - other).abs() <= ALIKE * step.metres.max(*other);
        let beside = step.ends.and_then(|ends| self.metres.get(&ends));
        beside.is_some_and(|metres| metres.iter().any(as_long)) || self.edges.contains(&step.edges)
    }

    /// The share of a route that runs where this one does.
    fn share_of(&self, route: &[Step]) -> f64 {
        let metres =
            |steps: &mut dyn Iterator<Item = &Step>| -> f64 { steps.map(|step| step.metres).sum() };
        let whole = metres(&mut route.iter());
        let common = metres(&mut route.iter().filter(|step| self.has(step)));
        if whole > 0.0 { common / whole } else { 1.0 }
    }
}
