//! What a statement is about where its clause does not say.

mod region;

use choro_claim::Kind;
use region::{claims_of, said, shown};

#[test]
fn a_relative_clause_speaks_of_what_it_hangs_on() {
    let text = "Vienna is far from Styria, a province that borders Hungary.";
    assert_eq!(shown(&said(Kind::Borders, text)), ["Styria | Hungary |"]);
    let text = "The road leads to Carinthia, which borders Italy to the south.";
    assert_eq!(shown(&said(Kind::Borders, text)), ["Carinthia | Italy | S"]);
}

#[test]
fn a_thing_that_a_relative_clause_describes_is_not_the_town() {
    let text = "Graz has a railway that borders Hungary.";
    assert!(!shown(&said(Kind::Borders, text)).contains(&"Graz | Hungary |".to_owned()));
}

#[test]
fn most_of_a_place_is_the_place() {
    let text = "The bulk of the city has been built along the Mur river.";
    let claims = said(Kind::OnFeature, text);
    assert_eq!(claims.len(), 1, "{:?}", shown(&claims));
    let subject = claims[0].subject.place;
    let named = said(Kind::OnFeature, "Graz is built along the Mur river.");
    assert_eq!(subject, named[0].subject.place);
    assert!(subject.is_some());
}

#[test]
fn a_second_verb_keeps_the_subject() {
    let text = "Styria lies in the hills and borders Hungary to the east.";
    assert_eq!(shown(&said(Kind::Borders, text)), ["Styria | Hungary | E"]);
}

#[test]
fn the_later_clause_has_its_own_subject() {
    let text = "Styria borders Hungary to the east, and Carinthia borders Italy to the south.";
    assert_eq!(
        shown(&said(Kind::Borders, text)),
        ["Styria | Hungary | E", "Carinthia | Italy | S"]
    );
}

#[test]
fn a_sentence_without_a_subject_is_about_the_topic() {
    let claims = said(Kind::Direction, "To the south is Villach.");
    assert_eq!(shown(&claims), ["Villach | Graz | S"]);
    assert!(claims[0].object.as_ref().is_some_and(|o| o.span.is_none()));
}

#[test]
fn it_and_the_city_are_shown_by_name() {
    let text = "Villach is old. It lies south of Vienna.";
    assert_eq!(
        shown(&said(Kind::Direction, text)),
        ["Villach | Vienna | S"]
    );
    let text = "The city lies south of Vienna.";
    assert_eq!(shown(&said(Kind::Direction, text)), ["Graz | Vienna | S"]);
}

#[test]
fn nothing_lies_in_a_direction_from_itself() {
    assert!(said(Kind::Direction, "Graz lies south of Graz.").is_empty());
}

#[test]
fn a_name_after_a_preposition_is_not_the_subject() {
    let text = "The road from Villach to Graz lies south of Vienna.";
    let claims = said(Kind::Direction, text);
    assert!(
        claims.iter().all(|c| c.subject.text != "Graz"),
        "{:?}",
        shown(&claims)
    );
}

#[test]
fn lines_under_transport_connections_serve_the_town() {
    let page = "# Graz\n\n## Transport Connections\n\n- Southern Line\n- Mur Valley Line\n\n\
                ## Sights\n\n- Southern Line\n";
    let mut claims = claims_of("note.md", page.as_bytes());
    claims.retain(|c| c.kind == Kind::LineServes);
    assert_eq!(
        shown(&claims),
        ["Graz | Southern Line |", "Graz | Mur Valley Line |"]
    );
}

#[test]
fn an_apposition_behind_a_river_names_the_seat_that_opens_the_sentence() {
    let text = "Villach is a town on the Drava, the capital of Carinthia.";
    assert_eq!(
        shown(&said(Kind::CapitalOf, text)),
        ["Villach | Carinthia |"]
    );
    let text = "Leoben is a town near Villach, the capital of Carinthia.";
    assert_eq!(
        shown(&said(Kind::CapitalOf, text)),
        ["Villach | Carinthia |"]
    );
}

#[test]
fn under_a_heading_a_distance_is_that_of_the_place_named_before_it() {
    let page = "# Graz\n\n## Sights\n\nA stele at Leoben, 33 km north of Villach, recalls a siege.\n\n\
                ## Location\n\nisland in Austria, 12 km north of Vienna\n";
    let mut claims = claims_of("note.md", page.as_bytes());
    claims.retain(|c| c.kind == Kind::Distance);
    assert_eq!(
        shown(&claims),
        ["Leoben | Villach | 33", "Graz | Vienna | 12"]
    );
}

#[test]
fn an_apposition_that_is_over_takes_no_further_phrase() {
    let text = "Graz is 129 km from Vienna—the capital of Austria—and 126 km from Villach.";
    assert_eq!(
        shown(&said(Kind::Distance, text)),
        ["Graz | Vienna | 129", "Graz | Villach | 126"]
    );
    let text =
        "Graz lies 90 km north of Villach, the largest city in the south, and 200 km from Vienna.";
    assert_eq!(
        shown(&said(Kind::Distance, text)),
        ["Graz | Villach | 90", "Graz | Vienna | 200"]
    );
}

#[test]
fn a_former_name_in_quotes_is_not_the_subject() {
    let text = "Graz, originally \"Leoben\" is a city north of Villach.";
    assert_eq!(shown(&said(Kind::Direction, text)), ["Graz | Villach | N"]);
}

#[test]
fn it_with_its_verb_in_one_word_is_the_place() {
    let text = "Leoben is old. It's located 5 km north of Villach.";
    assert_eq!(shown(&said(Kind::Distance, text)), ["Leoben | Villach | 5"]);
}

#[test]
fn predicates_side_by_side_speak_of_the_subject() {
    let text = "Graz is the largest city in Styria, the second city of Austria, and the largest \
                city in the south of Austria.";
    assert_eq!(shown(&said(Kind::PositionIn, text)), ["Graz | Austria | S"]);
}
