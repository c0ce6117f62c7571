//! What people decided, applied: which place words stand for, what sentences say, and which decisions
//! have no effect any more.

mod claims;
mod mentions;
mod standing;

pub use claims::{CorrectionError, concerns, correct};
pub use mentions::is_about;
pub(crate) use standing::Judged;

use choro_claim::Claim;
use choro_diagnostic::{Finding, Location};
use choro_document::Document;
use choro_gazetteer::Gazetteer;
use choro_mention::{Decided, Mention};
use choro_project::{ClaimDecision, MentionDecision, Project, Signature};
use choro_text::Span;

/// The decisions on one document that have not expired, in file order.
#[derive(Debug)]
pub(crate) struct OfDocument<'p> {
    mentions: Vec<&'p MentionDecision>,
    claims: Vec<&'p ClaimDecision>,
}

impl<'p> OfDocument<'p> {
    /// The decisions that hold on `today`, an ISO date.
    pub(crate) fn of(project: &'p Project, path: &str, today: &str) -> Self {
        let decisions = &project.decisions;
        Self {
            mentions: decisions
                .mentions
                .iter()
                .filter(|d| d.document == path && !is_over(&d.signature, today))
                .collect(),
            claims: decisions
                .claims
                .iter()
                .filter(|d| d.document == path && !is_over(&d.signature, today))
                .collect(),
        }
    }

    /// Their identity, part of the key of what is made with them.
    pub(crate) fn identity(&self) -> Vec<u8> {
        format!("{self:?}").into_bytes()
    }

    /// What the mentions of the document are decided to stand for, and what is wrong with the
    /// decisions.
    pub(crate) fn mentions(
        &self,
        document: &Document,
        recognised: &[Mention],
        gazetteer: &Gazetteer,
    ) -> (Decided, Vec<Finding>) {
        mentions::apply(&self.mentions, document, recognised, gazetteer)
    }

    /// Corrects the claims of the document; what is wrong with the decisions.
    pub(crate) fn claims(&self, claims: &mut Vec<Claim>, gazetteer: &Gazetteer) -> Vec<Finding> {
        claims::apply(&self.claims, claims, gazetteer)
    }
}

/// Whether a decision's last day is before `today`, an ISO date.
fn is_over(signature: &Signature, today: &str) -> bool {
    signature.until.as_deref().is_some_and(|last| last < today)
}

fn location(document: &str, span: Span) -> Location {
    Location {
        document: document.to_owned(),
        span,
        message: String::new(),
    }
}

/// Words with single spaces.
fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
