//! Folding letter by letter, by a table made of the rules themselves.
//!
//! Most letters fold to the same whatever stands beside them; only where one does not is the whole
//! name put through Unicode normalisation.

use super::fold_unicode;
use std::sync::LazyLock;
use unicode_normalization::char::canonical_combining_class;

/// Letters in the table: Latin to Arabic, Latin of Viet Nam, old Greek and punctuation.
const RANGES: [(u32, u32); 2] = [(0x80, 0x700), (0x1E00, 0x2070)];

/// What becomes of a letter.
#[derive(Clone, Copy)]
enum Fate {
    /// Depends on its neighbours.
    Open,
    Dropped,
    Gap,
    Letter(char),
    /// Several letters: their number in the list.
    Letters(u16),
}

struct Table {
    fates: [Vec<Fate>; 2],
    several: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut several = Vec::new();
    let fates = RANGES.map(|(from, to)| {
        let codes = (from..to).map(|code| fate(code, &mut several));
        codes.collect()
    });
    Table { fates, several }
});

/// What folding makes of a letter between two others.
fn fate(code: u32, several: &mut Vec<String>) -> Fate {
    let Some(letter) = char::from_u32(code) else {
        return Fate::Open;
    };
    let mut folded = String::new();
    fold_unicode(&format!("a{letter}a"), &mut folded);
    let between = folded
        .strip_prefix('a')
        .and_then(|rest| rest.strip_suffix('a'));
    let Some(between) = between.filter(|b| b.chars().all(|c| canonical_combining_class(c) == 0))
    else {
        return Fate::Open;
    };
    let mut letters = between.chars();
    match (letters.next(), letters.next()) {
        (None, _) => Fate::Dropped,
        (Some(' '), None) => Fate::Gap,
        (Some(letter), None) => Fate::Letter(letter),
        _ => {
            several.push(between.to_owned());
            Fate::Letters((several.len() - 1) as u16)
        }
    }
}

impl Table {
    fn fate(&self, letter: char) -> Fate {
        let code = letter as u32;
        match code {
            0..0x80 => match super::ASCII[code as usize] {
                0 => Fate::Dropped,
                b' ' => Fate::Gap,
                byte => Fate::Letter(char::from(byte)),
            },
            0x80..0x700 => self.fates[0][(code - 0x80) as usize],
            0x1E00..0x2070 => self.fates[1][(code - 0x1E00) as usize],
            // The dot between words in kana; kana; Chinese characters; syllables of Hangul.
            0x30FB => Fate::Gap,
            0x3041..=0x3096
            | 0x30A1..=0x30FA
            | 0x30FC
            | 0x3400..=0x4DBF
            | 0x4E00..=0x9FFF
            | 0xAC00..=0xD7A3 => Fate::Letter(letter),
            _ => Fate::Open,
        }
    }
}

/// Puts the folded name at the end of `folded`; `false` where a letter depends on its neighbours.
pub(super) fn fold_by_letters(name: &str, folded: &mut String) -> bool {
    let table = &*TABLE;
    let start = folded.len();
    folded.reserve(name.len());
    let mut gap = false;
    for letter in name.chars() {
        match table.fate(letter) {
            Fate::Open => return false,
            Fate::Dropped => {}
            Fate::Gap => gap = folded.len() > start,
            Fate::Letter(letter) => {
                if std::mem::take(&mut gap) {
                    folded.push(' ');
                }
                folded.push(letter);
            }
            Fate::Letters(number) => {
                for letter in table.several[usize::from(number)].chars() {
                    if letter == ' ' {
                        gap = folded.len() > start;
                        continue;
                    }
                    if std::mem::take(&mut gap) {
                        folded.push(' ');
                    }
                    folded.push(letter);
                }
            }
        }
    }
    true
}
