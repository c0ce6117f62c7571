use proptest::prelude::*;

use super::super::Format;
use super::super::round_trip::*;
use crate::{Geometry, Item, Placemark, Value};

const FILE: &str = r#"<?xml version="1.0"?>
<gpx version="1.1" creator="Trail &amp; Co" xmlns="http://www.topografix.com/GPX/1/1" xmlns:g="http://example.org/g">
<metadata><name>Walks</name><desc>Two</desc><author><name>A</name></author><link href="x"/><time>2010-05-28T02:02:09Z</time><keywords>a, b</keywords><bounds minlat="1" minlon="2" maxlat="3" maxlon="4"/></metadata>
<wpt lat="41.5" lon="129.25"><ele>12.5</ele><time>2010-05-28T02:02:09Z</time><name>Kilju</name><cmt>c</cmt><desc><![CDATA[a <b>bold</b> word]]></desc><link href="u"><text>t</text></link><sym>Flag</sym><extensions><g:x a="1">y</g:x></extensions></wpt>
<rte><name>R</name><rtept lat="1" lon="2"><ele>3</ele><name>first</name></rtept><rtept lat="2" lon="3"/></rte>
<trk><name>T</name><number>7</number><trkseg><trkpt lat="1" lon="2"><ele>3</ele><time>2010-05-28T02:02:09Z</time><hdop>2</hdop></trkpt><trkpt lat="2" lon="3"/></trkseg><trkseg/></trk>
<extensions><g:root/></extensions>
</gpx>
"#;

fn placemarks(bytes: &[u8]) -> (Vec<Placemark>, Vec<String>) {
    let (items, findings) = items(Format::Gpx, bytes);
    let placemarks = items.into_iter().filter_map(|item| match item {
        Item::Placemark(placemark) => Some(placemark),
        _ => None,
    });
    let said = findings
        .into_iter()
        .map(|f| format!("{} {}", f.code, f.message));
    (placemarks.collect(), said.collect())
}

#[test]
fn waypoints_routes_and_tracks() {
    let (found, said) = placemarks(FILE.as_bytes());
    assert_eq!(said, Vec::<String>::new());
    let [waypoint, route, track] = found.as_slice() else {
        panic!("{found:?}")
    };
    let Some(Geometry::Point(at, _)) = &waypoint.geometry else {
        panic!("a point")
    };
    assert_eq!((at.lat, at.lon, at.height), (41.5, 129.25, Some(12.5)));
    let description = waypoint
        .feature
        .description
        .as_ref()
        .expect("a description");
    assert_eq!(description.0, "a <b>bold</b> word");
    assert_eq!(waypoint.feature.line, 4);
    assert!(matches!(&route.geometry, Some(Geometry::Line(line, _)) if line.len() == 2));
    let Some(Geometry::Multi(segments)) = &track.geometry else {
        panic!("two segments")
    };
    let Geometry::Track(first) = &segments[0] else {
        panic!("a track")
    };
    assert_eq!(
        first.points[0].when.as_deref(),
        Some("2010-05-28T02:02:09Z")
    );
    assert_eq!(first.points[0].verbatim[0].text, "<hdop>2</hdop>");
}

#[test]
fn a_file_keeps_all_its_parts() {
    let losses = assert_identity(Format::Gpx, FILE.as_bytes(), "all parts");
    assert_eq!(losses, Vec::<String>::new());
    let (file, _) = written(Format::Gpx, &items(Format::Gpx, FILE.as_bytes()).0);
    let file = String::from_utf8(file).expect("UTF-8");
    for part in [
        r#"creator="Trail &amp; Co""#,
        r#"xmlns:g="http://example.org/g""#,
        "<author><name>A</name></author>",
        r#"<extensions><g:x a="1">y</g:x></extensions>"#,
        "<name>first</name>",
        "<hdop>2</hdop>",
        "<extensions><g:root/></extensions>",
    ] {
        assert!(file.contains(part), "{part} in {file}");
    }
}

