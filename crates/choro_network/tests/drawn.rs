//! The graph of what others drew: cut at its joints, joined with the tables at its stations.

use choro_geometry::{Position, distance_m};
use choro_network::route::{Question, routes};
use choro_network::{
    Graph, Line, Mode, Modes, Network, Placing, PointKind, Section, State, Station, StationId,
    Stop, Track, Ways,
};
use choro_quantity::When;
use choro_way::{Name, Point, Way};

/// Metres of a degree of latitude near the equator, about.
const DEGREE: f64 = 110_574.0;

/// A position so many metres east and north of a place on the equator.
fn at(east: f64, north: f64) -> Position {
    Position::new(east / 111_319.5, north / DEGREE)
}

#[derive(Default)]
struct Drawing(Ways);

impl Drawing {
    fn node(&mut self, east: f64, north: f64) -> u32 {
        self.0.nodes.push(at(east, north));
        self.0.nodes.len() as u32 - 1
    }

    fn way(&mut self, nodes: &[u32], track: Track) {
        let key = format!("way/{}", self.0.ways.len());
        self.0.ways.push(Way {
            key,
            names: Vec::new(),
            nodes: nodes.to_vec(),
            track,
        });
    }

    fn point(&mut self, name: &str, kind: PointKind, node: u32) {
        let key = format!("node/{}", self.0.points.len());
        self.0.points.push(Point {
            key,
            kind,
            names: vec![Name {
                text: name.to_owned(),
                ..Name::default()
            }],
            node,
            on_way: false,
            when: When::default(),
            attributes: Vec::new(),
        });
    }

    fn station(&mut self, name: &str, node: u32) {
        self.point(name, PointKind::Station, node);
    }

    fn network(self) -> Network {
        let mut network = Network::default();
        network.draw(vec![("osm".to_owned(), self.0)]);
        network
    }
}

fn rail() -> Track {
    Track {
        kind: "rail".to_owned(),
        ..Track::default()
    }
}

fn of(mode: Mode) -> Track {
    Track {
        mode,
        ..Track::default()
    }
}

fn id(network: &Network, name: &str) -> StationId {
    let found = network.stations.iter().position(|s| s.name == name);
    StationId(found.expect("the station is known") as u32)
}

fn ask(network: &Network, from: &str, to: &str, when: &str) -> Question {
    Question {
        from: vec![id(network, from)],
        to: vec![id(network, to)],
        via: Vec::new(),
        avoid: Vec::new(),
        avoid_lines: Vec::new(),
        modes: Modes::ALL,
        when: When::parse(when).unwrap_or_default(),
        alternatives: 0,
    }
}

/// Metres of the shortest way, where there is one.
fn metres(network: &Network, from: &str, to: &str, when: &str) -> Option<f64> {
    let graph = Graph::new(network);
    let found = routes(network, &graph, &ask(network, from, to, when));
    found.first().map(|route| route.known_m)
}

#[test]
fn ways_that_go_on_are_one_edge_as_long_as_both() {
    let mut drawing = Drawing::default();
    let nodes = [
        (0.0, 0.0),
        (1_000.0, 300.0),
        (2_000.0, 0.0),
        (3_000.0, 100.0),
    ];
    let nodes = nodes.map(|(east, north)| drawing.node(east, north));
    drawing.way(&nodes[..3], rail());
    drawing.way(&nodes[2..], rail());
    let length: f64 = (drawing.0.nodes.windows(2))
        .map(|pair| distance_m(pair[0], pair[1]))
        .sum();
    let graph = Graph::new(&drawing.network());
    assert_eq!((graph.nodes.len(), graph.edges.len()), (2, 1));
    assert!((graph.edges[0].metres - length).abs() < 1e-6);
    assert_eq!(graph.course(0).len(), 4);
}

#[test]
fn tracks_that_differ_are_not_one_edge() {
    let mut drawing = Drawing::default();
    let nodes = [0.0, 1_000.0, 2_000.0].map(|east| drawing.node(east, 0.0));
    drawing.way(&nodes[..2], rail());
    let narrow = Track {
        gauge_mm: vec![762],
        ..rail()
    };
    drawing.way(&nodes[1..], narrow);
    assert_eq!(Graph::new(&drawing.network()).edges.len(), 2);
}

#[test]
fn a_station_beside_the_rails_joins_them_and_one_far_off_stays_apart() {
    let mut drawing = Drawing::default();
    let ends = [0.0, 10_000.0].map(|east| drawing.node(east, 0.0));
    drawing.way(&ends, rail());
    for (name, east, north) in [
        ("Ra", 2_000.0, 100.0),
        ("Ko", 7_000.0, -100.0),
        ("Mi", 5_000.0, 400.0),
    ] {
        let node = drawing.node(east, north);
        drawing.station(name, node);
    }
    let network = drawing.network();
    let long = metres(&network, "Ra", "Ko", "").expect("both are on the line");
    assert!((long - 5_000.0).abs() < 1.0, "{long}");
    assert_eq!(metres(&network, "Ra", "Mi", ""), None);
}

