//! Folders that were renamed or moved as a whole.

use std::collections::{BTreeMap, BTreeSet};

use super::traits::Traits;
use crate::Site;

/// A folder all of whose sites stand in one new folder, which had none of them before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refiled {
    /// Its path in the old release.
    pub from: Vec<String>,
    /// Its path in the new one.
    pub to: Vec<String>,
    /// How many sites both have.
    pub sites: usize,
}

/// The folders renamed or moved as a whole, with two sites or more, in order of their old paths.
pub(super) fn refiled(
    old: &[Site],
    new: &[Site],
    pairs: &[(usize, usize)],
    traits: &Traits,
) -> Vec<Refiled> {
    let mut ways: BTreeMap<u32, BTreeMap<u32, (usize, usize, usize)>> = BTreeMap::new();
    for (was, is) in pairs {
        let (from, to) = (traits.old[*was].folder, traits.new[*is].folder);
        let way = ways.entry(from).or_default().entry(to);
        way.or_insert((0, *was, *is)).0 += 1;
    }
    let before: BTreeSet<u32> = traits.old.iter().map(|site| site.folder).collect();
    let mut found: Vec<Refiled> = ways
        .iter()
        .filter_map(|(from, to)| {
            let (to, (sites, was, is)) = to.first_key_value().filter(|_| to.len() == 1)?;
            let whole = from != to && *sites > 1 && !before.contains(to);
            whole.then(|| Refiled {
                from: old[*was].folders.to_vec(),
                to: new[*is].folders.to_vec(),
                sites: *sites,
            })
        })
        .collect();
    found.sort_by(|a, b| a.from.cmp(&b.from));
    found
}
