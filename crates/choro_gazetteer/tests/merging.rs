//! Small gazetteers written by hand: what becomes one place, and what stays apart.

use choro_gazetteer::{Class, Gazetteer, NAME_OF_ANOTHER_PLACE, PlaceId, SHARED_IDENTITY};
use choro_geometry::{Polygon, Position, Shape};
use choro_layer::{Layer, Parent, Record, RecordAttribute, RecordName, Role, Source};
use choro_quantity::When;
use proptest::prelude::*;

fn layer(id: &str, rank: u32, records: Vec<Record>) -> Layer {
    let source = Source {
        id: id.into(),
        path: format!("{id}.csv"),
        rank,
        accuracy: 500.0,
        ..Source::default()
    };
    Layer {
        source,
        records,
        ..Layer::default()
    }
}

fn record(id: &str, kind: &str, names: &[&str]) -> Record {
    Record {
        id: id.into(),
        line: 1,
        feature_type: kind.into(),
        names: names
            .iter()
            .enumerate()
            .map(|(at, text)| RecordName {
                text: (*text).into(),
                language: String::new(),
                role: if at == 0 {
                    Role::Preferred
                } else {
                    Role::Variant
                },
                when: When::default(),
            })
            .collect(),
        ..Record::default()
    }
}

fn at(mut record: Record, lon: f64, lat: f64) -> Record {
    record.shape = Some(Shape::Point(Position::new(lon, lat)));
    record
}

fn square(mut record: Record, lon: f64, lat: f64, size: f64) -> Record {
    let corner = |dx: f64, dy: f64| Position::new(lon + dx * size, lat + dy * size);
    let outer = vec![
        corner(0., 0.),
        corner(1., 0.),
        corner(1., 1.),
        corner(0., 1.),
        corner(0., 0.),
    ];
    record.shape = Some(Shape::Polygons(vec![Polygon {
        outer,
        holes: Vec::new(),
    }]));
    record
}

fn within(mut record: Record, parent: &str, when: &str) -> Record {
    let when = When::parse(when).expect("an EDTF interval");
    record.parents.push(Parent {
        to: parent.into(),
        when,
    });
    record
}

fn with(mut record: Record, key: &str, value: &str) -> Record {
    let (key, value) = (key.to_owned(), value.to_owned());
    let unit = if key == "population" {
        "persons".to_owned()
    } else {
        String::new()
    };
    record.attributes.push(RecordAttribute {
        key,
        value,
        unit,
        when: When::default(),
    });
    record
}

fn same(mut record: Record, id: &str) -> Record {
    record.same_as.push(id.into());
    record
}

fn build(layers: Vec<Layer>) -> Gazetteer {
    Gazetteer::build(layers).0
}

fn key(g: &Gazetteer, key: &str) -> PlaceId {
    g.by_key(key)
        .unwrap_or_else(|| panic!("no place has {key}"))
}

#[test]
fn a_row_and_a_polygon_of_one_id_are_one() {
    let g = build(vec![
        layer("own", 100, vec![record("k", "county", &["Kilju"])]),
        layer(
            "own",
            100,
            vec![square(record("k", "", &[]), 129.0, 40.8, 0.5)],
        ),
    ]);
    assert_eq!(g.places().len(), 1);
    let kilju = g.place(key(&g, "own:k"));
    assert_eq!((kilju.name(), kilju.class), ("Kilju", Class::County));
    assert!(kilju.region().is_some() && kilju.point.is_some());
}

#[test]
fn a_city_is_its_unit_but_a_county_is_not_its_seat() {
    let g = build(vec![
        layer(
            "polygons",
            10,
            vec![
                square(
                    record("1", "county", &["Hyesan", "Hyesan City"]),
                    128.0,
                    41.2,
                    0.3,
                ),
                square(record("2", "county", &["Kyongsong"]), 129.3, 41.4, 0.4),
            ],
        ),
        layer(
            "points",
            10,
            vec![
                with(
                    at(record("a", "PPLA", &["Hyesan"]), 128.18, 41.4),
                    "population",
                    "192680",
                ),
                at(
                    record("b", "PPL", &["Kyŏngsŏng", "Kyŏngsŏng-ŭp"]),
                    129.6,
                    41.6,
                ),
                at(record("c", "PPL", &["Sŭngam", "Kyŏngsŏng"]), 129.67, 41.7),
                at(record("d", "PPL", &["Hyesan-dong"]), 128.19, 41.395),
            ],
        ),
    ]);
    assert_eq!(g.places().len(), 5);
    let hyesan = g.place(key(&g, "points:a"));
    assert_eq!(hyesan.key, "polygons:1");
    assert_eq!(hyesan.class, Class::City);
    assert_eq!(hyesan.point, Some(Position::new(128.18, 41.4)));
    assert_ne!(key(&g, "points:b"), key(&g, "polygons:2"));
    assert_ne!(key(&g, "points:c"), key(&g, "points:b"));
    assert_ne!(key(&g, "points:d"), key(&g, "points:a"));
    assert_eq!(
        g.parents_at(key(&g, "points:b"), &When::default()),
        [key(&g, "polygons:2")]
    );
}

