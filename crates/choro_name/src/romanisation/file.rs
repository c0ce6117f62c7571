//! Reading the file of a system: `data/romanisation/systems/*.toml`.

use super::class::classes;
use super::notation::{Fault, lines};
use super::pass::Pass;
use super::script;
use super::system::{Casing, Example, Stage, System};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use toml::Spanned;

include!(concat!(env!("OUT_DIR"), "/romanisation_files.rs"));

/// Why the file of a system cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct SystemError {
    /// Line of the file, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    id: String,
    title: String,
    #[serde(default)]
    aliases: Vec<String>,
    language: String,
    from_script: Spanned<String>,
    to_script: String,
    source: String,
    /// A system whose passes come first.
    based_on: Option<Spanned<String>>,
    #[serde(default)]
    casing: Option<Casing>,
    /// Signs that are part of words beside the letters of the script.
    #[serde(default)]
    word_signs: String,
    /// Whether it is a system for study, which names in texts do not follow.
    #[serde(default)]
    scholarly: bool,
    #[serde(default)]
    classes: BTreeMap<String, String>,
    #[serde(default)]
    exceptions: BTreeMap<String, String>,
    #[serde(default)]
    pass: Vec<PassEntry>,
    #[serde(default)]
    example: Vec<Example>,
}

/// A part: passes that systems share.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Part {
    #[serde(default)]
    classes: BTreeMap<String, String>,
    pass: Vec<PassEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PassEntry {
    #[serde(default)]
    name: String,
    /// A part whose passes stand here.
    r#use: Option<Spanned<String>>,
    step: Option<Spanned<String>>,
    /// Whether the pass only spells and its steps tell a reader nothing.
    #[serde(default)]
    silent: bool,
    rules: Option<Spanned<String>>,
}

/// The text of a file, for counting lines.
struct Source<'t>(&'t str);

impl Source<'_> {
    fn error(&self, at: usize, reason: impl Into<String>) -> SystemError {
        let before = self.0.get(..at).unwrap_or(self.0);
        SystemError {
            line: before.matches('\n').count() + 1,
            reason: reason.into(),
        }
    }

    fn toml(&self, error: &toml::de::Error) -> SystemError {
        let at = error.span().map_or(0, |span| span.start);
        self.error(at, error.message())
    }

    /// A fault in a block of rules.
    fn rules(&self, block: &Spanned<String>, fault: Fault) -> SystemError {
        let start = block.span().start;
        let raw = &self.0[start..];
        // The line break behind the opening quotes is not part of the block.
        let opening = raw.trim_start_matches(['"', '\'']);
        let skipped = usize::from(opening.starts_with(['\n', '\r']));
        let mut error = self.error(start, fault.reason);
        error.line += skipped + fault.number - 1;
        error
    }

    /// A fault in a class, at the line that defines it.
    fn class(&self, name: &str, reason: String) -> SystemError {
        let defines = |line: &str| {
            let key = line.split('=').next().unwrap_or("").trim();
            key.trim_matches(['"', '\'']) == name
        };
        let line = self.0.lines().position(defines).map_or(1, |at| at + 1);
        SystemError {
            line,
            reason: format!("class `{name}`: {reason}"),
        }
    }
}

/// Reads a system; `base` finds the system it is based on.
pub(crate) fn read(
    text: &str,
    base: &dyn Fn(&str) -> Option<System>,
) -> Result<System, SystemError> {
    let source = Source(text);
    let file: File = toml::from_str(text).map_err(|e| source.toml(&e))?;
    let script_at = file.from_script.span().start;
    let ranges = script::ranges(file.from_script.get_ref()).ok_or_else(|| {
        let code = file.from_script.get_ref();
        source.error(script_at, format!("there is no script `{code}`"))
    })?;
    let mut system = System {
        id: file.id,
        title: file.title,
        aliases: file.aliases,
        language: file.language,
        from_script: file.from_script.into_inner(),
        to_script: file.to_script,
        source: file.source,
        casing: file.casing.unwrap_or_default(),
        scholarly: file.scholarly,
        ranges,
        word_signs: file.word_signs.chars().collect(),
        exceptions: HashMap::new(),
        stages: Vec::new(),
        examples: file.example,
    };
    if let Some(id) = &file.based_on {
        let Some(base) = base(id.get_ref()) else {
            let reason = format!("there is no system `{}` to base it on", id.get_ref());
            return Err(source.error(id.span().start, reason));
        };
        system.stages = base.stages;
        system.exceptions = base.exceptions;
        system.word_signs.extend(base.word_signs);
        system.casing = file.casing.unwrap_or(base.casing);
        system.scholarly |= base.scholarly;
    }
    system.exceptions.extend(file.exceptions);
    for entry in &file.pass {
        let stages = stages(&source, entry, &file.classes)?;
        system.stages.extend(stages.into_iter().map(Arc::new));
    }
    Ok(system)
}

