//! Findings on the terminal.

use crate::args::{self, FindingFormat};
use crate::files::Place;
use crate::rules;
use crate::terminal::Terminal;
use choro_check::{Suppressed, Suppressor};
use choro_diagnostic::render::{Format, Options, SetAside, Sources, Suppression, render};
use choro_diagnostic::{Finding, Severity};
use choro_document::Document;
use choro_pipeline::Compiled;
use choro_project::{CONFIG_FILE, Config, FailOn, LOCK_FILE, Project, World};
use choro_text::Span;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

impl From<FindingFormat> for Format {
    fn from(format: FindingFormat) -> Self {
        match format {
            FindingFormat::Full => Self::Full,
            FindingFormat::Concise => Self::Concise,
            FindingFormat::Json => Self::Json,
            FindingFormat::Sarif => Self::Sarif,
            FindingFormat::Github => Self::Github,
        }
    }
}

impl From<args::FailOn> for FailOn {
    fn from(level: args::FailOn) -> Self {
        match level {
            args::FailOn::Error => Self::Severity(Severity::Error),
            args::FailOn::Warning => Self::Severity(Severity::Warning),
            args::FailOn::Note => Self::Severity(Severity::Note),
            args::FailOn::Never => Self::Never,
        }
    }
}

/// Puts what the command line says of rules in place of what `choro.toml` says.
pub(crate) fn apply(asked: &args::Findings, config: &mut Config) -> anyhow::Result<()> {
    if !asked.select.is_empty() {
        config.check.select = Some(rules::named("--select", &asked.select)?);
    }
    let ignored = rules::named("--ignore", &asked.ignore)?;
    config.check.ignore.extend(ignored);
    config.check.preview |= asked.preview;
    if let Some(level) = asked.fail_on {
        config.check.fail_on = level.into();
    }
    Ok(())
}

/// All findings worth showing: those of the rules, and those about input files as far as they
/// concern documents, keep a file from being read, or warn of what the project can mend: its own
/// tables and pins, not the references of others. All of them where `verbose`.
pub(crate) fn shown(
    findings: &[Finding],
    input_findings: &[Finding],
    project: &Project,
    verbose: bool,
) -> Vec<Finding> {
    let matters = |finding: &&Finding| {
        verbose
            || finding.severity == Severity::Error
            || project.documents.contains(&finding.primary.document)
            || finding.severity == Severity::Warning && is_own(project, &finding.primary.document)
    };
    let mut shown: Vec<Finding> = findings.to_vec();
    shown.extend(input_findings.iter().filter(matters).cloned());
    Finding::sort(&mut shown);
    shown
}

/// Whether a file is the project's own: what it says of itself, its gazetteer, sites and network.
fn is_own(project: &Project, path: &str) -> bool {
    let layers = project.references.iter().filter(|layer| layer.own);
    let tables = project.networks.iter().filter(|file| !file.kind.is_drawn());
    let networks = tables.map(|network| &network.layer);
    [CONFIG_FILE, LOCK_FILE].contains(&path)
        || path.starts_with("decisions/")
        || project.sites.iter().any(|site| site.layer.path == path)
        || layers.chain(networks).any(|layer| layer.path == path)
}

/// What the summary says of a project without anything to measure with.
pub(crate) fn remark(project: &Project) -> &'static str {
    if project.references.is_empty() && project.sites.is_empty() {
        "no references: nothing could be measured"
    } else {
        ""
    }
}

/// How many findings people let stand: by decisions on one, and by marks and exceptions.
pub(crate) fn let_stand(suppressed: &[Suppressed]) -> (usize, usize) {
    let dismissed = |s: &&Suppressed| s.by.iter().any(|by| matches!(by, Suppressor::Decision(_)));
    let dismissed = suppressed.iter().filter(dismissed).count();
    (dismissed, suppressed.len() - dismissed)
}

/// Says on standard error that there is nothing to measure with, and what to do.
pub(crate) fn say_remark(project: &Project, terminal: &Terminal) {
    let remark = remark(project);
    if !remark.is_empty() {
        terminal.say(&format!(
            "{remark}; put tables of places under gazetteer/ or reference/, or name them in {CONFIG_FILE}"
        ));
    }
}

/// The same in words; nothing where there are none.
pub(crate) fn let_stand_words(suppressed: &[Suppressed]) -> Vec<String> {
    let (dismissed, excepted) = let_stand(suppressed);
    let told = |count: usize, what: &str| (count > 0).then(|| format!("{count} {what}"));
    let words = [told(dismissed, "dismissed"), told(excepted, "excepted")];
    words.into_iter().flatten().collect()
}

/// What a summary tells beside the counts of findings.
#[derive(Default)]
pub(crate) struct Told<'a> {
    /// Documents looked at.
    pub(crate) documents: usize,
    /// A few words, or none.
    pub(crate) remark: &'a str,
    /// For programs, by key.
    pub(crate) facts: &'a [(&'static str, Value)],
    /// Findings that people let stand; `None` where that was not looked at.
    pub(crate) set_aside: Option<&'a [SetAside]>,
    /// Findings that the baseline passes over, where there is one.
    pub(crate) known: Option<&'a [Finding]>,
}