#[test]
fn a_census_finds_its_units_by_name_class_and_parent() {
    let g = build(vec![
        layer(
            "map",
            10,
            vec![
                square(
                    record("n", "province", &["North P'yongan"]),
                    124.0,
                    39.0,
                    2.0,
                ),
                square(
                    record("s", "province", &["South P'yongan"]),
                    126.1,
                    39.0,
                    2.0,
                ),
                within(
                    square(record("1", "county", &["Unsan"]), 124.5, 39.5, 0.3),
                    "n",
                    "",
                ),
                within(
                    square(record("2", "county", &["Unsan"]), 126.5, 39.5, 0.3),
                    "s",
                    "",
                ),
                within(
                    square(
                        record("3", "county", &["Anju", "Anju City"]),
                        126.2,
                        39.5,
                        0.2,
                    ),
                    "s",
                    "",
                ),
                at(record("4", "locality", &["Unsan"]), 124.6, 39.6),
                within(
                    square(record("5", "county", &["Manpo"]), 124.9, 39.5, 0.2),
                    "n",
                    "",
                ),
                square(record("6", "county", &["Kaesong"]), 126.6, 39.9, 0.2),
            ],
        ),
        layer(
            "census",
            10,
            vec![
                within(record("c1", "county", &["Unsan"]), "North Pyongan", ""),
                within(record("c2", "county", &["Unsan"]), "South Pyongan", ""),
                record("c3", "county", &["Anju City"]),
                record("c4", "county", &["Manpho"]),
                record("c5", "county", &["Kimju"]),
                record("c6", "county", &["Kaesong"]),
                record("c7", "county", &["Kaesong"]),
            ],
        ),
    ]);
    for (census, map) in [("c1", "1"), ("c2", "2"), ("c3", "3"), ("c4", "5")] {
        assert_eq!(
            key(&g, &format!("census:{census}")),
            key(&g, &format!("map:{map}")),
            "{census}"
        );
    }
    // Planted faults: nothing of that name is on the map, and nothing near is taken instead; two
    // rows claim one county, and neither gets it.
    for census in ["c5", "c6", "c7"] {
        assert_eq!(
            g.place(key(&g, &format!("census:{census}"))).records.len(),
            1,
            "{census}"
        );
    }
}

/// Rason: apart from North Hamgyong 1993-2004 and again since 2010.
fn rason() -> Gazetteer {
    let rason = within(
        within(record("r", "city", &["Rason"]), "North Hamgyong", "../1993"),
        "North Hamgyong",
        "2004/2009",
    );
    build(vec![
        layer(
            "own",
            100,
            vec![
                square(
                    record("n", "province", &["North Hamgyong"]),
                    129.0,
                    41.0,
                    1.5,
                ),
                within(at(rason, 130.3, 42.3), "Rason Special City", "2010/.."),
                square(
                    record("rs", "province", &["Rason Special City"]),
                    130.1,
                    42.1,
                    0.6,
                ),
                within(at(record("j", "town", &["Rajin"]), 130.28, 42.25), "r", ""),
                with(
                    at(record("c", "city", &["Chongjin"]), 129.78, 41.8),
                    "capital_of",
                    "n",
                ),
            ],
        ),
        layer(
            "gn",
            10,
            vec![within(
                at(record("7", "PPLA", &["Rason"]), 130.3, 42.3),
                "n",
                "",
            )],
        ),
    ])
}

#[test]
fn dated_parents_win_over_undated_ones() {
    let g = rason();
    let (rason, north) = (key(&g, "own:r"), key(&g, "own:n"));
    assert_eq!(key(&g, "gn:7"), rason);
    for (year, part) in [(1990, true), (2006, true), (2015, false)] {
        assert_eq!(
            g.is_part_of(rason, north, &When::year(year)),
            Some(part),
            "{year}"
        );
        assert_eq!(
            g.is_part_of(key(&g, "own:j"), north, &When::year(year)),
            Some(part),
            "{year}"
        );
    }
    assert_eq!(g.is_part_of(rason, north, &When::default()), Some(false));
    assert_eq!(g.is_part_of(north, rason, &When::default()), None);
    assert_eq!(g.capital(north, &When::default()), Some(key(&g, "own:c")));
    assert!(g.children(north).any(|id| id == rason));
}

#[test]
fn a_borrowed_name_and_a_shared_id_do_not_make_two_provinces_one() {
    let north = same(
        square(
            record("1", "region", &["North Hamgyong", "Hamgyong-bukto"]),
            129.0,
            41.0,
            1.0,
        ),
        "wikidata:Q1",
    );
    let rason = same(
        square(
            record("2", "region", &["Rason", "Hamgyong-bukto"]),
            130.2,
            42.1,
            0.4,
        ),
        "wikidata:Q1",
    );
    let (g, findings) = Gazetteer::build(vec![layer("wof", 10, vec![north, rason])]);
    assert_eq!(g.by_name("North Hamgyong"), [key(&g, "wof:1")]);
    assert_eq!(g.by_name("Hamgyong-bukto"), [key(&g, "wof:1")]);
    let codes: Vec<&str> = findings.iter().map(|f| f.code.as_str()).collect();
    assert!(
        codes.contains(&NAME_OF_ANOTHER_PLACE) && codes.contains(&SHARED_IDENTITY),
        "{codes:?}"
    );
}

