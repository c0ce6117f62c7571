//! Whether four digits are a year.

use super::point::Point;
use super::relation::Before;
use crate::lexicon::{DatePrefix, Flags, Lexicon};
use crate::measure::unit_follows;
use crate::reader::Reader;

/// What a bare four-digit figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Date,
    Number,
    Unclear,
}

/// Whether what follows the figure makes it a quantity: a unit, a percent sign, a multiplier.
pub(super) fn is_quantity(reader: &Reader<'_>, lexicon: &'static Lexicon, end: usize) -> bool {
    if unit_follows(reader, lexicon, end) {
        return true;
    }
    matches!(
        reader.entry(end).and_then(|e| e.number),
        Some(crate::lexicon::NumberWord::Scale(_))
    ) || (reader.word(end) == "+" && end > 0 && reader.joined(end - 1))
}

/// Judges a bare year by its neighbours; `listed` where a sure year stands just before it.
pub(super) fn standing(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    point: &Point,
    before: &Before,
    listed: bool,
) -> Standing {
    let end = point.end;
    if is_quantity(reader, lexicon, end) {
        return Standing::Number;
    }
    let dated = event_ahead(reader, end, Flags::EVENT);
    let Some(last) = point.start.checked_sub(1) else {
        return if dated {
            Standing::Date
        } else {
            Standing::Unclear
        };
    };
    let label = reader.has(last, Flags::LABEL) && reader.starts_upper(last);
    if label || matches!(reader.word(last), "$" | "£" | "€" | "#" | "¥") {
        return Standing::Number;
    }
    // "founded 1890", "b. 1890".
    let short = reader.word(last) == "."
        && last > 0
        && reader.is_any(last - 1, &["b", "d", "fl", "est", "ca"]);
    // "built 1200 homes" counts them.
    let dating = lexicon
        .dates
        .events
        .dating
        .iter()
        .any(|w| reader.is(last, w));
    if short || dating && !plural_ahead(reader, end) {
        return Standing::Date;
    }
    if dated || matches!(before.prefix, Some(DatePrefix::AsOf | DatePrefix::Since)) {
        return Standing::Date;
    }
    // "post-1945" and "mid-1841" are years; "Kwangmyongsong-1998" need not be one.
    let told = reader.is(last.saturating_sub(1), "mid")
        || matches!(before.prefix, Some(DatePrefix::After | DatePrefix::Before));
    let tight = reader.is_dash(last) && reader.joined(last) && !told;
    if tight || (reader.is_dash(end) && reader.joined(end - 1) && reader.is_number(end + 1)) {
        return Standing::Unclear;
    }
    if counts_population(reader, last) {
        return Standing::Number;
    }
    if reader.has(end, Flags::PLURAL) {
        return Standing::Number;
    }
    let counts = plural_ahead(reader, end);
    if counts && counted(reader, lexicon, point.start, end) {
        return Standing::Number;
    }
    let sure = |told: bool| {
        if told {
            Standing::Date
        } else {
            Standing::Unclear
        }
    };
    // "circa" is said of years only.
    if before
        .around
        .is_some_and(|a| reader.is_any(a.first, &["circa", "ca", "c"]))
    {
        return Standing::Date;
    }
    if listed || matches!(reader.word(last), "(" | "[" | "†") || before.around.is_some() {
        return sure(!counts);
    }
    // "an 1853 record", "the 1933 Wangjaesan Conference", "its 2015 budget".
    if reader.is_any(
        last,
        &["the", "a", "an", "its", "their", "'s", "’s", "mid", "-"],
    ) {
        return sure(
            !counts && reader.word(end).starts_with(char::is_alphabetic) || tight_mid(reader, last),
        );
    }
    match before.prefix {
        None => Standing::Unclear,
        // "over 1500", "to 1200", "for 1900": the preposition tells nothing, "prior to" does.
        Some(_)
            if before.start + 1 == point.start
                && reader.is_any(last, &["over", "to", "for", "at", "up"]) =>
        {
            Standing::Unclear
        }
        Some(_) => sure(!counts || reader.is(last, "in")),
    }
}

fn tight_mid(reader: &Reader<'_>, last: usize) -> bool {
    reader.word(last) == "-" || reader.is(last, "mid")
}

/// Whether an event noun follows, adjectives at most before it: "2010 U.S. Census".
pub(super) fn event_ahead(reader: &Reader<'_>, end: usize, flag: Flags) -> bool {
    (end..end + 5)
        .take_while(|&i| {
            let word = reader.word(i);
            (word == "." && reader.joined(i - 1)) || word.starts_with(char::is_alphabetic)
        })
        .take_while(|&i| !reader.has(i, Flags::STOP))
        .any(|i| reader.has(i, flag))
}

/// "an estimated 1026 students", "at least 1500 men": a word of numbers before, a plural at once
/// after. "About" is said of years too.
fn counted(reader: &Reader<'_>, lexicon: &'static Lexicon, first: usize, end: usize) -> bool {
    let said = lexicon.number_before.ending_at(reader, first).is_some();
    let of_dates = lexicon.date_before.ending_at(reader, first).is_some();
    let word = reader.word(end);
    said && !of_dates && (word.ends_with('s') || reader.has(end, Flags::PLURAL))
}

/// Whether a lower-case plural follows within three words: things may be counted.
fn plural_ahead(reader: &Reader<'_>, end: usize) -> bool {
    (end..end + 3)
        .take_while(|&i| {
            reader.word(i).starts_with(|c: char| c.is_lowercase()) && !reader.has(i, Flags::STOP)
        })
        .any(|i| {
            let word = reader.word(i);
            let ends = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
            reader.has(i, Flags::PLURAL) || (word.len() > 3 && ends && !word.ends_with("ings"))
        })
}

/// "population of 1500", "elevation of 1200": a figure whatever it looks like.
fn counts_population(reader: &Reader<'_>, before: usize) -> bool {
    let of = reader.is_any(
        before,
        &["of", "was", "is", "at", "about", "around", "approximately"],
    );
    of && (1..=3)
        .filter_map(|back| before.checked_sub(back))
        .any(|b| {
            reader.has(b, Flags::POPULATION)
                || reader.has(b, Flags::ELEVATION)
                || reader.is_any(b, &["total", "length", "height", "area", "depth"])
        })
}
