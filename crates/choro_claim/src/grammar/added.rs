//! Patterns and lists that a project adds to those shipped.

use super::book::{File, Grammar, load};
use super::program::Lists;
use crate::Kind;
use choro_text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

/// Grammar files in the notation of `data/grammar/`; empty where nothing is added.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct AddedGrammar {
    /// By name of the file without its ending: a claim kind, or `lexicon` for lists of words, whose
    /// words join those of the list of that name.
    pub files: BTreeMap<String, String>,
}

/// A grammar file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct GrammarFault {
    /// Name of the file without its ending.
    pub file: String,
    /// Bytes of the file.
    pub span: Span,
    /// What is wrong.
    pub message: String,
}

impl GrammarFault {
    fn new(file: &str, span: Option<std::ops::Range<usize>>, message: impl Into<String>) -> Self {
        let span = span.unwrap_or_default();
        Self {
            file: file.to_owned(),
            span: Span::new(span.start, span.end),
            message: message.into(),
        }
    }
}

/// The grammar shipped with what is added. It lasts as long as the program: each set of files is
/// compiled once.
pub(crate) fn grammar_with(added: &AddedGrammar) -> Result<&'static Grammar, GrammarFault> {
    static COMPILED: Mutex<BTreeMap<AddedGrammar, &'static Grammar>> = Mutex::new(BTreeMap::new());
    if added.files.is_empty() {
        return Ok(super::grammar());
    }
    let mut compiled = COMPILED
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(known) = compiled.get(added) {
        return Ok(known);
    }
    let files = files(added)?;
    let lists = lists(added)?;
    let grammar = load(&files, &lists).map_err(|fault| {
        let text = added.files.get(&fault.file).map_or("", String::as_str);
        let at = text.find(&fault.pattern).unwrap_or(0);
        let span = at..at + fault.pattern.len().min(text.len() - at);
        let message = format!("{}: {}", fault.pattern, fault.message);
        GrammarFault::new(&fault.file, Some(span), message)
    })?;
    let grammar: &'static Grammar = Box::leak(Box::new(grammar));
    compiled.insert(added.clone(), grammar);
    Ok(grammar)
}

/// The files with patterns, read; each name of a pattern once.
fn files(added: &AddedGrammar) -> Result<Vec<(Kind, String, File)>, GrammarFault> {
    let mut files = Vec::new();
    for (name, text) in added.files.iter().filter(|(name, _)| *name != "lexicon") {
        let kind = Kind::from_name(name).ok_or_else(|| {
            let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
            let message = format!(
                "there is no claim kind `{name}`; files are called `lexicon` or as one of {}",
                kinds.join(", ")
            );
            GrammarFault::new(name, None, message)
        })?;
        let file: File = toml::from_str(text)
            .map_err(|error| GrammarFault::new(name, error.span(), error.message()))?;
        let mut seen = BTreeSet::new();
        for pattern in file.names() {
            let shipped = super::grammar().written(&format!("{name}/{pattern}"));
            if shipped.is_some() || !seen.insert(pattern) {
                let at = text.find(pattern).unwrap_or(0);
                let message = format!("`{pattern}`: there is another pattern of this name");
                return Err(GrammarFault::new(
                    name,
                    Some(at..at + pattern.len()),
                    message,
                ));
            }
        }
        files.push((kind, name.clone(), file));
    }
    Ok(files)
}

fn lists(added: &AddedGrammar) -> Result<Lists, GrammarFault> {
    let Some(text) = added.files.get("lexicon") else {
        return Ok(Lists::new());
    };
    toml::from_str(text)
        .map_err(|error| GrammarFault::new("lexicon", error.span(), error.message()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(file: &str, text: &str) -> GrammarFault {
        let files = BTreeMap::from([(file.to_owned(), text.to_owned())]);
        grammar_with(&AddedGrammar { files }).expect_err("a fault")
    }

    #[test]
    fn what_cannot_be_used_is_told_with_its_place() {
        let broken = "[[pattern]]\nname = \"broken\"\nmatch = \"<S> (lies\"\n";
        let told = fault("near", broken);
        assert!(told.message.starts_with("broken: "), "{told}");
        assert_eq!(told.span, Span::new(20, 26));
        let unknown = fault("nearby", "");
        assert!(
            unknown.message.contains("no claim kind `nearby`"),
            "{unknown}"
        );
        let key = fault("near", "[[patterns]]\n");
        assert_eq!(key.span.start, 2, "{key}");
        let again = "[[pattern]]\nname = \"x\"\nmatch = \"<S> lies by <O>\"\n".repeat(2);
        assert!(fault("near", &again).message.contains("another pattern"));
        assert!(fault("lexicon", "near = 1\n").message.contains("sequence"));
    }
}
