//! What is read of OpenStreetMap extracts: the network, whatever the order of its parts.

mod pbf;

use choro_way::format::osm_pbf;
use choro_way::{Limits, Mode, Modes, PointKind, Power, State, Ways};
use pbf::{Block, file};

fn read(bytes: &[u8]) -> (Ways, Vec<String>) {
    read_in(bytes, &[Mode::Rail, Mode::Ferry])
}

fn read_in(bytes: &[u8], modes: &[Mode]) -> (Ways, Vec<String>) {
    let (ways, findings) = osm_pbf::read("a.osm.pbf", bytes, Modes::of(modes), &Limits::default());
    let told = findings
        .into_iter()
        .map(|finding| finding.message)
        .collect();
    (ways, told)
}

/// A line of two stations with a siding, a drawn area, a ferry and what does not belong to it.
fn blocks() -> Vec<Block> {
    let nodes = Block::new().dense(&[
        (1, 24.90, 60.10, &[]),
        (
            2,
            24.91,
            60.11,
            &[
                ("railway", "station"),
                ("name", "Alpha"),
                ("name:sv", "Alfa"),
            ],
        ),
        (3, 24.92, 60.12, &[("highway", "crossing")]),
        (4, 24.93, 60.13, &[]),
        (
            5,
            24.9305,
            60.13,
            &[
                ("railway", "stop"),
                ("name", "Beta"),
                ("public_transport", "stop_position"),
            ],
        ),
        (6, 24.95, 60.14, &[]),
        (
            7,
            24.94,
            60.15,
            &[("amenity", "ferry_terminal"), ("name", "Quay")],
        ),
        (8, 24.99, 60.15, &[]),
        (20, 24.930, 60.131, &[]),
        (21, 24.932, 60.131, &[]),
        (22, 24.932, 60.133, &[]),
        (23, 24.930, 60.133, &[]),
        (90, 24.90, 60.30, &[]),
        (91, 24.91, 60.30, &[]),
    ]);
    let ways = Block::new()
        .way(
            10,
            &[1, 2, 3],
            &[
                ("railway", "rail"),
                ("gauge", "1435;1520"),
                ("electrified", "contact_line"),
                ("voltage", "25000"),
                ("frequency", "50"),
                ("start_date", "1862"),
                ("operator", "State Railways"),
            ],
        )
        .way(11, &[3, 4, 5], &[("railway", "rail")])
        .way(
            12,
            &[4, 6],
            &[
                ("abandoned:railway", "rail"),
                ("railway:end_date", "1944-09"),
            ],
        )
        .way(13, &[7, 8], &[("route", "ferry"), ("name", "Quay Line")])
        .way(14, &[90, 91], &[("highway", "primary"), ("ref", "1")])
        .way(
            15,
            &[20, 21, 22, 23, 20],
            &[
                ("railway", "station"),
                ("name", "Beta"),
                ("building", "yes"),
            ],
        );
    let relations = Block::new()
        .relation(
            100,
            &[
                (0, 2, "stop"),
                (0, 5, "stop"),
                (1, 10, ""),
                (1, 11, ""),
                (1, 99, ""),
            ],
            &[
                ("type", "route"),
                ("route", "train"),
                ("ref", "A"),
                ("name", "Alpha–Beta"),
            ],
        )
        .relation(
            101,
            &[(2, 100, "")],
            &[
                ("type", "route_master"),
                ("route_master", "train"),
                ("name", "Line A"),
            ],
        )
        .relation(102, &[(1, 14, "")], &[("type", "route"), ("route", "road")]);
    vec![nodes, ways, relations]
}

#[test]
fn the_network_is_read_with_what_is_known_of_it() {
    let (ways, told) = read(&file(true, &blocks()));
    let keys: Vec<&str> = ways.ways.iter().map(|way| &*way.key).collect();
    assert_eq!(keys, ["way/10", "way/11", "way/12", "way/13"]);
    let track = &ways.ways[0].track;
    assert_eq!(track.gauge_mm, [1435, 1520]);
    let wire = Power::Yes {
        volts: Some(25_000),
        hertz: Some(50.0),
    };
    assert_eq!(track.power, Some(wire));
    assert_eq!(
        (&*track.when.edtf, &*track.operator),
        ("1862/..", "State Railways")
    );
    let gone = &ways.ways[2].track;
    assert_eq!(
        (gone.state, &*gone.when.edtf),
        (State::Abandoned, "../1944-09")
    );
    assert_eq!(ways.ways[3].track.mode, Mode::Ferry);
    assert_eq!(ways.ways[3].names[0].text, "Quay Line");
    // Ways that meet share a node.
    assert_eq!(ways.ways[0].nodes.last(), ways.ways[1].nodes.first());
    let third = ways.nodes[ways.ways[0].nodes[2] as usize];
    assert_eq!((third.lon, third.lat), (24.92, 60.12));
    let beyond = "1 ways of named lines are not in the file";
    assert_eq!(told, [beyond]);
}

#[test]
fn stations_lie_on_the_rails_or_beside_them() {
    let (ways, _) = read(&file(true, &blocks()));
    let shown: Vec<(&str, PointKind, bool)> = ways
        .points
        .iter()
        .map(|point| (&*point.key, point.kind, point.on_way))
        .collect();
    let expected = [
        ("node/2", PointKind::Station, true),
        ("node/7", PointKind::FerryTerminal, true),
        ("way/15", PointKind::Station, false),
    ];
    assert_eq!(shown, expected);
    let alpha: Vec<&str> = ways.points[0]
        .names
        .iter()
        .map(|name| &*name.text)
        .collect();
    assert_eq!(alpha, ["Alpha", "Alfa"]);
    let area = ways.nodes[ways.points[2].node as usize];
    assert!((area.lon - 24.931).abs() < 1e-5 && (area.lat - 60.132).abs() < 1e-5);
}

