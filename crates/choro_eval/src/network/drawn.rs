//! The network of an OpenStreetMap extract: its parts, and random pairs of stations on it.

use super::{connected, folder, named, number, timed, written};
use choro_network::{Graph, Mode, Modes, Network, StationId};
use choro_way::{Limits, format::osm_pbf};
use std::fmt::Write as _;
use std::time::Instant;

/// `network routes EXTRACT.osm.pbf`.
pub(super) fn report(options: &[String]) -> Result<String, String> {
    let Some(path) = named(options) else {
        return Err("network routes: name an extract (.osm.pbf)".to_owned());
    };
    let out = folder(options);
    let pairs = number(options, "--pairs", 1_000)?;
    let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    let mut told = String::new();
    let start = Instant::now();
    let rails = Modes::of(&[Mode::Rail, Mode::Ferry]);
    let (ways, findings) = osm_pbf::read(path, &bytes, rails, &Limits::default());
    let _ = writeln!(
        told,
        "{path}: {} ways, {} points, {} findings, read in {:.0} ms",
        ways.ways.len(),
        ways.points.len(),
        findings.len(),
        1e3 * start.elapsed().as_secs_f64()
    );
    let start = Instant::now();
    let mut network = Network::default();
    network.draw(vec![("osm".to_owned(), ways)]);
    let graph = Graph::new(&network);
    let _ = writeln!(
        told,
        "graph: {} stations, {} nodes, {} edges, made in {:.0} ms",
        network.stations.len(),
        graph.nodes.len(),
        graph.edges.len(),
        1e3 * start.elapsed().as_secs_f64()
    );
    connected::tell(&mut told, &network, &graph);
    let modes = Modes::of(&[Mode::Rail]);
    let stations = on_rails(&network, &graph);
    if stations.is_empty() {
        return Ok(told);
    }
    let questions = timed::drawn(&stations, (pairs, 1), modes);
    let asked = timed::ask(&network, &graph, &questions, 3);
    timed::tell(&mut told, "pairs of stations", &asked);
    if let Some(out) = out {
        written::write(out, &graph, modes, &asked)?;
    }
    Ok(told)
}

/// The stations that rails in use lead to.
fn on_rails(network: &Network, graph: &Graph) -> Vec<StationId> {
    let ids = (0..network.stations.len() as u32).map(StationId);
    let on_rails = |id: &StationId| {
        let mut arcs = graph.nodes_of(*id).flat_map(|node| graph.neighbours(node));
        arcs.any(|(_, edge)| {
            let stretch = graph.stretch(*edge);
            let track = &stretch.track;
            !stretch.change
                && track.mode == Mode::Rail
                && track.in_use(&choro_quantity::When::default())
        })
    };
    ids.filter(on_rails).collect()
}
