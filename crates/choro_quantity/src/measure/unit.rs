//! The unit after a number: " km", "km", "-kilometre-long", " % ", " tonnes of coal a year".

use super::{MeasureKind, MeasureTag};
use crate::lexicon::Lexicon;
use crate::reader::{Extent, Reader};
use crate::tables::UnitRow;

pub(super) struct Unit {
    pub(super) row: &'static UnitRow,
    /// One past the last token.
    pub(super) end: usize,
    /// One past the last byte; inside the token in "kilometre-long".
    pub(super) span_end: usize,
}

/// Whether a unit stands at the token, so that the figure before it is no year.
pub(crate) fn unit_follows(reader: &Reader<'_>, lexicon: &'static Lexicon, end: usize) -> bool {
    let at = reader.extent(end.saturating_sub(1), end);
    unit_after(reader, lexicon, at).is_some()
}

pub(super) fn unit_after(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    number: Extent,
) -> Option<Unit> {
    let last = number.end.checked_sub(1)?;
    if number.span.end < reader.span(last).end {
        return unit_in_word(reader, lexicon, number);
    }
    let mut first = number.end;
    if reader.is_dash(first) && reader.joined(last) && reader.joined(first) {
        first += 1;
    }
    if let Some((end, &row)) = lexicon.units.starting_at(reader, first) {
        let row = lexicon.unit_rows.get(row)?;
        let written_on = first == number.end && reader.joined(last);
        let closing = matches!(reader.word(end), ")" | "]");
        if row.closing_only
            && !written_on
            && !closing
            && end == first + 1
            && is_symbol(row, reader, first)
        {
            return None;
        }
        // "7 m" is a length, "7 M" or "the 5 A" no unit; and "12 m." may end a sentence.
        return Some(Unit {
            row,
            end,
            span_end: reader.span(end - 1).end,
        });
    }
    let word = reader.word(first);
    let (head, _) = word.split_once('-')?;
    let row = row_named(lexicon, head)?;
    Some(Unit {
        row,
        end: first + 1,
        span_end: reader.span(first).start + head.len(),
    })
}

fn is_symbol(row: &UnitRow, reader: &Reader<'_>, at: usize) -> bool {
    row.symbols.iter().any(|s| s == reader.word(at))
}

/// "two-mile", "twenty-five-kilometre-long": number and unit in one token.
fn unit_in_word(reader: &Reader<'_>, lexicon: &'static Lexicon, number: Extent) -> Option<Unit> {
    let token = reader.span(number.first);
    let rest = reader.text().get(number.span.end..token.end)?;
    let trimmed = rest.trim_start_matches(['-', '‐', '‑']);
    let start = token.end - trimmed.len();
    let head = trimmed.split('-').next()?;
    let row = row_named(lexicon, head)?;
    Some(Unit {
        row,
        end: number.end,
        span_end: start + head.len(),
    })
}

fn row_named(lexicon: &'static Lexicon, name: &str) -> Option<&'static UnitRow> {
    let lower = name.to_lowercase();
    lexicon.unit_rows.iter().find(|row| {
        !row.prefix
            && (row.names.contains(&lower)
                || (!row.closing_only && row.symbols.iter().any(|s| s == name)))
    })
}

/// Turns "10,000 tonnes of copper concentrates each year" into a yearly rate.
pub(super) fn yearly_rate(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    tag: &mut MeasureTag,
    row: &UnitRow,
) {
    let kind = match row.kind {
        MeasureKind::Mass => MeasureKind::MassPerYear,
        MeasureKind::Volume => MeasureKind::VolumePerYear,
        _ => return,
    };
    let first = tag.at.end;
    // "of copper concentrates" may stand between: at most five words of the same clause.
    for at in first..first + 6 {
        if lexicon.yearly.starting_at(reader, at).is_some() {
            tag.kind = kind;
            tag.unit = format!("{}/yr", row.id);
            return;
        }
        let plain = reader
            .word(at)
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() || c == '(' || c == ')');
        if !plain {
            return;
        }
    }
}
