//! Findings as people and programs read them, one file per format.
//!
//! Every renderer is a pure function of the findings, in the order given, and of the original
//! bytes they point into. A document that cannot be had, or a span beyond its end, is shown
//! without its text; nothing is left out.

mod clip;
pub mod concise;
#[cfg(test)]
mod examples;
mod excerpt;
pub mod full;
pub mod github;
pub mod json;
mod positions;
pub mod sarif;
mod summary;

pub use summary::Summary;

use choro_text::Span;

use crate::{Finding, RuleDescription, RuleLevel};

/// The original bytes of the documents that findings point into.
pub trait Sources {
    /// The bytes of `document` (path as in [`crate::Location::document`]), where they can be had.
    fn text(&self, document: &str) -> Option<&[u8]>;

    /// The words of a span, decoded, where the document is known not to be UTF-8.
    fn decoded(&self, _document: &str, _span: Span) -> Option<String> {
        None
    }
}

impl<B: AsRef<[u8]>> Sources for std::collections::BTreeMap<String, B> {
    fn text(&self, document: &str) -> Option<&[u8]> {
        self.get(document).map(AsRef::as_ref)
    }
}

/// A finding that people let stand.
#[derive(Clone, Debug, PartialEq)]
pub struct SetAside {
    /// The finding.
    pub finding: Finding,
    /// All that passes over it.
    pub suppressions: Vec<Suppression>,
}

/// What passes over a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// Whether it stands in the document itself; else in a file of the project.
    pub in_source: bool,
    /// Why, by whom and when; empty where not stated.
    pub justification: String,
}

/// How findings are shown. Each format uses the part that concerns it.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Whether the full format uses ANSI colours.
    pub colour: bool,
    /// Terminal width in columns that the full format keeps source lines within.
    pub width: usize,
    /// How many documents were looked at; without it, those that have findings are counted.
    pub documents: Option<usize>,
    /// The rules that were run, for the SARIF rule table.
    pub rules: &'a [RuleDescription],
    /// How findings of each rule usually count, for the SARIF rule table.
    pub levels: &'a [RuleLevel],
    /// What else the summary has to say: nothing, or a few words.
    pub remark: &'a str,
    /// What else the summary tells programs, by key, for JSON.
    pub facts: &'a [(&'static str, serde_json::Value)],
    /// Findings that people let stand, for SARIF; `None` where that was not looked at.
    pub set_aside: Option<&'a [SetAside]>,
    /// Findings that a baseline passes over, for SARIF; `None` where there is no baseline.
    pub known: Option<&'a [Finding]>,
    /// The version of the program, for SARIF.
    pub version: &'a str,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            colour: false,
            width: 100,
            documents: None,
            rules: &[],
            levels: &[],
            remark: "",
            facts: &[],
            set_aside: None,
            known: None,
            version: "",
        }
    }
}

/// An output format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Findings with source lines, notes and help, and a summary.
    #[default]
    Full,
    /// One line per finding.
    Concise,
    /// Chorograph's own JSON.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// GitHub workflow commands.
    Github,
}

impl Format {
    /// All formats, by the names the command line gives them.
    pub const ALL: [(&'static str, Format); 5] = [
        ("full", Format::Full),
        ("concise", Format::Concise),
        ("json", Format::Json),
        ("sarif", Format::Sarif),
        ("github", Format::Github),
    ];
}

/// Shows `findings` in `format`.
pub fn render(
    format: Format,
    findings: &[Finding],
    sources: &dyn Sources,
    options: &Options,
) -> String {
    match format {
        Format::Full => with_remark(full::render(findings, sources, options), options.remark),
        Format::Concise => concise::render(findings, sources, options),
        Format::Json => json::render(findings, sources, options),
        Format::Sarif => sarif::render(findings, sources, options),
        Format::Github => github::render(findings, sources, options),
    }
}

/// Adds the remark to the summary, the last line.
fn with_remark(mut text: String, remark: &str) -> String {
    if !remark.is_empty() {
        text.truncate(text.trim_end().len());
        text.push_str("; ");
        text.push_str(remark);
        text.push('\n');
    }
    text
}

/// Words on one line that cannot steer a terminal: control and bidirectional override characters
/// become U+FFFD, line breaks and tabs a space.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
            c if c.is_control() => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect()
}
