//! A graph prepared for many questions about one choice of modes and date: a hierarchy of shortcuts.
//!
//! Every arc of an [`Elimination`] gets the weight of the shortest way over nodes taken out before
//! both its ends. A question then only climbs from its two ends, to nodes that were taken out later:
//! some way leads up and down again that is as short as any. After Dibbelt, Strasser and Wagner,
//! "Customizable Contraction Hierarchies" (2016), for edges that are passable both ways; weights are
//! compared as they are, not rounded, and the answer is told by edges.

use super::climb::Climb;
use super::elimination::Elimination;
use super::tree::Path;
use crate::Graph;
use std::sync::Arc;

/// What an arc stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Link {
    /// Nothing that is open.
    Closed,
    Edge(u32),
    /// The ways from the node of this rank to both ends.
    Over(u32),
}

/// A graph prepared for one choice of modes and date.
#[derive(Debug)]
pub(crate) struct Hierarchy {
    elimination: Arc<Elimination>,
    /// For each arc; infinite where no way leads there.
    weight: Vec<f64>,
    link: Vec<Link>,
}

impl Hierarchy {
    /// Prepares the edges that are accepted.
    pub(crate) fn new(
        graph: &Graph,
        elimination: Arc<Elimination>,
        accept: impl Fn(u32) -> bool,
    ) -> Self {
        let mut made = Self {
            weight: vec![f64::INFINITY; elimination.arcs()],
            link: vec![Link::Closed; elimination.arcs()],
            elimination,
        };
        for (index, edge) in graph.edges.iter().enumerate() {
            let rank = |node| made.elimination.rank(node);
            let arc = made.elimination.between(rank(edge.from), rank(edge.to));
            if let Some(arc) = arc.filter(|_| accept(index as u32)) {
                made.shorten(arc, edge.weight, Link::Edge(index as u32));
            }
        }
        for rank in 0..made.elimination.ranks() {
            made.link_above(rank);
        }
        made
    }

    fn shorten(&mut self, arc: usize, weight: f64, link: Link) {
        if weight < self.weight[arc] {
            (self.weight[arc], self.link[arc]) = (weight, link);
        }
    }

    /// Weighs the ways over a node between those that were taken out later.
    fn link_above(&mut self, rank: u32) {
        let elimination = Arc::clone(&self.elimination);
        let range = elimination.range(rank);
        for first in range.clone() {
            let to_first = self.weight[first];
            if to_first.is_infinite() {
                continue;
            }
            // What lies above a node also lies above the lowest of these.
            let mut above = elimination.range(elimination.head(first));
            for second in first + 1..range.end {
                let head = elimination.head(second);
                let Some(arc) = above.find(|arc| elimination.head(*arc) == head) else {
                    break;
                };
                self.shorten(arc, to_first + self.weight[second], Link::Over(rank));
            }
        }
    }

    /// What is taken out after what.
    pub(super) fn elimination(&self) -> &Elimination {
        &self.elimination
    }

    /// What an arc weighs; infinite where no way leads there.
    pub(super) fn weight(&self, arc: usize) -> f64 {
        self.weight[arc]
    }

    /// The shortest way from one of some nodes, each with the weight of having got there, to one
    /// of others.
    pub(crate) fn shortest(&self, from: &[(u32, f64)], to: &[u32]) -> Option<Path> {
        let climb = |node: u32, weight| Climb::new(self, node, weight);
        let there: Vec<Climb> = from.iter().map(|(node, w)| climb(*node, *w)).collect();
        let back: Vec<Climb> = to.iter().map(|node| climb(*node, 0.0)).collect();
        let pairs = (there.iter()).flat_map(|one| back.iter().map(move |other| (one, other)));
        let tops = pairs.filter_map(|(one, other)| Some((one.top(other)?, one, other)));
        let (weight, one, other) = tops.min_by(|a, b| a.0.0.total_cmp(&b.0.0))?;
        let (weight, top) = weight;
        let mut edges = Vec::new();
        let up = one.way(top);
        for pair in up.windows(2).rev() {
            self.unpack(pair[1], pair[0], &mut edges);
        }
        for pair in other.way(top).windows(2) {
            self.unpack(pair[0], pair[1], &mut edges);
        }
        Some(Path {
            start: one.node,
            end: other.node,
            edges,
            weight,
        })
    }

