//! Which files a project has, and how each is to be read.
//!
//! `docs/`, `gazetteer/`, `reference/`, `network/`, `elevation/` and `sites/` are found without being
//! named; what `choro.toml` names is added with its settings, wherever it is. Reading their content is
//! left to the readers.

mod documents;
mod elevation;
mod layers;
mod sites;
mod walk;
mod wording;

pub use elevation::ElevationFile;
pub use layers::{LayerFile, NetworkFile};
pub use sites::SiteFile;

use crate::config::{CONFIG_FILE, Config, Stated};
use crate::decisions::Decisions;
use crate::path::normal;
use crate::world::{Kind, World, WorldError};
use choro_diagnostic::{Finding, Severity, input};
use choro_text::Span;
use documents::documents;
use std::collections::BTreeSet;
use walk::walk;

/// A project: its configuration and its files, each list sorted by path.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// `choro.toml`.
    pub config: Config,
    /// Documents.
    pub documents: Vec<String>,
    /// Gazetteers and references.
    pub references: Vec<LayerFile>,
    /// Stations and crossings.
    pub networks: Vec<NetworkFile>,
    /// Words, patterns and limits of its own: `lexicon/*.toml` and `grammar/*.toml`.
    pub wording: Vec<String>,
    /// Heights of the ground.
    pub elevations: Vec<ElevationFile>,
    /// Lists of sites: placemark files under `sites/`, and those that `choro.toml` names.
    pub sites: Vec<SiteFile>,
    /// What people decided.
    pub decisions: Decisions,
    /// Whether the documents are some that were named, and not all of the project.
    pub narrowed: bool,
    /// What is odd about the project but does not keep it from being read.
    pub findings: Vec<Finding>,
}

impl Project {
    /// Opens the project in the world's folder; a folder without `choro.toml` has the defaults.
    /// The error holds all faults that keep it from being read, to be shown and exited on with 2.
    pub fn open(world: &dyn World) -> Result<Self, Vec<Finding>> {
        Self::read(world, true)
    }

    /// Opens the project as [`Project::open`] does, without its documents, which need not be there.
    pub fn open_references(world: &dyn World) -> Result<Self, Vec<Finding>> {
        Self::read(world, false)
    }

    /// The references and lists of sites that others made: those that `choro.lock` pins.
    pub fn layers_of_others(&self) -> impl Iterator<Item = &LayerFile> {
        let lists = self.sites.iter().map(|file| &file.layer);
        let networks = self.networks.iter().filter(|file| file.kind.is_drawn());
        let drawn = networks.map(|file| &file.layer);
        let all = self.references.iter().chain(lists).chain(drawn);
        all.filter(|layer| !layer.own)
    }

    fn read(world: &dyn World, with_documents: bool) -> Result<Self, Vec<Finding>> {
        let config = match world.read(CONFIG_FILE) {
            Ok(bytes) => Config::parse(&text(CONFIG_FILE, &bytes)?)?,
            Err(WorldError::Missing(_)) => Config::default(),
            Err(error) => return Err(vec![error.finding(CONFIG_FILE, Span::default())]),
        };
        let mut faults = Vec::new();
        let mut project = Self {
            config,
            ..Self::default()
        };
        if with_documents {
            project.find_documents(world, &mut faults);
        }
        project.find_layers(world, &mut faults);
        project.find_networks(world, &mut faults);
        project.find_elevations(world, &mut faults);
        project.find_wording(world, &mut faults);
        project.find_sites(world, &mut faults);
        match Decisions::read(world) {
            Ok(decisions) => project.decisions = decisions,
            Err(found) => faults.extend(found),
        }
        if with_documents && project.documents.is_empty() && faults.is_empty() {
            let nothing = project.references.is_empty() && project.sites.is_empty();
            let mut finding = project.no_documents(world);
            if nothing {
                faults.push(finding);
            } else {
                finding.severity = Severity::Warning;
                project.findings.push(finding);
            }
        }
        Finding::sort(&mut faults);
        if faults.is_empty() {
            Ok(project)
        } else {
            Err(faults)
        }
    }

