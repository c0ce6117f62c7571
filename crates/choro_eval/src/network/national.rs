//! A synthetic network of the size of a country's.
//!
//! Places stand on a grid whose nodes are moved at random. A tree that reaches all of them, drawn
//! at random, and a third of the other links between neighbours make a net in which a node has two
//! or three links, as in drawn networks: many ends are blind. Each link is cut into up to three
//! stretches with stations between; its length is that of the straight line and up to half as much
//! again. One link in twenty is young.

use super::{folder, named, number, timed, written};
use crate::sites::chance::Chance;
use crate::speed::on_processor;
use choro_geometry::{Position, distance_m};
use choro_network::route::{Question, reach};
use choro_network::{Edge, Graph, Modes, Network, Node, StationId, Stretch, Track};
use choro_quantity::When;
use std::fmt::Write as _;
use std::time::Instant;

/// Degrees between the nodes of the grid.
const STEP: f64 = 0.01;

/// Stretches of a link on average, and links of a node: for how large the grid has to be.
const PER_NODE: f64 = 2.0 * 1.333;

/// When the young links were opened.
const YOUNG: &str = "1950/..";

/// Questions asked before anything is prepared.
const UNPREPARED: usize = 2;

/// Questions of each of the kinds that take longer.
const FURTHER: usize = 50;

/// Metres along the network that are near.
const NEAR_M: f64 = 200_000.0;

/// `network national [EDGES]`.
pub(super) fn report(options: &[String]) -> Result<String, String> {
    let edges = match named(options) {
        Some(text) => text
            .parse()
            .map_err(|_| format!("network national: {text} is no number"))?,
        None => 1_000_000,
    };
    let pairs = number(options, "--pairs", 1_000)?;
    let seed = number(options, "--seed", 1)? as u64;
    let mut told = String::new();
    let before = resident_mb();
    let graph = graph(edges, seed);
    let made = resident_mb();
    let _ = writeln!(
        told,
        "graph: {} nodes, {} edges, {:.0} MB",
        graph.nodes.len(),
        graph.edges.len(),
        made - before
    );
    let network = Network::default();
    let stations: Vec<StationId> = (0..graph.nodes.len() as u32).map(StationId).collect();
    let questions = timed::drawn(&stations, (pairs, seed), Modes::ALL);
    let some = &questions[..questions.len().min(UNPREPARED)];
    let plain = timed::ask(&network, &graph, some, 1);
    timed::tell(&mut told, "not prepared", &plain);
    for (what, when) in [("", ""), (" for another year", "1940")] {
        let (start, busy) = (Instant::now(), on_processor());
        graph.prepare(Modes::ALL, &When::parse(when).unwrap_or_default());
        let took = start.elapsed().as_secs_f64();
        let spent = on_processor()
            .zip(busy)
            .map(|(end, start)| end.saturating_sub(start));
        let _ = writeln!(
            told,
            "prepared{what} in {took:.1} s, of which {:.1} s on the processor, {:.0} MB more",
            spent.map_or(took, |spent| spent.as_secs_f64()),
            resident_mb() - made
        );
    }
    let asked = timed::ask(&network, &graph, &questions, 3);
    timed::tell(&mut told, "prepared", &asked);
    let again = plain.iter().zip(&asked);
    let differ = again.filter(|(a, b)| metres(a) != metres(b)).count();
    let _ = writeln!(
        told,
        "answers that differ from those not prepared: {differ} of {}",
        plain.len()
    );
    if let Some(out) = folder(options) {
        written::write(out, &graph, Modes::ALL, &asked)?;
    }
    further(&mut told, &network, &graph, &questions, &asked);
    Ok(told)
}

