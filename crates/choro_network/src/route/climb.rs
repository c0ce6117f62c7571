//! The shortest ways up from a node of a hierarchy.

use super::hierarchy::Hierarchy;

/// No place: where the climb begins, or what it does not reach.
const NONE: u32 = u32::MAX;

/// The nodes above one, with what the shortest way up to each weighs.
pub(super) struct Climb {
    /// Where it begins.
    pub(super) node: u32,
    /// From there to the last node of all. None lies above that is not among them.
    rungs: Vec<Rung>,
}

/// A node above.
#[derive(Clone, Copy)]
struct Rung {
    rank: u32,
    /// The place among the rungs that the way comes from.
    by: u32,
    /// What the way weighs; infinite where none leads there.
    weight: f64,
}

impl Climb {
    /// Climbs from a node, with the weight of having got there.
    pub(super) fn new(hierarchy: &Hierarchy, node: u32, weight: f64) -> Self {
        let elimination = hierarchy.elimination();
        let start = elimination.rank(node);
        let deepest = elimination.depth(start);
        let mut rungs: Vec<Rung> = Vec::with_capacity(deepest as usize + 1);
        let up = std::iter::successors(Some(start), |rank| elimination.parent(*rank));
        rungs.extend(up.map(|rank| Rung {
            rank,
            by: NONE,
            weight: f64::INFINITY,
        }));
        rungs[0].weight = weight;
        for place in 0..rungs.len() {
            let so_far = rungs[place].weight;
            if so_far.is_infinite() {
                continue;
            }
            for arc in elimination.range(rungs[place].rank) {
                let above = (deepest - elimination.depth(elimination.head(arc))) as usize;
                let weight = so_far + hierarchy.weight(arc);
                if weight < rungs[above].weight {
                    rungs[above].weight = weight;
                    rungs[above].by = place as u32;
                }
            }
        }
        Self { node, rungs }
    }

    /// The ranks that are reached, with what the way up to each weighs.
    pub(super) fn reached(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        let reached = self.rungs.iter().filter(|rung| rung.weight.is_finite());
        reached.map(|rung| (rung.rank, rung.weight))
    }

    /// Where the ways from here and there meet so that both together are shortest: what they weigh,
    /// and the rank. None where no way leads from one to the other.
    pub(super) fn top(&self, other: &Climb) -> Option<(f64, u32)> {
        let both = self.rungs.iter().rev().zip(other.rungs.iter().rev());
        both.take_while(|(here, there)| here.rank == there.rank)
            .map(|(here, there)| (here.weight + there.weight, here.rank))
            .filter(|(weight, _)| weight.is_finite())
            .min_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// The ranks on the way up to one, from there down.
    pub(super) fn way(&self, top: u32) -> Vec<u32> {
        let top = self.rungs.binary_search_by_key(&top, |rung| rung.rank);
        let rungs = top.ok().map(|place| self.rungs[place]);
        let down = std::iter::successors(rungs, |rung| self.rungs.get(rung.by as usize).copied());
        down.map(|rung| rung.rank).collect()
    }
}
