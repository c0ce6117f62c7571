//! The search: the shortest way over the stretches in use at the date asked for, stage by stage.

use super::guided::{self, Remaining, Spread};
use super::profile::{self, Allowed};
use super::tree::{self, Path, Search};
use super::{Question, Route, alternatives, assemble};
use crate::{Graph, StationId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

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

/// A question made ready to be searched.
pub(super) struct Asked<'q> {
    pub(super) graph: &'q Graph,
    question: &'q Question,
    allowed: Allowed,
    avoid: HashSet<u32, Spread>,
}

/// What the hierarchy tells of the way to some goals, kept from one search for them to the next.
pub(super) type Known<'h> = BTreeMap<Vec<u32>, Remaining<'h>>;

impl<'q> Asked<'q> {
    /// For so many searches that gain by a graph that is prepared.
    pub(super) fn new(graph: &'q Graph, question: &'q Question, searches: u32) -> Self {
        let avoid = question.avoid.iter();
        Self {
            graph,
            question,
            allowed: profile::allowed(graph, question, searches),
            avoid: avoid.flat_map(|station| graph.nodes_of(*station)).collect(),
        }
    }

    fn passes(&self, edge: u32, next: u32) -> bool {
        let track = self.graph.edges[edge as usize].track;
        self.allowed.tracks[track as usize] && !self.avoid.contains(&next)
    }

    /// The shortest way, where some edges weigh more by a factor.
    fn shortest<'a>(
        &'a self,
        from: &[(u32, f64)],
        to: &[u32],
        (dear, known): (&Dear, &mut Known<'a>),
    ) -> Option<Path> {
        let hierarchy = self.allowed.hierarchy.as_deref();
        let plain = dear.is_empty() && self.avoid.is_empty() && self.allowed.all;
        if let Some(hierarchy) = hierarchy.filter(|_| plain) {
            return hierarchy.shortest(from, to);
        }
        let search = Search {
            from,
            most: f64::INFINITY,
            passable: |edge, next| self.passes(edge, next),
            weight: |edge: u32| {
                let factor = dear.get(&edge).copied().unwrap_or(1.0);
                self.graph.edges[edge as usize].weight * factor
            },
        };
        let Some(hierarchy) = hierarchy else {
            return tree::meet(self.graph, &search, to);
        };
        let remaining = known.entry(to.to_vec());
        let remaining = remaining.or_insert_with(|| Remaining::new(hierarchy, to));
        guided::shortest(self.graph, &search, to, remaining)
    }

    /// The shortest way through all stages, part by part.
    pub(super) fn through<'a>(&'a self, dear: &Dear, known: &mut Known<'a>) -> Option<Vec<Path>> {
        let starts = self.question.from.iter().map(|station| (*station, 0.0));
        // Ways to the stations of the stage before, each with the stage before that it comes from.
        let mut stages: Vec<BTreeMap<StationId, Path>> = Vec::new();
        let mut frontier: Vec<(StationId, f64)> = starts.collect();
        for goals in self
            .question
            .via
            .iter()
            .map(|goals| (goals, true))
            .chain([(&self.question.to, false)])
        {
            let from: Vec<(u32, f64)> = (frontier.iter())
                .flat_map(|(station, weight)| {
                    let nodes = self.graph.nodes_of(*station);
                    nodes.map(|node| (node, *weight))
                })
                .collect();
            let reached = self.stage(&from, goals, (dear, known));
            frontier = reached.iter().map(|(s, path)| (*s, path.weight)).collect();
            stages.push(reached);
        }
        let last = stages.last()?.iter();
        let (mut station, _) = last
            .min_by(|a, b| a.1.weight.total_cmp(&b.1.weight).then(a.0.cmp(b.0)))
            .map(|(station, path)| (*station, path))?;
        let mut parts = Vec::new();
        for mut stage in stages.into_iter().rev() {
            let path = stage.remove(&station)?;
            station = self.graph.nodes[path.start as usize].station?;
            parts.push(path);
        }
        parts.reverse();
        Some(parts)
    }

    /// The shortest way to each of the goals of a stage; at the last stage to the nearest one.
    fn stage<'a>(
        &'a self,
        from: &[(u32, f64)],
        (goals, each): (&Vec<StationId>, bool),
        (dear, known): (&Dear, &mut Known<'a>),
    ) -> BTreeMap<StationId, Path> {
        let nodes = |station: &StationId| self.graph.nodes_of(*station).collect::<Vec<u32>>();
        let mut found = BTreeMap::new();
        if each {
            for goal in goals {
                if let Some(path) = self.shortest(from, &nodes(goal), (dear, known)) {
                    found.insert(*goal, path);
                }
            }
        } else {
            let all: Vec<u32> = goals.iter().flat_map(nodes).collect();
            if let Some(path) = self.shortest(from, &all, (dear, known))
                && let Some(station) = self.graph.nodes[path.end as usize].station
            {
                found.insert(station, path);
            }
        }
        found
    }
}

/// Edges that weigh more, by a factor.
pub(super) type Dear = HashMap<u32, f64, Spread>;

pub(super) fn routes(graph: &Graph, question: &Question) -> Vec<Route> {
    let asked = Asked::new(graph, question, profile::searches(question));
    let mut known = Known::new();
    let Some(first) = asked.through(&Dear::default(), &mut known) else {
        return Vec::new();
    };
    let parts = alternatives::beside(&asked, first, question.alternatives, &mut known);
    parts
        .iter()
        .map(|parts| assemble::route(graph, parts))
        .collect()
}

pub(super) fn reach(graph: &Graph, question: &Question, metres: f64) -> Vec<Reached> {
    let asked = Asked::new(graph, question, 0);
    let from = question.from.iter();
    let from: Vec<(u32, f64)> = from
        .flat_map(|station| graph.nodes_of(*station))
        .map(|node| (node, 0.0))
        .collect();
    let search = Search {
        from: &from,
        most: metres,
        passable: |edge, next| asked.passes(edge, next),
        weight: |edge: u32| graph.edges[edge as usize].weight,
    };
    let tree = tree::all(graph, &search);
    let within = (0..graph.nodes.len() as u32).filter(|node| tree.weight[*node as usize] <= metres);
    let mut order: Vec<u32> = within.collect();
    order.sort_by(|a, b| {
        let weight = |node: u32| tree.weight[node as usize];
        weight(*a).total_cmp(&weight(*b)).then(a.cmp(b))
    });
    let mut guessed = vec![false; graph.nodes.len()];
    let mut told = HashSet::new();
    let mut found = Vec::new();
    for node in order {
        if let Some((before, edge)) = tree.by[node as usize] {
            let unknown = graph.edges[edge as usize].metres.is_nan();
            guessed[node as usize] = unknown || guessed[before as usize];
        }
        if let Some(station) = graph.nodes[node as usize].station
            && told.insert(station)
        {
            found.push(Reached {
                station,
                metres: tree.weight[node as usize],
                guessed: guessed[node as usize],
            });
        }
    }
    found
}
