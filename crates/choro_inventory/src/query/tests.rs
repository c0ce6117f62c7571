use choro_geometry::{Polygon, Shape};
use choro_placemark::{
    Collection, Description, Drape, Feature, Folder, Geometry, Item, Placemark, Vertex,
};
use proptest::prelude::*;

use super::*;
use crate::{Division, Index, Inventory, Site};

struct Places;

impl Gazetteer for Places {
    fn ground(&self, name: &str, wanted: Wanted) -> Result<Ground, NoGround> {
        let at = Position::new;
        let shape = match (name.to_lowercase().as_str(), wanted) {
            ("alpha", _) => Shape::Point(at(129.0, 41.0)),
            ("beta bay", _) => Shape::Point(at(130.0, 41.0)),
            ("east", Wanted::Area) => square(129.45, 40.0, 131.0, 42.0),
            ("main line", Wanted::Line) => {
                Shape::Lines(vec![vec![at(129.0, 41.2), at(130.0, 41.2)]])
            }
            ("twin", _) => {
                return Err(NoGround::Several(vec![
                    "Twin (a)".into(),
                    "Twin (b)".into(),
                ]));
            }
            ("east" | "main line", _) => return Err(NoGround::NoShape(name.to_owned())),
            _ => return Err(NoGround::Unknown(vec!["Alpha".into()])),
        };
        let name = format!("{name} (test)");
        Ok(Ground { name, shape })
    }
}

fn square(west: f64, south: f64, east: f64, north: f64) -> Shape {
    let corners = [
        (west, south),
        (east, south),
        (east, north),
        (west, north),
        (west, south),
    ];
    let outer = corners.map(|(lon, lat)| Position::new(lon, lat)).to_vec();
    let holes = Vec::new();
    Shape::Polygons(vec![Polygon { outer, holes }])
}

fn sites() -> Vec<Site> {
    let mut collection = Collection::default();
    for (at, parent, name) in [
        (0, None, "West Land"),
        (1, Some(0), "Radars"),
        (2, None, "Dams"),
    ] {
        let feature = Feature {
            folder: parent,
            name: Some(name.to_owned()),
            ..Feature::default()
        };
        let kind = choro_placemark::FolderKind::Folder;
        collection.push(Item::Folder(Folder {
            index: at,
            kind,
            feature,
        }));
    }
    let rows = [
        (
            1,
            "Old radar (razed 2016)",
            129.01,
            41.0,
            "Two <b>dishes</b> on a hill",
        ),
        (1, "Radar 2", 129.5, 41.01, ""),
        (
            2,
            "Big dam (built 2011)",
            129.9,
            41.19,
            "Seen from Radar Hill",
        ),
        (2, "Small dam", 131.5, 41.0, ""),
    ];
    for (folder, name, lon, lat, text) in rows {
        let feature = Feature {
            folder: Some(folder),
            name: Some(name.to_owned()),
            description: (!text.is_empty()).then(|| Description(text.to_owned())),
            ..Feature::default()
        };
        let vertex = Vertex {
            lon,
            lat,
            height: None,
        };
        let geometry = Some(Geometry::Point(vertex, Drape::default()));
        collection.push(Item::Placemark(Placemark { feature, geometry }));
    }
    let mut inventory = Inventory::default();
    inventory.take("a.kml", collection, Mapping::shipped());
    inventory.sites
}

fn divisions() -> Vec<Division> {
    let division = |name: &str, shape| Division {
        name: name.to_owned(),
        names: vec![format!("{name} Land")],
        shape: Some(shape),
        accuracy_m: 0.0,
    };
    vec![
        division("West", square(128.0, 40.0, 129.45, 42.0)),
        division("East", square(129.45, 40.0, 131.0, 42.0)),
    ]
}

fn ask(question: &str) -> Result<Answer, QueryFault> {
    let sites = sites();
    let index = Index::new(&sites, &divisions());
    let query = Query::parse(question, Mapping::shipped())?;
    index.ask(&query, &Places)
}

