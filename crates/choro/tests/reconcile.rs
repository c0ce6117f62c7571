//! `choro reconcile` in a real folder.

mod program;

use program::{code, folder, stderr, stdout};
use std::path::Path;

const PLACES: &[u8] = "id,name,type,lat,lon\n\
    1,Kyongsong,county,41.58,129.60\n\
    2,Hyesan,city,41.40,128.18\n\
    3,Onpho stream,river,41.60,129.50\n"
    .as_bytes();

fn choro(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = program::choro(folder, args);
    (code(&output), stdout(&output), stderr(&output))
}

fn project(list: &str) -> tempfile::TempDir {
    folder(&[
        ("choro.toml", b"[project]\nname = \"X\"\n"),
        ("gazetteer/a.csv", PLACES),
        ("list.csv", list.as_bytes()),
    ])
}

#[test]
fn rows_come_back_with_their_matches() {
    let folder = project("no;label\n1;Hyesan\n2;\"Nowhere;land\"\n3;Kyŏngsŏng\n");
    let args = ["reconcile", "list.csv", "--name", "label"];
    let (code, out, err) = choro(folder.path(), &args);
    assert_eq!(code, 0, "{err}");
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines[0],
        "no;label;match;match_name;match_score;match_reasons;match_candidates"
    );
    assert!(
        lines[1].starts_with("1;Hyesan;") && lines[1].contains(";Hyesan;0.9"),
        "{out}"
    );
    assert!(lines[2].starts_with("2;\"Nowhere;land\";;;;"), "{out}");
    assert!(
        lines[3].starts_with("3;Kyŏngsŏng;") && lines[3].contains(";Kyongsong;"),
        "{out}"
    );
    assert!(
        err.contains("3 rows: 2 matched, 0 undecided, 1 unknown"),
        "{err}"
    );
}

#[test]
fn types_and_json() {
    let folder = project("name,kind\nOnphochon,river\nHyesan,river\nHyesan,blub\n");
    let args = [
        "reconcile",
        "list.csv",
        "--columns",
        "type=kind",
        "--output-format",
        "json",
    ];
    let (code, out, err) = choro(folder.path(), &args);
    assert_eq!(code, 0, "{err}");
    let value: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let first = &value["rows"][0];
    assert_eq!(first["row"]["name"], "Onphochon");
    assert_eq!(first["candidates"][0]["name"], "Onpho stream", "{out}");
    assert!(
        first["candidates"][0]["reasons"]
            .to_string()
            .contains("translates"),
        "{out}"
    );
    assert!(value["rows"][1]["match"].is_null(), "{out}");
    assert_eq!(value["summary"]["rows"], 3);
    assert!(
        err.contains("list.csv:4: `blub` is no type of place"),
        "{err}"
    );
}

#[test]
fn mistakes_are_said() {
    let folder = project("name\nHyesan\n");
    for (args, said) in [
        (["reconcile", "none.csv"].to_vec(), "none.csv"),
        (
            ["reconcile", "list.csv", "--name", "nom"].to_vec(),
            "no column `nom`",
        ),
        (
            ["reconcile", "list.csv", "--columns", "colour=name"].to_vec(),
            "`colour`",
        ),
        (
            ["reconcile", "list.csv", "--type", "blub"].to_vec(),
            "`blub` is no type",
        ),
        (
            ["reconcile", "list.csv", "--within", "Nowhere"].to_vec(),
            "--within `Nowhere`: no place of the gazetteer is called so",
        ),
    ] {
        let (code, _, err) = choro(folder.path(), &args);
        assert_eq!(code, 2, "{args:?}");
        assert!(err.contains(said), "{args:?}: {err}");
    }
}
