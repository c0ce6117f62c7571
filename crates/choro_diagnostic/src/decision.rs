//! What can be wrong with what people decided: the one table of `DEC` codes.
//!
//! "decisions/places.toml:7:12: warning[DEC001] no record has the key `wof:110874690`".

use crate::{RuleDescription, RuleLevel, Severity};

/// A decision about a record that is not there any more.
pub const STALE: &str = "DEC001";
/// Decisions that cannot both hold.
pub const CONFLICT: &str = "DEC002";

/// All codes of decisions in order, as the rule pages and SARIF show them.
pub const DECISION_CODES: [RuleDescription; 2] = [
    RuleDescription {
        code: STALE,
        name: "stale-decision",
        summary: "A decision names a record that no source has, so it has no effect on it.",
        help: "Correct the key, `SOURCE:RECORD`, or take the decision out.",
    },
    RuleDescription {
        code: CONFLICT,
        name: "conflicting-decisions",
        summary: "Records are decided to be one place and also to be two; they stay two.",
        help: "Take one of the decisions back.",
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
