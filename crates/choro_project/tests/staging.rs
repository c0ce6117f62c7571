//! Output folders survive failures and kills at any moment.

use choro_project::{Staging, StagingError};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

fn project() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("folder");
    let output = folder.path().join("public");
    (folder, output)
}

fn publish(output: &Path, text: &str) {
    let staging = Staging::begin(output).expect("begun");
    staging.write("index.html", text).expect("written");
    staging
        .write("places/hoeryong.html", text)
        .expect("written");
    staging.commit().expect("committed");
}

fn page(output: &Path) -> String {
    fs::read_to_string(output.join("index.html")).unwrap_or_default()
}

#[test]
fn the_new_tree_replaces_the_old_one_wholly() {
    let (_folder, output) = project();
    publish(&output, "one");
    let staging = Staging::begin(&output).expect("begun");
    staging.write("index.html", "two").expect("written");
    assert_eq!(page(&output), "one");
    staging.commit().expect("committed");
    assert_eq!(page(&output), "two");
    assert!(!output.join("places").exists());
}

#[test]
fn a_run_that_fails_midway_leaves_the_old_tree() {
    let (folder, output) = project();
    publish(&output, "one");
    let staging = Staging::begin(&output).expect("begun");
    staging.write("index.html", "half").expect("written");
    drop(staging);
    assert_eq!(page(&output), "one");
    assert!(!folder.path().join(".choro/stage-public").exists());
}

#[test]
fn a_run_killed_while_writing_is_cleared_away_by_the_next() {
    let (folder, output) = project();
    publish(&output, "one");
    // What a killed process leaves: its stage, and a lock nobody holds.
    let stage = folder.path().join(".choro/stage-public");
    fs::create_dir_all(&stage).expect("stage");
    fs::write(stage.join("stale.html"), "half").expect("file");
    publish(&output, "two");
    assert_eq!(page(&output), "two");
    assert!(!output.join("stale.html").exists());
}

#[test]
fn a_run_killed_between_the_renames_is_undone() {
    let (folder, output) = project();
    publish(&output, "one");
    let old = folder.path().join(".choro/old-public");
    fs::rename(&output, &old).expect("aside");
    Staging::recover(&output).expect("recovered");
    assert_eq!(page(&output), "one");

    fs::rename(&output, &old).expect("aside");
    let staging = Staging::begin(&output).expect("begun");
    assert_eq!(page(&output), "one");
    drop(staging);
    assert!(!old.exists());
}

#[test]
fn a_run_killed_before_the_old_tree_was_removed_keeps_the_new_one() {
    let (folder, output) = project();
    publish(&output, "one");
    let old = folder.path().join(".choro/old-public");
    fs::create_dir_all(old.join("places")).expect("old");
    Staging::recover(&output).expect("recovered");
    assert_eq!(page(&output), "one");
    assert!(!old.exists());
}

#[test]
fn paths_cannot_leave_the_output() {
    let (folder, output) = project();
    let staging = Staging::begin(&output).expect("begun");
    for path in [
        "../x",
        "/etc/x",
        "a/../../x",
        "",
        ".",
        "a//b",
        "a\\..\\x",
        "c:x",
        "a\0b",
        "a/",
    ] {
        let refused = staging.write(path, "x");
        assert!(matches!(refused, Err(StagingError::Escape(_))), "{path:?}");
    }
    assert!(!folder.path().join(".choro/x").exists());
    assert!(!folder.path().join("x").exists());
}

#[test]
fn a_folder_of_somebody_else_is_not_replaced() {
    let (_folder, output) = project();
    fs::create_dir(&output).expect("folder");
    fs::write(output.join("thesis.txt"), "years of work").expect("file");
    assert!(matches!(
        Staging::begin(&output),
        Err(StagingError::Foreign(_))
    ));
    assert!(output.join("thesis.txt").exists());
    fs::remove_file(output.join("thesis.txt")).expect("removed");
    publish(&output, "an empty folder may be taken");
}

#[test]
fn two_runs_do_not_write_the_same_output() {
    let (_folder, output) = project();
    let first = Staging::begin(&output).expect("begun");
    assert!(matches!(
        Staging::begin(&output),
        Err(StagingError::Busy(_))
    ));
    Staging::recover(&output).expect("nothing to do while another writes");
    first.write("index.html", "one").expect("written");
    first.commit().expect("committed");
    publish(&output, "two");
    assert_eq!(page(&output), "two");
}

#[test]
fn a_tool_can_write_a_real_file() {
    let (_folder, output) = project();
    let staging = Staging::begin(&output).expect("begun");
    let path = staging.path("data/atlas.gpkg").expect("path");
    fs::write(path, "SQLite").expect("written");
    staging.commit().expect("committed");
    assert!(output.join("data/atlas.gpkg").exists());
}

/// What [`a_run_killed_at_any_moment_leaves_a_whole_tree`] runs in a process of its own.
#[test]
fn publishes_without_end_when_told_to() {
    let Some(output) = std::env::var_os("CHORO_TEST_PUBLISH").map(PathBuf::from) else {
        return;
    };
    for number in 0.. {
        let staging = Staging::begin(&output).expect("begun");
        for page in 0..PAGES {
            staging
                .write(&format!("{page}.html"), number.to_string())
                .expect("written");
        }
        staging.commit().expect("committed");
    }
}

const PAGES: usize = 20;

#[test]
fn a_run_killed_at_any_moment_leaves_a_whole_tree() {
    let (_folder, output) = project();
    let program = std::env::current_exe().expect("this program");
    let first_page = || fs::read_to_string(output.join("0.html")).ok();
    for round in 0..25 {
        let before = first_page();
        let mut child = Command::new(&program)
            .args(["--exact", "publishes_without_end_when_told_to"])
            .env("CHORO_TEST_PUBLISH", &output)
            .stdout(Stdio::null())
            .spawn()
            .expect("started");
        // However slowly it starts, it is killed while it publishes.
        while first_page().is_none_or(|page| Some(page) == before) {
            assert!(child.try_wait().expect("asked").is_none(), "it ended");
            std::thread::sleep(Duration::from_micros(100));
        }
        std::thread::sleep(Duration::from_micros(round * 1_370));
        child.kill().expect("killed");
        child.wait().expect("ended");
        Staging::recover(&output).expect("recovered");
        let pages: Vec<String> = (0..PAGES)
            .map(|page| fs::read_to_string(output.join(format!("{page}.html"))).expect("a page"))
            .collect();
        assert!(pages.iter().all(|page| *page == pages[0]), "{pages:?}");
    }
}
