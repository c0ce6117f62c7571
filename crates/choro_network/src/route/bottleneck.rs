//! Where a part of a graph is narrowest: as few links as possible between its beginning and its
//! end.
//!
//! A largest flow by the algorithm of Dinic (1970), every link carrying one unit either way: what
//! the flow saturates is the narrowest cut (Ford and Fulkerson 1956).

use super::peeling::Adjacency;

const UNSEEN: u32 = u32::MAX;

/// A flow through a part of a graph.
struct Flow<'p> {
    part: &'p Adjacency,
    /// The arc in the other direction, for each arc.
    back: Vec<u32>,
    /// What an arc carries: 1, 0, or -1 where its reverse carries one.
    carried: Vec<i8>,
    /// Steps from the beginning.
    level: Vec<u32>,
    /// The arc of each node that is tried next.
    next: Vec<u32>,
    queue: Vec<u32>,
}

/// For each node whether it lies on the side of the beginning, when the part is cut where it is
/// narrowest between the nodes at the `beginning` and those at the `end`.
pub(super) fn near_side(part: &Adjacency, beginning: &[u32], end: &[u32]) -> Vec<bool> {
    let mut ends = vec![false; part.nodes()];
    for node in end {
        ends[*node as usize] = true;
    }
    let mut flow = Flow {
        part,
        back: back(part),
        carried: vec![0; part.to.len()],
        level: Vec::new(),
        next: Vec::new(),
        queue: Vec::new(),
    };
    while flow.levels(beginning, &ends) {
        flow.next.clear();
        flow.next.extend_from_slice(&part.first[..part.nodes()]);
        for start in beginning {
            while flow.push(*start, &ends) {}
        }
    }
    flow.level.iter().map(|level| *level != UNSEEN).collect()
}

/// The arc in the other direction for each arc of a graph whose neighbours are sorted.
fn back(part: &Adjacency) -> Vec<u32> {
    // Arcs sorted by where they come from meet those sorted by where they lead to.
    let mut next = part.first.clone();
    let mut back = vec![0; part.to.len()];
    for node in 0..part.nodes() as u32 {
        for arc in part.range(node) {
            let to = part.to[arc] as usize;
            back[arc] = next[to];
            next[to] += 1;
        }
    }
    back
}

impl Flow<'_> {
    /// Counts steps over arcs that can carry more; whether the end is reached.
    fn levels(&mut self, beginning: &[u32], ends: &[bool]) -> bool {
        self.level.clear();
        self.level.resize(ends.len(), UNSEEN);
        self.queue.clear();
        for start in beginning {
            self.level[*start as usize] = 0;
            self.queue.push(*start);
        }
        let mut at = 0;
        let mut reached = UNSEEN;
        while let Some(node) = self.queue.get(at).copied() {
            at += 1;
            let level = self.level[node as usize];
            if level >= reached {
                break;
            }
            for arc in self.part.range(node) {
                let to = self.part.to[arc] as usize;
                if self.carried[arc] < 1 && self.level[to] == UNSEEN {
                    self.level[to] = level + 1;
                    self.queue.push(to as u32);
                    if ends[to] {
                        reached = level + 1;
                    }
                }
            }
        }
        reached != UNSEEN
    }

    /// Sends one unit from a start to the end; whether there was a way.
    fn push(&mut self, start: u32, ends: &[bool]) -> bool {
        let mut way: Vec<u32> = Vec::new();
        let mut node = start;
        while !ends[node as usize] {
            if let Some(arc) = self.onwards(node) {
                way.push(arc);
                node = self.part.to[arc as usize];
                continue;
            }
            let Some(arc) = way.pop() else {
                return false;
            };
            node = self.part.to[self.back[arc as usize] as usize];
            self.next[node as usize] += 1;
        }
        for arc in way {
            self.carried[arc as usize] += 1;
            self.carried[self.back[arc as usize] as usize] -= 1;
        }
        true
    }

    /// The next arc of a node that leads a step on and can carry more.
    fn onwards(&mut self, node: u32) -> Option<u32> {
        let end = self.part.first[node as usize + 1];
        let level = self.level[node as usize];
        while self.next[node as usize] < end {
            let arc = self.next[node as usize];
            let to = self.part.to[arc as usize] as usize;
            if self.carried[arc as usize] < 1 && self.level[to] == level + 1 {
                return Some(arc);
            }
            self.next[node as usize] += 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_meshes_are_cut_at_the_bridge_between_them() {
        let mesh = |at: u32| (at..at + 5).flat_map(move |a| (a + 1..at + 5).map(move |b| (a, b)));
        let links = mesh(0).chain(mesh(5)).chain([(4, 5)]);
        let part = Adjacency::new(10, links);
        let near = near_side(&part, &[0, 1], &[8, 9]);
        assert_eq!(near, [[true; 5], [false; 5]].concat());
    }
}
