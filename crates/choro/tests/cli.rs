//! The program as people and machines use it: the real binary in real folders.

mod program;

use program::{all, choro, code, folder, stdout};
use std::path::Path;
use std::process::{Command, Stdio};

fn starter() -> tempfile::TempDir {
    let folder = folder(&[]);
    let init = choro(folder.path(), &["init"]);
    assert_eq!(code(&init), 0, "{}", all(&init));
    folder
}

#[test]
fn a_starter_project_is_checked_and_built() {
    let folder = starter();
    let check = choro(folder.path(), &["check", "--output-format", "concise"]);
    assert!([0, 1].contains(&code(&check)), "{}", all(&check));
    let claims = choro(folder.path(), &["claims"]);
    assert_eq!(code(&claims), 0);
    assert!(
        stdout(&claims).contains("sentences carry a claim"),
        "{}",
        all(&claims)
    );
    let build = choro(folder.path(), &["build", "--fail-on", "never"]);
    assert_eq!(code(&build), 0, "{}", all(&build));
    for file in ["public/index.html", "public/atlas.gpkg", ".choro/stamp"] {
        assert!(folder.path().join(file).is_file(), "{file}");
    }
    let again = choro(folder.path(), &["build", "--fail-on", "never"]);
    assert!(all(&again).contains("is up to date"), "{}", all(&again));
    std::fs::remove_file(folder.path().join("public/index.html")).expect("removed");
    let anew = choro(folder.path(), &["build", "--fail-on", "never"]);
    assert!(all(&anew).contains("wrote"), "{}", all(&anew));
    assert!(folder.path().join("public/index.html").is_file());
}

#[test]
fn init_overwrites_nothing() {
    let folder = starter();
    let again = choro(folder.path(), &["init"]);
    assert_eq!(code(&again), 2);
    assert!(all(&again).contains("choro.toml"), "{}", all(&again));
}

#[test]
fn an_empty_folder_is_an_input_error() {
    let folder = folder(&[]);
    for command in ["build", "check"] {
        let output = choro(folder.path(), &[command]);
        assert_eq!(code(&output), 2, "{}", all(&output));
        assert!(all(&output).contains("INP012") && all(&output).contains("docs/"));
        assert!(!all(&output).contains("> choro.toml"), "{}", all(&output));
    }
}

#[test]
fn a_binary_document_is_named_and_the_others_are_read() {
    let folder = folder(&[
        ("docs/picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\0IHDR\0\0"),
        (
            "docs/good.txt",
            b"The city of Bern lies 120 km north of the city of Thun.\n",
        ),
    ]);
    let output = choro(folder.path(), &["check"]);
    assert_eq!(code(&output), 2);
    assert!(all(&output).contains("INP004") && all(&output).contains("docs/picture.txt"));
    let claims = choro(folder.path(), &["claims"]);
    assert!(stdout(&claims).contains("direction"), "{}", all(&claims));
}

#[test]
fn a_line_of_twenty_megabytes_is_set_aside_and_told() {
    let line = format!("{} ", "x".repeat(199)).repeat(100_000);
    let folder = folder(&[("docs/long.txt", line.as_bytes())]);
    let output = choro(folder.path(), &["check", "--output-format", "concise"]);
    assert_eq!(code(&output), 2, "{}", all(&output));
    assert!(
        stdout(&output).contains("docs/long.txt:1:1: error[INP011]"),
        "{}",
        all(&output)
    );
}

#[test]
fn bytes_that_do_not_decode_are_a_warning() {
    let folder = folder(&[(
        "docs/a.txt",
        b"Bern lies in Switzerland. Z\xFF\xFErich too, of course.\n",
    )]);
    let output = choro(folder.path(), &["check", "--output-format", "concise"]);
    assert_eq!(code(&output), 0, "{}", all(&output));
    assert!(
        stdout(&output).contains("docs/a.txt:1:28: warning[INP005]"),
        "{}",
        all(&output)
    );
}

