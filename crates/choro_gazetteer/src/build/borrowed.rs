//! Names that a source gives to the wrong unit.
//!
//! "함경북도" among the names of Rason is the name of North Hamgyong, ninety kilometres away.

use super::entry::Entry;
use super::{NAME_OF_ANOTHER_PLACE, warning};
use crate::Class;
use choro_diagnostic::Finding;
use choro_geometry::distance_m;
use choro_layer::{Role, Source};
use choro_name::{Relation, compare};
use std::collections::BTreeMap;

/// Two places of one class farther apart than this do not share an official name, metres.
const FAR_M: f64 = 30_000.0;

/// Names of units that are, in the same language, the first name of another unit of their class
/// far away lose their keys: a source that calls one province by the name of the next must not
/// make the two one. They stay visible as names.
pub(super) fn release(entries: &mut [Entry], sources: &[Source], findings: &mut Vec<Finding>) {
    // Who bears a key as the first name of a language, and as which of its names.
    let mut owners: BTreeMap<(&str, Class), Vec<(usize, usize)>> = BTreeMap::new();
    let divisions = || {
        entries
            .iter()
            .enumerate()
            .filter(|(_, e)| e.is_high_division())
    };
    for (at, entry) in divisions() {
        for (n, name) in entry
            .names
            .iter()
            .enumerate()
            .filter(|(n, _)| is_first(entry, *n))
        {
            for key in name.keys.iter().filter(|key| key.whole) {
                owners
                    .entry((&key.text, entry.stated))
                    .or_default()
                    .push((at, n));
            }
        }
    }
    let mut borrowed: Vec<(usize, usize, usize)> = Vec::new();
    for (at, entry) in divisions() {
        for (n, name) in entry.names.iter().enumerate().skip(1) {
            let first = is_first(entry, n);
            let owner = name
                .keys
                .iter()
                .filter(|key| key.whole)
                .filter_map(|key| owners.get(&(key.text.as_str(), entry.stated)))
                .flatten()
                // Where both have it first in a language, it is the one's whose main name it is.
                .find(|(owner, as_name)| {
                    *owner != at
                        && (*as_name == 0 || !first)
                        && apart(entry, &entries[*owner], &name.name.text)
                });
            if let Some((owner, _)) = owner {
                borrowed.push((at, n, *owner));
            }
        }
    }
    for (at, n, owner) in borrowed {
        let entry = &entries[at];
        let source = &sources[usize::from(entry.source.0)];
        let mut finding = warning(
            NAME_OF_ANOTHER_PLACE,
            entry.path,
            entry.line(),
            format!(
                "‘{}’ among the names of {} is the name of {}",
                entry.names[n].name.text,
                entry.first_name(),
                entries[owner].first_name()
            ),
            "The name is kept but not used to find the place; correct it in the source.",
        );
        finding.reference = Some(
            format!("{} {}", source.id, source.version)
                .trim()
                .to_owned(),
        );
        findings.push(finding);
        entries[at].names[n].keys.clear();
    }
}

/// Whether the name is the first of its language among those of the entry.
fn is_first(entry: &Entry, n: usize) -> bool {
    let name = &entry.names[n].name;
    n == 0
        || (name.role == Role::Preferred
            && !entry.names[..n]
                .iter()
                .any(|before| before.name.language == name.language))
}

/// Whether the name of `entry` that `owner` also bears can only be the owner's: they are far
/// apart, and neither the name nor the owner's first name is like the entry's own first name.
fn apart(entry: &Entry, owner: &Entry, name: &str) -> bool {
    let unlike = |other: &str| {
        let likeness = compare(entry.first_name(), other).relation;
        matches!(likeness, Relation::Different | Relation::NearMiss)
    };
    let far = match (entry.position(), owner.position()) {
        (Some(a), Some(b)) => distance_m(a, b) > FAR_M,
        _ => false,
    };
    far && unlike(name) && unlike(owner.first_name())
}
