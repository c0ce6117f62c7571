//! Measures told by their neighbours: the first side of "5 by 3 km", "a mile and a half", and
//! what a share is of.

use super::{MeasureKind, MeasureTag};
use crate::amount::{Amount, Bound};
use crate::lexicon::{Flags, Lexicon};
use crate::number::NumberTag;
use crate::reader::{Extent, Reader};
use crate::tables::UnitRow;

/// Most words of what a percentage is of.
const LONGEST: usize = 6;

/// "5" of "5 by 3 km", "5 × 3 km": a length in the unit of the second.
pub(super) fn other_side(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    number: &NumberTag,
    second: &MeasureTag,
) -> Option<MeasureTag> {
    let plain = number.measure.is_none() && !number.ordinal && !number.label && !number.vague;
    let sign = number.at.end;
    let crossed = reader.is_any(sign, &["by", "x", "×"]) && second.at.first == sign + 1;
    if !plain || !crossed || second.kind != MeasureKind::Length {
        return None;
    }
    let row = lexicon.unit_rows.iter().find(|r| r.id == second.unit)?;
    Some(MeasureTag {
        at: number.at,
        number: number.at,
        amount: number.amount,
        si: number.amount.scaled(row.factor, row.offset),
        modifier: number.modifier,
        ..second.clone()
    })
}

/// "a mile and a half", "two miles and a half".
pub(super) fn and_a_half(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    tag: &mut MeasureTag,
    row: &UnitRow,
) {
    let end = tag.at.end;
    let half = reader.is(end, "and") && reader.is(end + 1, "a") && reader.is(end + 2, "half");
    let whole = tag.amount.bound == Bound::Exact && tag.amount.low.fract() == 0.0;
    // "two miles and a half mile" are two lengths.
    let closed = lexicon.units.starting_at(reader, end + 3).is_none();
    if !half || !whole || !closed {
        return;
    }
    let approximate = tag.amount.approximate;
    tag.amount = Amount {
        approximate,
        ..Amount::exact(tag.amount.low + 0.5)
    };
    tag.si = tag.amount.scaled(row.factor, row.offset);
    tag.at.end = end + 3;
    tag.at.span = tag.at.span.cover(reader.span(end + 2));
}

/// "the total population" after "27 % of": words up to the next that names no thing.
pub(super) fn share_of(reader: &Reader<'_>, end: usize) -> Option<Extent> {
    if !reader.is(end, "of") {
        return None;
    }
    let article = usize::from(reader.is_any(end + 1, &["the", "its", "all", "their", "this"]));
    let first = end + 1 + article;
    let last = (first..first + LONGEST)
        .take_while(|&i| {
            let worded = reader.word(i).starts_with(char::is_alphabetic) || reader.is(i, "'s");
            worded && !reader.has(i, Flags::STOP)
        })
        .last()?;
    Some(reader.extent(end + 1, last + 1))
}
