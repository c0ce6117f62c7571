//! The name of the town in the name of a station.

use crate::lexicon::LEXICON;
use choro_gazetteer::Gazetteer;
use choro_name::romanisation::spellings;
use choro_name::{fold, skeleton, split_generic};

/// A name of a town, ready for comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TownName {
    /// As spelt.
    pub(crate) text: String,
    /// Whether it is in Latin letters.
    pub(crate) latin: bool,
    /// Its letters without generic, marks kept.
    pub(crate) marked: String,
    /// Its skeleton without generic.
    pub(crate) bones: String,
}

impl TownName {
    pub(crate) fn of(text: &str) -> Self {
        let parts = split_generic(text);
        let base = if parts.base.is_empty() {
            text
        } else {
            &parts.base
        };
        Self {
            text: text.to_owned(),
            latin: base.chars().any(|c| c.is_alphabetic() && is_latin(c)),
            marked: base
                .chars()
                .filter(|c| c.is_alphanumeric() && !is_apostrophe(*c))
                .flat_map(char::to_lowercase)
                .collect(),
            bones: skeleton(&fold(base)),
        }
    }
}

impl TownName {
    /// A name without its generic, as spelt.
    pub(crate) fn base(text: &str) -> String {
        let parts = split_generic(text);
        if parts.base.is_empty() {
            text.to_owned()
        } else {
            parts.base
        }
    }
}

fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`')
}

/// The spellings of a station's name, each also without what is no part of the town's name: words
/// for stations, and a first word that names a division and tells namesakes apart.
pub(crate) fn town_names<'n>(
    spellings: impl Iterator<Item = &'n str>,
    gazetteer: &Gazetteer,
) -> Vec<TownName> {
    let mut names: Vec<TownName> = Vec::new();
    let mut add = |text: &str| {
        let name = TownName::of(text);
        if !name.bones.is_empty() && !names.iter().any(|known| known.text == name.text) {
            names.push(name);
        }
    };
    for spelling in spellings {
        // Letters of the town, marks and all, are wanted as long as nothing is taken off.
        let Some(town) = without_epithet(spelling) else {
            add(spelling);
            continue;
        };
        add(&town);
    }
    let within: Vec<TownName> = names
        .iter()
        .filter_map(|name| {
            let (first, rest) = name.text.split_once(' ')?;
            names_division(first, gazetteer).then(|| TownName::of(rest))
        })
        .collect();
    names.extend(within);
    names
}

/// What the romanisation systems write for the names in other scripts with a generic of
/// settlements joined to them: sounds change where the two meet.
pub(crate) fn with_settlement_generics(names: &[TownName]) -> Vec<TownName> {
    let mut joined: Vec<TownName> = Vec::new();
    for name in names.iter().filter(|name| !name.latin) {
        for generic in &LEXICON.settlements {
            for text in spellings(&format!("{}{generic}", name.text)) {
                if !joined.iter().any(|known| known.text == text) {
                    joined.push(TownName::of(&text));
                }
            }
        }
    }
    joined
}

/// Whether a county or a larger division bears the name.
fn names_division(name: &str, gazetteer: &Gazetteer) -> bool {
    gazetteer.by_name(name).into_iter().any(|id| {
        let class = gazetteer.place(id).class;
        class.is_division() && class.level() >= 4
    })
}

/// The spelling without an epithet, as spelt where that can be told.
pub(crate) fn without_epithet(spelling: &str) -> Option<String> {
    let town = LEXICON.epithets.without(&fold(spelling))?;
    // Marks are lost in folding: the words or letters that remain are looked up in the spelling.
    let prefix = spelling
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .find(|end| fold(&spelling[..*end]) == town)
        .map(|end| spelling[..end].trim().to_owned());
    Some(prefix.unwrap_or(town))
}

/// The town near which a station stands apart, folded: "hoeryong" of "Sinhoeryŏng".
pub(crate) fn near_town(spelling: &str) -> Option<String> {
    let folded = fold(spelling);
    let town = LEXICON.apart.without(&folded)?;
    Some(LEXICON.epithets.without(&town).unwrap_or(town))
}
