//! Networks from tables as people have them.

use choro_gazetteer::{Gazetteer, PlaceId};
use choro_layer::{Format, Layer, Options, Source, read};
use choro_network::{Network, Service, Tables};

fn layer(id: &str, text: &str) -> Layer {
    let source = Source {
        id: id.to_owned(),
        path: format!("{id}.csv"),
        rank: 100,
        ..Source::default()
    };
    read(Format::Csv, text.as_bytes(), &source, &Options::default()).0
}

const PLACES: &str = "\
id,name,type,lat,lon,parent,population@2008
nh,North Hamgyong,province,41.9,129.6,,
rg,Ryanggang,province,41.2,128.2,,
kilju,Kilju,town,40.9642,129.3278,nh,48281
hyesan,Hyesan,city,41.4017,128.1778,rg,192680
chongjin,Chongjin,city,41.7956,129.7758,nh,667929
kyongsong,Kyongsong,town,41.5878,129.6061,nh,105909
other,Kyongsong,village,38.1,126.1,,
yonsa,Yonsa,town,41.76,128.83,nh,20000
pyongyang,Pyongyang,city,39.03,125.75,,3000000
china,China,country,35,105,,
changbai,Changbai,town,41.42,128.19,china,
sanhe,Sanhe,town,42.46,129.74,china,
";

const STATIONS: &str = "\
line,line_variants,name,km,lat,lon,place,transfer
Pyongra Line,P'yŏngra Line|Pyongna Line,Pyongyang,0,39.0339,125.7543,pyongyang,
Pyongra Line,,Kilju Chongnyon,586.9,,,,Paektusan Line
Pyongra Line,,Kyongsong,686.6,,,,
Pyongra Line,,Nowhere,700,,,,
Pyongra Line,,Chongjin Chongnyon,720.7,,,,
Paektusan Line,,Kilju Chongnyon,0,,,,Pyongra Line
Paektusan Line,,Hyesan Chongnyon,141.7,,,,
";

const CROSSINGS: &str = "\
id,name,from,to,mode,river,lat,lon,status
a,Hyesan–Changbai bridge,hyesan,changbai,road bridge,Yalu,41.411,128.186,open
b,Lost bridge,hyesan,nobody,ferry,Yalu,41.4,128.2,closed@1950/..
";

fn network() -> (Gazetteer, Network, Vec<choro_diagnostic::Finding>) {
    let (gazetteer, _) = Gazetteer::build(vec![layer("own", PLACES)]);
    let (network, findings) = Network::build(
        &Tables {
            stations: vec![layer("stations", STATIONS)],
            crossings: vec![layer("crossings", CROSSINGS)],
            ..Tables::default()
        },
        &gazetteer,
    );
    (gazetteer, network, findings)
}

fn place(gazetteer: &Gazetteer, id: &str) -> PlaceId {
    gazetteer.by_key(&format!("own:{id}")).expect("a place")
}

fn stations(layer: Layer) -> Tables {
    Tables {
        stations: vec![layer],
        ..Tables::default()
    }
}

#[test]
fn a_line_is_found_in_every_spelling() {
    let (_, network, _) = network();
    for name in [
        "Pyongra Line",
        "P'yŏngra Line",
        "P’yongra line",
        "Pyongra",
        "Pyeongna Line",
        "PYONGNA LINE",
    ] {
        let line = network.line_by_name(name);
        assert_eq!(
            line.map(|l| l.name.as_str()),
            Some("Pyongra Line"),
            "{name}"
        );
    }
    for name in ["Pukpu Line", "Line", "", "Pyongui Line"] {
        assert!(network.line_by_name(name).is_none(), "{name}");
    }
}

#[test]
fn stations_are_placed_along_the_line_not_by_name_alone() {
    let (gazetteer, network, _) = network();
    let line = network.line_by_name("Pyongra").expect("line");
    let at = |name: &str| {
        line.stops
            .iter()
            .find(|s| s.name == name)
            .expect("stop")
            .place
    };
    assert_eq!(at("Kyongsong"), Some(place(&gazetteer, "kyongsong")));
    assert_eq!(at("Kilju Chongnyon"), Some(place(&gazetteer, "kilju")));
    assert_eq!(
        at("Chongjin Chongnyon"),
        Some(place(&gazetteer, "chongjin"))
    );
    assert_eq!(at("Nowhere"), None);
}

#[test]
fn lines_serve_what_they_stop_at_and_nothing_else() {
    let (gazetteer, network, _) = network();
    let names = |id: &str| -> Vec<String> {
        let lines = network.lines_serving(place(&gazetteer, id), &gazetteer);
        lines.iter().map(|line| line.name.clone()).collect()
    };
    assert_eq!(names("kilju"), ["Paektusan Line", "Pyongra Line"]);
    assert_eq!(names("hyesan"), ["Paektusan Line"]);
    assert_eq!(names("nh"), ["Paektusan Line", "Pyongra Line"]);
    assert_eq!(names("yonsa"), [""; 0]);
    let line = network.line_by_name("Pyongra").expect("line");
    let service = network.serves(line, place(&gazetteer, "yonsa"), &gazetteer);
    let Service::No {
        nearest,
        metres,
        at_least_m,
    } = service
    else {
        panic!("{service:?}")
    };
    assert!((60_000.0..90_000.0).contains(&metres), "{metres}");
    assert!(at_least_m < metres, "a derived position is no exact one");
    assert_eq!(line.stops[nearest].name, "Kyongsong");
}

