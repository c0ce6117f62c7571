//! What users see of GeoJSON files, good and faulty.

use choro_diagnostic::{Finding, Severity};
use choro_geometry::{Position, Shape};

use crate::{Format, Layer, Options, Role, Source};

fn read_with(bytes: &[u8], options: &Options) -> (Layer, Vec<Finding>) {
    let source = Source {
        id: "ne".into(),
        path: "ne.geojson".into(),
        ..Source::default()
    };
    crate::read(Format::GeoJson, bytes, &source, options)
}

fn read(text: &str) -> (Layer, Vec<Finding>) {
    read_with(text.as_bytes(), &Options::default())
}

/// A point feature of the given name.
fn point(name: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{"name":"{name}"}},"geometry":{{"type":"Point","coordinates":[129.8,41.8]}}}}"#
    )
}

fn names(layer: &Layer) -> Vec<&str> {
    layer
        .records
        .iter()
        .filter_map(|r| r.names.first())
        .map(|n| n.text.as_str())
        .collect()
}

#[test]
fn usual_properties_are_understood_and_the_rest_kept() {
    let (layer, findings) = read(
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{
        "featurecla":"Admin-1 states","type":"Do","name":"Gangwon","name_alt":"Kangwon-do|Kogen-do",
        "name_ko":"강원도","NAME_ZH":"江原道","name_len":7,"gn_id":1843125.0,"wikidataid":"Q41071",
        "latitude":37.8,"longitude":128.2,"ne_id":1159312111,"woe_id":-99,"comment":null,
        "population@2008":"1,477,582","box":{"a":[1]}},
        "geometry":{"type":"Polygon","coordinates":[[[128,37],[129,37],[129,38],[128,37]]]}}]}"#,
    );
    assert_eq!(findings, []);
    let record = &layer.records[0];
    assert_eq!(
        (record.id.as_str(), record.feature_type.as_str()),
        ("1159312111", "Admin-1 states")
    );
    let spelt: Vec<(&str, &str, Role)> = record
        .names
        .iter()
        .map(|n| (n.text.as_str(), n.language.as_str(), n.role))
        .collect();
    assert_eq!(
        spelt,
        [
            ("Gangwon", "", Role::Preferred),
            ("Kangwon-do", "", Role::Variant),
            ("Kogen-do", "", Role::Variant),
            ("강원도", "ko", Role::Preferred),
            ("江原道", "zh", Role::Preferred),
        ]
    );
    assert_eq!(record.same_as, ["geonames:1843125", "wikidata:Q41071"]);
    assert_eq!(record.point, Some(Position::new(128.2, 37.8)));
    let kept: Vec<(&str, &str, &str)> = record
        .attributes
        .iter()
        .map(|a| (a.key.as_str(), a.value.as_str(), a.unit.as_str()))
        .collect();
    assert_eq!(
        kept,
        [
            ("type", "Do", ""),
            ("name_len", "7", ""),
            ("woe_id", "-99", ""),
            ("population", "1477582", "persons"),
            ("box", r#"{"a":[1]}"#, ""),
        ]
    );
}

#[test]
fn properties_can_be_mapped() {
    let columns = [
        ("name", "label"),
        ("type", "kind"),
        ("elevation_m", "h"),
        ("id", "gone"),
    ];
    let options = Options {
        columns: columns
            .iter()
            .map(|(t, s)| ((*t).to_owned(), (*s).to_owned()))
            .collect(),
        ..Options::default()
    };
    let (layer, findings) = read_with(
        br#"{"type":"Feature","properties":{"label":"Paektu","name":"x","kind":"mountain","h":2744},"geometry":null}"#,
        &options,
    );
    assert_eq!(findings.len(), 1);
    assert!(
        findings[0]
            .message
            .contains("no feature has a property ‘gone’")
    );
    let record = &layer.records[0];
    assert_eq!(
        (record.names[0].text.as_str(), record.feature_type.as_str()),
        ("Paektu", "mountain")
    );
    assert_eq!(record.shape, None);
    assert!(
        record
            .attributes
            .iter()
            .any(|a| a.key == "elevation" && a.unit == "m")
    );
    assert!(
        record
            .attributes
            .iter()
            .any(|a| a.key == "name" && a.value == "x")
    );
}

