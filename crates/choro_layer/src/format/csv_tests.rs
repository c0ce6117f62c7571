use choro_diagnostic::Finding;
use choro_geometry::{Position, Shape};

use crate::{Format, Layer, Options, Record, Role, Source};

fn read_with(bytes: &[u8], options: &Options) -> (Layer, Vec<Finding>) {
    let source = Source {
        id: "own".into(),
        path: "own.csv".into(),
        ..Source::default()
    };
    crate::read(Format::Csv, bytes, &source, options)
}

fn read(text: &str) -> (Layer, Vec<Finding>) {
    read_with(text.as_bytes(), &Options::default())
}

fn attribute<'r>(record: &'r Record, key: &str) -> (&'r str, &'r str, &'r str) {
    let found = record.attributes.iter().find(|a| a.key == key).expect(key);
    (&found.value, &found.unit, &found.when.edtf)
}

#[test]
fn a_place_keeps_all_its_row_says() {
    let (layer, findings) = read(
        "\u{FEFF}id,name,type,lat,lon,name:ko,variants,former,parent,capital_of,population@2008,area_km2,same_as,Old Map Sheet\n\
         kim,Kimch'aek,city,40.67,129.2,김책,Kimchaek|Gimchaek,Songjin@../1951,p09|North@1945/..,north@1945/1950,\"207,299\",853.5,wikidata:Q1,K-52\n",
    );
    assert_eq!(findings, []);
    let record = &layer.records[0];
    assert_eq!((record.id.as_str(), record.line), ("kim", 2));
    let names: Vec<(&str, &str, Role)> = record
        .names
        .iter()
        .map(|n| (n.text.as_str(), n.language.as_str(), n.role))
        .collect();
    assert_eq!(
        names,
        [
            ("Kimch'aek", "", Role::Preferred),
            ("김책", "ko", Role::Preferred),
            ("Kimchaek", "", Role::Variant),
            ("Gimchaek", "", Role::Variant),
            ("Songjin", "", Role::Former),
        ]
    );
    assert_eq!(record.names[4].when.edtf, "../1951");
    assert_eq!(
        record.shape,
        Some(Shape::Point(Position::new(129.2, 40.67)))
    );
    assert_eq!(record.parents[0].to, "p09");
    assert_eq!(
        (
            record.parents[1].to.as_str(),
            record.parents[1].when.edtf.as_str()
        ),
        ("North", "1945/..")
    );
    assert_eq!(attribute(record, "capital-of"), ("north", "", "1945/1950"));
    assert_eq!(
        attribute(record, "population"),
        ("207299", "persons", "2008")
    );
    assert_eq!(attribute(record, "area"), ("853500000", "m2", ""));
    assert_eq!(attribute(record, "Old Map Sheet"), ("K-52", "", ""));
    assert_eq!(record.same_as, ["wikidata:Q1"]);
}

#[test]
fn stations_and_crossings_go_through_the_same_reader() {
    let (layer, findings) = read(
        "line,hangul,hanja,english,km,transfer\nP Line,서포,西浦,Sopo,11.1,\"Q Line, R Line\"\n",
    );
    assert_eq!(findings, []);
    let station = &layer.records[0];
    assert_eq!(station.names[0].text, "Sopo");
    assert_eq!(station.names[0].language, "en");
    assert_eq!(station.names[2].language, "ko-Hani");
    assert_eq!(attribute(station, "km"), ("11.1", "km", ""));
    assert_eq!(attribute(station, "line").0, "P Line");
    assert_eq!(attribute(station, "transfer").0, "Q Line, R Line");

    let options = Options {
        feature_type: Some("crossing".into()),
        ..Options::default()
    };
    let (layer, findings) = read_with(
        b"id,name,from,to,mode,status\nb,Bridge,namyang,tumen,rail bridge,open@1934/1945|closed@1945/..\n",
        &options,
    );
    assert_eq!(findings, []);
    assert_eq!(layer.records[0].feature_type, "crossing");
    let status: Vec<(&str, &str)> = layer.records[0]
        .attributes
        .iter()
        .filter(|a| a.key == "status")
        .map(|a| (a.value.as_str(), a.when.edtf.as_str()))
        .collect();
    assert_eq!(status, [("open", "1934/1945"), ("closed", "1945/..")]);
}

#[test]
fn columns_can_be_mapped() {
    let columns = [
        ("id", "pcode"),
        ("name", "name_en"),
        ("population@2008", "total"),
    ];
    let options = Options {
        columns: columns
            .iter()
            .map(|(t, s)| ((*t).to_owned(), (*s).to_owned()))
            .collect(),
        parent: Some("Ryanggang".into()),
        ..Options::default()
    };
    let (layer, findings) = read_with(
        b"pcode,name_en,total,male\nKP0101,Hyesan City,192680,91420\n",
        &options,
    );
    assert_eq!(findings, []);
    let record = &layer.records[0];
    assert_eq!(
        (record.id.as_str(), record.names[0].text.as_str()),
        ("KP0101", "Hyesan City")
    );
    assert_eq!(
        attribute(record, "population"),
        ("192680", "persons", "2008")
    );
    assert_eq!(attribute(record, "male"), ("91420", "", ""));
    assert_eq!(record.parents[0].to, "Ryanggang");

    let (_, findings) = read_with(b"code,name\n1,A\n", &options);
    assert!(
        findings
            .iter()
            .any(|f| f.message.contains("no column ‘pcode’ for ‘id’"))
    );
}

