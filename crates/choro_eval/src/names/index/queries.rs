//! Questions drawn from the places by a fixed seed.

use crate::world::towns::Place;
use choro_name::fold;
use std::collections::BTreeSet;

/// Kinds of questions for recall.
pub(super) const KINDS: &[&str] = &[
    "one slip",
    "two slips",
    "held-out Latin",
    "held-out other script",
];

/// Questions of each kind for recall.
const OF_KIND: usize = 2000;
/// Questions for speed.
const FOR_SPEED: usize = 10_000;
/// Look-ups for throughput.
const LOOK_UPS: usize = 200_000;

/// A question with the place that is meant.
pub(super) struct Query {
    pub(super) kind: &'static str,
    pub(super) text: String,
    pub(super) entry: u32,
}

/// Questions for speed.
#[derive(Default)]
pub(super) struct Speed {
    /// Names as they stand.
    pub(super) names: Vec<String>,
    /// Names with one or two slips.
    pub(super) slips: Vec<String>,
    /// Beginnings of names.
    pub(super) starts: Vec<String>,
}

impl Speed {
    /// Draws questions from names that are given by chance.
    pub(super) fn draw(chance: &mut Chance, mut name: impl FnMut(&mut Chance) -> String) -> Self {
        let mut drawn = Self::default();
        for _ in 0..LOOK_UPS {
            drawn.names.push(name(chance));
        }
        for at in 0..FOR_SPEED {
            let long = name(chance);
            drawn.slips.push(slipped(&long, 1 + at % 2, chance));
            let begun = name(chance);
            let letters = 1 + chance.below(begun.chars().count().min(8));
            drawn.starts.push(begun.chars().take(letters).collect());
        }
        drawn
    }
}

/// All questions.
pub(super) struct Drawn {
    pub(super) speed: Speed,
    /// With the place meant.
    pub(super) recall: Vec<Query>,
    /// (entry, name) left out of the index that is asked.
    held_out: BTreeSet<(u32, String)>,
}

impl Drawn {
    pub(super) fn is_held_out(&self, entry: u32, name: &str) -> bool {
        self.held_out.contains(&(entry, name.to_owned()))
    }
}

/// SplitMix64 (G. Steele, D. Lea, C. Flood 2014): numbers by chance, the same in every run.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new() -> Self {
        Self(2026)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }
}

/// Draws questions from the names of the places.
pub(super) fn draw(places: &[Place]) -> Drawn {
    let mut chance = Chance::new();
    let mut drawn = Drawn {
        speed: Speed::default(),
        recall: Vec::new(),
        held_out: BTreeSet::new(),
    };
    if places.is_empty() {
        return drawn;
    }
    drawn.speed = Speed::draw(&mut chance, |chance| any_name(places, chance).1.to_owned());
    for (kind, slips) in [(KINDS[0], 1), (KINDS[1], 2)] {
        for _ in 0..OF_KIND {
            let (entry, name) = long_name(places, &mut chance);
            let text = slipped(name, slips, &mut chance);
            drawn.recall.push(Query { kind, text, entry });
        }
    }
    hold_out(places, &mut chance, &mut drawn);
    drawn
}

/// A name and the number of its place.
pub(super) fn any_name<'p>(places: &'p [Place], chance: &mut Chance) -> (u32, &'p str) {
    let entry = chance.below(places.len());
    let names: Vec<&str> = places[entry].names().collect();
    (entry as u32, names[chance.below(names.len())])
}

/// A name of at least five letters.
fn long_name<'p>(places: &'p [Place], chance: &mut Chance) -> (u32, &'p str) {
    // A world without such a name is no world to measure.
    for _ in 0..1000 {
        let (entry, name) = any_name(places, chance);
        if fold(name).chars().count() >= 5 {
            return (entry, name);
        }
    }
    any_name(places, chance)
}

/// The folded name with so many slips: a letter left out, doubled or put in, replaced, or swapped
/// with its neighbour.
fn slipped(name: &str, slips: usize, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = fold(name).chars().collect();
    let known = letters.clone();
    for _ in 0..slips {
        if letters.len() < 2 {
            break;
        }
        let at = chance.below(letters.len());
        let other = known[chance.below(known.len())];
        let other = if other.is_ascii() {
            char::from(b'a' + chance.below(26) as u8)
        } else {
            other
        };
        match chance.below(4) {
            0 => {
                letters.remove(at);
            }
            1 => letters.insert(at, other),
            2 => letters[at] = other,
            _ => {
                let at = at.min(letters.len() - 2);
                letters.swap(at, at + 1);
            }
        }
    }
    letters.into_iter().collect()
}

/// Takes alternate names out of places, of which no other name folds to the same.
fn hold_out(places: &[Place], chance: &mut Chance, drawn: &mut Drawn) {
    let (mut latin, mut other) = (0, 0);
    for _ in 0..50 * OF_KIND {
        let (entry, name) = any_name(places, chance);
        let place = &places[entry as usize];
        let folded = fold(name);
        let same = place.names().filter(|known| fold(known) == folded).count();
        let shown = place.names().next() == Some(name);
        if shown || same != 1 || folded.chars().count() < 3 {
            continue;
        }
        let (kind, count) = if folded.is_ascii() {
            (KINDS[2], &mut latin)
        } else {
            (KINDS[3], &mut other)
        };
        if *count < OF_KIND && drawn.held_out.insert((entry, name.to_owned())) {
            *count += 1;
            let text = name.to_owned();
            drawn.recall.push(Query { kind, text, entry });
        }
    }
}

/// The index of all names that are not held out.
pub(super) fn without_held_out(places: &[Place], drawn: &Drawn) -> Result<Vec<u8>, String> {
    let mut builder = choro_index::Builder::new();
    for (entry, place) in places.iter().enumerate() {
        let entry = entry as u32;
        for name in place.names().filter(|name| !drawn.is_held_out(entry, name)) {
            let added = builder.add(place.toponym(name, entry));
            added.map_err(|error| error.to_string())?;
        }
    }
    builder.finish().map_err(|error| error.to_string())
}
