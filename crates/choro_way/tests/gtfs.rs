//! What is read of timetables: stations, stretches and named lines; and what hostile ones cost.

use choro_way::format::gtfs;
use choro_way::{Limits, Mode, Modes, PointKind, Ways};
use proptest::prelude::*;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

type Tables<'a> = Vec<(&'a str, String)>;

fn archive(tables: &[(&str, String)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in tables {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("memory takes entries");
        writer
            .write_all(text.as_bytes())
            .expect("memory takes bytes");
    }
    writer.finish().expect("memory takes bytes").into_inner()
}

fn read(tables: &[(&str, String)]) -> (Ways, Vec<String>) {
    read_bytes(&archive(tables), &Limits::default())
}

fn read_bytes(bytes: &[u8], limits: &Limits) -> (Ways, Vec<String>) {
    let (ways, findings) = gtfs::read("a.gtfs.zip", bytes, Modes::ALL, limits);
    let told = findings
        .into_iter()
        .map(|finding| format!("{} {}", finding.code, finding.message));
    (ways, told.collect())
}

/// A line Alpha–Beta–Gamma with a branch Beta–Delta, an express, the way back, and a ferry.
fn feed() -> Tables<'static> {
    let table = |text: &str| text.to_owned();
    let mut times = table("trip_id,stop_id,stop_sequence,shape_dist_traveled\n");
    for (trip, stops) in [
        ("t1", &["a1", "b1", "c"][..]),
        ("t2", &["a1", "b1", "d"]),
        ("t3", &["a1", "c"]),
        ("t4", &["c", "b1", "a1"]),
        ("f1", &["a1", "q"]),
        ("bus", &["a1", "b1"]),
    ] {
        // Rows in no order: the numbers count.
        for (sequence, stop) in stops.iter().enumerate().rev() {
            times.push_str(&format!("{trip},{stop},{},\n", sequence * 5));
        }
    }
    vec![
        (
            "agency.txt",
            table("agency_name,agency_url\nState Railways,x\n"),
        ),
        (
            "routes.txt",
            table(
                "\u{feff}route_id,agency_id,route_short_name,route_long_name,route_type\n\
                 R1,,1,\"Alpha, Beta and Gamma\",2\nF,,,Ferry,1200\nB,,7,Bus,3\nAir,,,Plane,1100\n",
            ),
        ),
        (
            "trips.txt",
            table(
                "route_id,service_id,trip_id,shape_id\nR1,s,t1,s1\nR1,s,t2,\nR1,s,t3,\n\
                 R1,s,t4,\nF,s,f1,\nB,s,bus,\n",
            ),
        ),
        ("stop_times.txt", times),
        (
            "stops.txt",
            table(
                "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n\
                 A,Alpha,60.0,24.0,1,\na1,Alpha 1,60.0001,24.0,0,A\nb1,Beta,60.0,24.1,0,\n\
                 c,Gamma,60.0,24.2,0,\nd,Delta,60.1,24.1,0,\nq,Quay,60.0,23.9,0,\n",
            ),
        ),
        (
            "shapes.txt",
            table(
                "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\ns1,60.0,24.0,1\n\
                 s1,60.01,24.05,2\ns1,60.0,24.1,3\ns1,60.01,24.15,4\ns1,60.0,24.2,5\n",
            ),
        ),
        (
            "calendar.txt",
            table("service_id,start_date,end_date\ns,20260301,20261212\n"),
        ),
        (
            "calendar_dates.txt",
            table("service_id,date,exception_type\ns,20260228,1\ns,20270101,2\n"),
        ),
        ("transfers.txt", table("from_stop_id,to_stop_id\nA,b1\n")),
    ]
}

