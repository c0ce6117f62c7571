//! The project's lists of sites, with their own folders, order and styles.

use super::{Give, document, owed, title, verify};
use crate::args::Export;
use crate::command::findings;
use crate::command::redaction::{Fate, redact, views};
use crate::files::Place;
use crate::terminal::Terminal;
use anyhow::bail;
use choro_diagnostic::Severity;
use choro_inventory::Mapping;
use choro_layer::Source;
use choro_pipeline::Sites;
use choro_placemark::{Feature, Format, Item, Limits, Placemark, WriteError, read};
use choro_project::{LayerFile, Project, SiteFile, World};
use std::collections::{BTreeMap, BTreeSet};

/// The sites of each file that a question found, by the file's path: their places in it, from 0.
pub(super) type Found = BTreeMap<String, BTreeSet<usize>>;

/// The sites that go out.
pub(super) struct Chosen<'p> {
    project: &'p Project,
    /// The files with their bytes.
    files: Vec<(&'p SiteFile, Vec<u8>)>,
    /// Types of the sites of each file, in order of the file.
    kinds: BTreeMap<&'p str, Vec<String>>,
    /// Types wanted; all where none is named.
    types: Vec<String>,
    /// Of each file the sites that a question found; `None` where none was asked.
    found: Option<Found>,
}

/// What is to go out, unless it may not be put together.
pub(super) fn choose<'p>(
    export: &Export,
    place: &Place,
    project: &'p Project,
    found: Option<Found>,
    terminal: &Terminal,
) -> anyhow::Result<Chosen<'p>> {
    if project.sites.is_empty() {
        bail!("the project has no lists of sites; put placemark files under sites/");
    }
    let mapping = Mapping::shipped();
    let types: Vec<String> = export
        .types
        .iter()
        .map(|kind| kind.trim().to_lowercase())
        .collect();
    for kind in &types {
        let known = mapping.types().any(|known| known == kind);
        let own = project.sites.iter().any(|file| file.types.is_some());
        if !known && !own {
            bail!("there is no type of sites `{kind}`");
        }
    }
    verify(project.sites.iter().map(|file| file.layer.licence.as_str()))?;
    let Sites {
        inventory,
        findings,
        ..
    } = choro_pipeline::sites(project, &place.world, place.cache().as_ref());
    let errors: Vec<_> = findings
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    if !errors.is_empty() {
        findings::say(&errors, place, terminal);
    }
    let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for file in &project.sites {
        kinds.insert(&file.layer.path, Vec::new());
    }
    for site in inventory.sites {
        if let Some(own) = kinds.get_mut(site.source.as_ref()) {
            own.push(site.kind.to_string());
        }
    }
    let files = project
        .sites
        .iter()
        .filter_map(|file| Some((file, place.world.read(&file.layer.path).ok()?)))
        .collect();
    Ok(Chosen {
        project,
        files,
        kinds,
        types,
        found,
    })
}

impl Chosen<'_> {
    /// Hands all of it out. Several files stand each in its own part of one document.
    pub(super) fn give(&self, give: &mut Give<'_>) -> Result<Vec<String>, WriteError> {
        let wrapped = self.files.len() != 1;
        let sources: Vec<Source> = self
            .files
            .iter()
            .map(|(file, _)| source(&file.layer))
            .collect();
        let mut folders = 0;
        if wrapped {
            let all: Vec<&Source> = sources.iter().collect();
            give(&document(title(self.project), &all))?;
            folders = 1;
        }
        let (mut rounded, mut left_out) = (0, 0);
        for ((file, bytes), source) in self.files.iter().zip(&sources) {
            let path = file.layer.path.as_str();
            let Some(format) = Format::sniff(path, bytes) else {
                continue;
            };
            let mut passing = Passing {
                chosen: self,
                path,
                kinds: self.kinds.get(path).map_or(&[], Vec::as_slice),
                source,
                offset: folders,
                wrapped,
                ended: folders,
                rounded: 0,
                left_out: 0,
                place: 0,
            };
            let mut failed = None;
            read(format, bytes, path, &Limits::default(), &mut |item| {
                if failed.is_none()
                    && let Some(item) = passing.pass(item)
                {
                    failed = give(&item).err();
                }
            });
            if let Some(error) = failed {
                return Err(error);
            }
            folders = passing.ended;
            rounded += passing.rounded;
            left_out += passing.left_out;
        }
        let told = [
            (rounded, "with rounded positions"),
            (left_out, "left out, as [export.redact] wants it"),
        ];
        let told = told.into_iter().filter(|(count, _)| *count > 0);
        Ok(told
            .map(|(count, what)| format!("{count} {what}"))
            .collect())
    }
}

