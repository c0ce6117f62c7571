//! What rows of a list are matched to, and what is left to people.

use choro_gazetteer::reconcile::{Query, Reconciled, Reconciler};
use choro_gazetteer::{Class, Gazetteer};
use choro_geometry::{Polygon, Position, Shape};
use choro_layer::{Layer, Parent, Record, RecordName, Role, Source};
use choro_quantity::When;
use proptest::prelude::*;
use std::sync::LazyLock;

fn name(text: &str) -> RecordName {
    RecordName {
        text: text.into(),
        language: String::new(),
        role: Role::Preferred,
        when: When::default(),
    }
}

fn unit(id: &str, kind: &str, text: &str, west: f64, south: f64, size: f64) -> Record {
    let corner = |x: f64, y: f64| Position::new(west + x * size, south + y * size);
    let outer = [(0., 0.), (1., 0.), (1., 1.), (0., 1.), (0., 0.)];
    Record {
        id: id.into(),
        line: 1,
        feature_type: kind.into(),
        names: vec![name(text)],
        shape: Some(Shape::Polygons(vec![Polygon {
            outer: outer.iter().map(|(x, y)| corner(*x, *y)).collect(),
            holes: Vec::new(),
        }])),
        ..Record::default()
    }
}

fn within(mut record: Record, parent: &str) -> Record {
    record.parents.push(Parent {
        to: parent.into(),
        when: When::default(),
    });
    record
}

/// Two provinces side by side, each with a county Unsan and another county.
static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let records = vec![
        unit("p1", "province", "North Hamgyong", 129.0, 41.0, 1.0),
        unit("p2", "province", "Ryanggang", 128.0, 41.0, 1.0),
        within(unit("c1", "county", "Unsan", 129.0, 41.0, 0.5), "own:p1"),
        within(
            unit("c2", "county", "Kyŏngsŏng", 129.5, 41.0, 0.5),
            "own:p1",
        ),
        within(unit("c3", "county", "Unsan", 128.0, 41.0, 0.5), "own:p2"),
        within(unit("c4", "county", "Kapsan", 128.5, 41.0, 0.5), "own:p2"),
    ];
    let source = Source {
        id: "own".into(),
        path: "own.csv".into(),
        rank: 100,
        accuracy: 500.0,
        ..Source::default()
    };
    let layer = Layer {
        source,
        records,
        ..Layer::default()
    };
    Gazetteer::build(vec![layer]).0
});

fn county(name: &str) -> Query {
    Query {
        name: name.into(),
        class: Some(Class::County),
        ..Query::default()
    }
}

fn ask(query: &Query) -> (Option<String>, Reconciled) {
    let found = Reconciler::new(&GAZETTEER, None).reconcile(query);
    let key = found
        .matched()
        .map(|c| GAZETTEER.place(c.place).key.clone());
    (key, found)
}

fn matched(query: &Query) -> Option<String> {
    ask(query).0
}

#[test]
fn namesakes_are_told_apart_by_parent_or_position_only() {
    let (key, found) = ask(&county("Unsan"));
    assert_eq!(key, None, "{found:?}");
    assert!(
        found.candidates.len() >= 2 && found.why_not.contains("or"),
        "{found:?}"
    );
    let parents = |parent: &str| Query {
        parents: vec![parent.into()],
        ..county("Unsan")
    };
    assert_eq!(
        matched(&parents("North Hamgyong")).as_deref(),
        Some("own:c1")
    );
    assert_eq!(
        matched(&parents("Hamgyong-bukto")).as_deref(),
        Some("own:c1")
    );
    assert_eq!(matched(&parents("Yanggang")).as_deref(), Some("own:c3"));
    assert_eq!(
        matched(&county("Unsan, Ryanggang Province")).as_deref(),
        Some("own:c3")
    );
    let placed = Query {
        position: Some(Position::new(128.2, 41.2)),
        ..county("Unsan")
    };
    assert_eq!(matched(&placed).as_deref(), Some("own:c3"));
}

#[test]
fn a_parent_may_be_spelt_in_many_ways() {
    let province = GAZETTEER.by_key("own:p1").expect("the province");
    for name in [
        "North Hamgyong",
        "North Hamgyeong",
        "Hamgyong-bukto",
        "Hamgyongbuk-do",
        "Hamgyeongbuk-do Province",
        "Hamgyŏngpuk-to",
        "Hamgyong, North",
        "North Hamgyong (Hamgyongbuk-do)",
        "N. Hamgyong",
        "함경북도",
    ] {
        assert_eq!(GAZETTEER.areas_called(name), [province], "{name}");
    }
    for name in [
        "South Hamgyong",
        "Hamgyongnam-do",
        "Hamgyong",
        "Chagang",
        "",
    ] {
        assert!(GAZETTEER.areas_called(name).is_empty(), "{name}");
    }
}

