//! Sites that moved, of which it is plain which they are: what is left for weighing is little.

use std::collections::HashMap;

use choro_geometry::Position;

use super::evidence::apart_m;
use super::pairing::Open;
use super::shift::Shifts;
use super::traits::{NONE, Trait, Traits};
use crate::nearby::{Nearby, shifted};

/// Metres that what is called, filed and described as one site alone may have moved.
const OWN_M: f64 = 5_000.0;
/// The same where it has no description and many bear its name.
const COMMON_M: f64 = 100.0;
/// Bearers of a name up to which it is a site's own.
const FEW: u32 = 3;
/// Metres by which a site may be off where it is expected: rounding.
const OFF_M: f64 = 3.0;

type Key = (u32, u32, u32);

fn key(site: &Trait) -> Key {
    (site.folded, site.folder, site.text)
}

/// Pairs of which name, folder and description are the same and found once among what is open.
pub(super) fn own(traits: &Traits, open: &Open) -> Vec<(u32, u32)> {
    let once = |sites: &[Trait], numbers: &[u32]| {
        let mut found: HashMap<Key, Option<u32>> = HashMap::new();
        for number in numbers {
            let site = &sites[*number as usize];
            if site.folded != NONE {
                let again = found.entry(key(site)).and_modify(|first| *first = None);
                again.or_insert(Some(*number));
            }
        }
        found
    };
    let news = once(&traits.new, &open.new);
    let olds = once(&traits.old, &open.old);
    let pairs = open.old.iter().filter_map(|old| {
        let was = &traits.old[*old as usize];
        let only = (*olds.get(&key(was))?)? == *old;
        let new = (*news.get(&key(was))?)?;
        let is = &traits.new[new as usize];
        let metres = apart_m(was, is)?;
        let own = was.text != NONE || traits.names.of_number(was.folded) <= FEW;
        (only && metres <= if own { OWN_M } else { COMMON_M }).then_some((*old, new))
    });
    pairs.collect()
}

/// Pairs of one name and folder of which the new site stands where the old one is expected: where it
/// was, or where the shift of its folder brings it.
pub(super) fn expected(traits: &Traits, open: &Open, shifts: &Shifts) -> Vec<(u32, u32)> {
    let of_new = |new: &u32| Some((*new, traits.new[*new as usize].at?));
    let near_new = Nearby::new(open.new.iter().filter_map(of_new));
    let goal = |old: &u32| -> Option<(u32, Position)> {
        let was = &traits.old[*old as usize];
        let at = was.at?;
        Some((*old, shifts.of(was).map_or(at, |way| shifted(at, way))))
    };
    let near_old = Nearby::new(open.old.iter().filter_map(goal));
    let alike = |old: u32, new: u32| {
        let (was, is) = (&traits.old[old as usize], &traits.new[new as usize]);
        was.name == is.name && was.folder == is.folder
    };
    let pairs = open.old.iter().filter_map(|old| {
        let (_, to) = goal(old)?;
        let new = nearest(&near_new, to, |new| alike(*old, new))?;
        let at = traits.new[new as usize].at?;
        let back = nearest(&near_old, at, |other| alike(other, new))?;
        (back == *old).then_some((*old, new))
    });
    pairs.collect()
}

fn nearest(among: &Nearby, at: Position, wanted: impl Fn(u32) -> bool) -> Option<u32> {
    let mut best: Option<(f64, u32)> = None;
    among.within(at, OFF_M, |number, metres| {
        let nearer = best.is_none_or(|best| (metres, number) < best);
        if nearer && wanted(number) {
            best = Some((metres, number));
        }
    });
    best.map(|(_, number)| number)
}
