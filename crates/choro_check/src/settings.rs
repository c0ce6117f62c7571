//! What a project wants checked.

use choro_quantity::Date;
use serde::{Deserialize, Serialize};

/// An entry of the allow list: a finding that people looked at and let stand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Allow {
    /// Rule code, or a prefix of codes.
    pub code: String,
    /// Only in this document; everywhere where `None`.
    pub document: Option<String>,
    /// Only where the quoted words contain this.
    pub quote: Option<String>,
    /// Why.
    pub because: String,
    /// The last day it holds.
    pub expires: Option<Date>,
}

/// A person's word on one finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingDecision {
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// Whether the finding is passed over; else it is accepted as right and shown with `note`.
    pub dismiss: bool,
    /// Who decided, when and why, on one line.
    pub note: String,
    /// The last day it holds.
    pub until: Option<Date>,
}

/// How a project writes names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Style {
    /// Id of the romanisation that names are written in; as each text has it where `None`.
    pub romanisation: Option<String>,
    /// Names to be used for the places that bear them.
    pub prefer: Vec<String>,
}

/// Which rules run and what they may pass over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Prefixes of codes to run; all but those in preview where empty. A rule in preview runs
    /// only where its whole code is named.
    pub select: Vec<String>,
    /// Prefixes of codes not to run.
    pub ignore: Vec<String>,
    /// Whether rules in preview run as others do.
    pub preview: bool,
    /// The allow list.
    pub allow: Vec<Allow>,
    /// What people decided of findings; of several decisions on one finding the last counts.
    pub decisions: Vec<FindingDecision>,
    /// Today, for what expires; nothing expires where `None`.
    pub today: Option<Date>,
    /// How names are written.
    pub style: Style,
}

impl Settings {
    /// Whether a rule runs.
    pub fn runs(&self, code: &str, preview: bool) -> bool {
        let named = |prefixes: &[String]| prefixes.iter().any(|p| code.starts_with(p.as_str()));
        let selected = if preview && !self.preview {
            self.select.iter().any(|p| p == code)
        } else {
            self.select.is_empty() || named(&self.select)
        };
        selected && !named(&self.ignore)
    }

    /// Whether what holds until a day has expired.
    pub fn is_over(&self, last: Option<Date>) -> bool {
        last.zip(self.today)
            .is_some_and(|(last, today)| today > last)
    }

    /// The entries of the allow list, by index, that pass over a finding about these words.
    pub fn allowed_by(&self, code: &str, document: &str, quote: &str) -> Vec<usize> {
        let passes = |entry: &Allow| {
            !self.is_over(entry.expires)
                && !entry.code.is_empty()
                && code.starts_with(entry.code.as_str())
                && entry.document.as_deref().is_none_or(|d| d == document)
                && entry.quote.as_deref().is_none_or(|q| quote.contains(q))
        };
        (0..self.allow.len())
            .filter(|at| passes(&self.allow[*at]))
            .collect()
    }

    /// The decision on a finding, by index: the last that has not expired.
    pub fn decided_by(&self, fingerprint: &str) -> Option<usize> {
        self.decisions.iter().rposition(|decision| {
            decision.fingerprint == fingerprint && !self.is_over(decision.until)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_select_and_ignore() {
        let settings = Settings {
            select: vec!["GEO".into()],
            ignore: vec!["GEO105".into()],
            ..Settings::default()
        };
        assert!(settings.runs("GEO101", false));
        assert!(!settings.runs("GEO105", false));
        assert!(!settings.runs("NAM201", false));
        assert!(!settings.runs("GEO118", true));
        assert!(Settings::default().runs("NAM201", false));
        assert!(!Settings::default().runs("GEO118", true));
        let previewing = Settings {
            preview: true,
            ..settings
        };
        assert!(previewing.runs("GEO118", true) && !previewing.runs("NAM205", true));
    }

    #[test]
    fn an_entry_holds_until_its_last_day() {
        let entry = Allow {
            code: "GEO103".into(),
            quote: Some("to the east".into()),
            expires: Date::new(2027, 1, 1),
            ..Allow::default()
        };
        let mut settings = Settings {
            allow: vec![entry],
            today: Date::new(2027, 1, 1),
            ..Settings::default()
        };
        assert_eq!(
            settings.allowed_by("GEO103", "a.md", "lies to the east"),
            [0]
        );
        assert!(
            settings
                .allowed_by("GEO103", "a.md", "lies to the west")
                .is_empty()
        );
        assert!(
            settings
                .allowed_by("GEO101", "a.md", "lies to the east")
                .is_empty()
        );
        settings.today = Date::new(2027, 1, 2);
        assert!(
            settings
                .allowed_by("GEO103", "a.md", "lies to the east")
                .is_empty()
        );
    }

    #[test]
    fn the_last_decision_that_holds_counts() {
        let on = |dismiss, until| FindingDecision {
            fingerprint: "ab".into(),
            dismiss,
            until,
            ..FindingDecision::default()
        };
        let mut settings = Settings {
            decisions: vec![on(false, None), on(true, Date::new(2027, 1, 1))],
            today: Date::new(2027, 1, 1),
            ..Settings::default()
        };
        assert_eq!(settings.decided_by("ab"), Some(1));
        assert_eq!(settings.decided_by("cd"), None);
        settings.today = Date::new(2027, 1, 2);
        assert_eq!(settings.decided_by("ab"), Some(0));
    }
}
