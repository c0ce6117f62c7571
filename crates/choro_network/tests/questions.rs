//! What a route can be asked: through where, around what, in how many ways, with which gauges.

use choro_network::route::{Question, Route, routes};
use choro_network::{
    Crossing, Edge, Graph, Line, Mode, Modes, Network, Node, Placing, Section, Station, StationId,
    Stop, Stretch, Track,
};
use choro_quantity::When;

/// Stations 0 to 5: a short line 0–1–2 of 10 km each, a longer one 0–3–2 of 15 km each, a long
/// way round 0–4–5–2 of 20 km each, each its own line.
fn graph() -> Graph {
    let nodes = (0..6).map(|station| Node {
        station: Some(StationId(station)),
        position: None,
    });
    let lines = [
        (0, 1, 10.0),
        (1, 2, 10.0),
        (0, 3, 15.0),
        (3, 2, 15.0),
        (0, 4, 20.0),
        (4, 5, 20.0),
        (5, 2, 20.0),
    ];
    let tracks = [0, 0, 1, 1, 2, 2, 2];
    let edges = lines
        .iter()
        .zip(tracks)
        .map(|((from, to, km), track)| Edge {
            from: *from,
            to: *to,
            metres: km * 1_000.0,
            weight: km * 1_000.0,
            track,
        });
    let stretch = |line: u32| Stretch {
        line: Some(line),
        name: format!("Line {line}"),
        ..Stretch::default()
    };
    Graph::from_edges(
        nodes.collect(),
        edges.collect(),
        (0..3).map(stretch).collect(),
    )
}

fn question() -> Question {
    Question {
        from: vec![StationId(0)],
        to: vec![StationId(2)],
        via: Vec::new(),
        avoid: Vec::new(),
        avoid_lines: Vec::new(),
        modes: Modes::ALL,
        when: When::default(),
        alternatives: 0,
    }
}

fn ask(question: &Question) -> Vec<Route> {
    routes(&Network::default(), &graph(), question)
}

fn km(routes: &[Route]) -> Vec<f64> {
    routes.iter().map(|route| route.known_m / 1_000.0).collect()
}

#[test]
fn alternatives_run_elsewhere_and_are_told_from_short_to_long() {
    let found = ask(&Question {
        alternatives: 5,
        ..question()
    });
    assert_eq!(km(&found), [20.0, 30.0, 60.0]);
    assert_eq!(
        km(&ask(&Question {
            alternatives: 1,
            ..question()
        })),
        [20.0, 30.0]
    );
}

#[test]
fn a_second_track_is_no_alternative() {
    let mut graph = graph();
    let mut edges = graph.edges.clone();
    edges.extend(graph.edges[..2].iter().map(|edge| Edge {
        metres: edge.metres + 40.0,
        weight: edge.weight + 40.0,
        ..*edge
    }));
    graph = Graph::from_edges(graph.nodes.clone(), edges, graph.tracks.clone());
    let asked = Question {
        alternatives: 1,
        ..question()
    };
    assert_eq!(
        km(&routes(&Network::default(), &graph, &asked)),
        [20.0, 30.0]
    );
}

#[test]
fn stations_and_lines_are_avoided() {
    let without = Question {
        avoid: vec![StationId(1)],
        ..question()
    };
    assert_eq!(km(&ask(&without)), [30.0]);
    let without = Question {
        avoid_lines: vec![0, 1],
        ..question()
    };
    assert_eq!(km(&ask(&without)), [60.0]);
}

#[test]
fn of_several_stations_on_the_way_the_one_that_makes_it_shortest_is_taken() {
    // 3 is nearer to the start than 5, but not nearer on the whole than 1.
    let through = Question {
        via: vec![vec![StationId(5), StationId(3)]],
        ..question()
    };
    assert_eq!(km(&ask(&through)), [30.0]);
    let twice = Question {
        via: vec![vec![StationId(3)], vec![StationId(1)]],
        ..question()
    };
    assert_eq!(km(&ask(&twice)), [50.0]);
}

#[test]
fn any_of_several_beginnings_may_be_the_nearest() {
    let found = ask(&Question {
        from: vec![StationId(0), StationId(5)],
        to: vec![StationId(2), StationId(1)],
        ..question()
    });
    assert_eq!(km(&found), [10.0]);
}

