//! How two names are alike: by what, and how far apart they are spelt.

use super::Relation;
use super::reading::{How, Reading, is_abbreviation, readings, word_set};
use crate::generic::endings;
use crate::romanisation::spellings;
use crate::{bounded_distance, fold, skeleton, tolerated_edits, weighted_distance};
use serde::{Deserialize, Serialize};

/// By what two names are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mechanism {
    /// Equal after folding.
    Spelling,
    /// Equal without their generics.
    Generic,
    /// One is short for the other.
    Abbreviation,
    /// Equal but for spaces, doubled letters and the habits of romanisation.
    Romanisation,
    /// The same words in another order.
    Order,
    /// One romanises to the other, or to a variant of it.
    Script,
    /// A slip of one or two letters.
    Slip,
    /// Not alike.
    None,
}

/// How the generics of two names agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Generics {
    /// Both have none, or one of the same class.
    Agree,
    /// Only one of the names has one.
    Lacking,
    /// Both are units or settlements, of different rank: city and county.
    Rank,
}

/// What a comparison has found, from which its score follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Likeness {
    /// How the names are related.
    pub relation: Relation,
    /// By what.
    pub mechanism: Mechanism,
    /// How their generics agree.
    pub generics: Generics,
    /// Letters of the shorter name, without generic and spaces.
    pub letters: usize,
    /// Weighted edit distance of what is left without generics; 0 where that is equal.
    pub apart: f64,
    /// That distance for each letter of the words that differ: a letter counts more in "Ho-chuan
    /// Zhen" beside "Ho-chang Zhen" than in a name of one long word.
    pub apart_share: f64,
    /// Whether both begin with the same letter, or with two that romanisations write for one.
    pub initial: bool,
    /// Whether the names are in two scripts, one romanised to be compared.
    pub across_scripts: bool,
    /// Why, in words for people.
    pub reason: String,
}

impl Likeness {
    fn different(reason: impl Into<String>) -> Self {
        Self {
            relation: Relation::Different,
            mechanism: Mechanism::None,
            generics: Generics::Agree,
            letters: 0,
            apart: 0.0,
            apart_share: 0.0,
            initial: false,
            across_scripts: false,
            reason: reason.into(),
        }
    }
}

/// Letters that weigh no more than this against one another stand for one sound.
const ONE_SOUND: f64 = 0.3;

/// Compares two names; [`super::compare`] gives the outcome a score. Symmetric.
pub fn likeness(a: &str, b: &str) -> Likeness {
    // One order, so that the reason does not depend on which was asked for.
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let (folded_a, folded_b) = (fold(a), fold(b));
    if folded_a == folded_b {
        let letters = count(&folded_a);
        return Likeness {
            relation: Relation::Same,
            mechanism: Mechanism::Spelling,
            letters,
            initial: true,
            ..Likeness::different("the same but for case, marks or hyphens")
        };
    }
    match (is_latin(&folded_a), is_latin(&folded_b)) {
        (true, false) => return across_scripts(b, a),
        (false, true) => return across_scripts(a, b),
        _ => {}
    }
    let (all_a, all_b) = (readings(a), readings(b));
    let mut best: Option<Likeness> = None;
    for x in &all_a {
        for y in &all_b {
            let found = by_readings(x, y, (a, b));
            let better = best.as_ref().is_none_or(|known| {
                (found.relation, found.mechanism) < (known.relation, known.mechanism)
            });
            if better {
                best = Some(found);
            }
        }
    }
    best.unwrap_or_else(|| Likeness::different("no letters to compare"))
}

/// Whether a folded name has Latin letters only, besides digits and signs.
fn is_latin(folded: &str) -> bool {
    let latin = |c: char| !c.is_alphabetic() || (c as u32) < 0x250;
    folded.chars().all(latin)
}

/// A name in another script and one in Latin letters: the likest of its romanisations counts.
fn across_scripts(other: &str, latin: &str) -> Likeness {
    let mut best: Option<(Likeness, String)> = None;
    for spelling in spellings(other) {
        let found = likeness(&spelling, latin);
        let better = best.as_ref().is_none_or(|(known, _)| {
            (found.relation, found.mechanism) < (known.relation, known.mechanism)
        });
        if better {
            best = Some((found, spelling));
        }
    }
    let Some((found, spelling)) = best else {
        return Likeness::different("in scripts that are not compared");
    };
    match found.relation {
        Relation::Same | Relation::Variant => Likeness {
            relation: Relation::Variant,
            mechanism: Mechanism::Script,
            across_scripts: true,
            reason: format!("‘{other}’ is romanised ‘{spelling}’"),
            ..found
        },
        Relation::NearMiss => Likeness {
            across_scripts: true,
            reason: format!("romanised ‘{spelling}’, {}", found.reason),
            ..found
        },
        Relation::Different => found,
    }
}

fn count(text: &str) -> usize {
    text.chars().filter(|c| *c != ' ').count()
}

/// Divisions and settlements share names and ranks; a river and a county do not.
fn both_divisions(a: &str, b: &str) -> bool {
    let division = |class: &str| {
        matches!(
            class,
            "province" | "region" | "county" | "district" | "city" | "town" | "village"
        )
    };
    division(a) && division(b)
}

