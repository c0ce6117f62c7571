//! Statements that share their verb, statements over hard wraps, and hostile texts.

mod region;

use choro_claim::Kind;
use proptest::prelude::*;
use region::{claims_of, said, shown};

#[test]
fn each_neighbour_of_a_list_has_its_own_side() {
    let text = "Styria borders Germany to the north, Hungary to the east and Italy to the south.";
    let claims = said(Kind::Borders, text);
    assert_eq!(
        shown(&claims),
        [
            "Styria | Germany | N",
            "Styria | Hungary | E",
            "Styria | Italy | S"
        ]
    );
    let focus: Vec<_> = claims.iter().filter_map(|c| c.focus).collect();
    assert_eq!(focus.len(), 3);
    assert!(
        focus.windows(2).all(|w| w[0].end <= w[1].start),
        "each its own word"
    );
}

#[test]
fn sides_may_come_first() {
    let text = "Styria is bordered to the north by Germany and to the east by Hungary.";
    assert_eq!(
        shown(&said(Kind::Borders, text)),
        ["Styria | Germany | N", "Styria | Hungary | E"]
    );
}

#[test]
fn neighbours_without_sides_are_all_told() {
    let text = "Styria borders Germany, Hungary and Italy.";
    assert_eq!(
        shown(&said(Kind::Borders, text)),
        [
            "Styria | Germany |",
            "Styria | Hungary |",
            "Styria | Italy |"
        ]
    );
}

#[test]
fn railways_lead_to_one_town_in_the_north_and_one_in_the_south() {
    let text = "A railway connects it to Leoben in the north and Villach in the south.";
    assert_eq!(
        shown(&said(Kind::Direction, text)),
        ["Leoben | Graz | N", "Villach | Graz | S"]
    );
}

#[test]
fn units_of_an_address_all_hold_the_town() {
    let text = "Leoben is a city in Styria, Austria.";
    assert_eq!(
        shown(&said(Kind::LocatedIn, text)),
        ["Leoben | Styria |", "Leoben | Austria |"]
    );
}

#[test]
fn evidence_over_a_hard_wrap_is_exact() {
    let text = "GRAZ\n\nÜberall Wälder. Styria borders Germany to the\r\nnorth and Hungary to \
                the\r\neast.\r\n";
    let mut claims = claims_of("note.txt", text.as_bytes());
    claims.retain(|c| c.kind == Kind::Borders);
    assert_eq!(
        shown(&claims),
        ["Styria | Germany | N", "Styria | Hungary | E"]
    );
    let north = claims[0].evidence.span;
    assert_eq!(
        &text[north.start..north.end],
        "borders Germany to the\r\nnorth"
    );
    assert_eq!(claims[0].evidence.quote, "borders Germany to the north");
    let east = claims[1].focus.expect("the word for the side");
    assert_eq!(&text[east.start..east.end], "east");
    let sentence = claims[1].sentence;
    assert!(text[sentence.start..sentence.end].starts_with("Styria borders"));
}

#[test]
fn evidence_in_another_encoding_is_of_the_bytes_on_disk() {
    // Latin letters of Windows 1252, one byte each, before the statement.
    let mut bytes = "Schöne Häuser überall. Ältere Gärten. "
        .chars()
        .map(|c| c as u8)
        .collect::<Vec<u8>>();
    bytes.extend_from_slice(b"Villach lies south of Vienna.\n");
    let claims = claims_of("note.txt", &bytes);
    assert_eq!(claims.len(), 1);
    let span = claims[0].evidence.span;
    assert_eq!(
        &bytes[span.start..span.end],
        b"Villach lies south of Vienna"
    );
}

#[test]
fn an_endless_line_is_read_to_its_end() {
    let mut text = String::from("# Graz\n\n");
    // 330,000 tokens on one line, below the megabyte from which a line is no prose.
    for _ in 0..110_000 {
        text.push_str("Mur a, ");
    }
    text.push_str("on.\n\nVillach lies south of Vienna.\n");
    let claims = claims_of("note.md", text.as_bytes());
    assert!(
        claims.iter().any(|c| c.kind == Kind::Direction),
        "{}",
        claims.len()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 2))]

    #[test]
    fn any_text_is_read_with_evidence_in_range(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("Styria ".to_owned()), Just("Graz".to_owned()), Just(" borders ".to_owned()),
                Just(" lies 12 km north of ".to_owned()), Just(", which ".to_owned()),
                Just(" to the east and ".to_owned()), Just("in 1951 ".to_owned()),
                Just("it has 3,000 inhabitants".to_owned()), Just(". ".to_owned()),
                Just("\n".to_owned()), Just("\r\n\r\n".to_owned()), Just("(not ".to_owned()),
                Just(") ".to_owned()), Just("\n- ".to_owned()), Just("<b>".to_owned()),
                Just("&amp;".to_owned()), Just("é한\u{ad}".to_owned()), "\\PC{0,10}",
            ],
            0..30,
        ),
        format in prop_oneof![Just("note.md"), Just("note.txt"), Just("note.html")],
    ) {
        let text = parts.concat();
        let claims = claims_of(format, text.as_bytes());
        for (n, claim) in claims.iter().enumerate() {
            prop_assert_eq!(claim.id.0 as usize, n);
            let spans = [claim.evidence.span, claim.sentence]
                .into_iter()
                .chain(claim.focus)
                .chain(claim.subject.span)
                .chain(claim.object.iter().filter_map(|o| o.span));
            for span in spans {
                prop_assert!(text.get(span.start..span.end).is_some(), "{:?} of {}", span, text.len());
            }
            prop_assert!(!claim.evidence.span.is_empty());
            prop_assert!(claim.focus.is_none_or(|f| claim.evidence.span.covers(f)));
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for claim in claims_of("note.txt", &bytes) {
            prop_assert!(claim.evidence.span.end <= bytes.len());
        }
    }
}
