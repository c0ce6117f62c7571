//! Generics: the part of a name that says what kind of thing it names.
//!
//! "Province" in "North Hamgyong Province", "-si" in "Hyesan-si", "Mount" in "Mount Paektu",
//! 도 in 강원도. The words are read from `data/generics.toml`. A name that would be nothing but a
//! direction without its generic ("East Sea", "South Gate") keeps it.

use crate::fold;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    generic: Vec<Entry>,
    cardinals: BTreeMap<String, String>,
    translation: Vec<Entry>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    language: String,
    class: String,
    cardinal: Option<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    attached: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    before_of: Vec<String>,
    #[serde(default = "yes")]
    alone: bool,
}

fn yes() -> bool {
    true
}

/// What a word stands for.
#[derive(Clone)]
struct Meaning {
    class: String,
    cardinal: Option<String>,
    alone: bool,
    /// A romanised ending: counts only after a hyphen or in lower case, so that "Gun" or "Do" as
    /// a word of its own is not taken for one.
    ending: bool,
}

struct Generics {
    after: BTreeMap<String, Meaning>,
    attached: Vec<(String, Meaning)>,
    before: BTreeMap<String, Meaning>,
    before_of: BTreeMap<String, Meaning>,
    cardinals: BTreeMap<String, String>,
    longest_after: usize,
}

static GENERICS: LazyLock<Generics> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    let file: File = toml::from_str(include_str!("../../../data/generics.toml"))
        .expect("data/generics.toml is well-formed");
    let mut generics = Generics {
        after: BTreeMap::new(),
        attached: Vec::new(),
        before: BTreeMap::new(),
        before_of: BTreeMap::new(),
        cardinals: file.cardinals,
        longest_after: 1,
    };
    for entry in file.translation.into_iter().chain(file.generic) {
        let meaning = Meaning {
            class: entry.class,
            cardinal: entry.cardinal,
            alone: entry.alone,
            ending: entry.language.ends_with("-Latn"),
        };
        for word in entry.after {
            let word = fold(&word);
            generics.longest_after = generics.longest_after.max(word.split(' ').count());
            generics
                .after
                .entry(word)
                .or_insert_with(|| meaning.clone());
        }
        for word in entry.attached {
            generics.attached.push((fold(&word), meaning.clone()));
        }
        for word in entry.before {
            generics
                .before
                .entry(fold(&word))
                .or_insert_with(|| meaning.clone());
        }
        for word in entry.before_of {
            generics
                .before_of
                .entry(fold(&word))
                .or_insert_with(|| meaning.clone());
        }
    }
    generics
        .attached
        .sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    generics
});

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
        && of.folded == "of"
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
    (is_name(rest) && rest[0].folded != "of").then(|| {
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
