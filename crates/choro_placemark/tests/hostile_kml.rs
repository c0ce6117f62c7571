//! Files made to do harm, and files that are merely broken.

use choro_placemark::{Collection, Format, Geometry, Limits, read};

fn load(bytes: &[u8]) -> (Collection, Vec<String>) {
    load_within(bytes, &Limits::default())
}

fn load_within(bytes: &[u8], limits: &Limits) -> (Collection, Vec<String>) {
    let mut collection = Collection::default();
    let findings = read(Format::Kml, bytes, "a.kml", limits, &mut |item| {
        collection.push(item);
    });
    let told = findings.iter().map(|f| format!("{} {}", f.code, f.message));
    (collection, told.collect())
}

fn names(collection: &Collection) -> Vec<&str> {
    let names = collection
        .placemarks
        .iter()
        .map(|p| p.feature.name.as_deref());
    names.map(Option::unwrap_or_default).collect()
}

fn tells(told: &[String], code: &str, words: &str) -> bool {
    told.iter()
        .any(|t| t.starts_with(code) && t.contains(words))
}

#[test]
fn entities_are_never_expanded() {
    let laughs = "<!DOCTYPE kml [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><kml><Placemark><name>&c;</name></Placemark></kml>";
    let (found, told) = load(laughs.as_bytes());
    assert_eq!(names(&found), ["&c;"]);
    assert!(tells(&told, "INP029", "document type"), "{told:?}");
    assert!(tells(&told, "INP029", "&c;"), "{told:?}");
    let outside = "<!DOCTYPE kml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><kml><Placemark><description>&x;</description></Placemark></kml>";
    let (found, _) = load(outside.as_bytes());
    let description = found.placemarks[0].feature.description.as_ref();
    assert_eq!(description.map(|d| d.0.as_str()), Some("&x;"));
}

#[test]
fn a_million_elements_inside_each_other_are_left_out_and_the_rest_is_read() {
    let deep = 1_000_000;
    let mut text = String::from("<kml><Document><Placemark><name>before</name></Placemark>");
    text.push_str(&"<Folder>".repeat(deep));
    text.push_str(&"</Folder>".repeat(deep));
    text.push_str("<Placemark><name>after</name></Placemark></Document></kml>");
    let (found, told) = load(text.as_bytes());
    assert_eq!(names(&found), ["before", "after"]);
    assert!(tells(&told, "INP011", "more than 256 deep"), "{told:?}");
    let open = "<MultiGeometry>".repeat(deep);
    let text = format!("<kml><Placemark><name>a</name>{open}");
    let (found, told) = load(text.as_bytes());
    assert_eq!(names(&found), ["a"]);
    assert!(tells(&told, "INP010", "cut off"), "{told:?}");
}

#[test]
fn a_text_or_feature_beyond_the_limit_ends_the_reading() {
    let limits = Limits {
        text_bytes: 10_000,
        ..Limits::default()
    };
    let good = "<kml><Document><Placemark><name>good</name></Placemark>";
    let long = "x".repeat(20_000);
    let many = "<Data name='a'><value>b</value></Data>".repeat(1000);
    for bad in [
        format!("<Placemark><name>{long}</name></Placemark>"),
        format!(
            "<Placemark><LookAt>{}</LookAt></Placemark>",
            "<a/>".repeat(5000)
        ),
        format!("<Placemark><ExtendedData>{many}</ExtendedData></Placemark>"),
        format!(
            "<Placemark><name>{}</name></Placemark>",
            "&amp;".repeat(20_000)
        ),
        format!("<!--{long}-->"),
        format!("<Placemark id='{long}'/>"),
    ] {
        let (found, told) = load_within(format!("{good}{bad}").as_bytes(), &limits);
        assert_eq!(names(&found)[0], "good");
        assert!(tells(&told, "INP011", ""), "{told:?}");
    }
}

#[test]
fn broken_files_give_their_good_part() {
    let cases: [(&str, &[&str], &str); 8] = [
        (
            "<kml><Placemark><name>a</name></Placemark><Placemark><name>b</na",
            &["a", "b"],
            "cut off",
        ),
        (
            "<kml><Placemark><name>a</name><Placemark><name>b</name></Placemark></kml>",
            &["a", "b"],
            "before <Placemark> is closed",
        ),
        (
            "<kml><Folder><Placemark><name>a</Placemark><Placemark><name>b</name></Placemark></Folder></kml>",
            &["a", "b"],
            "before <name> is closed",
        ),
        (
            "<kml><Placemark><name>a & b < c</name></Placemark></kml>",
            &["a & b < c"],
            "begins no tag",
        ),
        (
            "<kml></Folder><Placemark><name>a</name></Placemark></kml>",
            &["a"],
            "closes nothing",
        ),
        (
            "<kml><Placemark><name>a</name>words</Placemark></kml>",
            &["a"],
            "words",
        ),
        (
            "<Placemark><name>a</name></Placemark><Placemark><name>b</name></Placemark>",
            &["a", "b"],
            "",
        ),
        (
            "<kml><Placemark><name>it's <b>a</b></name></Placemark></kml>",
            &["it's <b>a</b>"],
            "markup",
        ),
    ];
    for (text, expected, words) in cases {
        let (found, told) = load(text.as_bytes());
        assert_eq!(names(&found), expected, "{text} {told:?}");
        assert!(
            words.is_empty() || tells(&told, "INP010", words),
            "{text} {told:?}"
        );
    }
}

