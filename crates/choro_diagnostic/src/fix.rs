//! What to write instead, and which fixes go together.

use crate::Finding;
use choro_text::Span;
use serde::{Deserialize, Serialize};

/// A replacement of some words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edit {
    /// Original bytes to replace, of the finding's document.
    pub span: Span,
    /// What to write instead, as plain words.
    pub text: String,
}

/// What mends a finding: edits of its document that are made all or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// Whether it may be applied without a person looking.
    pub safe: bool,
    /// The edits, in order of their spans, which do not overlap.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix of one edit.
    pub fn one(safe: bool, span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            safe,
            edits: vec![Edit { span, text }],
        }
    }

    /// The new words, those of several edits joined by " … ".
    pub fn text(&self) -> String {
        let texts: Vec<&str> = self.edits.iter().map(|e| e.text.as_str()).collect();
        texts.join(" … ")
    }

    fn start(&self) -> usize {
        self.edits.first().map_or(0, |edit| edit.span.start)
    }
}

/// The findings on a document whose fixes can be applied together, in order of place: of fixes that
/// overlap the first, and with it those that ask for the very same. Fixes that are not safe are
/// left out unless `unsafe_too`.
pub fn compatible_fixes<'f>(
    findings: &'f [Finding],
    document: &str,
    unsafe_too: bool,
) -> Vec<&'f Finding> {
    let mut asked: Vec<(&Finding, &Fix)> = findings
        .iter()
        .filter(|finding| finding.primary.document == document)
        .filter_map(|finding| Some((finding, finding.fix.as_ref()?)))
        .filter(|(_, fix)| (fix.safe || unsafe_too) && !fix.edits.is_empty())
        .collect();
    asked.sort_by_key(|(finding, fix)| (fix.start(), finding.code.as_str()));
    let mut taken: Vec<(&Finding, &Fix)> = Vec::new();
    for (finding, fix) in asked {
        let clashes = |edit: &Edit| {
            let others = taken.iter().flat_map(|(_, other)| &other.edits);
            let mut touching = others.filter(|other| other.span.overlaps(edit.span));
            touching.any(|other| other != edit)
        };
        if !fix.edits.iter().any(clashes) {
            taken.push((finding, fix));
        }
    }
    taken.into_iter().map(|(finding, _)| finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Location, Severity};

    fn finding(code: &str, document: &str, fix: Fix) -> Finding {
        let primary = Location {
            document: document.to_owned(),
            span: fix.edits[0].span,
            message: String::new(),
        };
        let mut finding = Finding::new(code, Severity::Note, "wrong", primary);
        finding.fix = Some(fix);
        finding
    }

    fn codes(findings: &[Finding], unsafe_too: bool) -> Vec<&str> {
        let chosen = compatible_fixes(findings, "a.md", unsafe_too);
        chosen.into_iter().map(|f| f.code.as_str()).collect()
    }

    #[test]
    fn of_overlapping_fixes_the_first_in_the_text_is_taken() {
        let findings = [
            finding("B", "a.md", Fix::one(true, Span::new(5, 12), "later")),
            finding("A", "a.md", Fix::one(true, Span::new(2, 8), "first")),
            finding("C", "a.md", Fix::one(true, Span::new(12, 14), "apart")),
            finding("D", "b.md", Fix::one(true, Span::new(2, 8), "elsewhere")),
        ];
        assert_eq!(codes(&findings, false), ["A", "C"]);
    }

    #[test]
    fn fixes_that_need_a_look_are_asked_for_by_name() {
        let findings = [finding("A", "a.md", Fix::one(false, Span::new(2, 8), "x"))];
        assert!(codes(&findings, false).is_empty());
        assert_eq!(codes(&findings, true), ["A"]);
    }

    #[test]
    fn two_rules_may_ask_for_the_same() {
        let findings = [
            finding("A", "a.md", Fix::one(true, Span::new(2, 8), "x")),
            finding("B", "a.md", Fix::one(true, Span::new(2, 8), "x")),
        ];
        assert_eq!(codes(&findings, false), ["A", "B"]);
    }
}
