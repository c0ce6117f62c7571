//! `choro route` as people run it.

use std::fs;
use std::path::Path;
use std::process::Command;

const PLACES: &str = "\
id,name,type,lat,lon,parent
alpha-county,Alpha,county,46.50,6.50,
alpha,Alpha,town,46.50,6.50,alpha-county
beta,Beta,town,46.50,6.60,
gamma,Gamma,town,46.50,6.70,
delta,Delta,town,46.60,6.70,
far,Farville,town,46.80,6.70,
";

const STATIONS: &str = "\
line,name,km,lat,lon,place,transfer
North Line,Alpha,0,46.50,6.50,alpha,
North Line,Beta,8.0,46.50,6.60,beta,Lake Line
Lake Line,Beta,0,46.50,6.60,beta,North Line
Lake Line,Gamma,8.5,46.50,6.70,gamma,
Lake Line,Delta,21.0,46.60,6.70,delta,
";

const LINES: &str = "\
name,former,gauge,electrified,opened
North Line,Count's Railway@1880/1918,1000,no,1880
Lake Line,,1435,15 kV 16.7 Hz,1912
";

/// Standard output and error, exit code.
fn asked(arguments: &[&str]) -> (String, String, Option<i32>) {
    let room = tempfile::tempdir().expect("a folder");
    asked_in(room.path(), arguments)
}

fn asked_in(room: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let write = |path: &str, text: &str| {
        let path = room.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    write("choro.toml", "");
    write("gazetteer/places.csv", PLACES);
    write("network/stations.csv", STATIONS);
    write("network/lines.csv", LINES);
    let output = Command::new(env!("CARGO_BIN_EXE_choro"))
        .current_dir(room)
        .arg("route")
        .args(arguments)
        .output()
        .expect("choro runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let (out, err) = (text(output.stdout), text(output.stderr));
    (out, err, output.status.code())
}

#[test]
fn a_journey_is_told_by_its_legs() {
    let (out, err, code) = asked(&["Alpha", "Delta"]);
    assert_eq!(code, Some(0), "{err}");
    insta::assert_snapshot!(out, @r"
    Alpha – Delta: 29.0 km, 1 change
    line        from   to     length   stations  track                     source
    North Line  Alpha  Beta   8.0 km   2         1000 mm, not electrified  stations
    Lake Line   Beta   Delta  21.0 km  3         1435 mm, electrified      stations
    the gauge changes at Beta
    ");
}

#[test]
fn every_station_has_its_kilometres() {
    let (out, _, _) = asked(&["Alpha", "Delta", "--stations"]);
    let told: Vec<Vec<&str>> = out
        .lines()
        .skip(2)
        .map(|line| line.split_whitespace().take(2).collect())
        .collect();
    assert_eq!(
        told[..3],
        [["0.0", "Alpha"], ["8.0", "Beta"], ["16.5", "Gamma"]]
    );
}

#[test]
fn before_a_line_was_opened_the_answer_says_so() {
    let (out, err, code) = asked(&["Alpha", "Delta", "--date", "1911"]);
    assert_eq!((out.as_str(), code), ("", Some(1)));
    assert!(
        err.contains("no way leads from Alpha to Delta in 1911; at other times one led over the Lake Line (1912/..)"),
        "{err}"
    );
    assert_eq!(asked(&["Alpha", "Delta", "--date", "1912"]).2, Some(0));
}

#[test]
fn a_line_goes_by_the_name_of_the_time() {
    let (out, _, _) = asked(&["Alpha", "Beta", "--date", "1900"]);
    assert!(out.contains("North Line (then Count's Railway)"), "{out}");
    let (out, _, _) = asked(&["Alpha", "Beta"]);
    assert!(!out.contains("Count"), "{out}");
}

#[test]
fn a_place_without_a_station_is_given_the_nearest() {
    let (out, err, code) = asked(&["Alpha", "Farville"]);
    assert_eq!(code, Some(0));
    assert!(
        err.contains("Farville has no station; the nearest are Delta (22 km)"),
        "{err}"
    );
    assert!(out.starts_with("Alpha – Farville"), "{out}");
}

#[test]
fn what_is_to_be_avoided_is_not_used() {
    let (_, err, code) = asked(&["Alpha", "Delta", "--avoid", "Lake Line"]);
    assert_eq!(code, Some(1));
    assert!(err.contains("without what is to be avoided"), "{err}");
    let (_, err, code) = asked(&["Alpha", "Delta", "--avoid", "Nowhere"]);
    assert_eq!(code, Some(2));
    assert!(
        err.contains("no line and no station is called `Nowhere`"),
        "{err}"
    );
}

#[test]
fn stations_within_reach_are_listed_with_their_kilometres() {
    let (out, _, code) = asked(&["Alpha", "--reach", "17km"]);
    assert_eq!(code, Some(0));
    insta::assert_snapshot!(out, @r"
    km    station
    0.0   Alpha
    8.0   Beta
    16.5  Gamma
    ");
}

#[test]
fn files_for_others_hold_legs_and_stations() {
    let room = tempfile::tempdir().expect("a folder");
    for (name, legs) in [
        ("way.geojson", "LineString"),
        ("way.gpx", "<rte>"),
        ("way.svg", "class=\"line\" x="),
    ] {
        let (_, err, code) = asked_in(room.path(), &["Alpha", "Delta", "--output", name]);
        assert_eq!(code, Some(0), "{err}");
        let text = fs::read_to_string(room.path().join(name)).expect("written");
        assert_eq!(text.matches(legs).count(), 2, "{name}: {text}");
        assert!(text.contains("Gamma"), "{name}");
    }
    let (out, _, _) = asked_in(room.path(), &["Alpha", "Delta", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(told["routes"][0]["known_km"], 29.0);
    assert_eq!(told["routes"][0]["legs"][1]["stations"][1]["name"], "Gamma");
}

#[test]
fn what_the_project_lacks_is_told() {
    let (_, err, code) = asked(&["Alpha", "Delta", "--mode", "road"]);
    assert_eq!(code, Some(1));
    assert!(err.contains("no lines of the modes asked for"), "{err}");
    let (_, err, code) = asked(&["Alpha", "--reach", "1km"]);
    assert_eq!(code, Some(1));
    assert!(
        err.contains("no other station is within 1 km of Alpha along the lines"),
        "{err}"
    );
}

#[test]
fn mistakes_in_the_question_are_told() {
    for (arguments, words) in [
        (
            vec!["Alpha", "Delta", "--mode", "train"],
            "modes are rail, road, ferry",
        ),
        (
            vec!["Alpha", "Delta", "--date", "long ago"],
            "is not a date in EDTF",
        ),
        (
            vec!["Alpha", "Nowhere"],
            "no place of the gazetteer is called `Nowhere`",
        ),
        (
            vec!["Alpha", "Delt"],
            "no station is called `Delt` (but Delta), and no place",
        ),
        (vec!["Alpha"], "<TO>"),
    ] {
        let (_, err, code) = asked(&arguments);
        assert_eq!(code, Some(2), "{err}");
        assert!(err.contains(words), "{err}");
    }
}