    /// A project of these documents alone, files or folders, as named on the command line: no
    /// `choro.toml`, no layers.
    pub fn of_documents(world: &dyn World, paths: &[String]) -> Result<Self, Vec<Finding>> {
        let mut faults = Vec::new();
        let documents = documents(world, paths, &mut faults);
        let project = Self {
            documents,
            narrowed: true,
            ..Self::default()
        };
        if project.documents.is_empty() && faults.is_empty() {
            let at = paths.first().map_or(".", String::as_str);
            let message = format!("there are no documents in `{}`", paths.join("`, `"));
            faults.push(Finding::input(
                input::NO_DOCUMENTS,
                at,
                Span::default(),
                message,
            ));
        }
        if faults.is_empty() {
            Ok(project)
        } else {
            Err(faults)
        }
    }

    /// The same project with only these documents, files or folders as named on the command
    /// line. They need not be documents of the project.
    pub fn with_documents(self, world: &dyn World, paths: &[String]) -> Result<Self, Vec<Finding>> {
        let narrowed = Self::of_documents(world, paths)?;
        let findings = self
            .findings
            .into_iter()
            .filter(|f| f.code != input::NO_DOCUMENTS)
            .collect();
        Ok(Self {
            documents: narrowed.documents,
            narrowed: true,
            findings,
            ..self
        })
    }

    /// All files the project is made of, `choro.toml` first where it is there, then sorted: what
    /// to watch, and what a build depends on.
    pub fn files(&self, world: &dyn World) -> Vec<String> {
        let mut files: BTreeSet<&str> = self.documents.iter().map(String::as_str).collect();
        files.extend(self.references.iter().map(|layer| layer.path.as_str()));
        files.extend(
            self.networks
                .iter()
                .map(|network| network.layer.path.as_str()),
        );
        files.extend(self.wording.iter().map(String::as_str));
        files.extend(self.elevations.iter().map(|grid| grid.path.as_str()));
        for file in &self.sites {
            files.insert(&file.layer.path);
            files.extend(file.types.as_deref());
        }
        files.extend(self.decisions.files());
        let config = world.kind(CONFIG_FILE).is_some().then_some(CONFIG_FILE);
        config.into_iter().chain(files).map(str::to_owned).collect()
    }
}

impl WorldError {
    /// The finding to show for it at `span` of `document`: of `choro.toml` where that names the
    /// file, else of the file itself.
    pub fn finding(&self, document: &str, span: Span) -> Finding {
        let code = match self {
            Self::TooLarge { .. } => input::TOO_LARGE,
            _ => input::MISSING_FILE,
        };
        Finding::input(code, document, span, self.to_string())
    }
}

/// A file of settings as text.
pub(crate) fn text(path: &str, bytes: &[u8]) -> Result<String, Vec<Finding>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let at = error.valid_up_to();
            let length = error.error_len().unwrap_or(bytes.len() - at);
            Err(vec![Finding::input(
                input::CONFIG_UNREADABLE,
                path,
                Span::new(at, at + length),
                format!("`{path}` is not UTF-8"),
            )])
        }
    }
}

/// Finds files in a folder that need not be there.
fn find(
    world: &dyn World,
    folder: &str,
    accept: impl Fn(&str) -> bool,
    found: &mut BTreeSet<String>,
    faults: &mut Vec<Finding>,
) {
    if world.kind(folder) == Some(Kind::Folder) {
        walk_into(world, folder, accept, found, faults);
    }
}

fn walk_into(
    world: &dyn World,
    folder: &str,
    accept: impl Fn(&str) -> bool,
    found: &mut BTreeSet<String>,
    faults: &mut Vec<Finding>,
) {
    match walk(world, folder) {
        Ok(paths) => found.extend(paths.into_iter().filter(|path| accept(path))),
        Err(finding) => faults.push(*finding),
    }
}

/// What the path that `choro.toml` states leads to; a fault where it leads nowhere.
fn kind(
    world: &dyn World,
    stated: &Stated<String>,
    faults: &mut Vec<Finding>,
) -> Option<(String, Kind)> {
    let found = normal(&stated.value).and_then(|path| world.kind(&path).map(|kind| (path, kind)));
    if found.is_none() {
        faults.push(WorldError::Missing(stated.value.clone()).finding(CONFIG_FILE, stated.span));
    }
    found
}

#[cfg(test)]
mod tests;
