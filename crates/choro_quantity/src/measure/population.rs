//! People counted: "105,909 registered inhabitants", "a 2008 census population of 105,909".

use crate::amount::Bound;
use crate::lexicon::{Flags, Lexicon};
use crate::number::NumberTag;
use crate::reader::Reader;
use crate::tables::UnitRow;

/// Tokens looked at between "population" and its figure.
const REACH: usize = 12;

/// The unit of people, where the number counts them, and the token after what it counts.
pub(super) fn persons(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    number: &NumberTag,
) -> Option<(&'static UnitRow, usize)> {
    let whole = number.amount.figure().fract() == 0.0;
    if !whole {
        return None;
    }
    // "105,909 registered inhabitants".
    if let Some(counted) = number.counted
        && let Some((end, &row)) = lexicon.units.starting_at(reader, counted.end - 1)
        && end == counted.end
        && let Some(row) = lexicon.unit_rows.get(row)
        && matches!(
            row.kind,
            super::MeasureKind::Persons | super::MeasureKind::Households
        )
    {
        return Some((row, end));
    }
    let row = lexicon
        .unit_rows
        .iter()
        .find(|r| r.kind == super::MeasureKind::Persons)?;
    // A bare small number after "population" is seldom its figure ("the population of the two").
    if number.amount.bound == Bound::Exact && number.amount.figure() < 10.0 {
        return None;
    }
    let mut at = number.at.first;
    let mut said_of = false;
    for _ in 0..REACH {
        at = at.checked_sub(1)?;
        if reader.has(at, Flags::POPULATION) {
            // "population 2014" without a word between is a year at least as likely.
            let bare_year = number.maybe_year && !said_of;
            return (!bare_year).then_some((row, number.at.end));
        }
        let is_year = reader.is_number(at) && reader.word(at).len() == 4;
        let month = reader.entry(at).is_some_and(|e| e.month != 0);
        said_of |= reader.is_any(at, &["of", "was", "is", "were", "at", ":"]);
        // "The population of Kabala was 14,108."
        let name = reader.starts_upper(at);
        // The stop of "pop."
        let short = reader.word(at) == "." && at > 0 && reader.is(at - 1, "pop");
        if !reader.has(at, Flags::POPULATION_LINK) && !is_year && !month && !name && !short {
            return None;
        }
    }
    None
}
