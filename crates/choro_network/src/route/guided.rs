//! The shortest way round what is to be avoided, or past what was made dearer, on a graph that was
//! prepared without that.
//!
//! What is left to go from a node is at least what it would be without avoiding anything, which the
//! hierarchy tells: a search that looks first where the least is left sees little beside the way it
//! finds. After Strasser and Zeitz, "A Fast and Tight Heuristic for A* in Road Networks" (2021).

use super::climb::Climb;
use super::hierarchy::Hierarchy;
use super::tree::{Path, Search, enters, other};
use crate::Graph;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet, VecDeque};
use std::hash::{BuildHasherDefault, Hasher};

/// What the shortest way to some goals weighs, where nothing is avoided or dearer.
pub(super) struct Remaining<'h> {
    hierarchy: &'h Hierarchy,
    /// By rank, as far as it was asked for; before that not a number.
    weight: Vec<f64>,
    /// By rank what the ways down to the goals weigh.
    down: HashMap<u32, f64, Spread>,
}

impl<'h> Remaining<'h> {
    pub(super) fn new(hierarchy: &'h Hierarchy, goals: &[u32]) -> Self {
        let mut down = HashMap::default();
        for goal in goals {
            for (rank, weight) in Climb::new(hierarchy, *goal, 0.0).reached() {
                let known = down.entry(rank).or_insert(f64::INFINITY);
                *known = weight.min(*known);
            }
        }
        let ranks = hierarchy.elimination().ranks() as usize;
        Self {
            hierarchy,
            weight: vec![f64::NAN; ranks],
            down,
        }
    }

    /// From a node; infinite where no way leads to a goal.
    fn from(&mut self, node: u32) -> f64 {
        let elimination = self.hierarchy.elimination();
        let rank = elimination.rank(node);
        let unknown = |rank: &u32| self.weight[*rank as usize].is_nan();
        let up = std::iter::successors(Some(rank), |rank| elimination.parent(*rank));
        let up: Vec<u32> = up.take_while(unknown).collect();
        // A way goes down at once, or up first, to nodes of which all is known by then.
        for rank in up.into_iter().rev() {
            let mut best = self.down.get(&rank).copied().unwrap_or(f64::INFINITY);
            for arc in elimination.range(rank) {
                let above = self.weight[elimination.head(arc) as usize];
                best = best.min(self.hierarchy.weight(arc) + above);
            }
            self.weight[rank as usize] = best;
        }
        self.weight[rank as usize]
    }
}

/// A node as the search sees it.
struct Seen {
    weight: f64,
    /// The node looked at before, and the last edge on the way from there.
    by: Option<(u32, u32)>,
}

/// A way from one node to the next where there is a choice.
struct Stretch {
    end: u32,
    last: u32,
    weight: f64,
}

/// The search so far.
struct Front<'r, 'h> {
    remaining: &'r mut Remaining<'h>,
    seen: HashMap<u32, Seen, Spread>,
    /// By the weight of the whole way over a node, as far as can be told; with its own then.
    queue: BinaryHeap<Reverse<(u64, u64, u32)>>,
}

impl Front<'_, '_> {
    fn reach(&mut self, node: u32, weight: f64, by: Option<(u32, u32)>) {
        if self
            .seen
            .get(&node)
            .is_some_and(|seen| seen.weight <= weight)
        {
            return;
        }
        let whole = weight + self.remaining.from(node);
        if whole.is_finite() {
            self.seen.insert(node, Seen { weight, by });
            // Weights are not negative, so their bits are ordered as they are.
            let (whole, weight) = (whole.to_bits(), weight.to_bits());
            self.queue.push(Reverse((whole, weight, node)));
        }
    }

    fn path(&self, graph: &Graph, end: u32) -> Path {
        let (mut start, mut edges) = (end, Vec::new());
        while let Some((before, last)) = self.seen.get(&start).and_then(|seen| seen.by) {
            let mut edge = last;
            loop {
                edges.push(edge);
                start = other(graph, edge, start);
                if start == before {
                    break;
                }
                let Some(onwards) = onwards(graph, start, edge) else {
                    break;
                };
                edge = onwards;
            }
        }
        edges.reverse();
        Path {
            start,
            end,
            edges,
            weight: self
                .seen
                .get(&end)
                .map_or(f64::INFINITY, |seen| seen.weight),
        }
    }
}

