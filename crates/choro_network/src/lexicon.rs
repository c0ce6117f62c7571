//! Words of station names that are no part of the town's name, read from `data/stations.toml`.

use choro_name::fold;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    epithet: Vec<Entry>,
    apart: Vec<Entry>,
    settlement: Vec<Endings>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Endings {
    #[serde(rename = "language")]
    _language: String,
    endings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// For people who edit the file.
    #[serde(rename = "language")]
    _language: String,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    attached: Vec<String>,
    #[serde(default)]
    prefixed: Vec<String>,
}

/// Words of one sort, folded, the longest first.
#[derive(Default)]
pub(crate) struct Words {
    after: Vec<String>,
    before: Vec<String>,
    attached: Vec<String>,
    prefixed: Vec<String>,
}

/// The words of `data/stations.toml`.
pub(crate) struct Lexicon {
    /// "Kilju Youth" is the station of Kilju.
    pub(crate) epithets: Words,
    /// "New Hoeryong" stands apart from Hoeryong.
    pub(crate) apart: Words,
    /// Endings that make the name of a settlement of that of a station.
    pub(crate) settlements: Vec<String>,
}

pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    let file: File = toml::from_str(include_str!("../../../data/stations.toml"))
        .expect("data/stations.toml is well-formed");
    Lexicon {
        epithets: Words::of(file.epithet),
        apart: Words::of(file.apart),
        settlements: file
            .settlement
            .into_iter()
            .flat_map(|entry| entry.endings)
            .collect(),
    }
});

impl Words {
    fn of(entries: Vec<Entry>) -> Self {
        let mut words = Self::default();
        for entry in entries {
            words.after.extend(entry.after);
            words.before.extend(entry.before);
            words.attached.extend(entry.attached);
            words.prefixed.extend(entry.prefixed);
        }
        for list in [
            &mut words.after,
            &mut words.before,
            &mut words.attached,
            &mut words.prefixed,
        ] {
            for word in list.iter_mut() {
                *word = fold(word);
            }
            list.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then(a.cmp(b)));
            list.dedup();
        }
        words
    }

    /// A folded name without one such word; `None` where it has none, or is nothing else.
    pub(crate) fn without(&self, folded: &str) -> Option<String> {
        let word_after = |word: &String| folded.strip_suffix(word.as_str())?.strip_suffix(' ');
        let word_before = |word: &String| folded.strip_prefix(word.as_str())?.strip_prefix(' ');
        let rest = (self.after.iter().find_map(word_after))
            .or_else(|| self.before.iter().find_map(word_before))
            .or_else(|| {
                let ending = |word: &String| folded.strip_suffix(word.as_str()).filter(is_left);
                self.attached.iter().find_map(ending)
            })
            .or_else(|| {
                let start = |word: &String| folded.strip_prefix(word.as_str()).filter(is_left);
                self.prefixed.iter().find_map(start)
            })?;
        let rest = rest.trim();
        (!rest.is_empty()).then(|| rest.to_owned())
    }
}

/// Whether enough of a name is left when a part written together with it is taken off.
fn is_left(rest: &&str) -> bool {
    let letters = rest.chars().filter(|c| c.is_alphabetic()).count();
    letters >= if rest.is_ascii() { 3 } else { 1 } && !rest.starts_with(' ') && !rest.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn town(name: &str) -> Option<String> {
        LEXICON.epithets.without(&fold(name))
    }

    fn near(name: &str) -> Option<String> {
        LEXICON.apart.without(&fold(name))
    }

    #[test]
    fn epithets_leave_the_town() {
        assert_eq!(town("Kilju Ch'ŏngnyŏn").as_deref(), Some("kilju"));
        assert_eq!(town("길주청년").as_deref(), Some("길주"));
        assert_eq!(town("Basel Hbf").as_deref(), Some("basel"));
        assert_eq!(town("Gare de Lyon").as_deref(), Some("lyon"));
        assert_eq!(town("Kilju"), None);
        assert_eq!(town("청년"), None);
    }

    #[test]
    fn words_that_set_a_station_apart_are_known() {
        assert_eq!(near("Sinhoeryŏng").as_deref(), Some("hoeryong"));
        assert_eq!(near("신회령").as_deref(), Some("회령"));
        assert_eq!(near("West Pyongyang").as_deref(), Some("pyongyang"));
        assert_eq!(near("함흥조차장").as_deref(), Some("함흥"));
        assert_eq!(near("Hoeryong"), None);
    }
}
