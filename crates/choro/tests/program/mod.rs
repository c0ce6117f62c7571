//! The program in real folders, as the tests of its commands run it.

#![allow(dead_code, reason = "each test uses its part")]

use std::path::Path;
use std::process::{Command, Output};

/// The program with these arguments, about to be run in a folder.
pub(crate) fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_choro"));
    command
        .args(args)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .env_remove("NO_COLOR")
        .env("COLUMNS", "120");
    command
}

pub(crate) fn choro(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().expect("choro runs")
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn all(output: &Output) -> String {
    stdout(output) + &stderr(output)
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

/// A project of these towns whose author is known, with one document.
pub(crate) fn project_of_towns(towns: &[u8], text: &str) -> tempfile::TempDir {
    folder(&[
        ("choro.toml", b"[project]\nauthor = \"K. Kim\"\n"),
        ("gazetteer/places.csv", towns),
        ("docs/a.md", text.as_bytes()),
    ])
}

/// What the rules of places and those on decisions say, whatever other rules there are.
pub(crate) fn concise(folder: &Path) -> String {
    let args = ["check", "--select", "GEO,DEC", "--output-format", "concise"];
    stdout(&choro(folder, &args))
}

/// 2026-11-21 in seconds, for what states the date.
pub(crate) const TODAY: &str = "1795219200";

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("folder");
    for (path, bytes) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("parent")).expect("folder");
        std::fs::write(path, bytes).expect("file");
    }
    folder
}
