//! How a graph is prepared for questions about any modes and date: where shortcuts may be needed.
//!
//! Nodes are taken out one after the other, and whatever is next to a node is linked then. Which
//! links that makes depends on the order alone, not on what is open at a date: [`Hierarchy`] only
//! has to weigh them.
//!
//! [`Hierarchy`]: super::hierarchy::Hierarchy

use super::dissection;
use super::peeling::Adjacency;
use crate::Graph;

/// No rank: of the last node of a part that hangs together.
const NONE: u32 = u32::MAX;

/// The nodes of a graph by rank, in the order of being taken out, and the arcs to those taken out
/// later. These all lie on the one way up from a node over [`Elimination::parent`] to the last.
#[derive(Debug)]
pub(crate) struct Elimination {
    rank: Vec<u32>,
    parent: Vec<u32>,
    /// Steps up to the last node.
    depth: Vec<u32>,
    /// Where the arcs of each rank begin in `heads`; one more than ranks.
    first: Vec<u32>,
    /// The ranks arcs lead up to, of each rank from the lowest to the highest.
    heads: Vec<u32>,
}

impl Elimination {
    pub(super) fn new(graph: &Graph) -> Self {
        let ends = graph.edges.iter().map(|edge| (edge.from, edge.to));
        let links = Adjacency::new(graph.nodes.len(), ends);
        let order = dissection::order(links.clone());
        let mut rank = vec![0; order.len()];
        for (at, node) in order.iter().enumerate() {
            rank[*node as usize] = at as u32;
        }
        let mut made = Self {
            rank,
            parent: vec![NONE; order.len()],
            depth: vec![0; order.len()],
            first: vec![0],
            heads: Vec::new(),
        };
        made.eliminate(&order, &links);
        for at in (0..order.len()).rev() {
            if let Some(parent) = made.parent(at as u32) {
                made.depth[at] = made.depth[parent as usize] + 1;
            }
        }
        made
    }

    /// Makes the arcs: a node gets those of the nodes it is the parent of, and its own.
    fn eliminate(&mut self, order: &[u32], links: &Adjacency) {
        let mut children: Vec<Vec<u32>> = vec![Vec::new(); order.len()];
        let mut known = vec![NONE; order.len()];
        let mut up: Vec<u32> = Vec::new();
        for (at, node) in order.iter().enumerate() {
            let at = at as u32;
            up.clear();
            let mut add = |rank: u32| {
                if rank > at && std::mem::replace(&mut known[rank as usize], at) != at {
                    up.push(rank);
                }
            };
            for to in links.of(*node) {
                add(self.rank[*to as usize]);
            }
            for child in std::mem::take(&mut children[at as usize]) {
                self.heads[self.range(child)]
                    .iter()
                    .for_each(|rank| add(*rank));
            }
            up.sort_unstable();
            if let Some(parent) = up.first() {
                self.parent[at as usize] = *parent;
                children[*parent as usize].push(at);
            }
            self.heads.extend_from_slice(&up);
            self.first.push(self.heads.len() as u32);
        }
    }

    /// How many nodes there are.
    pub(super) fn ranks(&self) -> u32 {
        self.rank.len() as u32
    }

    /// How many arcs there are.
    pub(super) fn arcs(&self) -> usize {
        self.heads.len()
    }

    /// The rank of a node.
    pub(super) fn rank(&self, node: u32) -> u32 {
        self.rank[node as usize]
    }

    /// The lowest of the ranks that arcs lead up to.
    pub(super) fn parent(&self, rank: u32) -> Option<u32> {
        Some(self.parent[rank as usize]).filter(|parent| *parent != NONE)
    }

    /// Steps up to the last node.
    pub(super) fn depth(&self, rank: u32) -> u32 {
        self.depth[rank as usize]
    }

    /// The arcs of a rank.
    pub(super) fn range(&self, rank: u32) -> std::ops::Range<usize> {
        self.first[rank as usize] as usize..self.first[rank as usize + 1] as usize
    }

    /// The rank an arc leads up to.
    pub(super) fn head(&self, arc: usize) -> u32 {
        self.heads[arc]
    }

    /// The ranks that the arcs of a rank lead up to.
    pub(super) fn heads(&self, rank: u32) -> &[u32] {
        &self.heads[self.range(rank)]
    }

    /// The arc between two ranks, where there is one.
    pub(super) fn between(&self, a: u32, b: u32) -> Option<usize> {
        let (low, high) = (a.min(b), a.max(b));
        let at = self.heads(low).binary_search(&high).ok()?;
        Some(self.range(low).start + at)
    }
}