#[test]
fn a_county_made_a_city_keeps_its_polygon() {
    let mut samjiyon = at(record("s", "city", &["Samjiyon"]), 128.32, 41.8);
    samjiyon.names.push(RecordName {
        text: "Samjiyon County".into(),
        language: String::new(),
        role: Role::Former,
        when: When::parse("1961/2019").expect("an EDTF interval"),
    });
    let map = vec![
        square(record("1", "county", &["Samjiyŏn"]), 128.0, 41.5, 0.6),
        square(record("2", "county", &["Kim Hyong Jik"]), 126.8, 41.3, 0.5),
    ];
    let own = vec![
        samjiyon,
        at(record("k", "county", &["Kimhyongjik County"]), 127.0, 41.5),
    ];
    let g = build(vec![layer("map", 10, map), layer("own", 100, own)]);
    assert_eq!(key(&g, "own:k"), key(&g, "map:2"));
    let id = key(&g, "own:s");
    assert_eq!(key(&g, "map:1"), id);
    assert_eq!(g.place(id).class, Class::City);
    assert!(g.place(id).region().is_some());
    // Once it bore that name: the name finds it still.
    assert!(g.by_name("Samjiyon County").contains(&id));
}

#[test]
fn superseded_records_give_their_names_to_the_successor() {
    let mut old = with(
        record("1", "county", &["Hyesan Old Spelling"]),
        "superseded_by",
        "2",
    );
    old.deprecated = true;
    let g = build(vec![layer(
        "wof",
        10,
        vec![old, at(record("2", "county", &["Hyesan"]), 128.0, 41.0)],
    )]);
    assert_eq!(g.places().len(), 1);
    assert_eq!(g.by_name("hyesan old spelling"), [PlaceId(0)]);
}

#[test]
fn sites_of_one_name_stay_apart_in_one_source_and_rivers_in_pieces_do_not() {
    let river = |id: &str, from: f64| {
        let mut record = record(id, "river", &["Tumen River"]);
        let line = vec![Position::new(from, 42.0), Position::new(from + 0.2, 42.1)];
        record.shape = Some(Shape::Lines(vec![line]));
        record
    };
    let g = build(vec![layer(
        "own",
        100,
        vec![
            at(record("1", "military", &["AAA site"]), 129.0, 41.0),
            at(record("2", "military", &["AAA site"]), 129.002, 41.0),
            river("3", 129.0),
            river("4", 129.2),
        ],
    )]);
    assert_eq!(g.places().len(), 3);
    let tumen = g.place(g.by_name("Tumen")[0]);
    assert!(
        matches!(&tumen.footprints[..], [one] if matches!(&one.shape, Shape::Lines(l) if l.len() == 2))
    );
}

#[test]
fn questions_by_class_box_and_attribute() {
    let g = rason();
    assert!(g.of_class(Class::Province).count() == 2);
    let box_of_rajin = choro_geometry::Bounds {
        min: Position::new(130.27, 42.2),
        max: Position::new(130.29, 42.3),
    };
    let inside: Vec<PlaceId> = g.within_bounds(box_of_rajin).collect();
    assert_eq!(inside, [key(&g, "own:j")]);
    assert!(g.importance(key(&g, "own:n")) > g.importance(key(&g, "own:j")));
    assert_eq!(g.by_key("own:nothing"), None);
    assert_eq!(g.by_key("nothing"), None);
    assert!(g.max_name_tokens() >= 3);
}

proptest! {
    #[test]
    fn no_bytes_break_the_snapshot_reader(at in 0usize..4000, value in any::<u8>()) {
        let mut bytes = rason().to_snapshot();
        let at = at % bytes.len();
        bytes[at] = value;
        if let Some(g) = Gazetteer::from_snapshot(bytes) {
            for place in g.places() {
                g.ancestors_at(place.id, &When::default());
                g.by_name(place.name());
            }
            g.similar("Chongjin", 5);
        }
    }

    #[test]
    fn any_names_and_positions_build(
        rows in proptest::collection::vec(("[A-Za-z가-힣 -]{0,8}", -180.0..180.0f64, -90.0..90.0f64, 0usize..36), 0..30)
    ) {
        let records = rows.iter().enumerate().map(|(n, (name, lon, lat, class))| {
            let kind = Class::ALL[*class].as_str();
            let point = at(record(&n.to_string(), kind, &[name]), *lon, *lat);
            if n % 5 == 0 { square(point, *lon, *lat, 0.5) } else { point }
        });
        let g = build(vec![layer("own", 10, records.collect())]);
        prop_assert!(g.places().len() <= rows.len());
        prop_assert_eq!(Gazetteer::from_snapshot(g.to_snapshot()), Some(g));
    }
}
