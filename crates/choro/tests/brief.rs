//! `choro brief`: briefs of the example's places, in each language and form, and taken up as
//! documents of the project they come from.

mod program;

use program::{all, choro, code, folder, stdout};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The least share of the statements of briefs that the references bear out.
const SUPPORTED: f64 = 0.95;
/// The same of each brief by itself, which may have few statements.
const SUPPORTED_EACH: f64 = 0.8;

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/hamgyong")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("folder");
    for entry in std::fs::read_dir(from).expect("folder").flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        let kept = entry.file_name().to_string_lossy().starts_with('.');
        if path.is_dir() && !kept && entry.file_name() != "public" {
            copy(&path, &target);
        } else if path.is_file() {
            std::fs::copy(&path, &target).expect("file");
        }
    }
}

/// The columns of a CSV table by their titles.
fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let row = |record: csv::StringRecord| {
        let cells = header.iter().zip(record.iter());
        cells.map(|(k, v)| (k.to_owned(), v.to_owned())).collect()
    };
    reader.records().map(|r| row(r.expect("a row"))).collect()
}

/// What a brief states is checked like any text: it must not contradict what it was made from.
#[test]
fn briefs_taken_up_as_documents_check_clean() {
    let project = tempfile::tempdir().expect("folder");
    copy(&example(), project.path());
    for form in ["md", "html"] {
        let within = format!("docs/{form}");
        let args = ["brief", "--all", "--format", form, "-o", &within];
        let written = choro(project.path(), &args);
        assert_eq!(code(&written), 0, "{}", all(&written));
    }
    for form in ["docs/md", "docs/html"] {
        let args = ["check", form, "--output-format", "json"];
        let checked = choro(project.path(), &args);
        let found: serde_json::Value =
            serde_json::from_slice(&checked.stdout).expect("JSON of findings");
        let findings = found["findings"].as_array().expect("findings");
        let bad: Vec<String> = findings
            .iter()
            .filter(|f| f["severity"] != "note")
            .map(|f| format!("{} {} {}", f["document"], f["code"], f["message"]))
            .collect();
        assert!(bad.is_empty(), "{form}: {bad:#?}");
        let listed = choro(project.path(), &["claims", form, "--output-format", "csv"]);
        let claims = rows(&stdout(&listed));
        let mut each: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
        for claim in &claims {
            let verdict = claim["verdict"].as_str();
            assert!(
                matches!(verdict, "supported" | "undetermined"),
                "{}: {} ({})",
                claim["document"],
                claim["quote"],
                claim["explanation"]
            );
            let counts = each.entry(&claim["document"]).or_default();
            counts.0 += f64::from(u8::from(verdict == "supported"));
            counts.1 += 1.0;
        }
        let supported: f64 = each.values().map(|counts| counts.0).sum();
        assert!(claims.len() > 1_000, "{form}: {} statements", claims.len());
        assert!(
            supported / claims.len() as f64 >= SUPPORTED,
            "{form}: {supported} of {}",
            claims.len()
        );
        for (document, (supported, of)) in each {
            assert!(
                supported / of >= SUPPORTED_EACH,
                "{document}: {supported} of {of}"
            );
        }
    }
}

#[test]
fn a_brief_in_english() {
    let told = choro(&example(), &["brief", "Kyongsong"]);
    assert_eq!(code(&told), 0, "{}", all(&told));
    insta::assert_snapshot!(stdout(&told));
}

#[test]
fn a_brief_in_korean() {
    let told = choro(&example(), &["brief", "Hyesan", "--lang", "ko"]);
    assert_eq!(code(&told), 0, "{}", all(&told));
    insta::assert_snapshot!(stdout(&told));
}

#[test]
fn what_is_contradicted_stands_among_the_open_questions_alone() {
    let told = stdout(&choro(&example(), &["brief", "places:kimchaek"]));
    let (before, questions) = told.split_once("## Open questions").expect("questions");
    for wrong in [
        "whose capital is Kimchaek",
        "lies in the north of the province",
    ] {
        assert!(!before.contains(wrong), "{before}");
        assert!(questions.contains(wrong), "{questions}");
    }
    assert!(
        questions.contains("the references say otherwise"),
        "{questions}"
    );
}

