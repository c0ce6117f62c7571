//! Stations without coordinates, placed along their line.

use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Layer, Options, Source, read};
use choro_network::{Line, Network, Placing, Service, Stop, Tables};
use proptest::prelude::*;

fn layer(id: &str, text: &str) -> Layer {
    let source = Source {
        id: id.to_owned(),
        path: format!("{id}.csv"),
        rank: 100,
        accuracy: 1_000.0,
        ..Source::default()
    };
    read(Format::Csv, text.as_bytes(), &source, &Options::default()).0
}

/// A made-up coast: towns a tenth of a degree of latitude (11 km) apart, and namesakes inland.
const PLACES: &str = "\
id,name,name:ko,type,lat,lon,parent
east,East Province,,province,41.0,129.0,
west,West Province,,province,41.0,126.0,
alpha,Alpha,,town,40.00,129.0,east
beta,Beta,,village,40.10,129.0,east
beta2,Beta,,village,40.10,126.0,west
kappa,Kappa,,town,40.16,129.1175,east
gamma,Gamma,,village,40.20,129.0,east
delta,Delta,,village,40.30,129.04,east
delta2,Delta,,village,40.30,128.96,east
far,Epsilon,,village,40.52,129.1,east
zeta,Zeta,,town,40.50,129.0,east
eta,Eta,,county,40.60,129.0,east
theta,Saebyŏl,새별,town,40.70,129.0,east
mine,Sinsŏngch’ŏl-lodongjagu,,village,40.80,129.0,east
iota,Iota,,town,40.90,129.0,east
iota2,Iota,,town,41.80,129.9,west
";

const STATIONS: &str = "\
line,name,name:ko,km,province,transfer,place
Coast Line,Alpha Ch'ŏngnyŏn,,0,East Province,,
Coast Line,Beta,,12,East Province,,
Coast Line,Gamma,,24,,,
Coast Line,New Gamma,,26,,,
Coast Line,Delta,,36,,,
Coast Line,Epsilon,,48,,,
Coast Line,Zeta,,60,,,
Coast Line,Eta,,72,,,
Coast Line,Saebyŏl,,84,,,
Coast Line,Sinsŏngch'ŏn,신성천,96,,,
Coast Line,Iota,,108,,Hill Line,
Coast Line,Nowhere,,110,,,
Hill Line,Iota,,0,,,
Hill Line,Beta,,140,,,beta2
";

fn build(stations: &str) -> (Gazetteer, Network) {
    let (gazetteer, _) = Gazetteer::build(vec![layer("own", PLACES)]);
    let (network, _) = Network::build(
        &Tables {
            stations: vec![layer("stations", stations)],
            ..Tables::default()
        },
        &gazetteer,
    );
    (gazetteer, network)
}

fn line<'n>(network: &'n Network, name: &str) -> &'n Line {
    network.line_by_name(name).expect("a line")
}

fn stop<'l>(line: &'l Line, name: &str) -> &'l Stop {
    let found = line.stops.iter().find(|stop| stop.name == name);
    found.expect("a stop")
}

/// Key of the place that a stop of the coast line derives from.
fn derived(gazetteer: &Gazetteer, stop: &Stop) -> Option<String> {
    let Placing::Derived { error_m } = stop.placing else {
        return None;
    };
    assert!((500.0..20_000.0).contains(&error_m), "{error_m}");
    Some(gazetteer.place(stop.place?).key.clone())
}

fn reason(stop: &Stop) -> &str {
    match &stop.placing {
        Placing::Open { reason } if stop.position.is_none() && stop.place.is_none() => reason,
        other => panic!("{} is {other:?}", stop.name),
    }
}

#[test]
fn stations_stand_at_the_places_of_their_names_along_the_line() {
    let (gazetteer, network) = build(STATIONS);
    let coast = line(&network, "Coast Line");
    for (name, key) in [
        ("Alpha Ch'ŏngnyŏn", "own:alpha"),
        ("Beta", "own:beta"),
        ("Gamma", "own:gamma"),
        ("Zeta", "own:zeta"),
        ("Saebyŏl", "own:theta"),
        ("Iota", "own:iota"),
    ] {
        let found = derived(&gazetteer, stop(coast, name));
        assert_eq!(found.as_deref(), Some(key), "{name}");
    }
}

#[test]
fn a_name_joined_to_its_generic_is_met_through_romanisation() {
    let (gazetteer, network) = build(STATIONS);
    let found = derived(
        &gazetteer,
        stop(line(&network, "Coast Line"), "Sinsŏngch'ŏn"),
    );
    assert_eq!(found.as_deref(), Some("own:mine"));
}

#[test]
fn what_is_unsure_stays_open_and_says_why() {
    let (_, network) = build(STATIONS);
    let coast = line(&network, "Coast Line");
    for (name, why) in [
        (
            "Delta",
            "several places of that name fit the line: own:delta, own:delta2",
        ),
        ("Epsilon", "only own:far fits the name"),
        ("Eta", "only the county Eta is known"),
        ("Nowhere", "no place of that name is known"),
    ] {
        let reason = reason(stop(coast, name));
        assert!(reason.contains(why), "{name}: {reason}");
    }
}

