//! Graphs so large that they are prepared, or searched from both sides, answer as Dijkstra's algorithm
//! does.

use choro_network::route::{Question, reach, routes};
use choro_network::{Edge, Graph, Modes, Node, StationId, Stretch, Track};
use choro_quantity::When;
use proptest::prelude::*;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// More edges than are prepared at the first question.
const MANY: usize = 20_200;

/// A graph of stations in a row with chords across, whose edges belong to two tracks: one of all
/// times and one that was opened in 1950.
fn graph(stations: u32, chords: &[(u32, u32, u16, bool)], length: impl Fn(u32) -> f64) -> Graph {
    let nodes = (0..stations)
        .map(|station| Node {
            station: Some(StationId(station)),
            position: None,
        })
        .collect();
    let edge = |from: u32, to: u32, metres: f64, track: u32| Edge {
        from,
        to,
        metres,
        weight: metres,
        track,
    };
    let row = (1..stations).map(|to| edge(to - 1, to, length(to), 0));
    let across = chords.iter().map(|(from, to, metres, young)| {
        let (from, to) = (from % stations, to % stations);
        edge(from, to, f64::from(*metres) / 7.0, u32::from(*young))
    });
    let track = |when: &str| Stretch {
        track: Track {
            when: When::parse(when).unwrap_or_default(),
            ..Track::default()
        },
        ..Stretch::default()
    };
    Graph::from_edges(
        nodes,
        row.chain(across).collect(),
        vec![track(""), track("1950/..")],
    )
}

/// Plain Dijkstra, for comparison: metres from one station to all others.
fn plain(graph: &Graph, from: u32, avoid: &[u32], when: &When) -> Vec<f64> {
    let mut found = vec![f64::INFINITY; graph.nodes.len()];
    let mut queue = BinaryHeap::from([Reverse((0u64, from))]);
    found[from as usize] = 0.0;
    while let Some(Reverse((bits, node))) = queue.pop() {
        let metres = f64::from_bits(bits);
        if metres > found[node as usize] {
            continue;
        }
        for (next, edge) in graph.neighbours(node) {
            let through = metres + graph.edges[*edge as usize].metres;
            let open = graph.stretch(*edge).track.in_use(when) && !avoid.contains(next);
            if open && through < found[*next as usize] {
                found[*next as usize] = through;
                queue.push(Reverse((through.to_bits(), *next)));
            }
        }
    }
    found
}

fn question(from: u32, to: u32, when: &When) -> Question {
    Question {
        from: vec![StationId(from)],
        to: vec![StationId(to)],
        via: Vec::new(),
        avoid: Vec::new(),
        avoid_lines: Vec::new(),
        modes: Modes::ALL,
        when: when.clone(),
        alternatives: 0,
    }
}

/// Metres of the shortest route, after a look that its edges lead from one end to the other.
fn told(graph: &Graph, question: &Question) -> f64 {
    let network = choro_network::Network::default();
    let found = routes(&network, graph, question);
    let Some(route) = found.first() else {
        return f64::INFINITY;
    };
    let mut at = question.from[0].0;
    let mut sum = 0.0;
    for edge in route.legs.iter().flat_map(|leg| &leg.edges) {
        let edge = &graph.edges[*edge as usize];
        assert!(edge.from == at || edge.to == at, "the edges hang together");
        at = if edge.from == at { edge.to } else { edge.from };
        sum += edge.metres;
    }
    assert_eq!(at, question.to[0].0);
    assert!((sum - route.known_m).abs() < 1e-6);
    sum
}

fn same(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 1e-9 * a.max(b)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn prepared_or_not_the_shortest_way_is_found(
        chords in prop::collection::vec((0u32.., 0u32.., 0u16..2_000, any::<bool>()), 50..200),
        pairs in prop::collection::vec((0u32.., 0u32..), 5),
        avoid in prop::collection::vec(0u32.., 40),
        gap in 1u32..5_000,
    ) {
        let stations = MANY as u32;
        // The row is torn at one place, so that some ways lead nowhere.
        let length = |to: u32| if to == gap { 1e9 } else { f64::from(to * 7_919 % 1_000) };
        let graph = graph(stations, &chords, length);
        let avoid: Vec<u32> = avoid.iter().map(|a| a % stations).collect();
        for year in ["1940", "1960"] {
            let when = When::parse(year).unwrap_or_default();
            for (from, to) in &pairs {
                let (from, to) = (from % stations, to % stations);
                let ask = question(from, to, &when);
                let all = plain(&graph, from, &[], &when);
                prop_assert!(same(told(&graph, &ask), all[to as usize]));
                if avoid.contains(&to) {
                    continue;
                }
                let round = Question {
                    avoid: avoid.iter().map(|a| StationId(*a)).collect(),
                    ..ask
                };
                let all = plain(&graph, from, &avoid, &when);
                prop_assert!(same(told(&graph, &round), all[to as usize]));
            }
        }
    }

    #[test]
    fn what_is_within_reach_is_what_is_that_near(
        chords in prop::collection::vec((0u32.., 0u32.., 0u16..2_000, any::<bool>()), 0..60),
        from in 0u32..50,
        far in 0u32..3_000,
    ) {
        let graph = graph(50, &chords, |to| f64::from(to * 37 % 100));
        let when = When::year(1960);
        let found = reach(&graph, &question(from, from, &when), f64::from(far));
        let all = plain(&graph, from, &[], &when);
        let near = all.iter().filter(|metres| **metres <= f64::from(far)).count();
        prop_assert_eq!(found.len(), near);
        prop_assert!(found.iter().all(|r| same(r.metres, all[r.station.0 as usize])));
    }
}

#[test]
fn a_graph_prepared_beforehand_answers_as_one_that_was_not() {
    let graph = graph(MANY as u32, &[(3, 5_000, 700, false)], |_| 10.0);
    let when = When::default();
    let ask = question(0, 5_100, &when);
    let before = told(&graph, &ask);
    graph.prepare(Modes::ALL, &when);
    assert!(same(told(&graph, &ask), before));
    assert!(same(before, 30.0 + 100.0 + 1_000.0));
}
