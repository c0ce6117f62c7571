//! The shortest ways up from a node of a hierarchy.

use super::hierarchy::Hierarchy;

/// No arc: where the climb begins, or what it does not reach.
const NONE: u32 = u32::MAX;

/// The nodes above one, with what the shortest way up to each weighs.
pub(super) struct Climb {
    /// Where it begins.
    pub(super) node: u32,
    /// The ranks from there to the last of all. No node lies above that is not among them.
    ranks: Vec<u32>,
    /// For each of the ranks; infinite where no way leads there.
    weight: Vec<f64>,
    /// For each of the ranks the place in the list that the way comes from.
    by: Vec<u32>,
}

impl Climb {
    /// Climbs from a node, with the weight of having got there.
    pub(super) fn new(hierarchy: &Hierarchy, node: u32, weight: f64) -> Self {
        let elimination = hierarchy.elimination();
        let start = elimination.rank(node);
        let deepest = elimination.depth(start);
        let many = deepest as usize + 1;
        let mut climb = Self {
            node,
            ranks: Vec::with_capacity(many),
            weight: vec![f64::INFINITY; many],
            by: vec![NONE; many],
        };
        climb.weight[0] = weight;
        climb.ranks.extend(std::iter::successors(Some(start), |r| {
            elimination.parent(*r)
        }));
        for place in 0..many {
            let so_far = climb.weight[place];
            if so_far.is_infinite() {
                continue;
            }
            for arc in elimination.range(climb.ranks[place]) {
                let above = (deepest - elimination.depth(elimination.head(arc))) as usize;
                let weight = so_far + hierarchy.weight(arc);
                if weight < climb.weight[above] {
                    climb.weight[above] = weight;
                    climb.by[above] = place as u32;
                }
            }
        }
        climb
    }

    /// The ranks that are reached, with what the way up to each weighs.
    pub(super) fn reached(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        let all = self.ranks.iter().copied().zip(self.weight.iter().copied());
        all.filter(|(_, weight)| weight.is_finite())
    }

    /// Where the ways from here and there meet so that both together are shortest: what they weigh,
    /// and the rank. None where no way leads from one to the other.
    pub(super) fn top(&self, other: &Climb) -> Option<(f64, u32)> {
        let here = self.ranks.iter().zip(&self.weight).rev();
        let there = other.ranks.iter().zip(&other.weight).rev();
        let both = here.zip(there).take_while(|(a, b)| a.0 == b.0);
        both.map(|((rank, a), (_, b))| (a + b, *rank))
            .filter(|(weight, _)| weight.is_finite())
            .min_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// The ranks on the way up to one, from there down.
    pub(super) fn way(&self, top: u32) -> Vec<u32> {
        let top = self.ranks.binary_search(&top);
        let places = std::iter::successors(top.ok(), |place| {
            let by = self.by[*place];
            (by != NONE).then_some(by as usize)
        });
        places.map(|place| self.ranks[place]).collect()
    }
}
