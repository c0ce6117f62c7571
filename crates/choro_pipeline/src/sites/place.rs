//! Which sites are places that prose may name, and as what.
//!
//! Lists of sites are full of names that name nothing: five hundred times “AAA Site”. A site counts
//! as a place where its name is its own in the whole inventory and more than a word for its type.

use choro_inventory::{Inventory, Mapping, Site, State};
use choro_layer::{Record, RecordAttribute, RecordName, Role};
use choro_name::fold;
use choro_quantity::When;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Attributes that give another name, with the language it is in.
const NAMES: [(&str, &str); 6] = [
    ("name:ko", "ko"),
    ("name:en", "en"),
    ("name:zh", "zh"),
    ("name:ja", "ja"),
    ("name:ru", "ru"),
    ("hangul", "ko"),
];
/// What stands for a site of which [`FEATURE_TYPES`] says nothing.
const SITE: &str = "site";

/// Feature types by the beginning of a site type's path.
static FEATURE_TYPES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    toml::from_str(include_str!("../../../../data/site_places.toml"))
        .expect("data/site_places.toml is well-formed")
});

/// The feature type of a site type.
fn feature_type(kind: &str) -> &'static str {
    let mut kind = kind;
    loop {
        if let Some(feature_type) = FEATURE_TYPES.get(kind) {
            return feature_type;
        }
        match kind.rfind('/') {
            Some(end) => kind = &kind[..end],
            None => return SITE,
        }
    }
}

/// How many sites bear each name.
pub(super) struct Named(HashMap<String, u32>);

impl Named {
    pub(super) fn of(inventory: &Inventory) -> Self {
        let mut bearers = HashMap::new();
        for site in &inventory.sites {
            *bearers.entry(fold(proper(&site.name))).or_default() += 1;
        }
        Self(bearers)
    }

    /// The record of a site that is a place.
    pub(super) fn record(&self, site: &Site) -> Option<Record> {
        let name = proper(&site.name);
        let folded = fold(name);
        let own = self.0.get(&folded) == Some(&1);
        if !own || folded.is_empty() || !is_name(name) {
            return None;
        }
        let feature = &site.placemark.feature;
        let shape = site.placemark.geometry.as_ref()?.shape()?;
        let mut names = vec![RecordName {
            text: name.to_owned(),
            language: String::new(),
            role: Role::Preferred,
            when: When::default(),
        }];
        for (key, language) in NAMES {
            let named = feature.data.iter().find(|datum| datum.name == key);
            let text = named.map(|datum| datum.value.text()).unwrap_or_default();
            if !text.trim().is_empty() {
                names.push(RecordName {
                    text: text.trim().to_owned(),
                    language: language.to_owned(),
                    role: Role::Variant,
                    when: When::default(),
                });
            }
        }
        Some(Record {
            id: site.id.clone(),
            line: feature.line,
            names,
            feature_type: feature_type(&site.kind).to_owned(),
            shape: Some(shape),
            point: site.position,
            attributes: site.status.iter().map(status).collect(),
            ..Record::default()
        })
    }
}

/// A name without what stands in brackets behind it: `Orang (destroyed 2016)`.
fn proper(name: &str) -> &str {
    let name = name.trim();
    match name.rfind(" (") {
        Some(at) if name.ends_with(')') => name[..at].trim_end(),
        _ => name,
    }
}

/// Whether a name is more than a word for a type, a number or a remark.
fn is_name(name: &str) -> bool {
    let capital = |word: &str| {
        let first = word.chars().next().unwrap_or(' ');
        first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase())
    };
    let words = name.split_whitespace();
    words.clone().any(capital)
        && words.count() <= 6
        && !name.contains(['?', '#', ';', ':'])
        && Mapping::shipped().type_called(name).is_none()
        && choro_gazetteer::Class::from_noun(name).is_none()
}

fn status(status: &choro_inventory::Status) -> RecordAttribute {
    let value = match status.state {
        State::Active => "open",
        State::UnderConstruction => "under construction",
        State::Planned => "planned",
        State::Former => "closed",
        State::Demolished => "demolished",
    };
    RecordAttribute {
        key: "status".to_owned(),
        value: value.to_owned(),
        unit: String::new(),
        when: status.when.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_type_is_a_kind_of_place_and_every_path_a_type_of_site() {
        let types: Vec<&str> = Mapping::shipped().types().collect();
        for (path, feature_type) in &*FEATURE_TYPES {
            assert!(types.contains(&path.as_str()), "{path}");
            let class = choro_gazetteer::Class::from_type(feature_type);
            assert!(class.is_some(), "{feature_type}");
        }
        assert_eq!(feature_type("military/radar"), "military base");
        assert_eq!(feature_type("military/airfield/highway-strip"), "airport");
        assert_eq!(feature_type(""), SITE);
    }

    #[test]
    fn words_for_types_and_remarks_are_no_names() {
        for name in ["Orang Airport", "경성읍성", "Kyongsong Castle"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["AAA site", "radar station", "School", "Bunker #3", "dam?"] {
            assert!(!is_name(name), "{name}");
        }
        assert_eq!(proper("Orang Airport (built 2011)"), "Orang Airport");
    }
}
