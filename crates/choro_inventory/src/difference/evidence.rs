//! How much speaks for a site of the old release and one of the new being the same.
//!
//! A sum of log likelihood ratios, in natural logarithms: what two sites share speaks for them by
//! how rare it is among all (a name that one in seventy thousand bears by ln 70,000 = 11), what
//! they do not share against them by how seldom it changes from one release to the next. A
//! distance is weighed by how many other sites lie as near: fifty metres say much in empty country
//! and little in a town.

use std::collections::HashMap;

use choro_name::{Relation, compare};

use super::traits::{NONE, Trait, Traits};
use crate::Site;
use crate::nearby::{Nearby, rough_m};

/// What a change costs where nothing is left of the old value: rather one site in fifty than one
/// in seven is renamed from one release to the next.
const RENAMED: f64 = -4.0;
const REFILED: f64 = -4.0;
const REFILED_KIND_KEPT: f64 = -2.5;
const REWRITTEN: f64 = -2.0;
const LOST_TEXT: f64 = -0.7;
const LOST_POSITION: f64 = -4.0;
/// Other numbers in otherwise equal names: "Battery 1" and "Battery 2" are two.
const OTHER_NUMBERS: f64 = -6.0;
/// The most a folder and a description may say: both follow from type and place.
const MOST_OF_FOLDER: f64 = 4.0;
const MOST_OF_TEXT: f64 = 8.0;
/// What a trusted id says, beside a name that only one site bears.
const MOST_OF_ID: f64 = 1.5;
/// Metres within which a position counts as the same.
pub(super) const SAME_PLACE_M: f64 = 2.0;
/// Metres within which what is of the same folder may have followed, whatever its name.
const NEXT_DOOR_M: f64 = 500.0;
/// Moves get rarer with their distance as 1 / (1 + (d / 30 m)^0.75).
const USUAL_MOVE_M: f64 = 30.0;
const MOVE_DECAY: f64 = 0.75;
/// Neighbours that measure how crowded it is somewhere, and how far they are looked for.
const NEIGHBOURS: usize = 8;
const ROOM_M: f64 = 40_000.0;
/// Positions are not told apart below this, metres.
const FINEST_M: f64 = 5.0;

/// How two names are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    /// The same, or with much in common.
    Alike,
    /// Different, or there is none.
    Other,
    /// The same but for their numbers.
    Contrary,
}

/// A measure of likeness over two releases.
pub(super) struct Evidence<'t> {
    old: &'t [Site],
    new: &'t [Site],
    traits: &'t Traits,
    /// ln of the number of sites.
    whole: f64,
    /// Words of folded names, by in how many names of sites they occur.
    words: HashMap<&'t str, u32>,
    around: &'t Nearby,
    /// What an equal id says, by how well ids agree with all else.
    id_weight: f64,
}

/// How crowded it is around a site: the radius in metres of a circle with some neighbours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    radius_m: f64,
    found: f64,
}

impl<'t> Evidence<'t> {
    /// `around` holds the positions of the old release; `id_trust` is the share of sites with
    /// equal ids that are the same by all else.
    pub(super) fn new(
        (old, new): (&'t [Site], &'t [Site]),
        traits: &'t Traits,
        around: &'t Nearby,
        id_trust: f64,
    ) -> Self {
        let mut words: HashMap<&str, u32> = HashMap::new();
        for (number, name) in traits.folded.iter().enumerate().skip(1) {
            for word in name.split(' ') {
                *words.entry(word).or_default() += traits.names.of_number(number as u32);
            }
        }
        let whole = traits.size().ln();
        Self {
            old,
            new,
            traits,
            whole,
            words,
            around,
            id_weight: MOST_OF_ID * (2.0 * id_trust - 1.0).max(0.0) * whole,
        }
    }

    pub(super) fn room(&self, old: usize) -> Option<Room> {
        let at = self.traits.old[old].at?;
        let (radius_m, found) = self.around.room(at, NEIGHBOURS, ROOM_M);
        Some(Room {
            radius_m,
            found: found.max(1) as f64,
        })
    }

    /// What speaks for an old and a new site being one, `None` where that is not above `least` or
    /// they share nothing that tells sites apart. `moved_m` is how far the old one would have moved
    /// beyond a shift it shares with its neighbours.
    pub(super) fn weigh(
        &self,
        (old, new): (usize, usize),
        room: Option<Room>,
        moved_m: Option<f64>,
        least: f64,
    ) -> Option<f64> {
        let (was, is) = (&self.traits.old[old], &self.traits.new[new]);
        let same_id = was.id != NONE && was.id == is.id && self.id_weight > 0.0;
        let mut score = self.place(was, is, room, moved_m) + self.folder(was, is);
        score += if same_id { self.id_weight } else { 0.0 };
        // Names and texts take time: only where they may still decide.
        if score + self.whole + MOST_OF_TEXT <= least {
            return None;
        }
        let (name, names) = self.name(was, is);
        score += name;
        if score + MOST_OF_TEXT <= least {
            return None;
        }
        let (text, same_text) = self.text(old, new);
        score += text;
        let near = |metres: f64| moved_m.is_some_and(|moved| moved <= metres);
        let same_sort = was.folder == is.folder || was.kind == is.kind;
        // Of two of a sort side by side one may have followed the other, if nothing speaks against.
        let follows = was.folder == is.folder && names != Names::Contrary && text >= 0.0;
        let one = names == Names::Alike
            || same_text
            || same_id
            || (near(SAME_PLACE_M) && same_sort)
            || (near(NEXT_DOOR_M) && follows);
        (one && score > least).then_some(score)
    }

