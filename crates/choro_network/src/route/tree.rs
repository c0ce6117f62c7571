//! Dijkstra's algorithm: from one side, and from both.

use crate::Graph;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

/// What is searched.
pub(crate) struct Search<'s, P, W> {
    /// Where it begins, with the weight of having got there.
    pub(crate) from: &'s [(u32, f64)],
    /// The most a way may weigh.
    pub(crate) most: f64,
    /// Whether an edge may be taken to the node it leads to.
    pub(crate) passable: P,
    /// What an edge weighs; not negative.
    pub(crate) weight: W,
}

/// A way through the graph.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Path {
    /// The node it begins at.
    pub(crate) start: u32,
    /// The node it ends at.
    pub(crate) end: u32,
    /// Its edges in order.
    pub(crate) edges: Vec<u32>,
    /// What it weighs, with the weight of having got to its start.
    pub(crate) weight: f64,
}

/// Shortest ways from one side: for each node the weight, and the node and edge it was reached by.
pub(crate) struct Tree {
    pub(crate) weight: Vec<f64>,
    pub(crate) by: Vec<Option<(u32, u32)>>,
    queue: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Tree {
    pub(crate) fn new(nodes: usize, from: &[(u32, f64)]) -> Self {
        let mut tree = Self {
            weight: vec![f64::INFINITY; nodes],
            by: vec![None; nodes],
            queue: BinaryHeap::new(),
        };
        for (node, weight) in from {
            tree.reach(*node, *weight, None);
        }
        tree
    }

    fn reach(&mut self, node: u32, weight: f64, by: Option<(u32, u32)>) {
        if weight < self.weight[node as usize] {
            self.weight[node as usize] = weight;
            self.by[node as usize] = by;
            // Weights are not negative, so their bits are ordered as they are.
            self.queue.push(Reverse((weight.to_bits(), node)));
        }
    }

    /// The weight of the next node, where there is one.
    fn next_weight(&mut self) -> Option<f64> {
        while let Some(Reverse((bits, node))) = self.queue.peek() {
            let weight = f64::from_bits(*bits);
            if weight <= self.weight[*node as usize] {
                return Some(weight);
            }
            self.queue.pop();
        }
        None
    }

    /// Settles the next node and reaches its neighbours; tells each of them.
    fn settle<P, W>(
        &mut self,
        graph: &Graph,
        search: &Search<'_, P, W>,
        mut tell: impl FnMut(u32, f64),
    ) -> Option<(u32, f64)>
    where
        P: Fn(u32, u32) -> bool,
        W: Fn(u32) -> f64,
    {
        let weight = self.next_weight().filter(|w| *w <= search.most)?;
        let Reverse((_, node)) = self.queue.pop()?;
        for (next, edge) in graph.neighbours(node) {
            if (search.passable)(*edge, *next) {
                let through = weight + (search.weight)(*edge);
                self.reach(*next, through, Some((node, *edge)));
                tell(*next, through);
            }
        }
        Some((node, weight))
    }

    /// The edges from a start to a node, and that start.
    fn way(&self, end: u32) -> (u32, Vec<u32>) {
        let (mut at, mut edges) = (end, Vec::new());
        while let Some((before, edge)) = self.by[at as usize] {
            edges.push(edge);
            at = before;
        }
        edges.reverse();
        (at, edges)
    }
}

/// The shortest way to a node that is wanted.
pub(crate) fn spread<P, W>(
    graph: &Graph,
    search: &Search<'_, P, W>,
    wanted: impl Fn(u32) -> bool,
) -> Option<Path>
where
    P: Fn(u32, u32) -> bool,
    W: Fn(u32) -> f64,
{
    let mut tree = Tree::new(graph.nodes.len(), search.from);
    loop {
        let next = tree.settle(graph, search, |_, _| {})?;
        if wanted(next.0) {
            let (start, edges) = tree.way(next.0);
            return Some(Path {
                start,
                end: next.0,
                edges,
                weight: next.1,
            });
        }
    }
}

/// All shortest ways, as far as the search goes.
pub(crate) fn all<P, W>(graph: &Graph, search: &Search<'_, P, W>) -> Tree
where
    P: Fn(u32, u32) -> bool,
    W: Fn(u32) -> f64,
{
    let mut tree = Tree::new(graph.nodes.len(), search.from);
    while tree.settle(graph, search, |_, _| {}).is_some() {}
    // What was only seen from within is beyond.
    for (weight, by) in tree.weight.iter_mut().zip(&mut tree.by) {
        if *weight > search.most {
            (*weight, *by) = (f64::INFINITY, None);
        }
    }
    tree
}

/// The shortest way to one of some nodes, searched from both sides: on a large graph a small part
/// of it is seen.
pub(crate) fn meet<P, W>(graph: &Graph, search: &Search<'_, P, W>, to: &[u32]) -> Option<Path>
where
    P: Fn(u32, u32) -> bool,
    W: Fn(u32) -> f64,
{
    // On the way back it is the node an edge comes from that has to be passable, but for the start.
    let starts: HashSet<u32> = search.from.iter().map(|(node, _)| *node).collect();
    let back = Search {
        from: &to
            .iter()
            .filter(|node| starts.contains(node) || enters(graph, search, **node))
            .map(|node| (*node, 0.0))
            .collect::<Vec<_>>(),
        most: search.most,
        passable: |edge: u32, next: u32| {
            (search.passable)(edge, next)
                || starts.contains(&next) && (search.passable)(edge, other(graph, edge, next))
        },
        weight: &search.weight,
    };
    let nodes = graph.nodes.len();
    let mut trees = [Tree::new(nodes, search.from), Tree::new(nodes, back.from)];
    let mut best: Option<(f64, u32)> = None;
    for (node, weight) in search.from {
        if trees[1].weight[*node as usize] == 0.0 && best.is_none_or(|(b, _)| *weight < b) {
            best = Some((*weight, *node));
        }
    }
    loop {
        let [there, here] = &mut trees;
        let (Some(a), Some(b)) = (there.next_weight(), here.next_weight()) else {
            break;
        };
        if best.is_some_and(|(best, _)| a + b >= best) || a + b > search.most {
            break;
        }
        let mut tell = |node: u32, weight: f64, other: &Tree| {
            let whole = weight + other.weight[node as usize];
            if whole.is_finite() && best.is_none_or(|(best, _)| whole < best) {
                best = Some((whole, node));
            }
        };
        if a <= b {
            there.settle(graph, search, |node, weight| tell(node, weight, here));
        } else {
            here.settle(graph, &back, |node, weight| tell(node, weight, there));
        }
    }
    let (weight, middle) = best.filter(|(weight, _)| *weight <= search.most)?;
    let (start, mut edges) = trees[0].way(middle);
    let (end, rest) = trees[1].way(middle);
    edges.extend(rest.into_iter().rev());
    Some(Path {
        start,
        end,
        edges,
        weight,
    })
}

/// The other end of an edge.
pub(super) fn other(graph: &Graph, edge: u32, node: u32) -> u32 {
    let edge = &graph.edges[edge as usize];
    if edge.from == node {
        edge.to
    } else {
        edge.from
    }
}

/// Whether any edge may be taken to a node.
pub(super) fn enters<P, W>(graph: &Graph, search: &Search<'_, P, W>, node: u32) -> bool
where
    P: Fn(u32, u32) -> bool,
{
    let mut arcs = graph.neighbours(node).iter();
    arcs.any(|(_, edge)| (search.passable)(*edge, node))
}
