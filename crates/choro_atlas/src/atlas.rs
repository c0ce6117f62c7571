//! The atlas and its queries.

use choro_check::Verdict;
use choro_claim::{Annotated, Claim};
use choro_diagnostic::Finding;
use choro_gazetteer::{Gazetteer, PlaceId};
use choro_network::Network;

/// A compiled project.
pub struct Atlas {
    /// Title for people.
    pub title: String,
    /// BCP 47 language of its pages.
    pub language: String,
    /// Date of the newest input, ISO 8601; never the wall clock.
    pub date: String,
    /// Places and sources.
    pub gazetteer: Gazetteer,
    /// Lines and crossings.
    pub network: Network,
    /// The documents, by path, with original bytes of each at the same index in `originals`.
    pub documents: Vec<Annotated>,
    /// The documents' original bytes.
    pub originals: Vec<Vec<u8>>,
    /// For each document, one verdict per claim, in claim order.
    pub verdicts: Vec<Vec<Verdict>>,
    /// All findings, sorted.
    pub findings: Vec<Finding>,
}

/// A claim with its verdict and document.
#[derive(Clone, Copy)]
pub struct Statement<'a> {
    /// Index of the document.
    pub document: usize,
    /// The claim.
    pub claim: &'a Claim,
    /// What became of it.
    pub verdict: &'a Verdict,
}

impl Atlas {
    /// Every claim with its verdict, in document order.
    pub fn statements(&self) -> impl Iterator<Item = Statement<'_>> {
        self.documents
            .iter()
            .zip(&self.verdicts)
            .enumerate()
            .flat_map(|(document, (text, verdicts))| {
                text.claims
                    .iter()
                    .zip(verdicts)
                    .map(move |(claim, verdict)| Statement {
                        document,
                        claim,
                        verdict,
                    })
            })
    }

    /// The statements that have this place as subject, object or further place.
    pub fn statements_about(&self, place: PlaceId) -> Vec<Statement<'_>> {
        self.statements()
            .filter(|s| {
                s.claim.subject.place == Some(place)
                    || s.claim
                        .object
                        .as_ref()
                        .is_some_and(|o| o.place == Some(place))
                    || s.claim.others.iter().any(|o| o.place == Some(place))
            })
            .collect()
    }

    /// The findings of one document, in order.
    pub fn findings_in<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.findings
            .iter()
            .filter(move |f| f.primary.document == path)
    }
}
