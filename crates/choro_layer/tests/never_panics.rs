//! Whatever the bytes, reading ends, findings lie inside the file and the same bytes give the
//! same result.

use choro_layer::{Format, Options, Source, read};
use proptest::prelude::*;

const FORMATS: [Format; 4] = [
    Format::Csv,
    Format::GeoJson,
    Format::GeoNames,
    Format::WhosOnFirst,
];

fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let source = Source {
        id: "s".into(),
        path: "s".into(),
        ..Source::default()
    };
    let columns = [("id", "a"), ("name", "name_en"), ("lat", "b")];
    let options = Options {
        columns: columns
            .iter()
            .map(|(t, s)| ((*t).to_owned(), (*s).to_owned()))
            .collect(),
        feature_type: Some("village".into()),
        parent: Some("p".into()),
    };
    let _ = Format::sniff("a.csv", bytes);
    for format in FORMATS {
        for options in [&options, &Options::default()] {
            let (layer, findings) = read(format, bytes, &source, options);
            for finding in &findings {
                let span = finding.primary.span;
                prop_assert!(
                    span.start <= span.end && span.end <= bytes.len(),
                    "{finding:?}"
                );
            }
            let lines = 1 + bytes.iter().filter(|b| matches!(b, b'\n' | b'\r')).count();
            prop_assert!(layer.records.iter().all(|r| (1..=lines).contains(&r.line)));
            prop_assert!(layer.records.iter().all(|r| !r.id.is_empty()));
            prop_assert_eq!(&read(format, bytes, &source, options), &(layer, findings));
        }
    }
    Ok(())
}

/// Text made of what matters to the readers.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\n",
        "\r",
        "\t",
        ";",
        "|",
        "@",
        "1951",
        "..",
        "/",
        "NaN",
        "-Infinity",
        "null",
        "12.5",
        "-200",
        "1e999",
        "a",
        "name",
        "place",
        "what",
        "value",
        "footprint",
        "event",
        "type@",
        "name:ko",
        "name_en",
        "lat",
        "lon",
        "former",
        "population@2008",
        "area_km2",
        "wof_id",
        "청진",
        "\"type\":",
        "\"Feature\"",
        "\"features\":[",
        "\"geometry\":",
        "\"properties\":{",
        "\"coordinates\":",
        "\"Point\"",
        "\"Polygon\"",
        "[[[1,2],[3,4],[5,6]]]",
        "\"wof:id\":",
        "{\"type\":\"Feature\",",
        "\"FeatureCollection\"",
        "\u{1E}",
        "\u{FEFF}",
        "\u{1}",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A good file with a stretch of its bytes replaced.
fn damaged(good: &'static str) -> impl Strategy<Value = Vec<u8>> {
    (
        0..good.len(),
        0..40usize,
        prop::collection::vec(any::<u8>(), 0..6),
    )
        .prop_map(move |(at, length, bytes)| {
            let mut file = good.as_bytes().to_vec();
            file.splice(at..(at + length).min(good.len()), bytes);
            file
        })
}

const COLLECTION: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"wof:id":5,"name":"A","name_ko":"가"},"geometry":{"type":"Polygon","coordinates":[[[1,2],[3,4],[5,6],[1,2]]]}},
{"type":"Feature","properties":{"id":"b","name":"B"},"geometry":{"type":"Point","coordinates":[1,2]}}]}"#;
const TABLE: &str = "id,name,lat,lon,former,population@2008\na,\"A, \"\"B\"\"\",41.8,129.8,O@../1951|P,\"1,234\"\nb,B,,,,\n";

proptest! {
    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes)?;
    }

    #[test]
    fn arbitrary_pieces(text in pieces()) {
        check(text.as_bytes())?;
    }

    #[test]
    fn damaged_collections(bytes in damaged(COLLECTION)) {
        check(&bytes)?;
    }

    #[test]
    fn damaged_tables(bytes in damaged(TABLE)) {
        check(&bytes)?;
    }
}
