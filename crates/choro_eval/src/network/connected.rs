//! The parts of a drawn network, and why the small ones are apart.

use choro_geometry::{Position, distance_m};
use choro_network::{Graph, Mode, Network, Stretch};
use choro_quantity::When;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Parts that are told one by one.
const TOLD: usize = 12;

/// Metres to the edge of what the extract holds, within which a part may go on beyond it.
const EDGE_M: f64 = 300.0;

/// Nodes and edges of railways in use that hang together.
#[derive(Default)]
struct Part {
    metres: f64,
    kinds: BTreeMap<String, f64>,
    stations: BTreeSet<u32>,
    ends: Vec<Position>,
}

/// Tells of the railways in use that hang together without boats.
pub(super) fn tell(out: &mut String, network: &Network, graph: &Graph) {
    let rails = |stretch: &Stretch| {
        let track = &stretch.track;
        track.mode == Mode::Rail && (stretch.change || track.in_use(&When::default()))
    };
    let lowest = graph.components(rails);
    let mut parts: BTreeMap<u32, Part> = BTreeMap::new();
    for (index, edge) in graph.edges.iter().enumerate() {
        let stretch = graph.stretch(index as u32);
        if stretch.change || !rails(stretch) {
            continue;
        }
        let part = parts.entry(lowest[edge.from as usize]).or_default();
        part.metres += edge.metres;
        *part.kinds.entry(stretch.track.kind.clone()).or_default() += edge.metres;
        for node in [edge.from, edge.to] {
            let node = &graph.nodes[node as usize];
            part.stations.extend(node.station.map(|station| station.0));
            part.ends.extend(node.position);
        }
    }
    let mut parts: Vec<Part> = parts.into_values().collect();
    parts.sort_by(|a, b| b.metres.total_cmp(&a.metres));
    let whole: f64 = parts.iter().map(|part| part.metres).sum();
    let all: usize = parts.iter().map(|part| part.stations.len()).sum();
    let _ = writeln!(
        out,
        "rails in use: {:.1} km in {} parts, {all} stations on them, {} of them in the largest two",
        whole / 1e3,
        parts.len(),
        parts
            .iter()
            .take(2)
            .map(|part| part.stations.len())
            .sum::<usize>()
    );
    let ends: Vec<Position> = parts
        .iter()
        .flat_map(|part| part.ends.iter().copied())
        .collect();
    let bounds = bounds(&ends);
    for part in parts.iter().take(TOLD) {
        let kinds = part.kinds.iter();
        let kinds: Vec<String> = kinds.map(|(k, m)| format!("{k} {:.1}", m / 1e3)).collect();
        let named: Vec<&str> = (part.stations.iter().take(3))
            .map(|id| network.stations[*id as usize].name.as_str())
            .collect();
        let _ = writeln!(
            out,
            "  {:>7.1} km {:>4} stations  {:<34} {} {}",
            part.metres / 1e3,
            part.stations.len(),
            kinds.join(", "),
            if at_edge(part, &bounds) {
                "leaves the extract"
            } else {
                "ends within it"
            },
            named.join(", ")
        );
    }
    let rest = parts.iter().skip(TOLD);
    let (short, apart): (usize, f64) = rest.fold((0, 0.0), |(n, m), p| (n + 1, m + p.metres));
    let _ = writeln!(out, "  and {short} parts of {:.1} km together", apart / 1e3);
    let apart = network.stations.iter().filter(|s| !s.points.is_empty());
    let _ = writeln!(out, "stations drawn: {}", apart.count());
}

fn bounds(ends: &[Position]) -> [f64; 4] {
    let start = [
        f64::INFINITY,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NEG_INFINITY,
    ];
    ends.iter().fold(start, |[w, s, e, n], p| {
        [w.min(p.lon), s.min(p.lat), e.max(p.lon), n.max(p.lat)]
    })
}

/// Whether a part comes to the edge of what the extract holds.
fn at_edge(part: &Part, [west, south, east, north]: &[f64; 4]) -> bool {
    let near = |a: Position, b: Position| distance_m(a, b) <= EDGE_M;
    part.ends.iter().any(|p| {
        near(*p, Position::new(*west, p.lat))
            || near(*p, Position::new(*east, p.lat))
            || near(*p, Position::new(p.lon, *south))
            || near(*p, Position::new(p.lon, *north))
    })
}
