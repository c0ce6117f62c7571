//! Who stands behind a statement, whether it is denied, whether it is of the past, and when.

mod region;

use choro_claim::{Claim, Kind};
use choro_quantity::{Hedge, Polarity};
use region::{claims_of, said, shown};

/// The one claim of a kind that a text makes.
fn only(kind: Kind, text: &str) -> Claim {
    let mut claims = said(kind, text);
    assert_eq!(claims.len(), 1, "{text} {:?}", shown(&claims));
    claims.remove(0)
}

#[test]
fn a_plain_statement_is_affirmed_by_the_text_itself() {
    let claim = only(Kind::Direction, "Villach lies south-west of Vienna.");
    assert_eq!(claim.polarity, Polarity::Affirmed);
    assert_eq!(claim.hedge, Hedge::Asserted);
    assert!(!claim.past && claim.when.edtf.is_empty());
    assert_eq!(shown(&[claim]), ["Villach | Vienna | SW"]);
}

#[test]
fn hedges_weaken_what_stands_in_their_clause() {
    let reported = only(Kind::Direction, "Villach reportedly lies south of Vienna.");
    assert_eq!(reported.hedge, Hedge::Reported);
    let placed = only(
        Kind::Direction,
        "Villach is reportedly located south of Vienna.",
    );
    assert_eq!(placed.hedge, Hedge::Reported);
    let apparent = only(Kind::Direction, "Perhaps Villach lies south of Vienna.");
    assert_eq!(apparent.hedge, Hedge::Apparent);
    let other = only(
        Kind::Direction,
        "Bears reportedly live here; Villach lies south of Vienna.",
    );
    assert_eq!(other.hedge, Hedge::Asserted, "another clause's word");
}

#[test]
fn the_named_source_is_kept() {
    let claim = only(
        Kind::Population,
        "According to Karl Lund, the population of Graz was 265,778.",
    );
    assert_ne!(claim.hedge, Hedge::Asserted);
    assert_eq!(claim.source, "Karl Lund");
}

#[test]
fn what_is_denied_is_told_as_denied() {
    let denied = only(
        Kind::Superlative,
        "Graz is not the largest city in Austria.",
    );
    assert_eq!(denied.polarity, Polarity::Negated);
    let south = only(Kind::Direction, "Villach does not lie north of Vienna.");
    assert_eq!(south.polarity, Polarity::Negated);
    let told = only(Kind::Superlative, "Graz is the largest city in Styria.");
    assert_eq!(told.polarity, Polarity::Affirmed);
}

#[test]
fn not_only_denies_nothing() {
    let claims = said(
        Kind::Borders,
        "Styria borders not only Carinthia. Styria borders Hungary to the east.",
    );
    assert!(claims.iter().all(|c| c.polarity == Polarity::Affirmed));
    assert!(shown(&claims).contains(&"Styria | Hungary | E".to_owned()));
}

#[test]
fn not_in_a_pronunciation_denies_nothing() {
    let claim = only(
        Kind::Superlative,
        "Graz (rhymes with \"lots\", not \"lats\") is the largest city in Styria.",
    );
    assert_eq!(claim.polarity, Polarity::Affirmed);
}

#[test]
fn a_denial_after_a_comma_is_of_another_statement() {
    let claim = only(
        Kind::Direction,
        "It does not snow much, and Villach lies south of Vienna.",
    );
    assert_eq!(claim.polarity, Polarity::Affirmed);
}

#[test]
fn the_past_of_an_apposition_stays_there() {
    let claim = only(
        Kind::Direction,
        "Villach, a port called Bila until 1918, lies south of Vienna.",
    );
    assert!(!claim.past);
    assert!(claim.when.edtf.is_empty(), "{:?}", claim.when.edtf);
}

#[test]
fn formerly_bordered_is_told_once() {
    let claims: Vec<Claim> = [Kind::Formerly, Kind::Borders]
        .into_iter()
        .flat_map(|k| said(k, "Styria formerly bordered Italy."))
        .collect();
    assert_eq!(claims.len(), 1, "{:?}", shown(&claims));
    assert!(claims[0].past);
    assert_eq!(
        shown(&said(Kind::Borders, "Styria borders Italy.")),
        ["Styria | Italy |"]
    );
}

