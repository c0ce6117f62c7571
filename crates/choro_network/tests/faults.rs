//! Faults in tables of stations, told with the line.

use choro_diagnostic::Finding;
use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Layer, Options, Source, read};
use choro_network::{Network, Tables};

const PLACES: &str = "\
id,name,name:ko,type,lat,lon
alpha,Hoeryŏng,회령,town,40.00,129.0
beta,Hunyung-ni,훈융리,village,40.10,129.0
gamma,Onsŏng,온성,town,40.20,129.0
delta,Puryŏng,부령,town,40.30,129.0
";

fn layer(id: &str, text: &str) -> Layer {
    let source = Source {
        id: id.to_owned(),
        path: format!("{id}.csv"),
        rank: 100,
        accuracy: 500.0,
        ..Source::default()
    };
    read(Format::Csv, text.as_bytes(), &source, &Options::default()).0
}

/// The findings of a table whose rows are `line,name,name:ko,km,lat,lon,transfer`.
fn findings(rows: &str) -> Vec<Finding> {
    let table = format!("line,name,name:ko,km,lat,lon,transfer\n{rows}");
    let (gazetteer, _) = Gazetteer::build(vec![layer("own", PLACES)]);
    let tables = Tables {
        stations: vec![layer("rail", &table)],
        ..Tables::default()
    };
    Network::build(&tables, &gazetteer).1
}

/// Code, message, notes and help, of one finding each.
fn told(rows: &str) -> Vec<String> {
    let told = findings(rows).into_iter().map(|finding| {
        let notes = finding.notes.join("; ");
        let help = finding.help.unwrap_or_default();
        format!("{} {} [{notes}] {help}", finding.code, finding.message)
    });
    told.collect()
}

const GOOD: &str = "\
Coast Line,Hoeryŏng,회령,0,,,
Coast Line,Hunyung,훈융,12,,,
Coast Line,Onsŏng,온성,24,,,
Coast Line,Puryŏng,부령,36,,,
";

#[test]
fn a_table_without_faults_is_told_nothing() {
    assert_eq!(told(GOOD), [""; 0]);
}

#[test]
fn names_of_two_scripts_that_are_not_one_name_are_told() {
    let found = told(&GOOD.replace("훈융", "룬융"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("INP023 line 3: 룬융 and Hunyung are not one name"));
    assert!(found[0].contains("found: own:beta"), "{found:?}");
    assert!(found[0].contains("훈융 is likely meant"), "{found:?}");
}

#[test]
fn the_latin_name_is_the_wrong_one_where_the_place_bears_the_other() {
    let found = told(&GOOD.replace("Puryŏng,부령", "Puryŏk,부령"));
    let slip = found.iter().find(|told| told.starts_with("INP023 line 5"));
    let slip = slip.unwrap_or_else(|| panic!("{found:?}"));
    assert!(slip.contains("Puryŏng is likely meant"), "{slip}");
}

#[test]
fn columns_that_translate_rather_than_spell_are_left_in_peace() {
    let rows = "\
Coast Line,North Gate,북문,0,,,
Coast Line,West Bridge,서교,12,,,
Coast Line,Old Market,구시장,24,,,
Coast Line,Harbour,항구,36,,,
";
    assert!(told(rows).iter().all(|told| !told.starts_with("INP023")));
}

#[test]
fn a_town_a_letter_off_is_suggested_where_the_kilometres_put_it() {
    let found = told(&GOOD.replace("Onsŏng,온성", "Unsŏng,운성"));
    let slip = found
        .iter()
        .find(|told| told.contains("if Onsŏng is meant"));
    let slip = slip.unwrap_or_else(|| panic!("{found:?}"));
    assert!(slip.starts_with("INP017 line 4: no Unsŏng is known where the line runs"));
    assert!(slip.contains("left open"));
    // Where the kilometres put it elsewhere, it is another place.
    let elsewhere = GOOD.replace("Onsŏng,온성,24", "Unsŏng,운성,13");
    let found = told(&elsewhere);
    assert!(
        found.iter().all(|told| !told.contains("is meant")),
        "{found:?}"
    );
}

#[test]
fn a_lost_nought_and_exchanged_rows_are_recognised() {
    let rows = "\
X Line,Z,,80,,,
X Line,A,,94.8,,,
X Line,B,,10.5,,,
X Line,C,,108.1,,,
Y Line,A,,20,,,
Y Line,B,,41,,,
Y Line,C,,35.8,,,
Y Line,D,,44.9,,,
Y Line,E,,50,,,
";
    let found = told(rows);
    let of = |line: &str| {
        let found = found.iter().find(|told| told.starts_with(line));
        found.map_or("", String::as_str)
    };
    let nought = of("INP018 line 4: B stands at 10.5 km, beside A (94.8 km) and C (108.1 km)");
    assert!(nought.contains("100.5 km may be meant"), "{found:?}");
    let exchanged = of("INP018 line 7: B stands at 41 km");
    assert!(
        exchanged.contains("that of C may have changed places"),
        "{found:?}"
    );
    assert!(exchanged.contains("left out of account"), "{found:?}");
}

#[test]
fn rails_shorter_than_the_straight_line_are_told() {
    let rows = "\
Coast Line,A,,0,40.0,129.0,
Coast Line,B,,10,40.5,129.0,
Coast Line,C,,70,40.9,129.0,
";
    let found = told(rows);
    let short = found.iter().find(|told| told.contains("straight line"));
    let short = short.unwrap_or_else(|| panic!("{found:?}"));
    assert!(
        short.starts_with("INP018 line 3: A and B lie 56 km apart"),
        "{short}"
    );
    assert!(short.contains("10.0 km by the rails"), "{short}");
    // Within what the positions may be off, nothing is wrong.
    let close = rows.replace("B,,10,", "B,,54,").replace("C,,70", "C,,99");
    assert!(told(&close).iter().all(|told| !told.starts_with("INP018")));
}

#[test]
fn rows_that_stand_twice_are_told() {
    let found = told(&format!("{GOOD}Coast Line,Puryŏng,부령,36.2,,,\n"));
    let twice = "INP022 line 6: Puryŏng of Coast Line stands in line 5 already";
    assert!(
        found.iter().any(|told| told.starts_with(twice)),
        "{found:?}"
    );
    // Two stations of one name may stand on one line.
    let found = told(&format!("{GOOD}Coast Line,Puryŏng,부령,46,,,\n"));
    assert!(
        found.iter().all(|told| !told.contains("already")),
        "{found:?}"
    );
}

#[test]
fn changes_to_unknown_lines_are_told_in_one_note_and_slips_by_themselves() {
    let rows = "\
Coast Line,Hoeryŏng,회령,0,,,Hill Line
Coast Line,Hunyung,훈융,12,,,\"Valley Line, Border Line\"
Coast Line,Onsŏng,온성,24,,,Paektusam Line
Coast Line,Puryŏng,부령,36,,,Coast Line
Paektusan Line,Onsŏng,온성,0,,,Coast line
";
    let found = findings(rows);
    let found: Vec<String> = found
        .iter()
        .filter(|finding| finding.code == "INP020")
        .map(|finding| format!("{} {}", finding.severity.name(), finding.message))
        .collect();
    let all = "note line 2: 3 lines are given as `transfer` that no table has: Border Line, Hill \
               Line, Valley Line";
    let slip = "warning line 4: Onsŏng changes to `Paektusam Line`, which no table has";
    assert_eq!(found, [all, slip]);
}
