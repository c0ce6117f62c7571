//! The systems of the data, found by name or asked all at once.

use super::file;
use super::script;
use super::system::System;
use crate::{bounded_distance, fold};
use std::sync::LazyLock;

static SYSTEMS: LazyLock<Vec<System>> = LazyLock::new(file::all);

/// All systems of the data, by id.
pub fn systems() -> &'static [System] {
    &SYSTEMS
}

/// The system of an id, a title or an alias; case, marks and hyphens do not matter.
pub fn system(id_or_alias: &str) -> Option<&'static System> {
    let asked = fold(id_or_alias);
    systems().iter().find(|system| {
        let names = [&system.id, &system.title].into_iter();
        names.chain(&system.aliases).any(|name| fold(name) == asked)
    })
}

/// The system whose id, title or an alias comes nearest to a name that is none of them, where one
/// comes near.
pub fn nearest_system(name: &str) -> Option<&'static System> {
    let asked = fold(name);
    let limit = (asked.chars().count() / 3).max(1);
    let near = |system: &'static System| {
        let names = [&system.id, &system.title].into_iter();
        names
            .chain(&system.aliases)
            .filter_map(|known| bounded_distance(&asked, &fold(known), limit))
            .min()
            .map(|distance| (distance, system))
    };
    let nearest = systems().iter().filter_map(near);
    nearest
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, system)| system)
}

/// What all systems that names follow write for a name in a script that they read, each spelling
/// once, in the order of the systems. None for a name that is in Latin letters already.
pub fn spellings(name: &str) -> Vec<String> {
    let mut spellings: Vec<String> = Vec::new();
    for system in systems() {
        let romanises = system.from_script != "Latn" && system.to_script == "Latn";
        if !romanises || system.scholarly || !system.reads(name) {
            continue;
        }
        let spelling = system.transliterate(name);
        if !spelling.chars().any(|c| script::holds(system.ranges, c))
            && !spellings.contains(&spelling)
        {
            spellings.push(spelling);
        }
    }
    spellings
}
