//! Numbers of sites in prose, held against lists of sites.

mod reading;

use choro_check::{Checked, Settings, SiteLists};
use choro_gazetteer::Gazetteer;
use choro_inventory::{Inventory, Mapping, Site};
use choro_layer::{Format, Options, Source, read};
use choro_placemark::{Collection, Limits};
use reading::annotated;
use std::collections::BTreeMap;

/// Norland, 150 km wide; Aldby and Bexby 20 km apart on the road north; the Orr running east.
const PLACES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":"n","name":"Norland","type":"province"},
 "geometry":{"type":"Polygon","coordinates":[[[6,46],[8,46],[8,47],[6,47],[6,46]]]}},
{"type":"Feature","properties":{"id":"a","name":"Aldby","type":"town"},
 "geometry":{"type":"Point","coordinates":[7,46.4]}},
{"type":"Feature","properties":{"id":"b","name":"Bexby","type":"town"},
 "geometry":{"type":"Point","coordinates":[7,46.58]}},
{"type":"Feature","properties":{"id":"o","name":"Orr River","type":"river"},
 "geometry":{"type":"LineString","coordinates":[[6.2,46.2],[7,46.2],[7.8,46.2]]}}]}"#;

struct World {
    gazetteer: Gazetteer,
    sites: Vec<Site>,
    mapping: Mapping,
    complete: BTreeMap<String, Vec<String>>,
}

/// A world with sites: folder, name, longitude and latitude.
fn world(sites: &[(&str, &str, f64, f64)]) -> World {
    let source = Source {
        id: "own".into(),
        rank: 100,
        accuracy: 200.0,
        ..Source::default()
    };
    let (layer, faults) = read(
        Format::GeoJson,
        PLACES.as_bytes(),
        &source,
        &Options::default(),
    );
    assert!(faults.is_empty(), "{faults:?}");
    let (gazetteer, _) = Gazetteer::build(vec![layer]);
    let folders: Vec<String> = sites
        .iter()
        .map(|(folder, name, lon, lat)| {
            format!(
                "<Folder><name>{folder}</name><Placemark><name>{name}</name><Point><coordinates>\
                 {lon},{lat}</coordinates></Point></Placemark></Folder>"
            )
        })
        .collect();
    let kml = format!("<kml><Document>{}</Document></kml>", folders.concat());
    let mut collection = Collection::default();
    choro_placemark::read(
        choro_placemark::Format::Kml,
        kml.as_bytes(),
        "sites/own.kml",
        &Limits::default(),
        &mut |item| collection.push(item),
    );
    let mut inventory = Inventory::default();
    inventory.take("sites/own.kml", collection, Mapping::shipped());
    World {
        gazetteer,
        sites: inventory.sites,
        mapping: Mapping::shipped().clone(),
        complete: BTreeMap::new(),
    }
}

impl World {
    fn complete(mut self) -> Self {
        let all = vec![String::new()];
        self.complete.insert("sites/own.kml".to_owned(), all);
        self
    }

    fn checked(&self, text: &str) -> (Checked, Vec<String>) {
        let texts = [annotated("a.md", text, &self.gazetteer)];
        let lists = SiteLists {
            sites: &self.sites,
            mapping: &self.mapping,
            complete: &self.complete,
        };
        let checked = reading::checked(&texts, &self.gazetteer, lists, &Settings::default());
        let told = texts[0].claims.iter().zip(&checked.verdicts[0]);
        let told =
            told.filter(|(claim, _)| matches!(claim.kind.as_str(), "count" | "military-reach"));
        let told = told.map(|(claim, verdict)| {
            let outcome = verdict.outcome.as_str();
            format!(
                "{} {outcome}/{}: {}",
                claim.value, verdict.reason, verdict.explanation
            )
        });
        let told = told.collect();
        (checked, told)
    }

