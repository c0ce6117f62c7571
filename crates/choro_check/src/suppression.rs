//! What people decided of findings: marks in the text, the allow list, decisions on one finding.

use crate::settings::Settings;
use choro_claim::Annotated;
use choro_diagnostic::Finding;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What passes over a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Suppressor {
    /// A mark in the finding's document, by its index there.
    Mark(usize),
    /// An entry of the allow list, by its index in the settings.
    Allow(usize),
    /// A decision, by its index in the settings.
    Decision(usize),
}

/// A finding that is passed over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// All that passes over it, at least one.
    pub by: Vec<Suppressor>,
    /// Why, in the order of `by`; empty where no reason is given.
    pub reasons: Vec<String>,
}

/// Findings, parted.
#[derive(Default)]
pub(crate) struct Parted {
    pub(crate) shown: Vec<Finding>,
    pub(crate) suppressed: Vec<Suppressed>,
    pub(crate) accepted: BTreeSet<usize>,
}

/// Parts the findings to be shown from those passed over; order is kept. A finding accepted as
/// right is shown with who accepted it and why.
pub(crate) fn part(findings: Vec<Finding>, texts: &[Annotated], settings: &Settings) -> Parted {
    let texts: BTreeMap<&str, &Annotated> = texts
        .iter()
        .map(|text| (text.document.path.as_str(), text))
        .collect();
    let mut parted = Parted::default();
    for mut finding in findings {
        let mut by = Vec::new();
        if let Some(text) = texts.get(finding.primary.document.as_str()) {
            by.extend(marks(&finding, text));
            let words = text.document.words(finding.primary.span);
            let listed = settings.allowed_by(&finding.code, &text.document.path, &words);
            by.extend(listed.into_iter().map(Suppressor::Allow));
        }
        if let Some(at) = settings.decided_by(&finding.fingerprint) {
            let decision = &settings.decisions[at];
            if decision.dismiss {
                by.push(Suppressor::Decision(at));
            } else {
                finding.notes.push(format!("accepted {}", decision.note));
                parted.accepted.insert(at);
            }
        }
        if by.is_empty() {
            parted.shown.push(finding);
        } else {
            let text = texts.get(finding.primary.document.as_str());
            let reasons = by.iter().map(|by| reason(by, text, settings)).collect();
            parted.suppressed.push(Suppressed {
                finding,
                by,
                reasons,
            });
        }
    }
    parted
}

fn reason(by: &Suppressor, text: Option<&&Annotated>, settings: &Settings) -> String {
    match by {
        Suppressor::Mark(at) => {
            let mark = text.and_then(|text| text.document.allowances.get(*at));
            mark.map_or(String::new(), |mark| mark.because.clone())
        }
        Suppressor::Allow(at) => settings.allow[*at].because.clone(),
        Suppressor::Decision(at) => settings.decisions[*at].note.clone(),
    }
}

/// The marks of the finding's document that pass over it.
fn marks<'t>(finding: &'t Finding, text: &'t Annotated) -> impl Iterator<Item = Suppressor> + 't {
    let span = finding.primary.span;
    let marks = text.document.allowances.iter().enumerate();
    marks
        .filter(move |(_, mark)| {
            !mark.code.is_empty()
                && finding.code.starts_with(mark.code.as_str())
                && (mark.span.overlaps(span)
                    || mark.span.start <= span.start && span.end <= mark.span.end)
        })
        .map(|(at, _)| Suppressor::Mark(at))
}
