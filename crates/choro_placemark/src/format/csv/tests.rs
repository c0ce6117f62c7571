use proptest::prelude::*;

use super::super::Format;
use super::super::round_trip::*;
use crate::{Geometry, Item, Placemark, Value};

fn table(text: &str) -> Vec<Placemark> {
    rows(text.as_bytes()).0
}

fn rows(bytes: &[u8]) -> (Vec<Placemark>, Vec<String>) {
    let (items, findings) = items(Format::Csv, bytes);
    let placemarks = items.into_iter().filter_map(|item| match item {
        Item::Placemark(placemark) => Some(placemark),
        _ => None,
    });
    let said = findings
        .into_iter()
        .map(|f| format!("{} {}", f.code, f.message));
    (placemarks.collect(), said.collect())
}

fn at(placemark: &Placemark) -> (f64, f64) {
    let v = placemark.geometry.as_ref().expect("a place").vertices()[0];
    let round = |x: f64| (x * 1e3).round() / 1e3;
    (round(v.lat), round(v.lon))
}

#[test]
fn headers_in_many_languages_and_every_delimiter() {
    for text in [
        "번호,이름,위도,경도,비고\n1,길주,40.9600,129.320,역\n",
        "Nr;Bezeichnung;Breite;Länge;Bemerkung\n1;Kilju;40,96;129,32;Bahnhof\n",
        "id\tNAME\tLatitude\tLONGITUDE\tnotes\n1\tKilju\t40.96°\t129.32°\t-\n",
        "code|Site Name|Coordinates|Remarks\n1|Kilju|40.96 N 129.32 E|x\n",
        "code,title,MGRS\n1,Kilju,52TEL 26953 34374\n",
        "code,название,широта,долгота\n1,Кильчжу,\"40°57'36\"\"N\",\"129°19'12\"\"E\"\n",
    ] {
        let found = table(text);
        assert_eq!(found.len(), 1, "{text}");
        assert!(found[0].feature.name.is_some(), "{text}");
        assert_eq!(at(&found[0]), (40.96, 129.32), "{text}");
    }
}

#[test]
fn rows_are_kept_whole_as_written() {
    let found =
        table("Site,lat,lon,Notes,opened\n Kilju ,40.9600,129.320,\"a \"\"b\"\"\nc\",1910\n");
    let data: Vec<(&str, String)> = found[0]
        .feature
        .data
        .iter()
        .map(|d| (d.name.as_str(), d.value.text()))
        .collect();
    let wanted = [
        ("Site", " Kilju "),
        ("lat", "40.9600"),
        ("lon", "129.320"),
        ("Notes", "a \"b\"\nc"),
        ("opened", "1910"),
    ];
    assert_eq!(data, wanted.map(|(name, text)| (name, text.to_owned())));
    let time = found[0].feature.time.as_ref().expect("a beginning");
    assert_eq!((time.begin.as_deref(), time.moment), (Some("1910"), false));
}

#[test]
fn encodings_are_told() {
    let text = "name,lat,lon\n길주,40.96,129.32\n";
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let (found, said) = rows(&utf16);
    assert_eq!(
        (found[0].feature.name.as_deref(), said.len()),
        (Some("길주"), 0)
    );
    let long = text.to_owned() + &"명천군 화대군,41.0,129.5\n".repeat(20);
    let (korean, _, _) = encoding_rs::EUC_KR.encode(&long);
    let (found, said) = rows(&korean);
    assert_eq!(found[0].feature.name.as_deref(), Some("길주"));
    assert!(
        said[0].starts_with("INP005") && said[0].contains("EUC-KR"),
        "{said:?}"
    );
}

#[test]
fn faults_have_their_lines_and_the_good_part_comes() {
    let text =
        "name,lat,lon\nA,41,129\nB,north,129\nC,129,41\nD,41,129,left,over\nE,\"41,129\nF,41,\n";
    let (found, said) = rows(text.as_bytes());
    assert_eq!(found.len(), 6);
    assert!(found[1].geometry.is_none() && found[1].feature.data.len() == 2);
    assert_eq!(
        found[3].feature.data.last().map(|d| d.name.as_str()),
        Some("column 5")
    );
    for part in [
        "INP006 line 3: latitude ‘north’",
        "INP006 line 4: longitude 41, latitude 129 is no position on Earth; the two look swapped",
        "INP010 line 5: the row has 5 cells, the header 3",
        "INP010 line 6: a quote is not closed",
        "INP006 line 7: latitude without longitude",
    ] {
        assert!(said.iter().any(|m| m.starts_with(part)), "{part}: {said:?}");
    }
}

