//! What has become of decisions: those that are stale, expired or without effect, as findings.

use super::{is_over, location};
use choro_check::{Checked, Settings, Suppressor};
use choro_claim::Annotated;
use choro_diagnostic::Finding;
use choro_diagnostic::decision::{EXPIRED, STALE, UNREASONED_MARK, UNUSED_MARK};
use choro_project::{
    CLAIM_DECISIONS_FILE, CONFIG_FILE, FINDING_DECISIONS_FILE, FindingDecision,
    MENTION_DECISIONS_FILE, Project, Signature,
};
use choro_text::Span;
use std::collections::BTreeSet;

/// What was looked at, and what came of it.
pub(crate) struct Judged<'a> {
    pub(crate) project: &'a Project,
    pub(crate) settings: &'a Settings,
    pub(crate) texts: &'a [Annotated],
    pub(crate) checked: &'a Checked,
    /// Whether all documents and references were there to look at. Where they were not, it cannot be
    /// told that a finding is made no more: it may rest on two documents, or on a missing reference.
    pub(crate) complete: bool,
}

impl Judged<'_> {
    /// All that is to be said of decisions and marks, as far as their rules ran. `today` is an ISO date.
    pub(crate) fn findings(&self, today: &str) -> Vec<Finding> {
        let mut found = self.of_findings(today);
        found.extend(self.of_allow_list(today));
        found.extend(self.of_words(today));
        found.extend(self.of_marks());
        found
    }

    fn used(&self) -> BTreeSet<&Suppressor> {
        let suppressed = self.checked.suppressed.iter();
        suppressed.flat_map(|finding| &finding.by).collect()
    }

    fn of_findings(&self, today: &str) -> Vec<Finding> {
        let used = self.used();
        let mut found = Vec::new();
        let decisions = &self.project.decisions.findings;
        for (at, decision) in decisions.iter().enumerate() {
            let span = decision.fingerprint.span;
            let overruled = decisions[at + 1..]
                .iter()
                .any(|later| later.fingerprint.value == decision.fingerprint.value);
            let in_use =
                used.contains(&Suppressor::Decision(at)) || self.checked.accepted.contains(&at);
            if overruled || in_use {
                continue;
            }
            if is_over(&decision.signature, today) {
                found.push(expired(FINDING_DECISIONS_FILE, span, &decision.signature));
            } else if self.was_looked_for(&decision.code) {
                found.push(self.stale(decision));
            }
        }
        found
    }

    fn stale(&self, decision: &FindingDecision) -> Finding {
        let is_known = |path: &str| {
            let mut texts = self.texts.iter();
            let mut sites = self.project.sites.iter();
            texts.any(|text| text.document.path == path)
                || sites.any(|file| file.layer.path == path)
        };
        let gone = !decision.document.is_empty() && !is_known(&decision.document);
        let message = if gone {
            format!(
                "`{}` is no document of the project any more",
                decision.document
            )
        } else {
            let code = match decision.code.as_str() {
                "" => String::new(),
                code => format!(" of {code}"),
            };
            format!("there is no finding{code} with this fingerprint any more")
        };
        let at = location(FINDING_DECISIONS_FILE, decision.fingerprint.span);
        let mut finding = Finding::decision(STALE, at, message);
        if !decision.words.is_empty() {
            finding
                .notes
                .push(format!("it was about “{}”", decision.words));
        }
        finding.notes.extend(self.moved(decision));
        finding
    }

    /// The one finding of the same code on the same words that the decision may be about now.
    fn moved(&self, decision: &FindingDecision) -> Option<String> {
        let same = |finding: &&Finding| {
            finding.code == decision.code && self.words(finding) == decision.words
        };
        let mut alike = self.checked.findings.iter().filter(same);
        let one = alike.next().filter(|_| !decision.words.is_empty())?;
        alike.next().is_none().then(|| {
            format!(
                "the same words stand in `{}`: their finding is {}",
                one.primary.document, one.fingerprint
            )
        })
    }

    fn words(&self, finding: &Finding) -> String {
        let text = self
            .texts
            .iter()
            .find(|text| text.document.path == finding.primary.document);
        text.map(|text| text.document.words(finding.primary.span))
            .unwrap_or_default()
    }

    /// Whether findings of this code would be made wherever there is anything to find. An empty code is
    /// that of any rule.
    fn was_looked_for(&self, code: &str) -> bool {
        self.complete && self.all_run(code)
    }

    /// Whether all rules whose codes begin so ran.
    fn all_run(&self, prefix: &str) -> bool {
        let mut named = choro_check::rules()
            .iter()
            .filter(|rule| rule.code.starts_with(prefix));
        named.all(|rule| self.settings.runs(rule.code, rule.preview))
    }

    fn of_allow_list(&self, today: &str) -> Vec<Finding> {
        let used = self.used();
        let mut found = Vec::new();
        for (at, allow) in self.project.config.allow.iter().enumerate() {
            let over = allow.expires.as_deref().is_some_and(|last| last < today);
            let at_code = location(CONFIG_FILE, allow.span);
            if over {
                let last = allow.expires.as_deref().unwrap_or("");
                let message = format!("this exception held until {last}");
                found.push(Finding::decision(EXPIRED, at_code, message));
            } else if !used.contains(&Suppressor::Allow(at)) && self.was_looked_for(&allow.code) {
                let message = format!("this exception passes over no finding of {}", allow.code);
                found.push(Finding::decision(STALE, at_code, message));
            }
        }
        found
    }

    /// Decisions on mentions and claims that have expired or whose document is gone; what is stale in
    /// a document is said where it is read.
    fn of_words(&self, today: &str) -> Vec<Finding> {
        let decisions = &self.project.decisions;
        let mentions = decisions
            .mentions
            .iter()
            .map(|d| (MENTION_DECISIONS_FILE, &d.document, &d.signature, d.span));
        let claims = decisions
            .claims
            .iter()
            .map(|d| (CLAIM_DECISIONS_FILE, &d.document, &d.signature, d.span));
        let mut found = Vec::new();
        for (file, document, signature, span) in mentions.chain(claims) {
            if is_over(signature, today) {
                found.push(expired(file, span, signature));
            } else if !self.project.narrowed && !self.project.documents.contains(document) {
                let message = format!("`{document}` is no document of the project any more");
                found.push(Finding::decision(STALE, location(file, span), message));
            }
        }
        found
    }

    fn of_marks(&self) -> Vec<Finding> {
        let used: BTreeSet<(&str, usize)> = self
            .checked
            .suppressed
            .iter()
            .flat_map(|s| s.by.iter().map(|by| (&s.finding, by)))
            .filter_map(|(finding, by)| match by {
                Suppressor::Mark(at) => Some((finding.primary.document.as_str(), *at)),
                _ => None,
            })
            .collect();
        let mut found = Vec::new();
        for text in self.texts {
            let path = text.document.path.as_str();
            for (at, mark) in text.document.allowances.iter().enumerate() {
                let place = location(path, mark.mark);
                let known = choro_check::rules()
                    .iter()
                    .any(|rule| rule.code.starts_with(&mark.code));
                let message = if mark.code.is_empty() {
                    "this mark names no code".to_owned()
                } else if !known {
                    format!("no rule has the code `{}`", mark.code)
                } else if !used.contains(&(path, at)) && self.was_looked_for(&mark.code) {
                    format!("there is no finding of {} to pass over", mark.code)
                } else {
                    if mark.because.is_empty() {
                        let message = "this mark does not say why";
                        found.push(Finding::decision(UNREASONED_MARK, place, message));
                    }
                    continue;
                };
                found.push(Finding::decision(UNUSED_MARK, place, message));
            }
        }
        found
    }
}

fn expired(file: &str, span: Span, signature: &Signature) -> Finding {
    let last = signature.until.as_deref().unwrap_or("");
    let message = format!("this decision held until {last}");
    let mut finding = Finding::decision(EXPIRED, location(file, span), message);
    if !signature.because.is_empty() {
        finding
            .notes
            .push(format!("its reason: {}", signature.because));
    }
    finding
}
