//! Lists of sites and what of them goes out: `[[sites]]` and `[export.redact]`.

use super::section::{Section, span_of};
use super::{Faults, LayerSettings, Stated};
use std::collections::BTreeMap;

/// One `[[sites]]`.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteSettings {
    /// Where it is and whose it is.
    pub layer: LayerSettings,
    /// The file that says what its folders and words mean; `sites/types.toml` by default.
    pub types: Option<Stated<String>>,
    /// The types that it has all sites of, as far as it reaches; the empty type stands for every
    /// one, none at all for a list that may lack anything.
    pub complete: Vec<String>,
}

const KEYS: [&str; 10] = [
    "path",
    "id",
    "title",
    "licence",
    "attribution",
    "version",
    "accuracy_m",
    "rank",
    "types",
    "complete",
];

impl SiteSettings {
    pub(super) fn read(section: &Section, faults: &mut Faults) -> Option<Self> {
        let path = section.required("path", faults);
        let layer = path.map(|path| LayerSettings {
            path,
            id: section.text("id", faults),
            format: None,
            title: section.text("title", faults),
            licence: section.text("licence", faults),
            attribution: section.text("attribution", faults),
            version: section.date_or_text("version", faults),
            accuracy_m: section.number("accuracy_m", faults),
            rank: section.whole_number("rank", faults),
            feature_type: None,
            parent: None,
            columns: BTreeMap::new(),
        });
        let types = section.stated_text("types", faults);
        let complete = complete(section, faults);
        section.known(&KEYS, faults);
        layer.map(|layer| Self {
            layer,
            types,
            complete,
        })
    }
}

/// `complete = true`, or a list of types.
fn complete(section: &Section, faults: &mut Faults) -> Vec<String> {
    let stated = section.entries().find(|(key, _)| *key == "complete");
    match stated.and_then(|(_, value)| value.get_ref().as_bool()) {
        Some(true) => vec![String::new()],
        Some(false) => Vec::new(),
        None => {
            let types = section.texts("complete", faults).unwrap_or_default();
            let path = |kind: Stated<String>| kind.value.trim_matches('/').to_lowercase();
            types.into_iter().map(path).collect()
        }
    }
}

/// What is done to the positions of a type of site when they are exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redaction {
    /// Degrees are rounded to so many decimals.
    Decimals(u8),
    /// The site is left out.
    LeftOut,
}

/// The most decimals that degrees are rounded to.
const MOST_DECIMALS: u32 = 8;

/// `[export.redact]`: from type, or the first part of its path, to what is done to it. Of several
/// that fit, the longest counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redact {
    /// By type, lower case.
    pub types: BTreeMap<String, Redaction>,
}

impl Redact {
    pub(super) fn read(section: &Section, faults: &mut Faults) -> Self {
        let mut types = BTreeMap::new();
        for (key, value) in section.entries() {
            let kind = key.trim().to_lowercase();
            let redaction = match value.get_ref().as_str() {
                Some("leave out") => Some(Redaction::LeftOut),
                Some(_) => None,
                None => section
                    .whole_number(key, faults)
                    .filter(|decimals| *decimals <= MOST_DECIMALS)
                    .map(|decimals| Redaction::Decimals(decimals as u8)),
            };
            match redaction {
                Some(redaction) => {
                    types.insert(kind, redaction);
                }
                None => faults.unreadable(
                    span_of(value),
                    format!("`{key}` is a number of decimals from 0 to {MOST_DECIMALS}, or \"leave out\""),
                ),
            }
        }
        Self { types }
    }

    /// What is done to a site of this type; `None` where it goes out as it is.
    ///
    /// ```
    /// use choro_project::{Redact, Redaction};
    /// let redact = Redact {
    ///     types: [
    ///         ("military".to_owned(), Redaction::Decimals(1)),
    ///         ("military/bunker".to_owned(), Redaction::LeftOut),
    ///     ]
    ///     .into(),
    /// };
    /// assert_eq!(redact.of("military/radar"), Some(Redaction::Decimals(1)));
    /// assert_eq!(redact.of("military/bunker"), Some(Redaction::LeftOut));
    /// assert_eq!(redact.of("militaryism"), None);
    /// ```
    pub fn of(&self, kind: &str) -> Option<Redaction> {
        let mut kind = kind.to_lowercase();
        loop {
            if let Some(redaction) = self.types.get(&kind) {
                return Some(*redaction);
            }
            let end = kind.rfind('/')?;
            kind.truncate(end);
        }
    }
}
