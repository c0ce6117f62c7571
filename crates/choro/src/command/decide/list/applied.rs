//! What decisions apply to now.

use choro_check::Suppressor;
use choro_claim::Annotated;
use choro_diagnostic::Finding;
use choro_pipeline::{Compiled, is_about};
use choro_project::{ClaimDecision, FindingDecision, MentionDecision, PlaceDecision};
use choro_text::{LineIndex, Span};
use std::collections::BTreeMap;

/// A compiled project, looked at from its decisions.
pub(super) struct Applied<'a> {
    compiled: &'a Compiled,
    lines: BTreeMap<&'a str, (LineIndex, &'a [u8])>,
}

impl<'a> Applied<'a> {
    pub(super) fn of(compiled: &'a Compiled) -> Self {
        let atlas = &compiled.atlas;
        let documents = atlas.documents.iter().zip(&atlas.originals);
        Self {
            compiled,
            lines: documents
                .map(|(text, bytes)| {
                    let index = LineIndex::new(bytes);
                    (text.document.path.as_str(), (index, bytes.as_slice()))
                })
                .collect(),
        }
    }

    pub(super) fn documents(&self) -> impl Iterator<Item = &'a Annotated> {
        self.compiled.atlas.documents.iter()
    }

    /// `docs/first.md:6:1`.
    fn spot(&self, document: &str, span: Span) -> String {
        let Some((index, bytes)) = self.lines.get(document) else {
            return document.to_owned();
        };
        let at = index.line_column(bytes, span.start);
        format!("{document}:{}:{}", at.line, at.column)
    }

    fn spots<'f>(&self, findings: impl Iterator<Item = &'f Finding>) -> Vec<String> {
        findings
            .map(|finding| self.spot(&finding.primary.document, finding.primary.span))
            .collect()
    }

    /// The findings that something passes over.
    fn suppressed(&self, by: impl Fn(&Finding, &Suppressor) -> bool) -> Vec<String> {
        let aside = self.compiled.suppressed.iter();
        let passed = aside.filter(|s| s.by.iter().any(|suppressor| by(&s.finding, suppressor)));
        self.spots(passed.map(|s| &s.finding))
    }

    /// The findings that the decision with this index dismisses, or that are accepted.
    pub(super) fn finding(&self, at: usize, decision: &FindingDecision) -> Vec<String> {
        if decision.dismiss {
            return self.suppressed(|_, by| *by == Suppressor::Decision(at));
        }
        let shown = self.compiled.atlas.findings.iter();
        self.spots(shown.filter(|finding| finding.fingerprint == decision.fingerprint.value))
    }

    /// The findings that the entry of the allow list with this index passes over.
    pub(super) fn allowed(&self, at: usize) -> Vec<String> {
        self.suppressed(|_, by| *by == Suppressor::Allow(at))
    }

    /// The findings that the mark of a document with this index passes over.
    pub(super) fn marked(&self, document: &str, at: usize) -> Vec<String> {
        self.suppressed(|finding, by| {
            *by == Suppressor::Mark(at) && finding.primary.document == document
        })
    }

    /// The words that a decision gives a place.
    pub(super) fn mention(&self, decision: &MentionDecision) -> Vec<String> {
        let Some(text) = self.document(&decision.document) else {
            return Vec::new();
        };
        let mentions = text.mentions.all.iter();
        mentions
            .filter(|mention| is_about(decision, &text.document, mention))
            .filter_map(|mention| {
                let block = text.document.blocks.get(mention.block)?;
                Some(self.spot(&decision.document, block.to_original(mention.span)))
            })
            .collect()
    }

    /// The paragraphs with the words of a claim: one that is not said has no claim any more.
    pub(super) fn claim(&self, decision: &ClaimDecision) -> Vec<String> {
        let Some(text) = self.document(&decision.document) else {
            return Vec::new();
        };
        let spaced = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = spaced(&decision.words);
        let blocks = text.document.blocks.iter();
        blocks
            .filter(|block| spaced(&block.text).contains(&words))
            .map(|block| self.spot(&decision.document, block.span))
            .collect()
    }

    /// The places that the records of a decision are part of, by their keys.
    pub(super) fn places(&self, decision: &PlaceDecision) -> Vec<String> {
        let gazetteer = &self.compiled.atlas.gazetteer;
        let mut keys: Vec<String> = decision
            .records
            .iter()
            .filter_map(|record| gazetteer.by_key(record.value.trim()))
            .map(|id| gazetteer.place(id).key.clone())
            .collect();
        keys.sort();
        keys.dedup();
        keys
    }

    fn document(&self, path: &str) -> Option<&'a Annotated> {
        self.documents().find(|text| text.document.path == path)
    }
}