#[test]
fn crossings_are_found_from_both_ends_and_from_what_holds_them() {
    let (gazetteer, network, _) = network();
    let id = |name| place(&gazetteer, name);
    let between = |a, b| network.crossing_between(id(a), id(b), &gazetteer).len();
    assert_eq!(between("hyesan", "changbai"), 1);
    assert_eq!(between("changbai", "hyesan"), 1);
    assert_eq!(between("rg", "china"), 1);
    assert_eq!(between("nh", "china"), 0);
    let at = network.crossings_at(id("rg"), &gazetteer);
    assert_eq!(at.len(), 2);
    assert_eq!(at[1].status[0].0, "closed");
}

#[test]
fn rows_that_fit_nowhere_are_reported_with_their_line() {
    let (_, _, findings) = network();
    let said: Vec<String> = findings
        .iter()
        .map(|f| format!("{} {}", f.code, f.message))
        .collect();
    assert_eq!(
        said,
        [
            "INP019 line 3: the end `nobody` of the crossing b is in no gazetteer",
            "INP017 line 5: 1 of 5 stations of Pyongra Line have no place: Nowhere",
        ]
    );
}

#[test]
fn kilometres_out_of_order_are_reported() {
    let table = "line,english,km,note\nX Line,A,0,\nX Line,B,41.0,\nX Line,C,35.8,\nX Line,D,44.9,\nX Line,E,10.5,\nX Line,F,108,\n,G,1,\n";
    let (_, findings) = Network::build(&stations(layer("x", table)), &Gazetteer::default());
    let said: Vec<&str> = findings
        .iter()
        .filter(|f| f.code != "INP017")
        .map(|f| f.message.as_str())
        .collect();
    assert_eq!(
        said,
        [
            "line 8: the row names no line",
            "line 3: B stands at 41 km, beside A (0 km) and C (35.8 km)",
            "line 6: E stands at 10.5 km, beside D (44.9 km) and F (108 km)",
        ]
    );
}

#[test]
fn a_network_survives_its_snapshot() {
    let (_, network, _) = network();
    let bytes = postcard::to_stdvec(&network).expect("bytes");
    assert_eq!(postcard::from_bytes::<Network>(&bytes), Ok(network));
}

/// Reads the station tables that people have kept, when they are there.
#[test]
fn long_tables_are_placed_along_a_large_gazetteer() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let (Ok(places), Ok(stations)) = (
        std::fs::read(data.join("gazetteer/wof_kp_places.tsv")),
        std::fs::read_to_string(data.join("rail/kp_rail_stations_pyongra_etc.csv")),
    ) else {
        eprintln!("skipped: {} missing", data.display());
        return;
    };
    let source = Source {
        id: "wof".to_owned(),
        path: "wof.tsv".to_owned(),
        rank: 10,
        ..Source::default()
    };
    let (wof, _) = read(Format::WhosOnFirst, &places, &source, &Options::default());
    let (gazetteer, _) = Gazetteer::build(vec![wof]);
    let (network, findings) = Network::build(&self::stations(layer("rail", &stations)), &gazetteer);
    let line = network.line_by_name("P'yŏngra Line").expect("line");
    let placed = line.stops.iter().filter(|s| s.place.is_some()).count();
    assert!(placed * 2 > line.stops.len(), "{findings:?}");
    for (name, lat, lon) in [("Kimch'aek", 40.67, 129.2), ("Hamhŭng", 39.92, 127.54)] {
        let stop = line.stops.iter().find(|s| s.name == name).expect("stop");
        let at = stop.position.expect("position");
        assert!(
            (at.lat - lat).abs() < 0.2 && (at.lon - lon).abs() < 0.2,
            "{name} {at:?}"
        );
    }
}

#[test]
fn a_place_without_a_station_has_the_nearest_ones() {
    let (gazetteer, network, _) = network();
    let one = |name: &str| *gazetteer.by_name(name).first().expect("a place");
    let name = |id: choro_network::StationId| network.stations[id.0 as usize].name.as_str();
    let of = |place| -> Vec<&str> {
        let found = network.stations_of(place, &gazetteer);
        found.into_iter().map(name).collect()
    };
    assert_eq!(of(one("Kilju")), ["Kilju Chongnyon"]);
    assert!(of(one("Yonsa")).is_empty());
    let at = gazetteer.place(one("Yonsa")).point.expect("a point");
    let near = network.nearest_stations(at, 2);
    let told: Vec<(&str, f64)> = near
        .into_iter()
        .map(|(id, metres)| (name(id), (metres / 1_000.0).round()))
        .collect();
    assert_eq!(told, [("Hyesan Chongnyon", 67.0), ("Kyongsong", 67.0)]);
}

#[test]
fn stations_are_found_under_any_spelling() {
    let (_, network, _) = network();
    let found = |name: &str| network.stations_named(name).len();
    assert_eq!(found("Kyŏngsŏng"), 1);
    assert_eq!(found("P'yŏngyang"), 1);
    assert_eq!(found("Somewhere"), 0);
}