#[test]
fn a_geojson_with_nan_loads_the_rest() {
    let bad = br#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Thun","type":"city"},"geometry":{"type":"Point","coordinates":[NaN,46.7]}},
{"type":"Feature","properties":{"name":"Bern","type":"city"},"geometry":{"type":"Point","coordinates":[7.44,46.95]}}]}"#;
    let folder = folder(&[
        ("docs/a.txt", b"Bern is a city."),
        ("gazetteer/a.geojson", bad),
    ]);
    let output = choro(
        folder.path(),
        &["check", "-v", "--output-format", "concise"],
    );
    assert_eq!(code(&output), 0, "{}", all(&output));
    assert!(
        all(&output).contains("gazetteer/a.geojson:2:"),
        "{}",
        all(&output)
    );
    let found = choro(
        folder.path(),
        &["search", "Bern", "--output-format", "json"],
    );
    assert!(stdout(&found).contains("46.95"), "{}", all(&found));
}

#[test]
fn a_missing_reference_stops_with_the_line_that_names_it() {
    let folder = folder(&[
        (
            "choro.toml",
            b"[project]\nname = \"X\"\n\n[[reference]]\npath = \"reference/none.csv\"\n",
        ),
        ("docs/a.txt", b"Bern."),
    ]);
    let output = choro(folder.path(), &["build"]);
    assert_eq!(code(&output), 2);
    let said = all(&output);
    assert!(
        said.contains("choro.toml:5:") && said.contains("reference/none.csv"),
        "{said}"
    );
    let json = choro(folder.path(), &["check", "--output-format", "json"]);
    assert_eq!(code(&json), 2);
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(value["findings"][0]["code"], "INP003");
    assert!(!folder.path().join("public").exists());
}

#[test]
fn an_unknown_key_is_shown_with_what_was_meant() {
    let folder = folder(&[
        (
            "choro.toml",
            b"[project]\nname = \"X\"\n\n[check]\nfail_on = \"error\"\n",
        ),
        ("docs/a.txt", b"Bern."),
    ]);
    let output = choro(folder.path(), &["check"]);
    assert_eq!(code(&output), 2);
    let said = all(&output);
    assert!(
        said.contains("choro.toml:5:1") && said.contains("fail-on"),
        "{said}"
    );
}

#[test]
fn usage_errors_exit_with_two_and_help_with_zero() {
    let folder = folder(&[]);
    for (args, wanted) in [
        (&["--help"][..], 0),
        (&["--version"], 0),
        (&["chek"], 2),
        (&["check", "--output-format", "xml"], 2),
        (&["explain", "XYZ999"], 2),
        (&["check", "nowhere.txt"], 2),
        (&["build", "nowhere"], 2),
        (&["--project", "nowhere", "check"], 2),
    ] {
        let output = choro(folder.path(), args);
        assert_eq!(code(&output), wanted, "{args:?} {}", all(&output));
        assert!(!all(&output).contains("panicked"), "{args:?}");
    }
}

#[test]
fn one_file_is_checked_without_any_project() {
    let folder = folder(&[(
        "a.md",
        b"# Bern\n\nThe city of Bern lies 120 km north of the city of Thun.\n",
    )]);
    let output = choro(folder.path(), &["check", "a.md"]);
    assert_eq!(code(&output), 0, "{}", all(&output));
    assert!(!folder.path().join(".choro").exists());
    let claims = choro(
        folder.path(),
        &["claims", "a.md", "--output-format", "json"],
    );
    let value: serde_json::Value = serde_json::from_slice(&claims.stdout).expect("JSON");
    let claim = &value["claims"][0];
    assert_eq!(claim["document"], "a.md", "{}", stdout(&claims));
    for key in [
        "id",
        "start",
        "end",
        "quote",
        "kind",
        "subject",
        "object",
        "value",
        "unit",
        "when",
        "hedge",
        "polarity",
        "source",
        "verdict",
        "reason",
        "measured",
        "threshold",
        "margin",
        "evidence",
    ] {
        assert!(claim.get(key).is_some(), "{key}");
    }
}

