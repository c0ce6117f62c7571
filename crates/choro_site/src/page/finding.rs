//! A finding as pages show it.

use super::{Link, Site};
use crate::address::relative;
use choro_diagnostic::Location;
use choro_text::Span;
use serde::Serialize;

#[derive(Clone, Serialize)]
pub(crate) struct FindingRow {
    pub(crate) id: String,
    pub(crate) code: String,
    pub(crate) severity: &'static str,
    pub(crate) message: String,
    pub(crate) quote: String,
    pub(crate) label: String,
    pub(crate) document: Link,
    /// Path of the document: its title may be the name of a place too.
    pub(crate) path: String,
    pub(crate) related: Vec<Related>,
    pub(crate) notes: Vec<String>,
    pub(crate) help: Option<String>,
    pub(crate) measured: Option<String>,
    pub(crate) threshold: Option<String>,
    pub(crate) reference: Vec<String>,
    /// What to write instead, where the help does not say so.
    pub(crate) fix: Option<String>,
    pub(crate) places: Vec<Link>,
}

#[derive(Clone, Serialize)]
pub(crate) struct Related {
    pub(crate) message: String,
    pub(crate) quote: String,
    pub(crate) document: Link,
}

impl Site<'_> {
    /// The finding with this index.
    pub(crate) fn finding(&self, root: &str, index: usize) -> FindingRow {
        let finding = &self.atlas.findings[index];
        let id = format!("f{}", self.numbers[index]);
        let mut document = self.file(root, &finding.primary.document);
        document.href = document.href.map(|href| format!("{href}#{id}"));
        FindingRow {
            id,
            code: finding.code.clone(),
            severity: finding.severity.name(),
            message: sentence(&finding.message),
            quote: self.quote(&finding.primary.document, finding.primary.span),
            label: finding.primary.message.clone(),
            document,
            path: finding.primary.document.clone(),
            related: finding
                .related
                .iter()
                .map(|l| self.related(root, l))
                .collect(),
            notes: finding.notes.clone(),
            help: finding.help.as_deref().map(sentence),
            measured: finding.measured.clone(),
            threshold: finding.threshold.clone(),
            reference: self.cited(finding.reference.iter().flat_map(|r| r.split("; "))),
            fix: finding
                .fix
                .as_ref()
                .filter(|fix| {
                    !finding
                        .help
                        .as_deref()
                        .is_some_and(|h| says(h, &fix.text()))
                })
                .map(choro_diagnostic::Fix::text),
            places: self
                .index
                .places_of(self.atlas, finding)
                .into_iter()
                .map(|id| self.place_link(root, id))
                .collect(),
        }
    }

    fn related(&self, root: &str, location: &Location) -> Related {
        let mut document = self.file(root, &location.document);
        if let Some(href) = &mut document.href
            && let Some(anchor) = self.anchor(&location.document, location.span)
        {
            href.push_str(&anchor);
        }
        Related {
            message: location.message.clone(),
            quote: self.quote(&location.document, location.span),
            document,
        }
    }

    /// The block of a document's page that a span lies in.
    fn anchor(&self, path: &str, span: Span) -> Option<String> {
        let text = &self.atlas.documents[self.index.document(path)?].document;
        let block = text.blocks.iter().position(|b| b.span.overlaps(span))?;
        Some(format!("#b{}", block + 1))
    }

    /// A file by its path: a document with its page, or the bare path.
    fn file(&self, root: &str, path: &str) -> Link {
        match self.index.document(path) {
            Some(document) => Link {
                href: Some(relative(root, &self.addresses.document(document))),
                ..self.document_link(root, document)
            },
            None => Link {
                text: path.to_owned(),
                href: None,
            },
        }
    }

    /// The words of a span of a document, at most three hundred characters.
    fn quote(&self, path: &str, span: Span) -> String {
        let Some(document) = self.index.document(path) else {
            return String::new();
        };
        let mut out = String::new();
        for block in &self.atlas.documents[document].document.blocks {
            if !block.span.overlaps(span) {
                continue;
            }
            if let Some(logical) = block.map.to_logical(span) {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(logical.slice(&block.text));
            }
        }
        if out.chars().count() > 300 {
            out = out.chars().take(299).collect();
            out.push('…');
        }
        out
    }
}

/// Whether a help tells to write these words: names them in quotation marks, alone or with others.
fn says(help: &str, words: &str) -> bool {
    help.split('“')
        .skip(1)
        .filter_map(|rest| rest.split('”').next())
        .any(|quoted| quoted.split(' ').any(|word| word == words) || quoted == words)
}

/// A message with a capital letter and a full stop.
pub(crate) fn sentence(message: &str) -> String {
    let mut chars = message.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let mut out: String = first.to_uppercase().collect();
    out.push_str(chars.as_str());
    if !out.ends_with(['.', '?', '!', '…']) {
        out.push('.');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn a_fix_in_the_words_of_the_help_is_not_said_again() {
        assert!(says("write “to the north”", "north"));
        assert!(says("write “42.24° N, 130.29° E”", "42.24° N, 130.29° E"));
        assert!(!says("write “to the north-west”", "north"));
        assert!(!says("the north is colder", "north"));
    }
}