fn stages(
    source: &Source<'_>,
    entry: &PassEntry,
    own: &BTreeMap<String, String>,
) -> Result<Vec<Stage>, SystemError> {
    match (&entry.r#use, &entry.step, &entry.rules) {
        (Some(part), None, None) => {
            let name = part.get_ref().as_str();
            let at = part.span().start;
            let text = PART_FILES.iter().find(|(known, _)| *known == name);
            let (_, text) =
                text.ok_or_else(|| source.error(at, format!("there is no part `{name}`")))?;
            let within = |e: SystemError| source.error(at, format!("in the part `{name}`, {e}"));
            part_stages(text, own).map_err(within)
        }
        (None, Some(step), None) => match step.get_ref().as_str() {
            "hangul-letters" => Ok(vec![Stage::HangulLetters]),
            "decompose" => Ok(vec![Stage::Decompose]),
            "compose" => Ok(vec![Stage::Compose]),
            other => {
                let reason = format!("there is no step `{other}`");
                Err(source.error(step.span().start, reason))
            }
        },
        (None, None, Some(rules)) => {
            let fault = |fault| source.rules(rules, fault);
            let lines = lines(rules.get_ref()).map_err(fault)?;
            let classes = classes(own).map_err(|(name, reason)| source.class(&name, reason))?;
            let pass = Pass::new(&entry.name, !entry.silent, &lines, &classes).map_err(fault)?;
            Ok(vec![Stage::Rules(pass)])
        }
        _ => {
            let at = [&entry.r#use, &entry.step, &entry.rules]
                .into_iter()
                .flatten()
                .next();
            let at = at.map_or(0, |s| s.span().start);
            Err(source.error(at, "a pass has one of `use`, `step` and `rules`"))
        }
    }
}

fn part_stages(text: &str, own: &BTreeMap<String, String>) -> Result<Vec<Stage>, SystemError> {
    let source = Source(text);
    let part: Part = toml::from_str(text).map_err(|e| source.toml(&e))?;
    let mut merged = part.classes;
    merged.extend(own.clone());
    let mut found = Vec::new();
    for entry in &part.pass {
        found.extend(stages(&source, entry, &merged)?);
    }
    Ok(found)
}

/// All systems of the data, by id.
pub(crate) fn all() -> Vec<System> {
    let mut systems: Vec<System> = SYSTEM_FILES
        .iter()
        .map(|(name, text)| {
            // The files are part of the program; a test reads them.
            built_in(text, 0)
                .unwrap_or_else(|e| panic!("data/romanisation/systems/{name}.toml, {e}"))
        })
        .collect();
    systems.sort_by(|a, b| a.id.cmp(&b.id));
    systems
}

/// Systems are not based on systems deeper than this.
const DEEPEST: usize = 4;

fn built_in(text: &str, depth: usize) -> Result<System, SystemError> {
    let base = |id: &str| {
        let (_, text) = SYSTEM_FILES.iter().find(|(name, _)| *name == id)?;
        (depth < DEEPEST).then(|| built_in(text, depth + 1).ok())?
    };
    read(text, &base)
}

/// Reads a system that may be based on those of the data.
pub(crate) fn read_beside(text: &str) -> Result<System, SystemError> {
    built_in(text, 0)
}
