//! The sites that a question is about.

use crate::args::Sites;
use crate::command::{compiled, findings};
use crate::exit;
use crate::files::Place;
use crate::terminal::Terminal;
use anyhow::{Context, bail};
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::Gazetteer;
use choro_inventory::{Inventory, Kept, Mapping, Taking};
use choro_network::Network;
use choro_placemark::{Format, Item, Limits};
use choro_project::{CONFIG_FILE, LayerFile, Mapped, Project, Redact, SiteFile, World};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;

/// Sites with what is known around them.
pub(super) struct Asked {
    pub(super) inventory: Inventory,
    pub(super) mapping: Mapping,
    /// Of a project: its places and lines.
    pub(super) known: Option<(Gazetteer, Network)>,
    /// Of a project: what is done to positions before they are handed on.
    pub(super) redact: Redact,
    /// Of a project: whose its lists of sites are, by their paths.
    pub(super) credits: BTreeMap<String, String>,
}

/// The sites of the files named, else of the project; the exit code where they cannot be had.
/// Of files `kept` is held in memory.
pub(super) fn read(
    sites: &Sites,
    named: Option<&Path>,
    kept: &dyn Fn(&Mapping) -> Kept,
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
        of_file(path, &mapping, kept(&mapping), &mut inventory, terminal)?;
    }
    // Places of questions are those of a project, where one is named or around.
    let place = Place::find(named, &[])?;
    let has_config = place.world.kind(CONFIG_FILE).is_some();
    let project = has_config.then(|| place.open_references().ok()).flatten();
    let known = project.as_ref().map(|project| {
        let atlas = compiled::run(&place, project, terminal).atlas;
        (atlas.gazetteer, atlas.network)
    });
    let redact = project.map(|project| project.config.redact);
    Ok(Ok(Asked {
        inventory,
        mapping,
        known,
        redact: redact.unwrap_or_default(),
        credits: BTreeMap::new(),
    }))
}

fn of_file(
    path: &Path,
    mapping: &Mapping,
    kept: Kept,
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
    let mut taking = inventory.taking(&shown, mapping, kept);
    let faults = taken(format, bytes.as_ref(), &shown, &mut taking);
    taking.finish();
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
    Ok(())
}

/// Items handed from reading to taking at once, and how many such portions may wait.
const PORTION: usize = 512;
const WAITING: usize = 8;

/// Reads a file while what is read is taken in; returns its faults.
fn taken(format: Format, bytes: &[u8], shown: &str, taking: &mut Taking<'_>) -> Vec<Finding> {
    let (give, portions) = std::sync::mpsc::sync_channel::<Vec<Item>>(WAITING);
    std::thread::scope(|scope| {
        let reading = scope.spawn(move || {
            let mut portion = Vec::with_capacity(PORTION);
            let limits = Limits::default();
            let faults = choro_placemark::read(format, bytes, shown, &limits, &mut |item| {
                if !matches!(item, Item::Placemark(_) | Item::Folder(_)) {
                    return;
                }
                portion.push(item);
                if portion.len() == PORTION {
                    let full = std::mem::replace(&mut portion, Vec::with_capacity(PORTION));
                    // Nobody stops taking before the end.
                    let _ = give.send(full);
                }
            });
            let _ = give.send(portion);
            faults
        });
        for item in portions.into_iter().flatten() {
            taking.push(item);
        }
        reading
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
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
    let atlas = compiled::run(&place, &project, terminal).atlas;
    Ok(Ok(Asked {
        inventory: sites.inventory,
        mapping: mapping(&project, &place),
        known: Some((atlas.gazetteer, atlas.network)),
        redact: project.config.redact.clone(),
        credits: credits(&project),
    }))
}

fn credits(project: &Project) -> BTreeMap<String, String> {
    let of = |file: &SiteFile| {
        let LayerFile { path, title, .. } = &file.layer;
        let credit = credit(title, &file.layer.licence, &file.layer.attribution);
        (path.clone(), credit)
    };
    project.sites.iter().map(of).collect()
}

/// Title, attribution and licence of a source, as far as they are stated.
pub(super) fn credit(title: &str, licence: &str, attribution: &str) -> String {
    let stated = [title, attribution, licence];
    let stated = stated.into_iter().filter(|part| !part.is_empty());
    stated.collect::<Vec<_>>().join(", ")
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
