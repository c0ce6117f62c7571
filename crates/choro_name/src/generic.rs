//! Generics: the part of a name that says what kind of thing it names.
//!
//! "Province" in "North Hamgyong Province", "-si" in "Hyesan-si", "Mount" in "Mount Paektu",
//! 도 in 강원도. The words are read from `data/generics.toml`. A name that would be nothing but a
//! direction without its generic ("East Sea", "South Gate") keeps it.

mod lexicon;
mod rendering;

use crate::fold;
use lexicon::{GENERICS, Meaning};
pub(crate) use lexicon::{abbreviated, ending_word, endings, is_small};
pub use rendering::renderings;

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

/// A word of a name: its bytes, its folded form, and whether a hyphen stands before it.
struct Word {
    start: usize,
    end: usize,
    folded: String,
    hyphened: bool,
}

fn words(name: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    let mut hyphen = false;
    let is_hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}');
    for (at, c) in name.char_indices().chain([(name.len(), ' ')]) {
        if c.is_whitespace() || is_hyphen(c) {
            if let Some(from) = start.take() {
                words.push(Word {
                    start: from,
                    end: at,
                    folded: fold(&name[from..at]),
                    hyphened: hyphen,
                });
            }
            hyphen = is_hyphen(c);
        } else if start.is_none() {
            start = Some(at);
        }
    }
    words
}

/// Takes the generic off a name. Where the name has none, or is nothing but a direction without
/// it, `base` is the whole name.
pub fn split_generic(name: &str) -> Parts {
    let words = words(name);
    split_after(name, &words)
        .or_else(|| split_before(name, &words))
        .or_else(|| split_attached(name, &words))
        .unwrap_or_else(|| Parts {
            base: name.trim().to_owned(),
            generic: None,
            cardinal: None,
            stands_alone: true,
        })
}

/// Whether what is left can be a name: it has a word that is not a direction or a number.
fn is_name(words: &[Word]) -> bool {
    words.iter().any(|word| {
        word.folded.chars().any(char::is_alphabetic) && cardinal(&word.folded).is_none()
    })
}

fn parts(base: &str, text: &str, meaning: &Meaning) -> Parts {
    Parts {
        base: base
            .trim_matches(|c: char| c.is_whitespace() || c == '-' || c == ',')
            .to_owned(),
        generic: Some(Generic {
            text: text.to_owned(),
            class: meaning.class.clone(),
        }),
        cardinal: meaning.cardinal.clone(),
        stands_alone: meaning.alone,
    }
}

fn split_after(name: &str, words: &[Word]) -> Option<Parts> {
    for count in (1..=GENERICS.longest_after.min(words.len().saturating_sub(1))).rev() {
        let (base, tail) = words.split_at(words.len() - count);
        let text = &name[tail[0].start..tail[count - 1].end];
        let folded: Vec<&str> = tail.iter().map(|word| word.folded.as_str()).collect();
        let Some(meaning) = GENERICS.after.get(&folded.join(" ")) else {
            continue;
        };
        let lower = text.chars().next().is_some_and(char::is_lowercase);
        if is_name(base) && (!meaning.ending || tail[0].hyphened || lower) {
            return Some(parts(&name[..tail[0].start], text, meaning));
        }
    }
    None
}

fn split_before(name: &str, words: &[Word]) -> Option<Parts> {
    let [first, rest @ ..] = words else {
        return None;
    };
    if let [of, base @ ..] = rest
        && is_small(&of.folded)
        && is_name(base)
        && let Some(meaning) = GENERICS.before_of.get(&first.folded)
    {
        return Some(parts(
            &name[base[0].start..],
            &name[first.start..of.end],
            meaning,
        ));
    }
    let meaning = GENERICS.before.get(&first.folded)?;
    (is_name(rest) && !is_small(&rest[0].folded)).then(|| {
        parts(
            &name[rest[0].start..],
            &name[first.start..first.end],
            meaning,
        )
    })
}

/// Endings written together with the name: 도 in 강원도, "bukto" in "Hamgyongbukto".
fn split_attached(name: &str, words: &[Word]) -> Option<Parts> {
    let last = words.last()?;
    for (ending, meaning) in &GENERICS.attached {
        let Some(stem) = last.folded.strip_suffix(ending.as_str()) else {
            continue;
        };
        let letters = stem.chars().count() + last.start;
        if letters < if ending.is_ascii() { 4 } else { 2 } {
            continue;
        }
        // Folding may have changed the length: count the ending from the back of the spelling.
        let taken = ending.chars().count();
        let word = &name[last.start..last.end];
        let (cut, _) = word.char_indices().rev().nth(taken - 1)?;
        if fold(&word[cut..]) != *ending {
            continue;
        }
        let at = last.start + cut;
        return Some(parts(&name[..at], &name[at..last.end], meaning));
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
        for name in ["Hamgyong-bukto", "Hamgyŏng-bukto", "Hamgyongbukto"] {
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
