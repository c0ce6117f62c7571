use proptest::prelude::*;

use super::*;

fn bounds(edtf: &str) -> (String, String) {
    let when = When::parse(edtf).unwrap_or_else(|| panic!("{edtf} should parse"));
    let show = |d: Option<Date>| d.map_or_else(|| "..".to_owned(), |d| d.to_string());
    (show(when.earliest), show(when.latest))
}

#[test]
fn every_notation_gives_its_days() {
    for (edtf, first, last) in [
        ("2008", "2008-01-01", "2008-12-31"),
        ("2022-10", "2022-10-01", "2022-10-31"),
        ("1937-06-04", "1937-06-04", "1937-06-04"),
        ("1930/1933", "1930-01-01", "1933-12-31"),
        ("193X", "1930-01-01", "1939-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("1850~", "1845-01-01", "1855-12-31"),
        ("1850?", "1850-01-01", "1850-12-31"),
        ("1945/..", "1945-01-01", ".."),
        ("../2010", "..", "2010-12-31"),
        ("-0043", "-0043-01-01", "-0043-12-31"),
        ("2010-22", "2010-01-01", "2010-12-31"),
        ("XXXX-06-04", "..", ".."),
        ("", "..", ".."),
        ("2000-02", "2000-02-01", "2000-02-29"),
    ] {
        assert_eq!(bounds(edtf), (first.to_owned(), last.to_owned()), "{edtf}");
        assert_eq!(When::parse(edtf).expect(edtf).to_string(), edtf);
    }
}

#[test]
fn what_is_not_edtf_is_refused() {
    for text in [
        "1937-02-30",
        "1937-13",
        "1940/1930",
        "193",
        "19370",
        "X937",
        "1937-06-04-01",
        "today",
        "/",
        "1937-06-32",
        "1900-02-29",
        "２００８",
        "-",
        "~",
    ] {
        assert_eq!(When::parse(text), None, "{text}");
    }
}

#[test]
fn order_and_overlap_need_both_ends() {
    let when = |e| When::parse(e).expect(e);
    assert!(when("1107").before(&when("1437")));
    assert!(!when("1945/..").before(&when("2010")));
    assert!(when("1945/..").overlaps(&when("2010")));
    assert!(when("1616/1622").contains(Date {
        year: 1620,
        month: 5,
        day: 1
    }));
    assert!(!when("1616/1622").contains(Date {
        year: 1623,
        month: 1,
        day: 1
    }));
    assert!(!when("1616/1622").overlaps(&when("1623")));
}

#[test]
fn relations_open_the_right_end() {
    let war = When::years(1939, 1945);
    assert_eq!(war.afterwards(), When::parse("1945/..").expect("edtf"));
    assert_eq!(war.beforehand(), When::parse("../1939").expect("edtf"));
    assert_eq!(war.up_to().edtf, "../1945");
    assert_eq!(When::parse("193X").expect("edtf").onwards().edtf, "1930/..");
    assert_eq!(When::parse("193X").expect("edtf").up_to().edtf, "../1939");
    assert_eq!(When::year(1941).shifted_years(1), Some(When::year(1942)));
    assert_eq!(When::year(1616).through(&When::year(1500)), None);
}

proptest! {
    #[test]
    fn parsing_never_panics_and_round_trips(text in "[-0-9X~?%/.]{0,24}") {
        if let Some(when) = When::parse(&text) {
            prop_assert_eq!(When::parse(&when.edtf), Some(when));
        }
    }

    #[test]
    fn any_text_is_safe(text in "\\PC{0,40}") {
        let _ = When::parse(&text);
    }
}
