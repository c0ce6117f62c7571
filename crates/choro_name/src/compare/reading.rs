//! The ways a name can be taken apart for comparing.

use crate::generic::{cardinal, ending_word, is_small};
use crate::{fold, split_generic};

/// One way to read a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// Directions and the like, in order: `north`, `upper`.
    pub(super) cardinals: Vec<&'static str>,
    /// Folded, without generic and directions.
    pub(super) base: String,
    /// Class of the generic, where there is one.
    pub(super) class: Option<String>,
    /// What was done to read it so.
    pub(super) how: How,
}

/// What was done to a name to read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// The generic was taken off, where there is one.
    Plain,
    /// A romanised ending written as a word of its own was taken off: "Hechen Zhen".
    Ending,
    /// Words after a comma were put before: "Geneva, Lake".
    Turned,
    /// What comes after a comma was left out: "Chongjin, North Hamgyong".
    Short,
}

/// All readings, the plain one first.
pub(super) fn readings(name: &str) -> Vec<Reading> {
    let plain = reading(name, How::Plain);
    let mut all = Vec::with_capacity(2);
    if plain.class.is_none()
        && let Some((base, word)) = plain.base.rsplit_once(' ')
        && let Some(class) = ending_word(word)
    {
        all.push(Reading {
            base: base.to_owned(),
            class: Some(class.to_owned()),
            how: How::Ending,
            ..plain.clone()
        });
    }
    if let Some((head, tail)) = halves(name) {
        let turned = reading(&format!("{tail} {head}"), How::Turned);
        let is_turned = turned.class.is_some() || is_small(&fold(tail));
        if is_turned && turned.base == reading(head, How::Plain).base {
            all.push(turned);
        }
        all.push(reading(head, How::Short));
    }
    all.insert(0, plain);
    all
}

/// What stands before and after the first comma. Brackets mostly tell apart: "Zürich (Kreis 11)".
fn halves(name: &str) -> Option<(&str, &str)> {
    let at = name.find([',', '，'])?;
    let (head, tail) = (name[..at].trim(), &name[at..]);
    let tail = tail.trim_matches(|c: char| !c.is_alphanumeric());
    (!head.is_empty() && !tail.is_empty()).then_some((head, tail))
}

fn reading(name: &str, how: How) -> Reading {
    let parts = split_generic(name);
    let folded = fold(&parts.base);
    let mut cardinals: Vec<&'static str> = parts
        .cardinal
        .as_deref()
        .and_then(cardinal)
        .into_iter()
        .collect();
    let mut rest = folded.as_str();
    while let Some((first, tail)) = rest.split_once(' ') {
        let Some(direction) = cardinal(first) else {
            break;
        };
        cardinals.push(direction);
        rest = tail;
    }
    // "Hamgyong North"; a single letter at the end is no direction.
    if cardinals.is_empty()
        && let Some((head, last)) = rest.rsplit_once(' ')
        && let Some(direction) = cardinal(last).filter(|_| last.chars().count() > 1)
    {
        cardinals.push(direction);
        rest = head;
    }
    cardinals.sort_unstable();
    Reading {
        cardinals,
        base: rest.to_owned(),
        class: parts.generic.map(|generic| generic.class),
        how,
    }
}

/// Whether the words of the shorter writing are short for those of the other: "st gallen" and
/// "saint gallen", and by a dot "Hamg. Bukto". The dots are read from the names as spelt.
pub(super) fn is_abbreviation(short: &str, long: &str) -> bool {
    let words = |name: &str| -> Vec<(String, bool)> {
        name.split([' ', '-'])
            .map(|word| (fold(word), word.ends_with('.')))
            .filter(|(word, _)| !word.is_empty())
            .collect()
    };
    // Of one word nothing would be left whole.
    if [short, long].iter().any(|name| !name.contains([' ', '-'])) {
        return false;
    }
    let (short, long) = (words(short), words(long));
    let mut abbreviated = 0;
    let mut whole = 0;
    let fits = short.len() == long.len()
        && short.iter().zip(&long).all(|((a, dotted), (b, _))| {
            if a == b {
                whole += a.chars().count();
                return true;
            }
            abbreviated += 1;
            crate::generic::abbreviated(a) == Some(b.as_str())
                || (cardinal(a).is_some() && cardinal(a) == cardinal(b))
                || (*dotted && a.chars().count() >= 3 && b.starts_with(a.as_str()))
        });
    fits && abbreviated > 0 && whole >= 3
}

/// The words of a folded name in order of the alphabet, without those that names leave out.
pub(super) fn word_set(folded: &str) -> Vec<&str> {
    let mut words: Vec<&str> = folded.split(' ').filter(|word| !is_small(word)).collect();
    words.sort_unstable();
    words
}
