//! The project's lists of sites: read into one inventory, and what of it prose may speak of.

mod around;
mod place;

use crate::VERSION;
use crate::inputs::Inputs;
use crate::knowledge::source;
use choro_check::SiteLists;
use choro_diagnostic::{Finding, Severity, input};
use choro_gazetteer::Gazetteer;
use choro_inventory::{About, Inventory, Mapping, Site};
use choro_layer::Layer;
use choro_placemark::{Collection, Format, Limits};
use choro_project::{Cache, CacheKey, Project, SiteFile, World};
use choro_text::Span;
use std::collections::BTreeMap;

/// The sites of a project, with what was wrong in their files.
pub struct Sites {
    /// All of them, file by file.
    pub inventory: Inventory,
    /// What each file says of itself, in order of the files.
    pub about: Vec<About>,
    /// Faults of the files. Those that are references too are told where those are read.
    pub findings: Vec<Finding>,
}

/// Reads the lists of sites of a project, or takes the result of an earlier run on the same bytes.
pub fn sites(project: &Project, world: &dyn World, cache: Option<&Cache>) -> Sites {
    let wanted = Project {
        sites: project.sites.clone(),
        ..Project::default()
    };
    let inputs = Inputs::read(&wanted, world, &crate::Silent);
    let mut sites = of(project, &inputs, cache);
    sites.findings.extend(inputs.findings);
    sites
}

/// The same of files already read.
pub(crate) fn of(project: &Project, inputs: &Inputs, cache: Option<&Cache>) -> Sites {
    let key = CacheKey::new("sites", &slices(&key_parts(project, inputs)));
    let kept = cache.and_then(|cache| cache.get(&key));
    let kept = kept.and_then(|bytes| postcard::from_bytes(&bytes).ok());
    if let Some((inventory, about, findings)) = kept {
        return Sites {
            inventory,
            about,
            findings,
        };
    }
    let sites = take(project, inputs);
    if let Some(cache) = cache
        && let Ok(bytes) = postcard::to_stdvec(&(&sites.inventory, &sites.about, &sites.findings))
    {
        cache.put(&key, &bytes);
    }
    sites
}

/// The sites with what is needed to count them.
pub(crate) struct Listed {
    sites: Vec<Site>,
    mapping: Mapping,
    complete: BTreeMap<String, Vec<String>>,
}

impl Listed {
    pub(crate) fn of(project: &Project, inputs: &Inputs, cache: Option<&Cache>) -> Self {
        // Files may have types of their own; words of prose are those of the first that has.
        let types = project.sites.iter().find_map(|file| file.types.as_deref());
        let own = types.map(|path| mapping(path, inputs, &mut Vec::new()));
        let stated = project
            .sites
            .iter()
            .filter(|file| !file.complete.is_empty());
        Self {
            sites: of(project, inputs, cache).inventory.sites,
            mapping: own.unwrap_or_else(|| Mapping::shipped().clone()),
            complete: stated
                .map(|file| (file.layer.path.clone(), file.complete.clone()))
                .collect(),
        }
    }

    pub(crate) fn lists(&self) -> SiteLists<'_> {
        SiteLists {
            sites: &self.sites,
            mapping: &self.mapping,
            complete: &self.complete,
        }
    }
}

/// What the sites of a project are made of, as parts of a key.
pub(crate) fn key_parts(project: &Project, inputs: &Inputs) -> Vec<Vec<u8>> {
    let mut parts = vec![VERSION.as_bytes().to_vec()];
    for file in &project.sites {
        let described = SiteFile {
            layer: choro_project::LayerFile {
                named: None,
                ..file.layer.clone()
            },
            ..file.clone()
        };
        parts.push(format!("{described:?}").into_bytes());
        for path in std::iter::once(&file.layer.path).chain(&file.types) {
            let hash = inputs.files.get(path).map(|input| input.hash);
            parts.push(hash.unwrap_or_default().to_vec());
        }
    }
    parts
}

fn slices(parts: &[Vec<u8>]) -> Vec<&[u8]> {
    parts.iter().map(Vec::as_slice).collect()
}