#[test]
fn faults_name_line_and_reason() {
    let text = "id;name;lat;lon;population;former\n\
                a;\"two\nlines\";40;129;1;\n\
                b;B;129,5;40,8;;\n\
                c;C;;;lots;Old@then\n\
                d;D;1\n\
                e;E;1;2;3;;extra\n";
    let (layer, findings) = read(text);
    assert_eq!(layer.records.len(), 5);
    let said: Vec<(&str, &str)> = findings
        .iter()
        .map(|f| (f.code.as_str(), f.message.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (
                "INP006",
                "line 4: latitude 129.5 is beyond ±90; latitude and longitude 40.8 look swapped"
            ),
            ("INP010", "line 5: population ‘lots’ is not a number"),
            (
                "INP010",
                "line 5: ‘then’ is not an EDTF date; ‘Old’ is kept undated"
            ),
            ("INP006", "line 6: latitude without longitude"),
            ("INP010", "line 6: the row has 3 fields, the header 6"),
            ("INP010", "line 7: the row has 7 fields, the header 6"),
        ]
    );
    let span = findings[0].primary.span;
    assert_eq!(span.slice(text), "b;B;129,5;40,8;;");
    let kept = |r: usize, key: &str| attribute(&layer.records[r], key).0.to_owned();
    assert_eq!(kept(1, "lat"), "129,5");
    assert_eq!(kept(2, "population"), "lots");
    assert_eq!(kept(4, "column 7"), "extra");
}

#[test]
fn other_encodings_and_decomposed_hangul() {
    let (layer, findings) = read_with(b"id,name\na,Caf\xE9\n", &Options::default());
    assert_eq!(findings[0].code, "INP005");
    assert_eq!(layer.records[0].names[0].text, "Caf\u{FFFD}");
    let (layer, _) = read("name,name:ko\nA,\u{110E}\u{1165}\u{11BC}\u{110C}\u{1175}\u{11AB}\n");
    assert_eq!(layer.records[0].names[1].text, "청진");
}

#[test]
fn an_empty_or_headless_table_is_reported() {
    assert_eq!(read("").1[0].code, "INP010");
    assert!(
        read("1,2\n3,4\n").1[0]
            .message
            .contains("no column of names")
    );
}

#[test]
fn names_and_types_carry_their_times() {
    let (layer, findings) = read(
        "id,name,type,name:ja-Latn@1910/1945,name:ko,former@../1951,parent@1954/..\n\
         h,Hyesan,county@../1954|city@1954/..,Keizan|Keizanchin@1910/1920,혜산,,r\n\
         n,Bar @ Home,village,,,Old Bar,\n",
    );
    assert_eq!(findings, []);
    let record = &layer.records[0];
    let names: Vec<(&str, &str, Role)> = record
        .names
        .iter()
        .map(|n| (n.text.as_str(), n.when.edtf.as_str(), n.role))
        .collect();
    assert_eq!(
        names,
        [
            ("Hyesan", "", Role::Preferred),
            ("Keizan", "1910/1945", Role::Former),
            ("Keizanchin", "1910/1920", Role::Former),
            ("혜산", "", Role::Preferred),
        ]
    );
    assert_eq!(record.feature_type, "city");
    let types: Vec<(&str, &str)> = record
        .attributes
        .iter()
        .filter(|a| a.key == "type")
        .map(|a| (a.value.as_str(), a.when.edtf.as_str()))
        .collect();
    assert_eq!(types, [("county", "../1954"), ("city", "1954/..")]);
    assert_eq!(record.parents[0].when.edtf, "1954/..");
    // An at sign that begins no date is part of the name.
    assert_eq!(layer.records[1].names[0].text, "Bar @ Home");
    assert_eq!(layer.records[1].names[1].when.edtf, "../1951");
}

#[test]
fn times_that_are_none_are_told() {
    let (layer, findings) = read(
        "id,name,name:ja,type,when,lat,lon,name:ko@then\n\
         h,Hyesan,恵山@191O/1945,county@1954/1950,whenever,41.4,128.2,혜산\n",
    );
    let told: Vec<&str> = findings.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "line 1: ‘then’, the time of the column ‘name:ko@then’, is not an EDTF date; the column is kept as it stands",
            "line 2: ‘191O/1945’ is not an EDTF date; ‘恵山’ is kept undated",
            "line 2: ‘1954/1950’ is not an EDTF date; ‘county’ is kept undated",
            "line 2: ‘whenever’ is not an EDTF date; the geometry is kept undated",
        ]
    );
    assert_eq!(layer.records[0].names[1].text, "恵山");
    assert_eq!(attribute(&layer.records[0], "name:ko@then").0, "혜산");
}
