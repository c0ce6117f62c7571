use proptest::prelude::*;

use super::super::Format;
use super::super::round_trip::*;
use crate::{Item, Placemark, Value};

const FILE: &str = r#"{"type":"FeatureCollection",
"@context":"https://raw.githubusercontent.com/LinkedPasts/linked-places-format/main/linkedplaces-context-v1.1.jsonld",
"features":[
{"@id":"http://example.org/place/1","type":"Feature",
"properties":{"title":"Kimch'aek","ccodes":["KP"],"fclasses":["P"]},
"when":{"timespans":[{"start":{"in":"1896"},"end":{"latest":"2020"}}],"label":"modern"},
"names":[{"toponym":"Kimch'aek","lang":"ko-Latn","when":{"timespans":[{"start":{"in":"1951"}}]}},{"toponym":"Songjin","when":{"timespans":[{"start":{"in":"1896"},"end":{"in":"1951"}}]}}],
"types":[{"identifier":"aat:300008347","label":"inhabited place","sourceLabels":[{"label":"city","lang":"en"}]}],
"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[129.2,40.67],"geowkt":"POINT (129.2 40.67)","certainty":"certain","when":{"timespans":[{"start":{"in":"1896"}}]}}]},
"links":[{"type":"closeMatch","identifier":"wd:Q109326"}],
"relations":[{"relationType":"gvp:broaderPartitive","relationTo":"http://example.org/place/2","label":"North Hamgyong","when":{"timespans":[{"start":{"in":"1945"}}]}}],
"descriptions":[{"@id":"http://example.org/d/1","value":"A port.","lang":"en"}],
"depictions":[{"@id":"http://example.org/p.jpg","title":"View","license":"CC0"}]},
{"@id":"http://example.org/place/3","type":"Feature","properties":{},"names":[{"toponym":"Kilju"}],"geometry":null}
]}"#;

fn placemarks(format: Format, text: &str) -> (Vec<Placemark>, Vec<String>) {
    let (items, findings) = items(format, text.as_bytes());
    let placemarks = items.into_iter().filter_map(|item| match item {
        Item::Placemark(placemark) => Some(placemark),
        _ => None,
    });
    (
        placemarks.collect(),
        findings.into_iter().map(|f| f.message).collect(),
    )
}

#[test]
fn linked_places_keep_all_and_say_name_time_and_description() {
    let (found, said) = placemarks(Format::LinkedPlaces, FILE);
    assert_eq!(said, Vec::<String>::new());
    let feature = &found[0].feature;
    assert_eq!(feature.id, "http://example.org/place/1");
    assert_eq!(feature.name.as_deref(), Some("Kimch'aek"));
    assert_eq!(
        feature.description.as_ref().map(|d| d.0.as_str()),
        Some("A port.")
    );
    let time = feature.time.as_ref().expect("a time");
    assert_eq!(
        (time.begin.as_deref(), time.end.as_deref()),
        (Some("1896"), Some("2020"))
    );
    assert_eq!(
        found[0].geometry.as_ref().map(|g| g.vertices().len()),
        Some(1)
    );
    assert_eq!(found[1].feature.name.as_deref(), Some("Kilju"));
    let losses = assert_identity(Format::LinkedPlaces, FILE.as_bytes(), "linked places");
    assert_eq!(losses, Vec::<String>::new());
    let (file, _) = written(
        Format::LinkedPlaces,
        &items(Format::LinkedPlaces, FILE.as_bytes()).0,
    );
    let file = String::from_utf8(file).expect("UTF-8");
    let whole = |text: &str| {
        text.lines()
            .filter(|l| l.starts_with("\"names\""))
            .map(|l| l.trim_end_matches(',').to_owned())
            .collect::<Vec<_>>()
    };
    for part in whole(FILE).iter().map(String::as_str).chain([
        r#""certainty":"certain""#,
        r#""@id":"http://example.org/place/1""#,
        r#""properties":{"title":"Kilju"}"#,
        "linkedplaces-context-v1.1.jsonld",
    ]) {
        assert!(file.contains(part), "{part} in {file}");
    }
}

#[test]
fn the_table_of_linked_places() {
    let text = "id\ttitle\ttitle_source\tattestation_year\tvariants\tparent_name\tlon\tlat\tdescription\n1\tKilju\tcensus\t2008\tKiltsiu; Gilju\tNorth Hamgyong\t129.32\t40.96\ta station\n";
    let (found, said) = placemarks(Format::LinkedPlacesTable, text);
    assert_eq!(said, Vec::<String>::new());
    let feature = &found[0].feature;
    assert_eq!(
        (feature.id.as_str(), feature.name.as_deref()),
        ("1", Some("Kilju"))
    );
    assert_eq!(
        feature.time.as_ref().and_then(|t| t.begin.as_deref()),
        Some("2008")
    );
    assert_eq!(
        found[0].geometry.as_ref().map(|g| g.vertices()[0].lat),
        Some(40.96)
    );
    let losses = assert_identity(Format::LinkedPlacesTable, text.as_bytes(), "a table");
    assert_eq!(losses, Vec::<String>::new());
    let (file, _) = written(
        Format::LinkedPlacesTable,
        &items(Format::LinkedPlacesTable, text.as_bytes()).0,
    );
    assert_eq!(String::from_utf8_lossy(&file), text);
    let comma = items(Format::Csv, b"name,lat,lon\nKilju,40.96,129.32\n").0;
    let (file, losses) = written(Format::LinkedPlacesTable, &comma);
    assert_eq!(
        String::from_utf8_lossy(&file),
        "id\ttitle\ttitle_source\ttitle_uri\tccodes\tmatches\tvariants\ttypes\tstart\tend\tattestation_year\tlon\tlat\tgeowkt\tdescription\n\tKilju\t\t\t\t\t\t\t\t\t\t129.32\t40.96\t\t\n"
    );
    assert_eq!(
        losses,
        ["1 header row of another table has no place in an LP-TSV table"]
    );
}

fn value() -> BoxedStrategy<Value> {
    prop_oneof![
        words().prop_map(Value::Text),
        (-9999i32..9999).prop_map(|n| Value::Number(format!("{n}.50"))),
        any::<bool>().prop_map(Value::Bool),
    ]
    .boxed()
}

proptest! {
    #[test]
    fn items_are_the_same_after_a_round_trip(
        collection in collection(prop_oneof![geometry(), track()].boxed(), value())
    ) {
        let (file, losses) = written(Format::LinkedPlaces, &collection);
        prop_assert!(losses.is_empty(), "{losses:?}");
        let (back, findings) = items(Format::LinkedPlaces, &file);
        prop_assert!(findings.is_empty(), "{findings:?}");
        prop_assert_eq!(essence(&back), essence(&collection));
    }

    #[test]
    fn no_damage_is_too_odd(at in 0usize..3000, byte in any::<u8>(), cut in 0usize..3000) {
        let mut bytes = FILE.as_bytes().to_vec();
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % length);
        let (first, _) = items(Format::LinkedPlaces, &bytes);
        let _ = written(Format::LinkedPlaces, &first);
        let (first, _) = items(Format::LinkedPlacesTable, &bytes);
        let _ = written(Format::LinkedPlacesTable, &first);
    }
}
