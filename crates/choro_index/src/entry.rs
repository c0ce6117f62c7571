//! Entries and bearers as words: how they are written and read.
//!
//! An entry is six words: longitude and latitude in units of 10⁻⁷ degree, two words of class bits,
//! importance, and an unused one. A bearer is two: the entry, and its role (2 bits), whether the
//! key lacks the generic, whether the key is a spelling made by table, and the number of its days.

use crate::blob::Words;
use crate::{Attributes, Bearer, Days, Role};
use choro_geometry::Position;
use choro_quantity::Date;

/// Units of a degree in which positions are kept.
const UNITS: f64 = 1e7;
/// In place of a position or day that is not known.
const NONE: i32 = i32::MIN;

const BASE: u32 = 1 << 2;
const RESPELT: u32 = 1 << 3;
const DAYS_SHIFT: u32 = 4;
/// Different stretches of days that can be told apart.
pub(crate) const DAYS_LIMIT: usize = 1 << (32 - DAYS_SHIFT);

/// Words of an entry.
pub(crate) type EntryWords = [u32; 6];

/// An entry that nothing is known of.
pub(crate) const NO_ENTRY: EntryWords = [NONE as u32, NONE as u32, 0, 0, 0, 0];

pub(crate) fn entry_words(attributes: &Attributes) -> EntryWords {
    let position = attributes.position.filter(|at| at.is_valid());
    let unit = |degrees: Option<f64>| degrees.map_or(NONE, |d| (d * UNITS).round() as i32) as u32;
    let importance = attributes.importance.clamp(0.0, 1.0);
    let importance = if importance.is_nan() { 0.0 } else { importance };
    [
        unit(position.map(|at| at.lon)),
        unit(position.map(|at| at.lat)),
        attributes.classes as u32,
        (attributes.classes >> 32) as u32,
        importance.to_bits(),
        0,
    ]
}

/// Reads an entry; one that nothing is known of where the table has none.
pub(crate) fn entry(table: Words<'_>, number: u32) -> Attributes {
    let pair = |at: usize| table.pair(number as usize * 3 + at);
    let (lon, lat) = pair(0).unwrap_or((NONE as u32, NONE as u32));
    let known = lon as i32 != NONE && lat as i32 != NONE;
    let degrees = |word: u32| f64::from(word as i32) / UNITS;
    let (low, high) = pair(1).unwrap_or_default();
    Attributes {
        position: known
            .then(|| Position::new(degrees(lon), degrees(lat)))
            .filter(|at| at.is_valid()),
        classes: u64::from(low) | u64::from(high) << 32,
        importance: importance(table, number),
    }
}

pub(crate) fn importance(table: Words<'_>, number: u32) -> f32 {
    table.weight(number as usize * 6 + 4)
}

/// How a name is borne: the second word of a bearer.
pub(crate) fn bearer_word(role: Role, days: u32) -> u32 {
    role as u32 | days << DAYS_SHIFT
}

/// The word with another number of days.
pub(crate) fn with_days(word: u32, number: impl Fn(u32) -> u32) -> u32 {
    let low = word & ((1 << DAYS_SHIFT) - 1);
    low | number(word >> DAYS_SHIFT) << DAYS_SHIFT
}

/// The word for a key without its generic, and for one spelt by table.
pub(crate) fn marked(word: u32, whole: bool, respelt: bool) -> u32 {
    word | if whole { 0 } else { BASE } | if respelt { RESPELT } else { 0 }
}

pub(crate) fn bearer((entry, word): (u32, u32), days: Words<'_>, entries: Words<'_>) -> Bearer {
    let role = match word & 3 {
        0 => Role::Preferred,
        1 => Role::Variant,
        _ => Role::Former,
    };
    Bearer {
        entry,
        role,
        whole: word & BASE == 0,
        respelt: word & RESPELT != 0,
        days: days_from(days.pair((word >> DAYS_SHIFT) as usize)),
        importance: importance(entries, entry),
    }
}

pub(crate) fn days_words(days: Days) -> (u32, u32) {
    let number = |date: Option<Date>| date.map_or(NONE, day_number) as u32;
    (number(days.from), number(days.to))
}

fn days_from(words: Option<(u32, u32)>) -> Days {
    let (from, to) = words.unwrap_or((NONE as u32, NONE as u32));
    Days {
        from: date(from as i32),
        to: date(to as i32),
    }
}

/// Days in order, with room for 31 in each month.
fn day_number(date: Date) -> i32 {
    let year = date.year.clamp(-5_000_000, 5_000_000);
    (year * 12 + i32::from(date.month) - 1) * 31 + i32::from(date.day) - 1
}

fn date(number: i32) -> Option<Date> {
    let (months, day) = (number.div_euclid(31), number.rem_euclid(31));
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
    (number != NONE).then(|| Date::new(year, month as u8 + 1, day as u8 + 1))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn days_come_back(year in -9999i32..9999, month in 1u8..=12, day in 1u8..=28) {
            let day = Date::new(year, month, day);
            let days = Days { from: day, to: None };
            prop_assert_eq!(days_from(Some(days_words(days))), days);
        }
    }
}