#[test]
fn mentions_carry_byte_offsets_and_positions() {
    let folder = starter();
    let output = choro(
        folder.path(),
        &["geoparse", "docs/first.md", "--output-format", "json"],
    );
    assert_eq!(code(&output), 0, "{}", all(&output));
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = std::fs::read(folder.path().join("docs/first.md")).expect("text");
    let mentions = value["mentions"].as_array().expect("mentions");
    let geneva = mentions
        .iter()
        .find(|m| m["text"] == "Geneva")
        .expect("Geneva");
    let at = |key: &str| geneva[key].as_u64().expect("offset") as usize;
    assert_eq!(&text[at("start")..at("end")], b"Geneva");
    assert_eq!(geneva["place"], "places:geneva");
    assert_eq!(geneva["lat"], 46.2044);
}

#[test]
fn every_format_of_findings_is_written() {
    let folder = starter();
    for format in ["full", "concise", "json", "sarif", "github"] {
        let output = choro(
            folder.path(),
            &["check", "--output-format", format, "--fail-on", "never"],
        );
        assert_eq!(code(&output), 0, "{format} {}", all(&output));
        if ["json", "sarif"].contains(&format) {
            serde_json::from_slice::<serde_json::Value>(&output.stdout).expect("JSON");
        }
    }
}

#[test]
fn colours_follow_the_asking() {
    let folder = folder(&[("docs/b.txt", b"\x7fELF\x02\x01\x01\0\0\0\0")]);
    let plain = choro(folder.path(), &["check"]);
    assert!(!all(&plain).contains('\u{1b}'));
    let coloured = choro(folder.path(), &["check", "--color", "always"]);
    assert!(all(&coloured).contains('\u{1b}'), "{}", all(&coloured));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = folder(&[(
        "docs/a.txt",
        "Bern lies north of Thun. ".repeat(4000).as_bytes(),
    )]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_choro"))
        .args(["claims", "--output-format", "csv"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("choro runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!(code(&output), 0, "{}", all(&output));
    assert!(output.stderr.is_empty(), "{}", all(&output));
}

#[test]
fn every_code_is_explained() {
    let folder = folder(&[]);
    let list = stdout(&choro(folder.path(), &["explain"]));
    for code in ["GEO101", "INP001", "INP019", "NET701"] {
        assert!(list.contains(code), "{code}");
        let page = choro(folder.path(), &["explain", code]);
        assert!(
            stdout(&page).contains(&format!("({code})")),
            "{}",
            all(&page)
        );
    }
}

#[test]
fn watching_builds_again_and_is_not_woken_by_its_own_output() {
    use std::io::{BufRead, BufReader};
    let folder = starter();
    let mut child = Command::new(env!("CARGO_BIN_EXE_choro"))
        .arg("watch")
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("choro runs");
    let (sender, lines) = std::sync::mpsc::channel();
    let out = child.stdout.take().expect("output");
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    let err = BufReader::new(child.stderr.take().expect("notes"));
    let watching = err
        .lines()
        .map_while(Result::ok)
        .any(|line| line.starts_with("watching"));
    let next = |seconds| lines.recv_timeout(std::time::Duration::from_secs(seconds));
    let first = next(60);
    let quiet = next(2);
    std::fs::write(folder.path().join("docs/more.md"), "The city of Bern.\n").expect("file");
    let second = next(60);
    child.kill().expect("killed");
    child.wait().expect("ended");
    assert!(watching);
    assert!(first.is_ok_and(|line| line.contains("1 document,")));
    assert!(quiet.is_err(), "{quiet:?}");
    assert!(second.is_ok_and(|line| line.contains("2 documents,")));
}

#[cfg(unix)]
#[test]
fn a_killed_build_leaves_the_old_output_whole() {
    let folder = starter();
    let root = folder.path();
    assert_eq!(code(&choro(root, &["build", "--fail-on", "never"])), 0);
    let before = tree(&root.join("public"));
    for wait in [2, 8, 20, 40, 80] {
        std::fs::write(
            root.join("docs/more.md"),
            format!("Bern lies near Thun {wait}.\n"),
        )
        .expect("file");
        let mut child = Command::new(env!("CARGO_BIN_EXE_choro"))
            .args(["build", "--fail-on", "never"])
            .current_dir(root)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("choro runs");
        std::thread::sleep(std::time::Duration::from_millis(wait));
        // SIGKILL: nothing can be tidied up.
        child.kill().expect("killed");
        child.wait().expect("ended");
        if root.join("public").is_dir() {
            let now = tree(&root.join("public"));
            let done = now.iter().any(|(path, _)| path.contains("more"));
            assert!(done || now == before, "half-written after {wait} ms");
        }
    }
    let whole = choro(root, &["build", "--fail-on", "never"]);
    assert_eq!(code(&whole), 0, "{}", all(&whole));
    assert!(root.join("public/doc/more.html").is_file());
    assert!(!root.join(".choro/stage-public").exists());
}

#[test]
fn two_builds_give_the_same_bytes() {
    let trees: Vec<_> = (0..2)
        .map(|_| {
            let folder = starter();
            let build = choro(folder.path(), &["build", "--fail-on", "never"]);
            assert_eq!(code(&build), 0, "{}", all(&build));
            tree(&folder.path().join("public"))
        })
        .collect();
    assert!(trees[0].len() > 5);
    assert!(trees[0] == trees[1]);
}

/// All files below a folder with their bytes.
fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("within");
                let bytes = std::fs::read(&path).expect("file");
                files.push((name.to_string_lossy().into_owned(), bytes));
            }
        }
    }
    files.sort();
    files
}

