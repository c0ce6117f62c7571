//! The tables as written: `data/site_types.toml`, `data/site_states.toml`, a project's
//! `sites/types.toml`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use choro_name::bounded_distance;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::pattern::Pattern;
use super::phrase::{Heads, normal};
use super::state::{StateRow, States};
use super::{Mapping, MappingFault, Rule};
use crate::State;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    tails: Vec<String>,
    cuts: Vec<String>,
    vague: Vec<String>,
    columns: Vec<String>,
    inside: Vec<InsideRow>,
    r#type: Vec<TypeRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InsideRow {
    parent: String,
    r#type: String,
    becomes: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StateFile {
    columns: Vec<String>,
    leads: Vec<String>,
    between: Vec<String>,
    state: Vec<StateRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeRow {
    path: String,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    folders: Vec<String>,
    #[serde(default)]
    ko: Vec<String>,
    #[serde(default)]
    all: Vec<String>,
    reach_km: Option<[f64; 2]>,
}

/// A project's own file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Added {
    #[serde(default, rename = "default-status")]
    default_status: Option<State>,
    #[serde(default)]
    r#type: Vec<TypeRow>,
    #[serde(default)]
    folder: Vec<FolderRow>,
    #[serde(default)]
    word: Vec<WordRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FolderRow {
    path: String,
    r#type: Option<String>,
    status: Option<State>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordRow {
    words: Vec<String>,
    r#type: String,
}

/// # Panics
/// Where a table shipped with the program is malformed; a test reads them.
pub(super) fn shipped() -> Mapping {
    let types: Shipped = embedded(
        "site_types.toml",
        include_str!("../../../../data/site_types.toml"),
    );
    let states: StateFile = embedded(
        "site_states.toml",
        include_str!("../../../../data/site_states.toml"),
    );
    let mut mapping = Mapping {
        types: BTreeSet::new(),
        in_folders: HashMap::new(),
        in_names: HashMap::new(),
        endings: BTreeMap::new(),
        means_all: BTreeSet::new(),
        reach_km: BTreeMap::new(),
        heads: Heads {
            cuts: types.cuts,
            tails: types.tails.iter().map(|tail| normal(tail)).collect(),
            vague: types.vague.iter().map(|word| normal(word)).collect(),
        },
        columns: types.columns.into_iter().collect(),
        inside: types
            .inside
            .into_iter()
            .map(|row| (row.r#type, (row.parent, row.becomes)))
            .collect(),
        rules: Vec::new(),
        states: States::new(states.columns, states.leads, states.between, states.state),
        default_state: None,
    };
    for row in types.r#type {
        enter(&mut mapping, row);
    }
    mapping
}

fn embedded<T: DeserializeOwned>(name: &str, text: &str) -> T {
    match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => panic!("data/{name} is malformed: {error}"),
    }
}

pub(super) fn added(to: &Mapping, text: &str) -> Result<Mapping, MappingFault> {
    let file: Added = toml::from_str(text).map_err(|error| MappingFault::Form {
        line: error.span().map_or(1, |span| line_of(text, span.start)),
        message: error.message().to_owned(),
    })?;
    let mut mapping = to.clone();
    mapping.default_state = file.default_status.or(mapping.default_state);
    for row in file.r#type {
        reach_fits(&row, text)?;
        enter(&mut mapping, row);
    }
    for row in file.word {
        let kind = known(&mapping, &row.r#type)?;
        for word in &row.words {
            let word = normal(word);
            mapping.in_names.insert(word.clone(), kind.clone());
            mapping.in_folders.insert(word, kind.clone());
        }
    }
    for row in file.folder {
        let kind = match row.r#type.as_deref() {
            None => None,
            Some("") => Some(String::new()),
            Some(kind) => Some(known(&mapping, kind)?),
        };
        mapping.rules.push(Rule {
            pattern: Pattern::new(&row.path),
            kind,
            state: row.status,
        });
    }
    Ok(mapping)
}

/// Puts a type with its words and the types above it into the tree; later words win.
fn enter(mapping: &mut Mapping, row: TypeRow) {
    let path = row.path.trim_matches('/').to_lowercase();
    for (at, _) in path.match_indices('/') {
        mapping.types.insert(path[..at].to_owned());
    }
    for word in &row.words {
        mapping.in_names.insert(normal(word), path.clone());
    }
    for word in row.words.iter().chain(&row.folders) {
        mapping.in_folders.insert(normal(word), path.clone());
    }
    let last = path.rsplit('/').next().unwrap_or(&path).replace('-', " ");
    for word in row.words.iter().take(1).chain([&last]).chain(&row.all) {
        mapping.means_all.insert((normal(word), path.clone()));
    }
    if let Some([least, most]) = row.reach_km {
        mapping.reach_km.insert(path.clone(), (least, most));
    }
    for ending in row.ko {
        mapping.endings.insert(ending, path.clone());
    }
    mapping.types.insert(path);
}

/// Whether a reach is one: two lengths, the lesser first.
fn reach_fits(row: &TypeRow, text: &str) -> Result<(), MappingFault> {
    match row.reach_km {
        Some([least, most]) if !(least > 0.0 && least <= most && most.is_finite()) => {
            Err(MappingFault::Form {
                line: line_of(text, text.find("reach_km").unwrap_or(0)),
                message: format!(
                    "`reach_km` of `{}` is two numbers above 0, the least and the most",
                    row.path
                ),
            })
        }
        _ => Ok(()),
    }
}

fn known(mapping: &Mapping, kind: &str) -> Result<String, MappingFault> {
    let path = kind.trim_matches('/').to_lowercase();
    if mapping.types.contains(&path) {
        return Ok(path);
    }
    if let Some(meant) = mapping.type_called(kind)
        && meant.ends_with(&format!("/{path}"))
    {
        return Ok(meant.to_owned());
    }
    let near = mapping
        .type_called(kind)
        .or_else(|| nearest(&path, mapping.types()));
    Err(MappingFault::UnknownType {
        kind: kind.to_owned(),
        meant: near.unwrap_or_default().to_owned(),
    })
}

/// The type nearest to what was typed, by whole path or last part; `None` where none is near.
pub(super) fn nearest<'t>(typed: &str, types: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let most = (typed.chars().count() / 3).clamp(1, 3);
    types
        .filter_map(|kind| {
            let last = kind.rsplit('/').next().unwrap_or(kind);
            let near = [kind, last]
                .iter()
                .filter_map(|path| bounded_distance(typed, path, most))
                .min()?;
            Some((near, kind))
        })
        .min()
        .map(|(_, kind)| kind)
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at)
        .map_or(1, |before| before.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One word means one type.
    #[test]
    fn no_word_is_given_twice() {
        let file: Shipped = embedded(
            "site_types.toml",
            include_str!("../../../../data/site_types.toml"),
        );
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        let mut paths = BTreeSet::new();
        for row in &file.r#type {
            assert!(paths.insert(row.path.clone()), "{} twice", row.path);
            let mut own = BTreeSet::new();
            for word in row.words.iter().chain(&row.folders).chain(&row.ko) {
                let word = normal(word);
                assert!(own.insert(word.clone()), "{word} twice in {}", row.path);
                if let Some(other) = seen.insert(word.clone(), row.path.clone()) {
                    panic!("{word}: {other} and {}", row.path);
                }
            }
        }
        for row in &file.inside {
            for path in [&row.parent, &row.r#type, &row.becomes] {
                assert!(paths.contains(path), "{path}");
            }
        }
        assert!(paths.len() >= 150, "{}", paths.len());
    }
}
