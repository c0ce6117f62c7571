//! What users see of Who's On First files, good and faulty.

use choro_diagnostic::{Finding, Severity};
use choro_geometry::{Position, Shape};

use crate::{Format, Layer, Options, Role, Source};

fn read(text: &str) -> (Layer, Vec<Finding>) {
    let source = Source {
        id: "wof".into(),
        path: "wof".into(),
        ..Source::default()
    };
    crate::read(
        Format::WhosOnFirst,
        text.as_bytes(),
        &source,
        &Options::default(),
    )
}

const HEAD: &str = "wof_id\tgeonameid\twikidata\tplacetype\tgn_fcode\tname\tascii\thangul\tenglish\tother_variants\tlat\tlon\tpopulation\tcounty_id\tregion_id\tis_current\tdeprecated\tsuperseded_by\tsrc_geom\n";

#[test]
fn table_rows_give_names_types_parents_and_ids() {
    let (layer, findings) = read(&format!(
        "{HEAD}7\t2044757\tQ9\tlocality\tPPLA\tKyŏngsŏng\tKyongsong\t경성|Kyŏngsŏng\tKyongsong|Kyongsong Town\t鏡城|キョンソン\t41.58\t129.6\t0\t5\t2\t-1\t\t\tgeonames\n"
    ));
    assert_eq!(findings, []);
    let record = &layer.records[0];
    assert_eq!(
        (record.id.as_str(), record.feature_type.as_str()),
        ("7", "locality/PPLA")
    );
    let names: Vec<(&str, &str, Role)> = record
        .names
        .iter()
        .map(|n| (n.text.as_str(), n.language.as_str(), n.role))
        .collect();
    assert_eq!(
        names,
        [
            ("Kyŏngsŏng", "", Role::Preferred),
            ("경성", "ko", Role::Preferred),
            ("Kyongsong", "en", Role::Preferred),
            ("Kyongsong Town", "en", Role::Variant),
            ("鏡城", "", Role::Variant),
            ("キョンソン", "ja", Role::Variant),
        ]
    );
    assert_eq!(record.same_as, ["wof:7", "geonames:2044757", "wikidata:Q9"]);
    assert_eq!(record.parents.len(), 1);
    assert_eq!(record.parents[0].to, "5");
    let kept: Vec<(&str, &str)> = record
        .attributes
        .iter()
        .map(|a| (a.key.as_str(), a.value.as_str()))
        .collect();
    assert_eq!(
        kept,
        [
            ("region_id", "2"),
            ("is_current", "-1"),
            ("src_geom", "geonames")
        ]
    );
}

#[test]
fn deprecated_and_faulty_rows() {
    let row = |id: &str, lat: &str, deprecated: &str| {
        format!("{id}\t\t\tcounty\t\tA\t\t\t\t\t{lat}\t129\t\t{id}\t2\t1\t{deprecated}\t\tmeso\n")
    };
    let text = format!(
        "{HEAD}{}{}{}{}8\tx\n",
        row("5", "41", "2016-12-06"),
        row("6", "129", "2016-12-06"),
        row("x", "41", ""),
        row("5", "41", ""),
    );
    let (layer, findings) = read(&text);
    assert_eq!(layer.records.len(), 4);
    assert_eq!(layer.records[0].parents[0].to, "2");
    let said: Vec<(&str, &str)> = findings
        .iter()
        .map(|f| (f.code.as_str(), f.message.as_str()))
        .collect();
    assert_eq!(said[0].0, "INP009");
    assert_eq!(
        said[0].1,
        "the source says of 2 records that they no longer hold (lines 2, 3)"
    );
    assert_eq!(said[1].0, "INP006");
    assert!(said[2].1.contains("‘x’ is no Who's On First id"));
    assert_eq!(said[3].1, "the id 5 (lines 2, 5) occurs more than once");
    assert_eq!(said[4].1, "line 6: the row has 2 fields, the header 19");
}

#[test]
fn shortened_polygons_join_the_table_by_id() {
    let (layer, findings) = read(
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"wof:id":1108746843,
        "name":"Anak","placetype":"county","name_kor":["안악"],"name_eng":["Anak","Anak County"],
        "area_m2":340984846.59166,"parent":85676605,"adm1":"South Hwanghae","pop":null},
        "geometry":{"type":"Polygon","coordinates":[[[125,38],[126,38],[126,39],[125,38]]]}}]}"#,
    );
    assert_eq!(findings, []);
    let record = &layer.records[0];
    assert_eq!(
        (record.id.as_str(), record.feature_type.as_str()),
        ("1108746843", "county")
    );
    assert_eq!(record.parents[0].to, "85676605");
    let spelt: Vec<(&str, &str)> = record
        .names
        .iter()
        .map(|n| (n.text.as_str(), n.language.as_str()))
        .collect();
    assert_eq!(
        spelt,
        [
            ("Anak", ""),
            ("안악", "ko"),
            ("Anak", "en"),
            ("Anak County", "en")
        ]
    );
    let area = record
        .attributes
        .iter()
        .find(|a| a.key == "area")
        .expect("an area");
    assert_eq!(
        (area.value.as_str(), area.unit.as_str()),
        ("340984846.59166", "m2")
    );
    assert!(matches!(record.shape, Some(Shape::Polygons(_))));
}

#[test]
fn a_record_of_the_publisher_is_read() {
    let (layer, findings) = read(
        r#"{"id":5,"type":"Feature","properties":{"wof:id":5,"wof:name":"Ch'ongch'on",
        "wof:placetype":"locality","gn:feature_code":"PPL","wof:parent_id":9,
        "name:kor_x_preferred":["정촌"],"name:kor_x_variant":["Chŏngch’on"],"gn:population":0,
        "wof:concordances":{"gn:id":1878470,"wd:id":"Q5"},"edtf:deprecated":"uuuu",
        "wof:superseded_by":[11],"lbl:latitude":38.6,"lbl:longitude":125.5},
        "bbox":[1,2,3,4],"geometry":{"type":"Point","coordinates":[125.4475,38.57417]}}"#,
    );
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (findings[0].code.as_str(), findings[0].severity),
        ("INP009", Severity::Note)
    );
    let record = &layer.records[0];
    assert!(record.deprecated);
    assert_eq!(record.feature_type, "locality/PPL");
    assert_eq!(record.same_as, ["wof:5", "geonames:1878470", "wikidata:Q5"]);
    assert_eq!(record.names[2].language, "ko-Latn");
    assert_eq!(
        record.shape,
        Some(Shape::Point(Position::new(125.4475, 38.57417)))
    );
    assert_eq!(record.parents[0].to, "9");
}

#[test]
fn what_is_no_such_file_is_said_so() {
    assert_eq!(read("id\tname\n1\tA\n").1[0].code, "INP014");
    assert!(
        read(r#"{"type":"Feature","properties":{"name":"A"},"geometry":null}"#).1[0]
            .message
            .contains("no ‘wof:id’")
    );
}
