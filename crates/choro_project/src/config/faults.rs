//! What is wrong with a file of settings.

use super::section::{Section, span_of, suggestion};
use choro_diagnostic::{Finding, Location, input};
use choro_text::Span;
use toml::Spanned;
use toml::de::DeValue;

/// The faults of a file of settings.
pub(crate) struct Faults {
    pub(super) document: &'static str,
    pub(super) found: Vec<Finding>,
}

impl Faults {
    /// No faults yet of the file at this path.
    pub(crate) fn of(document: &'static str) -> Self {
        Self {
            document,
            found: Vec::new(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The faults in file order.
    pub(crate) fn sorted(mut self) -> Vec<Finding> {
        Finding::sort(&mut self.found);
        self.found
    }

    pub(crate) fn unreadable(&mut self, span: Span, message: impl Into<String>) {
        let code = input::CONFIG_UNREADABLE;
        self.found
            .push(Finding::input(code, self.document, span, message));
    }

    pub(crate) fn missing(&mut self, section: &Section, key: &str) {
        self.unreadable(section.span, format!("{} needs `{key}`", section.name));
    }

    pub(crate) fn duplicate_id(&mut self, span: Span, id: &str, first: &str, first_span: Span) {
        let message = format!("the id `{id}` is given to two files");
        let mut finding = Finding::input(input::DUPLICATE_ID, self.document, span, message);
        finding.related.push(Location {
            document: self.document.to_owned(),
            span: first_span,
            message: format!("`{first}` has it already"),
        });
        self.found.push(finding);
    }

    pub(super) fn wrong_kind(&mut self, value: &Spanned<DeValue>, key: &str, wanted: &str) {
        let found = value.get_ref().type_str();
        self.unreadable(
            span_of(value),
            format!("`{key}` is {wanted}, not {}", article(found)),
        );
    }

    pub(super) fn unknown(&mut self, span: Span, section: &str, key: &str, known: &[&str]) {
        let message = format!("unknown key `{key}` in {section}");
        let mut finding = Finding::input(input::UNKNOWN_KEY, self.document, span, message);
        match suggestion(key, known.iter().copied()) {
            Some(meant) => finding.help = Some(format!("did you mean `{meant}`?")),
            None => finding
                .notes
                .push(format!("known keys: {}", known.join(", "))),
        }
        self.found.push(finding);
    }
}

/// `a string`, `an integer`.
fn article(kind: &str) -> String {
    let an = kind.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {kind}", if an { "an" } else { "a" })
}
