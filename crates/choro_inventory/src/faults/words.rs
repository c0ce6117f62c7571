//! What faults are told by: `data/site_faults.toml`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

/// The data.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// Types whose sites may lie at sea, with all below them.
    at_sea: Vec<String>,
    /// Words of names for forms of the ground on other bodies.
    pub(super) forms: BTreeSet<String>,
    /// Bodies other than the Earth.
    #[serde(rename = "body")]
    pub(super) bodies: Vec<Body>,
}

/// A body other than the Earth.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    /// As it is called in a sentence.
    pub(super) name: String,
    /// What `hint="target=…"` of a KML file says.
    pub(super) target: String,
    /// Words of a title.
    pub(super) titles: BTreeSet<String>,
}

/// The words shipped.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let data = include_str!("../../../../data/site_faults.toml");
    toml::from_str(data).expect("a test reads the data")
});

impl Words {
    /// Whether a site of a type may lie at sea.
    pub(super) fn may_lie_at_sea(&self, kind: &str) -> bool {
        let is_below = |general: &String| {
            let rest = kind.strip_prefix(general.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.at_sea.iter().any(is_below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_at_sea_hold_those_below_them() {
        assert!(WORDS.may_lie_at_sea("nature/island"));
        assert!(WORDS.may_lie_at_sea("transport/port"));
        assert!(!WORDS.may_lie_at_sea("transport/portal"));
        assert!(!WORDS.may_lie_at_sea("military/radar"));
    }
}