/// The feed with another text for one table.
fn with(name: &'static str, text: &str) -> Tables<'static> {
    let mut tables = feed();
    for (known, old) in &mut tables {
        if *known == name {
            text.clone_into(old);
        }
    }
    tables
}

#[test]
fn routes_become_named_lines_with_their_branches() {
    let (ways, _) = read(&feed());
    let shown: Vec<(&str, Vec<&str>)> = ways
        .courses
        .iter()
        .map(|course| {
            let stops = course.stops.iter();
            let keys = stops.map(|stop| &*ways.points[*stop as usize].key);
            (&*course.key, keys.collect())
        })
        .collect();
    let expected = [
        ("B", vec!["A", "b1"]),
        ("F", vec!["A", "q"]),
        ("R1", vec!["A", "b1", "c"]),
        ("R1/2", vec!["A", "b1", "d"]),
    ];
    assert_eq!(shown, expected);
    let line = &ways.courses[2];
    assert_eq!((&*line.reference, line.mode), ("1", Mode::Rail));
    assert_eq!(line.names[0].text, "Alpha, Beta and Gamma");
    assert_eq!(line.operator, "State Railways");
    assert_eq!(line.when.edtf, "2026-02-28/2026-12-12");
    for course in &ways.courses {
        assert_eq!(course.ways.len() + 1, course.stops.len());
    }
    let named = ways.ways.iter().map(|way| {
        let name = way.names.first().map_or("", |name| name.text.as_str());
        (&*way.key, name)
    });
    let named: Vec<(&str, &str)> = named.filter(|(key, _)| key.starts_with("rail")).collect();
    assert!(!named.is_empty());
    assert!(
        named
            .iter()
            .all(|(_, name)| *name == "Alpha, Beta and Gamma")
    );
}

#[test]
fn stretches_follow_the_shape_and_end_at_the_stations() {
    let (ways, told) = read(&feed());
    let keys: Vec<&str> = ways.ways.iter().map(|way| &*way.key).collect();
    assert_eq!(
        keys,
        [
            "ferry/A/q",
            "rail/A/b1",
            "rail/b1/c",
            "rail/b1/d",
            "road/A/b1"
        ]
    );
    let line: Vec<(f64, f64)> = ways.ways[1]
        .nodes
        .iter()
        .map(|node| ways.nodes[*node as usize])
        .map(|position| (position.lon, position.lat))
        .collect();
    assert_eq!(line, [(24.0, 60.0), (24.05, 60.01), (24.1, 60.0)]);
    let track = &ways.ways[1].track;
    assert_eq!((&*track.kind, &*track.when.edtf), ("rail", "2026-02-28/.."));
    assert!(track.in_use(&choro_quantity::When::default()));
    assert!(!track.in_use(&choro_quantity::When::year(2025)));
    let kinds: Vec<PointKind> = ways.points.iter().map(|point| point.kind).collect();
    let station = PointKind::Station;
    assert_eq!(
        kinds,
        [station, station, station, station, PointKind::FerryTerminal]
    );
    assert_eq!(ways.points[0].names[0].text, "Alpha");
    assert_eq!(
        told,
        [
            "INP038 3 of 5 stretches between stations have no shape and are drawn straight",
            "INP038 routes.txt: 1 routes run on neither rail, road nor water",
            "INP038 transfers.txt: its 1 rows are not used",
        ]
    );
}

#[test]
fn only_wanted_modes_are_read() {
    let bytes = archive(&feed());
    let modes = Modes::of(&[Mode::Ferry]);
    let (ways, _) = gtfs::read("a.zip", &bytes, modes, &Limits::default());
    let keys: Vec<&str> = ways.points.iter().map(|point| &*point.key).collect();
    assert_eq!((ways.courses.len(), keys), (1, vec!["A", "q"]));
}

#[test]
fn rows_that_fit_nothing_are_told_with_their_line() {
    let broken = with(
        "stop_times.txt",
        "trip_id,stop_id,stop_sequence\nt1,a1,1\nt1,b1,2\nt9,b1,1\nt1,zz,3\nt1,c,last\n",
    );
    let (ways, told) = read(&broken);
    assert_eq!(ways.courses.len(), 1);
    for expected in [
        "stop_times.txt, line 4: no trip `t9`",
        "stop_times.txt, line 5: no stop `zz`",
        "stop_times.txt, line 6: `last` is no place in an order",
    ] {
        assert!(told.iter().any(|m| m.contains(expected)), "{told:?}");
    }
    let nowhere = with(
        "stops.txt",
        "stop_id,stop_name,stop_lat,stop_lon,parent_station\na1,A,95,24,X\nb1,B,60,24,\nc,C,60,25,\n\
         d,D,61,25,\nq,Q,0,0,\n",
    );
    let (ways, told) = read(&nowhere);
    assert_eq!(ways.points.len(), 3, "{:?}", ways.points);
    assert!(
        told.iter()
            .any(|m| m.contains("line 2: the stop a1 does not lie"))
    );
    assert!(told.iter().any(|m| m.contains("line 2: no station `X`")));
}

#[test]
fn tables_that_miss_or_lack_a_column_are_told() {
    let mut tables = feed();
    tables.retain(|(name, _)| *name != "stop_times.txt");
    let (ways, told) = read(&tables);
    assert!(ways.ways.is_empty());
    assert!(
        told.iter()
            .any(|m| m == "INP028 stop_times.txt: it is not there"),
        "{told:?}"
    );
    let (_, told) = read(&with("trips.txt", "trip_id\nt1\n"));
    assert!(
        told.iter()
            .any(|m| m == "INP010 trips.txt has no column `route_id`"),
        "{told:?}"
    );
    let (ways, told) = read_bytes(b"no archive", &Limits::default());
    assert_eq!(ways, Ways::default());
    assert!(told[0].starts_with("INP014"));
}

#[test]
fn a_small_archive_never_becomes_large() {
    let long = format!("stop_id\n\"{}", "x".repeat(3 << 20));
    let (_, told) = read(&with("stops.txt", &long));
    assert!(
        told.iter()
            .any(|m| m.contains("a row is longer than is read")),
        "{told:?}"
    );
    let limits = Limits {
        table_bytes: 150,
        ..Limits::default()
    };
    let (_, told) = read_bytes(&archive(&feed()), &limits);
    assert!(
        told.iter()
            .any(|m| m.contains("more bytes unpacked than are read")),
        "{told:?}"
    );
    let limits = Limits {
        kept: 2,
        ..Limits::default()
    };
    let (ways, told) = read_bytes(&archive(&feed()), &limits);
    assert!(ways.points.len() <= 2);
    assert!(told.iter().any(|m| m.contains("one too many")), "{told:?}");
}

proptest! {
    #[test]
    fn a_feed_that_is_cut_off_anywhere_is_told(end: prop::sample::Index) {
        let mut bytes = archive(&feed());
        bytes.truncate(end.index(bytes.len()));
        let (ways, told) = read_bytes(&bytes, &Limits::default());
        prop_assert!(ways.ways.is_empty());
        prop_assert_eq!(told.len(), 1);
    }

    #[test]
    fn bytes_changed_at_random_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut bytes = archive(&feed());
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read_bytes(&bytes, &Limits::default());
    }

    #[test]
    fn tables_changed_at_random_never_panic(
        changes in prop::collection::vec(
            (0usize..9, any::<prop::sample::Index>(), "[0-9a-z,\"\n.-]"), 1..20),
    ) {
        let mut tables = feed();
        for (table, at, text) in changes {
            let old = &mut tables[table].1;
            let at = at.index(old.len());
            if old.is_char_boundary(at) && old.is_char_boundary(at + 1) {
                old.replace_range(at..=at, &text);
            }
        }
        let (ways, _) = read(&tables);
        let count = ways.nodes.len() as u32;
        prop_assert!(ways.ways.iter().flat_map(|way| &way.nodes).all(|node| *node < count));
    }
}
