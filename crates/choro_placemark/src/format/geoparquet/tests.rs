use std::collections::BTreeMap;
use std::process::Command;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use proptest::prelude::*;

use super::super::round_trip::written;
use super::*;
use crate::{Datum, Drape, Feature, Folder, Format, Time, Value, Vertex, generated};

fn at(lon: f64, lat: f64, height: Option<f64>) -> Vertex {
    Vertex { lon, lat, height }
}

fn placemark(name: &str, geometry: Option<Geometry>, value: Value) -> Item {
    let feature = Feature {
        folder: Some(0),
        name: Some(name.to_owned()),
        time: Some(Time {
            begin: Some("2006".to_owned()),
            ..Time::default()
        }),
        data: vec![Datum {
            name: "crew \"m\"".to_owned(),
            display: None,
            value,
            schema: None,
        }],
        ..Feature::default()
    };
    Item::Placemark(Placemark { feature, geometry })
}

fn sample() -> Vec<Item> {
    let folder = Item::Folder(Folder {
        feature: Feature {
            name: Some("함경북도".to_owned()),
            ..Feature::default()
        },
        ..Folder::default()
    });
    let number = |n: &str| Value::Number(n.to_owned());
    let point = |x, y, h| Some(Geometry::Point(at(x, y, h), Drape::default()));
    let corners = [(10.0, 10.0), (11.0, 10.0), (11.0, 11.0), (10.0, 10.0)];
    let ring = corners.map(|(x, y)| at(x, y, None)).to_vec();
    let area = Geometry::Polygon(ring, Vec::new(), Drape::default());
    vec![
        folder,
        placemark("far", point(60.0, 60.0, Some(5.0)), number("3")),
        placemark("nowhere", None, number("4")),
        placemark("near", point(10.5, 10.5, None), number("-7")),
        placemark("area", Some(area), Value::Null),
    ]
}

fn rows(bytes: Vec<u8>) -> Vec<BTreeMap<String, Field>> {
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("a Parquet file");
    let rows = reader.get_row_iter(None).expect("rows");
    rows.map(|row| row.expect("a row").into_columns().into_iter().collect())
        .collect()
}

#[test]
fn near_rows_stand_together_with_their_boxes() {
    let (bytes, losses) = written(Format::GeoParquet, &sample());
    assert_eq!(losses.len(), 1, "{losses:?}");
    assert!(losses[0].contains("nothing"), "{losses:?}");
    let rows = rows(bytes);
    let names: Vec<String> = rows.iter().map(|r| r["name"].to_string()).collect();
    assert_eq!(names, ["\"near\"", "\"area\"", "\"far\"", "\"nowhere\""]);
    let near = &rows[0];
    assert_eq!(near["crew \"m\""], Field::Long(-7));
    assert_eq!(near["first_day"], Field::Date(13_149));
    assert_eq!(near["folder"], Field::Str("함경북도".to_owned()));
    assert!(
        near["bbox"].to_string().contains("xmin: 10.5"),
        "{}",
        near["bbox"]
    );
    assert_eq!(rows[3]["geometry"], Field::Null);
    assert_eq!(rows[3]["bbox"], Field::Null);
}

#[test]
fn days_are_counted_from_1970() {
    let day = |year, month, day| day_number(Date { year, month, day });
    assert_eq!(day(1970, 1, 1), 0);
    assert_eq!(day(2000, 3, 1), 11_017);
    assert_eq!(day(1950, 6, 25), -7_130);
}

proptest! {
    #[test]
    fn every_placemark_becomes_a_row(drawn in generated::items()) {
        let (bytes, _) = written(Format::GeoParquet, &drawn);
        prop_assert!(bytes == written(Format::GeoParquet, &drawn).0);
        let expected = drawn.iter().filter(|i| matches!(i, Item::Placemark(_))).count();
        prop_assert_eq!(rows(bytes).len(), expected);
    }
}

/// What a Python interpreter with pyarrow and geopandas says of a file; the interpreter's path
/// comes from the environment. `None` where there is none.
fn asked(path: &str, program: &str) -> Option<String> {
    let python = std::env::var("CHORO_GEOPANDAS_PYTHON").unwrap_or("python3".to_owned());
    let probe = Command::new(&python)
        .args(["-c", "import geopandas, pyarrow"])
        .output();
    if !probe.is_ok_and(|ran| ran.status.success()) {
        eprintln!("skipped: geopandas and pyarrow missing");
        return None;
    }
    let ran = Command::new(&python)
        .args(["-c", program, path])
        .output()
        .ok()?;
    let trouble = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{trouble}");
    Some(String::from_utf8_lossy(&ran.stdout).into_owned())
}

#[test]
fn geopandas_reads_a_region_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sites.parquet");
    std::fs::write(&path, written(Format::GeoParquet, &sample()).0).expect("written");
    let program = "
import sys, geopandas
whole = geopandas.read_parquet(sys.argv[1])
print(whole.crs.to_string(), len(whole), whole.geometry.geom_type.fillna('none').tolist())
part = geopandas.read_parquet(sys.argv[1], bbox=(9, 9, 12, 12))
print(sorted(part['name']), part['first_day'].iloc[0], part['folder'].iloc[0])
";
    let Some(said) = asked(&path.to_string_lossy(), program) else {
        return;
    };
    let expected = "OGC:CRS84 4 ['Point', 'Polygon', 'Point', 'none']\n\
        ['area', 'near'] 2006-01-01 함경북도\n";
    assert_eq!(said, expected);
}
