//! How likely two records of one source are the same place by their names and positions.
//!
//! Two records called Sin-dong a kilometre apart are two villages, since hundreds bear the name;
//! two called Yonghwach'am are one, entered twice from different maps. So the density at which a
//! true twin would be expected at the distance is held against that of other bearers of the name
//! (after Fellegi and Sunter 1969, with the frequency of the value agreed on as Winkler 1989 has
//! it). What else the records say adds to the odds. The weights are natural logarithms.

use super::entry::{Entry, EntryName};
use super::script::{self, Script};
use choro_geometry::Position;
use std::collections::BTreeSet;
use std::f64::consts::TAU;

/// Share of the records of a gazetteer that it has a second time: about one in fifty of those
/// looked at.
const TWINS: f64 = 0.02;
/// How far twins lie apart on average, km: two maps of scale 1:50,000 to 1:250,000.
const SPREAD_KM: f64 = 0.8;
/// The same where the one is called by another name: a village and the district made of it.
const SPREAD_RENAMED_KM: f64 = 0.5;
/// By how much positions rounded to the minute of arc spread farther.
const ROUNDED: f64 = 1.3;
/// Share of twins that are copies of one entry, with the same position but for rounding, km.
const COPIES: f64 = 0.1;
const COPY_KM: f64 = 0.05;
/// Records that only another name links: the first of the one is among the others of the other.
const RENAMED: f64 = -0.8;
/// Neither bears the other's first name.
const OTHERS_ONLY: f64 = -3.0;
/// The first names are told apart by a mark that both use: Ch'angsŏng and Changsŏng.
const MARKS_DIFFER: f64 = -3.0;
/// "Upper X" beside X.
const PART_OF_NAME: f64 = -6.0;
/// A name in another script agrees, or there are such names and none does.
const SCRIPT_AGREES: f64 = 0.7;
const SCRIPT_DIFFERS: f64 = -2.5;
const SCRIPT_DIFFERS_RENAMED: f64 = -0.3;
/// A gazetteer numbers them side by side: whoever entered the one saw the other.
const SIDE_BY_SIDE: f64 = -1.0;
/// Numbers no farther apart than this stand side by side.
const NEXT_NUMBERS: u64 = 40;
/// No farther apart than this, km: 10' of a degree of error is no twin any more.
pub(super) const FARTHEST_KM: f64 = 3.0;
/// The same where the names differ.
const FARTHEST_RENAMED_KM: f64 = 1.2;
/// By how much the latter is stretched where a position is rounded to the minute.
const FARTHEST_ROUNDED: f64 = 1.6;
/// From these odds on two records are one, as a logarithm.
pub(super) const ACCEPTED: f64 = 0.0;

/// What of an entry is compared.
pub(super) struct Features<'e> {
    pub(super) position: Position,
    /// Folded names with their generics; short forms of other names are left out.
    pub(super) names: BTreeSet<&'e str>,
    first: &'e str,
    /// The first name in lower case with its marks, without hyphens and spaces.
    marked: String,
    /// Names in scripts other than Latin.
    others: BTreeSet<(Script, &'e str)>,
    rounded: bool,
    ids: &'e [String],
}

impl<'e> Features<'e> {
    /// `None` for an entry without position or name.
    pub(super) fn of(entry: &'e Entry) -> Option<Self> {
        let position = entry.position()?;
        let first = whole(entry.names.first()?)?;
        let short: BTreeSet<&str> = entry
            .names
            .iter()
            .flat_map(|name| name.keys.iter().filter(|key| !key.whole))
            .map(|key| key.text.as_str())
            .collect();
        let names = entry
            .names
            .iter()
            .filter_map(whole)
            .filter(|key| *key == first || !short.contains(key))
            .collect();
        let others = entry.names.iter().filter_map(|name| {
            let script = script::of(&name.name.text)?;
            (script != Script::Latin).then_some((script, whole(name)?))
        });
        Some(Self {
            position,
            names,
            first,
            marked: marked(entry.first_name()),
            others: others.collect(),
            rounded: on_the_minute(position.lat) && on_the_minute(position.lon),
            ids: &entry.ids,
        })
    }