fn take(project: &Project, inputs: &Inputs) -> Sites {
    let mut sites = Sites {
        inventory: Inventory::default(),
        about: Vec::new(),
        findings: Vec::new(),
    };
    let mut mappings: BTreeMap<&str, Mapping> = BTreeMap::new();
    for file in &project.sites {
        if let Some(path) = &file.types {
            mappings
                .entry(path)
                .or_insert_with(|| mapping(path, inputs, &mut sites.findings));
        }
        let mapping = file.types.as_deref().and_then(|path| mappings.get(path));
        let mapping = mapping.unwrap_or(Mapping::shipped());
        let (collection, faults) = read(file, inputs);
        if !file.is_reference {
            sites.findings.extend(faults);
        }
        sites.about.push(About::of(&collection));
        sites.inventory.take(&file.layer.path, collection, mapping);
    }
    sites
}

/// The mapping of a file of types; the shipped one where it cannot be used.
fn mapping(path: &str, inputs: &Inputs, findings: &mut Vec<Finding>) -> Mapping {
    let shipped = Mapping::shipped();
    let Some(read) = inputs.files.get(path) else {
        return shipped.clone();
    };
    let told = match std::str::from_utf8(&read.bytes) {
        Ok(toml) => shipped.with(toml).map_err(|fault| fault.to_string()),
        Err(_) => Err("not UTF-8".to_owned()),
    };
    told.unwrap_or_else(|fault| {
        let message = format!("`{path}` cannot be used: {fault}");
        let code = input::CONFIG_UNREADABLE;
        findings.push(Finding::input(code, path, Span::default(), message));
        shipped.clone()
    })
}

/// The content of one file, without the pictures packed with it.
fn read(file: &SiteFile, inputs: &Inputs) -> (Collection, Vec<Finding>) {
    let path = &file.layer.path;
    let mut collection = Collection::default();
    let Some(read) = inputs.files.get(path) else {
        return (collection, Vec::new());
    };
    let Some(format) = Format::sniff(path, &read.bytes) else {
        let message = format!("`{path}` is in no placemark format");
        let code = input::UNSUPPORTED_FORMAT;
        let mut finding = Finding::input(code, path, Span::default(), message);
        finding.severity = Severity::Warning;
        return (collection, vec![finding]);
    };
    let limits = Limits::default();
    let findings = choro_placemark::read(format, &read.bytes, path, &limits, &mut |item| {
        if !matches!(item, choro_placemark::Item::Resource(_)) {
            collection.push(item);
        }
    });
    (collection, findings)
}

/// What is faulty in the sites themselves, seen with the country around them.
pub(crate) fn faults(
    project: &Project,
    sites: &Sites,
    gazetteer: &Gazetteer,
    inputs: &Inputs,
) -> Vec<Finding> {
    let around = around::Around::of(&sites.inventory, gazetteer);
    let mut findings = Vec::new();
    let mut rest = sites.inventory.sites.as_slice();
    for (file, about) in project.sites.iter().zip(&sites.about) {
        let own = rest
            .iter()
            .take_while(|site| *site.source == *file.layer.path);
        let (own, others) = rest.split_at(own.count());
        rest = others;
        let read = inputs.files.get(&file.layer.path);
        let text = read.and_then(|read| std::str::from_utf8(&read.bytes).ok());
        findings.extend(choro_inventory::faults(own, about, &around, text));
    }
    findings
}

/// The sites as records of places, file by file; those of references come from there.
pub(crate) fn layers(project: &Project, inventory: &Inventory) -> Vec<Layer> {
    let named = place::Named::of(inventory);
    let files = project.sites.iter().filter(|file| !file.is_reference);
    let layer = |file: &SiteFile| {
        let own = inventory
            .sites
            .iter()
            .filter(|site| *site.source == *file.layer.path);
        Layer {
            source: source(&file.layer),
            records: own.filter_map(|site| named.record(site)).collect(),
            ..Layer::default()
        }
    };
    files.map(layer).collect()
}
