//! What can be wrong with what people decided: the one table of `DEC` codes.
//!
//! "decisions/places.toml:7:12: warning[DEC001] no record has the key `wof:110874690`".

use crate::{Finding, Location, RuleDescription, RuleLevel, Severity};

/// A decision about something that is not there any more.
pub const STALE: &str = "DEC001";
/// Decisions that cannot both hold.
pub const CONFLICT: &str = "DEC002";
/// A decision whose last day is over.
pub const EXPIRED: &str = "DEC003";
/// A mark in a document that passes over nothing.
pub const UNUSED_MARK: &str = "DEC004";
/// A mark in a document that gives no reason.
pub const UNREASONED_MARK: &str = "DEC005";

/// All codes of decisions in order, as the rule pages and SARIF show them.
pub const DECISION_CODES: [RuleDescription; 5] = [
    RuleDescription {
        code: STALE,
        name: "stale-decision",
        summary: "A decision is about something that is not there any more: a record that no source has, a finding that is no longer made, words that no longer stand in the document.",
        help: "Correct what it names, or take the decision out.",
    },
    RuleDescription {
        code: CONFLICT,
        name: "conflicting-decisions",
        summary: "Decisions cannot both hold: records are decided to be one place and also to be two, and stay two; or words are taken for two places, and the later decision counts.",
        help: "Take one of the decisions back.",
    },
    RuleDescription {
        code: EXPIRED,
        name: "expired-decision",
        summary: "The last day of a decision is over, so it has no effect any more.",
        help: "Look at the matter again: decide anew, or take the decision out.",
    },
    RuleDescription {
        code: UNUSED_MARK,
        name: "unused-allowance",
        summary: "A mark `choro: allow` in a document passes over nothing: there is no finding of its code in its block, or it names no code.",
        help: "Take the mark out, or correct its code.",
    },
    RuleDescription {
        code: UNREASONED_MARK,
        name: "allowance-without-reason",
        summary: "A mark `choro: allow` in a document does not say why.",
        help: "Add the reason: `because=\"…\"`.",
    },
];

/// How each code usually counts.
pub fn decision_levels() -> impl Iterator<Item = RuleLevel> {
    DECISION_CODES.iter().map(|known| RuleLevel {
        code: known.code,
        severity: Severity::Warning,
        preview: false,
    })
}

impl Finding {
    /// A finding about a decision or a mark: a warning, its help taken from [`DECISION_CODES`].
    pub fn decision(code: &str, primary: Location, message: impl Into<String>) -> Self {
        let mut finding = Self::new(code, Severity::Warning, message, primary);
        finding.help = RuleDescription::help_in(&DECISION_CODES, code);
        finding
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use choro_text::Span;

    #[test]
    fn a_finding_about_a_decision_says_what_to_do() {
        let primary = Location {
            document: "decisions/findings.toml".to_owned(),
            span: Span::new(0, 4),
            message: String::new(),
        };
        for known in DECISION_CODES {
            let finding = Finding::decision(known.code, primary.clone(), "gone");
            assert_eq!(finding.severity, Severity::Warning);
            assert_eq!(finding.help.as_deref(), Some(known.help));
        }
    }
}
