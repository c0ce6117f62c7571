//! The sites that a question is about.

use crate::args::Sites;
use crate::command::{compiled, findings};
use crate::exit;
use crate::files::Place;
use crate::terminal::Terminal;
use anyhow::{Context, bail};
use choro_diagnostic::Severity;
use choro_gazetteer::Gazetteer;
use choro_inventory::{Inventory, Mapping};
use choro_network::Network;
use choro_placemark::{Collection, Format, Item, Limits};
use choro_project::{CONFIG_FILE, Mapped, Project, World};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

/// Sites with what is known around them.
pub(super) struct Asked {
    pub(super) inventory: Inventory,
    pub(super) mapping: Mapping,
    /// Of a project: its places and lines.
    pub(super) known: Option<(Gazetteer, Network)>,
}

/// The sites of the files named, else of the project; the exit code where they cannot be had.
pub(super) fn read(
    sites: &Sites,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Result<Asked, ExitCode>> {
    if sites.files.is_empty() {
        return of_project(named, terminal);
    }
    let mapping = match &sites.types {
        None => Mapping::shipped().clone(),
        Some(path) => {
            let shown = path.display();
            let toml = std::fs::read_to_string(path)
                .with_context(|| format!("`{shown}` cannot be read"))?;
            let mapping = Mapping::shipped().with(&toml);
            mapping.with_context(|| format!("`{shown}` cannot be used"))?
        }
    };
    let mut inventory = Inventory::default();
    for path in &sites.files {
        of_file(path, &mapping, &mut inventory, terminal)?;
    }
    // Places of questions are those of a project, where one is named or around.
    let place = Place::find(named, &[])?;
    let has_config = place.world.kind(CONFIG_FILE).is_some();
    let project = has_config.then(|| place.open_references().ok()).flatten();
    let known = project.map(|project| {
        let atlas = compiled::run(&place, &project, terminal).atlas;
        (atlas.gazetteer, atlas.network)
    });
    Ok(Ok(Asked {
        inventory,
        mapping,
        known,
    }))
}

fn of_file(
    path: &Path,
    mapping: &Mapping,
    inventory: &mut Inventory,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    let shown = path.display().to_string();
    let bytes = Mapped::open(path).with_context(|| {
        if shown.contains([':', ' ']) {
            format!("`{shown}` is no file; a question stands before --files")
        } else {
            format!("`{shown}` cannot be read")
        }
    })?;
    let Some(format) = Format::sniff(&shown, bytes.as_ref()) else {
        bail!("`{shown}` is in no placemark format");
    };
    let mut collection = Collection::default();
    let limits = Limits::default();
    let faults = choro_placemark::read(format, bytes.as_ref(), &shown, &limits, &mut |item| {
        if !matches!(item, Item::Resource(_)) {
            collection.push(item);
        }
    });
    for fault in faults {
        if terminal.verbose || fault.severity == Severity::Error {
            terminal.say(&format!(
                "{shown}: {}[{}] {}",
                fault.severity.name(),
                fault.code,
                fault.message
            ));
        }
    }
    inventory.take(&shown, collection, mapping);
    Ok(())
}

pub(super) fn of_project(
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Result<Asked, ExitCode>> {
    let place = Place::find(named, &[])?;
    let project = match place.open_references() {
        Ok(project) => project,
        Err(faults) => {
            findings::say(&faults, &place, terminal);
            return Ok(Err(exit::input()));
        }
    };
    if project.sites.is_empty() {
        bail!("the project has no placemark files under sites/, and --files names none");
    }
    let sites = choro_pipeline::sites(&project, &place.world, place.cache().as_ref());
    if !sites.findings.is_empty() {
        findings::say(&sites.findings, &place, terminal);
    }
    if !project.config.redact.types.is_empty() {
        terminal.say(
            "positions are those the project has; what is to be handed on is written by \
             `choro export sites --query`, as [export.redact] wants it",
        );
    }
    let atlas = compiled::run(&place, &project, terminal).atlas;
    Ok(Ok(Asked {
        inventory: sites.inventory,
        mapping: mapping(&project, &place),
        known: Some((atlas.gazetteer, atlas.network)),
    }))
}

/// The types of all of a project's lists together; a list of types that cannot be used is told of
/// where its sites are read.
fn mapping(project: &Project, place: &Place) -> Mapping {
    let files: BTreeSet<&str> = project
        .sites
        .iter()
        .filter_map(|file| file.types.as_deref())
        .collect();
    files
        .into_iter()
        .fold(Mapping::shipped().clone(), |mapping, path| {
            let bytes = place.world.read(path).unwrap_or_default();
            let added = std::str::from_utf8(&bytes)
                .ok()
                .and_then(|toml| mapping.with(toml).ok());
            added.unwrap_or(mapping)
        })
}
