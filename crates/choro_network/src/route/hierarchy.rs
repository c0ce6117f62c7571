//! A graph prepared for many questions: a contraction hierarchy.
//!
//! Nodes are taken out one after the other, the least important first; where the shortest way
//! between two neighbours led over the node taken out, a shortcut takes its place. A question then
//! climbs from both ends only to nodes that were taken out later, which are few. After Geisberger,
//! Sanders, Schultes and Delling, "Contraction Hierarchies" (2008), for edges that are passable
//! both ways; lengths are compared as they are, not rounded, and the answer is told by edges.

use super::contraction::Contraction;
use super::tree::Path;
use crate::Graph;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// What a shortcut or an edge stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Link {
    Edge(u32),
    /// Two arcs of the node in the middle, each by its index.
    Over(u32, u32),
}

/// A way from a node to one that was taken out later.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) to: u32,
    pub(super) link: Link,
    pub(super) weight: f64,
}

/// A graph prepared for one choice of modes and date.
#[derive(Debug)]
pub(crate) struct Hierarchy {
    /// Where the arcs of each node begin; the node's number by its rank of being taken out.
    range: Vec<(u32, u32)>,
    arcs: Vec<Arc>,
}

impl Hierarchy {
    /// Prepares the edges that are accepted.
    pub(crate) fn new(graph: &Graph, accept: impl Fn(u32) -> bool) -> Self {
        let mut contraction = Contraction::new(graph, accept);
        contraction.run();
        Self {
            range: contraction.range,
            arcs: contraction.arcs,
        }
    }

    fn arcs(&self, node: u32) -> std::ops::Range<u32> {
        let (from, to) = self.range[node as usize];
        from..to
    }

    /// The shortest way from one of some nodes, each with the weight of having got there, to one
    /// of others.
    pub(crate) fn shortest(&self, from: &[(u32, f64)], to: &[u32]) -> Option<Path> {
        let to: Vec<(u32, f64)> = to.iter().map(|node| (*node, 0.0)).collect();
        let mut climbs = [Climb::new(from), Climb::new(&to)];
        let mut best: Option<(f64, u32)> = None;
        loop {
            let next: Vec<Option<f64>> = climbs.iter_mut().map(Climb::next_weight).collect();
            let below = |weight: &Option<f64>| {
                weight.is_some_and(|w| best.is_none_or(|(best, _)| w < best))
            };
            let side = match (below(&next[0]), below(&next[1])) {
                (true, true) => usize::from(next[1] < next[0]),
                (true, false) => 0,
                (false, true) => 1,
                (false, false) => break,
            };
            let Some((node, weight)) = climbs[side].settle(self) else {
                break;
            };
            if let Some((other, _)) = climbs[1 - side].seen.get(&node) {
                let whole = weight + other;
                if best.is_none_or(|(best, at)| whole < best || whole == best && node < at) {
                    best = Some((whole, node));
                }
            }
        }
        let (weight, top) = best?;
        let (start, up) = climbs[0].way(top);
        let (end, down) = climbs[1].way(top);
        let mut edges = Vec::new();
        for arc in up.into_iter().rev() {
            self.unpack(arc, false, &mut edges);
        }
        for arc in down {
            self.unpack(arc, true, &mut edges);
        }
        Some(Path {
            start,
            end,
            edges,
            weight,
        })
    }

    /// The edges an arc stands for, walked from its node up or, reversed, down to it.
    fn unpack(&self, arc: u32, reversed: bool, edges: &mut Vec<u32>) {
        let mut open = vec![(arc, reversed)];
        while let Some((arc, reversed)) = open.pop() {
            match self.arcs[arc as usize].link {
                Link::Edge(edge) => edges.push(edge),
                // From the lower end: down the first arc to the middle, up the second.
                Link::Over(a, b) => {
                    let (first, second) = if reversed { (b, a) } else { (a, b) };
                    open.push((second, false));
                    open.push((first, true));
                }
            }
        }
    }
}

/// A search upwards.
struct Climb {
    seen: HashMap<u32, Seen, Spread>,
    queue: BinaryHeap<Reverse<(u64, u32)>>,
}

/// Weight of a node, and by which arc of which node it was reached.
type Seen = (f64, Option<(u32, u32)>);

/// Node numbers are hashed by a multiplication: they are not an adversary's.
type Spread = std::hash::BuildHasherDefault<NodeHasher>;

#[derive(Default)]
struct NodeHasher(u64);

impl std::hash::Hasher for NodeHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        let mixed = (self.0 ^ u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 32;
    }
}

