//! What the tables of lines, sections, terminals and crossings say, as routes and pages see it.

use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Layer, Options, Source, read};
use choro_network::route::{Question, routes};
use choro_network::{Graph, Mode, Modes, Network, PointKind, Power, Tables};
use choro_quantity::When;

const STATIONS: &str = "\
line,name,km,lat,lon,transfer
Brig Line,Le Bouveret,0,46.386,6.857,
Brig Line,St-Gingolph,4.7,46.393,6.805,
Brig Line,Evian,21.4,46.401,6.589,
";

const LINES: &str = "\
name,former,mode,operator,gauge,electrified,opened
Brig Line,Tonkin Line@1886/1937,rail,SBB@1902/..|Jura–Simplon@1890/1902,1435,15 kV 16.7 Hz,1886
No Such Line,,,,,,
";

const SECTIONS: &str = "\
line,from,to,gauge,electrified,opened,closed,status
Brig Line,Evian,St-Gingolph,1435,no,1886-06-01,1998,disused
Brig Line,Nowhere,St-Gingolph,1435,no,1886-06-01,,
";

const TERMINALS: &str = "\
name,kind,lat,lon
Evian Port,port,46.402,6.59
Evian Castle,castle,46.4,6.58
";

const CROSSINGS: &str = "\
id,name,from,to,mode,status,open_to,hedge,source
x,Road at St-Gingolph,St-Gingolph,St-Gingolph,road bridge,open@1850/..,everyone,,map
x,,,,ferry,closed@2020,,reportedly,paper
";

fn layer(id: &str, table: &str) -> Layer {
    let source = Source {
        id: id.to_owned(),
        path: format!("network/{id}.csv"),
        ..Source::default()
    };
    read(Format::Csv, table.as_bytes(), &source, &Options::default()).0
}

fn network() -> (Network, Vec<String>) {
    let tables = Tables {
        stations: vec![layer("stations", STATIONS)],
        lines: vec![layer("lines", LINES)],
        sections: vec![layer("sections", SECTIONS)],
        terminals: vec![layer("terminals", TERMINALS)],
        crossings: vec![layer("crossings", CROSSINGS)],
        ..Tables::default()
    };
    let (network, findings) = Network::build(&tables, &Gazetteer::default());
    let told = findings
        .into_iter()
        .filter(|f| ["INP010", "INP020", "INP021"].contains(&f.code.as_str()))
        .map(|f| f.message)
        .collect();
    (network, told)
}

#[test]
fn a_section_overrules_its_line_and_keeps_the_rest() {
    let (network, _) = network();
    let line = &network.lines[0];
    let told: Vec<(Option<Power>, &str)> = line
        .sections
        .iter()
        .map(|section| {
            (
                section.track.power.clone(),
                section.track.when.edtf.as_str(),
            )
        })
        .collect();
    let current = Power::Yes {
        volts: Some(15_000),
        hertz: Some(16.7),
    };
    assert_eq!(told[0].0, Some(current));
    assert_eq!(told[1], (Some(Power::No), "1886-06-01/1998"));
    assert_eq!(line.dated_names[0].0, "Tonkin Line");
    assert_eq!(line.operators.len(), 2);
    assert_eq!(line.mode, Mode::Rail);
}

#[test]
fn what_no_table_of_stations_has_is_told() {
    assert_eq!(
        network().1,
        [
            "line 3: no table of stations has a line `No Such Line`",
            "line 3: Brig Line has no station `Nowhere`",
            "line 3: `castle` of Evian Castle is no kind of terminal",
        ]
    );
}

#[test]
fn a_stretch_out_of_use_leads_nowhere_today() {
    let (network, _) = network();
    let graph = Graph::new(&network);
    let from_to = |when: &str| Question {
        from: vec![network.lines[0].stops[0].station],
        to: vec![network.lines[0].stops[2].station],
        via: Vec::new(),
        avoid: Vec::new(),
        avoid_lines: Vec::new(),
        modes: Modes::of(&[Mode::Rail]),
        when: When::parse(when).unwrap_or_default(),
        alternatives: 0,
    };
    let found = |when: &str| routes(&network, &graph, &from_to(when)).len();
    let years = ["", "1885", "1886", "1998", "1999"].map(found);
    assert_eq!(years, [0, 0, 1, 1, 0]);
}

#[test]
fn rows_of_one_crossing_are_statements_side_by_side() {
    let (network, _) = network();
    assert_eq!(network.crossings.len(), 1);
    let crossing = &network.crossings[0];
    let told: Vec<[&str; 4]> = crossing
        .statements
        .iter()
        .map(|s| [&*s.mode, &*s.status, &*s.hedge, &*s.source])
        .collect();
    assert_eq!(
        told,
        [
            ["road bridge", "open", "", "map"],
            ["ferry", "closed", "reportedly", "paper"]
        ]
    );
    assert_eq!(crossing.name, "Road at St-Gingolph");
}

#[test]
fn an_id_given_to_two_crossings_is_told() {
    let table = format!("{CROSSINGS}x,Another Road,St-Gingolph,St-Gingolph,ferry,,,,map\n");
    let tables = Tables {
        crossings: vec![layer("crossings", &table)],
        ..Tables::default()
    };
    let (_, findings) = Network::build(&tables, &Gazetteer::default());
    let told: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.code == "INP008")
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(
        told,
        ["line 4: the id x is given to Road at St-Gingolph and to Another Road"]
    );
}

#[test]
fn a_station_keeps_the_names_and_years_of_its_row() {
    let table = "\
line,name,name:de,former,opened,closed
Brig Line,Brig,Brig,Brigue@../1900,1878,
Brig Line,Halt,,,1890,1954
";
    let tables = Tables {
        stations: vec![layer("stations", table)],
        ..Tables::default()
    };
    let (network, _) = Network::build(&tables, &Gazetteer::default());
    let names = &network.stations[0].names;
    let former: Vec<(&str, &str)> = names
        .iter()
        .filter(|(_, when)| !when.is_unstated())
        .map(|(name, when)| (name.as_str(), when.edtf.as_str()))
        .collect();
    assert_eq!(former, [("Brigue", "../1900")]);
    let whens: Vec<&str> = network.stations.iter().map(|s| &*s.when.edtf).collect();
    assert_eq!(whens, ["1878/..", "1890/1954"]);
}

#[test]
fn a_line_is_in_use_at_a_stop_as_long_as_either_stretch_beside_it() {
    let (network, _) = network();
    let line = &network.lines[0];
    let whens: Vec<String> = (0..line.stops.len())
        .map(|stop| line.in_use_at(stop).edtf)
        .collect();
    // Le Bouveret – St-Gingolph since 1886, on to Evian until 1998.
    assert_eq!(whens, ["1886/..", "1886/..", "1886-06-01/1998"]);
}

#[test]
fn ports_are_stations_that_no_line_calls_at() {
    let (network, _) = network();
    let port = network.stations.iter().find(|s| s.name == "Evian Port");
    let port = port.expect("the port");
    assert_eq!((port.kind, port.stops.len()), (PointKind::Port, 0));
}
