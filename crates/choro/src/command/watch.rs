//! `choro watch`: builds again whenever a file of the project changes.

use crate::args::Watch;
use crate::command::{build, findings};
use crate::exit;
use crate::files::Place;
use crate::output;
use crate::terminal::Terminal;
use anyhow::Context;
use choro_diagnostic::render::Summary;
use notify::RecursiveMode;
use notify_debouncer_full::{DebounceEventResult, new_debouncer};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

/// How long files must be still before a build: editors write several times.
const STILL: Duration = Duration::from_millis(200);

pub(crate) fn run(
    watch: &Watch,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let place = Place::find(watch.folder.as_deref().or(named), &[])?;
    each_build(&place, terminal, &|_| {})
}

/// Builds a project now and whenever a file of it changes; `built` is told the name of the output
/// folder after each build. Ends only where files can no longer be watched.
pub(crate) fn each_build(
    place: &Place,
    terminal: &Terminal,
    built: &dyn Fn(&str),
) -> anyhow::Result<ExitCode> {
    let (sender, events) = mpsc::channel::<DebounceEventResult>();
    let mut debouncer = new_debouncer(STILL, None, sender).context("files cannot be watched")?;
    debouncer
        .watch(&place.root, RecursiveMode::Recursive)
        .with_context(|| format!("`{}` cannot be watched", place.root.display()))?;
    let mut output_folder = rebuild(place, terminal)?;
    built(&output_folder);
    terminal.say(&format!("watching {}", place.root.display()));
    loop {
        let Ok(event) = events.recv() else {
            return Ok(exit::input());
        };
        // Changes that came while the last build ran are one change.
        let mut changed = paths(event, place, &output_folder);
        while let Ok(event) = events.try_recv() {
            changed.extend(paths(event, place, &output_folder));
        }
        if !changed.is_empty() {
            output_folder = rebuild(place, terminal)?;
            built(&output_folder);
        }
    }
}

/// The files of an event that may change the atlas: not the output, not the cache.
fn paths(event: DebounceEventResult, place: &Place, output: &str) -> BTreeSet<PathBuf> {
    let Ok(events) = event else {
        return BTreeSet::new();
    };
    events
        .into_iter()
        .filter(|event| !event.kind.is_access())
        .flat_map(|event| event.event.paths)
        .filter(|path| {
            let within = path.strip_prefix(&place.root).unwrap_or(path);
            let ours = [".choro", ".git", output, choro_project::LOCK_FILE];
            let is_ours = ours.iter().any(|name| within.starts_with(name));
            let hidden = within
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with(".choro.lock-"));
            !is_ours && !hidden && !within.as_os_str().is_empty()
        })
        .collect()
}

/// Builds, says the outcome on one line, and gives the name of the output folder.
fn rebuild(place: &Place, terminal: &Terminal) -> anyhow::Result<String> {
    let project = match place.open(&[])? {
        Ok(project) => project,
        Err(faults) => {
            findings::say(&faults, place, terminal);
            return Ok("public".to_owned());
        }
    };
    match build::once(place, &project, terminal) {
        Ok(built) => {
            let summary = Summary::of(&built.findings, Some(built.documents));
            output::write(&format!("{}; {summary}\n", built.line))?;
        }
        Err(error) => terminal.error(&error),
    }
    Ok(project.config.output.directory)
}