#[test]
fn prefixes_and_namespaces_do_not_matter() {
    for text in [
        "<kml:kml xmlns:kml='http://www.opengis.net/kml/2.2'><kml:Placemark><kml:name>a</kml:name></kml:Placemark></kml:kml>",
        "<k:kml xmlns:k='http://earth.google.com/kml/2.1'><k:Placemark><k:name>a</k:name></k:Placemark></k:kml>",
        "<kml:kml><kml:Placemark><kml:name>a</kml:name></kml:Placemark></kml:kml>",
        "<kml xmlns='http://earth.google.com/kml/2.0'><Placemark><name>a</name></Placemark></kml>",
    ] {
        let (found, told) = load(text.as_bytes());
        assert_eq!(names(&found), ["a"], "{text}");
        assert_eq!(told, Vec::<String>::new());
    }
    let foreign = "<kml xmlns='http://www.opengis.net/kml/2.2' xmlns:o='http://o.example'><Placemark><o:name>b</o:name><name>a</name></Placemark></kml>";
    let (found, told) = load(foreign.as_bytes());
    assert_eq!(names(&found), ["a"]);
    let kept = &found.placemarks[0].feature.verbatim[0];
    assert_eq!(kept.text, "<o:name xmlns:o=\"http://o.example\">b</o:name>");
    assert!(tells(&told, "INP026", "o:name"), "{told:?}");
}

#[test]
fn korean_bytes_are_read_and_told() {
    let text = "<kml><Placemark><name>청진시 라남구역</name><Point><coordinates>129.6,41.7</coordinates></Point></Placemark></kml>";
    let (korean, _, _) = encoding_rs::EUC_KR.encode(text);
    let (found, told) = load(&korean);
    assert_eq!(names(&found), ["청진시 라남구역"]);
    assert!(tells(&told, "INP005", "EUC-KR"), "{told:?}");
    let stated = format!("<?xml version='1.0' encoding='euc-kr'?>{text}");
    let (korean, _, _) = encoding_rs::EUC_KR.encode(&stated);
    let (found, told) = load(&korean);
    assert_eq!(names(&found), ["청진시 라남구역"]);
    assert_eq!(told, Vec::<String>::new());
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(names(&load(&wide).0), ["청진시 라남구역"]);
}

#[test]
fn korean_in_utf16_is_no_binary_file() {
    let name = "청진시라남구역".repeat(60);
    let text = format!("<kml><Placemark><name>{name}</name></Placemark></kml>");
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (found, told) = load(&wide);
    assert_eq!(names(&found), [name.as_str()], "{told:?}");
}

#[test]
fn files_that_are_no_kml_are_told() {
    assert!(tells(
        &load(b"\x00\x01\x02\x00\x00 binary").1,
        "INP004",
        "binary"
    ));
    assert!(tells(&load(b"").1, "INP014", "no KML"));
    assert!(tells(&load(b"lat,lon\n1,2").1, "INP014", "no KML"));
}

#[test]
fn coordinates_that_cannot_be_read_are_kept_as_they_stand() {
    let text = "<kml><Placemark><Point><coordinates>N40 E127</coordinates></Point></Placemark><Placemark><LineString><coordinates>1,2 x,y 3,4</coordinates></LineString></Placemark></kml>";
    let (found, told) = load(text.as_bytes());
    let Some(Geometry::Other(point)) = &found.placemarks[0].geometry else {
        panic!("kept")
    };
    assert_eq!(
        point.text,
        "<Point><coordinates>N40 E127</coordinates></Point>"
    );
    let Some(Geometry::Line(line, drape)) = &found.placemarks[1].geometry else {
        panic!("a line")
    };
    assert_eq!(line.len(), 2);
    assert_eq!(
        drape.verbatim[0].text,
        "<coordinates>1,2 x,y 3,4</coordinates>"
    );
    assert!(tells(&told, "INP006", "x,y"), "{told:?}");
}

#[test]
fn scripts_are_told_and_kept() {
    let text = "<kml><Placemark><description><![CDATA[<p>a</p><ScRipt>x()</script>]]></description></Placemark></kml>";
    let (found, told) = load(text.as_bytes());
    assert!(tells(&told, "INP029", "a script"), "{told:?}");
    let description = found.placemarks[0]
        .feature
        .description
        .clone()
        .expect("kept");
    assert!(description.0.contains("ScRipt"));
    assert_eq!(description.safe(), "<p>a</p>");
}
