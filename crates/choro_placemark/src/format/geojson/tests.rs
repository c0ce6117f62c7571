use choro_diagnostic::Severity;
use proptest::prelude::*;

use super::super::Format;
use super::super::round_trip::*;
use crate::{Geometry, Item, Placemark, Value};

fn placemarks(text: &str) -> Vec<Placemark> {
    let (items, _) = items(Format::GeoJson, text.as_bytes());
    items
        .into_iter()
        .filter_map(|item| match item {
            Item::Placemark(placemark) => Some(placemark),
            _ => None,
        })
        .collect()
}

fn codes(text: &str) -> Vec<(String, Severity)> {
    let (_, findings) = items(Format::GeoJson, text.as_bytes());
    findings.into_iter().map(|f| (f.code, f.severity)).collect()
}

fn feature(properties: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"Point","coordinates":[129.3,41]}}}}"#
    )
}

#[test]
fn properties_keep_their_types_and_digits() {
    let text = feature(
        r#""name":"Kilju","pop":12.50,"big":1e400,"ok":true,"none":null,"l":[1,"a"],"o":{"b": [1]}"#,
    );
    let found = placemarks(&text);
    let feature = &found[0].feature;
    assert_eq!(feature.name.as_deref(), Some("Kilju"));
    let values: Vec<&Value> = feature.data.iter().map(|d| &d.value).collect();
    let number = |n: &str| Value::Number(n.to_owned());
    assert_eq!(values[0], &number("12.50"));
    assert_eq!(values[1], &number("1e400"));
    assert_eq!(values[2..4], [&Value::Bool(true), &Value::Null]);
    assert_eq!(
        values[4],
        &Value::List(vec![number("1"), Value::Text("a".into())])
    );
    assert_eq!(values[5], &Value::Json(r#"{"b": [1]}"#.into()));
}

#[test]
fn names_and_times_are_taken_from_other_properties_and_these_stay() {
    let found = placemarks(&feature(r#""title":"Kilju","year":2006,"이름":"길주""#));
    let feature = &found[0].feature;
    assert_eq!(feature.name.as_deref(), Some("Kilju"));
    let time = feature.time.as_ref().expect("a year");
    assert_eq!((time.begin.as_deref(), time.moment), (Some("2006"), true));
    assert_eq!(feature.data.len(), 3);
}

#[test]
fn what_geojson_has_no_member_for_survives() {
    let text = r#"{"type":"FeatureCollection","name":"Sites","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},
"features":[
{"type":"Feature","id":7,"bbox":[1,2,3,4],"properties":{"folder":["A","B"],"visibility":false,"styleUrl":"a.kml","timespan":{"begin":"1910","end":"1945"},"coordinateProperties":{"times":["2010",null]}},
 "geometry":{"type":"LineString","coordinates":[[1,2],[3,4,5]]},"marker":{"x":[1,{}]}},
{"type":"Feature","id":"x","properties":null,"geometry":{"type":"Point","coordinates":[1,2,3,4],"when":"now"}},
{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[]}}
],"licence":"CC0"}"#;
    let losses = assert_identity(Format::GeoJson, text.as_bytes(), "members");
    assert_eq!(losses, Vec::<String>::new());
    let (file, _) = written(Format::GeoJson, &items(Format::GeoJson, text.as_bytes()).0);
    let file = String::from_utf8(file).expect("UTF-8");
    for part in [
        r#""id":7"#,
        r#""folder":["A","B"]"#,
        r#""licence":"CC0""#,
        r#""marker":{"x":[1,{}]}"#,
        r#"[1,2,3,4],"when":"now""#,
        r#"{"times":["2010",null]}"#,
        r#""coordinates":[]"#,
    ] {
        assert!(file.contains(part), "{part} in {file}");
    }
    let found = placemarks(text);
    assert!(matches!(found[0].geometry, Some(Geometry::Track(_))));
    assert_eq!(
        codes(text),
        [
            ("INP026".to_owned(), Severity::Note),
            ("INP026".to_owned(), Severity::Note)
        ]
    );
}

#[test]
fn lines_with_and_without_record_separators() {
    let text = format!(
        "\u{1E}{}\n\u{1E}{}\n",
        feature(r#""name":"A""#),
        feature(r#""name":"B""#)
    );
    let (found, findings) = items(Format::GeoJsonLines, text.as_bytes());
    assert_eq!((found.len(), findings.len()), (2, 0));
    let Item::Placemark(second) = &found[1] else {
        panic!("a placemark")
    };
    assert_eq!(second.feature.line, 2);
    let (file, _) = written(Format::GeoJsonLines, &found);
    assert_eq!(String::from_utf8_lossy(&file).lines().count(), 2);
    assert_identity(Format::GeoJsonLines, text.as_bytes(), "lines");
}

#[test]
fn faults_have_their_lines_and_the_good_part_comes() {
    let broken = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{},\n{{\"type\":\"Feature\",\"properties\":{{\"name\":\"B\"\n{},\n{}",
        feature(r#""name":"A""#),
        feature(r#""name":"C""#),
        r#"{"type":"Feature","properties":{"name":"D"},"geometry":{"type":"Point","coordinates":[41,129.3]}}"#
    );
    let names: Vec<_> = placemarks(&broken)
        .into_iter()
        .filter_map(|p| p.feature.name)
        .collect();
    assert_eq!(names, ["A", "C", "D"]);
    let (_, findings) = items(Format::GeoJson, broken.as_bytes());
    let said: Vec<&str> = findings.iter().map(|f| f.message.as_str()).collect();
    assert!(
        said.iter()
            .any(|m| m.starts_with("line 3: the feature does not close")),
        "{said:?}"
    );
    assert!(said.iter().any(|m| m.starts_with("line 5: longitude 41, latitude 129.3") && m.contains("swapped")), "{said:?}");
    assert!(
        said.iter()
            .any(|m| m.contains("the file ends inside the list")),
        "{said:?}"
    );
}

#[test]
fn other_systems_and_other_json_are_told() {
    let text = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:5179"}},"features":[]}"#;
    let (_, findings) = items(Format::GeoJson, text.as_bytes());
    assert!(findings[0].message.contains("EPSG:5179"));
    assert_eq!(
        codes(r#"{"type":"Topology"}"#),
        [("INP014".to_owned(), Severity::Error)]
    );
    assert_eq!(
        codes("Kilju lies north."),
        [("INP014".to_owned(), Severity::Error)]
    );
    let deep = format!(
        "{}\n{}",
        r#"{"a":["#.repeat(100_000),
        feature(r#""name":"A""#)
    );
    assert_eq!(placemarks(&deep).len(), 1);
}

#[test]
fn rings_are_written_right_handed_and_that_is_said() {
    let text = r#"{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[1,0]]]}"#;
    let (found, _) = items(Format::GeoJson, text.as_bytes());
    let (file, losses) = written(Format::GeoJson, &found);
    assert!(String::from_utf8_lossy(&file).contains("[[[0,0],[1,0],[1,1],[0,1],[0,0]]]"));
    assert_eq!(
        losses,
        [
            "1 ring was closed",
            "1 ring was turned to run as RFC 7946 asks"
        ]
    );
}

#[test]
fn real_files_are_the_same_after_a_round_trip() {
    for path in [
        "data/gazetteer/wof_kp_polygons.geojson",
        "data/ne/neasia_ne_10m_airports.geojson",
        "data/ne/neasia_ne_10m_lakes.geojson",
    ] {
        let Some(bytes) = shared_file(path) else {
            return;
        };
        let (first, _) = items(Format::GeoJson, &bytes);
        // Their rings run as shapefiles' do; what is written once stays as it is.
        let (file, _) = written(Format::GeoJson, &first);
        let losses = assert_identity(Format::GeoJson, &file, path);
        assert_eq!(losses, Vec::<String>::new(), "{path}");
        let placemarks = |items: &[Item]| {
            items
                .iter()
                .filter(|i| matches!(i, Item::Placemark(_)))
                .count()
        };
        assert_eq!(
            placemarks(&first),
            placemarks(&items(Format::GeoJson, &file).0)
        );
    }
    for (path, bytes) in shared_archive("data/kml/togeojson_fixtures.tar.xz", ".geojson") {
        let (first, _) = items(Format::GeoJson, &bytes);
        let (file, _) = written(Format::GeoJson, &first);
        assert_identity(Format::GeoJson, &file, &path);
    }
}

fn value() -> BoxedStrategy<Value> {
    let scalar = prop_oneof![
        words().prop_map(Value::Text),
        (-9999i32..9999).prop_map(|n| Value::Number(format!("{n}.50"))),
        any::<bool>().prop_map(Value::Bool),
        Just(Value::Null),
        Just(Value::Json(r#"{"a":[{"b":null}]}"#.into())),
    ];
    let simple = words().prop_map(Value::Text);
    prop_oneof![
        scalar,
        proptest::collection::vec(simple, 0..3).prop_map(Value::List),
    ]
    .boxed()
}

proptest! {
    #[test]
    fn items_are_the_same_after_a_round_trip(
        collection in collection(prop_oneof![geometry(), track()].boxed(), value())
    ) {
        let (file, losses) = written(Format::GeoJson, &collection);
        prop_assert!(losses.is_empty(), "{losses:?}");
        let (back, findings) = items(Format::GeoJson, &file);
        prop_assert!(findings.is_empty(), "{findings:?}");
        prop_assert_eq!(essence(&back), essence(&collection));
    }

    #[test]
    fn no_bytes_are_too_odd(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = items(Format::GeoJson, &bytes);
    }

    #[test]
    fn no_broken_feature_is_too_odd(at in 0usize..140, byte in any::<u8>()) {
        let mut bytes = feature(r#""name":"A","folder":["x"],"timespan":{"begin":"1910"},"l":[1,"a"]"#).into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        let (first, _) = items(Format::GeoJson, &bytes);
        let _ = written(Format::GeoJson, &first);
    }
}
