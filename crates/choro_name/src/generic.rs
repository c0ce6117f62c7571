//! Generics: the part of a name that says what kind of thing it names.
//!
//! "Province" in "North Hamgyong Province", "-si" in "Hyesan-si", "Mount" in "Mount Paektu",
//! 도 in 강원도. The words are read from `data/generics.toml`. A name that would be nothing but a
//! direction without its generic ("East Sea", "South Gate") keeps it.

mod lexicon;
mod rendering;
mod words;

use crate::fold;
use lexicon::{GENERICS, Meaning};
pub(crate) use lexicon::{abbreviated, ending_word, endings, is_small};
pub use rendering::renderings;
use std::ops::Range;
pub(crate) use words::Words;

/// A generic found in a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generic {
    /// As spelt, without the hyphen: `Province`, `si`, `City of`.
    pub text: String,
    /// Feature class in words joined by hyphens, as `data/feature_types.toml` spells them:
    /// `province`, `city`.
    pub class: String,
}

/// A name taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The name without its generic, as spelt: "North Hamgyong", "Hyesan", "Hamgyŏng".
    pub base: String,
    /// The generic, where there is one.
    pub generic: Option<Generic>,
    /// A direction that the generic holds ("bukto" is "north province"), to be put before the base.
    pub cardinal: Option<String>,
    /// Whether the base alone also names the thing: true for a province, false for an airport.
    pub stands_alone: bool,
}

/// The word of the direction that `folded` stands for: `n` and `northern` are `north`.
pub(crate) fn cardinal(folded: &str) -> Option<&'static str> {
    GENERICS.cardinals.get(folded).map(String::as_str)
}

/// Letters that a name in Latin script must have before an ending written together with it.
const ATTACHED_TO: usize = 4;

/// Takes the generic off a name. Where the name has none, or is nothing but a direction without
/// it, `base` is the whole name.
pub fn split_generic(name: &str) -> Parts {
    match split(&Words::of(name)) {
        Some(split) => Parts {
            base: split.base.to_owned(),
            generic: Some(Generic {
                text: split.text.to_owned(),
                class: split.meaning.class.clone(),
            }),
            cardinal: split.meaning.cardinal.clone(),
            stands_alone: split.meaning.alone,
        },
        None => Parts {
            base: name.trim().to_owned(),
            generic: None,
            cardinal: None,
            stands_alone: true,
        },
    }
}

/// A name with its generic taken off, within the name.
pub(crate) struct Split<'n> {
    /// As spelt.
    pub(crate) base: &'n str,
    /// The words that are the base, where it consists of whole words.
    pub(crate) base_words: Option<Range<usize>>,
    /// The generic as spelt.
    text: &'n str,
    pub(crate) meaning: &'static Meaning,
}

/// Finds the generic of a name, where it has one.
pub(crate) fn split<'n>(words: &Words<'n>) -> Option<Split<'n>> {
    split_hyphened(words)
        .or_else(|| split_after(words))
        .or_else(|| split_before(words))
        .or_else(|| split_attached(words))
}

/// Whether what is left can be a name: it has a word that is not a direction or a number.
fn is_name(words: &Words<'_>, range: Range<usize>) -> bool {
    range.into_iter().any(|at| {
        let folded = words.folded(at..at + 1);
        folded.chars().any(char::is_alphabetic) && cardinal(folded).is_none()
    })
}

fn bare(base: &str) -> &str {
    base.trim_matches(|c: char| c.is_whitespace() || c == '-' || c == ',')
}

fn split_after<'n>(words: &Words<'n>) -> Option<Split<'n>> {
    let all = words.len();
    for count in (1..=GENERICS.longest_after.min(all.saturating_sub(1))).rev() {
        let base = 0..all - count;
        let Some(meaning) = GENERICS.after.get(words.folded(base.end..all)) else {
            continue;
        };
        let text = words.spelt(base.end..all);
        let lower = text.chars().next().is_some_and(char::is_lowercase);
        let is_ending = words.hyphened(base.end) || lower;
        if is_name(words, base.clone()) && (!meaning.ending || is_ending) {
            return Some(Split {
                base: bare(words.before(base.end)),
                base_words: Some(base),
                text,
                meaning,
            });
        }
    }
    None
}

/// Endings that are partly written together with the name: "buk-do" in "Hamgyongbuk-do".
fn split_hyphened<'n>(words: &Words<'n>) -> Option<Split<'n>> {
    let last = words.len().checked_sub(1)?;
    let first = last.checked_sub(1).filter(|_| words.hyphened(last))?;
    let (stem, tail) = (words.folded(first..last), words.folded(last..last + 1));
    let (head, .., meaning) = GENERICS.hyphened.iter().find(|(head, end, _)| {
        let stem = stem.strip_suffix(head.as_str());
        end == tail && stem.is_some_and(|stem| stem.chars().count() >= ATTACHED_TO)
    })?;
    let at = words.before(first).len() + cut(words.spelt(first..last), head)?;
    let end = words.before(last).len() + words.spelt(last..last + 1).len();
    Some(Split {
        base: bare(&words.name()[..at]),
        base_words: None,
        text: &words.name()[at..end],
        meaning,
    })
}

