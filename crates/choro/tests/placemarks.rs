//! `choro import`, `choro export`, `choro licenses`, and the sites of a project.

mod program;

use program::{code, folder, stderr, stdout};
use std::path::Path;
use std::process::Output;

const KML: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Own list</name>
<Style id="red"><IconStyle><color>ff0000ff</color></IconStyle></Style>
<Folder><name>Castles</name>
<Placemark><name>Kyongsong Castle</name><styleUrl>#red</styleUrl>
<Point><coordinates>129.6695,41.6705,0</coordinates></Point></Placemark>
<Placemark><name>Castle</name><Point><coordinates>129.7,41.7,0</coordinates></Point></Placemark>
</Folder><Folder><name>Barracks</name>
<Placemark><name>Orang Barracks</name><Point><coordinates>129.64752,41.42853,0</coordinates></Point></Placemark>
</Folder><NetworkLink><name>more</name><Link><href>https://example.org/more.kml</href></Link></NetworkLink>
</Document></kml>"##;

fn project(config: &str) -> tempfile::TempDir {
    folder(&[
        ("choro.toml", config.as_bytes()),
        (
            "docs/a.md",
            b"Orang Barracks is 28 km south of Kyongsong Castle.\n",
        ),
        ("sites/own.kml", KML.as_bytes()),
    ])
}

fn choro(folder: &tempfile::TempDir, args: &[&str]) -> Output {
    program::choro(folder.path(), args)
}

fn read(folder: &tempfile::TempDir, path: &str) -> String {
    std::fs::read_to_string(folder.path().join(path)).expect("a file")
}

fn has(folder: &tempfile::TempDir, path: impl AsRef<Path>) -> bool {
    folder.path().join(path).exists()
}

#[test]
fn an_import_tells_what_a_file_holds() {
    let folder = project("");
    let run = choro(&folder, &["import", "sites/own.kml"]);
    assert_eq!(code(&run), 0, "{run:?}");
    for told in [
        "sites/own.kml (kml): 3 placemarks in 2 folders",
        "on the ground: 3 points",
        "1 style",
        "1 network link, never followed",
        "https://example.org/more.kml",
    ] {
        assert!(stdout(&run).contains(told), "{told} in {}", stdout(&run));
    }
    let run = choro(&folder, &["import"]);
    assert!(
        stdout(&run).contains("3 placemarks in 2 folders"),
        "{run:?}"
    );
}

#[test]
fn an_import_writes_another_format_and_says_what_it_cannot_hold() {
    let folder = project("");
    let run = choro(
        &folder,
        &["import", "sites/own.kml", "--output", "out/own.csv"],
    );
    assert_eq!(code(&run), 0, "{run:?}");
    assert!(
        stdout(&run).contains("written: out/own.csv (csv)"),
        "{run:?}"
    );
    assert!(stdout(&run).contains("not held by the format"), "{run:?}");
    let table = read(&folder, "out/own.csv");
    assert_eq!(table.lines().count(), 4, "{table}");
    assert!(table.contains("Kyongsong Castle"), "{table}");
}

#[test]
fn what_is_no_placemark_file_is_said_and_nothing_is_written() {
    let folder = project("");
    let run = choro(&folder, &["import", "docs/a.md", "--output", "a.csv"]);
    assert_eq!(code(&run), 2, "{run:?}");
    assert!(
        stderr(&run).contains("`docs/a.md` is in no placemark format"),
        "{run:?}"
    );
    assert!(!has(&folder, "a.csv"));
}

#[test]
fn sites_with_a_name_of_their_own_are_places_and_others_are_not() {
    let folder = project("");
    let run = choro(&folder, &["search", "Kyongsong Castle"]);
    assert_eq!(code(&run), 0, "{run:?}");
    assert!(stdout(&run).contains("41.6705, 129.6695"), "{run:?}");
    let run = choro(&folder, &["search", "Castle", "--output-format", "csv"]);
    assert!(!stdout(&run).contains("41.7000"), "{run:?}");
}