#[test]
fn a_named_line_calls_at_the_stations_its_stops_belong_to() {
    let (ways, _) = read(&file(true, &blocks()));
    let keys: Vec<&str> = ways.courses.iter().map(|course| &*course.key).collect();
    assert_eq!(keys, ["relation/100", "relation/101"]);
    for course in &ways.courses {
        let stops: Vec<&str> = course
            .stops
            .iter()
            .map(|stop| &*ways.points[*stop as usize].names[0].text)
            .collect();
        assert_eq!(stops, ["Alpha", "Beta"], "{}", course.key);
        assert_eq!(course.ways.len(), 2);
    }
    assert_eq!(ways.courses[0].reference, "A");
}

#[test]
fn a_stop_area_says_which_station_a_stop_belongs_to() {
    let mut blocks = blocks();
    blocks[0] = std::mem::take(&mut blocks[0]).node(
        30,
        24.9,
        60.2,
        &[("railway", "stop"), ("name", "Beta, track 1")],
    );
    let relations = std::mem::take(&mut blocks[2]);
    blocks[2] = relations
        .relation(
            103,
            &[(0, 30, "stop"), (1, 15, "")],
            &[
                ("type", "public_transport"),
                ("public_transport", "stop_area"),
            ],
        )
        .relation(
            104,
            &[(0, 2, "stop"), (0, 30, "stop"), (1, 11, "")],
            &[("type", "route"), ("route", "train")],
        );
    let (ways, _) = read(&file(false, &blocks));
    let course = ways.courses.iter().find(|c| c.key == "relation/104");
    let stops = course
        .map(|course| course.stops.clone())
        .unwrap_or_default();
    let keys: Vec<&str> = stops
        .iter()
        .map(|stop| &*ways.points[*stop as usize].key)
        .collect();
    assert_eq!(keys, ["node/2", "way/15"]);
}

#[test]
fn roads_come_on_wish() {
    let bytes = file(true, &blocks());
    let (ways, _) = read_in(&bytes, &[Mode::Road]);
    let keys: Vec<&str> = ways.ways.iter().map(|way| &*way.key).collect();
    assert_eq!(keys, ["way/14"]);
    assert_eq!(ways.courses.len(), 1);
    let (all, _) = read_in(&bytes, &[Mode::Rail, Mode::Road, Mode::Ferry]);
    assert_eq!((all.ways.len(), all.courses.len()), (5, 3));
}

#[test]
fn the_order_of_the_parts_changes_nothing() {
    let (expected, _) = read(&file(true, &blocks()));
    let mut turned = blocks();
    turned.reverse();
    assert_eq!(read(&file(false, &turned)).0, expected);
    // A file that says it is sorted and is not is read all the same.
    let (lying, told) = read(&file(true, &turned));
    assert_eq!(lying, expected);
    assert_eq!(told.len(), 1, "each thing is told once: {told:?}");
}

#[test]
fn an_area_of_several_ways_is_one_station() {
    let corners: [(i64, f64, f64, pbf::Tags<'_>); 4] = [
        (1, 10.0, 50.0, &[]),
        (2, 10.02, 50.0, &[]),
        (3, 10.02, 50.02, &[]),
        (4, 10.0, 50.02, &[]),
    ];
    let blocks = [
        Block::new().dense(&corners),
        Block::new().way(5, &[1, 2, 3], &[]).way(6, &[3, 4, 1], &[]),
        Block::new().relation(
            7,
            &[(1, 5, "outer"), (1, 6, "outer")],
            &[
                ("type", "multipolygon"),
                ("railway", "station"),
                ("name", "Wide"),
            ],
        ),
    ];
    let (ways, told) = read(&file(true, &blocks));
    assert_eq!(told, [] as [&str; 0]);
    assert!(ways.ways.is_empty());
    let [point] = ways.points.as_slice() else {
        panic!("{:?}", ways.points);
    };
    let middle = ways.nodes[point.node as usize];
    assert_eq!(point.key, "relation/7");
    assert!((middle.lon - 10.01).abs() < 1e-4 && (middle.lat - 50.01).abs() < 1e-4);
}

#[test]
fn a_way_is_cut_where_the_file_has_no_node() {
    let nodes: [(i64, f64, f64, pbf::Tags<'_>); 4] = [
        (1, 10.0, 50.0, &[]),
        (2, 10.1, 50.0, &[]),
        (4, 10.3, 50.0, &[]),
        (5, 10.4, 50.0, &[]),
    ];
    let way = Block::new().way(9, &[1, 2, 3, 4, 5], &[("railway", "rail")]);
    let (ways, told) = read(&file(true, &[Block::new().dense(&nodes), way]));
    let shown: Vec<(&str, &[u32])> = ways.ways.iter().map(|w| (&*w.key, &*w.nodes)).collect();
    assert_eq!(shown, [("way/9", &[0, 1][..]), ("way/9/2", &[2, 3])]);
    assert_eq!(
        told,
        ["1 ways have nodes that are not in the file and are cut there (way/9)"]
    );
}

#[test]
fn positions_may_stand_with_the_ways() {
    let way = Block::new().located(
        9,
        &[(1, 10.0, -50.0), (2, -10.1234567, 50.7654321)],
        &[("railway", "rail")],
    );
    let (ways, told) = read(&file(true, &[way]));
    assert_eq!(told, [] as [&str; 0]);
    let at = |index: usize| (ways.nodes[index].lon, ways.nodes[index].lat);
    assert_eq!((at(0), at(1)), ((10.0, -50.0), (-10.1234567, 50.7654321)));
}