/// The edge that leads on from a node where there is no choice.
fn onwards(graph: &Graph, node: u32, came_by: u32) -> Option<u32> {
    match graph.neighbours(node) {
        [(_, edge), (_, back)] | [(_, back), (_, edge)] if *back == came_by => Some(*edge),
        _ => None,
    }
}

/// The way over an edge of a node and on to where there is a choice, or to a goal; none where it
/// may not be taken, or ends blind.
fn stretch<P, W>(
    graph: &Graph,
    search: &Search<'_, P, W>,
    goals: &[u32],
    (node, (next, edge)): (u32, (u32, u32)),
) -> Option<Stretch>
where
    P: Fn(u32, u32) -> bool,
    W: Fn(u32) -> f64,
{
    let (mut end, mut last, mut weight) = (next, edge, 0.0);
    loop {
        if !(search.passable)(last, end) || end == node {
            return None;
        }
        weight += (search.weight)(last);
        if graph.neighbours(end).len() > 2 || goals.contains(&end) {
            return Some(Stretch { end, last, weight });
        }
        last = onwards(graph, end, last)?;
        end = other(graph, last, end);
    }
}

/// The shortest way to one of some goals, to which `remaining` tells the way. What an edge weighs
/// and where it may be taken is nowhere less or more than in the hierarchy.
pub(super) fn shortest<P, W>(
    graph: &Graph,
    search: &Search<'_, P, W>,
    goals: &[u32],
    remaining: &mut Remaining<'_>,
) -> Option<Path>
where
    P: Fn(u32, u32) -> bool,
    W: Fn(u32) -> f64,
{
    let mut front = Front {
        remaining,
        seen: HashMap::default(),
        queue: BinaryHeap::new(),
    };
    for (node, weight) in search.from {
        front.reach(*node, *weight, None);
    }
    let mut behind = Behind::new(graph, search, goals);
    while let Some(Reverse((_, bits, node))) = front.queue.pop() {
        let weight = f64::from_bits(bits);
        if front
            .seen
            .get(&node)
            .is_some_and(|seen| seen.weight < weight)
        {
            continue;
        }
        if goals.contains(&node) {
            return Some(front.path(graph, node));
        }
        if behind.is_cut_off(graph, search, &front.seen) {
            return None;
        }
        for arc in graph.neighbours(node) {
            if let Some(way) = stretch(graph, search, goals, (node, *arc)) {
                front.reach(way.end, weight + way.weight, Some((node, way.last)));
            }
        }
    }
    None
}

/// What lies behind the goals, looked at step by step beside the search: where that is little and
/// the search is not in it, no way leads there, and the search need not see all the rest.
struct Behind {
    seen: HashSet<u32, Spread>,
    open: VecDeque<u32>,
    /// Whether a way is known to lead there.
    met: bool,
}

impl Behind {
    fn new<P, W>(graph: &Graph, search: &Search<'_, P, W>, goals: &[u32]) -> Self
    where
        P: Fn(u32, u32) -> bool,
    {
        let entered = goals
            .iter()
            .copied()
            .filter(|node| enters(graph, search, *node));
        let open: VecDeque<u32> = entered.collect();
        Self {
            seen: open.iter().copied().collect(),
            open,
            met: search.from.iter().any(|(node, _)| goals.contains(node)),
        }
    }

    /// Looks at one node more; whether all were seen and the search is at none of them.
    fn is_cut_off<P, W>(
        &mut self,
        graph: &Graph,
        search: &Search<'_, P, W>,
        front: &HashMap<u32, Seen, Spread>,
    ) -> bool
    where
        P: Fn(u32, u32) -> bool,
    {
        if self.met {
            return false;
        }
        let Some(node) = self.open.pop_front() else {
            self.met = search.from.iter().any(|(node, _)| self.seen.contains(node));
            return !self.met;
        };
        self.met = front.contains_key(&node);
        for (before, edge) in graph.neighbours(node) {
            if (search.passable)(*edge, node) && self.seen.insert(*before) {
                self.open.push_back(*before);
            }
        }
        false
    }
}

/// Node numbers are hashed by a multiplication: they are not an adversary's.
pub(super) type Spread = BuildHasherDefault<NodeHasher>;

#[derive(Default)]
pub(super) struct NodeHasher(u64);

impl Hasher for NodeHasher {
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
