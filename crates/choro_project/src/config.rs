//! `choro.toml`, read into types.
//!
//! Every fault is reported, not only the first: a key nobody knows with the key it may have been
//! meant to be, a value of the wrong kind with the kind wanted, each with its line.

mod check;
mod faults;
mod layer_format;
mod network;
pub(crate) mod section;
mod sites;

pub use check::{Allow, Check, FailOn};
pub(crate) use faults::Faults;
pub use layer_format::LayerFormat;
pub use network::{MODES, NetworkKind, NetworkSettings};
pub use section::suggestion;
pub use sites::{Redact, Redaction, SiteSettings};

use choro_diagnostic::Finding;
use choro_text::Span;
use section::Section;
use std::collections::BTreeMap;

/// Name of the configuration file in the project's folder.
pub const CONFIG_FILE: &str = "choro.toml";

/// A value and where `choro.toml` states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// Bytes of `choro.toml`.
    pub span: Span,
}

/// What `choro.toml` says; what it does not say has its default.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Title of the atlas; empty where not stated.
    pub name: String,
    /// Who decides where the command line does not say; empty where not stated.
    pub author: String,
    /// Language of the documents, BCP 47; `en` by default.
    pub language: String,
    /// Files and folders with documents, relative to `choro.toml`; `None` means `docs/`.
    pub documents: Option<Vec<Stated<String>>>,
    /// Places and geometry, `[[reference]]`.
    pub references: Vec<LayerSettings>,
    /// Lines, stations and crossings, `[[network]]`.
    pub networks: Vec<NetworkSettings>,
    /// Heights of the ground, `[[elevation]]`.
    pub elevations: Vec<ElevationSettings>,
    /// Lists of sites, `[[sites]]`.
    pub sites: Vec<SiteSettings>,
    /// What of them goes out, `[export.redact]`.
    pub redact: Redact,
    /// Which rules run and what fails.
    pub check: Check,
    /// How names are written.
    pub style: Style,
    /// Findings that are known and accepted, `[[allow]]`.
    pub allow: Vec<Allow>,
    /// Where output goes.
    pub output: Output,
}

/// One `[[reference]]` or `[[network]]`.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerSettings {
    /// File or folder, relative to `choro.toml`; may lead outside.
    pub path: Stated<String>,
    /// Short id; the file's stem by default.
    pub id: Option<String>,
    /// Format; by extension and content by default.
    pub format: Option<LayerFormat>,
    /// Title for people.
    pub title: Option<String>,
    /// SPDX id or short name of the licence.
    pub licence: Option<String>,
    /// The attribution its licence asks for.
    pub attribution: Option<String>,
    /// Version or date of the data.
    pub version: Option<String>,
    /// Typical error of its positions, metres, not negative.
    pub accuracy_m: Option<f64>,
    /// Higher wins where sources disagree.
    pub rank: Option<u32>,
    /// Feature type of records that state none.
    pub feature_type: Option<String>,
    /// Parent of records that state none.
    pub parent: Option<String>,
    /// From target name to the source's column or property.
    pub columns: BTreeMap<String, String>,
}

/// One `[[elevation]]`.
#[derive(Clone, Debug, PartialEq)]
pub struct ElevationSettings {
    /// File or folder, relative to `choro.toml`; may lead outside.
    pub path: Stated<String>,
    /// Title for people.
    pub title: Option<String>,
    /// SPDX id or short name of the licence.
    pub licence: Option<String>,
    /// The attribution its licence asks for.
    pub attribution: Option<String>,
    /// Version or date of the data.
    pub version: Option<String>,
    /// Typical error of its heights, metres, not negative.
    pub accuracy_m: Option<f64>,
}

/// `[style]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Id of the romanisation that names are written in.
    pub romanisation: Option<Stated<String>>,
    /// Names to be used for the places that bear them.
    pub prefer: Vec<Stated<String>>,
}

/// `[output]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Folder, relative to `choro.toml`; `public` by default.
    pub directory: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            name: String::new(),
            author: String::new(),
            language: "en".to_owned(),
            documents: None,
            references: Vec::new(),
            networks: Vec::new(),
            elevations: Vec::new(),
            sites: Vec::new(),
            redact: Redact::default(),
            check: Check::default(),
            style: Style::default(),
            allow: Vec::new(),
            output: Output {
                directory: "public".to_owned(),
            },
        }
    }
}

