//! What is said of a rule wherever its findings are listed.

use crate::Severity;

/// A rule's entry in a table of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleDescription {
    /// `GEO103`, `INP006`.
    pub code: &'static str,
    /// Its name in words joined by hyphens: `bad-coordinate`.
    pub name: &'static str,
    /// One or two sentences: what the rule finds.
    pub summary: &'static str,
    /// What a writer can do about it.
    pub help: &'static str,
}

impl RuleDescription {
    /// What a writer can do about a code of this table; `None` where it is not there.
    pub(crate) fn help_in(table: &[RuleDescription], code: &str) -> Option<String> {
        let known = table.iter().find(|known| known.code == code)?;
        Some(known.help.to_owned())
    }
}

/// How the findings of a rule count where nothing in the text raises or lowers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleLevel {
    /// `GEO103`, `INP006`.
    pub code: &'static str,
    /// The usual severity.
    pub severity: Severity,
    /// Whether the rule is in preview: it runs only where its code is selected in full.
    pub preview: bool,
}
