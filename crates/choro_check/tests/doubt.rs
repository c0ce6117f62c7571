//! What must stay silent or be lowered: namesakes, hedges, the past, marks in the text, and the
//! allow list.

mod reading;

use choro_check::{Allow, Checked, Outcome, Settings, SiteLists};
use choro_diagnostic::Severity;
use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Options, Source, read};

const TOWNS: &str = "id,name,type,lat,lon,parent,population@2010\n\
    italy,Italy,country,,,,\n\
    milan,Milan,city,45.46,9.19,italy,1242123\n\
    rome,Rome,city,41.89,12.48,italy,2617175\n\
    aurora,Aurora,town,45.0,9.5,italy,5000\n\
    como,Como,town,45.81,9.09,italy,84000\n";

fn checked(rank: u32, text: &str, settings: &Settings) -> Checked {
    checked_over(TOWNS, rank, text, settings)
}

fn checked_over(towns: &str, rank: u32, text: &str, settings: &Settings) -> Checked {
    let source = Source {
        id: "towns".into(),
        rank,
        accuracy: 500.0,
        ..Source::default()
    };
    let (layer, _) = read(Format::Csv, towns.as_bytes(), &source, &Options::default());
    let (gazetteer, _) = Gazetteer::build(vec![layer]);
    let text = reading::annotated("a.md", text, &gazetteer);
    reading::checked(&[text], &gazetteer, SiteLists::none(), settings)
}

fn outcomes_over(towns: &str, rank: u32, text: &str) -> Vec<Outcome> {
    let found = checked_over(towns, rank, text, &Settings::default());
    found.verdicts[0].iter().map(|v| v.outcome).collect()
}

fn severities(rank: u32, text: &str) -> Vec<(String, Severity)> {
    let found = checked(rank, text, &Settings::default()).findings;
    found.into_iter().map(|f| (f.code, f.severity)).collect()
}

#[test]
fn a_wrong_direction_is_an_error_with_its_numbers() {
    let found = checked(
        100,
        "Rome lies to the north of Milan.",
        &Settings::default(),
    );
    let finding = &found.findings[0];
    assert_eq!(
        (finding.code.as_str(), finding.severity),
        ("GEO101", Severity::Error)
    );
    assert!(
        finding
            .measured
            .as_ref()
            .is_some_and(|m| m.contains("bearing"))
    );
    assert_eq!(finding.help.as_deref(), Some("write “to the south-east”"));
    assert_eq!(
        finding
            .fix
            .as_ref()
            .map(choro_diagnostic::Fix::text)
            .as_deref(),
        Some("south-east")
    );
    assert_eq!(found.verdicts[0][0].outcome, Outcome::Contradicted);
}

#[test]
fn a_namesake_of_a_reference_is_not_held_against_the_text() {
    let text = "Aurora lies to the north of Como.";
    assert!(severities(10, text).is_empty());
    let known = severities(100, text);
    assert!(known.iter().any(|(code, _)| code == "GEO101"), "{known:?}");
}

#[test]
fn places_side_by_side_are_those_meant() {
    let towns = "id,name,type,lat,lon,parent,population@2010\n\
        como,Como,town,45.81,9.09,,84000\n\
        aurora,Aurora,town,45.70,9.09,,5000\n";
    let outcomes = |text: &str| outcomes_over(towns, 10, text);
    let turned = outcomes("Aurora lies to the north of Como.");
    assert_eq!(turned, [Outcome::Contradicted]);
    let right = outcomes("Aurora lies to the south of Como.");
    assert_eq!(right, [Outcome::Supported]);
}

#[test]
fn a_distance_much_shorter_than_that_of_a_reference_is_of_a_namesake() {
    let outcomes = outcomes_over(TOWNS, 10, "Aurora lies 3 km from Como.");
    assert_eq!(outcomes, [Outcome::Undetermined]);
}

#[test]
fn hedges_lower_and_denials_turn() {
    let hedged = severities(100, "Reportedly, Rome lies to the north of Milan.");
    assert!(
        hedged.iter().all(|(_, s)| *s <= Severity::Warning),
        "{hedged:?}"
    );
    let denied = severities(100, "Rome does not lie to the north of Milan.");
    assert!(denied.is_empty(), "{denied:?}");
}

#[test]
fn marks_and_the_allow_list_silence() {
    let text =
        "<!-- choro: allow GEO101 because=\"old map\" -->\nRome lies to the north of Milan.\n";
    assert!(severities(100, text).is_empty());
    let settings = Settings {
        allow: vec![Allow {
            code: "GEO101".into(),
            quote: Some("to the north".into()),
            ..Allow::default()
        }],
        ..Settings::default()
    };
    let text = "Rome lies to the north of Milan.";
    assert!(checked(100, text, &settings).findings.is_empty());
    assert_eq!(severities(100, text).len(), 1);
}

