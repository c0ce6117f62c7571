//! A statement with its verdict as pages show it.

use super::finding::FindingRow;
use super::{Link, Site};
use crate::words;
use choro_atlas::Statement;
use choro_claim::Argument;
use choro_quantity::{Hedge, Polarity};
use serde::Serialize;

#[derive(Clone, Serialize)]
pub(crate) struct StatementRow {
    /// Its number in its document, from 1.
    pub(crate) number: usize,
    /// Where its words begin on its document's page.
    pub(crate) anchor: String,
    pub(crate) quote: String,
    pub(crate) document: Link,
    pub(crate) kind: String,
    pub(crate) subject: Option<Link>,
    pub(crate) object: Option<Link>,
    pub(crate) value: String,
    pub(crate) when: String,
    pub(crate) hedge: String,
    pub(crate) negated: bool,
    pub(crate) source: String,
    pub(crate) outcome: &'static str,
    pub(crate) reason: String,
    pub(crate) explanation: String,
    pub(crate) measured: Option<String>,
    pub(crate) threshold: Option<String>,
    pub(crate) evidence: Vec<String>,
    pub(crate) findings: Vec<FindingRow>,
}

impl<'a> Site<'a> {
    pub(crate) fn statement(&self, root: &str, statement: Statement<'a>) -> StatementRow {
        let Statement {
            document,
            claim,
            verdict,
        } = statement;
        let mut link = self.document_link(root, document);
        let number = claim.id.0 as usize + 1;
        let anchor = self.addresses.claim(document, claim.id).to_owned();
        if let Some(href) = &mut link.href {
            href.push_str(&format!("#{anchor}"));
        }
        let findings = self
            .index
            .findings_of(&claim.label())
            .iter()
            .map(|f| self.finding(root, *f))
            .collect();
        let mut value = claim.value.clone();
        if !claim.unit.is_empty() && !value.is_empty() {
            value = format!("{value} {}", claim.unit);
        }
        StatementRow {
            number,
            anchor,
            quote: claim.evidence.quote.clone(),
            document: link,
            kind: words::kind(claim.kind),
            subject: self.argument(root, &claim.subject),
            object: claim.object.as_ref().and_then(|o| self.argument(root, o)),
            value,
            when: words::when(&claim.when),
            hedge: if claim.hedge == Hedge::Asserted {
                String::new()
            } else {
                words::hedge(claim.hedge)
            },
            negated: claim.polarity == Polarity::Negated,
            source: claim.source.clone(),
            outcome: verdict.outcome.as_str(),
            reason: verdict.reason.replace('-', " "),
            explanation: super::finding::sentence(&verdict.explanation),
            measured: verdict.measured.clone(),
            threshold: verdict.threshold.clone(),
            evidence: self.cited(verdict.evidence.iter().map(String::as_str)),
            findings,
        }
    }

    fn argument(&self, root: &str, argument: &Argument) -> Option<Link> {
        if argument.text.is_empty() && argument.place.is_none() {
            return None;
        }
        let text = match argument.place {
            _ if !argument.text.is_empty() => argument.text.clone(),
            Some(id) => self.place_link(root, id).text,
            None => String::new(),
        };
        Some(Link {
            text,
            href: argument.place.and_then(|id| self.place_href(root, id)),
        })
    }
}
