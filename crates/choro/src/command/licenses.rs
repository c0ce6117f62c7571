//! `choro licenses`: whose data a project uses, and what that allows.

use crate::args::{Licenses, TableFormat};
use crate::command::findings;
use crate::exit;
use crate::files::Place;
use crate::output;
use crate::terminal::Terminal;
use choro_export::{Licence, may_be_mixed};
use choro_project::LayerFile;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;

/// One file and what it asks for.
#[derive(Serialize)]
struct Entry {
    path: String,
    title: String,
    licence: String,
    /// The licence of the table that is meant; empty where none is.
    known_as: &'static str,
    attribution: String,
    version: String,
}

#[derive(Serialize)]
struct Report {
    files: Vec<Entry>,
    /// Why not all of it may stand in one file; absent where it may.
    conflict: Option<String>,
}

pub(crate) fn run(
    licenses: &Licenses,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let place = Place::find(named, &[])?;
    let project = match place.open_references() {
        Ok(project) => project,
        Err(faults) => {
            findings::say(&faults, &place, terminal);
            return Ok(exit::input());
        }
    };
    let mut layers: BTreeMap<&str, &LayerFile> = BTreeMap::new();
    let networks = project.networks.iter().map(|network| &network.layer);
    let sites = project.sites.iter().map(|file| &file.layer);
    for layer in project.references.iter().chain(networks).chain(sites) {
        layers.insert(&layer.path, layer);
    }
    let stated: BTreeSet<String> = layers
        .values()
        .filter(|layer| !layer.licence.is_empty())
        .map(|layer| layer.licence.clone())
        .collect();
    let conflict = may_be_mixed(&stated).err().map(|c| c.to_string());
    let report = Report {
        files: layers.into_values().map(entry).collect(),
        conflict,
    };
    let header = [
        "path",
        "licence",
        "known as",
        "attribution",
        "version",
        "title",
    ];
    match licenses.output_format {
        TableFormat::Json => output::json(&report)?,
        TableFormat::Csv => output::write(&output::csv(&header, &rows(&report))?)?,
        TableFormat::Table => output::write(&output::table(&header, &rows(&report)))?,
    }
    match &report.conflict {
        None => terminal.say("all of it may stand in one file, with its attributions"),
        Some(conflict) => terminal.say(conflict),
    }
    Ok(ExitCode::SUCCESS)
}

fn entry(layer: &LayerFile) -> Entry {
    Entry {
        path: layer.path.clone(),
        title: layer.title.clone(),
        licence: layer.licence.clone(),
        known_as: Licence::named(&layer.licence).map_or("", |licence| &licence.id),
        attribution: layer.attribution.clone(),
        version: layer.version.clone(),
    }
}

fn rows(report: &Report) -> Vec<Vec<String>> {
    let row = |entry: &Entry| {
        let licence = match entry.licence.as_str() {
            "" => "not stated",
            stated => stated,
        };
        vec![
            entry.path.clone(),
            licence.to_owned(),
            entry.known_as.to_owned(),
            output::clipped(&entry.attribution, 60),
            entry.version.clone(),
            entry.title.clone(),
        ]
    };
    report.files.iter().map(row).collect()
}