/// A line of three sections with these gauges.
fn gauges(of: [&[u16]; 3]) -> Vec<usize> {
    let nodes = (0..4).map(|station| Node {
        station: Some(StationId(station)),
        position: None,
    });
    let edges = (0..3).map(|at| Edge {
        from: at,
        to: at + 1,
        metres: 1_000.0,
        weight: 1_000.0,
        track: at,
    });
    let tracks = of.iter().enumerate().map(|(at, gauge)| Stretch {
        name: format!("Line {at}"),
        track: Track {
            gauge_mm: gauge.to_vec(),
            ..Track::default()
        },
        ..Stretch::default()
    });
    let graph = Graph::from_edges(nodes.collect(), edges.collect(), tracks.collect());
    let asked = Question {
        to: vec![StationId(3)],
        ..question()
    };
    routes(&Network::default(), &graph, &asked)[0].gauge_breaks()
}

#[test]
fn gauges_break_where_no_train_gets_through_that_came_so_far() {
    assert_eq!(gauges([&[1_435], &[1_435], &[1_520]]), [1]);
    // Mixed rails carry both, but not the train that came on one gauge to the other.
    assert_eq!(gauges([&[1_435], &[1_435, 1_520], &[1_520]]), [1]);
    assert_eq!(gauges([&[1_435], &[], &[1_435]]), [0usize; 0]);
    assert_eq!(gauges([&[1_435], &[], &[762]]), [1]);
}

/// A line on each side of a border river, each of two stations, with a bridge between their ends.
fn border(mode: &str, status: &[(&str, &str)]) -> Network {
    let stop = |name: &str, station| Stop {
        name: name.to_owned(),
        names: Vec::new(),
        km: None,
        position: None,
        place: None,
        placing: Placing::Stated,
        transfers: Vec::new(),
        station: StationId(station),
    };
    let line = |name: &str, stops: [Stop; 2]| Line {
        name: name.to_owned(),
        stops: stops.to_vec(),
        sections: vec![Section {
            metres: Some(10_000.0),
            ..Section::default()
        }],
        ..Line::default()
    };
    let names = ["Hoeryong", "Namyang", "Tumen", "Yanji"];
    let station = |(at, name): (usize, &&str)| Station {
        name: (*name).to_owned(),
        stops: vec![(at / 2, at % 2)],
        ..Station::default()
    };
    let told =
        |(text, when): &(&str, &str)| ((*text).to_owned(), When::parse(when).unwrap_or_default());
    Network {
        lines: vec![
            line("Hambuk Line", [stop("Hoeryong", 0), stop("Namyang", 1)]),
            line("Changtu Line", [stop("Tumen", 2), stop("Yanji", 3)]),
        ],
        stations: names.iter().enumerate().map(station).collect(),
        crossings: vec![Crossing {
            id: "namyang-tumen".to_owned(),
            name: "Namyang–Tumen railway bridge".to_owned(),
            from: ("Namyang".to_owned(), None),
            to: ("Tumen".to_owned(), None),
            mode: mode.to_owned(),
            river: "Tumen River".to_owned(),
            position: None,
            status: status.iter().map(told).collect(),
            statements: Vec::new(),
            source: "own".to_owned(),
        }],
        ..Network::default()
    }
}

/// Whether one gets over the border by rail.
fn crosses(network: &Network, when: &str) -> Option<Route> {
    let asked = Question {
        to: vec![StationId(3)],
        modes: Modes::of(&[Mode::Rail]),
        when: When::parse(when).unwrap_or_default(),
        ..question()
    };
    routes(network, &Graph::new(network), &asked)
        .into_iter()
        .next()
}

#[test]
fn a_railway_bridge_joins_the_networks_of_two_countries_while_it_is_open() {
    let open = border("rail bridge", &[("open", "1933/..")]);
    let route = crosses(&open, "").expect("the bridge is open");
    assert_eq!(
        (route.legs.len(), route.unknown, route.known_m),
        (3, 1, 20_000.0)
    );
    assert!(crosses(&open, "1930").is_none());
    assert!(crosses(&border("rail bridge", &[("closed", "")]), "").is_none());
    assert!(crosses(&border("road and rail bridge", &[("open", "")]), "").is_some());
    assert!(crosses(&border("road bridge", &[("open", "")]), "").is_none());
}
