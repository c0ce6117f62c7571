//! What commands show on a terminal, as a whole: the layout is part of what people read.

mod program;

use program::{TODAY, command, folder, stdout};
use std::path::Path;

const CONFIG: &[u8] = b"[project]\nauthor = \"K. Kim\"\n\n\
    [[reference]]\npath = \"gazetteer/towns.csv\"\ntitle = \"Towns\"\nversion = \"2026-11\"\n\n\
    [[allow]]\ncode = \"NAM\"\nbecause = \"no names are looked at\"\nexpires = \"2026-12-31\"\n";
const TOWNS: &[u8] = b"id,name,type,lat,lon,parent\n\
    ch,Switzerland,country,46.8,8.2,\n\
    bern,Bern,city,46.948,7.4474,ch\n\
    lausanne,Lausanne,city,46.5197,6.6336,ch\n\
    geneva,Geneva,city,46.2044,6.1432,ch\n";
const TEXT: &[u8] =
    b"Bern lies to the south-west of Lausanne. Geneva is a city in Switzerland.\n\n\
    <!-- choro: allow GEO101 because=\"an old map\" -->\nGeneva lies north of Bern.\n\n\
    Lausanne has a cathedral.\n";

fn project() -> tempfile::TempDir {
    folder(&[
        ("choro.toml", CONFIG),
        ("gazetteer/towns.csv", TOWNS),
        ("docs/a.md", TEXT),
    ])
}

/// What the command writes on a fixed day.
fn shown(folder: &Path, args: &[&str]) -> String {
    let output = command(folder, args)
        .env("SOURCE_DATE_EPOCH", TODAY)
        .output()
        .expect("choro runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output.status.code().unwrap_or(-1);
    format!("{}--- told\n{told}--- exit {code}\n", stdout(&output))
}

#[test]
fn claims_as_a_table() {
    insta::assert_snapshot!(shown(project().path(), &["claims"]));
}

#[test]
fn coverage_of_claims() {
    insta::assert_snapshot!(shown(project().path(), &["claims", "--coverage"]));
}

#[test]
fn a_claim_explained() {
    insta::assert_snapshot!(shown(
        project().path(),
        &["explain", "claim", "docs/a.md#1"]
    ));
}

#[test]
fn decisions_made_and_listed() {
    let folder = project();
    let root = folder.path();
    let finding = [
        "decide",
        "docs/a.md:1:1",
        "--dismiss",
        "--because",
        "quoted from a guide of 1890",
        "--until",
        "2027-12",
    ];
    insta::assert_snapshot!("decide_finding", shown(root, &finding));
    let mention = [
        "decide",
        "--mention",
        "docs/a.md:4:1",
        "--is",
        "towns:bern",
        "--everywhere",
    ];
    insta::assert_snapshot!("decide_mention", shown(root, &mention));
    let claim = [
        "decide",
        "--claim",
        "docs/a.md#1",
        "--says",
        "value=NE",
        "--because",
        "a double negation",
    ];
    insta::assert_snapshot!("decide_claim", shown(root, &claim));
    insta::assert_snapshot!("decide_list", shown(root, &["decide", "--list"]));
    let stale = ["decide", "--list", "--stale"];
    insta::assert_snapshot!("decide_list_stale", shown(root, &stale));
}
