//! Statements about the past: judged by what is dated to it, and by nothing else.

mod reading;

use choro_check::{Outcome, Settings, SiteLists, Verdict};
use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Layer, Options, Source, read};

const PLACES: &str = "id,name,type,lat,lon,parent,capital_of\n\
    tolma,Tolma,country,,,,\n\
    upper,Upper Sarn,province,,,tolma,\n\
    lower,Lower Sarn,province,,,tolma,\n\
    arno,Arnoville,city,45.6,9.0,upper,upper\n\
    bole,Boleville,city,45.5,9.3,,\n\
    curm,Curmville,city,44.5,9.0,lower,lower\n";

fn outline(id: &str, south: f64, north: f64, when: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{"id":"{id}"{when}}},"geometry":{{"type":"Polygon","coordinates":[[[8,{south}],[10,{south}],[10,{north}],[8,{north}],[8,{south}]]]}}}}"#
    )
}

fn layer(id: &str, format: Format, text: &str) -> Layer {
    let source = Source {
        id: id.into(),
        rank: 100,
        accuracy: 500.0,
        version: "2025".into(),
        ..Source::default()
    };
    let (layer, faults) = read(format, text.as_bytes(), &source, &Options::default());
    assert_eq!(faults, []);
    layer
}

/// The verdict on the first claim of a text, with this history and these outlines of other times.
fn verdict(history: &str, outlines: &[String], text: &str) -> Verdict {
    let mut shapes = vec![
        outline("upper", 45.0, 46.0, ""),
        outline("lower", 44.0, 45.0, ""),
    ];
    shapes.extend_from_slice(outlines);
    let history = format!("place,what,value,from,to,source\n{history}");
    let (gazetteer, faults) = Gazetteer::build(vec![
        layer("places", Format::Csv, PLACES),
        layer("places", Format::GeoJson, &shapes.join("\n")),
        layer("history", Format::Csv, &history),
    ]);
    assert_eq!(faults, []);
    let text = reading::annotated("a.md", text, &gazetteer);
    let checked = reading::checked(&[text], &gazetteer, SiteLists::none(), &Settings::default());
    checked.verdicts[0].first().cloned().expect("a claim")
}

#[test]
fn outlines_and_parents_of_today_are_no_word_against_the_past() {
    let now = verdict("", &[], "Arnoville is a city in Lower Sarn.");
    assert_eq!(now.outcome, Outcome::Contradicted, "{now:?}");
    let past = verdict("", &[], "In 1930 Arnoville was a city in Lower Sarn.");
    assert_eq!(past.outcome, Outcome::Undetermined, "{past:?}");
    let drawn = verdict("", &[], "In 1930 Boleville was a city in Lower Sarn.");
    assert_eq!(drawn.outcome, Outcome::Undetermined, "{drawn:?}");
    assert!(
        drawn
            .explanation
            .contains("the outline of Lower Sarn in 1930"),
        "{drawn:?}"
    );
}

#[test]
fn a_dated_parent_decides_for_its_time() {
    let history = "arno,parent,lower,,1954,Decree\narno,parent,upper,1954,,Decree\n";
    let past = verdict(history, &[], "In 1930 Arnoville was a city in Lower Sarn.");
    assert_eq!(past.outcome, Outcome::Supported, "{past:?}");
    assert!(past.evidence.contains(&"Decree".to_owned()), "{past:?}");
    let later = verdict(history, &[], "In 1980 Arnoville was a city in Lower Sarn.");
    assert_eq!(later.outcome, Outcome::Contradicted, "{later:?}");
    // The past is often told by the units of today: no alarm.
    let early = verdict(history, &[], "In 1930 Arnoville was a city in Upper Sarn.");
    assert_eq!(early.outcome, Outcome::Undetermined, "{early:?}");
}

#[test]
fn an_undated_statement_is_one_of_the_time_of_its_document() {
    let history = "arno,parent,lower,,1954,Decree\narno,parent,upper,1954,,Decree\n";
    let text = "---\ndate: 1931\n---\nArnoville is a city in Lower Sarn.\n";
    assert_eq!(verdict(history, &[], text).outcome, Outcome::Supported);
    let text = "---\ndate: 2024\n---\nArnoville is a city in Lower Sarn.\n";
    assert_eq!(verdict(history, &[], text).outcome, Outcome::Contradicted);
}

#[test]
fn a_dated_outline_is_that_of_its_time() {
    let then = [outline("lower", 44.0, 45.8, r#","when":"1920/1945""#)];
    let text = "In 1930 Boleville was a city in Lower Sarn.";
    assert_eq!(verdict("", &then, text).outcome, Outcome::Supported);
    let text = "Boleville is a city in Lower Sarn.";
    assert_eq!(verdict("", &then, text).outcome, Outcome::Contradicted);
}

#[test]
fn a_capital_of_today_is_no_word_against_one_of_the_past() {
    let text = "In 1910 the capital of Upper Sarn was Curmville.";
    assert_eq!(verdict("", &[], text).outcome, Outcome::Undetermined);
    let dated = "arno,capital_of,upper,1900,,Decree\n";
    assert_eq!(
        verdict(
            dated,
            &[],
            "In 1930 the capital of Upper Sarn was Curmville."
        )
        .outcome,
        Outcome::Contradicted
    );
}

#[test]
fn borders_and_sides_are_those_of_their_time() {
    let text = "In 1930 Upper Sarn bordered Lower Sarn to the east.";
    let before = verdict("", &[], text);
    assert_eq!(before.outcome, Outcome::Undetermined, "{before:?}");
    let now = verdict("", &[], "Upper Sarn borders Lower Sarn to the east.");
    assert_eq!(now.outcome, Outcome::Contradicted, "{now:?}");
    // Then it lay to the east.
    let square = |id: &str, west: f64| {
        let east = west + 2.0;
        format!(
            r#"{{"type":"Feature","properties":{{"id":"{id}","when":"1920/1945"}},"geometry":{{"type":"Polygon","coordinates":[[[{west},44],[{east},44],[{east},46],[{west},46],[{west},44]]]}}}}"#
        )
    };
    let then = [square("upper", 8.0), square("lower", 10.0)];
    let past = verdict("", &then, text);
    assert_eq!(past.outcome, Outcome::Supported, "{past:?}");
    let wrong = verdict(
        "",
        &then,
        "In 1930 Upper Sarn bordered Lower Sarn to the west.",
    );
    assert_eq!(wrong.outcome, Outcome::Contradicted, "{wrong:?}");
    let today = verdict("", &then, "Upper Sarn borders Lower Sarn to the east.");
    assert_eq!(today.outcome, Outcome::Contradicted, "{today:?}");
}

#[test]
fn an_outline_of_today_is_no_word_on_a_time_before_a_known_change() {
    let then = [outline("lower", 43.0, 45.0, r#","when":"2023/2024""#)];
    let text = "In 2022 Upper Sarn bordered Lower Sarn to the east.";
    let past = verdict("", &then, text);
    assert_eq!(past.outcome, Outcome::Undetermined, "{past:?}");
    let known = verdict("", &[], text);
    assert_eq!(known.outcome, Outcome::Contradicted, "{known:?}");
}
