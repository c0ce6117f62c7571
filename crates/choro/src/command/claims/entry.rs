//! A claim as programs and tables are told of it.

use choro_atlas::{Atlas, Statement};
use choro_claim::Argument;
use serde::Serialize;
use std::collections::BTreeMap;

/// A claim with its verdict.
#[derive(Serialize)]
pub(super) struct Entry<'a> {
    pub(super) id: String,
    pub(super) document: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) quote: &'a str,
    pub(super) kind: &'a str,
    pub(super) subject: Party<'a>,
    pub(super) object: Option<Party<'a>>,
    pub(super) others: Vec<Party<'a>>,
    pub(super) value: &'a str,
    pub(super) unit: &'a str,
    pub(super) approximate: bool,
    pub(super) when: &'a str,
    pub(super) past: bool,
    pub(super) hedge: String,
    pub(super) polarity: String,
    pub(super) source: &'a str,
    pub(super) qualifiers: &'a BTreeMap<String, String>,
    pub(super) verdict: &'a str,
    pub(super) reason: &'a str,
    pub(super) explanation: &'a str,
    pub(super) measured: Option<&'a str>,
    pub(super) threshold: Option<&'a str>,
    pub(super) margin: Option<f64>,
    pub(super) evidence: &'a [String],
    pub(super) pattern: &'a str,
}

/// A place or thing that a claim is about.
#[derive(Serialize)]
pub(super) struct Party<'a> {
    pub(super) text: &'a str,
    pub(super) place: Option<&'a str>,
}

/// The claim of a statement.
pub(super) fn entry<'a>(atlas: &'a Atlas, statement: &Statement<'a>) -> Entry<'a> {
    let (claim, verdict) = (statement.claim, statement.verdict);
    Entry {
        id: claim.label(),
        document: &claim.evidence.document,
        start: claim.evidence.span.start,
        end: claim.evidence.span.end,
        quote: &claim.evidence.quote,
        kind: claim.kind.as_str(),
        subject: party(atlas, &claim.subject),
        object: claim.object.as_ref().map(|object| party(atlas, object)),
        others: claim
            .others
            .iter()
            .map(|other| party(atlas, other))
            .collect(),
        value: &claim.value,
        unit: &claim.unit,
        approximate: claim.approximate,
        when: &claim.when.edtf,
        past: claim.past,
        hedge: claim.hedge.to_string(),
        polarity: claim.polarity.to_string(),
        source: &claim.source,
        qualifiers: &claim.qualifiers,
        verdict: verdict.outcome.as_str(),
        reason: &verdict.reason,
        explanation: &verdict.explanation,
        measured: verdict.measured.as_deref(),
        threshold: verdict.threshold.as_deref(),
        margin: verdict.margin.filter(|margin| margin.is_finite()),
        evidence: &verdict.evidence,
        pattern: &claim.pattern,
    }
}

fn party<'a>(atlas: &'a Atlas, argument: &'a Argument) -> Party<'a> {
    Party {
        text: &argument.text,
        place: argument
            .place
            .and_then(|id| Some(atlas.place(id)?.key.as_str())),
    }
}
