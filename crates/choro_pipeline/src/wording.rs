//! The words, patterns and limits of a project: what it adds to those shipped.

use crate::VERSION;
use crate::inputs::{Input, Inputs};
use choro_check::Thresholds;
use choro_claim::{AddedGrammar, Language};
use choro_diagnostic::{Finding, input};
use choro_project::{CacheKey, Project};
use choro_quantity::{AddedWords, Lexicon};
use choro_text::Span;

/// With what documents are read and statements judged.
pub(crate) struct Wording {
    pub(crate) language: Language,
    /// Limits of the project, where it sets any.
    limits: Option<Thresholds>,
    /// What is wrong with the project's files; what is shipped is used in their place.
    pub(crate) findings: Vec<Finding>,
    /// Identity of the words and patterns, part of the key of what is read by them.
    pub(crate) key: CacheKey,
}

impl Wording {
    /// Takes in what the project adds.
    pub(crate) fn of(project: &Project, inputs: &Inputs) -> Self {
        let mut findings = Vec::new();
        let lexicon = Lexicon::with(&words(project, inputs)).unwrap_or_else(|fault| {
            let file = format!("lexicon/{}.toml", fault.table);
            findings.push(told(&file, fault.span, &fault.message));
            Lexicon::shipped()
        });
        let grammar = grammar(project, inputs);
        let language = Language::new(lexicon, &grammar).or_else(|fault| {
            let file = format!("grammar/{}.toml", fault.file);
            findings.push(told(&file, fault.span, &fault.message));
            Language::new(lexicon, &AddedGrammar::default())
        });
        let limits = file(project, inputs, THRESHOLDS).and_then(|text| {
            let limits = Thresholds::with(&text);
            limits
                .map_err(|fault| findings.push(told(THRESHOLDS, fault.span, &fault.message)))
                .ok()
        });
        Self {
            language: language.unwrap_or_else(|_| Language::shipped()),
            limits,
            findings,
            key: key(project, inputs),
        }
    }

    /// How far measures may be off.
    pub(crate) fn limits(&self) -> &Thresholds {
        self.limits.as_ref().unwrap_or(Thresholds::shipped())
    }
}

const THRESHOLDS: &str = "lexicon/thresholds.toml";

fn words(project: &Project, inputs: &Inputs) -> AddedWords {
    let table = |name: &str| {
        let text = file(project, inputs, &format!("lexicon/{name}.toml"));
        text.unwrap_or_default()
    };
    AddedWords {
        periods: table("periods"),
        units: table("units"),
        hedges: table("hedges"),
    }
}

fn grammar(project: &Project, inputs: &Inputs) -> AddedGrammar {
    let mut added = AddedGrammar::default();
    for path in &project.wording {
        let name = path
            .strip_prefix("grammar/")
            .and_then(|name| name.strip_suffix(".toml"));
        if let (Some(name), Some(text)) = (name, file(project, inputs, path)) {
            added.files.insert(name.to_owned(), text);
        }
    }
    added
}

/// The text of a file of the project; `None` where there is none, or it could not be read.
fn file(project: &Project, inputs: &Inputs, path: &str) -> Option<String> {
    let named = project.wording.iter().any(|known| known == path);
    let read: &Input = inputs.files.get(path).filter(|_| named)?;
    Some(String::from_utf8_lossy(&read.bytes).into_owned())
}

fn told(path: &str, span: Span, message: &str) -> Finding {
    let mut finding = Finding::input(input::CONFIG_UNREADABLE, path, span, message);
    finding.help =
        Some("the words shipped are used without this file until it is put right".to_owned());
    finding
}

fn key(project: &Project, inputs: &Inputs) -> CacheKey {
    let mut parts: Vec<&[u8]> = vec![VERSION.as_bytes()];
    // Limits change what is judged, not what is read.
    for path in project.wording.iter().filter(|path| *path != THRESHOLDS) {
        parts.push(path.as_bytes());
        if let Some(read) = inputs.files.get(path) {
            parts.push(&read.hash);
        }
    }
    CacheKey::new("wording", &parts)
}
