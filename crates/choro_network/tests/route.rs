//! Routes over a small network of two lines that meet.

use choro_network::route::{Question, reach, routes};
use choro_network::{Graph, Line, Modes, Network, Section, Station, StationId, Stop, Track};
use choro_quantity::When;

/// A and B are 10 km apart on the North Line, which ends at B; the South Line goes on to C, but
/// nobody knows how far that is.
fn network() -> Network {
    let stop = |name: &str, station| Stop {
        name: name.to_owned(),
        station: StationId(station),
        names: Vec::new(),
        km: None,
        position: None,
        place: None,
        placing: choro_network::Placing::Stated,
        transfers: Vec::new(),
    };
    let line = |name: &str, stops: Vec<Stop>, metres, when: &str| Line {
        name: name.to_owned(),
        stops,
        sections: vec![Section {
            metres,
            track: Track {
                when: When::parse(when).unwrap_or_default(),
                ..Track::default()
            },
            earlier: Vec::new(),
            source: "own".to_owned(),
        }],
        ..Line::default()
    };
    Network {
        lines: vec![
            line(
                "North Line",
                vec![stop("A", 0), stop("B", 1)],
                Some(10_000.0),
                "1914/..",
            ),
            line(
                "South Line",
                vec![stop("B", 1), stop("C", 2)],
                None,
                "1933/..",
            ),
        ],
        stations: ["A", "B", "C"]
            .map(|name| Station {
                name: name.to_owned(),
                ..Station::default()
            })
            .to_vec(),
        ..Network::default()
    }
}

fn question(from: u32, to: u32, when: &str) -> Question {
    Question {
        from: vec![StationId(from)],
        to: vec![StationId(to)],
        via: Vec::new(),
        avoid: Vec::new(),
        avoid_lines: Vec::new(),
        modes: Modes::ALL,
        when: When::parse(when).unwrap_or_default(),
        alternatives: 0,
    }
}

#[test]
fn a_route_changes_lines_and_says_what_it_does_not_know() {
    let network = network();
    let graph = Graph::new(&network);
    let found = routes(&network, &graph, &question(0, 2, ""));
    let route = found.first().expect("a way leads there");
    let names: Vec<&str> = route.legs.iter().map(|leg| leg.name.as_str()).collect();
    assert_eq!(names, ["North Line", "South Line"]);
    assert_eq!(
        (route.known_m, route.unknown, route.changes()),
        (10_000.0, 1, 1)
    );
}

#[test]
fn before_a_line_was_opened_no_way_leads_over_it() {
    let network = network();
    let graph = Graph::new(&network);
    assert!(routes(&network, &graph, &question(0, 2, "1932")).is_empty());
    assert_eq!(routes(&network, &graph, &question(0, 2, "1933")).len(), 1);
}

#[test]
fn what_is_within_reach_is_told_with_what_was_guessed() {
    let network = network();
    let graph = Graph::new(&network);
    let found = reach(&graph, &question(0, 0, ""), 30_000.0);
    let told: Vec<(u32, bool)> = found.iter().map(|r| (r.station.0, r.guessed)).collect();
    assert_eq!(told, [(0, false), (1, false), (2, true)]);
}

#[test]
fn kilometres_of_the_ends_measure_a_leg_whose_middle_is_unknown() {
    let mut network = network();
    let line = &mut network.lines[1];
    let mut end = line.stops[1].clone();
    end.station = StationId(3);
    end.km = Some(41.7);
    line.stops[0].km = Some(0.0);
    line.stops.push(end);
    line.sections.push(line.sections[0].clone());
    network.stations.push(Station::default());
    let graph = Graph::new(&network);
    let told = |to| {
        let found = routes(&network, &graph, &question(1, to, ""));
        let route = found.first().expect("a way leads there");
        (route.known_m, route.unknown)
    };
    assert_eq!(told(3), (41_700.0, 0));
    assert_eq!(told(2), (0.0, 1));
}
