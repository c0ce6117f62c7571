//! How a project wants its claims judged.

use choro_check::{Allow, FindingDecision, Settings, Style};
use choro_diagnostic::Finding;
use choro_diagnostic::decision::DECISION_CODES;
use choro_project::Project;
use choro_quantity::When;

/// What `choro.toml` and decisions say of the rules, on the day `today` (ISO 8601).
pub(crate) fn settings(project: &Project, today: &str) -> Settings {
    let day = |text: &str| When::parse(text).and_then(|when| when.latest);
    let allow = project.config.allow.iter().map(|allow| Allow {
        code: allow.code.clone(),
        document: allow.document.clone(),
        quote: allow.quote.clone(),
        because: allow.because.clone(),
        expires: allow.expires.as_deref().and_then(day),
    });
    let decisions = project
        .decisions
        .findings
        .iter()
        .map(|decision| FindingDecision {
            fingerprint: decision.fingerprint.value.clone(),
            dismiss: decision.dismiss,
            note: decision.signature.to_string(),
            until: decision.signature.until.as_deref().and_then(day),
        });
    let style = &project.config.style;
    Settings {
        select: project.config.check.select.clone().unwrap_or_default(),
        ignore: project.config.check.ignore.clone(),
        preview: project.config.check.preview,
        allow: allow.collect(),
        decisions: decisions.collect(),
        today: day(today),
        style: Style {
            romanisation: style
                .romanisation
                .as_ref()
                .map(|stated| stated.value.clone()),
            prefer: style
                .prefer
                .iter()
                .map(|stated| stated.value.clone())
                .collect(),
        },
    }
}

/// Whether a finding about an input is to be told: those about decisions can be left out as rules are,
/// faults of files cannot.
pub(crate) fn is_wanted(finding: &Finding, settings: &Settings) -> bool {
    let of_decisions = DECISION_CODES
        .iter()
        .any(|known| known.code == finding.code);
    !of_decisions || settings.runs(&finding.code, false)
}