const PLACES: &[u8] =
    b"id,name,type,lat,lon,parent\ntolma,Tolmaville,city,46.5,7.5,\nsarn,Sarn,hamlet x,46.6,7.6,nowhere\n";

#[test]
fn codes_are_taken_in_any_case_and_unknown_ones_refused() {
    let folder = folder(&[("docs/a.txt", b"Bern."), ("gazetteer/a.csv", PLACES)]);
    let lower = choro(
        folder.path(),
        &["check", "--select", "geo,nam201", "--ignore", "geo1"],
    );
    assert_eq!(code(&lower), 0, "{}", all(&lower));
    for (option, word, meant) in [
        ("--select", "XYZ", "codes begin with "),
        ("--select", "GEO999", "did you mean `GEO"),
        ("--ignore", "NAN201", "did you mean `NAM201`"),
        ("--ignore", "", "no rule has this code"),
    ] {
        for command in ["check", "build"] {
            let output = choro(folder.path(), &[command, &format!("{option}={word}")]);
            assert_eq!(code(&output), 2, "{}", all(&output));
            assert!(all(&output).contains(meant), "{word}: {}", all(&output));
        }
    }
    std::fs::write(
        folder.path().join("choro.toml"),
        "[check]\nselect = [\"geo\"]\nignore = [\n  \"GEO999\",\n]\n",
    )
    .expect("written");
    let output = choro(folder.path(), &["check"]);
    assert_eq!(code(&output), 2);
    assert!(all(&output).contains("choro.toml:4:3"), "{}", all(&output));
    assert!(
        all(&output).contains("did you mean `GEO"),
        "{}",
        all(&output)
    );
}