#[test]
fn an_export_has_folders_styles_and_licences_and_rounds_what_is_to_be_rounded() {
    let config = "[[sites]]\npath = \"sites/own.kml\"\nlicence = \"CC-BY-4.0\"\n\
                  attribution = \"A. Mapper\"\n[export.redact]\nmilitary = 1\n";
    let folder = project(config);
    let run = choro(&folder, &["export", "sites", "--to", "out.geojson"]);
    assert_eq!(code(&run), 0, "{run:?}");
    let out = read(&folder, "out.geojson");
    for kept in ["CC-BY-4.0", "A. Mapper", "Castles", "129.6695"] {
        assert!(out.contains(kept), "{kept} in {out}");
    }
    assert!(!out.contains("129.64752"), "{out}");
    assert!(stderr(&run).contains("1 with rounded positions"), "{run:?}");
    let run = choro(
        &folder,
        &[
            "export",
            "sites",
            "--to",
            "few.geojson",
            "--type",
            "historic",
        ],
    );
    assert_eq!(code(&run), 0, "{run:?}");
    assert!(!read(&folder, "few.geojson").contains("Orang"), "{run:?}");
    let near = ["within", "1", "km", "of", "41.67,129.67"].join(" ");
    let run = choro(
        &folder,
        &["export", "sites", "--to", "near.geojson", "--query", &near],
    );
    assert_eq!(code(&run), 0, "{run:?}");
    let near = read(&folder, "near.geojson");
    assert!(
        near.contains("Kyongsong Castle") && !near.contains("Orang"),
        "{near}"
    );
}

#[test]
fn licences_that_may_not_be_mixed_are_refused() {
    let config = "[[sites]]\npath = \"sites/own.kml\"\nlicence = \"ODbL-1.0\"\n\
                  [[sites]]\npath = \"sites/b.kml\"\nlicence = \"CC-BY-SA-4.0\"\n";
    let folder = project(config);
    std::fs::write(folder.path().join("sites/b.kml"), KML).expect("a file");
    let run = choro(&folder, &["export", "sites", "--to", "out.geojson"]);
    assert_eq!(code(&run), 2, "{run:?}");
    assert!(
        stderr(&run).contains("may not be mixed: each wants the whole under itself"),
        "{run:?}"
    );
    assert!(!has(&folder, "out.geojson"));
    let run = choro(&folder, &["licenses"]);
    assert!(
        stdout(&run).contains("ODbL-1.0") && stderr(&run).contains("may not be mixed"),
        "{run:?}"
    );
}

#[test]
fn places_and_statements_go_out_too() {
    let folder = project("");
    for what in ["places", "statements"] {
        let to = format!("{what}.geojson");
        let run = choro(&folder, &["export", what, "--to", &to]);
        assert_eq!(code(&run), 0, "{run:?}");
        assert!(read(&folder, &to).contains("Kyongsong Castle"), "{what}");
    }
}

#[test]
fn a_stated_number_is_held_against_the_lists() {
    let dam = |n: u32| {
        format!(
            "<Placemark><name>Tolma {n} Dam</name><Point><coordinates>7.0{n},46.5</coordinates>\
             </Point></Placemark>"
        )
    };
    let dams = (1..=5).map(dam).collect::<Vec<_>>().concat();
    let kml = format!("<kml><Document><Folder><name>Dams</name>{dams}</Folder></Document></kml>");
    let area = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":
        {"id":"n","name":"Norland","type":"province"},"geometry":{"type":"Polygon","coordinates":
        [[[6,46],[8,46],[8,47],[6,47],[6,46]]]}}]}"#;
    let said = |text: &str| {
        let folder = folder(&[
            ("choro.toml", b""),
            ("gazetteer/areas.geojson", area.as_bytes()),
            ("sites/dams.kml", kml.as_bytes()),
            ("docs/a.md", text.as_bytes()),
        ]);
        let args = ["check", "--select", "SUP604", "--output-format", "concise"];
        stdout(&choro(&folder, &args))
    };
    let told = said("Norland Province has three dams.\n");
    assert!(
        told.contains("note[SUP604] 3 dams are stated of Norland; the lists of sites have 5"),
        "{told}"
    );
    for silent in [
        "Norland Province has five dams.\n",
        "Norland Province had three dams in 1950.\n",
        "Norland Province has three large dams.\n",
        "Norland Province has forty dams.\n",
        "Norland Province has about three dams.\n",
        "Norland Province has six dams.\n",
    ] {
        let told = said(silent);
        assert!(!told.contains("SUP604"), "{silent} {told}");
    }
}