    /// ln of how unlikely another site is as near, and of how likely a site moves as far.
    fn place(&self, was: &Trait, is: &Trait, room: Option<Room>, moved_m: Option<f64>) -> f64 {
        let (Some(room), Some(moved)) = (room, moved_m) else {
            let both = was.at.is_some() == is.at.is_some();
            return if both { 0.0 } else { LOST_POSITION };
        };
        let reach = moved.max(FINEST_M) / room.radius_m;
        let others = (room.found * reach * reach).ln() - self.whole;
        -others.min(0.0) - (1.0 + (moved / USUAL_MOVE_M).powf(MOVE_DECAY)).ln()
    }

    fn rarity(&self, count: u32) -> f64 {
        (self.whole - f64::from(count).ln()).max(0.0)
    }

    /// What the names say, and how they are related.
    fn name(&self, was: &Trait, is: &Trait) -> (f64, Names) {
        if was.folded == is.folded {
            let rare = self.rarity(self.traits.names.of_number(was.folded));
            return match was.folded {
                NONE => (0.0, Names::Other),
                _ => (rare, Names::Alike),
            };
        }
        if was.folded == NONE || is.folded == NONE {
            return (RENAMED / 2.0, Names::Other);
        }
        let (a, b) = (
            &self.traits.folded[was.folded as usize],
            &self.traits.folded[is.folded as usize],
        );
        if numbers(a) != numbers(b) && letters(a).eq(letters(b)) {
            return (OTHER_NUMBERS, Names::Contrary);
        }
        let (shared, share) = self.shared_words(a, b);
        let by_words = share * shared + (1.0 - share) * RENAMED;
        // Letters tell more than words only where the words differ.
        let by_letters = match compare(a, b).relation {
            Relation::Same | Relation::Variant => 0.8 * self.whole,
            Relation::NearMiss => 0.4 * self.whole,
            Relation::Different => f64::MIN,
        };
        let names = if share >= 0.3 || by_letters > 0.0 {
            Names::Alike
        } else {
            Names::Other
        };
        (by_words.max(by_letters), names)
    }

    /// How rare the words are that two names share, at most as one name; and their share of the
    /// weight of all.
    fn shared_words(&self, a: &str, b: &str) -> (f64, f64) {
        let weight = |word: &str| self.rarity(self.words.get(word).copied().unwrap_or(1));
        let (mut shared, mut all) = (0.0, 0.0);
        for word in a.split(' ') {
            let weight = weight(word);
            all += weight;
            if b.split(' ').any(|other| other == word) {
                shared += weight;
            }
        }
        let only_in_b = b
            .split(' ')
            .filter(|w| a.split(' ').all(|other| other != *w));
        all += only_in_b.map(weight).sum::<f64>();
        let share = if all > 0.0 { shared / all } else { 0.0 };
        (shared.min(self.whole), share)
    }

    fn folder(&self, was: &Trait, is: &Trait) -> f64 {
        if was.folder == is.folder {
            let count = f64::from(self.traits.folders.of_number(was.folder));
            let within = f64::from(self.traits.tops.of_number(was.top));
            return (within / count).ln().clamp(0.0, MOST_OF_FOLDER);
        }
        if was.kind == is.kind && was.kind != NONE {
            REFILED_KIND_KEPT
        } else {
            REFILED
        }
    }

    /// What the descriptions say, and whether they are the same and rare.
    fn text(&self, old: usize, new: usize) -> (f64, bool) {
        let (was, is) = (&self.traits.old[old], &self.traits.new[new]);
        match (was.text, is.text) {
            (NONE, NONE) => (0.0, false),
            (NONE, _) | (_, NONE) => (LOST_TEXT, false),
            (a, b) if a == b => {
                let rare = self
                    .rarity(self.traits.texts.of_number(a))
                    .min(MOST_OF_TEXT);
                (rare, rare > 2.0)
            }
            _ => {
                let share = common_words(words_of(&self.old[old]), words_of(&self.new[new]));
                let kept = share * share * MOST_OF_TEXT + (1.0 - share) * REWRITTEN;
                (kept, share > 0.7)
            }
        }
    }
}

fn words_of(site: &Site) -> &str {
    let described = site.placemark.feature.description.as_ref();
    described.map_or("", |text| text.0.as_str())
}

/// The share of words two texts have in common, of those of both; of long texts the first
/// thousand words count.
fn common_words(a: &str, b: &str) -> f64 {
    let words = |text: &'_ str| -> Vec<u64> {
        let parts = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty());
        let mut words: Vec<u64> = parts.take(1000).map(hash).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let (a, b) = (words(a), words(b));
    let common = a
        .iter()
        .filter(|word| b.binary_search(word).is_ok())
        .count();
    let all = a.len() + b.len() - common;
    if all == 0 {
        0.0
    } else {
        common as f64 / all as f64
    }
}

/// FNV-1a, 64 bits.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn numbers(name: &str) -> Vec<&str> {
    let runs = name.split(|c: char| !c.is_ascii_digit());
    runs.filter(|run| !run.is_empty()).collect()
}

fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|c| !c.is_ascii_digit())
}

/// How far apart an old and a new site are in metres, `None` where one has no position.
pub(super) fn apart_m(was: &Trait, is: &Trait) -> Option<f64> {
    Some(rough_m(was.at?, is.at?))
}