/// The same for formats that list what people let stand.
pub(crate) fn set_aside(suppressed: &[Suppressed]) -> Vec<SetAside> {
    let one = |aside: &Suppressed| SetAside {
        finding: aside.finding.clone(),
        suppressions: aside
            .by
            .iter()
            .zip(&aside.reasons)
            .map(|(by, reason)| Suppression {
                in_source: matches!(by, Suppressor::Mark(_)),
                justification: reason.clone(),
            })
            .collect(),
    };
    suppressed.iter().map(one).collect()
}

/// Findings as text in a format, with the lines they point to.
pub(crate) fn text(
    format: Format,
    findings: &[Finding],
    told: &Told<'_>,
    place: &Place,
    terminal: &Terminal,
) -> String {
    let options = Options {
        documents: Some(told.documents),
        rules: &choro_pipeline::rules(),
        levels: &rules::levels(),
        remark: told.remark,
        facts: told.facts,
        set_aside: told.set_aside,
        known: told.known,
        ..options(terminal.colour_of_results())
    };
    let mut pointing = findings.to_vec();
    if format == Format::Sarif {
        pointing.extend(told.known.unwrap_or_default().iter().cloned());
        let aside = told.set_aside.unwrap_or_default().iter();
        pointing.extend(aside.map(|aside| aside.finding.clone()));
    }
    render(format, findings, &sources(&pointing, place), &options)
}

/// Findings on files outside any project as text in a format, with the lines they point to.
pub(crate) fn of_files(format: Format, findings: &[Finding], terminal: &Terminal) -> String {
    let options = Options {
        rules: &choro_pipeline::rules(),
        levels: &rules::levels(),
        ..options(terminal.colour_of_results())
    };
    let files = files(findings, &|path| std::fs::read(path).ok());
    render(format, findings, &files, &options)
}

/// Says findings on standard error, where the command's result is something else.
pub(crate) fn say(findings: &[Finding], place: &Place, terminal: &Terminal) {
    let options = options(terminal.colour_of_notes());
    let text = render(Format::Full, findings, &sources(findings, place), &options);
    eprint!("{text}");
}

/// Says what keeps input files from being read, in commands that do not list findings.
pub(crate) fn say_inputs(compiled: &Compiled, place: &Place, terminal: &Terminal) {
    let errors: Vec<Finding> = compiled
        .input_findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error || terminal.verbose)
        .cloned()
        .collect();
    if !errors.is_empty() {
        say(&errors, place, terminal);
    }
}

/// One line on what is odd about reference files and is not shown.
pub(crate) fn say_unshown(input_findings: &[Finding], shown: &[Finding], terminal: &Terminal) {
    let hidden = input_findings
        .iter()
        .filter(|finding| !shown.contains(finding))
        .count();
    if hidden > 0 {
        let noun = if hidden == 1 { "remark" } else { "remarks" };
        terminal.say(&format!(
            "{hidden} {noun} on reference files; -v shows them"
        ));
    }
}

fn options(colour: bool) -> Options<'static> {
    Options {
        colour,
        width: Terminal::width(),
        version: env!("CARGO_PKG_VERSION"),
        ..Options::default()
    }
}

/// The bytes of the files that findings point into.
fn sources(findings: &[Finding], place: &Place) -> Files {
    files(findings, &|path| place.world.read(path).ok())
}

fn files(findings: &[Finding], read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Files {
    let places = findings
        .iter()
        .flat_map(|finding| std::iter::once(&finding.primary).chain(&finding.related));
    let documents: BTreeSet<&str> = places.map(|place| place.document.as_str()).collect();
    let mut files = Files::default();
    for path in documents {
        let Some(bytes) = read(path) else { continue };
        if bytes.len() <= DECODED && std::str::from_utf8(&bytes).is_err() {
            let (document, _) = choro_document::read(path, &bytes);
            files.encoded.insert(path.to_owned(), document);
        }
        files.bytes.insert(path.to_owned(), bytes);
    }
    files
}

/// Files up to this size are decoded for their quotes, bytes; larger ones are data, not prose.
const DECODED: usize = 16 << 20;

/// Files that findings point into.
#[derive(Default)]
struct Files {
    bytes: BTreeMap<String, Vec<u8>>,
    /// Those that are not UTF-8, read, for their encoding.
    encoded: BTreeMap<String, Document>,
}

impl Sources for Files {
    fn text(&self, document: &str) -> Option<&[u8]> {
        self.bytes.get(document).map(Vec::as_slice)
    }

    fn decoded(&self, document: &str, span: Span) -> Option<String> {
        let words = self.encoded.get(document)?;
        Some(words.quote(self.text(document)?, span).into_owned())
    }
}