#[test]
fn a_table_keeps_its_delimiter_and_the_order_of_its_columns() {
    let text = "b;a;;name;lat;lon;never\n;1;x;K;41.50;129;\n2;;;L;41;129.5;\n";
    assert_identity(Format::Csv, text.as_bytes(), "columns");
    let (file, losses) = written(Format::Csv, &items(Format::Csv, text.as_bytes()).0);
    assert_eq!(
        String::from_utf8_lossy(&file),
        "b;a;;name;lat;lon;never\n;1;x;K;41.50;129;\n2;;;L;41;129.5;\n"
    );
    assert_eq!(losses, Vec::<String>::new());
}

#[test]
fn an_attribute_is_not_taken_for_a_height() {
    let text = r#"{"type":"Feature","properties":{"elevation":2744,"LAT":"1.0"},"geometry":{"type":"Point","coordinates":[128,42]}}"#;
    let (first, _) = items(Format::GeoJson, text.as_bytes());
    let (file, losses) = written(Format::Csv, &first);
    assert_eq!(
        String::from_utf8_lossy(&file),
        "geometry,elevation,LAT\nPOINT (128 42),2744,1.0\n"
    );
    assert_eq!(losses, ["1 value that is no text was written as text"]);
    let found = table(&String::from_utf8_lossy(&file));
    assert_eq!(
        found[0].geometry.as_ref().map(|g| g.vertices()[0].height),
        Some(None)
    );
}

#[test]
fn shapes_are_written_as_well_known_text() {
    let text = "name,geometry\nA,\"POLYGON ((0 0, 1 0, 1 1, 0 0))\"\n";
    let found = table(text);
    assert!(matches!(found[0].geometry, Some(Geometry::Polygon(..))));
    assert!(found[0].feature.data.is_empty());
    assert_identity(Format::Csv, text.as_bytes(), "shapes");
}

#[test]
fn real_tables_are_the_same_after_a_round_trip() {
    for path in [
        "data/sites/csis_markets_ne_kp_64.csv",
        "data/events/csis_provocations_1958_2026.csv",
        "data/census/kp_census2008_county.csv",
        "data/rail/kp_rail_stations_pyongra_etc.csv",
    ] {
        let Some(bytes) = shared_file(path) else {
            return;
        };
        let losses = assert_identity(Format::Csv, &bytes, path);
        assert_eq!(losses, Vec::<String>::new(), "{path}");
    }
    let Some(bytes) = shared_file("data/sites/csis_markets_ne_kp_64.csv") else {
        return;
    };
    let (found, said) = rows(&bytes);
    assert!(
        found.len() >= 60 && found.iter().all(|p| p.geometry.is_some()),
        "{said:?}"
    );
}

proptest! {
    #[test]
    fn items_are_the_same_after_a_round_trip(
        collection in collection(geometry().boxed(), words().prop_map(Value::Text).boxed())
    ) {
        // A table has no title, and heights where all vertices have one.
        let high = |v: &crate::Vertex| v.height.is_some();
        let even = |item: &Item| match item {
            Item::Placemark(p) => {
                let vertices = p.geometry.as_ref().map(Geometry::vertices).unwrap_or_default();
                vertices.iter().all(high) || !vertices.iter().any(high)
            }
            _ => true,
        };
        let collection: Vec<Item> = collection.into_iter().filter(even).collect();
        prop_assume!(collection.iter().any(|i| matches!(i, Item::Placemark(_))));
        let (file, losses) = written(Format::Csv, &collection);
        let expected = ["1 title of the file has no place in a table"];
        let losses: Vec<String> = losses.into_iter().filter(|l| !l.contains("empty folder")).collect();
        prop_assert_eq!(losses, expected);
        let (back, findings) = items(Format::Csv, &file);
        prop_assert!(findings.is_empty(), "{findings:?}");
        let mut back = essence(&back);
        back.remove(0);
        let mut collection = essence(&collection);
        collection.remove(0);
        // Attributes stand in the order of the columns.
        for (_, item) in back.iter_mut().chain(&mut collection) {
            if let Item::Placemark(p) = item {
                p.feature.data.sort_by(|a, b| a.name.cmp(&b.name));
            }
        }
        prop_assert_eq!(back, collection);
    }

    #[test]
    fn no_bytes_are_too_odd(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let (first, _) = items(Format::Csv, &bytes);
        let _ = written(Format::Csv, &first);
    }

    #[test]
    fn no_table_is_too_odd(text in "(id|name|lat|lon|begin|timestamp|folder|geometry|,|\n|\"|1|2| |/){0,60}") {
        let (first, _) = items(Format::Csv, text.as_bytes());
        let (file, _) = written(Format::Csv, &first);
        let (second, _) = items(Format::Csv, &file);
        prop_assert_eq!(first.len(), second.len());
    }
}