#[test]
fn broken_files_give_the_good_part_with_lines() {
    let text = "<gpx>\n<wpt lat=\"41\" lon=\"129\"><name>A</wpt>\n<wpt lat=\"x\" lon=\"129\"><name>B</name></wpt>\n<wpt lat=\"99\" lon=\"12\"><name>C & D</name><odd/></wpt>\n<wpt lat=\"41\" lon=\"129\"><name>E</na";
    let (found, said) = placemarks(text.as_bytes());
    let names: Vec<&str> = found
        .iter()
        .filter_map(|p| p.feature.name.as_deref())
        .collect();
    assert_eq!(names, ["A", "B", "C & D", "E"]);
    for part in [
        "INP010 line 2: <name> is not closed",
        "INP006 line 3: <wpt> has no latitude and longitude",
        "INP006 line 4: longitude 12, latitude 99",
        "INP026 line 4: ‘odd’",
        "INP010 line 5: the file is cut off",
    ] {
        assert!(
            said.iter().any(|m| m.starts_with(part)),
            "{part}: {said:#?}"
        );
    }
}

#[test]
fn hostile_files_are_bounded() {
    let deep = format!("<gpx>{}", "<a>".repeat(1_000_000));
    let (found, said) = placemarks(deep.as_bytes());
    assert!(
        found.is_empty() && said.iter().any(|m| m.starts_with("INP011")),
        "{said:?}"
    );
    let laughs = "<!DOCTYPE gpx [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>\n<gpx><wpt lat=\"1\" lon=\"2\"><name>&b;</name></wpt></gpx>";
    let (found, said) = placemarks(laughs.as_bytes());
    assert_eq!(found[0].feature.name.as_deref(), Some("&b;"));
    assert!(
        said.iter().all(|m| m.starts_with("INP029")) && said.len() == 2,
        "{said:?}"
    );
    let (_, said) = placemarks(b"<kml/>");
    assert!(said[0].starts_with("INP014"));
}

#[test]
fn real_files_are_the_same_after_a_round_trip() {
    let files = shared_archive("data/kml/togeojson_fixtures.tar.xz", ".gpx");
    for (path, bytes) in &files {
        let (first, _) = items(Format::Gpx, bytes);
        assert!(!first.is_empty() || path.ends_with("bad.gpx"), "{path}");
        let losses = assert_identity(Format::Gpx, bytes, path);
        assert_eq!(losses, Vec::<String>::new(), "{path}");
    }
}

fn value() -> BoxedStrategy<Value> {
    prop_oneof![
        words().prop_map(Value::Text),
        (-9999i32..9999).prop_map(|n| Value::Number(format!("{n}.50"))),
        any::<bool>().prop_map(Value::Bool),
        Just(Value::Null),
        Just(Value::Json(r#"{"a":[{"b":"<"}]}"#.into())),
    ]
    .boxed()
}

proptest! {
    #[test]
    fn items_are_the_same_after_a_round_trip(
        collection in collection(prop_oneof![
            vertex().prop_map(|v| Geometry::Point(v, crate::Drape::default())),
            proptest::collection::vec(vertex(), 0..4).prop_map(|l| Geometry::Line(l, crate::Drape::default())),
            track(),
            proptest::collection::vec(track(), 2..4).prop_map(Geometry::Multi),
        ].boxed(), value())
    ) {
        let (file, losses) = written(Format::Gpx, &collection);
        prop_assert!(losses.is_empty(), "{losses:?}");
        let (back, findings) = items(Format::Gpx, &file);
        prop_assert!(findings.is_empty(), "{findings:?}");
        prop_assert_eq!(essence(&back), essence(&collection));
    }

    #[test]
    fn no_damage_is_too_odd(at in 0usize..2000, byte in any::<u8>(), cut in 0usize..2000) {
        let mut bytes = FILE.as_bytes().to_vec();
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % length);
        let (first, _) = items(Format::Gpx, &bytes);
        let _ = written(Format::Gpx, &first);
    }
}

#[test]
fn what_has_no_place_between_elements_is_told() {
    let text = "<gpx><!-- mine --><?drawn by hand?><wpt lat=\"1\" lon=\"2\">stray<name>a<b/></name></wpt></gpx>";
    let (_, said) = placemarks(text.as_bytes());
    for words in [
        "a comment is left out",
        "a processing instruction is left out",
        "\"stray\"",
        "<b> in a text is read over",
    ] {
        assert!(said.iter().any(|s| s.contains(words)), "{words}: {said:?}");
    }
}
