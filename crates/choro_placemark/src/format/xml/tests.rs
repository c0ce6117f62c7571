use super::*;

fn pieces(text: &str) -> Vec<(Kind, String)> {
    let mut xml = Xml::of_bytes(text.as_bytes(), 1 << 20);
    let mut found = Vec::new();
    loop {
        let kind = xml.next();
        if kind == Kind::End {
            return found;
        }
        found.push((kind, xml.text().to_owned()));
    }
}

#[test]
fn stray_brackets_and_ampersands_are_text() {
    let found = pieces("<name>a < b & c</name><x/>");
    let texts: String = found
        .iter()
        .filter(|(kind, _)| *kind == Kind::Text)
        .map(|(_, text)| text.as_str())
        .collect();
    assert_eq!(texts, "a < b & c");
    assert_eq!(found.last(), Some(&(Kind::Empty, "x".to_owned())));
    let found = pieces("<a>x < 'y</a><b/>");
    assert_eq!(found.last(), Some(&(Kind::Empty, "b".to_owned())));
    let found = pieces("<a></a <b/>");
    assert_eq!(found[1], (Kind::Close, "a".to_owned()));
    assert_eq!(found[2], (Kind::Empty, "b".to_owned()));
}

#[test]
fn quotes_without_end_do_not_take_a_quadratic_time() {
    let text = "<a href='".repeat(200_000);
    let mut xml = Xml::of_bytes(text.as_bytes(), 64 << 20);
    while xml.next() != Kind::End {}
    assert!(xml.stop.is_some());
}

#[test]
fn lines_and_bytes_are_those_of_the_file() {
    let mut xml = Xml::of_bytes(b"<a>\n\n<b\n/></a>", 100);
    let mut found = Vec::new();
    while xml.next() != Kind::End {
        found.push((xml.line, xml.start));
    }
    assert_eq!(found, [(1, 0), (1, 3), (3, 5), (4, 10)]);
}

#[test]
fn a_text_beyond_the_limit_stops_the_reading() {
    let text = format!("<a>{}</a>", "x".repeat(200));
    let mut xml = Xml::of_bytes(text.as_bytes(), 100);
    assert_eq!(xml.next(), Kind::Open);
    assert_eq!(xml.next(), Kind::End);
    assert_eq!(xml.stop, Some(Stop::TooLong));
}

#[test]
fn attributes_are_read_as_they_are_found() {
    let text = " id=\"a &amp; b\" name = 'x' hint=moon checked id='2'";
    let found = attributes(text);
    let expected = [
        ("id", "a & b"),
        ("name", "x"),
        ("hint", "moon"),
        ("checked", ""),
    ];
    assert_eq!(
        found,
        expected.map(|(name, value)| (name, value.to_owned()))
    );
    assert_eq!(tidy(" a='<' b"), " a=\"&lt;\" b=\"\"");
}