#[test]
fn lines_single_features_and_bare_geometries_are_read() {
    let lines = format!("{}\n{}\r\n\u{1E}{}\n", point("A"), point("B"), point("C"));
    let (layer, findings) = read(&lines);
    assert_eq!(findings, []);
    assert_eq!(names(&layer), ["A", "B", "C"]);
    assert_eq!(layer.records[2].line, 3);
    let (layer, findings) = read(r#"{"type":"Point","coordinates":[129,41,7]}"#);
    assert_eq!(findings, []);
    assert_eq!(
        layer.records[0].shape,
        Some(Shape::Point(Position::new(129.0, 41.0)))
    );
    assert_eq!(layer.records[0].id, "ne#1");
    let (layer, findings) = read(&format!("[{},{}]", point("A"), point("B")));
    assert_eq!((layer.records.len(), findings.len()), (2, 0));
}

#[test]
fn bad_features_are_reported_and_good_ones_loaded() {
    let text = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{},\n{},\n{},\n{},\n{},\n]}}",
        point("A"),
        point("B").replace("41.8]}}", "41.8]}"),
        point("C").replace("129.8", "NaN"),
        point("D").replace("\"name\":\"D\"", "\"name\":\"D\" \"x\":1"),
        point("E").replace("41.8]", "41.8,]"),
    );
    let (layer, findings) = read(&text);
    assert_eq!(names(&layer), ["A", "C", "E"]);
    assert_eq!(layer.records[1].shape, None);
    assert!(layer.records[2].shape.is_some());
    let said: Vec<(&str, &str)> = findings
        .iter()
        .map(|f| (f.code.as_str(), f.message.as_str()))
        .collect();
    assert_eq!(said.len(), 5, "{said:?}");
    assert!(
        said[0]
            .1
            .starts_with("line 3: the feature does not close before the next")
    );
    assert_eq!(said[1], ("INP006", "line 4: a coordinate is not a number"));
    assert!(
        said[2]
            .1
            .starts_with("line 4: the feature has a number that is not finite")
    );
    assert!(
        said[3]
            .1
            .starts_with("line 5: the feature is not JSON (expected"),
        "{:?}",
        said[3]
    );
    assert!(
        said[4]
            .1
            .starts_with("line 6: the feature has a comma before a closing bracket")
    );
    let span = findings[3].primary.span;
    assert!(span.slice(&text).starts_with("{\"type\"") && span.slice(&text).ends_with('}'));
}

#[test]
fn a_line_without_its_last_brace_costs_one_feature() {
    let broken = point("B");
    let text = format!(
        "{}\n{}\n{}\n",
        point("A"),
        &broken[..broken.len() - 1],
        point("C")
    );
    let (layer, findings) = read(&text);
    assert_eq!(names(&layer), ["A", "C"]);
    assert_eq!(findings.len(), 1);
    assert!(findings[0].message.starts_with("line 2: "));
}

#[test]
fn a_file_that_is_cut_off_gives_what_it_has() {
    let whole = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{},\n{}",
        point("A"),
        point("B")
    );
    let (layer, findings) = read(&whole);
    assert_eq!(names(&layer), ["A", "B"]);
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (findings[0].code.as_str(), findings[0].severity),
        ("INP010", Severity::Error)
    );
    let (layer, findings) = read(&whole[..whole.len() - 10]);
    assert_eq!(names(&layer), ["A"]);
    assert_eq!(findings.len(), 1);
    assert!(
        findings[0]
            .message
            .starts_with("line 3: the file ends inside a feature")
    );
}

#[test]
fn other_json_and_hostile_depth_are_refused() {
    let (layer, findings) = read(r#"{"type":"Topology","objects":{}}"#);
    assert!(layer.records.is_empty());
    assert_eq!(
        (findings[0].code.as_str(), findings[0].severity),
        ("INP014", Severity::Error)
    );
    let (layer, findings) = read(&format!("{}\n{}", "[{\"a\":".repeat(50_000), point("A")));
    assert_eq!(findings[0].code, "INP010");
    assert_eq!(names(&layer), ["A"]);
    assert!(read("Kilju lies north.").0.records.is_empty());
}

#[test]
fn faults_of_encoding_and_of_strings() {
    let bytes = point("A").into_bytes();
    let broken: Vec<u8> = bytes
        .iter()
        .map(|b| if *b == b'A' { 0xE9 } else { *b })
        .collect();
    let (layer, findings) = read_with(&broken, &Options::default());
    assert_eq!(findings[0].code, "INP005");
    assert_eq!(names(&layer), ["\u{FFFD}"]);
    let (layer, findings) = read(&format!("{}\n{}", point("un\nclosed"), point("B")));
    assert_eq!(names(&layer), ["B"]);
    assert!(findings[0].message.contains("does not close on its line"));
    let (layer, _) = read(&point("\u{110E}\u{1165}\u{11BC}"));
    assert_eq!(names(&layer), ["청"]);
}