impl Config {
    /// Reads `text`, the content of `choro.toml`. On faults, all of them, in file order; their
    /// spans are bytes of `text`.
    pub fn parse(text: &str) -> Result<Self, Vec<Finding>> {
        let root = section::table(text, CONFIG_FILE)?;
        let mut faults = Faults::of(CONFIG_FILE);
        let whole = Span::new(0, text.len());
        let root = Section::new("the project", root.get_ref(), whole);
        let mut config = Self::default();
        config.read_project(&root, &mut faults);
        for section in root.sections("reference", &mut faults) {
            config.references.extend(layer(&section, &[], &mut faults));
        }
        for section in root.sections("network", &mut faults) {
            let network = NetworkSettings::read(&section, &mut faults);
            config.networks.extend(network);
        }
        for section in root.sections("elevation", &mut faults) {
            config.elevations.extend(elevation(&section, &mut faults));
        }
        for section in root.sections("sites", &mut faults) {
            config
                .sites
                .extend(SiteSettings::read(&section, &mut faults));
        }
        for section in root.sections("allow", &mut faults) {
            config.allow.extend(Allow::read(&section, &mut faults));
        }
        root.known(
            &[
                "project",
                "documents",
                "reference",
                "network",
                "elevation",
                "sites",
                "export",
                "check",
                "style",
                "allow",
                "output",
            ],
            &mut faults,
        );
        config.check_ids(&mut faults);
        if faults.is_empty() {
            Ok(config)
        } else {
            Err(faults.sorted())
        }
    }

    fn read_project(&mut self, root: &Section, faults: &mut Faults) {
        if let Some(project) = root.section("project", faults) {
            self.name = project.text("name", faults).unwrap_or_default();
            self.author = project.text("author", faults).unwrap_or_default();
            if let Some(language) = project.text("language", faults) {
                self.language = language;
            }
            project.known(&["name", "author", "language"], faults);
        }
        if let Some(documents) = root.section("documents", faults) {
            self.documents = documents.texts("paths", faults);
            documents.known(&["paths"], faults);
        }
        if let Some(check) = root.section("check", faults) {
            self.check = Check::read(&check, faults);
        }
        if let Some(style) = root.section("style", faults) {
            self.style.romanisation = style.stated_text("romanisation", faults);
            self.style.prefer = style.texts("prefer", faults).unwrap_or_default();
            style.known(&["romanisation", "prefer"], faults);
        }
        if let Some(export) = root.section("export", faults) {
            if let Some(redact) = export.section("redact", faults) {
                self.redact = Redact::read(&redact, faults);
            }
            export.known(&["redact"], faults);
        }
        if let Some(output) = root.section("output", faults) {
            if let Some(directory) = output.stated_text("directory", faults) {
                match crate::path::normal(&directory.value) {
                    Some(normal) if !normal.is_empty() => self.output.directory = directory.value,
                    _ => faults.unreadable(
                        directory.span,
                        "the output needs a folder of its own, not the project's",
                    ),
                }
            }
            output.known(&["directory"], faults);
        }
    }

    /// Ids name sources everywhere, so no two may be equal.
    fn check_ids(&self, faults: &mut Faults) {
        let mut seen = BTreeMap::new();
        let networks = self.networks.iter().map(|network| &network.layer);
        let sites = self.sites.iter().map(|settings| &settings.layer);
        for settings in self.references.iter().chain(networks).chain(sites) {
            let Some(id) = &settings.id else { continue };
            if let Some(first) = seen.insert(id, &settings.path) {
                faults.duplicate_id(settings.path.span, id, &first.value, first.span);
            }
        }
    }
}

const LAYER_KEYS: [&str; 12] = [
    "path",
    "id",
    "format",
    "title",
    "licence",
    "attribution",
    "version",
    "accuracy_m",
    "rank",
    "type",
    "parent",
    "columns",
];

fn layer(section: &Section, further: &[&str], faults: &mut Faults) -> Option<LayerSettings> {
    let path = section.required("path", faults);
    let settings = LayerSettings {
        path: path.clone().unwrap_or(Stated {
            value: String::new(),
            span: Span::default(),
        }),
        id: section.text("id", faults),
        format: section.one_of("format", &LayerFormat::ALL, faults),
        title: section.text("title", faults),
        licence: section.text("licence", faults),
        attribution: section.text("attribution", faults),
        version: section.date_or_text("version", faults),
        accuracy_m: section.number("accuracy_m", faults),
        rank: section.whole_number("rank", faults),
        feature_type: section.text("type", faults),
        parent: section.text("parent", faults),
        columns: section.text_table("columns", faults),
    };
    let known: Vec<&str> = LAYER_KEYS.iter().chain(further).copied().collect();
    section.known(&known, faults);
    path.map(|_| settings)
}

fn elevation(section: &Section, faults: &mut Faults) -> Option<ElevationSettings> {
    let path = section.required("path", faults);
    let text = |key, faults: &mut Faults| section.text(key, faults);
    let settings = path.map(|path| ElevationSettings {
        path,
        title: text("title", faults),
        licence: text("licence", faults),
        attribution: text("attribution", faults),
        version: section.date_or_text("version", faults),
        accuracy_m: section.number("accuracy_m", faults),
    });
    let known = [
        "path",
        "title",
        "licence",
        "attribution",
        "version",
        "accuracy_m",
    ];
    section.known(&known, faults);
    settings
}

#[cfg(test)]
mod tests;
