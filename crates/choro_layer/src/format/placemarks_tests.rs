use choro_geometry::Shape;

use crate::{Format, Layer, Options, Role, Source, read};

fn layer(format: &str, text: &str, options: &Options) -> (Layer, Vec<String>) {
    let source = Source {
        id: "own".into(),
        path: "a".into(),
        ..Source::default()
    };
    let format = Format::from_name(format).expect("a format");
    let (layer, findings) = read(format, text.as_bytes(), &source, options);
    (layer, findings.into_iter().map(|f| f.message).collect())
}

const KML: &str = r#"<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>All</name>
<Folder><name>North Hamgyong</name><Folder><name>Towns</name>
<Placemark id="k"><name>Kilju</name><description>a town</description>
<TimeSpan><begin>1895</begin></TimeSpan>
<ExtendedData><Data name="type"><value>city</value></Data><Data name="name:ko"><value>길주</value></Data><Data name="population@2008"><value>139,000</value></Data></ExtendedData>
<Point><coordinates>129.32,40.96</coordinates></Point></Placemark></Folder></Folder></Document></kml>"#;

#[test]
fn a_placemark_is_a_record() {
    let (layer, said) = layer("kml", KML, &Options::default());
    assert_eq!(said, Vec::<String>::new());
    let record = &layer.records[0];
    assert_eq!(
        (
            record.id.as_str(),
            record.line,
            record.feature_type.as_str()
        ),
        ("k", 3, "city")
    );
    let names: Vec<&str> = record.names.iter().map(|n| n.text.as_str()).collect();
    assert_eq!(names, ["Kilju", "길주"]);
    assert!(matches!(record.shape, Some(Shape::Point(_))));
    assert_eq!(record.shape_when.edtf, "1895/..");
    let attribute = |key: &str| {
        record
            .attributes
            .iter()
            .find(|a| a.key == key)
            .map(|a| a.value.as_str())
    };
    assert_eq!(attribute("population"), Some("139000"));
    assert_eq!(attribute("description"), Some("a town"));
    assert_eq!(attribute("folder"), Some("North Hamgyong / Towns"));
    assert!(
        record.parents.is_empty(),
        "a folder is no place unless the project says so"
    );
}

#[test]
fn the_project_may_call_a_folder_the_parent() {
    let mut options = Options::default();
    options.columns.insert("parent".into(), "folder 1".into());
    let (layer, _) = layer("kml", KML, &options);
    assert_eq!(layer.records[0].parents[0].to, "North Hamgyong");
}

#[test]
fn linked_places_give_dated_names_parents_and_ids() {
    let text = r#"{"type":"FeatureCollection","@context":"linkedplaces","features":[
{"@id":"http://x/2","type":"Feature","properties":{"title":"North Hamgyong"},"geometry":null},
{"@id":"http://x/1","type":"Feature","properties":{"title":"Kimch'aek"},
"names":[{"toponym":"Kimch'aek","lang":"ko-Latn"},{"toponym":"Songjin","when":{"timespans":[{"start":{"in":"1896"},"end":{"in":"1951"}}]}}],
"types":[{"label":"city"}],
"links":[{"type":"closeMatch","identifier":"wd:Q109326"},{"type":"seeAlso","identifier":"http://y"}],
"relations":[{"relationType":"gvp:broaderPartitive","relationTo":"http://x/2","when":{"timespans":[{"start":{"in":"1945"}}]}},{"relationType":"gvp:broaderPartitive","relationTo":"http://elsewhere/9"}],
"geometry":{"type":"Point","coordinates":[129.2,40.67]}}]}"#;
    let (layer, said) = layer("lpf", text, &Options::default());
    assert_eq!(said, Vec::<String>::new());
    let record = &layer.records[1];
    let former = record
        .names
        .iter()
        .find(|n| n.role == Role::Former)
        .expect("a former name");
    assert_eq!(
        (former.text.as_str(), former.when.edtf.as_str()),
        ("Songjin", "1896/1951")
    );
    assert_eq!(record.names[0].text, "Kimch'aek");
    assert_eq!(record.same_as, ["wikidata:Q109326"]);
    let parents: Vec<(&str, &str)> = record
        .parents
        .iter()
        .map(|p| (p.to.as_str(), p.when.edtf.as_str()))
        .collect();
    assert_eq!(parents, [("http://x/2", "1945/..")]);
    assert_eq!(record.feature_type, "city");
}

#[test]
fn a_table_of_linked_places() {
    let text = "id\ttitle\ttitle_source\tvariants\ttypes\tparent_name\tparent_id\tmatches\tlon\tlat\n1\tKilju\tcensus\tKiltsiu; Gilju@en\tcity;town\tNorth Hamgyong\t7\tgn:1;wd:Q2\t129.32\t40.96\n";
    let (layer, said) = layer("lp-tsv", text, &Options::default());
    assert_eq!(said, Vec::<String>::new());
    let record = &layer.records[0];
    let names: Vec<&str> = record.names.iter().map(|n| n.text.as_str()).collect();
    assert_eq!(names, ["Kilju", "Kiltsiu", "Gilju"]);
    assert_eq!(record.same_as, ["geonames:1", "wikidata:Q2"]);
    assert_eq!(record.parents[0].to, "7");
    assert_eq!(record.feature_type, "city");
}

#[test]
fn tracks_are_lines() {
    let text = r#"<gpx><trk><name>Way</name><trkseg><trkpt lat="41" lon="129"/><trkpt lat="42" lon="129"/></trkseg></trk></gpx>"#;
    let (layer, _) = layer("gpx", text, &Options::default());
    assert!(matches!(layer.records[0].shape, Some(Shape::Lines(_))));
}