#[test]
fn rails_and_roads_are_not_joined_at_a_level_crossing() {
    let mut drawing = Drawing::default();
    let west = drawing.node(-1_000.0, 0.0);
    let crossing = drawing.node(0.0, 0.0);
    let east = drawing.node(1_000.0, 0.0);
    let north = drawing.node(0.0, 1_000.0);
    let south = drawing.node(0.0, -1_000.0);
    drawing.way(&[west, crossing, east], rail());
    drawing.way(&[north, crossing, south], of(Mode::Road));
    drawing.station("West", west);
    drawing.point("North", PointKind::Airport, north);
    assert_eq!(metres(&drawing.network(), "West", "North", ""), None);
}

#[test]
fn rails_that_cross_straight_are_not_joined_but_rails_that_part_are() {
    let cross = |straight: bool| {
        let mut drawing = Drawing::default();
        let west = drawing.node(-1_000.0, 0.0);
        let middle = drawing.node(0.0, 0.0);
        let east = drawing.node(1_000.0, 0.0);
        let south = drawing.node(0.0, -1_000.0);
        drawing.way(&[west, middle, east], rail());
        if straight {
            let north = drawing.node(0.0, 1_000.0);
            drawing.way(&[south, middle, north], rail());
        } else {
            drawing.way(&[south, middle], rail());
        }
        drawing.station("West", west);
        drawing.station("South", south);
        metres(&drawing.network(), "West", "South", "").is_some()
    };
    assert!(!cross(true));
    assert!(cross(false));
}

#[test]
fn boats_are_reached_where_they_land_on_a_road_and_at_a_landing_beside_a_station() {
    let mut drawing = Drawing::default();
    let inland = drawing.node(-1_000.0, 0.0);
    let quay = drawing.node(0.0, 0.0);
    let island = drawing.node(0.0, 5_000.0);
    drawing.way(&[inland, quay], of(Mode::Road));
    drawing.way(&[quay, island], of(Mode::Ferry));
    let rails = [drawing.node(-800.0, 4_950.0), drawing.node(100.0, 4_950.0)];
    drawing.way(&rails, rail());
    drawing.point("Inland", PointKind::Airport, inland);
    drawing.point("Island Landing", PointKind::FerryTerminal, island);
    drawing.station("Harbour", rails[1]);
    drawing.station("Hills", rails[0]);
    let network = drawing.network();
    let long = metres(&network, "Inland", "Hills", "").expect("road, boat, rails");
    // The walk from the landing to the station is no part of a line.
    assert!((long - 6_900.0).abs() < 2.0, "{long}");
    let graph = Graph::new(&network);
    let found = routes(&network, &graph, &ask(&network, "Inland", "Hills", ""));
    let ends: Vec<Position> = (found[0].legs.iter())
        .filter_map(|leg| graph.course_along(leg).last().copied())
        .collect();
    assert!(
        distance_m(ends[1], at(0.0, 5_000.0)) < 1.0,
        "the boat lands"
    );
    assert!(distance_m(ends[2], at(-800.0, 4_950.0)) < 1.0);
    let modes: Vec<Mode> = found[0].legs.iter().map(|leg| leg.mode).collect();
    assert_eq!(modes, [Mode::Road, Mode::Ferry, Mode::Rail]);
}

#[test]
fn points_of_one_name_that_stand_together_are_one_station() {
    let mut drawing = Drawing::default();
    let north = [drawing.node(0.0, 10.0), drawing.node(5_000.0, 10.0)];
    let south = [drawing.node(0.0, -10.0), drawing.node(-5_000.0, -10.0)];
    drawing.way(&north, rail());
    drawing.way(&south, rail());
    drawing.station("Midway", north[0]);
    drawing.station("Midway", south[0]);
    drawing.station("East", north[1]);
    drawing.station("West", south[1]);
    let network = drawing.network();
    assert_eq!(network.stations.len(), 3);
    let long = metres(&network, "West", "East", "").expect("one changes at Midway");
    assert!((long - 10_000.0).abs() < 1.0, "{long}");
}

#[test]
fn a_station_between_two_tracks_is_on_both_but_not_on_one_that_passes_above() {
    let mut drawing = Drawing::default();
    let mut pair = |north: f64| {
        let nodes = [drawing.node(-3_000.0, north), drawing.node(3_000.0, north)];
        drawing.way(&nodes, rail());
        nodes
    };
    let (up, down) = (pair(10.0), pair(-10.0));
    let above = [drawing.node(60.0, -3_000.0), drawing.node(60.0, 3_000.0)];
    drawing.way(&above, rail());
    let middle = drawing.node(0.0, 0.0);
    for (name, node) in [
        ("Middle", middle),
        ("Up", up[1]),
        ("Down", down[1]),
        ("Above", above[1]),
    ] {
        drawing.station(name, node);
    }
    let network = drawing.network();
    assert!(metres(&network, "Middle", "Up", "").is_some());
    assert!(metres(&network, "Middle", "Down", "").is_some());
    assert_eq!(metres(&network, "Middle", "Above", ""), None);
}