fn by_readings(x: &Reading, y: &Reading, names: (&str, &str)) -> Likeness {
    if x.base.is_empty() || y.base.is_empty() {
        return Likeness::different("no letters to compare");
    }
    if let Some(found) = joined(x, y, names).or_else(|| joined(y, x, (names.1, names.0))) {
        return found;
    }
    if x.cardinals != y.cardinals {
        return Likeness::different("told apart by a direction");
    }
    let generics = match (&x.class, &y.class) {
        (Some(a), Some(b)) if a == b => Generics::Agree,
        (Some(a), Some(b)) if both_divisions(a, b) => Generics::Rank,
        (Some(a), Some(b)) => {
            return Likeness::different(format!(
                "names of different things: {} and {}",
                a.min(b),
                a.max(b)
            ));
        }
        (None, None) => Generics::Agree,
        _ => Generics::Lacking,
    };
    // Of two names with areas after their commas the areas would have to be compared too.
    if x.how == How::Short && y.how == How::Short {
        return Likeness::different("other letters");
    }
    let how = x.how.max(y.how);
    // Taken off a longer name a short ending is more often part of it: "Cu Chi", "Kim Jong Gun".
    if how == How::Ending && generics == Generics::Lacking && x.base.contains(' ') {
        return Likeness::different("other letters");
    }
    let found = by_bases(&x.base, &y.base, names);
    let reason = match (found.mechanism, how) {
        (Mechanism::None, _) => found.reason.clone(),
        (_, How::Short) => format!("{}, without what follows the comma", found.reason),
        _ => found.reason.clone(),
    };
    Likeness {
        generics,
        reason,
        ..found
    }
}

/// One name writes the generic together with the name, in another language: "Onphochon" and "Onpho
/// stream".
fn joined(bare: &Reading, stated: &Reading, names: (&str, &str)) -> Option<Likeness> {
    let class = stated.class.as_deref().filter(|_| bare.class.is_none())?;
    if bare.cardinals != stated.cardinals {
        return None;
    }
    let stem = endings(class).iter().find_map(|ending| {
        let stem = bare.base.strip_suffix(ending.text.as_str())?.trim_end();
        let fits = count(stem) >= 3 && skeleton(stem) == skeleton(&stated.base);
        fits.then_some(stem)
    })?;
    let reason = format!("‘{}’ translates the ending of ‘{}’", names.1, names.0);
    Some(Likeness {
        initial: true,
        ..variant(stem, &stated.base, Mechanism::Generic, &reason)
    })
}

fn variant(a: &str, b: &str, mechanism: Mechanism, reason: &str) -> Likeness {
    let apart = if a == b { 0.0 } else { weighted_distance(a, b) };
    Likeness {
        relation: Relation::Variant,
        mechanism,
        generics: Generics::Agree,
        letters: count(a).min(count(b)),
        apart,
        apart_share: (apart / letters_differing(a, b).max(1) as f64).min(1.0),
        initial: begin_alike(a, b),
        across_scripts: false,
        reason: reason.to_owned(),
    }
}

/// Whether the first letters are the same or stand for one sound: Gimchaek, Kimchaek.
fn begin_alike(a: &str, b: &str) -> bool {
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    weighted_distance(&first(a), &first(b)) <= ONE_SOUND
}

/// Letters of the words in which two names differ, of the shorter word of each pair; of the whole
/// names where they have not the same number of words.
fn letters_differing(a: &str, b: &str) -> usize {
    if a.split(' ').count() != b.split(' ').count() {
        return count(a).min(count(b));
    }
    let pairs = a.split(' ').zip(b.split(' ')).filter(|(x, y)| x != y);
    pairs.map(|(x, y)| count(x).min(count(y))).sum()
}

fn by_bases(a: &str, b: &str, names: (&str, &str)) -> Likeness {
    let variant = |mechanism, reason: &str| variant(a, b, mechanism, reason);
    if a == b {
        return variant(Mechanism::Generic, "the same name with another generic");
    }
    if digits(a) != digits(b) {
        return Likeness::different("told apart by a number");
    }
    if is_abbreviation(names.0, names.1) || is_abbreviation(names.1, names.0) {
        return variant(Mechanism::Abbreviation, "one is short for the other");
    }
    let (bones_a, bones_b) = (skeleton(a), skeleton(b));
    if bones_a == bones_b {
        return variant(Mechanism::Romanisation, "one name in two romanisations");
    }
    if a.contains(' ') && b.contains(' ') && word_set(a) == word_set(b) {
        return variant(Mechanism::Order, "the same words in another order");
    }
    slip(a, b, &bones_a, &bones_b).map_or_else(
        || Likeness::different("other letters"),
        |apart| {
            let letter = if apart == 1 { "letter" } else { "letters" };
            Likeness {
                relation: Relation::NearMiss,
                ..variant(Mechanism::Slip, &format!("{apart} {letter} apart"))
            }
        },
    )
}

/// The letters that a slip may have changed, by spelling or by sound.
fn slip(a: &str, b: &str, bones_a: &str, bones_b: &str) -> Option<usize> {
    let within = |a: &str, b: &str| {
        let letters = a.chars().count().min(b.chars().count());
        bounded_distance(a, b, tolerated_edits(letters))
    };
    let found = [within(a, b), within(bones_a, bones_b)];
    found.into_iter().flatten().min().filter(|apart| *apart > 0)
}

fn digits(name: &str) -> impl PartialEq + use<> {
    name.chars().filter(|c| c.is_numeric()).collect::<String>()
}
