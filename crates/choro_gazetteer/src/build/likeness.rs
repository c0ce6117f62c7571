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
use choro_name::skeleton;
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
/// The first names are told apart by a mark that both use, Ch'angsŏng and Changsŏng, or that one
/// uses, Kŏnji and Konji.
const MARKS_DIFFER: f64 = -3.0;
const MARKS_LACK: f64 = -1.5;
/// "Upper X" beside X.
const PART_OF_NAME: f64 = -6.0;
/// A name in another script agrees, or there are such names and none does.
const SCRIPT_AGREES: f64 = 0.7;
const SCRIPT_DIFFERS: f64 = -2.5;
const SCRIPT_DIFFERS_RENAMED: f64 = -0.3;
/// A gazetteer numbers them side by side: whoever entered the one saw the other.
const SIDE_BY_SIDE: f64 = -1.5;
/// By how much such twins spread less.
const SIDE_BY_SIDE_SPREAD: f64 = 0.5;
/// Numbers no farther apart than this stand side by side.
const NEXT_NUMBERS: u64 = 40;
/// No farther apart than this, km: what is farther off is no error of a map any more.
pub(super) const FARTHEST_KM: f64 = 3.0;
/// The same where the names differ.
const FARTHEST_RENAMED_KM: f64 = 1.2;
/// By how much the latter is stretched where a position is rounded to the minute.
const FARTHEST_ROUNDED: f64 = 1.6;
/// From these odds on two records are one, as a logarithm.
pub(super) const ACCEPTED: f64 = 0.4;

/// What of an entry is compared.
pub(super) struct Features<'e> {
    pub(super) position: Position,
    /// Folded names without spaces, with their generics.
    pub(super) names: BTreeSet<String>,
    /// Names that are others without their generic: "Sinsang" beside "Sinsang-ni".
    short: BTreeSet<String>,
    first: String,
    /// Whether the first name has no generic.
    bare: bool,
    /// The first name in lower case with its marks, without hyphens and spaces.
    marked: String,
    /// Names in scripts other than Latin.
    others: BTreeSet<(Script, String)>,
    rounded: bool,
    ids: &'e [String],
    /// Country and first-level division by the codes of the source, where it states them.
    divisions: [Option<&'e str>; 2],
}

/// The facts in which sources state these.
const DIVISIONS: [&str; 2] = ["country", "admin1"];

impl<'e> Features<'e> {
    /// `None` for an entry without position or name.
    pub(super) fn of(entry: &'e Entry) -> Option<Self> {
        let position = entry.position()?;
        let shown = entry.names.first()?;
        let first = whole(shown)?;
        let bases: BTreeSet<String> = entry
            .names
            .iter()
            .flat_map(|name| name.keys.iter().filter(|key| !key.whole))
            .map(|key| joined(&key.text))
            .collect();
        let all = entry.names.iter().filter_map(whole);
        let (short, names) = all.partition(|name| *name != first && bases.contains(name));
        let others = entry.names.iter().filter_map(|name| {
            let script = script::of(&name.name.text)?;
            (script != Script::Latin).then_some((script, whole(name)?))
        });
        Some(Self {
            position,
            names,
            short,
            bare: shown.keys.iter().all(|key| key.whole),
            marked: marked(entry.first_name()),
            others: others.collect(),
            rounded: on_the_minute(position.lat) && on_the_minute(position.lon),
            ids: &entry.ids,
            divisions: DIVISIONS.map(|key| fact(entry, key)),
            first,
        })
    }

    /// The names by which a twin may be found: its own, and of the short forms those that a record
    /// shown under the bare name would have.
    pub(super) fn shares(&self, other: &Self, name: &str) -> bool {
        let bears = |this: &Self, that: &Self| {
            this.names.contains(name)
                || (that.bare && that.first == name && this.short.contains(name))
        };
        bears(self, other) && bears(other, self)
    }

