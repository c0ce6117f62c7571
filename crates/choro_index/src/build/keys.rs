//! The keys of names.

use super::{BuildError, Row};
use crate::entry::marked;
use crate::spelling::latin_spellings;
use choro_name::name_keys;
use std::cmp::Ordering;

/// Keys of a part of the names, in order.
pub(crate) struct Part {
    text: String,
    keys: Vec<KeyRow>,
}

/// A key and one bearer of it.
#[derive(Clone, Copy)]
pub(crate) struct KeyRow {
    /// The first eight bytes: most keys are told apart by these.
    first: u64,
    start: u32,
    length: u32,
    /// Entry, role and days.
    pub(crate) bearer: (u32, u32),
}

impl Part {
    pub(crate) fn rows(&self) -> &[KeyRow] {
        &self.keys
    }

    pub(crate) fn text(&self, row: &KeyRow) -> &str {
        let start = row.start as usize;
        &self.text[start..start + row.length as usize]
    }

    /// Orders two rows of two parts by their keys.
    pub(crate) fn order(&self, row: &KeyRow, other: &Self, its: &KeyRow) -> Ordering {
        row.first
            .cmp(&its.first)
            .then_with(|| self.text(row).cmp(other.text(its)))
    }

    fn push(&mut self, key: &str, bearer: (u32, u32), room: usize) -> Result<(), BuildError> {
        if self.text.len() + key.len() > room {
            return Err(BuildError::TooMany);
        }
        let mut first = [0; 8];
        let length = key.len().min(8);
        first[..length].copy_from_slice(&key.as_bytes()[..length]);
        self.keys.push(KeyRow {
            first: u64::from_be_bytes(first),
            start: self.text.len() as u32,
            length: key.len() as u32,
            bearer,
        });
        self.text.push_str(key);
        Ok(())
    }
}

/// Bytes of keys that can be numbered.
const ROOM: usize = u32::MAX as usize;

/// Fewer names than this are not worth another thread.
const WORTH_A_THREAD: usize = 4096;

/// The keys of all names, in parts that are each in order.
pub(crate) fn keys(text: &str, names: &[Row], threads: usize) -> Result<Vec<Part>, BuildError> {
    let share = names.len().div_ceil(threads.max(1)).max(WORTH_A_THREAD);
    let parts: Vec<(u32, &[Row])> = names
        .chunks(share)
        .enumerate()
        .map(|(at, chunk)| {
            let before = (at * share).checked_sub(1);
            (before.map_or(0, |row| names[row].end), chunk)
        })
        .collect();
    std::thread::scope(|scope| {
        let working: Vec<_> = parts
            .iter()
            .map(|(start, names)| scope.spawn(|| part(text, *start, names, ROOM)))
            .collect();
        working
            .into_iter()
            .map(|part| match part.join() {
                Ok(part) => part,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    })
}

fn part(text: &str, start: u32, names: &[Row], room: usize) -> Result<Part, BuildError> {
    let mut part = Part {
        text: String::new(),
        keys: Vec::with_capacity(names.len() + names.len() / 4),
    };
    let mut start = start as usize;
    for row in names {
        let name = &text[start..row.end as usize];
        start = row.end as usize;
        for key in name_keys(name) {
            let word = marked(row.word, key.whole, false);
            part.push(&key.text, (row.entry, word), room)?;
        }
        for spelling in latin_spellings(name) {
            for key in name_keys(&spelling) {
                let word = marked(row.word, key.whole, true);
                part.push(&key.text, (row.entry, word), room)?;
            }
        }
    }
    let texts = std::mem::take(&mut part.text);
    let text = |row: &KeyRow| &texts[row.start as usize..][..row.length as usize];
    part.keys
        .sort_unstable_by(|a, b| a.first.cmp(&b.first).then_with(|| text(a).cmp(text(b))));
    part.text = texts;
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_text_than_can_be_numbered_is_refused() {
        let names = [Row {
            end: 5,
            entry: 0,
            word: 0,
        }];
        assert!(part("Kilju", 0, &names, 5).is_ok());
        let refused = part("Kilju", 0, &names, 4).err();
        assert_eq!(refused, Some(BuildError::TooMany));
        assert!(BuildError::TooMany.to_string().contains("4 GiB"));
    }
}
