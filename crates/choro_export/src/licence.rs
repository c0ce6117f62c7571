//! Which licences may stand in one file: `data/licences.toml`.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use thiserror::Error;

/// What a licence asks of those who pass data on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Terms {
    /// Nothing.
    Free,
    /// To name the source.
    Attribution,
    /// To pass the whole on under the same licence.
    ShareAlike,
    /// Not to sell it.
    NonCommercial,
    /// Both of these.
    NonCommercialShareAlike,
    /// Not to change it.
    NoDerivatives,
}

/// A licence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// SPDX id, or a short name.
    pub id: String,
    names: Vec<String>,
    /// What it asks for.
    pub terms: Terms,
    #[serde(default)]
    into: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Apart {
    terms: [Terms; 2],
    because: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    licence: Vec<Licence>,
    apart: Vec<Apart>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    toml::from_str(include_str!("../../../data/licences.toml"))
        .expect("data/licences.toml is well-formed")
});

/// Two licences that may not stand in one file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{first} and {second} may not be mixed: {because}")]
pub struct Conflict {
    /// One, as stated.
    pub first: String,
    /// The other, as stated.
    pub second: String,
    /// Why not.
    pub because: String,
}

impl Licence {
    /// The licence that a source's words mean; `None` where they name none of the table. Of
    /// several to choose from (`MIT OR Apache-2.0`) the one that asks for least.
    ///
    /// ```
    /// use choro_export::{Licence, Terms};
    /// assert_eq!(Licence::named("CC BY 4.0").map(|l| l.id.as_str()), Some("CC-BY-4.0"));
    /// assert_eq!(Licence::named("GPL-3.0 OR CC0").map(|l| l.terms), Some(Terms::Free));
    /// assert!(Licence::named("ask us").is_none());
    /// ```
    pub fn named(stated: &str) -> Option<&'static Self> {
        let choices = stated.split(" OR ").filter_map(Self::one);
        choices.min_by_key(|licence| licence.terms as u8)
    }

    fn one(stated: &str) -> Option<&'static Self> {
        let wanted = tidy(stated);
        let is = |licence: &&Self| {
            let mut names = licence.names.iter().chain([&licence.id]);
            names.any(|name| tidy(name) == wanted)
        };
        TABLE.licence.iter().find(is)
    }

    /// Why works of both may not stand in one file; `None` where they may.
    fn against(&self, other: &Self) -> Option<&'static str> {
        let ids = self.id == other.id && self.terms != Terms::NoDerivatives;
        if ids || self.into.contains(&other.id) || other.into.contains(&self.id) {
            return None;
        }
        let terms = [self.terms, other.terms];
        let apart = TABLE
            .apart
            .iter()
            .find(|apart| apart.terms == terms || [apart.terms[1], apart.terms[0]] == terms);
        apart.map(|apart| apart.because.as_str())
    }
}

/// Lower case, without spaces and hyphens.
fn tidy(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric() || *c == '.');
    kept.flat_map(char::to_lowercase).collect()
}

/// Whether works under these licences may stand in one file. Of licences that the table does not
/// know nothing is said.
///
/// # Errors
/// The first two that may not.
///
/// ```
/// use choro_export::may_be_mixed;
/// let licences = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
/// assert!(may_be_mixed(&licences(&["CC-BY-4.0", "ODbL-1.0", "CC0-1.0"])).is_ok());
/// let conflict = may_be_mixed(&licences(&["ODbL-1.0", "CC-BY-SA-4.0"])).expect_err("apart");
/// assert_eq!(
///     conflict.to_string(),
///     "CC-BY-SA-4.0 and ODbL-1.0 may not be mixed: each wants the whole under itself"
/// );
/// ```
pub fn may_be_mixed(licences: &BTreeSet<String>) -> Result<(), Conflict> {
    let known: Vec<(&String, &Licence)> = licences
        .iter()
        .filter_map(|stated| Some((stated, Licence::named(stated)?)))
        .collect();
    for (at, (first, one)) in known.iter().enumerate() {
        for (second, other) in &known[at + 1..] {
            if let Some(because) = one.against(other) {
                return Err(Conflict {
                    first: (*first).clone(),
                    second: (*second).clone(),
                    because: because.to_owned(),
                });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mixed(names: &[&str]) -> Result<(), Conflict> {
        may_be_mixed(&names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn the_table_is_well_formed_and_names_are_unlike() {
        let mut seen = BTreeSet::new();
        for licence in &TABLE.licence {
            for name in licence.names.iter().chain([&licence.id]) {
                assert!(seen.insert(tidy(name)), "{name} twice");
            }
            let known = |id: &&String| TABLE.licence.iter().any(|l| l.id == **id);
            assert!(licence.into.iter().all(|id| known(&id)), "{}", licence.id);
        }
    }

    #[test]
    fn what_asks_for_a_name_mixes_with_all_but_what_may_not_be_changed() {
        assert_eq!(mixed(&["CC BY 4.0", "ODbL", "MIT OR Apache-2.0"]), Ok(()));
        assert_eq!(mixed(&["CC-BY-NC-4.0", "CC-BY-4.0", "CC0"]), Ok(()));
        assert!(mixed(&["CC-BY-ND-4.0", "CC0"]).is_err());
        assert!(mixed(&["CC-BY-NC-4.0", "ODbL-1.0"]).is_err());
    }

    #[test]
    fn share_alike_mixes_with_itself_and_its_later_versions_only() {
        assert_eq!(mixed(&["CC-BY-SA-3.0", "CC-BY-SA-4.0"]), Ok(()));
        assert!(mixed(&["CC-BY-SA-3.0", "ODbL-1.0"]).is_err());
        assert!(mixed(&["CC-BY-SA-4.0", "CC-BY-NC-SA-4.0"]).is_err());
        assert_eq!(mixed(&["what we say", "ODbL-1.0"]), Ok(()));
    }
}