/// Where the ending of a word begins in its spelling. Folding may have changed the length: the
/// ending is counted from the back.
fn cut(word: &str, ending: &str) -> Option<usize> {
    let taken = ending.chars().count();
    let (cut, _) = word.char_indices().rev().nth(taken.checked_sub(1)?)?;
    (fold(&word[cut..]) == ending).then_some(cut)
}

fn split_before<'n>(words: &Words<'n>) -> Option<Split<'n>> {
    let all = words.len();
    if all < 2 {
        return None;
    }
    let first = words.folded(0..1);
    let small = is_small(words.folded(1..2));
    let (meaning, taken) = if small {
        (GENERICS.before_of.get(first)?, 2)
    } else {
        (GENERICS.before.get(first)?, 1)
    };
    is_name(words, taken..all).then(|| Split {
        base: bare(words.after(taken)),
        base_words: Some(taken..all),
        text: words.spelt(0..taken),
        meaning,
    })
}

/// Endings written together with the name: 도 in 강원도, "bukto" in "Hamgyongbukto".
fn split_attached<'n>(words: &Words<'n>) -> Option<Split<'n>> {
    let last = words.len().checked_sub(1)?;
    let folded = words.folded(last..last + 1);
    let before = words.before(last).len();
    for (ending, meaning) in GENERICS.attached.get(&folded.chars().next_back()?)? {
        let Some(stem) = folded.strip_suffix(ending.as_str()) else {
            continue;
        };
        let letters = stem.chars().count() + before;
        if letters < if ending.is_ascii() { ATTACHED_TO } else { 2 } {
            continue;
        }
        let word = words.spelt(last..last + 1);
        let Some(cut) = cut(word, ending) else {
            continue;
        };
        let rest = words.after(last);
        return Some(Split {
            base: bare(&words.name()[..before + cut]),
            base_words: None,
            text: &rest[cut..word.len()],
            meaning,
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(name: &str) -> (String, String) {
        let parts = split_generic(name);
        (parts.base, parts.generic.map_or(String::new(), |g| g.class))
    }

    #[test]
    fn words_and_endings_come_off() {
        for (name, base, class) in [
            ("North Hamgyong Province", "North Hamgyong", "province"),
            ("Hyesan City", "Hyesan", "city"),
            ("City of Hyesan", "Hyesan", "city"),
            ("Hyesan-si", "Hyesan", "city"),
            ("Kyŏngsŏng-ŭp", "Kyŏngsŏng", "town"),
            ("Sŭngam-nodongjagu", "Sŭngam", "town"),
            ("Mount Paektu", "Paektu", "peak"),
            ("Paektu-san", "Paektu", "peak"),
            ("Hamgyong Mountains", "Hamgyong", "range"),
            ("Primorsky Krai", "Primorsky", "province"),
            ("Sungam Airbase", "Sungam", "airport"),
            ("Tumen River", "Tumen", "river"),
            ("혜산시", "혜산", "city"),
            ("강원도", "강원", "province"),
            ("두만강", "두만", "river"),
            ("Jilin-sheng", "Jilin", "province"),
        ] {
            assert_eq!(split(name), (base.to_owned(), class.to_owned()), "{name}");
        }
    }

    #[test]
    fn directions_inside_a_generic_are_kept() {
        for name in [
            "Hamgyong-bukto",
            "Hamgyŏng-bukto",
            "Hamgyongbukto",
            "Hamgyongbuk-do",
            "Hamgyŏngpuk-to",
            "Hamgyong buk-do",
        ] {
            let parts = split_generic(name);
            assert_eq!(fold(&parts.base), "hamgyong", "{name}");
            assert_eq!(parts.cardinal.as_deref(), Some("north"), "{name}");
        }
        assert_eq!(split_generic("함경남도").cardinal.as_deref(), Some("south"));
    }

    #[test]
    fn a_direction_is_no_name() {
        for name in [
            "South Gate",
            "East Sea",
            "North Station",
            "혜산",
            "량강",
            "Province",
            "Kim Jong Gun",
            "West Point",
        ] {
            assert_eq!(split(name), (name.to_owned(), String::new()), "{name}");
        }
    }

    #[test]
    fn an_airport_is_not_called_by_its_base() {
        assert!(!split_generic("Samjiyon Airport").stands_alone);
        assert!(split_generic("Samjiyon County").stands_alone);
    }
}
