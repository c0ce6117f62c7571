//! `choro decide --list`: what was decided, and what became of it.

mod applied;
mod entries;

use crate::args::{Decide, TextFormat};
use crate::command::{compiled, findings as shown};
use crate::exit;
use crate::files::Place;
use crate::output;
use crate::terminal::Terminal;
use applied::Applied;
use choro_project::Project;
use entries::{Lines, Lister};
use serde::Serialize;
use std::process::ExitCode;

/// What has become of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    InForce,
    /// What it is about is not there any more.
    Stale,
    /// Its last day is over.
    Expired,
    /// Another decision says otherwise.
    Conflicting,
}

impl State {
    fn words(self) -> &'static str {
        match self {
            State::InForce => "in force",
            State::Stale => "stale",
            State::Expired => "expired",
            State::Conflicting => "conflicting",
        }
    }
}

/// One decision as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Entry {
    /// The file that holds it.
    file: String,
    /// Its line there, from 1.
    line: usize,
    /// `dismiss`, `accept`, `mention`, `correct`, `not-said`, `same`, `not-same`, `allow`, `mark`.
    decision: &'static str,
    /// What it is about: a code and words.
    about: String,
    /// What it says of that; empty where the kind of decision says all.
    says: String,
    because: String,
    author: String,
    /// ISO date; empty where not stated.
    date: String,
    /// ISO date; `null` where it holds for ever.
    until: Option<String>,
    state: State,
    /// Where that stands now: `docs/first.md:6:1`, or keys of places.
    applies_to: Vec<String>,
}

pub(super) fn list(
    asked: &Decide,
    place: &Place,
    project: Project,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let project = whole(project);
    let compiled = compiled::run(place, &project, terminal);
    shown::say_inputs(&compiled, place, terminal);
    let lister = Lister {
        project: &project,
        applied: Applied::of(&compiled),
        faults: &compiled.input_findings,
        lines: Lines::of(&project, place),
    };
    let mut entries = lister.entries();
    if asked.stale || asked.expired {
        entries.retain(|entry| {
            asked.stale && entry.state == State::Stale
                || asked.expired && entry.state == State::Expired
        });
    }
    match asked.output_format {
        TextFormat::Json => output::json(&serde_json::json!({ "decisions": entries }))?,
        TextFormat::Text if entries.is_empty() => terminal.say("no such decisions"),
        TextFormat::Text => output::write(&table(&entries))?,
    }
    Ok(exit::of(
        &[],
        &compiled.input_findings,
        choro_project::FailOn::Never,
    ))
}

/// The project with its decisions looked after, whatever it says of the `DEC` rules.
fn whole(mut project: Project) -> Project {
    let check = &mut project.config.check;
    check.ignore.retain(|code| !code.starts_with("DEC"));
    if let Some(select) = &mut check.select {
        select.push("DEC".to_owned());
    }
    project
}

fn table(entries: &[Entry]) -> String {
    let header = [
        "decision",
        "at",
        "about",
        "says",
        "by",
        "on",
        "until",
        "state",
        "applies to",
        "because",
    ];
    let rows: Vec<Vec<String>> = entries
        .iter()
        .map(|entry| {
            let applies = match entry.applies_to.as_slice() {
                [] => String::new(),
                [only] => only.clone(),
                [first, rest @ ..] => format!("{first} and {} more", rest.len()),
            };
            vec![
                entry.decision.to_owned(),
                format!("{}:{}", entry.file, entry.line),
                output::clipped(&entry.about, 40),
                output::clipped(&entry.says, 24),
                output::clipped(&entry.author, 20),
                entry.date.clone(),
                entry.until.clone().unwrap_or_default(),
                entry.state.words().to_owned(),
                applies,
                output::clipped(&entry.because, 40),
            ]
        })
        .collect();
    output::table(&header, &rows)
}
