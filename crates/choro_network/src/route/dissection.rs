//! In which order nodes are taken out of a graph: nested dissection.
//!
//! A graph is cut in two by as few nodes as possible; these are taken out last, and each side is
//! cut in the same way. Where to cut is looked for between the first and the last quarter of the
//! nodes, ordered from one far end to the other. After Schild and Sommer, "On Balanced Separators
//! in Road Networks" (2015), with steps instead of positions, which not every station has.

use super::bottleneck::near_side;
use super::peeling::{Adjacency, peel};

/// Nodes of a part that is not cut further.
const SMALL: usize = 6;

/// The share of a part that lies on one side of the cut for certain: one in so many.
const SHARE: usize = 4;

/// A part of the graph: its nodes, and what links them by their places in that list.
struct Part {
    nodes: Vec<u32>,
    links: Adjacency,
}

/// All nodes of a graph in the order in which they are taken out.
pub(super) fn order(links: Adjacency) -> Vec<u32> {
    let (mut order, nodes, links) = peel(links);
    // What is cut first is taken out last.
    let mut backwards = Vec::new();
    let mut open = vec![Part { nodes, links }];
    while let Some(part) = open.pop() {
        if part.nodes.len() <= SMALL {
            backwards.extend(part.nodes);
            continue;
        }
        let (side, sides) = part.sides();
        let cut = (0..).zip(&part.nodes);
        backwards.extend(cut.filter_map(|(at, node)| (side[at] == NO_SIDE).then_some(*node)));
        open.extend(part.divided(&side, sides));
    }
    order.extend(backwards.into_iter().rev());
    order
}

/// Of nodes between the sides.
const NO_SIDE: u32 = u32::MAX;

impl Part {
    /// The side each node lies on, [`NO_SIDE`] where the cut takes it, and how many sides there are.
    fn sides(&self) -> (Vec<u32>, u32) {
        let (side, sides) = self.pieces();
        if sides > 1 {
            return (side, sides);
        }
        let order = self.end_to_end();
        let share = (order.len() / SHARE).max(1);
        let near = near_side(&self.links, &order[..share], &order[order.len() - share..]);
        // Either the nodes before the cut or those behind it will do.
        let touches = |node: u32, near_one: bool| {
            near[node as usize] == near_one
                && (self.links.of(node).iter()).any(|to| near[*to as usize] != near_one)
        };
        let count = |near_one: bool| {
            let nodes = 0..self.nodes.len() as u32;
            nodes.filter(|node| touches(*node, near_one)).count()
        };
        let taken = count(true) <= count(false);
        let side = (0..self.nodes.len() as u32).map(|node| {
            if touches(node, taken) {
                NO_SIDE
            } else {
                u32::from(near[node as usize])
            }
        });
        (side.collect(), 2)
    }

    /// The pieces that hang together, by number.
    fn pieces(&self) -> (Vec<u32>, u32) {
        let mut piece = vec![NO_SIDE; self.nodes.len()];
        let mut pieces = 0;
        let mut queue = Vec::new();
        for start in 0..self.nodes.len() as u32 {
            if piece[start as usize] == NO_SIDE {
                self.flood(start, &mut queue, |node| {
                    let new = piece[node as usize] == NO_SIDE;
                    piece[node as usize] = pieces;
                    new
                });
                pieces += 1;
            }
        }
        (piece, pieces)
    }

    /// The nodes reached from one, the nearest first. `new` tells whether a node was not seen yet,
    /// and from then on it is.
    fn flood(&self, start: u32, queue: &mut Vec<u32>, mut new: impl FnMut(u32) -> bool) {
        queue.clear();
        new(start);
        queue.push(start);
        let mut at = 0;
        while let Some(node) = queue.get(at).copied() {
            at += 1;
            for to in self.links.of(node) {
                if new(*to) {
                    queue.push(*to);
                }
            }
        }
    }

    /// Steps from a node to all others, and the node farthest off.
    fn steps(&self, from: u32) -> (Vec<i32>, u32) {
        let mut seen = vec![false; self.nodes.len()];
        let mut order = Vec::new();
        self.flood(from, &mut order, |node| {
            !std::mem::replace(&mut seen[node as usize], true)
        });
        let mut steps = vec![0; self.nodes.len()];
        let mut known = vec![false; self.nodes.len()];
        known[from as usize] = true;
        for node in &order {
            for to in self.links.of(*node) {
                if !std::mem::replace(&mut known[*to as usize], true) {
                    steps[*to as usize] = steps[*node as usize] + 1;
                }
            }
        }
        (steps, order.last().copied().unwrap_or(from))
    }

    /// The nodes ordered by how much nearer they are to one far end than to the other.
    fn end_to_end(&self) -> Vec<u32> {
        let (_, one) = self.steps(0);
        let (from_one, other) = self.steps(one);
        let (from_other, _) = self.steps(other);
        let mut order: Vec<u32> = (0..self.nodes.len() as u32).collect();
        order.sort_by_key(|node| (from_one[*node as usize] - from_other[*node as usize], *node));
        order
    }

    /// The sides as parts of their own.
    fn divided(&self, side: &[u32], sides: u32) -> Vec<Part> {
        let mut place = vec![0u32; side.len()];
        let mut nodes: Vec<Vec<u32>> = vec![Vec::new(); sides as usize];
        let mut links: Vec<Vec<(u32, u32)>> = vec![Vec::new(); sides as usize];
        for (at, own) in side.iter().enumerate().filter(|(_, own)| **own != NO_SIDE) {
            place[at] = nodes[*own as usize].len() as u32;
            nodes[*own as usize].push(self.nodes[at]);
        }
        for (at, own) in side.iter().enumerate().filter(|(_, own)| **own != NO_SIDE) {
            for to in self.links.of(at as u32) {
                let to = *to as usize;
                if to > at && side[to] == *own {
                    links[*own as usize].push((place[at], place[to]));
                }
            }
        }
        let parts = nodes.into_iter().zip(links).map(|(nodes, links)| Part {
            links: Adjacency::new(nodes.len(), links.into_iter()),
            nodes,
        });
        parts.filter(|part| !part.nodes.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_is_cut_in_two_and_every_node_comes_once() {
        let side = 20u32;
        let at = |row: u32, column: u32| row * side + column;
        let across = (0..side).flat_map(|r| (1..side).map(move |c| (at(r, c - 1), at(r, c))));
        let down = (1..side).flat_map(|r| (0..side).map(move |c| (at(r - 1, c), at(r, c))));
        let links = Adjacency::new((side * side) as usize, across.chain(down));
        let order = order(links.clone());
        let mut all = order.clone();
        all.sort_unstable();
        assert!(all.into_iter().eq(0..side * side));
        // Without the last nodes the rest falls into parts of which none is more than three quarters.
        let last: Vec<u32> = order[order.len() - side as usize..].to_vec();
        let kept: Vec<u32> = (0..side * side).filter(|n| !last.contains(n)).collect();
        let place = |node: u32| kept.iter().position(|kept| *kept == node);
        let pairs = kept
            .iter()
            .flat_map(|node| links.of(*node).iter().map(move |to| (*node, *to)));
        let pairs = pairs.filter_map(|(a, b)| Some((place(a)? as u32, place(b)? as u32)));
        let rest = Part {
            links: Adjacency::new(kept.len(), pairs),
            nodes: kept,
        };
        let (piece, pieces) = rest.pieces();
        let largest = (0..pieces)
            .map(|p| piece.iter().filter(|at| **at == p).count())
            .max();
        assert!(
            pieces > 1 && largest.is_some_and(|many| many <= 300),
            "{largest:?}"
        );
    }
}