impl Climb {
    fn new(from: &[(u32, f64)]) -> Self {
        let mut climb = Self {
            seen: HashMap::default(),
            queue: BinaryHeap::new(),
        };
        for (node, weight) in from {
            climb.reach(*node, *weight, None);
        }
        climb
    }

    fn reach(&mut self, node: u32, weight: f64, by: Option<(u32, u32)>) {
        let known = self.seen.entry(node).or_insert((f64::INFINITY, None));
        if weight < known.0 {
            *known = (weight, by);
            self.queue.push(Reverse((weight.to_bits(), node)));
        }
    }

    fn next_weight(&mut self) -> Option<f64> {
        while let Some(Reverse((bits, node))) = self.queue.peek() {
            let weight = f64::from_bits(*bits);
            if self.seen.get(node).is_some_and(|known| weight <= known.0) {
                return Some(weight);
            }
            self.queue.pop();
        }
        None
    }

    fn settle(&mut self, hierarchy: &Hierarchy) -> Option<(u32, f64)> {
        let weight = self.next_weight()?;
        let Reverse((_, node)) = self.queue.pop()?;
        let arcs = hierarchy.arcs(node);
        // A node to which a way from above is shorter is on no shortest way.
        let from_above = |arc: u32| {
            let arc = &hierarchy.arcs[arc as usize];
            let above = self.seen.get(&arc.to);
            above.is_some_and(|(above, _)| above + arc.weight < weight)
        };
        if arcs.clone().any(from_above) {
            return Some((node, weight));
        }
        for arc in arcs {
            let Arc {
                to, weight: step, ..
            } = hierarchy.arcs[arc as usize];
            self.reach(to, weight + step, Some((node, arc)));
        }
        Some((node, weight))
    }

    /// Where the climb to a node began, and its arcs from the last to the first.
    fn way(&self, end: u32) -> (u32, Vec<u32>) {
        let (mut at, mut arcs) = (end, Vec::new());
        while let Some((_, Some((node, arc)))) = self.seen.get(&at) {
            arcs.push(*arc);
            at = *node;
        }
        (at, arcs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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

    /// What the edges of a way weigh, where they hang together from its start to its end.
    fn walked(graph: &Graph, path: &Path) -> Option<f64> {
        let (mut at, mut sum) = (path.start, 0.0);
        for edge in &path.edges {
            let edge = &graph.edges[*edge as usize];
            at = match at {
                at if at == edge.from => edge.to,
                at if at == edge.to => edge.from,
                _ => return None,
            };
            sum += edge.weight;
        }
        (at == path.end).then_some(sum)
    }

    proptest! {
        #[test]
        fn every_search_finds_a_way_of_the_same_length(
            nodes in 1u32..60,
            edges in prop::collection::vec((0u32.., 0u32.., 0u16..300), 0..150),
            closed in prop::collection::vec(0usize..150, 0..30),
            from in prop::collection::vec((0u32.., 0u16..50), 1..4),
            to in prop::collection::vec(0u32.., 1..4),
        ) {
            let graph = graph(nodes, &edges);
            let from: Vec<(u32, f64)> = (from.iter())
                .map(|(node, weight)| (node % nodes, f64::from(*weight)))
                .collect();
            let to: Vec<u32> = to.iter().map(|node| node % nodes).collect();
            let open = |edge: u32| !closed.contains(&(edge as usize));
            let search = Search {
                from: &from,
                most: f64::INFINITY,
                passable: |edge, _| open(edge),
                weight: |edge: u32| graph.edges[edge as usize].weight,
            };
            let plain = spread(&graph, &search, |node| to.contains(&node));
            let others = [
                meet(&graph, &search, &to),
                Hierarchy::new(&graph, open).shortest(&from, &to),
            ];
            for other in others {
                prop_assert_eq!(plain.is_some(), other.is_some());
                let Some((plain, other)) = plain.as_ref().zip(other) else { continue };
                prop_assert!((plain.weight - other.weight).abs() < 1e-9);
                prop_assert!(other.edges.iter().all(|edge| open(*edge)));
                let start = from.iter().filter(|(node, _)| *node == other.start);
                let start = start.map(|(_, weight)| *weight).fold(f64::INFINITY, f64::min);
                let sum = walked(&graph, &other).map(|sum| start + sum);
                prop_assert!(sum.is_some_and(|sum| (sum - plain.weight).abs() < 1e-9));
                prop_assert!(to.contains(&other.end));
            }
        }
    }
}
