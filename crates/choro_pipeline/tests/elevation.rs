//! Projects with grids of heights.

use choro_check::{Outcome, Verdict};
use choro_pipeline::{Compiled, Options, Silent, compile};
use choro_project::{Lock, MemoryWorld, Project};

const PLACES: &str = "id,name,type,lat,lon,parent\n\
    at,Austria,country,47.5,14.0,\n\
    feld,Feldau,town,47.0,15.0,at\n\
    sarn,Sarnland,province,47.0,15.0,at\n";
const CONFIG: &str = "[[elevation]]\npath = \"dem\"\ntitle = \"Drawn heights\"\nversion = \"2026\"\nlicence = \"CC0-1.0\"\n";
const TEXT: &str = "Feldau is a town in Austria. Feldau is surrounded by high mountains.\n";

/// Level ground of half a degree about Feldau.
fn level() -> String {
    let mut text =
        "ncols 26\nnrows 26\nxllcenter 14.75\nyllcenter 46.75\ncellsize 0.02\n".to_owned();
    text.push_str(&"100 ".repeat(26 * 26));
    text
}

fn compiled(config: &str, grid: &str) -> (Project, Compiled) {
    saying(TEXT, config, grid)
}

fn saying(text: &str, config: &str, grid: &str) -> (Project, Compiled) {
    let world = MemoryWorld::new([
        ("choro.toml", config),
        ("gazetteer/places.csv", PLACES),
        ("docs/a.md", text),
        ("dem/level.asc", grid),
    ]);
    let project = Project::open(&world).expect("a project");
    let options = Options {
        cache: None,
        progress: &Silent,
    };
    let compiled = compile(&project, &world, options);
    (project, compiled)
}

fn terrain(compiled: &Compiled) -> &Verdict {
    let statement = compiled
        .atlas
        .statements()
        .find(|statement| statement.claim.kind == choro_claim::Kind::Terrain);
    statement.expect("a claim").verdict
}

#[test]
fn what_only_a_rule_in_preview_calls_wrong_is_contradicted_with_preview_alone() {
    let (_, plain) = compiled(CONFIG, &level());
    assert_eq!(terrain(&plain).outcome, Outcome::Undetermined);
    assert_eq!(terrain(&plain).reason, "not-checked");
    assert!(terrain(&plain).explanation.contains("GEO120"));
    assert!(plain.atlas.findings.iter().all(|f| f.code != "GEO120"));
    for check in ["preview = true", "select = [\"GEO120\"]"] {
        let (_, previewed) = compiled(&format!("{CONFIG}\n[check]\n{check}\n"), &level());
        assert_eq!(
            terrain(&previewed).outcome,
            Outcome::Contradicted,
            "{check}"
        );
        let found = previewed.atlas.findings.iter().find(|f| f.code == "GEO120");
        let reference = found.and_then(|f| f.reference.as_deref());
        assert_eq!(reference, Some("Drawn heights 2026"), "{check}");
    }
}

#[test]
fn a_grid_is_a_source_and_is_pinned() {
    let (project, compiled) = compiled(CONFIG, &level());
    let sources = compiled.atlas.gazetteer.sources();
    let source = sources.iter().find(|s| s.title == "Drawn heights");
    assert_eq!(source.map(|s| s.licence.as_str()), Some("CC0-1.0"));
    let pinned = compiled.lock.expect("a lock").pins;
    assert_eq!(pinned["dem/level.asc"].licence, "CC0-1.0");
    let other = Lock::of(&project, |_| Some("0".to_owned()));
    assert!(other.pins.contains_key("dem/level.asc"));
}

#[test]
fn a_broken_grid_is_told_and_the_rest_is_checked() {
    let broken = level().replacen("100 ", "high ", 1);
    let (_, compiled) = compiled(CONFIG, &broken);
    let told: Vec<(&str, &str)> = compiled
        .input_findings
        .iter()
        .map(|f| (f.code.as_str(), f.primary.document.as_str()))
        .collect();
    assert!(told.contains(&("INP025", "dem/level.asc")), "{told:?}");
    let supported = compiled
        .atlas
        .statements()
        .any(|statement| statement.verdict.outcome == Outcome::Supported);
    assert!(supported, "Feldau lies in Austria all the same");
    assert_eq!(terrain(&compiled).outcome, Outcome::Undetermined);
}

#[test]
fn what_is_said_of_a_part_or_of_a_region_without_outline_is_left_open() {
    let config = format!("{CONFIG}\n[check]\npreview = true\n");
    for text in [
        "Sarnland is a province of Austria. Sarnland is mountainous.\n",
        "Feldau is a town in Austria. Feldau is surrounded by mountains in the north.\n",
        "Feldau is a town in Austria. Feldau lies in a broad valley.\n",
    ] {
        let (_, compiled) = saying(text, &config, &level());
        assert_eq!(terrain(&compiled).outcome, Outcome::Undetermined, "{text}");
    }
    let plain = "Feldau is a town in Austria. Feldau lies in a flat plain.\n";
    let (_, compiled) = saying(plain, &config, &level());
    assert_eq!(terrain(&compiled).outcome, Outcome::Supported);
}