    /// The verdicts on the counts of a text, one word each.
    fn outcomes(&self, text: &str) -> String {
        let (_, told) = self.checked(text);
        let words = told.iter().map(|line| {
            let outcome = line.split(['/', ':']).next().unwrap_or_default();
            outcome.split(' ').next_back().unwrap_or_default()
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// The findings of SUP604 on a text.
    fn findings(&self, text: &str) -> Vec<String> {
        let (checked, _) = self.checked(text);
        let own = checked.findings.iter().filter(|f| f.code == "SUP604");
        own.map(|f| format!("{}: {}", f.severity.name(), f.message))
            .collect()
    }
}

/// Five dams three kilometres apart from Aldby to Bexby, one far off in the west, and mines at the
/// corners.
fn dams() -> World {
    world(&[
        ("Mines", "south-west", 6.1, 46.1),
        ("Mines", "north-east", 7.9, 46.9),
        ("Dams", "Tolma", 7.0, 46.42),
        ("Dams", "Ursa", 7.01, 46.45),
        ("Dams", "Vell", 7.0, 46.48),
        ("Dams", "Wick", 6.99, 46.51),
        ("Dams", "Yaxley", 7.0, 46.54),
        ("Dams", "Zorn", 6.2, 46.5),
    ])
}

#[test]
fn a_number_in_an_outline() {
    let dams = dams();
    assert_eq!(dams.outcomes("Norland has six dams.\n"), "supported");
    assert_eq!(
        dams.outcomes("There are six dams in Norland.\n"),
        "supported"
    );
    assert_eq!(
        dams.outcomes("Six dams are located in Norland.\n"),
        "supported"
    );
    assert_eq!(dams.outcomes("Norland has three dams.\n"), "contradicted");
    assert_eq!(
        dams.findings("Norland has three dams.\n"),
        ["note: 3 dams are stated of Norland; the lists of sites have 6"]
    );
}

#[test]
fn a_list_is_a_lower_bound_unless_it_is_said_to_be_complete() {
    let text = "Norland has eight dams.\n";
    assert_eq!(dams().outcomes(text), "undetermined");
    assert!(dams().findings(text).is_empty());
    let complete = dams().complete();
    assert_eq!(complete.outcomes(text), "contradicted");
    assert_eq!(
        complete.findings(text),
        ["warning: 8 dams are stated of Norland; the lists of sites have 6"]
    );
    // Of a list with a tenth of the number no one knows what it is a list of.
    assert_eq!(
        complete.outcomes("Norland has sixty dams.\n"),
        "undetermined"
    );
}

#[test]
fn a_list_is_complete_as_far_as_it_reaches_and_for_its_types() {
    let narrow = world(&[("Dams", "Tolma", 7.0, 46.42), ("Dams", "Ursa", 7.01, 46.45)]);
    let text = "Norland has three dams.\n";
    assert_eq!(narrow.complete().outcomes(text), "undetermined");
    let mut mines = dams();
    let only = vec!["mining".to_owned()];
    mines.complete.insert("sites/own.kml".to_owned(), only);
    assert_eq!(mines.outcomes("Norland has eight dams.\n"), "undetermined");
}

#[test]
fn what_is_of_no_known_type_may_be_what_a_complete_list_lacks() {
    let sites = [
        ("Dams", "Tolma", 6.05, 46.05),
        ("Dams", "Ursa", 7.95, 46.95),
        ("Dams", "Vell", 7.0, 46.48),
        ("Odds", "Wick", 6.99, 46.51),
    ];
    let text = "Norland has four dams.\n";
    assert_eq!(world(&sites).complete().outcomes(text), "supported");
    assert!(world(&sites).complete().findings(text).is_empty());
}

#[test]
fn a_number_between_two_places() {
    let dams = dams();
    for text in [
        "There are five dams between Aldby and Bexby.\n",
        "There are five dams from Aldby north to Bexby.\n",
        "Between Aldby and Bexby there are five dams.\n",
        "The road from Aldby north to Bexby is lined by five dams.\n",
    ] {
        assert_eq!(dams.outcomes(text), "supported", "{text}");
    }
    let text = "There are two dams between Aldby and Bexby.\n";
    assert_eq!(dams.outcomes(text), "contradicted");
    let told = dams.findings(text);
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn a_number_around_a_place_and_along_a_line() {
    let dams = dams();
    let near = "There are five dams within 30 km of Aldby.\n";
    assert_eq!(dams.outcomes(near), "supported");
    // Yaxley lies at the edge of the circle.
    let edge = "There are five dams within 15.5 km of Aldby.\n";
    assert_ne!(dams.outcomes(edge), "contradicted");
    let mills = world(&[
        ("Radar sites", "A", 6.5, 46.205),
        ("Radar sites", "B", 7.5, 46.195),
        ("Radar sites", "C", 7.5, 46.4),
    ]);
    let along = "Two radar sites stand along the Orr River.\n";
    assert_eq!(mills.outcomes(along), "supported");
    let away = "There are two radar sites along the Danube.\n";
    assert_eq!(mills.outcomes(away), "undetermined");
}

#[test]
fn marks_that_stand_together_may_be_one_site() {
    let guns: Vec<(&str, String, f64, f64)> = (0..6)
        .map(|n| {
            let lat = 46.5 + 0.0008 * f64::from(n % 3) + 0.1 * f64::from(n / 3);
            ("Coastal batteries", format!("gun {n}"), 7.0, lat)
        })
        .collect();
    let guns: Vec<(&str, &str, f64, f64)> = guns
        .iter()
        .map(|(folder, name, lon, lat)| (*folder, name.as_str(), *lon, *lat))
        .collect();
    let guns = world(&guns);
    for number in ["two", "six"] {
        let text = format!("Norland has {number} coastal batteries.\n");
        assert_eq!(guns.outcomes(&text), "supported", "{text}");
    }
    let text = "Norland has four coastal batteries.\n";
    assert_eq!(guns.outcomes(text), "undetermined");
    let text = "Norland has one coastal battery.\n";
    assert_eq!(guns.outcomes(text), "contradicted");
}

#[test]
fn words_for_some_of_a_type_do_not_mean_all_of_it() {
    let bases = world(&[
        ("Bases", "Aldby army base", 7.0, 46.42),
        ("Bases", "Bexby barracks", 7.0, 46.52),
        ("Bases", "Orr training base", 7.2, 46.3),
        ("Bases", "Vell training base", 7.3, 46.6),
    ]);
    let said =
        |number: &str, things: &str| bases.outcomes(&format!("Norland has {number} {things}.\n"));
    assert_eq!(said("two", "training bases"), "undetermined");
    assert_eq!(said("one", "training bases"), "contradicted");
    assert_eq!(said("three", "small training bases"), "undetermined");
    assert_eq!(said("two", "military bases"), "contradicted");
}

#[test]
fn what_is_not_of_today_or_not_of_that_ground_is_left_alone() {
    let dams = dams().complete();
    for text in [
        "Norland had three dams in 1950.\n",
        "By 1950 Norland has three dams.\n",
        "Norland has about three dams.\n",
        "Norland reportedly has three dams.\n",
        "Norland has three dams in its west.\n",
        "Norland has three dams that feed the Orr River.\n",
        "Norland has forty dams.\n",
        "# Norland\n\nNear the border there are three dams.\n",
        "Norland has three large dams.\n",
    ] {
        assert!(dams.findings(text).is_empty(), "{text}");
        assert_ne!(dams.outcomes(text), "contradicted", "{text}");
    }
}

#[test]
fn what_is_gone_or_being_built_does_not_count_for_sure() {
    let sites = world(&[
        ("Dams", "Tolma", 7.0, 46.42),
        ("Dams", "Ursa (demolished 2010)", 7.01, 46.45),
        ("Dams", "Vell (under construction)", 7.0, 46.48),
    ]);
    assert_eq!(sites.outcomes("Norland has three dams.\n"), "undetermined");
    assert_eq!(sites.outcomes("Norland has one dam.\n"), "undetermined");
}

#[test]
fn sums_in_prose() {
    let dams = dams();
    let text = "# Norland\n\nNorland has four dams. A further two dams are in Norland.\n";
    assert_eq!(dams.outcomes(text), "supported supported");
    let text = "# Norland\n\nNorland has two dams. A further two dams are in Norland.\n";
    assert_eq!(dams.outcomes(text), "contradicted contradicted");
    let text = "# Norland\n\nNorland has six dams. Of these, eight are weirs.\n";
    assert_eq!(dams.outcomes(text), "supported contradicted");
    assert!(
        dams.findings(text)[0].contains("8 of 6 are stated, which cannot be"),
        "{:?}",
        dams.findings(text)
    );
    let text = "# Norland\n\nNorland has six dams. Of these, two are weirs.\n";
    assert_eq!(dams.outcomes(text), "supported undetermined");
}

#[test]
fn within_range_of_sites() {
    let sites = world(&[
        ("SA-2 sites", "Aldby west", 6.9, 46.4),
        ("SA-2 sites", "Aldby east", 7.1, 46.42),
        ("SA-2 sites", "far off", 6.01, 46.9),
    ]);
    let text = "Aldby is within range of two surface-to-air missile sites.\n";
    assert_eq!(sites.outcomes(text), "supported");
    let text = "Aldby is within range of one surface-to-air missile site.\n";
    assert_eq!(sites.outcomes(text), "contradicted");
    let text = "Aldby is within range of three surface-to-air missile sites.\n";
    assert_eq!(sites.outcomes(text), "undetermined");
    let unknown = world(&[("Missile bases", "Orr", 7.0, 46.5)]);
    let text = "Aldby is within range of two missile bases.\n";
    let (_, told) = unknown.checked(text);
    assert!(told[0].contains("how far"), "{told:?}");
}
