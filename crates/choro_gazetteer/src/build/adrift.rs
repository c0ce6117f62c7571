//! Entries without position: the rows of a census, of a list of units.
//!
//! "KP0101, Hyesan City, 192680" has no coordinates and belongs to the city's unit. A row joins
//! where its name, class and parent leave one unit; otherwise it stays a place of its own.

use super::entry::Entry;
use super::groups::{Cause, Groups};
use super::join::{ByKey, one_kind};
use crate::{Class, SourceId};
use choro_name::skeleton;
use std::collections::{BTreeMap, BTreeSet};

/// Entries without position join the one unit (else the one thing) of their name, class and parent.
pub(super) fn join(entries: &[Entry], by_key: &ByKey, groups: &mut Groups) {
    let adrift: Vec<usize> = (0..entries.len())
        .filter(|at| entries[*at].position().is_none() && groups.members(*at).len() == 1)
        .collect();
    if adrift.is_empty() {
        return;
    }
    let parents = parent_keys(entries);
    let by_bones = units_by_bones(entries, by_key);
    // Exact names first: they claim their places before looser spellings do.
    for exact in [true, false] {
        let mut claims: BTreeMap<(usize, SourceId), Vec<usize>> = BTreeMap::new();
        for &at in adrift.iter().filter(|at| groups.members(**at).len() == 1) {
            let mut found: Vec<usize> = Vec::new();
            for key in entries[at].names.iter().flat_map(|name| &name.keys) {
                if exact {
                    let bearers = by_key.get(key.text.as_str()).into_iter().flatten();
                    found.extend(bearers.map(|(bearer, _)| *bearer));
                } else {
                    found.extend(by_bones.get(&skeleton(&key.text)).into_iter().flatten());
                }
            }
            found.retain(|to| {
                entries[*to].position().is_some() && fits(&entries[at], &entries[*to])
            });
            if let [root] = choose(entries, groups, &parents, at, &found)[..] {
                claims
                    .entry((root, entries[at].source))
                    .or_default()
                    .push(at);
            }
        }
        // Two rows of one list that claim one place: nothing tells which is right.
        for ((root, _), claimants) in claims {
            if let [at] = claimants[..]
                && groups.may_join(entries, at, root)
            {
                groups.join(at, root, Cause::OnlyOne);
            }
        }
    }
}

fn units_by_bones(entries: &[Entry], by_key: &ByKey) -> BTreeMap<String, Vec<usize>> {
    let mut by_bones: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (key, bearers) in by_key {
        let mut units = bearers
            .iter()
            .map(|(at, _)| *at)
            .filter(|at| entries[*at].is_unit())
            .peekable();
        if units.peek().is_some() {
            by_bones.entry(skeleton(key)).or_default().extend(units);
        }
    }
    by_bones
}

/// The groups that are left of those found: units before other things, then those whose parents
/// agree.
fn choose(
    entries: &[Entry],
    groups: &Groups,
    parents: &[BTreeSet<String>],
    at: usize,
    found: &[usize],
) -> Vec<usize> {
    let mut roots: Vec<usize> = found.iter().map(|to| groups.root(*to)).collect();
    roots.sort_unstable();
    roots.dedup();
    roots.retain(|root| groups.may_join(entries, at, *root));
    if roots.len() > 1 && roots.iter().any(|root| holds_unit(entries, groups, *root)) {
        roots.retain(|root| holds_unit(entries, groups, *root));
    }
    if roots.len() > 1 {
        let agrees = |member: &usize| !parents[*member].is_disjoint(&parents[at]);
        roots.retain(|root| groups.members(*root).iter().any(agrees));
    }
    roots
}

fn holds_unit(entries: &[Entry], groups: &Groups, root: usize) -> bool {
    groups.members(root).iter().any(|m| entries[*m].is_unit())
}

fn fits(adrift: &Entry, placed: &Entry) -> bool {
    if adrift.stated.is_division() && adrift.stated != Class::Region {
        // A list of counties holds the units of cities too.
        return placed.is_unit() && placed.stated.level() == adrift.stated.level();
    }
    one_kind(adrift, placed)
}

/// For each entry the keys of the names of its parents.
fn parent_keys(entries: &[Entry]) -> Vec<BTreeSet<String>> {
    let by_id: BTreeMap<(u16, &str), usize> = entries
        .iter()
        .enumerate()
        .map(|(at, e)| ((e.source.0, e.id()), at))
        .collect();
    let keys_of = |entry: &Entry| {
        let mut keys = BTreeSet::new();
        for parent in entry.records.iter().flat_map(|r| &r.parents) {
            match by_id.get(&(entry.source.0, parent.to.as_str())) {
                Some(at) => {
                    let names = entries[*at].names.iter().flat_map(|name| &name.keys);
                    keys.extend(names.map(|key| skeleton(&key.text)));
                }
                None => keys.extend(choro_name::keys(&parent.to).iter().map(|key| skeleton(key))),
            }
        }
        keys
    };
    entries.iter().map(keys_of).collect()
}