#[test]
fn every_claim_has_a_verdict_with_a_reason_in_words() {
    let text = "Milan is a centre of trade. Milan lies in Atlantis. Milan is the oldest city.";
    let found = checked(100, text, &Settings::default());
    for verdict in found.verdicts.iter().flatten() {
        assert!(!verdict.explanation.is_empty() && !verdict.reason.is_empty());
    }
}

#[test]
fn the_same_input_gives_the_same_findings() {
    let text = "Rome lies to the north of Milan. Milan (45.46°9.19°) is large.";
    let first = checked(100, text, &Settings::default());
    assert_eq!(first, checked(100, text, &Settings::default()));
    assert!(checked(100, "", &Settings::default()).findings.is_empty());
}

const TWO_AURORAS: &str = "id,name,type,lat,lon,parent,population@2010\n\
    italy,Italy,country,,,,\n\
    como,Como,town,45.81,9.09,italy,84000\n\
    lecco,Lecco,town,45.85,9.40,italy,47000\n\
    north,Aurora,town,45.90,9.09,italy,5000\n\
    south,Aurora,town,40.20,15.60,italy,6000\n";

#[test]
fn what_the_other_statements_say_tells_which_namesake_is_judged() {
    let text = "Aurora lies 10 km from Como. Aurora lies to the west of Lecco.";
    let right = outcomes_over(TWO_AURORAS, 10, text);
    assert_eq!(right, [Outcome::Supported; 2]);
    // Turned, the second statement is wrong of the Aurora that the first means.
    let turned = outcomes_over(TWO_AURORAS, 10, &text.replace("west", "east"));
    assert_eq!(turned, [Outcome::Supported, Outcome::Contradicted]);
}

#[test]
fn a_statement_is_not_supported_by_the_namesake_it_happens_to_fit() {
    // Nothing but the statement itself says which Aurora is meant: whatever it says fits one.
    for side in ["north", "south"] {
        let text = format!("Aurora lies to the {side} of the village of Varn.");
        let towns = format!("{TWO_AURORAS}varn,Varn,village,43.0,12.0,italy,900\n");
        assert_eq!(
            outcomes_over(&towns, 10, &text),
            [Outcome::Undetermined],
            "{side}"
        );
    }
}

#[test]
fn what_defines_a_place_is_not_held_against_a_famous_namesake() {
    let towns = "id,name,type,lat,lon,parent,population@2010\n\
        italy,Italy,country,,,,\n\
        france,France,country,,,,\n\
        milan,Milan,city,45.46,9.19,italy,1242123\n";
    let found = outcomes_over(towns, 10, "Milan is a village in France.");
    assert!(!found.contains(&Outcome::Contradicted), "{found:?}");
}

#[test]
fn figures_of_a_position_exchanged_under_their_letters_are_seen() {
    let text = "Milan is located at 9°11′N 45°28′E.";
    let found = checked(10, text, &Settings::default()).findings;
    assert!(found.iter().any(|f| f.code == "GEO111"), "{found:?}");
    let right = checked(
        10,
        "Milan is located at 45°28′N 9°11′E.",
        &Settings::default(),
    );
    assert!(right.findings.is_empty(), "{:?}", right.findings);
}

#[test]
fn a_digit_too_many_is_seen_against_a_figure_without_a_year() {
    let towns = "id,name,type,lat,lon,parent,population\n\
        milan,Milan,city,45.46,9.19,,1242123\n";
    let said =
        |number: &str| outcomes_over(towns, 100, &format!("Milan has {number} inhabitants."));
    assert_eq!(said("12,421,230"), [Outcome::Contradicted]);
    assert_eq!(said("1,242,000"), [Outcome::Supported]);
    // A city and what surrounds it: no more than likely wrong.
    assert_eq!(said("3,100,000"), [Outcome::Undetermined]);
}

#[test]
fn a_neighbour_on_one_of_two_sides_named_is_not_wrong_of_the_other() {
    let towns = "id,name,type,lat,lon,parent\n\
        bra,Bra,town,44.70,7.85,\n\
        alba,Alba,town,44.70,8.03,\n";
    let outcomes = |text: &str| outcomes_over(towns, 100, text);
    let both = outcomes("Bra is bordered by Alba to the east and west.");
    assert_eq!(both, [Outcome::Supported, Outcome::Undetermined]);
    let one = outcomes("Bra is bordered by Alba to the west.");
    assert_eq!(one, [Outcome::Contradicted]);
}

#[test]
fn only_what_can_be_a_seat_is_called_a_wrong_one() {
    let places = "id,name,type,lat,lon,parent,capital_of\n\
        upper,Upper Sarn,province,,,,\n\
        arno,Arnoville,city,45.6,9.0,upper,upper\n\
        bole,Boleville,city,45.2,9.3,,\n\
        lake,Lake Orme,lake,45.1,9.1,,\n";
    let outcome = |text| outcomes_over(places, 100, text);
    assert_eq!(
        outcome("Boleville is the capital of Upper Sarn."),
        [Outcome::Contradicted]
    );
    assert_eq!(
        outcome("Lake Orme is the capital of Upper Sarn."),
        [Outcome::Undetermined]
    );
}