#[test]
fn a_unit_named_and_drawn_there_is_meant_whatever_province_the_row_says() {
    let moved = |name: &str| Query {
        parents: vec!["Ryanggang".into()],
        position: Some(Position::new(129.75, 41.25)),
        ..county(name)
    };
    assert_eq!(matched(&moved("Kyŏngsŏng")).as_deref(), Some("own:c2"));
    assert_eq!(matched(&moved("Kyongsok")), None, "only a name like it");
    // A county is no parent of a county: what the row says of it is not understood.
    let beside = Query {
        parents: vec!["Kapsan".into()],
        ..county("Kyŏngsŏng")
    };
    let (_, found) = ask(&beside);
    let first = found.candidates.first().expect("the county");
    assert_eq!(first.shares.parent, None, "{found:?}");
}

#[test]
fn other_romanisations_and_scripts_meet_where_something_else_agrees() {
    for name in ["Kyongsong", "Gyeongseong County", "경성군"] {
        let query = Query {
            parents: vec!["North Hamgyong".into()],
            position: Some(Position::new(129.6, 41.2)),
            ..county(name)
        };
        assert_eq!(
            matched(&query).as_deref(),
            Some("own:c2"),
            "{name}: {:?}",
            ask(&query).1
        );
    }
    assert_eq!(matched(&county("Gyeongseong")), None, "only a variant");
}

#[test]
fn what_clashes_is_no_match() {
    let wrong_parent = Query {
        parents: vec!["Ryanggang".into()],
        ..county("Kyongsong")
    };
    assert_eq!(matched(&wrong_parent), None);
    let wrong_type = Query {
        class: Some(Class::River),
        ..county("Kyongsong")
    };
    assert_eq!(matched(&wrong_type), None);
    // A county of another name drawn around the position is not the county asked for.
    let elsewhere = Query {
        position: Some(Position::new(129.75, 41.25)),
        ..county("Hoeryong")
    };
    let (key, found) = ask(&elsewhere);
    assert_eq!(key, None);
    assert!(found.why_not.contains("another name"), "{found:?}");
    assert_eq!(matched(&county("")), None);
    assert!(ask(&county("Qqqqqq")).1.candidates.is_empty());
}

#[test]
fn a_market_lies_in_the_county_around_it_unless_the_border_is_near() {
    let market = |lon: f64| Query {
        position: Some(Position::new(lon, 41.25)),
        ..county("Sunam Market")
    };
    let (key, found) = ask(&market(129.75));
    assert_eq!(key.as_deref(), Some("own:c2"), "{found:?}");
    let first = found.candidates.first().and_then(|c| c.reasons.first());
    assert!(
        first.is_some_and(|reason| reason.contains("lies in it")),
        "{found:?}"
    );
    assert_eq!(matched(&market(129.505)), None);
    // One that is named after the unit beside it belongs to that.
    let named = Query {
        name: "Kyongsong Market".into(),
        ..market(129.495)
    };
    assert_eq!(
        matched(&named).as_deref(),
        Some("own:c2"),
        "{:?}",
        ask(&named).1
    );
}

#[test]
fn an_area_asked_for_leaves_out_what_lies_elsewhere() {
    let area = GAZETTEER.by_key("own:p2").expect("the province");
    let found = Reconciler::new(&GAZETTEER, Some(area)).reconcile(&county("Unsan"));
    let place = found
        .matched()
        .map(|c| GAZETTEER.place(c.place).key.as_str());
    assert_eq!(place, Some("own:c3"), "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn scores_are_shares_and_no_row_is_too_odd(
        name in any::<String>(),
        parent in any::<String>(),
        lon in -400.0..400.0_f64,
        lat in -400.0..400.0_f64,
    ) {
        let query = Query {
            parents: vec![parent],
            position: Some(Position::new(lon, lat)),
            ..county(&name)
        };
        let (_, found) = ask(&query);
        let sum: f64 = found.candidates.iter().map(|c| c.score).sum();
        prop_assert!(sum <= 1.01);
        prop_assert!(found.candidates.windows(2).all(|pair| pair[0].score >= pair[1].score));
        prop_assert_eq!(found.is_match, found.why_not.is_empty());
    }
}
