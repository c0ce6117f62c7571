//! Graph, questions and answers as tables, for tools of others to answer the same.

use super::timed::Asked;
use choro_network::{Graph, Modes, StationId};
use choro_quantity::When;
use std::fmt::Write as _;
use std::path::Path;

/// Writes `edges.tsv` (from, to, metres), `pairs.tsv` (nodes to begin at, nodes to end at, metres of
/// the answer or `-`, seconds it took) and `parts.tsv` (how many nodes hang together, one line for
/// each part).
pub(super) fn write(
    folder: &Path,
    graph: &Graph,
    modes: Modes,
    asked: &[Asked],
) -> Result<(), String> {
    let open = |stretch: &choro_network::Stretch| {
        let track = &stretch.track;
        stretch.change || modes.has(track.mode) && track.in_use(&When::default())
    };
    let mut edges = String::new();
    let mut within = vec![false; graph.nodes.len()];
    for (index, edge) in graph.edges.iter().enumerate() {
        if open(graph.stretch(index as u32)) {
            let _ = writeln!(edges, "{}\t{}\t{:?}", edge.from, edge.to, edge.weight);
            within[edge.from as usize] = true;
            within[edge.to as usize] = true;
        }
    }
    let weight = |edges: &[u32]| -> f64 {
        let weights = edges.iter().map(|edge| graph.edges[*edge as usize].weight);
        weights.sum()
    };
    let mut pairs = String::new();
    for asked in asked {
        let nodes = |station: StationId| {
            let nodes: Vec<String> = graph.nodes_of(station).map(|n| n.to_string()).collect();
            nodes.join(" ")
        };
        let route = asked.route.as_ref();
        let metres =
            route.map(|route| route.legs.iter().map(|leg| weight(&leg.edges)).sum::<f64>());
        let metres = metres.map_or("-".to_owned(), |metres| format!("{metres:?}"));
        let (from, to) = (nodes(asked.from), nodes(asked.to));
        let _ = writeln!(
            pairs,
            "{from}\t{to}\t{metres}\t{:?}",
            asked.took.as_secs_f64()
        );
    }
    let lowest = graph.components(open);
    let mut sizes = std::collections::BTreeMap::new();
    for (lowest, _) in lowest.iter().zip(&within).filter(|(_, within)| **within) {
        *sizes.entry(*lowest).or_insert(0usize) += 1;
    }
    let mut parts = String::new();
    for size in sizes.values() {
        parts.push_str(&format!("{size}\n"));
    }
    for (name, text) in [
        ("edges.tsv", edges),
        ("pairs.tsv", pairs),
        ("parts.tsv", parts),
    ] {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
