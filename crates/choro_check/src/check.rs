//! Checking: measures first, then rules, then what people let stand.

use crate::codes::finders;
use crate::corpus::Corpus;
use crate::knowledge::Knowledge;
use crate::settings::Settings;
use crate::verdict::Verdict;
use choro_claim::Annotated;
use choro_diagnostic::Finding;
use choro_gazetteer::Gazetteer;
use choro_network::Network;

/// What checking gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// For each document its verdicts, in the order of its claims.
    pub verdicts: Vec<Vec<Verdict>>,
    /// The findings of all rules that ran, in order of documents and places in them.
    pub findings: Vec<Finding>,
}

/// Judges the claims of all documents and runs the rules.
///
/// Findings that a mark in the text or the allow list passes over are left out; of findings with
/// one code on overlapping words the first is kept.
pub fn check(
    texts: &[Annotated],
    gazetteer: &Gazetteer,
    network: &Network,
    settings: &Settings,
) -> Checked {
    let corpus = Corpus::new(texts, Knowledge::new(gazetteer, network), &settings.style);
    let mut findings: Vec<Finding> = finders()
        .filter(|(rule, _)| settings.runs(rule.code, rule.preview))
        .flat_map(|(_, find)| find(&corpus))
        .filter(|finding| !is_allowed(finding, texts, settings))
        .collect();
    Finding::sort(&mut findings);
    merge(&mut findings);
    let verdicts = texts
        .iter()
        .zip(&corpus.rulings)
        .map(|(text, rulings)| {
            let claims = text.claims.iter().zip(rulings);
            claims
                .map(|(claim, ruling)| ruling.verdict(claim.id))
                .collect()
        })
        .collect();
    Checked { verdicts, findings }
}

fn is_allowed(finding: &Finding, texts: &[Annotated], settings: &Settings) -> bool {
    let place = &finding.primary;
    let Some(text) = texts.iter().find(|t| t.document.path == place.document) else {
        return false;
    };
    let marked = text.document.allowances.iter().any(|allowance| {
        !allowance.code.is_empty()
            && finding.code.starts_with(allowance.code.as_str())
            && (allowance.span.overlaps(place.span)
                || allowance.span.start <= place.span.start && place.span.end <= allowance.span.end)
    });
    marked || settings.allows(&finding.code, &place.document, &words(text, finding))
}

/// The logical text of a finding's words.
fn words(text: &Annotated, finding: &Finding) -> String {
    let span = finding.primary.span;
    text.document
        .blocks
        .iter()
        .filter_map(|b| Some(b.to_logical(span)?.slice(&b.text)))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Of sorted findings with one code on overlapping words keeps the most severe, with the related
/// spans of all.
fn merge(findings: &mut Vec<Finding>) {
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        let same = kept.iter_mut().rev().take(24).find(|k| {
            k.code == finding.code
                && k.primary.document == finding.primary.document
                && k.primary.span.overlaps(finding.primary.span)
        });
        match same {
            Some(first) => {
                for place in &finding.related {
                    if !first.related.contains(place) {
                        first.related.push(place.clone());
                    }
                }
                if finding.severity > first.severity {
                    let gathered = std::mem::take(&mut first.related);
                    *first = finding;
                    first.related = gathered;
                }
            }
            None => kept.push(finding),
        }
    }
    *findings = kept;
}
