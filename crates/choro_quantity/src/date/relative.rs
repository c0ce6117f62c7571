//! Time told from another time: "a year later", "two years later", "the following year".

use super::{DateKind, DateTag, tag};
use crate::When;
use crate::lexicon::{Flags, Lexicon, Sequel};
use crate::number::value_at;
use crate::reader::Reader;

/// The relative date at the token; `previous` is the date it counts from.
pub(super) fn relative_at(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    i: usize,
    floor: usize,
    previous: Option<&When>,
) -> Option<DateTag> {
    if reader.has(i, Flags::SEQUEL)
        && let Some((end, Sequel::Years(offset))) = lexicon.sequels.starting_at(reader, i)
    {
        // "that year" alone is too often "that year's"; it counts only where a date precedes.
        return Some(build(reader, i, end, *offset, previous));
    }
    let (start, unit, count) = counted_years(reader, lexicon, i, floor)?;
    let relative = &lexicon.dates.relative;
    let said = |list: &[String], at: usize| list.iter().any(|w| reader.is(at, w));
    let after = unit + 1;
    let years = relative
        .years
        .get(reader.lower(unit).as_ref())?
        .checked_mul(count)?;
    if said(&relative.later, after) && !reader.is(after + 1, "the") {
        return Some(build(reader, start, after + 1, years, previous));
    }
    if said(&relative.earlier, after) && !reader.is(after + 1, "the") {
        return Some(build(reader, start, after + 1, -years, previous));
    }
    if said(&relative.ago, after) {
        let tag = build(reader, start, after + 1, -years, None);
        return Some(DateTag {
            kind: DateKind::Present,
            ..tag
        });
    }
    None
}

/// "a year", "two years": first token, the token of the unit, and how many.
///
/// "a year" has no number to trigger on: its article is looked for before the unit.
fn counted_years(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    i: usize,
    floor: usize,
) -> Option<(usize, usize, i32)> {
    if !reader.has_any(Flags::YEARS) {
        return None;
    }
    if reader.has(i, Flags::YEARS) {
        let article = i.checked_sub(1).filter(|b| *b >= floor)?;
        return reader
            .is_any(article, &["a", "one"])
            .then_some((article, i, 1));
    }
    let value = value_at(reader, lexicon, i)?;
    let whole = value.value.fract() == 0.0 && (0.0..10_000.0).contains(&value.value);
    let unit = value.end;
    (whole && !value.hyphened && value.start >= floor && reader.has(unit, Flags::YEARS))
        .then_some((value.start, unit, value.value as i32))
}

fn build(
    reader: &Reader<'_>,
    first: usize,
    end: usize,
    offset: i32,
    previous: Option<&When>,
) -> DateTag {
    let at = reader.extent(first, end);
    DateTag {
        kind: DateKind::Relative,
        when: previous
            .and_then(|w| w.shifted_years(offset))
            .unwrap_or_default(),
        offset_years: Some(offset),
        ..tag(at)
    }
}