#[test]
fn a_leading_date_dates_the_statement() {
    let census = only(
        Kind::Population,
        "As of the 2010 census, the population was 265,778.",
    );
    assert_eq!(census.when.edtf, "2010");
    assert_eq!(
        (census.value.as_str(), census.unit.as_str()),
        ("265778", "persons")
    );
    let plain = only(Kind::Population, "In 1951, the population was 226,000.");
    assert_eq!(plain.when.edtf, "1951");
}

#[test]
fn a_date_beside_the_whole_statement_dates_it() {
    for (text, when) in [
        ("In 1930 Graz was in Styria.", "1930"),
        ("In 1930, Graz was a city in Styria.", "1930"),
        ("Graz was in Styria in 1930.", "1930"),
        ("Until 1945 Graz was in Styria.", "../1945"),
        ("Graz was in Styria.", ""),
        ("Since its foundation in 1930, Graz was in Styria.", ""),
        ("In 1930 Graz, a city in Styria, grew.", ""),
        ("Graz was in Styria, and in 1930 it grew.", ""),
    ] {
        let claim = only(Kind::LocatedIn, text);
        assert_eq!(claim.when.edtf, when, "{text}");
    }
    let seat = only(Kind::CapitalOf, "In 1910 the capital of Styria was Graz.");
    assert_eq!(seat.when.edtf, "1910");
}

#[test]
fn a_date_after_the_number_is_its_own() {
    let claims = said(
        Kind::Population,
        "Graz had 226,000 inhabitants in 1951. Today Graz has 291,000 inhabitants.",
    );
    let dates: Vec<&str> = claims.iter().map(|c| c.when.edtf.as_str()).collect();
    assert_eq!(dates.first(), Some(&"1951"), "{:?}", shown(&claims));
    assert_ne!(dates.get(1), Some(&"1951"));
}

#[test]
fn about_blurs_its_own_number() {
    let about = only(Kind::Population, "Graz has about 290,000 inhabitants.");
    assert!(about.approximate);
    let exact = only(Kind::Population, "Graz has 290,171 inhabitants.");
    assert!(!exact.approximate);
}

#[test]
fn a_population_is_not_also_a_count() {
    assert_eq!(
        said(Kind::Population, "Graz has 290,171 inhabitants.").len(),
        1
    );
    assert!(said(Kind::Count, "Graz has 290,171 inhabitants.").is_empty());
    assert_eq!(
        shown(&said(Kind::Count, "Graz has three bridges.")),
        ["Graz | bridges | 3"]
    );
}

#[test]
fn furniture_says_nothing() {
    let page = "<nav><p>Villach lies south of Vienna.</p></nav><p>Snow falls.</p>";
    assert!(claims_of("page.html", page.as_bytes()).is_empty());
    let page = "<p>Villach lies south of Vienna.</p>";
    assert_eq!(claims_of("page.html", page.as_bytes()).len(), 1);
}

#[test]
fn what_stands_between_the_verb_and_a_phrase_of_place_is_said_of_other_phrases() {
    let text = "Villach lies about 40 km south of Vienna, 30 km north of Zagreb.";
    let claims = said(Kind::Distance, text);
    assert_eq!(
        shown(&claims),
        ["Villach | Vienna | 40", "Villach | Zagreb | 30"]
    );
    assert_eq!(claims[0].hedge, Hedge::Estimated);
    assert_eq!(claims[1].hedge, Hedge::Asserted);
    let moved = only(Kind::Near, "Villach was originally located near Vienna.");
    assert!(moved.past);
}

#[test]
fn not_far_is_near() {
    let claim = only(Kind::Near, "Villach lies not far from Vienna.");
    assert_eq!(claim.polarity, Polarity::Affirmed);
    let denied = only(Kind::Near, "Villach does not lie near Vienna.");
    assert_eq!(denied.polarity, Polarity::Negated);
}
