//! Groups of sites that moved alike: a folder or a whole file drawn a hundred metres off.

use std::collections::HashMap;

use super::traits::{Trait, Traits};
use super::{Change, What};
use crate::Site;
use crate::nearby::offset_m;

/// Sites that must have moved alike for a shift.
const FEWEST: usize = 5;
/// Metres from which on a site counts as moved here.
const MOVED_M: f64 = 1.5;
/// Of the sites of a group, the share that moved, and of these the share that moved alike.
const SHARE_MOVED: f64 = 0.5;
const SHARE_ALIKE: f64 = 0.7;

/// Many sites moved by the same way.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// The folder they stand in, in the old release; empty for the whole file.
    pub folders: Vec<String>,
    /// How many sites.
    pub sites: usize,
    /// By how many metres, in the middle.
    pub metres: f64,
    /// Towards where, degrees clockwise from north.
    pub azimuth: f64,
}

/// A group of sites: all, those of an outermost folder, those of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Group {
    All,
    Top(u32),
    Folder(u32),
}

/// The way each group moved, metres east and north.
#[derive(Debug, Default)]
pub(super) struct Shifts(HashMap<Group, (f64, f64)>);

impl Shifts {
    /// The widest group of a site that moved, and its way.
    fn widest(&self, site: &Trait) -> Option<(Group, (f64, f64))> {
        groups(site)
            .into_iter()
            .find_map(|group| Some((group, *self.0.get(&group)?)))
    }

    /// The way the group of a site moved.
    pub(super) fn of(&self, site: &Trait) -> Option<(f64, f64)> {
        self.widest(site).map(|(_, way)| way)
    }
}

fn groups(site: &Trait) -> [Group; 3] {
    [Group::All, Group::Top(site.top), Group::Folder(site.folder)]
}

/// Whether a site moved the group's way: to three metres or a twentieth of it.
fn alike(way: (f64, f64), group: (f64, f64)) -> bool {
    let apart = (way.0 - group.0).hypot(way.1 - group.1);
    apart <= (0.05 * group.0.hypot(group.1)).max(3.0)
}

/// The shifts of all groups, from pairs of old and new sites.
pub(super) fn shifts<'p>(traits: &Traits, pairs: impl Iterator<Item = &'p (u32, u32)>) -> Shifts {
    let mut ways: HashMap<Group, Vec<(f64, f64)>> = HashMap::new();
    for (old, new) in pairs {
        let (was, is) = (&traits.old[*old as usize], &traits.new[*new as usize]);
        if let (Some(from), Some(to)) = (was.at, is.at) {
            for group in groups(was) {
                ways.entry(group).or_default().push(offset_m(from, to));
            }
        }
    }
    let common = ways
        .into_iter()
        .filter_map(|(group, ways)| Some((group, common(&ways)?)));
    Shifts(common.collect())
}

/// The way that most of a group moved.
fn common(ways: &[(f64, f64)]) -> Option<(f64, f64)> {
    let far: Vec<(f64, f64)> = ways
        .iter()
        .copied()
        .filter(|w| w.0.hypot(w.1) > MOVED_M)
        .collect();
    if far.len() < FEWEST || (far.len() as f64) < SHARE_MOVED * ways.len() as f64 {
        return None;
    }
    let way = (
        middle(far.iter().map(|w| w.0)),
        middle(far.iter().map(|w| w.1)),
    );
    let agreeing = far.iter().filter(|w| alike(**w, way)).count();
    let enough = agreeing >= FEWEST && agreeing as f64 >= SHARE_ALIKE * far.len() as f64;
    enough.then_some(way)
}

fn middle(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The shifts among some changes, which are marked as part of them.
pub(super) fn told(
    old: &[Site],
    changes: &mut [Change],
    pairs: &[(usize, usize)],
    traits: &Traits,
) -> Vec<Shift> {
    let numbered: Vec<(u32, u32)> = pairs.iter().map(|p| (p.0 as u32, p.1 as u32)).collect();
    let common = shifts(traits, numbered.iter());
    let mut told: Vec<(Group, Shift)> = Vec::new();
    for change in changes {
        let (Some(was), Some(is)) = (change.old, change.new) else {
            continue;
        };
        let What::Moved { shift, .. } = &mut change.what else {
            continue;
        };
        let (from, to) = (&traits.old[was], &traits.new[is]);
        let Some((group, way)) = common.widest(from) else {
            continue;
        };
        let (Some(start), Some(end)) = (from.at, to.at) else {
            continue;
        };
        if !alike(offset_m(start, end), way) {
            continue;
        }
        let known = told.iter().position(|(other, _)| *other == group);
        let index = known.unwrap_or_else(|| {
            told.push((group, shift_of(group, way, &old[was])));
            told.len() - 1
        });
        told[index].1.sites += 1;
        *shift = Some(index);
    }
    told.into_iter().map(|(_, shift)| shift).collect()
}

fn shift_of(group: Group, way: (f64, f64), site: &Site) -> Shift {
    let folders = match group {
        Group::All => Vec::new(),
        Group::Top(_) => site.folders.iter().take(1).cloned().collect(),
        Group::Folder(_) => site.folders.to_vec(),
    };
    Shift {
        folders,
        sites: 0,
        metres: way.0.hypot(way.1),
        azimuth: way.0.atan2(way.1).to_degrees().rem_euclid(360.0),
    }
}
