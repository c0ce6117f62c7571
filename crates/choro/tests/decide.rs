//! Decisions on findings, marks and baselines, as editors make them.

mod program;

use program::{all, choro, code, concise, stderr, stdout};
use std::fs;
use std::path::Path;

const PLACES: &[u8] = b"id,name,type,lat,lon,parent\n\
    ch,Switzerland,country,46.8,8.2,\n\
    bern,Bern,city,46.948,7.4474,ch\n\
    lausanne,Lausanne,city,46.5197,6.6336,ch\n\
    geneva,Geneva,city,46.2044,6.1432,ch\n";
const WRONG: &str = "Bern lies to the south-west of Lausanne.";

/// A project whose author is known, with one document.
fn project(text: &str) -> tempfile::TempDir {
    program::project_of_towns(PLACES, text)
}

fn write(folder: &Path, path: &str, text: &str) {
    fs::create_dir_all(folder.join(path).parent().expect("parent")).expect("folder");
    fs::write(folder.join(path), text).expect("written");
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("read")
}

fn fingerprint(folder: &Path) -> String {
    let json = choro(folder, &["check", "--output-format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let print = value["findings"][0]["fingerprint"].as_str();
    print.expect("a finding").to_owned()
}

fn dismiss(folder: &Path, finding: &str, more: &[&str]) -> std::process::Output {
    let mut args = vec!["decide", finding, "--dismiss", "--because", "a quotation"];
    args.extend(more);
    choro(folder, &args)
}

#[test]
fn a_dismissed_finding_stays_away_when_the_text_around_it_changes() {
    let folder = project(&format!("# Towns\n\n{WRONG}\n"));
    let root = folder.path();
    assert!(concise(root).starts_with("docs/a.md:3:1: error[GEO101]"));
    let decided = dismiss(root, "docs/a.md:3:1", &[]);
    assert_eq!(code(&decided), 0, "{}", all(&decided));
    assert!(stdout(&decided).contains("GEO101"), "{}", all(&decided));
    let check = choro(root, &["check"]);
    assert_eq!(code(&check), 0, "{}", all(&check));
    assert_eq!(stdout(&check), "no findings in 1 document; 1 dismissed\n");
    let file = read(root, "decisions/findings.toml");
    for part in [
        "[[dismiss]]\nfinding = \"",
        "code = \"GEO101\"\n",
        "document = \"docs/a.md\"\n",
        "words = \"Bern lies to the south-west of Lausanne\"\n",
        "because = \"a quotation\"\nauthor = \"K. Kim\"\ndate = ",
    ] {
        assert!(file.contains(part), "{part}: {file}");
    }
    // More lines before it, other words about it, a town moved a little in the data.
    let edited = format!("# Towns\n\nGeneva is a city.\n\nIndeed, as all know, {WRONG}\n");
    write(root, "docs/a.md", &edited);
    let moved = String::from_utf8_lossy(PLACES).replace("46.948", "46.951");
    write(root, "gazetteer/places.csv", &moved);
    assert_eq!(concise(root), "");
    // The claim itself changes: it is another finding, and the decision has lost its object.
    write(root, "docs/a.md", &edited.replace("south-west", "west"));
    let now = concise(root);
    assert!(
        now.contains("docs/a.md:5:") && now.contains("error[GEO101]"),
        "{now}"
    );
    assert!(
        now.contains("decisions/findings.toml:2:11: warning[DEC001]"),
        "{now}"
    );
}

#[test]
fn a_finding_is_named_by_its_fingerprint_or_the_beginning_of_it() {
    let folder = project(WRONG);
    let print = fingerprint(folder.path());
    let decided = dismiss(folder.path(), &print[..6].to_uppercase(), &[]);
    assert_eq!(code(&decided), 0, "{}", all(&decided));
    assert!(read(folder.path(), "decisions/findings.toml").contains(&print));
    for (finding, told) in [
        ("0000000", "no rule finds anything"),
        ("GEO101", "is no finding: give its fingerprint"),
        ("docs/a.md:7", "no rule finds anything"),
    ] {
        let refused = dismiss(folder.path(), finding, &[]);
        assert_eq!(code(&refused), 2);
        assert!(all(&refused).contains(told), "{finding}: {}", all(&refused));
    }
}

#[test]
fn two_findings_on_one_line_have_to_be_told_apart() {
    let folder = project(&format!("{WRONG} Geneva lies north of Bern.\n"));
    let refused = dismiss(folder.path(), "docs/a.md:1", &[]);
    assert_eq!(code(&refused), 2);
    let said = all(&refused);
    assert!(said.contains("may be any of"), "{said}");
    assert!(said.contains("GEO101 Geneva does not lie"), "{said}");
    assert!(!folder.path().join("decisions").exists());
    assert_eq!(code(&dismiss(folder.path(), "docs/a.md:1:42", &[])), 0);
    assert!(concise(folder.path()).contains("docs/a.md:1:1:"));
    assert!(!concise(folder.path()).contains("docs/a.md:1:42:"));
}

#[test]
fn those_like_it_are_listed_first_and_decided_together() {
    let folder = project(&format!("{WRONG}\n\nBern lies west of Lausanne.\n"));
    let root = folder.path();
    write(
        root,
        "docs/b.md",
        &format!("{WRONG}\n\nGeneva lies north of Bern.\n"),
    );
    let dry = dismiss(root, "docs/a.md:1:1", &["--like-it", "--dry-run"]);
    assert_eq!(code(&dry), 0, "{}", all(&dry));
    let listed: Vec<String> = stdout(&dry).lines().map(|l| l[..13].to_owned()).collect();
    assert_eq!(listed, ["docs/a.md:1:1", "docs/a.md:3:1", "docs/b.md:1:1"]);
    assert!(
        stderr(&dry).contains("would dismiss 3 findings"),
        "{}",
        all(&dry)
    );
    assert!(!root.join("decisions").exists());
    dismiss(root, "docs/a.md:1:1", &["--like-it"]);
    let left = concise(root);
    assert!(
        left.starts_with("docs/b.md:3:1:") && left.lines().count() == 1,
        "{left}"
    );
}

#[test]
fn an_accepted_finding_is_shown_with_the_word_on_it() {
    let folder = project(WRONG);
    let root = folder.path();
    let args = [
        "decide",
        "docs/a.md:1:1",
        "--accept",
        "--because",
        "second edition",
        "--by",
        "M. Lee",
    ];
    assert_eq!(code(&choro(root, &args)), 0);
    let check = choro(root, &["check"]);
    assert_eq!(code(&check), 1);
    assert!(
        stdout(&check).contains("= note: accepted by M. Lee on 20"),
        "{}",
        all(&check)
    );
    assert!(
        stdout(&check).contains(": second edition"),
        "{}",
        all(&check)
    );
    // The last word counts.
    dismiss(root, "docs/a.md:1:1", &[]);
    assert_eq!(concise(root), "");
}

#[test]
fn a_decision_holds_to_its_last_day() {
    let folder = project(WRONG);
    let root = folder.path();
    let print = fingerprint(root);
    let until = |day: &str| {
        let text = format!("[[dismiss]]\nfinding = \"{print}\"\nbecause = \"x\"\nuntil = {day}\n");
        write(root, "decisions/findings.toml", &text);
        concise(root)
    };
    assert_eq!(until("2999-12-31"), "");
    let over = until("2020-01-31");
    assert!(over.contains("docs/a.md:1:1: error[GEO101]"), "{over}");
    assert!(
        over.contains("decisions/findings.toml:2:11: warning[DEC003]"),
        "{over}"
    );
    let refused = dismiss(root, "docs/a.md:1:1", &["--until", "2020"]);
    assert_eq!(code(&refused), 2);
    assert!(all(&refused).contains("is over"), "{}", all(&refused));
}

#[test]
fn what_was_not_looked_at_is_not_called_stale() {
    let folder = project(WRONG);
    let root = folder.path();
    write(root, "docs/b.md", "Geneva is a city.\n");
    dismiss(root, "docs/a.md:1:1", &[]);
    for args in [
        &["check", "docs/b.md"][..],
        &["check", "--select", "NAM,DEC"],
        &["check", "--ignore", "GEO101"],
    ] {
        let check = choro(root, args);
        assert!(
            !stdout(&check).contains("DEC001"),
            "{args:?}: {}",
            all(&check)
        );
    }
    fs::remove_file(root.join("docs/a.md")).expect("removed");
    let check = choro(root, &["check"]);
    assert!(
        stdout(&check).contains("no document of the project any more"),
        "{}",
        all(&check)
    );
    let ignored = choro(root, &["check", "--ignore", "DEC001"]);
    assert!(!stdout(&ignored).contains("DEC001"), "{}", all(&ignored));
}

#[test]
fn whoever_decides_gives_a_name_and_a_reason() {
    let folder = project(WRONG);
    let root = folder.path();
    for (args, told) in [
        (&["decide", "docs/a.md:1", "--dismiss"][..], "--because"),
        (
            &["decide", "docs/a.md:1", "--dismiss", "--because", " "],
            "--because is empty",
        ),
        (&["decide", "docs/a.md:1"], "--dismiss"),
        (&["decide", "--dismiss", "--because", "x"], "FINDING"),
        (
            &[
                "decide",
                "docs/a.md:1",
                "--accept",
                "--dismiss",
                "--because",
                "x",
            ],
            "cannot be used with",
        ),
    ] {
        let refused = choro(root, args);
        assert_eq!(code(&refused), 2, "{args:?}");
        assert!(all(&refused).contains(told), "{args:?}: {}", all(&refused));
    }
    write(root, "choro.toml", "");
    let refused = dismiss(root, "docs/a.md:1", &[]);
    assert_eq!(code(&refused), 2);
    assert!(all(&refused).contains("--by"), "{}", all(&refused));
}

#[test]
fn faults_of_the_file_are_shown_at_their_lines() {
    let folder = project(WRONG);
    let text = "[[dismiss]]\nfinding = \"0123456789abcdef\"\n\n[[acept]]\nfinding = \"x\"\n";
    write(folder.path(), "decisions/findings.toml", text);
    let check = choro(folder.path(), &["check"]);
    assert_eq!(code(&check), 2);
    let said = all(&check);
    assert!(said.contains("[[dismiss]] needs `because`"), "{said}");
    assert!(said.contains("decisions/findings.toml:4:3"), "{said}");
    assert!(said.contains("did you mean `accept`?"), "{said}");
}

#[test]
fn marks_are_held_to_account() {
    let mark = |rest: &str| format!("<!-- choro: allow {rest} -->");
    let text = format!(
        "{}\n{WRONG}\n\n{}\nGeneva lies north of Bern.\n\n{}\nGeneva is a city.\n\n{}\nBern.\n",
        mark("GEO101 because=\"quoted\""),
        mark("GEO101"),
        mark("GEO102 because=\"x\""),
        mark("GOE101 because=\"x\""),
    );
    let folder = project(&text);
    let found = concise(folder.path());
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!(lines.len(), 3, "{found}");
    assert!(
        lines[0].starts_with("docs/a.md:4:1: warning[DEC005]"),
        "{found}"
    );
    assert!(
        lines[1].starts_with("docs/a.md:7:1: warning[DEC004]"),
        "{found}"
    );
    assert!(
        lines[2].contains("no rule has the code `GOE101`"),
        "{found}"
    );
    // Rules that did not run cannot tell.
    let few = choro(
        folder.path(),
        &["check", "--select", "NAM,DEC", "--output-format", "concise"],
    );
    assert!(!stdout(&few).contains("GEO102"), "{}", all(&few));
    // Nor can one document alone, which others may speak of, or one without references.
    let alone = choro(
        folder.path(),
        &["check", "docs/a.md", "--output-format", "concise"],
    );
    assert!(!stdout(&alone).contains("GEO102"), "{}", all(&alone));
    assert!(stdout(&alone).contains("DEC005"), "{}", all(&alone));
    fs::rename(folder.path().join("gazetteer"), folder.path().join("aside")).expect("moved");
    assert!(!concise(folder.path()).contains("GEO102"));
    fs::rename(folder.path().join("aside"), folder.path().join("gazetteer")).expect("moved");
    // The same in plain text.
    fs::remove_file(folder.path().join("docs/a.md")).expect("removed");
    write(folder.path(), "docs/a.txt", &text);
    assert_eq!(concise(folder.path()), found.replace("a.md", "a.txt"));
}

#[test]
fn exceptions_without_use_are_told_at_their_line() {
    let folder = project(WRONG);
    let root = folder.path();
    let exception = |rest: &str| {
        let text = format!("[[allow]]\ncode = \"GEO101\"\nbecause = \"x\"\n{rest}\n");
        write(root, "choro.toml", &text);
        concise(root)
    };
    assert_eq!(exception("quote = \"south-west\""), "");
    let unused = exception("quote = \"north\"");
    assert!(
        unused.contains("choro.toml:2:8: warning[DEC001]"),
        "{unused}"
    );
    let over = exception("expires = \"2020-01-01\"");
    assert!(over.contains("choro.toml:2:8: warning[DEC003]"), "{over}");
    assert!(over.contains("error[GEO101]"), "{over}");
}

#[test]
fn a_baseline_hides_what_was_there_and_shows_what_is_new() {
    let folder = project(&format!("{WRONG}\n"));
    let root = folder.path();
    let listed = choro(root, &["check", "--write-baseline", "known.txt"]);
    assert_eq!(
        (code(&listed), stdout(&listed).as_str()),
        (0, ""),
        "{}",
        all(&listed)
    );
    let first = read(root, "known.txt");
    write(
        root,
        "docs/a.md",
        &format!("Geneva is a city.\n\n{WRONG}\n"),
    );
    let check = choro(root, &["check", "--baseline", "known.txt"]);
    assert_eq!(code(&check), 0, "{}", all(&check));
    assert!(
        stdout(&check).ends_with("; 1 of the baseline passed over\n"),
        "{}",
        all(&check)
    );
    // Neither the lines nor the order matter to the file.
    choro(root, &["check", "--write-baseline", "known.txt"]);
    assert_eq!(read(root, "known.txt"), first);
    // Said once more in the same document, it is new.
    write(root, "docs/a.md", &format!("{WRONG}\n\n{WRONG}\n"));
    let twice = choro(root, &["check", "--baseline", "known.txt"]);
    assert_eq!(code(&twice), 1, "{}", all(&twice));
    write(root, "docs/a.md", "Bern.\n");
    let gone = choro(root, &["check", "--baseline", "known.txt"]);
    assert!(
        stderr(&gone).contains("baseline that are made no more: 1"),
        "{}",
        all(&gone)
    );
    let missing = choro(root, &["check", "--baseline", "none.txt"]);
    assert_eq!(code(&missing), 2);
    assert!(
        all(&missing).contains("--write-baseline none.txt"),
        "{}",
        all(&missing)
    );
}

#[test]
fn findings_are_counted_by_rule() {
    let folder = project(&format!("{WRONG}\n\nGeneva lies north of Bern.\n"));
    let root = folder.path();
    let table = choro(root, &["check", "--statistics"]);
    assert_eq!(code(&table), 1);
    let said = stdout(&table);
    assert!(said.starts_with("findings  code    name"), "{said}");
    assert!(
        said.contains("2         GEO101  direction-contradicted  2       –"),
        "{said}"
    );
    assert!(said.ends_with("2 errors in 1 document\n"), "{said}");
    let json = choro(root, &["check", "--statistics", "--output-format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(value["statistics"][0]["code"], "GEO101");
    assert_eq!(value["statistics"][0]["errors"], 2);
    assert_eq!(value["summary"]["errors"], 2);
    let sarif = choro(root, &["check", "--statistics", "--output-format", "sarif"]);
    assert_eq!(code(&sarif), 2, "{}", all(&sarif));
}

#[test]
fn rules_in_preview_run_when_asked_for() {
    let folder = project("The city of Nowheremarket is near Bern.\n");
    let root = folder.path();
    assert!(!stdout(&choro(root, &["check"])).contains("NAM205"));
    let args = ["check", "--preview", "--output-format", "concise"];
    let preview = choro(root, &args);
    assert!(stdout(&preview).contains("NAM205"), "{}", all(&preview));
    write(root, "choro.toml", "[check]\npreview = true\n");
    let stated = choro(root, &["check"]);
    assert!(stdout(&stated).contains("NAM205"), "{}", all(&stated));
}

#[test]
fn a_conflict_with_another_statement_is_asked_about_again() {
    let says = |number: &str| format!("Bern had {number} inhabitants in 2020.\n");
    let folder = project(&says("134,794"));
    let root = folder.path();
    write(root, "docs/b.md", &says("164,000"));
    let conflicts = || {
        let args = ["check", "--select", "XCL,DEC", "--output-format", "concise"];
        stdout(&choro(root, &args))
    };
    let found = conflicts();
    assert!(found.contains("XCL801"), "{found}");
    let spot = found.split(": ").next().expect("a place").to_owned();
    assert_eq!(code(&dismiss(root, &spot, &[])), 0);
    assert_eq!(conflicts(), "");
    // The same two statements with more around them are the same conflict.
    write(
        root,
        "docs/a.md",
        &format!("Bern is a city.\n\n{}", says("134,794")),
    );
    assert_eq!(conflicts(), "");
    write(root, "docs/a.md", &says("99,000"));
    let again = conflicts();
    assert!(
        again.contains(&format!("{spot}: warning[XCL801]")),
        "{again}"
    );
    assert!(again.contains("DEC001"), "{again}");
}

/// The decisions listed, as "decision state where it applies".
fn listed(folder: &Path, more: &[&str]) -> Vec<String> {
    let mut args = vec!["decide", "--list", "--output-format", "json"];
    args.extend(more);
    let output = choro(folder, &args);
    assert_eq!(code(&output), 0, "{}", all(&output));
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let entries = value["decisions"].as_array().expect("a list").iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("null").to_owned();
    entries
        .map(|entry| {
            let places = entry["applies_to"].as_array().expect("a list");
            let places: Vec<String> = places.iter().map(text).collect();
            let line = &entry["line"];
            let (what, state) = (text(&entry["decision"]), text(&entry["state"]));
            format!("{what}:{line} {state} {}", places.join(" "))
        })
        .collect()
}

#[test]
fn what_was_decided_is_listed_with_what_has_become_of_it() {
    let mark = "<!-- choro: allow GEO101 because=\"an old map\" -->";
    let folder = project(&format!("{WRONG}\n\n{mark}\nGeneva lies north of Bern.\n"));
    let root = folder.path();
    dismiss(root, "docs/a.md:1:1", &[]);
    let print = fingerprint_of_decision(root);
    let gone = "[[accept]]\nfinding = \"0000000000000000\"\ncode = \"GEO101\"\n\n";
    let over =
        format!("[[dismiss]]\nfinding = \"{print}\"\nbecause = \"x\"\nuntil = 2020-01-31\n\n");
    let kept = read(root, "decisions/findings.toml");
    write(
        root,
        "decisions/findings.toml",
        &format!("{gone}{over}{kept}"),
    );
    let places = "[[not-same]]\nrecords = [\"places:bern\", \"places:geneva\"]\n";
    write(root, "decisions/places.toml", places);
    let claims = "[[not-said]]\ndocument = \"docs/a.md\"\nkind = \"population\"\nwords = \"a million lights\"\n";
    write(root, "decisions/claims.toml", claims);
    let found = listed(root, &[]);
    let expected = [
        "accept:2 stale ",
        // A later decision on the same finding has taken its place.
        "dismiss:6 in-force ",
        "dismiss:11 in-force docs/a.md:1:1",
        "not-said:1 stale ",
        "not-same:1 in-force places:bern places:geneva",
        "mark:3 in-force docs/a.md:4:1",
    ];
    assert_eq!(found, expected);
    let stale = listed(root, &["--stale"]);
    assert_eq!(stale, ["accept:2 stale ", "not-said:1 stale "]);
    // The rules on decisions may be ignored: the list says it all the same.
    let config = "[project]\nauthor = \"K. Kim\"\n\n[check]\nignore = [\"DEC\"]\n";
    write(root, "choro.toml", config);
    assert_eq!(listed(root, &["--stale"]), stale);
    write(root, "decisions/findings.toml", &format!("{gone}{over}"));
    assert_eq!(listed(root, &["--expired"]), ["dismiss:6 expired "]);
}

fn fingerprint_of_decision(folder: &Path) -> String {
    let file = read(folder, "decisions/findings.toml");
    let line = file
        .lines()
        .find_map(|line| line.strip_prefix("finding = "));
    line.expect("a decision").trim_matches('"').to_owned()
}

#[test]
fn listing_decides_nothing() {
    let folder = project(WRONG);
    let root = folder.path();
    assert_eq!(listed(root, &[]), [] as [&str; 0]);
    assert!(!root.join("decisions").exists());
    for args in [
        &["decide", "--list", "docs/a.md:1:1", "--accept"][..],
        &["decide", "--stale"],
        &["decide", "--list", "--because", "x"],
    ] {
        assert_eq!(code(&choro(root, args)), 2, "{args:?}");
    }
}

#[test]
fn sarif_carries_what_people_let_stand() {
    let mark = "<!-- choro: allow GEO101 because=\"an old map\" -->";
    let text = format!(
        "{WRONG}\n\n{mark}\nGeneva lies north of Bern.\n\nGeneva lies north of Lausanne.\n"
    );
    let folder = project(&text);
    let root = folder.path();
    dismiss(root, "docs/a.md:1:1", &[]);
    choro(root, &["check", "--write-baseline", "known.txt"]);
    write(
        root,
        "docs/a.md",
        &format!("{text}\nLausanne lies south of Geneva.\n"),
    );
    let args = [
        "check",
        "--select",
        "GEO",
        "--baseline",
        "known.txt",
        "--output-format",
        "sarif",
    ];
    let log: serde_json::Value = serde_json::from_slice(&choro(root, &args).stdout).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let mut told: Vec<String> = results
        .iter()
        .map(|result| {
            let line = &result["locations"][0]["physicalLocation"]["region"]["startLine"];
            let state = result["baselineState"].as_str().expect("a state");
            let by = &result["suppressions"][0];
            let kind = by["kind"].as_str().unwrap_or("shown");
            let why = by["justification"].as_str().unwrap_or("");
            let why = why.rsplit(": ").next().unwrap_or("");
            format!("{line} {state} {kind} {why}")
        })
        .collect();
    told.sort();
    let expected = [
        "1 new external a quotation",
        "4 new inSource an old map",
        "6 unchanged shown ",
        "8 new shown ",
    ];
    assert_eq!(told, expected);
}
