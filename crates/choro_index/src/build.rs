//! Building: from names in any order to the bytes of an index.
//!
//! 1. [`keys`]: each name's keys, by as many threads as there are cores, each sorting its part;
//! 2. [`table`]: the parts merged into one table of keys with their bearers and weights;
//! 3. [`filing`]: the directories over the keys.

mod filing;
mod keys;
mod table;

use crate::blob::{Section, Writer};
use crate::entry::{self, DAYS_LIMIT, EntryWords, NO_ENTRY};
use crate::{Days, ENTRY_LIMIT, Toponym};
use std::collections::HashMap;

/// Why an index cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// An entry's number is not below [`ENTRY_LIMIT`].
    #[error("entry {0} of an index of names; there can be {ENTRY_LIMIT}")]
    Entry(u32),
    /// More than 4 GiB of names, or of keys made of them, or more than 1.4 thousand million keys.
    #[error("too many names for one index: it holds 4 GiB of names and of their spellings")]
    TooMany,
    /// More stretches of days than can be numbered.
    #[error("too many stretches of days for one index: it holds {DAYS_LIMIT}")]
    TooManyDays,
}

/// Gathers names for an index.
#[derive(Default)]
pub struct Builder {
    text: String,
    names: Vec<Row>,
    entries: Vec<EntryWords>,
    known: Vec<bool>,
    days: HashMap<Days, u32>,
    day_words: Vec<(u32, u32)>,
    longest: u32,
}

/// A name that was given.
pub(crate) struct Row {
    /// End of its text; it begins where the one before ends.
    end: u32,
    entry: u32,
    /// Role and days, as in a bearer.
    word: u32,
}

impl Builder {
    /// A builder without names.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a name.
    pub fn add(&mut self, name: Toponym<'_>) -> Result<(), BuildError> {
        if name.entry >= ENTRY_LIMIT {
            return Err(BuildError::Entry(name.entry));
        }
        let end = self.text.len() + name.text.len();
        let end = u32::try_from(end).map_err(|_| BuildError::TooMany)?;
        let at = name.entry as usize;
        if self.entries.len() <= at {
            self.entries.resize(at + 1, NO_ENTRY);
            self.known.resize(at + 1, false);
        }
        if !self.known[at] {
            self.known[at] = true;
            self.entries[at] = entry::entry_words(&name.attributes);
        }
        let words = name.text.split([' ', '-']).count();
        self.longest = self.longest.max(words as u32);
        let days = self.days_number(name.days)?;
        self.text.push_str(name.text);
        self.names.push(Row {
            end,
            entry: name.entry,
            word: entry::bearer_word(name.role, days),
        });
        Ok(())
    }

    fn days_number(&mut self, days: Days) -> Result<u32, BuildError> {
        if let Some(number) = self.days.get(&days) {
            return Ok(*number);
        }
        if self.day_words.len() >= DAYS_LIMIT {
            return Err(BuildError::TooManyDays);
        }
        let number = self.day_words.len() as u32;
        self.day_words.push(entry::days_words(days));
        self.days.insert(days, number);
        Ok(number)
    }

    /// The bytes of the index, the same for the same names whatever their order.
    pub fn finish(mut self) -> Result<Vec<u8>, BuildError> {
        self.number_days();
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let parts = keys::keys(&self.text, &self.names, threads)?;
        self.text = String::new();
        self.names = Vec::new();
        let table = table::merge(parts, &self.entries)?;
        let mut writer = Writer::new();
        let keys = table.write(&mut writer);
        writer.words(Section::Entries, self.entries.into_iter().flatten());
        writer.pairs(Section::Days, self.day_words);
        filing::file(&keys, threads, &mut writer)?;
        Ok(writer.finish(self.longest))
    }

    /// Numbers stretches of days anew, in their order: that of the names must not show.
    fn number_days(&mut self) {
        let mut days: Vec<(Days, u32)> = self.days.drain().collect();
        days.sort_unstable();
        let mut new = vec![0; days.len()];
        for (number, (_, old)) in days.iter().enumerate() {
            new[*old as usize] = number as u32;
        }
        for row in &mut self.names {
            row.word = entry::with_days(row.word, |old| new[old as usize]);
        }
        self.day_words = days
            .iter()
            .map(|(days, _)| entry::days_words(*days))
            .collect();
    }
}

/// The bytes of an index of these names.
pub fn build<'n>(names: impl IntoIterator<Item = Toponym<'n>>) -> Result<Vec<u8>, BuildError> {
    let mut builder = Builder::new();
    for name in names {
        builder.add(name)?;
    }
    builder.finish()
}
