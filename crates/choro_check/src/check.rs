//! Checking: measures first, then rules, then what people decided.

use crate::codes::finders;
use crate::corpus::Corpus;
use crate::counts::SiteLists;
use crate::data::Thresholds;
use crate::knowledge::Knowledge;
use crate::settings::Settings;
use crate::suppression::{Suppressed, part};
use crate::verdict::Verdict;
use choro_claim::Annotated;
use choro_diagnostic::Finding;
use choro_elevation::Relief;
use choro_gazetteer::Gazetteer;
use choro_network::Network;
use choro_quantity::Lexicon;
use std::collections::BTreeSet;

/// What statements are held against, and by which words and limits.
#[derive(Clone, Copy)]
pub struct References<'a> {
    /// Places.
    pub gazetteer: &'a Gazetteer,
    /// Lines, stations and crossings.
    pub network: &'a Network,
    /// Heights of the ground.
    pub relief: &'a Relief<'a>,
    /// The lists of sites, for what is said to be how many; empty where there are none.
    pub sites: SiteLists<'a>,
    /// The words that dates, figures and hedges are read by.
    pub lexicon: &'static Lexicon,
    /// How far measures may be off.
    pub limits: &'a Thresholds,
}

/// What checking gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// For each document its verdicts, in the order of its claims.
    pub verdicts: Vec<Vec<Verdict>>,
    /// The findings of all rules that ran, in order of documents and places in them.
    pub findings: Vec<Finding>,
    /// Those that are passed over, in the same order, with what passes over them.
    pub suppressed: Vec<Suppressed>,
    /// The decisions, by index in the settings, that accept one of the findings.
    pub accepted: BTreeSet<usize>,
}

impl Checked {
    /// Applies what people decided to findings made elsewhere, about things that are no documents;
    /// those to be shown. The others join [`Checked::suppressed`].
    pub fn decide(&mut self, findings: Vec<Finding>, settings: &Settings) -> Vec<Finding> {
        let parted = part(findings, &[], settings);
        self.suppressed.extend(parted.suppressed);
        self.accepted.extend(parted.accepted);
        parted.shown
    }
}

/// Judges the claims of all documents and runs the rules.
///
/// Of findings with one code on overlapping words the first is kept. Then those that a mark in the
/// text, the allow list or a decision passes over are put aside.
pub fn check(texts: &[Annotated], references: References<'_>, settings: &Settings) -> Checked {
    let corpus = Corpus::new(texts, Knowledge::new(references), settings);
    let mut findings: Vec<Finding> = finders()
        .filter(|(rule, _)| settings.runs(rule.code, rule.preview))
        .flat_map(|(_, find)| find(&corpus))
        .collect();
    Finding::sort(&mut findings);
    merge(&mut findings);
    tie(&mut findings, texts);
    let parted = part(findings, texts, settings);
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
    Checked {
        verdicts,
        findings: parted.shown,
        suppressed: parted.suppressed,
        accepted: parted.accepted,
    }
}

/// A conflict of statements is one of all of them: with another statement it is another finding, which
/// a decision on the first is not about.
fn tie(findings: &mut [Finding], texts: &[Annotated]) {
    let conflicts = findings.iter_mut().filter(|f| f.code.starts_with("XCL"));
    for finding in conflicts {
        let mut others: Vec<String> = finding
            .related
            .iter()
            .filter_map(|place| {
                let mut texts = texts.iter().map(|text| &text.document);
                let document = texts.find(|document| document.path == place.document)?;
                Some(format!("{} {}", place.document, document.words(place.span)))
            })
            .collect();
        others.sort_unstable();
        let parts: Vec<&str> = std::iter::once(finding.fingerprint.as_str())
            .chain(others.iter().map(String::as_str))
            .collect();
        finding.fingerprint = Finding::fingerprint_of(&parts);
    }
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