    /// All names by which it may be found: its names and their short forms.
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        self.names.iter().chain(&self.short).map(String::as_str)
    }

    /// The logarithm of the odds that the two are one place, `km` apart, where `density` is the
    /// number of other bearers of the rarest shared name to be expected per km²; `None` where they are too far
    /// apart for that, or a border parts them.
    pub(super) fn log_odds(&self, other: &Self, km: f64, density: f64) -> Option<f64> {
        if km > FARTHEST_KM || self.across_a_border(other) {
            return None;
        }
        let rounded = self.rounded || other.rounded;
        let stretch = if rounded { FARTHEST_ROUNDED } else { 1.0 };
        let same_first = self.same_first(other);
        let renamed = !same_first
            && (self.lists(other) || other.lists(self))
            && km <= FARTHEST_RENAMED_KM * stretch;
        // One of a pair in two scripts was made for the other: its number means nothing.
        let one_script = script::of(&self.first) == script::of(&other.first);
        let side_by_side = !rounded && one_script && self.side_by_side(other);
        let spread = if renamed {
            SPREAD_RENAMED_KM
        } else {
            SPREAD_KM
        } * if rounded { ROUNDED } else { 1.0 }
            * if side_by_side {
                SIDE_BY_SIDE_SPREAD
            } else {
                1.0
            };
        let scattered = |spread: f64| (-km / spread).exp() / (TAU * spread * spread);
        let twin = TWINS * ((1.0 - COPIES) * scattered(spread) + COPIES * scattered(COPY_KM));
        let mut odds = (twin / density).ln() + self.marks_say(other);
        if side_by_side {
            odds += SIDE_BY_SIDE;
        }
        if !same_first {
            odds += if renamed { RENAMED } else { OTHERS_ONLY };
            if part_of(&self.first, &other.first) {
                odds += PART_OF_NAME;
            }
        }
        odds += match (self.script_agrees(other), renamed) {
            (None, _) => 0.0,
            (Some(true), _) => SCRIPT_AGREES,
            (Some(false), true) => SCRIPT_DIFFERS_RENAMED,
            (Some(false), false) => SCRIPT_DIFFERS,
        };
        Some(odds)
    }

    /// Whether the source has the two in different countries or first-level divisions: towns that
    /// share a name across a border are two.
    fn across_a_border(&self, other: &Self) -> bool {
        let pairs = self.divisions.iter().zip(&other.divisions);
        pairs
            .filter_map(|(mine, theirs)| Some((*mine)? != (*theirs)?))
            .any(|differ| differ)
    }

    /// Whether the first names are one, or that of one is the other's in its script.
    fn same_first(&self, other: &Self) -> bool {
        let in_script =
            |this: &Self, that: &Self| that.others.iter().any(|(_, name)| *name == this.first);
        self.first == other.first || in_script(self, other) || in_script(other, self)
    }

    /// Whether the first name of the other is among the names of this one.
    fn lists(&self, other: &Self) -> bool {
        self.names.contains(&other.first) || (other.bare && self.short.contains(&other.first))
    }

    /// What marks say that tell first names apart which are folded to one.
    fn marks_say(&self, other: &Self) -> f64 {
        let alike = self.first != other.first || self.marked == other.marked;
        if alike || self.script_agrees(other) == Some(true) {
            0.0
        } else if has_marks(&self.marked) && has_marks(&other.marked) {
            MARKS_DIFFER
        } else {
            MARKS_LACK
        }
    }

    /// Whether names in a script other than Latin that both use agree; `None` where there are none.
    fn script_agrees(&self, other: &Self) -> Option<bool> {
        if !self.others.is_disjoint(&other.others) {
            return Some(true);
        }
        let both = |script: &Script| other.others.iter().any(|(s, _)| s == script);
        self.others
            .iter()
            .any(|(script, _)| both(script))
            .then_some(false)
    }

    /// Whether a gazetteer numbers the two one after the other, or nearly so.
    fn side_by_side(&self, other: &Self) -> bool {
        let numbers = |this: &Self| -> Vec<(&'e str, u64)> {
            this.ids.iter().filter_map(|id| numbered(id)).collect()
        };
        let theirs = numbers(other);
        numbers(self).iter().any(|(space, mine)| {
            theirs.iter().any(|(s, theirs)| {
                s == space && (1..=NEXT_NUMBERS).contains(&mine.abs_diff(*theirs))
            })
        })
    }
}

/// What the records of an entry state under a key.
fn fact<'e>(entry: &'e Entry, key: &str) -> Option<&'e str> {
    let facts = entry.records.iter().flat_map(|record| &record.attributes);
    facts
        .filter(|fact| fact.key == key && !fact.value.is_empty())
        .map(|fact| fact.value.as_str())
        .next()
}

/// The gazetteer and the number of an id: `wikidata:Q807` is 807 of `wikidata`.
fn numbered(id: &str) -> Option<(&str, u64)> {
    let (space, number) = id.split_once(':')?;
    let digits = number.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    Some((space, digits.parse().ok()?))
}

/// The key of the whole name, without spaces: "Hach'on" and "Ha-ch'on" are written either way.
fn whole(name: &EntryName) -> Option<String> {
    let key = name.keys.iter().find(|key| key.whole)?;
    Some(joined(&key.text))
}

fn joined(key: &str) -> String {
    key.replace(' ', "")
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

/// Whether one name ends with the other, however spelt: "Sangjisŏng-ni" and "Chisŏng-ni".
fn part_of(a: &str, b: &str) -> bool {
    let (a, b) = (skeleton(a), skeleton(b));
    a.ends_with(&b) || b.ends_with(&a)
}