    /// The logarithm of the odds that the two are one place, `km` apart, where `density` is the
    /// number of other bearers of the rarest shared name to be expected per km²; `None` where they are too far
    /// apart for that.
    pub(super) fn log_odds(&self, other: &Self, km: f64, density: f64) -> Option<f64> {
        if km > FARTHEST_KM {
            return None;
        }
        let rounded = self.rounded || other.rounded;
        let same_first = self.first == other.first
            || self.others.iter().any(|(_, name)| *name == other.first)
            || other.others.iter().any(|(_, name)| *name == self.first);
        let listed = self.names.contains(other.first) || other.names.contains(self.first);
        let stretch = if rounded { FARTHEST_ROUNDED } else { 1.0 };
        let renamed = !same_first && listed && km <= FARTHEST_RENAMED_KM * stretch;
        let spread = if renamed {
            SPREAD_RENAMED_KM
        } else {
            SPREAD_KM
        } * if rounded { ROUNDED } else { 1.0 };
        let scattered = |spread: f64| (-km / spread).exp() / (TAU * spread * spread);
        let twin = TWINS * ((1.0 - COPIES) * scattered(spread) + COPIES * scattered(COPY_KM));
        let mut odds = (twin / density).ln();
        if !same_first {
            odds += if renamed { RENAMED } else { OTHERS_ONLY };
            if part_of(self.first, other.first) {
                odds += PART_OF_NAME;
            }
        }
        odds += match (self.script_agrees(other), renamed) {
            (None, _) => 0.0,
            (Some(true), _) => SCRIPT_AGREES,
            (Some(false), true) => SCRIPT_DIFFERS_RENAMED,
            (Some(false), false) => SCRIPT_DIFFERS,
        };
        let told_apart = has_marks(&self.marked) && has_marks(&other.marked);
        if same_first
            && told_apart
            && self.marked != other.marked
            && self.script_agrees(other) != Some(true)
        {
            odds += MARKS_DIFFER;
        }
        // One of a pair in two scripts was made for the other: its number means nothing.
        let one_script = script::of(self.first) == script::of(other.first);
        if !rounded && one_script && self.side_by_side(other) {
            odds += SIDE_BY_SIDE;
        }
        Some(odds)
    }

    /// Whether names in a script other than Latin that both use agree; `None` where there are none.
    fn script_agrees(&self, other: &Self) -> Option<bool> {
        if !self.others.is_disjoint(&other.others) {
            return Some(true);
        }
        let both = |(script, _): &&(Script, &str)| other.others.iter().any(|(s, _)| s == script);
        self.others.iter().any(|name| both(&name)).then_some(false)
    }

    /// Whether a gazetteer numbers the two one after the other, or nearly so.
    fn side_by_side(&self, other: &Self) -> bool {
        self.ids.iter().filter_map(numbered).any(|(space, mine)| {
            other.ids.iter().filter_map(numbered).any(|(s, theirs)| {
                s == space && (1..=NEXT_NUMBERS).contains(&mine.abs_diff(theirs))
            })
        })
    }
}

/// The gazetteer and the number of an id: `wikidata:Q807` is 807 of `wikidata`.
fn numbered(id: &String) -> Option<(&str, u64)> {
    let (space, number) = id.split_once(':')?;
    let digits = number.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    Some((space, digits.parse().ok()?))
}

/// The key of the whole name.
fn whole<'e>(name: &'e EntryName) -> Option<&'e str> {
    let key = name.keys.iter().find(|key| key.whole)?;
    Some(key.text.as_str())
}

/// A coordinate given in whole minutes of arc, as the gazetteers of the 1960s have them.
fn on_the_minute(degrees: f64) -> bool {
    let minutes = degrees * 60.0;
    (minutes - minutes.round()).abs() < 0.01
}

fn marked(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}' | '\u{2011}'))
        .map(|c| {
            if matches!(c, '\u{2019}' | '\u{2018}' | '\u{02BC}') {
                '\''
            } else {
                c
            }
        })
        .collect()
}

fn has_marks(marked: &str) -> bool {
    marked.chars().any(|c| !c.is_ascii_alphanumeric())
}

/// Whether one name ends with the other: "Sangjisŏng-ni" and "Chisŏng-ni" in folded form.
fn part_of(a: &str, b: &str) -> bool {
    a.ends_with(b) || b.ends_with(a)
}
