//! Counts of findings.

use crate::{Finding, Severity};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many findings there are, by severity and by code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity note.
    pub notes: usize,
    /// Documents looked at, or those with findings where that is not known.
    pub documents: usize,
    /// Findings per code.
    pub codes: BTreeMap<String, usize>,
}

impl Summary {
    /// Counts `findings`; `documents` is how many documents were looked at, where known.
    pub fn of(findings: &[Finding], documents: Option<usize>) -> Self {
        let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
        let mut codes = BTreeMap::new();
        for finding in findings {
            *codes.entry(finding.code.clone()).or_default() += 1;
        }
        let touched: BTreeSet<_> = findings.iter().map(|f| &f.primary.document).collect();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            documents: documents.unwrap_or(touched.len()),
            codes,
        }
    }
}

impl std::fmt::Display for Summary {
    /// `2 errors, 3 warnings, 1 note in 5 documents`; what there is none of is not named.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let named = |count: usize, noun: &str| {
            format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
        };
        let mut parts = Vec::new();
        for (count, noun) in [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.notes, "note"),
        ] {
            if count > 0 {
                parts.push(named(count, noun));
            }
        }
        if parts.is_empty() {
            parts.push("no findings".to_owned());
        }
        write!(
            f,
            "{} in {}",
            parts.join(", "),
            named(self.documents, "document")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular_and_none_is_not_named() {
        let summary = Summary {
            errors: 2,
            warnings: 1,
            notes: 0,
            documents: 5,
            codes: BTreeMap::new(),
        };
        assert_eq!(summary.to_string(), "2 errors, 1 warning in 5 documents");
        assert_eq!(
            Summary::of(&[], Some(1)).to_string(),
            "no findings in 1 document"
        );
    }
}
