//! Numbers: "105,909", "eleven", "half a million", "150-200", "over 200", "the 8th".
//!
//! "around 150-200 guerillas" is the range 150..200, approximate, counting `guerillas`.
//! Says nothing of units; years that read as dates are left to [`crate::date`].

mod figures;
mod fraction;
mod grouped;
mod value;
mod words;

use crate::amount::{Amount, Bound};
use crate::lexicon::{Flags, Lexicon, Modifier, NumberWord};
use crate::reader::{Extent, Reader};
use crate::taken::Taken;

pub(crate) use value::{Value, value_at};

/// A number in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberTag {
    /// The figures or words, without approximators and units.
    pub at: Extent,
    /// How much.
    pub amount: Amount,
    /// The words that blur or bound it: "around", "more than".
    pub modifier: Option<Extent>,
    /// Whether it gives a rank: "8th", "first".
    pub ordinal: bool,
    /// Whether it is a word of no exact value: "several", "hundreds".
    pub vague: bool,
    /// Whether the separators could be read otherwise: "1.465", "1,5".
    pub separator_doubt: bool,
    /// Whether it could as well be a year.
    pub maybe_year: bool,
    /// Whether it is a label: "Route 66", "Building 5".
    pub label: bool,
    /// What it counts, with adjectives: "coastal batteries".
    pub counted: Option<Extent>,
    /// Index of the measure it is part of.
    pub measure: Option<usize>,
}

/// All numbers of the text that no coordinate or date has taken, in order.
pub(crate) fn numbers(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    taken: &Taken,
) -> Vec<NumberTag> {
    let mut tags: Vec<NumberTag> = Vec::new();
    let mut next = 0;
    for &i in reader.triggers() {
        if i < next || taken.covers(i) {
            continue;
        }
        let Some(tag) = number_at(reader, lexicon, i) else {
            continue;
        };
        if tags.last().is_some_and(|last| last.at.end > tag.at.first) {
            continue;
        }
        next = tag.at.end;
        tags.push(tag);
    }
    tags
}

fn number_at(reader: &Reader<'_>, lexicon: &'static Lexicon, i: usize) -> Option<NumberTag> {
    if let Some(tag) = vague_at(reader, lexicon, i) {
        return Some(tag);
    }
    let part = fraction::fraction_at(reader, lexicon, i);
    if let Some(part) = &part
        && reader.has(i, Flags::HYPHENED)
    {
        let mut at = part.extent(reader);
        let mut amount = Amount::exact(part.value);
        let modifier = modify(reader, lexicon, &mut at, &mut amount, true);
        return Some(NumberTag {
            modifier,
            ..tag(at, amount)
        });
    }
    if part.is_none()
        && let Some(rank) = ordinal_at(reader, lexicon, i)
    {
        return Some(NumberTag {
            ordinal: true,
            ..tag(reader.extent(i, i + 1), Amount::exact(rank))
        });
    }
    let first = match part {
        Some(part) => part,
        None => value_at(reader, lexicon, i).or_else(|| words::one_unit_at(reader, lexicon, i))?,
    };
    let mut at = first.extent(reader);
    let mut amount = Amount::exact(first.value);
    let mut doubt = first.doubt;
    let mut year_like = first.year_like;
    if let Some(second) = range_end(reader, lexicon, &first) {
        let low = if second.scale > first.scale && first.scale == 1.0 && first.value < 1000.0 {
            first.value * second.scale
        } else {
            first.value
        };
        amount = Amount::range(low, second.value);
        at.end = second.end;
        at.span.end = second.span_end;
        doubt |= second.doubt;
        year_like &= second.year_like;
    }
    let modifier = modify(
        reader,
        lexicon,
        &mut at,
        &mut amount,
        year_like || first.is_words,
    );
    if first.hyphened && reader.lower(i).ends_with("-odd") {
        amount.approximate = true;
        at.span = reader.span(i);
    }
    let label = at.first.checked_sub(1).is_some_and(|before| {
        reader.word(before) == "#"
            || (reader.has(before, Flags::LABEL) && reader.starts_upper(before))
            || ends_name(reader, before)
            || (reader.word(before) == "."
                && before
                    .checked_sub(1)
                    .is_some_and(|b| reader.is_any(b, &["no", "nr"])))
    });
    Some(NumberTag {
        modifier,
        separator_doubt: doubt,
        maybe_year: year_like && !label,
        label,
        counted: counted_after(reader, at.end),
        ..tag(at, amount)
    })
}

/// "COVID-19", "Soyuz-1": the hyphen before the figure is written on to a name.
fn ends_name(reader: &Reader<'_>, sign: usize) -> bool {
    let Some(name) = sign.checked_sub(1) else {
        return false;
    };
    let tight = reader.word(sign) == "-" && reader.joined(sign) && reader.joined(name);
    tight && reader.starts_upper(name) && reader.word(name).chars().count() > 2
}

fn tag(at: Extent, amount: Amount) -> NumberTag {
    NumberTag {
        at,
        amount,
        modifier: None,
        ordinal: false,
        vague: false,
        separator_doubt: false,
        maybe_year: false,
        label: false,
        counted: None,
        measure: None,
    }
}

