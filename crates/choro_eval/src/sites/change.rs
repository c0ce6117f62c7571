//! What a second release of a list changes, on purpose.

use super::chance::Chance;
use super::draw::year;
use super::ground::fine;
use super::{Drawn, Entry, Figure, Ground, Kind, Plan};
use choro_geometry::{destination, distance_m};
use std::collections::BTreeMap;

const CHOOSING: u64 = 5;
const CHANGING: u64 = 6;

/// A change planted in one site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is in the second release only.
    Added,
    /// It is in the first only.
    Gone,
    /// It is 60 m to 3 km away.
    Moved,
    /// Its name is spelt otherwise, or is another.
    Renamed,
    /// It is 60 m to 400 m away, with another name.
    MovedAndRenamed,
    /// It is in the folder of another sort.
    Retyped,
    /// Its name or description says that it is gone.
    Status,
    /// Its description has a sentence more.
    Described,
}

const ALL: [Change; 8] = [
    Change::Added,
    Change::Gone,
    Change::Moved,
    Change::Renamed,
    Change::MovedAndRenamed,
    Change::Retyped,
    Change::Status,
    Change::Described,
];

impl Change {
    /// The word for it in the list of planted changes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Gone => "gone",
            Self::Moved => "moved",
            Self::Renamed => "renamed",
            Self::MovedAndRenamed => "moved,renamed",
            Self::Retyped => "retyped",
            Self::Status => "status",
            Self::Described => "described",
        }
    }
}

/// The changes from the first release to the second.
pub struct Changes {
    /// By number; what is added has numbers beyond those of the first.
    pub planted: BTreeMap<u32, Change>,
    /// The sites of the second release, in order of the file.
    pub entries: Vec<Entry>,
}

impl Changes {
    /// About `count` changes to a list; sites with faults stay as they are.
    pub fn plant(plan: &Plan, ground: &Ground, kinds: &[Kind], count: u32) -> Self {
        let mut chance = Chance::new(plan.seed, CHOOSING, 0);
        let mut planted = BTreeMap::new();
        let mut entries = plan.entries.clone();
        let size = plan.entries.len();
        for at in 0..count as usize {
            let change = ALL[at % ALL.len()];
            if change == Change::Added {
                let number = (size + at) as u32;
                entries.push(plan.further(ground, kinds, number));
                planted.insert(number, change);
            } else if size > 0 {
                // A site already chosen or faulty is passed over: `count` is reached about.
                let entry = plan.entries[chance.below(size)];
                if !plan.faults.contains_key(&entry.number) {
                    planted.entry(entry.number).or_insert(change);
                }
            }
        }
        entries.retain(|entry| planted.get(&entry.number) != Some(&Change::Gone));
        for entry in &mut entries {
            if planted.get(&entry.number) == Some(&Change::Retyped) {
                entry.kind = other_kind(plan.seed, kinds, *entry);
            }
        }
        entries.sort_unstable();
        Self { planted, entries }
    }
}

/// Another sort of the same division.
fn other_kind(seed: u64, kinds: &[Kind], entry: Entry) -> u16 {
    let mut chance = Chance::new(seed, CHOOSING, u64::from(entry.number) + 1);
    let own = &kinds[usize::from(entry.kind)];
    loop {
        let at = chance.below(kinds.len());
        let kind = &kinds[at];
        if kind.division == own.division && kind != own && kind.share > 0 {
            return at as u16;
        }
    }
}

/// Changes a site as drawn for the first release into that of the second.
pub(super) fn apply(change: Change, site: &mut Drawn, ground: &Ground, seed: u64) {
    let mut chance = Chance::new(seed, CHANGING, u64::from(site.number));
    match change {
        Change::Added | Change::Gone | Change::Retyped => {}
        Change::Moved => shift(site, ground, 3000.0, &mut chance),
        Change::Renamed => rename(site, ground, &mut chance),
        Change::MovedAndRenamed => {
            shift(site, ground, 400.0, &mut chance);
            rename(site, ground, &mut chance);
        }
        Change::Status => end(site, &mut chance),
        Change::Described => {
            let remark = format!("<br/>Looked at again in {}.", year(&mut chance));
            site.description
                .get_or_insert_with(String::new)
                .push_str(&remark);
        }
    }
}

/// Moves a site by 60 m up to `most` metres, inside its province where that can be.
fn shift(site: &mut Drawn, ground: &Ground, most: f64, chance: &mut Chance) {
    let from = site.at;
    for _ in 0..20 {
        let far = 60.0 + (most - 60.0) * chance.unit();
        site.at = fine(destination(from, 360.0 * chance.unit(), far));
        if ground.is_in(site.at, site.province) {
            break;
        }
    }
    debug_assert!(distance_m(from, site.at) > 50.0, "rounding moves little");
    if !matches!(site.figure, Figure::Nowhere) {
        site.figure = Figure::Point;
    }
}

/// Another spelling or another name.
fn rename(site: &mut Drawn, ground: &Ground, chance: &mut Chance) {
    let old = site.name.clone().unwrap_or_default();
    let plain: String = old.chars().filter_map(unmarked).collect();
    let other = chance.pick(&ground.settlements);
    site.name = Some(match chance.below(3) {
        0 if plain != old => plain,
        0 | 1 => format!("{old} No. {}", 2 + chance.below(8)),
        _ => format!("{} Complex", other.name),
    });
}

/// The letter without the marks of McCune and Reischauer.
fn unmarked(letter: char) -> Option<char> {
    match letter {
        'ŏ' => Some('o'),
        'ŭ' => Some('u'),
        'Ŏ' => Some('O'),
        'Ŭ' => Some('U'),
        '\'' | '’' | '´' => None,
        letter => Some(letter),
    }
}

/// Says that the site is gone, in its name or its description.
fn end(site: &mut Drawn, chance: &mut Chance) {
    let year = year(chance);
    if chance.happens(0.5) {
        let name = site.name.clone().unwrap_or_default();
        let bare = name.split(" (").next().unwrap_or_default();
        site.name = Some(format!("{bare} (demolished {year})"));
    } else {
        let remark = format!("<br/>Demolished in {year}.");
        site.description
            .get_or_insert_with(String::new)
            .push_str(&remark);
    }
}