    /// The edges that the arc between two ranks stands for, from one to the other.
    fn unpack(&self, from: u32, to: u32, edges: &mut Vec<u32>) {
        let mut open = vec![(from, to)];
        while let Some((from, to)) = open.pop() {
            let arc = self.elimination.between(from, to);
            match arc.map_or(Link::Closed, |arc| self.link[arc]) {
                Link::Closed => {}
                Link::Edge(edge) => edges.push(edge),
                Link::Over(middle) => open.extend([(middle, to), (from, middle)]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::guided::{self, Remaining};
    use crate::route::tree::{Search, meet, spread};
    use crate::{Edge, Node, Stretch};
    use proptest::prelude::*;

    /// Few nodes and many edges: loops, several edges between two nodes, edges of no length.
    fn graph(nodes: u32, edges: &[(u32, u32, u16)]) -> Graph {
        let edges = edges.iter().map(|(from, to, metres)| {
            let metres = f64::from(*metres) / 3.0;
            Edge {
                from: from % nodes,
                to: to % nodes,
                metres,
                weight: metres,
                track: 0,
            }
        });
        let nodes = vec![Node::default(); nodes as usize];
        Graph::from_edges(nodes, edges.collect(), vec![Stretch::default()])
    }

    fn prepared(graph: &Graph, open: impl Fn(u32) -> bool) -> Hierarchy {
        Hierarchy::new(graph, Arc::new(Elimination::new(graph)), open)
    }

    /// What the edges of a way weigh, where they hang together from its start to its end.
    fn walked(graph: &Graph, path: &Path, weight: impl Fn(u32) -> f64) -> Option<f64> {
        let (mut at, mut sum) = (path.start, 0.0);
        for index in &path.edges {
            let edge = &graph.edges[*index as usize];
            at = match at {
                at if at == edge.from => edge.to,
                at if at == edge.to => edge.from,
                _ => return None,
            };
            sum += weight(*index);
        }
        (at == path.end).then_some(sum)
    }

    proptest! {
        #[test]
        fn every_search_finds_a_way_of_the_same_length(
            nodes in 1u32..60,
            edges in prop::collection::vec((0u32.., 0u32.., 0u16..300), 0..150),
            closed in prop::collection::vec(0usize..150, 0..30),
            avoid in prop::collection::vec(0u32..60, 0..4),
            dearer in prop::collection::vec(0usize..150, 0..10),
            from in prop::collection::vec((0u32.., 0u16..50), 1..4),
            to in prop::collection::vec(0u32.., 1..4),
        ) {
            let graph = graph(nodes, &edges);
            let from: Vec<(u32, f64)> = (from.iter())
                .map(|(node, weight)| (node % nodes, f64::from(*weight)))
                .collect();
            let to: Vec<u32> = to.iter().map(|node| node % nodes).collect();
            let open = |edge: u32| !closed.contains(&(edge as usize));
            let length = |edge: u32| graph.edges[edge as usize].weight;
            let factor = |edge: u32| if dearer.contains(&(edge as usize)) { 1.5 } else { 1.0 };
            for avoids in [false, true] {
                let dear = |edge: u32| length(edge) * if avoids { factor(edge) } else { 1.0 };
                let search = Search {
                    from: &from,
                    most: f64::INFINITY,
                    passable: |edge, next| open(edge) && !(avoids && avoid.contains(&next)),
                    weight: dear,
                };
                let plain = spread(&graph, &search, |node| to.contains(&node));
                let (all, some) = (prepared(&graph, |_| true), prepared(&graph, open));
                let mut others = vec![meet(&graph, &search, &to)];
                for hierarchy in [&all, &some] {
                    let mut remaining = Remaining::new(hierarchy, &to);
                    others.push(guided::shortest(&graph, &search, &to, &mut remaining));
                    // What was found out by one search serves the next.
                    others.push(guided::shortest(&graph, &search, &to, &mut remaining));
                }
                if !avoids {
                    others.push(some.shortest(&from, &to));
                }
                for other in others {
                    prop_assert_eq!(plain.is_some(), other.is_some());
                    let Some((plain, other)) = plain.as_ref().zip(other) else { continue };
                    prop_assert!((plain.weight - other.weight).abs() < 1e-9);
                    prop_assert!(other.edges.iter().all(|edge| open(*edge)));
                    let start = from.iter().filter(|(node, _)| *node == other.start);
                    let start = start.map(|(_, weight)| *weight).fold(f64::INFINITY, f64::min);
                    let sum = walked(&graph, &other, dear).map(|sum| start + sum);
                    prop_assert!(sum.is_some_and(|sum| (sum - plain.weight).abs() < 1e-9));
                    prop_assert!(to.contains(&other.end));
                }
            }
        }
    }
}