/// "several hundred", "dozens": a span of values instead of one.
fn vague_at(reader: &Reader<'_>, lexicon: &'static Lexicon, i: usize) -> Option<NumberTag> {
    if !reader.has(i, Flags::VAGUE) {
        return None;
    }
    let (mut end, &[low, high]) = lexicon.vague.starting_at(reader, i)?;
    let mut scale = 1.0;
    while let Some(NumberWord::Scale(next)) = reader.entry(end).and_then(|e| e.number) {
        scale *= next;
        end += 1;
    }
    let mut amount = if high == 0.0 {
        Amount::exact(low * scale).bounded(Bound::AtLeast)
    } else {
        Amount::range(low * scale, high * scale)
    };
    amount.approximate = true;
    let counted = counted_after(reader, end + usize::from(reader.is(end, "of")));
    Some(NumberTag {
        vague: true,
        counted,
        ..tag(reader.extent(i, end), amount)
    })
}

/// "8th", "first": the rank.
pub(crate) fn ordinal_at(reader: &Reader<'_>, lexicon: &'static Lexicon, i: usize) -> Option<f64> {
    let word = reader.word(i);
    if reader.is_number(i) {
        let figures = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|s| word.strip_suffix(s))?;
        return figures.replace(',', "").parse().ok();
    }
    let entry = reader.entry(i)?;
    match entry.number {
        Some(NumberWord::Ordinal(rank)) => Some(rank),
        _ if entry.flags.has(Flags::HYPHENED) => {
            let lower = reader.lower(i);
            let (head, _) = lexicon.split_hyphened(&lower)?;
            match lexicon.number_word(head)? {
                NumberWord::Ordinal(rank) => Some(rank),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The second figure of "150-200", "10 to 20", "between 5 and 7", "two or three".
fn range_end(reader: &Reader<'_>, lexicon: &'static Lexicon, first: &Value) -> Option<Value> {
    let sign = first.end;
    if first.hyphened {
        return None;
    }
    let second = if reader.is_dash(sign) {
        let tight = sign > 0 && reader.joined(sign - 1) && reader.joined(sign);
        let loose = reader.word(sign) != "-" && !tight;
        let chained = first.start.checked_sub(2).is_some_and(|b| {
            reader.is_dash(b + 1) && reader.joined(b + 1) && reader.joined(b) && reader.is_number(b)
        });
        if !(tight || loose) || chained {
            return None;
        }
        let second = value_at(reader, lexicon, sign + 1)?;
        let goes_on = reader.is_dash(second.end)
            && reader.joined(second.end - 1)
            && reader.is_number(second.end + 1);
        if goes_on {
            return None;
        }
        second
    } else if reader.is_any(sign, &["to", "or"])
        || (reader.is(sign, "and") && is_after_between(reader, lexicon, first.start))
    {
        value_at(reader, lexicon, sign + 1)?
    } else {
        return None;
    };
    let rises = second.value > first.value;
    (second.start == sign + 1 && (rises || descends(reader, lexicon, first, &second)))
        .then_some(second)
}

/// "falls from a height of 800–300 m": a dash between falling figures with a unit is a range too,
/// but not "1995-6 km", where the second may be short for 1996.
fn descends(reader: &Reader<'_>, lexicon: &'static Lexicon, first: &Value, second: &Value) -> bool {
    let written = |v: &Value| v.span_end - v.span_start;
    reader.is_dash(first.end)
        && second.value < first.value
        && second.value > 0.0
        && !first.year_like
        && !first.is_words
        && second.scale == first.scale
        && (written(second) == written(first) || second.value >= 100.0)
        && crate::measure::unit_follows(reader, lexicon, second.end)
}

/// Whether "between" stands before the figure, an approximator at most in the way.
fn is_after_between(reader: &Reader<'_>, lexicon: &'static Lexicon, first: usize) -> bool {
    let first = lexicon
        .number_before
        .ending_at(reader, first)
        .map_or(first, |(start, _)| start);
    first
        .checked_sub(1)
        .is_some_and(|b| reader.is(b, "between"))
}

/// Applies the words before and after the figure; returns where the words before it stand.
fn modify(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    at: &mut Extent,
    amount: &mut Amount,
    shy: bool,
) -> Option<Extent> {
    if let Some((end, modifier)) = lexicon.number_after.starting_at(reader, at.end) {
        let plus = reader.word(at.end) == "+";
        if !plus || (at.end > 0 && reader.joined(at.end - 1)) {
            apply(amount, *modifier);
            *at = Extent {
                span: at.span.cover(reader.extent(at.end, end).span),
                end,
                ..*at
            };
        }
    }
    let mut first = at.first;
    // "just over about": two are common, more are not English.
    for _ in 0..2 {
        let Some((start, modifier)) = lexicon.number_before.ending_at(reader, first) else {
            break;
        };
        let small = shy && amount.figure() < 10.0;
        if small && reader.has(start, Flags::SPATIAL) && *modifier != Modifier::Approximate {
            break;
        }
        apply(amount, *modifier);
        first = start;
    }
    (first < at.first).then(|| reader.extent(first, at.first))
}

fn apply(amount: &mut Amount, modifier: Modifier) {
    match modifier {
        Modifier::Approximate => amount.approximate = true,
        Modifier::Bound(bound) => *amount = amount.bounded(bound),
    }
}

/// "small training bases" after "three": the nearest plural and what stands before it.
fn counted_after(reader: &Reader<'_>, first: usize) -> Option<Extent> {
    for i in first..first + 5 {
        let word = reader.word(i);
        let is_word = word.chars().next().is_some_and(char::is_alphabetic);
        if !is_word || reader.has(i, Flags::STOP) {
            return None;
        }
        let plural = word.len() > 2
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("'s");
        if reader.has(i, Flags::PLURAL) || plural {
            return Some(reader.extent(first, i + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests;
