//! Names in another script that do not spell what the record is called in Latin letters.
//!
//! 운성 beside "Onsong", where another record of the place has 온성, is a slip: 운성 is Unsong. Told
//! only where one letter or syllable differs from a name that does fit; names of other days and
//! other languages are left in peace.

use super::OWN_RANK;
use super::entry::Entry;
use super::script::{self, Script};
use super::summed::{Told, by_file};
use choro_diagnostic::{Finding, input};
use choro_name::romanisation::spellings;
use choro_name::{Relation, compare};

/// A name of a record that another record of the place shows to be misspelt.
struct Slip {
    entry: usize,
    name: usize,
    /// The other record and its name, which fits.
    right: (usize, usize),
}

/// Takes the keys from names that are slips, and tells of them: they stay visible, but do not find
/// the place.
pub(super) fn release(entries: &mut [Entry], groups: &[Vec<usize>], findings: &mut Vec<Finding>) {
    let slips: Vec<Slip> = groups
        .iter()
        .filter(|group| group.len() > 1)
        .flat_map(|group| slips(entries, group))
        .collect();
    let mut told = Told::new();
    for slip in &slips {
        let (entry, other) = (&entries[slip.entry], &entries[slip.right.0]);
        let message = format!(
            "‘{}’ does not spell {} (`{}`), ‘{}’ of {} line {} does",
            entry.names[slip.name].name.text,
            entry.first_name(),
            entry.id(),
            other.names[slip.right.1].name.text,
            other.path,
            other.line()
        );
        told.entry((entry.path, entry.rank >= OWN_RANK))
            .or_default()
            .push((entry.line(), message));
    }
    findings.extend(by_file(input::NAMES_DISAGREE, told));
    for slip in slips {
        entries[slip.entry].names[slip.name].keys.clear();
    }
}

/// The slips among the names of one place.
fn slips(entries: &[Entry], group: &[usize]) -> Vec<Slip> {
    let foreign: Vec<(usize, usize, &str)> = group
        .iter()
        .flat_map(|at| {
            let names = entries[*at].names.iter().enumerate();
            names.map(move |(n, name)| (*at, n, name.name.text.as_str()))
        })
        .filter(|(_, _, text)| script::of(text).is_some_and(|s| s != Script::Latin))
        .collect();
    let mut slips = Vec::new();
    for &(entry, name, text) in &foreign {
        let one_off = || {
            foreign
                .iter()
                .filter(|(other, _, right)| *other != entry && differ_in_one(text, right))
        };
        if one_off().next().is_none() || fits(entries, group, text) {
            continue;
        }
        let right = one_off().find(|(_, _, right)| fits(entries, group, right));
        if let Some((other, n, _)) = right {
            slips.push(Slip {
                entry,
                name,
                right: (*other, *n),
            });
        }
    }
    slips
}

/// Whether some system writes the name as one of the place's names in Latin letters.
fn fits(entries: &[Entry], group: &[usize], text: &str) -> bool {
    let latin = || {
        let names = group.iter().flat_map(|at| &entries[*at].names);
        names
            .map(|name| name.name.text.as_str())
            .filter(|name| script::of(name) == Some(Script::Latin))
    };
    spellings(text).iter().any(|spelling| {
        latin().any(|name| {
            matches!(
                compare(spelling, name).relation,
                Relation::Same | Relation::Variant
            )
        })
    })
}

/// Whether two names have as many letters, two or more, and differ in one.
fn differ_in_one(a: &str, b: &str) -> bool {
    let length = a.chars().count();
    length > 1
        && length == b.chars().count()
        && a.chars().zip(b.chars()).filter(|(x, y)| x != y).count() == 1
}