#[test]
fn a_brief_of_another_time_speaks_of_that_time() {
    let told = choro(&example(), &["brief", "places:kimchaek", "--as-of", "1930"]);
    let brief = stdout(&told);
    assert!(brief.starts_with("# Songjin\n"), "{brief}");
    assert!(!brief.contains("inhabitants"), "figures of later: {brief}");
    let told = choro(&example(), &["brief", "Rason", "--as-of", "1930"]);
    assert_eq!(code(&told), 0, "{}", all(&told));
}

const PLACES: &[u8] = b"id,name,type,lat,lon\n\
    a,Alda,town,46.00,7.00\nb,Berl,town,46.20,7.00\n";

#[test]
fn a_project_has_its_own_words() {
    let own = b"[sentences]\ndistance = \"{{ other }}: {{ metres|distance }}.\"\n";
    let project = folder(&[
        ("choro.toml", b""),
        ("gazetteer/places.csv", PLACES),
        ("templates/brief/en.toml", own),
        (
            "templates/brief/nn.toml",
            b"[headings]\nsetting = \"Kvar\"\n",
        ),
    ]);
    let told = stdout(&choro(project.path(), &["brief", "Alda"]));
    assert!(told.contains("\nBerl: 22 km.[^"), "{told}");
    let told = stdout(&choro(project.path(), &["brief", "Alda", "--lang", "nn"]));
    assert!(told.contains("\n## Kvar\n"), "{told}");
    let slip = b"[sentences]\ndistance = \"{{ others }}\"\n";
    std::fs::write(project.path().join("templates/brief/en.toml"), slip).expect("file");
    let told = choro(project.path(), &["brief", "Alda"]);
    assert_eq!(code(&told), 2);
    assert!(all(&told).contains("sentences.distance"), "{}", all(&told));
}

#[test]
fn what_cannot_be_done_is_said() {
    let project = folder(&[("choro.toml", b""), ("gazetteer/places.csv", PLACES)]);
    for (args, said) in [
        (&["brief"][..], "required"),
        (&["brief", "--all"], "--output"),
        (&["brief", "Alda", "--format", "docx"], "--output"),
        (
            &["brief", "Nowhere"],
            "no place of the gazetteer is called `Nowhere`",
        ),
        (
            &["brief", "Alda", "--lang", "xx"],
            "no words for the language `xx`",
        ),
        (
            &["brief", "Alda", "--as-of", "soon"],
            "--as-of `soon` is not a date",
        ),
    ] {
        let told = choro(project.path(), args);
        assert_eq!(code(&told), 2, "{args:?}: {}", all(&told));
        assert!(all(&told).contains(said), "{args:?}: {}", all(&told));
    }
    let args = ["brief", "Alda", "--format", "pdf", "-o", "out"];
    let without = program::command(project.path(), &args)
        .env("PATH", "")
        .output()
        .expect("choro runs");
    assert_eq!(code(&without), 2);
    assert!(
        all(&without).contains("the program `typst`"),
        "{}",
        all(&without)
    );
}

/// What a site of a type kept back is called, and where it is, is in no brief.
#[test]
fn sites_kept_back_are_in_no_brief() {
    let sites = br#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"Hidden Radar","type":"military/radar"},
         "geometry":{"type":"Point","coordinates":[7.01,46.01]}},
        {"type":"Feature","properties":{"name":"Old Mine","type":"mine"},
         "geometry":{"type":"Point","coordinates":[7.02,46.01]}}]}"#;
    let rule = "[export.redact]\n\"military\" = \"leave out\"\n";
    let open = folder(&[
        ("choro.toml", b""),
        ("gazetteer/places.csv", PLACES),
        ("sites/sites.geojson", sites),
    ]);
    let told = stdout(&choro(open.path(), &["brief", "Alda", "--format", "html"]));
    assert!(told.contains("Hidden Radar"), "{told}");
    std::fs::write(open.path().join("choro.toml"), rule).expect("file");
    let args = ["brief", "--all", "--format", "html", "-o", "out"];
    let written = choro(open.path(), &args);
    assert_eq!(code(&written), 0, "{}", all(&written));
    let mut read = 0;
    for file in std::fs::read_dir(open.path().join("out"))
        .expect("folder")
        .flatten()
    {
        let text = std::fs::read_to_string(file.path()).expect("text");
        assert!(!text.contains("Hidden Radar"), "{}", file.path().display());
        read += 1;
    }
    assert!(read >= 2, "{read} briefs");
}