#[test]
fn a_line_is_not_made_longer_than_its_rails() {
    let table = "line,name,km\nBay Line,Alpha,0\nBay Line,Beta,12\nBay Line,Kappa,20.8\n\
                 Bay Line,Gamma,28.3\nBay Line,Zeta,64\n";
    let (_, network) = build(table);
    let reason = reason(stop(line(&network, "Bay Line"), "Kappa"));
    assert!(reason.contains("7 km longer than its rails"), "{reason}");
    let (gazetteer, network) = build(&table.replace("28.3", "33"));
    let found = derived(&gazetteer, stop(line(&network, "Bay Line"), "Kappa"));
    assert_eq!(found.as_deref(), Some("own:kappa"));
}

#[test]
fn a_new_station_close_to_the_old_one_shares_its_town() {
    let (gazetteer, network) = build(STATIONS);
    let coast = line(&network, "Coast Line");
    let (old, new) = (stop(coast, "Gamma"), stop(coast, "New Gamma"));
    assert_eq!(derived(&gazetteer, new).as_deref(), Some("own:gamma"));
    assert!(new.error_m() > old.error_m());
    let apart = STATIONS.replace("New Gamma,,26", "New Gamma,,31");
    let (_, network) = build(&apart);
    reason(stop(line(&network, "Coast Line"), "New Gamma"));
}

#[test]
fn a_station_of_two_lines_is_one_station() {
    let (gazetteer, network) = build(STATIONS);
    let hill = stop(line(&network, "Hill Line"), "Iota");
    assert_eq!(derived(&gazetteer, hill).as_deref(), Some("own:iota"));
    // Without the change of trains the hill line alone cannot tell the two towns apart.
    let parted = STATIONS.replace(",Hill Line,", ",,");
    let (gazetteer, network) = build(&parted);
    let hill = stop(line(&network, "Hill Line"), "Iota");
    assert_ne!(derived(&gazetteer, hill).as_deref(), Some("own:iota"));
}

#[test]
fn the_place_column_overrules() {
    let table = STATIONS.replace("Delta,,36,,,", "Delta,,36,,,delta2");
    let (gazetteer, network) = build(&table);
    let delta = stop(line(&network, "Coast Line"), "Delta");
    assert_eq!(delta.placing, Placing::Stated);
    assert_eq!(delta.error_m(), 0.0);
    let place = delta.place.map(|id| gazetteer.place(id).key.as_str());
    assert_eq!(place, Some("own:delta2"));
}

#[test]
fn what_is_said_of_far_places_allows_for_the_error() {
    let (gazetteer, network) = build(STATIONS);
    let coast = line(&network, "Coast Line");
    let there = gazetteer.by_key("own:beta2").expect("a place");
    let Service::No {
        nearest,
        metres,
        at_least_m,
    } = network.serves(coast, there, &gazetteer)
    else {
        panic!("the coast line stops at beta2")
    };
    assert!(metres > 250_000.0 && at_least_m > 200_000.0);
    assert!(at_least_m <= metres - coast.stops[nearest].error_m());
}

#[test]
fn stations_that_are_open_may_be_nearer_than_the_placed_ones() {
    // Only the two ends are known; the line between them may pass anywhere within its kilometres.
    let table = "line,name,km\nLong Line,Alpha,0\nLong Line,Unheard,60\nLong Line,Iota,120\n";
    let (gazetteer, network) = build(table);
    let there = gazetteer.by_key("own:far").expect("a place");
    let service = network.serves(line(&network, "Long Line"), there, &gazetteer);
    let Service::No {
        metres, at_least_m, ..
    } = service
    else {
        panic!("{service:?}")
    };
    assert!(metres > 40_000.0 && at_least_m == 0.0, "{service:?}");
}

proptest! {
    #[test]
    fn any_table_is_placed_without_panic_and_the_same_way_twice(
        rows in prop::collection::vec(
            ("[ABCDEGIZ][a-z]{0,5}|Beta|Delta|Iota|새별|신성천", prop::option::of(-50.0..400.0f64)),
            0..14,
        ),
    ) {
        let mut table = "line,name,km\n".to_owned();
        for (name, km) in &rows {
            let km = km.map_or_else(String::new, |km| format!("{km:.1}"));
            table.push_str(&format!("Any Line,{name},{km}\n"));
        }
        let (gazetteer, network) = build(&table);
        for stop in network.lines.iter().flat_map(|line| &line.stops) {
            let placed = matches!(stop.placing, Placing::Derived { .. });
            prop_assert_eq!(placed, stop.position.is_some());
            let at = stop.place.and_then(|id| gazetteer.place(id).point);
            prop_assert_eq!(stop.position, at);
        }
        prop_assert_eq!(build(&table).1, network);
    }
}