/// One file on its way out.
struct Passing<'c> {
    chosen: &'c Chosen<'c>,
    path: &'c str,
    kinds: &'c [String],
    source: &'c Source,
    /// Folders of the files before.
    offset: u32,
    wrapped: bool,
    /// Folders so far.
    ended: u32,
    rounded: usize,
    left_out: usize,
    /// Placemarks so far.
    place: usize,
}

impl Passing<'_> {
    fn pass(&mut self, item: Item) -> Option<Item> {
        let redacts = !self.chosen.project.config.redact.types.is_empty();
        Some(match item {
            Item::Folder(mut folder) => {
                let top = folder.feature.folder.is_none();
                folder.index += self.offset;
                self.ended = self.ended.max(folder.index + 1);
                self.settle(&mut folder.feature);
                if top {
                    folder.feature.data.extend(owed(self.source));
                }
                if redacts {
                    views(&mut folder.feature);
                }
                Item::Folder(folder)
            }
            Item::Placemark(placemark) => Item::Placemark(self.placemark(placemark)?),
            Item::Overlay(mut overlay) => {
                self.settle(&mut overlay.feature);
                Item::Overlay(overlay)
            }
            Item::Link(mut link) => {
                self.settle(&mut link.feature);
                Item::Link(link)
            }
            Item::Style(mut style) => {
                style.folder = self.settled(style.folder);
                Item::Style(style)
            }
            Item::Schema(mut schema) => {
                schema.folder = self.settled(schema.folder);
                Item::Schema(schema)
            }
            Item::Other(folder, verbatim) => Item::Other(self.settled(folder), verbatim),
            Item::Resource(resource) => Item::Resource(resource),
        })
    }

    fn placemark(&mut self, mut placemark: Placemark) -> Option<Placemark> {
        let kind = self.kinds.get(self.place).map_or("", String::as_str);
        let asked = self.chosen.found.as_ref().map(|found| found.get(self.path));
        if asked.is_some_and(|own| own.is_none_or(|own| !own.contains(&self.place))) {
            self.place += 1;
            return None;
        }
        self.place += 1;
        let below = |wanted: &String| {
            kind.strip_prefix(wanted.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let types = &self.chosen.types;
        if !types.is_empty() && !types.iter().any(below) {
            return None;
        }
        match redact(&self.chosen.project.config.redact, kind, &mut placemark) {
            Fate::Unchanged => {}
            Fate::Rounded => self.rounded += 1,
            Fate::LeftOut => {
                self.left_out += 1;
                return None;
            }
        }
        self.settle(&mut placemark.feature);
        for owed in owed(self.source) {
            let stated = |datum: &choro_placemark::Datum| datum.name == owed.name;
            if !placemark.feature.data.iter().any(stated) {
                placemark.feature.data.push(owed);
            }
        }
        Some(placemark)
    }

    fn settle(&self, feature: &mut Feature) {
        feature.folder = self.settled(feature.folder);
    }

    /// The folder that a folder of the file has become.
    fn settled(&self, folder: Option<u32>) -> Option<u32> {
        match folder {
            Some(folder) => Some(folder + self.offset),
            None => self.wrapped.then_some(0),
        }
    }
}

fn source(layer: &LayerFile) -> Source {
    Source {
        id: layer.id.clone(),
        title: layer.title.clone(),
        licence: layer.licence.clone(),
        attribution: layer.attribution.clone(),
        version: layer.version.clone(),
        path: layer.path.clone(),
        ..Source::default()
    }
}
