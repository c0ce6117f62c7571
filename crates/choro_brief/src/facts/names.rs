//! What a place is called: in all languages and spellings that sources state, and in those that
//! follow from them by a system of romanisation.

use super::asked::Asked;
use super::fact::{Cells, Item, words};
use crate::brief::Evidence;
use choro_gazetteer::{Name, language_name};
use choro_layer::Role;
use choro_name::romanisation::{System, systems};

pub(super) fn items(asked: &Asked<'_>) -> Vec<Item> {
    let stated = stated(asked);
    let mut rows: Vec<Cells> = stated.iter().map(|name| row(asked, name)).collect();
    // Apostrophes of two shapes make no two spellings.
    let alike = |text: &str| words(text).replace('\u{2019}', "'");
    let mut known: Vec<String> = stated.iter().map(|name| alike(&name.text)).collect();
    for name in &stated {
        for system in systems().iter().filter(|system| writes(system, name)) {
            let spelt = system.transliterate(&name.text);
            if spelt.is_empty() || known.contains(&alike(&spelt)) {
                continue;
            }
            rows.push(derived(asked, name, system, &spelt));
            known.push(alike(&spelt));
        }
    }
    Item::cited(&["name", "name-language", "in-use"], rows)
        .into_iter()
        .collect()
}

/// The names in use at the time, each spelling of a language once; without a time also the former
/// ones, which bear theirs.
fn stated<'m>(asked: &Asked<'m>) -> Vec<&'m Name> {
    let when = asked.when();
    let all: Vec<&Name> = if when.is_unstated() {
        asked.place.names.iter().collect()
    } else {
        let then = asked.gazetteer().names_at(asked.place.id, when, "");
        let then = then.known().unwrap_or_default();
        then.into_iter().map(|then| then.name).collect()
    };
    let mut stated: Vec<&Name> = Vec::new();
    for name in all {
        let same = |known: &&Name| known.text == name.text && known.when == name.when;
        if !stated.iter().any(same) {
            stated.push(name);
        }
    }
    stated
}

fn row(asked: &Asked<'_>, name: &Name) -> Cells {
    let time = asked.wording.time(&name.when);
    let role = match name.role {
        Role::Former if time.is_empty() => asked.wording.word("labels", "former"),
        Role::Variant if time.is_empty() => asked.wording.word("labels", "variant"),
        _ => "",
    };
    let known = asked.wording.entry("languages", &name.language);
    Cells {
        cells: vec![
            words(&name.text),
            known.unwrap_or(language_name(&name.language)).to_owned(),
            if time.is_empty() {
                role.to_owned()
            } else {
                time
            },
        ],
        evidence: vec![asked.record(name.source, asked.place.id)],
    }
}

/// Whether a system writes a name in Latin letters.
fn writes(system: &System, name: &Name) -> bool {
    let language = name.language.split('-').next().unwrap_or_default();
    !language.is_empty()
        && system.language() == language
        && system.to_script() == "Latn"
        && system.from_script() != "Latn"
        // Those for study spell names as no map does.
        && !system.is_scholarly()
        && name.role != Role::Variant
        && system.reads(&name.text)
}

fn derived(asked: &Asked<'_>, name: &Name, system: &System, spelt: &str) -> Cells {
    Cells {
        cells: vec![
            spelt.to_owned(),
            system.title().to_owned(),
            asked.wording.time(&name.when),
        ],
        evidence: vec![Evidence::Computation {
            formula: "romanisation",
            inputs: vec![words(&name.text), system.title().to_owned()],
            result: spelt.to_owned(),
        }],
    }
}