/// The numbers of the sites found.
fn found(question: &str) -> Vec<u32> {
    match ask(question) {
        Ok(answer) => answer.hits.iter().map(|hit| hit.site).collect(),
        Err(fault) => panic!("{}", fault.shown(question)),
    }
}

fn fault(question: &str) -> String {
    let fault = ask(question).expect_err("a fault");
    format!("{}: {}", fault.span.slice(question), fault.message)
}

fn counts(question: &str) -> Vec<(String, usize)> {
    let counts = ask(question).expect("an answer").counts.expect("counts");
    counts
        .rows
        .into_iter()
        .map(|row| (row.values.join(","), row.sites))
        .collect()
}

#[test]
fn types_texts_and_folders() {
    assert_eq!(found("type:radar"), [0, 1]);
    assert_eq!(found("type:military"), [0, 1]);
    assert_eq!(found("type:dams"), [2, 3]);
    assert_eq!(found("name:radar"), [0, 1]);
    assert_eq!(found("name:\"big dam\""), [2]);
    assert_eq!(found("name:rad*"), [0, 1]);
    assert_eq!(found("name:rad"), [0; 0]);
    assert_eq!(found("\"radar hill\""), [2]);
    assert_eq!(found("\"dishes on\""), [0]);
    assert_eq!(found("text:radar"), [0, 1, 2]);
    assert_eq!(found("folder:\"west land\""), [0, 1]);
    assert_eq!(found("has:description not has:date"), [0; 0]);
    assert_eq!(found("file:b.kml"), [0; 0]);
    assert_eq!(found(""), [0, 1, 2, 3]);
}

#[test]
fn places() {
    assert_eq!(found("within 5 km of Alpha"), [0]);
    assert_eq!(found("type:radar within 50km of the Alpha"), [0, 1]);
    assert_eq!(found("within 9 km of 41.2,129.9"), [2]);
    assert_eq!(found("within 9 km of 41°12'N 129°54'E"), [2]);
    assert_eq!(found("in East"), [1, 2]);
    assert_eq!(found("along the Main Line within 5 km"), [2]);
    assert_eq!(found("along \"main line\" within 500 m"), [0; 0]);
    assert_eq!(found("along main line within 90 km of Alpha"), [0; 0]);
    assert_eq!(found("between Alpha and Beta Bay"), [0, 1, 2]);
    assert_eq!(found("between Alpha and Beta Bay within 2 km"), [0, 1]);
    assert_eq!(found("nearest 2 to 41.0,129.4"), [1, 0]);
    assert_eq!(found("type:dam nearest 1 to Alpha"), [2]);
    let answer = ask("nearest 1 to Alpha").expect("an answer");
    assert!(
        answer.hits[0]
            .distance_m
            .is_some_and(|d| (d - 841.0).abs() < 2.0)
    );
    assert_eq!(answer.grounds, ["Alpha: Alpha (test)"]);
}

#[test]
fn states() {
    assert_eq!(found("status:demolished"), [0]);
    assert_eq!(found("status:active"), [2]);
    assert_eq!(found("status:active on 2010"), [0; 0]);
    assert_eq!(found("status:active on 2011-06 in East"), [2]);
    assert_eq!(found("status:razed since 2015"), [0]);
    assert_eq!(found("status:demolished since 2017"), [0; 0]);
    assert_eq!(found("status:active before 2012"), [2]);
    assert_eq!(found("status:unknown"), [1, 3]);
}

#[test]
fn together() {
    assert_eq!(found("type:radar or in East"), [0, 1, 2]);
    assert_eq!(found("type:dam and not in East"), [3]);
    assert_eq!(found("(type:radar or type:dam) in East"), [1, 2]);
    assert_eq!(found("not (type:radar or in East)"), [3]);
}

