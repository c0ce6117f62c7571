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
    /// The allow list.
    pub allow: Vec<Allow>,
    /// Today, for entries that expire; entries never expire where `None`.
    pub today: Option<Date>,
    /// How names are written.
    pub style: Style,
}

impl Settings {
    /// Whether a rule runs.
    pub fn runs(&self, code: &str, preview: bool) -> bool {
        let named = |prefixes: &[String]| prefixes.iter().any(|p| code.starts_with(p.as_str()));
        let selected = if preview {
            self.select.iter().any(|p| p == code)
        } else {
            self.select.is_empty() || named(&self.select)
        };
        selected && !named(&self.ignore)
    }

    /// Whether the allow list passes over a finding about these words.
    pub fn allows(&self, code: &str, document: &str, quote: &str) -> bool {
        self.allow.iter().any(|entry| {
            let alive = match (entry.expires, self.today) {
                (Some(last), Some(today)) => today <= last,
                _ => true,
            };
            alive
                && !entry.code.is_empty()
                && code.starts_with(entry.code.as_str())
                && entry.document.as_deref().is_none_or(|d| d == document)
                && entry.quote.as_deref().is_none_or(|q| quote.contains(q))
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
        assert!(settings.allows("GEO103", "a.md", "lies to the east"));
        assert!(!settings.allows("GEO103", "a.md", "lies to the west"));
        assert!(!settings.allows("GEO101", "a.md", "lies to the east"));
        settings.today = Date::new(2027, 1, 2);
        assert!(!settings.allows("GEO103", "a.md", "lies to the east"));
    }
}