#[test]
fn a_project_without_references_is_told_that_nothing_was_measured() {
    let folder = folder(&[("docs/a.txt", b"Bern lies north of Thun.\n")]);
    let words = "no references: nothing could be measured";
    for command in ["check", "build"] {
        let output = choro(folder.path(), &[command]);
        assert_eq!(code(&output), 0, "{}", all(&output));
        assert!(
            stdout(&output).ends_with(&format!("; {words}\n")),
            "{}",
            all(&output)
        );
        assert!(String::from_utf8_lossy(&output.stderr).contains(words));
    }
    let json = choro(folder.path(), &["check", "--output-format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(value["summary"]["remark"], words);
    std::fs::create_dir(folder.path().join("gazetteer")).expect("folder");
    std::fs::write(folder.path().join("gazetteer/a.csv"), PLACES).expect("written");
    let output = choro(folder.path(), &["check"]);
    assert!(!all(&output).contains(words), "{}", all(&output));
}

#[test]
fn what_the_project_can_mend_is_shown_and_faults_of_others_are_counted() {
    let bad = b"id,name,type,lat,lon\nx,Xal,city,94.2,7.5\n";
    let folder = folder(&[
        ("docs/a.txt", b"Bern."),
        ("gazetteer/a.csv", PLACES),
        ("reference/b.csv", bad),
    ]);
    assert_eq!(code(&choro(folder.path(), &["build"])), 0);
    std::fs::write(
        folder.path().join("reference/b.csv"),
        b"id,name,type,lat,lon\nx,Xal,city,95.2,7.5\n",
    )
    .expect("written");
    let output = choro(folder.path(), &["check", "--output-format", "concise"]);
    assert_eq!(code(&output), 0, "{}", all(&output));
    let said = stdout(&output);
    for part in [
        "warning[INP013]",
        "gazetteer/a.csv:3:1: warning[INP020]",
        "gazetteer/a.csv:3:1: warning[INP021]",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("INP006"), "{said}");
    assert!(
        all(&output).contains("1 remark on reference files"),
        "{}",
        all(&output)
    );
}

#[test]
fn places_are_found_by_the_beginning_of_a_name_and_without_documents() {
    let folder = folder(&[
        ("gazetteer/a.csv", PLACES),
        ("choro.toml", b"[documents]\npaths = [\"texts\"]\n"),
    ]);
    let output = choro(folder.path(), &["search", "tolma"]);
    assert_eq!(code(&output), 0, "{}", all(&output));
    assert!(stdout(&output).contains("Tolmaville"), "{}", all(&output));
    assert!(
        all(&output).contains("a name begins so"),
        "{}",
        all(&output)
    );
    assert!(
        all(&output).contains("is called `tolma`"),
        "{}",
        all(&output)
    );
    let near = choro(folder.path(), &["search", "Tolmavile"]);
    assert!(stdout(&near).contains("Tolmaville"), "{}", all(&near));
    let exact = choro(folder.path(), &["search", "Tolmaville"]);
    assert!(all(&exact).contains("this name") && !all(&exact).contains("come near"));
    assert_eq!(code(&choro(folder.path(), &["search", "Qqqq"])), 1);
}

#[test]
fn a_typed_path_that_is_missing_is_shown_as_typed() {
    let folder = folder(&[("docs/a.txt", b"Bern."), ("choro.toml", b"")]);
    let output = choro(&folder.path().join("docs"), &["check", "b.txt"]);
    assert_eq!(code(&output), 2);
    let said = all(&output);
    assert!(said.contains("`b.txt` is not there"), "{said}");
    assert!(said.contains("relative to the present folder"), "{said}");
    assert!(!said.contains("choro.toml"), "{said}");
}

#[test]
fn explanations_say_how_a_rule_counts() {
    let folder = folder(&[]);
    let page = choro(folder.path(), &["explain", "geo117"]);
    assert!(
        stdout(&page).contains("Severity: note, preview."),
        "{}",
        all(&page)
    );
    assert!(stdout(&page).contains("--select GEO117"), "{}", all(&page));
    let input = choro(folder.path(), &["explain", "INP008"]);
    assert!(
        stdout(&input).contains("Severity: warning."),
        "{}",
        all(&input)
    );
    let list = stdout(&choro(folder.path(), &["explain"]));
    assert_eq!(
        list.lines().count(),
        choro_pipeline::rules().len() + 1,
        "{list}"
    );
}

#[test]
fn quotes_are_decoded_as_the_document_is() {
    let text = "Tolmaville lies 900 km north of Sarnü. Größe und Höhe für Übung, wie früher.\n";
    let wide: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let places = "id,name,type,lat,lon\nt,Tolmaville,city,46.5,7.5\ns,Sarnü,town,46.6,7.6\n";
    let folder = folder(&[
        ("docs/a.txt", &wide),
        ("gazetteer/a.csv", places.as_bytes()),
    ]);
    let json = choro(folder.path(), &["check", "--output-format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let quotes: Vec<&str> = value["findings"]
        .as_array()
        .expect("list")
        .iter()
        .filter_map(|finding| finding["quote"].as_str())
        .collect();
    assert!(
        quotes.iter().any(|quote| quote.contains("north of Sarnü")),
        "{quotes:?}"
    );
}
