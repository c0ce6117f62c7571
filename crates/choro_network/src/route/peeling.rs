//! Which nodes are taken out of a graph first: those with at most two neighbours.
//!
//! Blind ends vanish, bends become a link between their neighbours, until every node that is left
//! has three neighbours or more. Of drawn networks a third to a tenth of the nodes is left.

/// Neighbours up to which a node is taken out here.
const FEW: usize = 2;

/// Which nodes are next to each; each pair once, no node next to itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Adjacency {
    /// Where the neighbours of each node begin in `to`; one more than nodes.
    pub(super) first: Vec<u32>,
    pub(super) to: Vec<u32>,
}

impl Adjacency {
    /// Of so many nodes with links in any order, some of them twice.
    pub(super) fn new(nodes: usize, links: impl Iterator<Item = (u32, u32)>) -> Self {
        let links = links.filter(|(a, b)| a != b);
        let mut both: Vec<(u32, u32)> = links.flat_map(|(a, b)| [(a, b), (b, a)]).collect();
        both.sort_unstable();
        both.dedup();
        let mut first = vec![0u32; nodes + 1];
        for (from, _) in &both {
            first[*from as usize + 1] += 1;
        }
        for at in 0..nodes {
            first[at + 1] += first[at];
        }
        Self {
            first,
            to: both.into_iter().map(|(_, to)| to).collect(),
        }
    }

    /// How many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.first.len().saturating_sub(1)
    }

    /// Where the neighbours of a node stand.
    pub(super) fn range(&self, node: u32) -> std::ops::Range<usize> {
        self.first[node as usize] as usize..self.first[node as usize + 1] as usize
    }

    /// The neighbours of a node.
    pub(super) fn of(&self, node: u32) -> &[u32] {
        &self.to[self.range(node)]
    }
}

/// A graph while nodes are taken out. No node ever gets more neighbours than it had, so that they
/// stay where they are.
struct Peeling {
    links: Adjacency,
    /// How many neighbours each node has left, which stand in front.
    left: Vec<u32>,
}

/// The nodes that are taken out, in order, and the others with what links them then: these by
/// number, the links between places in that list.
pub(super) fn peel(links: Adjacency) -> (Vec<u32>, Vec<u32>, Adjacency) {
    let nodes = links.nodes() as u32;
    let left = (0..nodes)
        .map(|node| links.range(node).len() as u32)
        .collect();
    let mut peeling = Peeling { links, left };
    let mut taken = Vec::new();
    let mut out = vec![false; nodes as usize];
    // Neighbours are never taken out in one round: so a long chain halves each time, and no way up
    // the hierarchy is long.
    let mut round: Vec<u32> = vec![0; nodes as usize];
    let mut open: Vec<u32> = (0..nodes).filter(|node| peeling.is_few(*node)).collect();
    let mut number = 0;
    while !open.is_empty() {
        number += 1;
        let mut next = Vec::new();
        for node in std::mem::take(&mut open) {
            if out[node as usize] {
                continue;
            }
            if round[node as usize] == number {
                next.push(node);
                continue;
            }
            out[node as usize] = true;
            taken.push(node);
            for neighbour in peeling.take_out(node) {
                round[neighbour as usize] = number;
                if peeling.is_few(neighbour) {
                    next.push(neighbour);
                }
            }
        }
        next.sort_unstable();
        next.dedup();
        open = next;
    }
    let rest: Vec<u32> = (0..nodes).filter(|node| !out[*node as usize]).collect();
    let mut place = vec![u32::MAX; nodes as usize];
    for (at, node) in rest.iter().enumerate() {
        place[*node as usize] = at as u32;
    }
    let pairs = rest.iter().flat_map(|node| {
        let place = &place;
        let of = peeling.of(*node).iter();
        of.map(move |to| (place[*node as usize], place[*to as usize]))
    });
    let core = Adjacency::new(rest.len(), pairs);
    (taken, rest, core)
}

impl Peeling {
    fn of(&self, node: u32) -> &[u32] {
        &self.links.of(node)[..self.left[node as usize] as usize]
    }

    fn is_few(&self, node: u32) -> bool {
        self.left[node as usize] as usize <= FEW
    }

    /// Takes out a node of few neighbours, which are linked then; tells them.
    fn take_out(&mut self, node: u32) -> Vec<u32> {
        let neighbours = self.of(node).to_vec();
        match neighbours.as_slice() {
            [a, b] if !self.of(*a).contains(b) => {
                self.replace(*a, node, *b);
                self.replace(*b, node, *a);
            }
            _ => {
                for neighbour in &neighbours {
                    self.remove(*neighbour, node);
                }
            }
        }
        neighbours
    }

    fn replace(&mut self, node: u32, old: u32, new: u32) {
        let range = self.links.range(node);
        let left = self.left[node as usize] as usize;
        let own = &mut self.links.to[range][..left];
        own.iter_mut()
            .filter(|to| **to == old)
            .for_each(|to| *to = new);
    }

    fn remove(&mut self, node: u32, old: u32) {
        let range = self.links.range(node);
        let left = self.left[node as usize] as usize;
        let own = &mut self.links.to[range][..left];
        if let Some(at) = own.iter().position(|to| *to == old) {
            own[at] = own[left - 1];
            self.left[node as usize] -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_taken_out_whole_and_a_mesh_stays() {
        let tree = [(0, 1), (1, 2), (1, 3), (3, 4)];
        let (taken, rest, _) = peel(Adjacency::new(5, tree.into_iter()));
        assert_eq!((taken.len(), rest.len()), (5, 0));
        // Four nodes, each next to the others, one of the links with a bend, one with a blind end.
        let mesh = [
            (0, 1),
            (0, 2),
            (0, 3),
            (1, 2),
            (1, 3),
            (2, 4),
            (4, 3),
            (0, 5),
        ];
        let (taken, rest, core) = peel(Adjacency::new(6, mesh.into_iter()));
        assert_eq!((taken, rest), (vec![4, 5], vec![0, 1, 2, 3]));
        assert_eq!(core.of(2), [0, 1, 3]);
    }
}