/// What takes more than the shortest way: around its middle, beside it, and all that is near.
fn further(
    told: &mut String,
    network: &Network,
    graph: &Graph,
    questions: &[Question],
    asked: &[timed::Asked],
) {
    let some = || questions.iter().zip(asked).take(FURTHER);
    let around = some().filter_map(|(question, asked)| {
        let stations = &asked.route.as_ref()?.legs.first()?.stations;
        let avoid = vec![*stations.get(stations.len() / 2)?];
        Some(Question {
            avoid,
            ..question.clone()
        })
    });
    let around: Vec<Question> = around.collect();
    timed::tell(
        told,
        "around a station",
        &timed::ask(network, graph, &around, 3),
    );
    for alternatives in [1, 3] {
        let beside = some().map(|(question, _)| Question {
            alternatives,
            ..question.clone()
        });
        let beside: Vec<Question> = beside.collect();
        let what = format!("with {alternatives} beside");
        timed::tell(told, &what, &timed::ask(network, graph, &beside, 1));
    }
    let mut times: Vec<f64> = Vec::new();
    let mut found = 0;
    for (question, _) in some() {
        let start = Instant::now();
        found += reach(graph, question, NEAR_M).len();
        times.push(1e3 * start.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    if let (Some(median), Some(longest)) = (times.get(times.len() / 2), times.last()) {
        let _ = writeln!(
            told,
            "within 200 km {} stations on average   median {median:.0} ms   longest {longest:.0} ms",
            found / times.len()
        );
    }
}

/// Metres of an answer, to the millimetre.
fn metres(asked: &timed::Asked) -> Option<i64> {
    let route = asked.route.as_ref()?;
    Some((route.known_m * 1e3).round() as i64)
}

/// A network of about so many edges.
fn graph(edges: usize, seed: u64) -> Graph {
    let side = ((edges as f64 / PER_NODE).sqrt().ceil() as usize).max(2);
    let mut chance = Chance::new(seed, 2, 0);
    let mut share = || chance.unit();
    let mut nodes: Vec<Node> = Vec::new();
    for at in 0..side * side {
        let (row, column) = (at / side, at % side);
        let moved = |n: usize, by: f64| (n as f64 + 0.8 * (by - 0.5)) * STEP;
        let (lon, lat) = (moved(column, share()), moved(row, share()));
        nodes.push(Node {
            station: Some(StationId(at as u32)),
            position: Some(Position::new(100.0 + lon, 30.0 + lat)),
        });
    }
    let mut links: Vec<(f64, usize, usize)> = Vec::new();
    for at in 0..side * side {
        if at % side + 1 < side {
            links.push((share(), at, at + 1));
        }
        if at / side + 1 < side {
            links.push((share(), at, at + side));
        }
    }
    links.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut roots: Vec<usize> = (0..nodes.len()).collect();
    let mut found = Vec::new();
    for (_, from, to) in links {
        let (a, b) = (root(&mut roots, from), root(&mut roots, to));
        roots[a] = b;
        if a != b || share() < 1.0 / 3.0 {
            link(&mut nodes, &mut found, (from as u32, to as u32), &mut share);
        }
    }
    let young = Stretch {
        track: Track {
            when: When::parse(YOUNG).unwrap_or_default(),
            ..Track::default()
        },
        ..Stretch::default()
    };
    Graph::from_edges(nodes, found, vec![Stretch::default(), young])
}

/// A link between two nodes, in up to three stretches.
fn link(
    nodes: &mut Vec<Node>,
    edges: &mut Vec<Edge>,
    (from, to): (u32, u32),
    share: &mut impl FnMut() -> f64,
) {
    let at = |node: u32| nodes[node as usize].position.unwrap_or_default();
    let (a, b) = (at(from), at(to));
    let winding = 1.0 + 0.5 * share();
    let stretches = 1 + (3.0 * share()) as u32;
    let part = distance_m(a, b) * winding / f64::from(stretches);
    let mut last = from;
    for nth in 1..=stretches {
        let next = if nth == stretches {
            to
        } else {
            let along = f64::from(nth) / f64::from(stretches);
            let between = |a: f64, b: f64| a + (b - a) * along;
            let position = Position::new(between(a.lon, b.lon), between(a.lat, b.lat));
            let station = Some(StationId(nodes.len() as u32));
            nodes.push(Node {
                station,
                position: Some(position),
            });
            nodes.len() as u32 - 1
        };
        edges.push(Edge {
            from: last,
            to: next,
            metres: part,
            weight: part,
            track: u32::from(winding > 1.475),
        });
        last = next;
    }
}

fn root(roots: &mut [usize], mut at: usize) -> usize {
    while roots[at] != at {
        roots[at] = roots[roots[at]];
        at = roots[at];
    }
    at
}

/// Megabytes of memory that the process holds; 0 where the system does not tell.
fn resident_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kb = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kb.unwrap_or(0.0) / 1e3
}
