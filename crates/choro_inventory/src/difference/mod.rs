//! What changed between two releases of an inventory.
//!
//! Sites of the two are taken for one by what they share – id, name, position, folder,
//! description – weighed by how rare it is ([`evidence`]); what shares neither id nor name nor
//! description nor position is another site. Then the two are held against each other, point by
//! point ([`contrast`]).

mod assignment;
mod contrast;
mod evidence;
mod folders;
mod pairing;
mod settled;
mod shift;
mod traits;

#[cfg(test)]
mod tests;

use crate::Site;

pub use folders::Refiled;
pub use shift::Shift;

/// How closely two releases are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DifferenceOptions {
    /// Metres from which on a site has moved; less is taken for rounding. Where one release gives
    /// fewer decimals than the other, that rounding counts too.
    pub least_move_m: f64,
}

impl Default for DifferenceOptions {
    fn default() -> Self {
        Self { least_move_m: 1.5 }
    }
}

/// One thing that changed of one site; a site may have several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Its number in the old release.
    pub old: Option<usize>,
    /// Its number in the new release.
    pub new: Option<usize>,
    /// What changed.
    pub what: What,
}

/// What changed of a site.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// It is in the new release only.
    Added,
    /// It is in the old release only.
    Gone,
    /// It lies elsewhere.
    Moved {
        /// By how many metres; not a number where one release gives no valid position.
        metres: f64,
        /// Towards where, degrees clockwise from north.
        azimuth: f64,
        /// The number in [`Difference::shifts`] of the shift it is part of.
        shift: Option<usize>,
    },
    /// It has another name.
    Renamed,
    /// It has another type or stands in another folder.
    Retyped,
    /// Its status or its time is another.
    Status,
    /// Its description is another.
    Description,
    /// Its line or area is drawn otherwise.
    Geometry,
    /// Its further attributes are others.
    Attributes,
}

impl What {
    /// The names of all sorts of change, in the order in which they are shown.
    pub const NAMES: [&'static str; 9] = [
        "added",
        "gone",
        "moved",
        "renamed",
        "retyped",
        "status",
        "description",
        "geometry",
        "attributes",
    ];

    /// The name of the sort of change, as outputs show it.
    pub fn name(self) -> &'static str {
        Self::NAMES[match self {
            Self::Added => 0,
            Self::Gone => 1,
            Self::Moved { .. } => 2,
            Self::Renamed => 3,
            Self::Retyped => 4,
            Self::Status => 5,
            Self::Description => 6,
            Self::Geometry => 7,
            Self::Attributes => 8,
        }]
    }
}

/// What changed between two releases.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// Every change: in order of the new release, then what is gone, in order of the old one.
    pub changes: Vec<Change>,
    /// Groups of sites that moved alike.
    pub shifts: Vec<Shift>,
    /// Folders all of whose sites stand in one new folder.
    pub refiled: Vec<Refiled>,
    /// Sites that both releases have: their numbers in the old and the new one, in order of the
    /// new.
    pub pairs: Vec<(usize, usize)>,
}

impl Difference {
    /// How many sites are in both releases with nothing changed.
    pub fn unchanged(&self) -> usize {
        let mut changed = 0;
        let mut last = None;
        for change in &self.changes {
            if change.old.is_some() && change.new.is_some() && change.new != last {
                changed += 1;
                last = change.new;
            }
        }
        self.pairs.len() - changed
    }

    /// How many changes there are of each sort, in the order of [`What::NAMES`].
    pub fn counts(&self) -> [usize; What::NAMES.len()] {
        let mut counts = [0; What::NAMES.len()];
        for change in &self.changes {
            let sort = What::NAMES.iter().position(|n| *n == change.what.name());
            counts[sort.unwrap_or_default()] += 1;
        }
        counts
    }
}

/// Compares two releases.
pub fn difference(old: &[Site], new: &[Site], options: &DifferenceOptions) -> Difference {
    let traits = traits::Traits::of(old, new);
    let paired = pairing::pair(old, new, &traits);
    let tolerance_m = contrast::tolerance_m(old, new, options.least_move_m);
    let mut changes = Vec::new();
    let mut old_of: Vec<Option<usize>> = vec![None; new.len()];
    let mut is_gone = vec![true; old.len()];
    for (was, is) in &paired.pairs {
        old_of[*is] = Some(*was);
        is_gone[*was] = false;
    }
    for (is, site) in new.iter().enumerate() {
        let Some(was) = old_of[is] else {
            changes.push(Change {
                old: None,
                new: Some(is),
                what: What::Added,
            });
            continue;
        };
        let same_folder = traits.old[was].folder == traits.new[is].folder;
        contrast::contrast(&old[was], site, same_folder, tolerance_m, |what| {
            changes.push(Change {
                old: Some(was),
                new: Some(is),
                what,
            });
        });
    }
    changes.extend(
        (0..old.len())
            .filter(|was| is_gone[*was])
            .map(|was| Change {
                old: Some(was),
                new: None,
                what: What::Gone,
            }),
    );
    let shifts = shift::told(old, &mut changes, &paired.pairs, &traits);
    Difference {
        refiled: folders::refiled(old, new, &paired.pairs, &traits),
        shifts,
        changes,
        pairs: paired.pairs,
    }
}
