//! `choro sites` as people run it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const KML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>List</name>
<Folder><name>Radars</name>
 <Placemark><name>Hill radar (built 2011, razed in 2016)</name><Point><coordinates>129.70,41.60,0</coordinates></Point></Placemark>
 <Placemark><name>Radar 2</name><Point><coordinates>129.90,41.60,0</coordinates></Point></Placemark>
</Folder>
<Folder><name>Oddities</name>
 <Placemark><name>Thing</name><Point><coordinates>130.70,42.60,0</coordinates></Point></Placemark>
</Folder>
</Document></kml>"#;

fn choro(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_choro"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("choro runs")
}

fn asked(question: &[&str]) -> (String, String, Option<i32>) {
    let room = tempfile::tempdir().expect("a folder");
    fs::write(room.path().join("list.kml"), KML).expect("written");
    let mut arguments = vec!["sites"];
    arguments.extend(question);
    arguments.extend(["--files", "list.kml"]);
    let output = choro(room.path(), &arguments);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        text(output.stdout),
        text(output.stderr),
        output.status.code(),
    )
}

#[test]
fn a_question_lists_the_sites_of_a_file() {
    let (out, _, code) = asked(&["type:radar within 10 km of 41.6,129.7"]);
    assert_eq!(code, Some(0));
    let rows: Vec<&str> = out.lines().collect();
    assert_eq!(rows.len(), 2, "{out}");
    assert!(
        rows[1].starts_with("Hill radar (built 2011, razed in 2016)  military/radar"),
        "{out}"
    );
    assert!(
        rows[1].contains("active 2011–2016; demolished since 2016"),
        "{out}"
    );
    let (out, _, _) = asked(&[
        "nearest",
        "1",
        "to",
        "Thing",
        "type:radar",
        "--format",
        "csv",
    ]);
    assert!(
        out.contains("\nRadar 2,military/radar,,,41.6,129.9,"),
        "{out}"
    );
}

#[test]
fn counts_and_folders_without_a_type() {
    let (out, _, code) = asked(&["count by type", "--format", "csv"]);
    assert_eq!(
        (out.as_str(), code),
        ("type,sites\nmilitary/radar,2\n,1\n", Some(0))
    );
    let (out, _, _) = asked(&["--unmapped"]);
    assert_eq!(out, "sites  file      folder\n1      list.kml  Oddities\n");
}

#[test]
fn faults_point_at_the_word_and_nothing_found_is_told() {
    let (out, told, code) = asked(&["type:radar wihtin 2 km of Thing"]);
    assert_eq!((out.as_str(), code), ("", Some(2)));
    assert!(
        told.contains(
            "did you mean `within`?\n  type:radar wihtin 2 km of Thing\n             ^^^^^^"
        ),
        "{told}"
    );
    let (out, told, code) = asked(&["type:dam"]);
    assert_eq!((out.as_str(), code), ("", Some(1)));
    assert!(told.contains("no site is what was asked for"), "{told}");
    let (_, told, code) = asked(&["count", "--format", "geojson"]);
    assert_eq!(code, Some(2));
    assert!(
        told.contains("counts have no place in this format"),
        "{told}"
    );
}

#[test]
fn an_answer_as_geojson_is_a_placemark_file_again() {
    let room = tempfile::tempdir().expect("a folder");
    fs::write(room.path().join("list.kml"), KML).expect("written");
    let first = [
        "sites",
        "type:radar",
        "--files",
        "list.kml",
        "--output",
        "radars.geojson",
    ];
    assert_eq!(choro(room.path(), &first).status.code(), Some(0));
    let again = [
        "sites",
        "count by type,folder",
        "--files",
        "radars.geojson",
        "--format",
        "csv",
    ];
    let output = choro(room.path(), &again);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(text, "type,folder,sites\nmilitary/radar,Radars,2\n");
}
