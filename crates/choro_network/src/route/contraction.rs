//! How a graph is prepared: nodes are taken out one after the other.

use super::hierarchy::{Arc, Link};
use crate::Graph;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How many nodes a search for a way round a node looks at before it is given up and a shortcut
/// made, which is never wrong.
const LOOKED_AT: usize = 40;

/// Edges of a node up to which it is taken out without a search.
const FEW: usize = 2;

/// The graph while nodes are taken out.
pub(super) struct Contraction {
    /// What is left of the graph.
    left: Vec<Vec<Arc>>,
    /// How deep the hierarchy below a node is.
    depth: Vec<u32>,
    /// Where the arcs of each node begin and end.
    pub(super) range: Vec<(u32, u32)>,
    pub(super) arcs: Vec<Arc>,
    round: Round,
}

/// A small search, whose memory is used again.
struct Round {
    weight: Vec<f64>,
    touched: Vec<u32>,
    queue: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Contraction {
    pub(super) fn new(graph: &Graph, accept: impl Fn(u32) -> bool) -> Self {
        let nodes = graph.nodes.len();
        let mut left: Vec<Vec<Arc>> = vec![Vec::new(); nodes];
        for (index, edge) in graph.edges.iter().enumerate() {
            if edge.from == edge.to || !accept(index as u32) {
                continue;
            }
            let link = Link::Edge(index as u32);
            let weight = edge.weight;
            insert(&mut left, edge.from, edge.to, weight, link, link);
        }
        Self {
            left,
            depth: vec![0; nodes],
            range: vec![(0, 0); nodes],
            arcs: Vec::new(),
            round: Round {
                weight: vec![f64::INFINITY; nodes],
                touched: Vec::new(),
                queue: BinaryHeap::new(),
            },
        }
    }

    /// Takes all nodes out.
    pub(super) fn run(&mut self) {
        let nodes = 0..self.left.len() as u32;
        let mut queue: BinaryHeap<Reverse<(i64, u32)>> = nodes
            .map(|node| Reverse((self.guess(node), node)))
            .collect();
        let mut out = vec![false; self.left.len()];
        while let Some(Reverse((_, node))) = queue.pop() {
            if out[node as usize] {
                continue;
            }
            // Its neighbours may have been taken out since.
            let pairs = self.shortcuts(node);
            let priority = self.priority(node, pairs.len());
            let next = queue.peek();
            if next.is_some_and(|Reverse(next)| (priority, node) > *next) {
                queue.push(Reverse((priority, node)));
                continue;
            }
            out[node as usize] = true;
            for neighbour in self.take_out(node, &pairs) {
                // What has become a blind end or a mere bend comes next.
                if self.left[neighbour as usize].len() <= FEW {
                    queue.push(Reverse((self.guess(neighbour), neighbour)));
                }
            }
        }
    }

    /// Low for nodes that are worth taking out early: few shortcuts for the edges that go.
    fn priority(&self, node: u32, shortcuts: usize) -> i64 {
        let edges = self.left[node as usize].len() as i64;
        2 * (shortcuts as i64 - edges) + i64::from(self.depth[node as usize])
    }

    /// The priority before any search: as if every pair of neighbours needed a shortcut, or half of
    /// them where there are many.
    fn guess(&self, node: u32) -> i64 {
        let edges = self.left[node as usize].len();
        let pairs = edges * edges.saturating_sub(1) / 2;
        self.priority(node, if edges <= FEW + 1 { pairs } else { pairs / 2 })
    }

    /// Pairs of neighbours whose shortest way leads over the node: their places among its arcs.
    fn shortcuts(&mut self, node: u32) -> Vec<(u32, u32)> {
        let arcs = &self.left[node as usize];
        match arcs.len() {
            0 | 1 => return Vec::new(),
            // The shortcut takes the place of the bend; where another way is shorter it stays.
            2 => return vec![(0, 1)],
            _ => {}
        }
        let mut pairs = Vec::new();
        for (a, from) in arcs.iter().enumerate() {
            let rest = &arcs[a + 1..];
            let Some(most) = rest.iter().map(|arc| arc.weight).reduce(f64::max) else {
                break;
            };
            self.round
                .search(&self.left, from.to, node, from.weight + most);
            for (b, to) in rest.iter().enumerate() {
                if self.round.weight[to.to as usize] > from.weight + to.weight {
                    pairs.push((a as u32, (a + 1 + b) as u32));
                }
            }
            self.round.clear();
        }
        pairs
    }

    /// Takes a node out and puts shortcuts between pairs of its neighbours; tells these.
    fn take_out(&mut self, node: u32, pairs: &[(u32, u32)]) -> Vec<u32> {
        let arcs = std::mem::take(&mut self.left[node as usize]);
        let first = self.arcs.len() as u32;
        self.range[node as usize] = (first, first + arcs.len() as u32);
        for arc in &arcs {
            self.left[arc.to as usize].retain(|back| back.to != node);
            let below = self.depth[node as usize] + 1;
            let depth = &mut self.depth[arc.to as usize];
            *depth = below.max(*depth);
        }
        for (a, b) in pairs.iter().copied() {
            let (from, to) = (arcs[a as usize], arcs[b as usize]);
            let weight = from.weight + to.weight;
            let (there, back) = (
                Link::Over(first + a, first + b),
                Link::Over(first + b, first + a),
            );
            insert(&mut self.left, from.to, to.to, weight, there, back);
        }
        let neighbours = arcs.iter().map(|arc| arc.to).collect();
        self.arcs.extend(arcs);
        neighbours
    }
}

/// Adds an arc both ways, unless there is a shorter one.
fn insert(left: &mut [Vec<Arc>], a: u32, b: u32, weight: f64, there: Link, back: Link) {
    for (from, to, link) in [(a, b, there), (b, a, back)] {
        let arcs = &mut left[from as usize];
        match arcs.iter_mut().find(|arc| arc.to == to) {
            Some(known) if known.weight <= weight => {}
            Some(known) => *known = Arc { to, link, weight },
            None => arcs.push(Arc { to, link, weight }),
        }
    }
}

impl Round {
    /// Weights of nodes near `from` without `without`, as far as `most` or until enough was looked
    /// at. What is not settled may be less.
    fn search(&mut self, left: &[Vec<Arc>], from: u32, without: u32, most: f64) {
        self.reach(from, 0.0);
        let mut looked = 0;
        while let Some(Reverse((bits, node))) = self.queue.pop() {
            let weight = f64::from_bits(bits);
            if weight > self.weight[node as usize] {
                continue;
            }
            looked += 1;
            if weight > most || looked > LOOKED_AT {
                break;
            }
            for arc in &left[node as usize] {
                let through = weight + arc.weight;
                if arc.to != without && through <= most {
                    self.reach(arc.to, through);
                }
            }
        }
    }

    fn reach(&mut self, node: u32, weight: f64) {
        let known = &mut self.weight[node as usize];
        if weight < *known {
            if known.is_infinite() {
                self.touched.push(node);
            }
            *known = weight;
            self.queue.push(Reverse((weight.to_bits(), node)));
        }
    }

    fn clear(&mut self) {
        for node in self.touched.drain(..) {
            self.weight[node as usize] = f64::INFINITY;
        }
        self.queue.clear();
    }
}
