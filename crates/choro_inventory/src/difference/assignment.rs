//! Which old site goes with which new one, each with one at most.

/// A possible pair and what speaks for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    pub(super) old: u32,
    pub(super) new: u32,
    pub(super) score: f64,
}

/// Sites on either side of a cluster for which the best of all pairings is sought; in larger ones
/// the best pair is taken again and again.
const EXACT: usize = 48;

/// The pairing with the highest sum of scores, which are all above nought; in large clusters
/// nearly so. Ends in order of the old sites.
pub(super) fn assign(mut edges: Vec<Edge>) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    for cluster in clusters(&mut edges) {
        let (olds, news) = (
            numbers(cluster.iter().map(|e| e.old)),
            numbers(cluster.iter().map(|e| e.new)),
        );
        if cluster.len() == 1 {
            pairs.push((cluster[0].old, cluster[0].new));
        } else if olds.len() <= EXACT && news.len() <= EXACT {
            best(cluster, &olds, &news, &mut pairs);
        } else {
            greedy(cluster, &mut pairs);
        }
    }
    pairs.sort_unstable();
    pairs
}

fn numbers(found: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut numbers: Vec<u32> = found.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The edges sorted so that those hanging together lie together.
fn clusters(edges: &mut [Edge]) -> Vec<&[Edge]> {
    let olds = edges.iter().map(|e| e.old).max().map_or(0, |m| m + 1);
    let news = edges.iter().map(|e| e.new).max().map_or(0, |m| m + 1);
    let mut parent: Vec<u32> = (0..olds + news).collect();
    for edge in edges.iter() {
        let (a, b) = (
            root(&mut parent, edge.old),
            root(&mut parent, olds + edge.new),
        );
        parent[a.max(b) as usize] = a.min(b);
    }
    edges.sort_by_key(|e| (root(&mut parent, e.old), e.old, e.new));
    let edges: &[Edge] = edges;
    edges
        .chunk_by(|a, b| root(&mut parent, a.old) == root(&mut parent, b.old))
        .collect()
}

fn root(parent: &mut [u32], of: u32) -> u32 {
    let mut at = of;
    while parent[at as usize] != at {
        parent[at as usize] = parent[parent[at as usize] as usize];
        at = parent[at as usize];
    }
    at
}

fn greedy(cluster: &[Edge], pairs: &mut Vec<(u32, u32)>) {
    let mut order: Vec<&Edge> = cluster.iter().collect();
    order.sort_by(|a, b| (b.score.total_cmp(&a.score)).then((a.old, a.new).cmp(&(b.old, b.new))));
    let (mut olds, mut news) = (
        std::collections::HashSet::new(),
        std::collections::HashSet::new(),
    );
    for edge in order {
        if !olds.contains(&edge.old) && !news.contains(&edge.new) {
            olds.insert(edge.old);
            news.insert(edge.new);
            pairs.push((edge.old, edge.new));
        }
    }
}

/// The Hungarian method with potentials (Kuhn 1955, Munkres 1957), rows being old sites; a column
/// of its own for each row stands for having no partner.
fn best(cluster: &[Edge], olds: &[u32], news: &[u32], pairs: &mut Vec<(u32, u32)>) {
    let (rows, columns) = (olds.len(), news.len() + olds.len());
    let mut cost = vec![vec![0.0; columns]; rows];
    for edge in cluster {
        let (row, column) = (olds.binary_search(&edge.old), news.binary_search(&edge.new));
        if let (Ok(row), Ok(column)) = (row, column) {
            cost[row][column] = -edge.score;
        }
    }
    // Rows and columns count from 1; column 0 holds the row to be placed.
    let (mut of_row, mut of_column) = (vec![0.0; rows + 1], vec![0.0; columns + 1]);
    let (mut placed, mut way) = (vec![0; columns + 1], vec![0; columns + 1]);
    for row in 1..=rows {
        placed[0] = row;
        let mut at = 0;
        let mut least = vec![f64::INFINITY; columns + 1];
        let mut done = vec![false; columns + 1];
        while placed[at] != 0 {
            done[at] = true;
            let (mut next, mut step) = (0, f64::INFINITY);
            for column in (1..=columns).filter(|c| !done[*c]) {
                let row = placed[at];
                let reduced = cost[row - 1][column - 1] - of_row[row] - of_column[column];
                if reduced < least[column] {
                    (least[column], way[column]) = (reduced, at);
                }
                if least[column] < step {
                    (step, next) = (least[column], column);
                }
            }
            for column in 0..=columns {
                if done[column] {
                    of_row[placed[column]] += step;
                    of_column[column] -= step;
                } else {
                    least[column] -= step;
                }
            }
            at = next;
        }
        while at != 0 {
            placed[at] = placed[way[at]];
            at = way[at];
        }
    }
    for (column, new) in news.iter().enumerate() {
        let row = placed[column + 1];
        if row != 0 && cost[row - 1][column] < 0.0 {
            pairs.push((olds[row - 1], *new));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edge(old: u32, new: u32, score: f64) -> Edge {
        Edge { old, new, score }
    }

    /// The highest sum of any pairing, by trying them all.
    fn highest(edges: &[Edge], used: &mut Vec<u32>, old: u32, olds: u32) -> f64 {
        if old == olds {
            return 0.0;
        }
        let mut best = highest(edges, used, old + 1, olds);
        for edge in edges.iter().filter(|e| e.old == old) {
            if !used.contains(&edge.new) {
                used.push(edge.new);
                best = best.max(edge.score + highest(edges, used, old + 1, olds));
                used.pop();
            }
        }
        best
    }

    #[test]
    fn the_best_pair_alone_does_not_decide() {
        let edges = vec![edge(0, 0, 9.0), edge(0, 1, 10.0), edge(1, 1, 9.5)];
        assert_eq!(assign(edges), [(0, 0), (1, 1)]);
    }

    #[test]
    fn large_clusters_are_paired_too() {
        let edges = (0..200)
            .flat_map(|i| [edge(i, i, 5.0), edge(i, i + 1, 1.0)])
            .collect();
        let pairs = assign(edges);
        assert_eq!(pairs.len(), 200);
        assert!(pairs.iter().all(|(old, new)| old == new));
    }

    proptest! {
        #[test]
        fn no_pairing_is_better(scores in prop::collection::btree_map((0u32..6, 0u32..6), 1u8..50, 0..20)) {
            let edges: Vec<Edge> = scores.iter().map(|((o, n), s)| edge(*o, *n, f64::from(*s))).collect();
            let pairs = assign(edges.clone());
            let sum: f64 = pairs.iter().map(|p| f64::from(scores[p])).sum();
            prop_assert_eq!(sum, highest(&edges, &mut Vec::new(), 0, 6));
            let mut news: Vec<u32> = pairs.iter().map(|p| p.1).collect();
            news.sort_unstable();
            news.dedup();
            prop_assert_eq!(news.len(), pairs.len());
        }
    }
}