/// A drawn line of two tracks and three stations, of which a table has the first and the last, so many kilometres
/// apart, opened in 1914.
fn tabled(km: f64) -> Network {
    let mut drawing = Drawing::default();
    let nodes = [0.0, 10_000.0, 20_000.0].map(|east| drawing.node(east, 0.0));
    drawing.way(&nodes, rail());
    // A second track beside it.
    let second = [-500.0, 20_500.0].map(|east| drawing.node(east, 8.0));
    drawing.way(&second, rail());
    for (name, node) in ["Chongjin", "Susong", "Hoeryong"].into_iter().zip(nodes) {
        drawing.station(name, node);
    }
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
    let station = |name: &str, east, line_stop| Station {
        name: name.to_owned(),
        position: Some(at(east, 1_500.0)),
        error_m: 4_000.0,
        stops: vec![(0, line_stop)],
        sources: vec!["table".to_owned()],
        ..Station::default()
    };
    let section = Section {
        metres: Some(km * 1_000.0),
        track: Track {
            when: When::parse("1914/..").unwrap_or_default(),
            ..Track::default()
        },
        source: "table".to_owned(),
        ..Section::default()
    };
    let mut network = Network {
        lines: vec![Line {
            name: "Hambuk Line".to_owned(),
            stops: vec![stop("Ch'ŏngjin", 0), stop("Hoeryŏng", 1)],
            sections: vec![section],
            ..Line::default()
        }],
        stations: vec![
            station("Ch'ŏngjin", 300.0, 0),
            station("Hoeryŏng", 20_500.0, 1),
        ],
        ..Network::default()
    };
    network.draw(vec![("osm".to_owned(), drawing.0)]);
    network
}

#[test]
fn a_section_of_a_table_that_fits_the_rails_is_drawn_and_dates_them() {
    let network = tabled(20.8);
    assert_eq!(network.stations.len(), 3);
    assert_eq!(network.stations[0].sources, ["osm", "table"]);
    assert_eq!(network.stations[0].error_m, 0.0);
    let graph = Graph::new(&network);
    let found = routes(
        &network,
        &graph,
        &ask(&network, "Ch'ŏngjin", "Hoeryŏng", ""),
    );
    let leg = &found[0].legs[0];
    assert_eq!((leg.line, leg.name.as_str()), (Some(0), "Hambuk Line"));
    assert!((leg.known_m - 20_000.0).abs() < 1.0);
    assert_eq!(leg.stations.len(), 3);
    let course = graph.course_along(leg);
    assert!(distance_m(course[0], at(0.0, 0.0)) < 10.0);
    assert!(distance_m(course[course.len() - 1], at(20_000.0, 0.0)) < 10.0);
    assert_eq!(graph.nodes_along(leg).len(), leg.edges.len() + 1);
    assert_eq!(leg.sources, ["osm", "table"]);
    // Before the table says it was opened, the rails that are drawn there today were not there;
    // nor was the second track.
    assert_eq!(metres(&network, "Ch'ŏngjin", "Hoeryŏng", "1912"), None);
    assert!(metres(&network, "Ch'ŏngjin", "Hoeryŏng", "1914").is_some());
}

#[test]
fn a_section_that_is_longer_than_the_rails_stays_as_the_table_has_it() {
    let network = tabled(26.0);
    let graph = Graph::new(&network);
    let tabled = graph.edges.iter().enumerate();
    let tabled: Vec<f64> = tabled
        .filter(|(edge, _)| graph.stretch(*edge as u32).line.is_some())
        .map(|(_, edge)| edge.metres)
        .collect();
    assert_eq!(tabled, [26_000.0]);
}

#[test]
fn rails_that_were_lifted_carry_nobody_today() {
    let mut drawing = Drawing::default();
    let nodes = [0.0, 1_000.0].map(|east| drawing.node(east, 0.0));
    let lifted = Track {
        state: State::Abandoned,
        when: When::parse("1920/1945").unwrap_or_default(),
        ..rail()
    };
    drawing.way(&nodes, lifted);
    drawing.station("A", nodes[0]);
    drawing.station("B", nodes[1]);
    let network = drawing.network();
    assert_eq!(metres(&network, "A", "B", ""), None);
    assert!(metres(&network, "A", "B", "1944").is_some());
}

#[test]
fn nodes_that_are_not_there_and_rings_do_no_harm() {
    let mut drawing = Drawing::default();
    let ring = [(0.0, 0.0), (500.0, 0.0), (0.0, 500.0)];
    let ring = ring.map(|(east, north)| drawing.node(east, north));
    drawing.way(&[ring[0], ring[1], ring[2], ring[0]], rail());
    drawing.way(&[77, 78], rail());
    drawing.way(&[ring[0], 99], rail());
    drawing.way(&[], rail());
    drawing.point("Nowhere", PointKind::Station, 4_711);
    let graph = Graph::new(&drawing.network());
    assert_eq!(graph.edges.len(), 1);
}