#[test]
fn counting() {
    let by = |key: &str, n: usize| (key.to_owned(), n);
    assert_eq!(
        counts("count by province,type"),
        // The radar in the east stands in the folder of the west.
        [
            by("East,energy/dam", 1),
            by("West,military/radar", 2),
            by(",energy/dam", 1)
        ]
    );
    assert_eq!(
        counts("type:dam count by status"),
        [by("active", 1), by("", 1)]
    );
    assert_eq!(
        counts("count by group"),
        [by("energy", 2), by("military", 2)]
    );
    assert_eq!(counts("in East count"), [by("", 2)]);
    assert_eq!(
        counts("nearest 1 to Alpha count by folder"),
        [by("West Land/Radars", 1)]
    );
    assert_eq!(found("province:west"), [0, 1]);
    let sites = sites();
    let index = Index::new(&sites, &divisions());
    let misplaced: Vec<_> = index
        .misplaced()
        .map(|m| (m.site, m.stated, m.found))
        .collect();
    assert_eq!(misplaced, [(1, "West", "East")]);
}

#[test]
fn faults_point_at_the_word() {
    assert_eq!(
        fault("type:radar wihtin 20 km of Alpha"),
        "wihtin: `wihtin` is not understood; did you mean `within`?"
    );
    assert_eq!(
        fault("tpye:radar"),
        "tpye:radar: `tpye:` is not understood; did you mean `type:`?"
    );
    assert_eq!(
        fault("type:\"air defens\""),
        "type:\"air defens\": `air defens` is no type of site; did you mean `military/air-defence`?"
    );
    assert_eq!(
        fault("within 20 of Alpha"),
        "20: a distance is wanted after `within`, such as 20 km"
    );
    assert_eq!(
        fault("within 20 km Alpha"),
        "Alpha: `of` is wanted after the distance"
    );
    assert_eq!(
        fault("within 20 km of Gamma"),
        "Gamma: no place called `Gamma` is known; there is Alpha"
    );
    assert_eq!(
        fault("in Twin"),
        "Twin: `Twin` may be Twin (a), Twin (b): name one by its key"
    );
    assert_eq!(
        fault("in Alpha"),
        "Alpha: Alpha (test) has no outline; write `within 10 km of Alpha`"
    );
    assert_eq!(
        fault("status:actve"),
        "status:actve: `actve` is no status; did you mean `active`?"
    );
    assert_eq!(
        fault("status:active on noon"),
        "noon: a date is wanted after `on`: 2022, 2022-10, 2022-10-05"
    );
    assert_eq!(
        fault("count by provnce"),
        "provnce: sites cannot be counted by `provnce`; did you mean `province`?"
    );
    assert_eq!(fault("(type:radar"), "(: this bracket is never closed");
    assert_eq!(fault("type:radar)"), "): this bracket closes none");
    assert_eq!(
        fault("not (nearest 1 to Alpha)"),
        "nearest: `nearest` cannot stand in brackets or after `not`"
    );
    assert_eq!(fault("type:radar and"), ": something is wanted after `and`");
    assert_eq!(
        fault("between Alpha"),
        ": `and` with a second place is wanted"
    );
    assert_eq!(
        fault("radar"),
        "radar: `radar` is not understood; text to be looked for stands in quotation marks: \"radar\""
    );
    let shown = ask("type:x y").expect_err("a fault").shown("type:x y");
    assert!(shown.ends_with("\n  type:x y\n  ^^^^^^"), "{shown}");
}

proptest! {
    /// Whatever is typed is answered or refused with a place inside the question.
    #[test]
    fn nothing_panics(question in "(type:|status:|within|in|along|between|and|or|not|nearest|count by|of|to|[(\")]| |5 km|41.0,129.0|on|2011|radar|é|\\PC){0,14}") {
        if let Err(fault) = ask(&question) {
            prop_assert!(fault.span.end <= question.len());
            fault.shown(&question);
        }
    }
}
