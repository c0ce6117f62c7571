//! One date without the words around it: a day, month, year, decade, century, season or period.

mod century;
mod figures;
mod plain;

use super::DateKind;
use crate::lexicon::{Flags, Lexicon};
use crate::reader::Reader;
use crate::{Date, When};

/// A date expression and what it says.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    pub(super) when: When,
    pub(super) kind: DateKind,
    /// Four digits and nothing else.
    pub(super) bare: bool,
    pub(super) ambiguous: bool,
    pub(super) approximate: bool,
    /// From one date to another, both told: "May to August 1945".
    pub(super) ranged: bool,
    /// Row of periods.toml.
    pub(super) period: Option<usize>,
}

impl Point {
    fn calendar(start: usize, end: usize, when: When) -> Self {
        Self {
            start,
            end,
            when,
            kind: DateKind::Calendar,
            bare: false,
            ambiguous: false,
            approximate: false,
            ranged: false,
            period: None,
        }
    }

    fn range(start: usize, end: usize, when: When) -> Self {
        Self {
            ranged: true,
            ..Self::calendar(start, end, when)
        }
    }
}

/// The date that the token belongs to and triggers, not reaching before `floor`.
pub(super) fn point_at(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    i: usize,
    floor: usize,
) -> Option<Point> {
    if reader.has(i, Flags::PERIOD)
        && let Some((end, &row)) = lexicon.periods.starting_at(reader, i)
    {
        let when = When::parse(&lexicon.period_rows.get(row)?.when)?;
        let kind = DateKind::Period;
        return Some(Point {
            kind,
            period: Some(row),
            ..Point::calendar(i, end, when)
        });
    }
    if let Some(point) = century::century_at(reader, lexicon, i, floor) {
        return Some(point);
    }
    if reader.is_number(i) {
        return day_first(reader, lexicon, i)
            .or_else(|| figures::figures_at(reader, i))
            .or_else(|| year_first(reader, i))
            .or_else(|| century::decade_at(reader, lexicon, i, floor))
            .or_else(|| plain::year_at(reader, lexicon, i, floor));
    }
    match reader.entry(i)?.month {
        0 => ordinal_day(reader, lexicon, i),
        month @ 1..=12 => month_first(reader, lexicon, i, month, floor),
        season => season_at(reader, i, season),
    }
}

/// A four-digit year written plainly.
pub(super) fn plain_year(reader: &Reader<'_>, i: usize) -> Option<i32> {
    let word = reader.word(i);
    let plain = reader.is_number(i) && word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    if !plain {
        return None;
    }
    word.parse().ok().filter(|y| (1000..=2100).contains(y))
}

/// Day of a month, ordinal or not: "4", "4th".
fn day_number(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &word[digits.len()..];
    let fits = digits.len() <= 2 && matches!(ending, "" | "st" | "nd" | "rd" | "th");
    if fits {
        digits.parse().ok().filter(|d| (1..=31).contains(d))
    } else {
        None
    }
}

/// Month name at the token, capitalised ("mid-March" in its second part); with the stop of "Oct."
/// passed over.
fn month_name(reader: &Reader<'_>, i: usize) -> Option<(u8, usize)> {
    let month = reader.entry(i)?.month;
    let word = reader.word(i);
    let own = word.rsplit('-').next().unwrap_or(word);
    if !(1..=12).contains(&month) || !own.starts_with(char::is_uppercase) {
        return None;
    }
    let cut = word.len() <= 4 && !reader.is_any(i, &["may", "june", "july"]);
    let short = cut && reader.word(i + 1) == "." && reader.joined(i);
    Some((month, i + 1 + usize::from(short)))
}

/// The year after a day or month, over a comma or "of".
fn year_after(reader: &Reader<'_>, end: usize) -> Option<(i32, usize)> {
    let at = end + usize::from(matches!(reader.word(end), ",") || reader.is(end, "of"));
    plain_year(reader, at).map(|year| (year, at + 1))
}

/// "4 June 1937", "4th of June 1937", "4–6 June 1937", "4 June", "4-Jun-1937", "4. Juni 1937".
fn day_first(reader: &Reader<'_>, lexicon: &'static Lexicon, i: usize) -> Option<Point> {
    let day = day_number(reader.word(i))?;
    let mut at = i + 1;
    let mut last = None;
    if reader.is_dash(at)
        && let Some(second) = day_number(reader.word(at + 1))
    {
        last = Some(second);
        at += 2;
    }
    if reader.word(at) == "-" && reader.joined(i) && reader.joined(at) {
        let (month, end) = month_name(reader, at + 1)?;
        let tight = reader.word(end) == "-" && reader.joined(end);
        return dated(i, end + usize::from(tight), reader, month, day, last);
    }
    at += usize::from(reader.is(at, "of"));
    if let Some((month, at)) = month_name(reader, at) {
        return dated(i, at, reader, month, day, last);
    }
    let (month, at) = month_elsewhere(reader, lexicon, at)?;
    plain_year(reader, at)?;
    dated(i, at, reader, month, day, last)
}

/// "März" in "17. März 1945", "de marzo de", ".III." in "17.III.1945": the month's number, and
/// where its year must stand.
fn month_elsewhere(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    mut at: usize,
) -> Option<(u8, usize)> {
    let stopped = reader.word(at) == ".";
    at += usize::from(stopped || reader.is(at, "de"));
    let month = *lexicon.months_elsewhere.get(reader.lower(at).as_ref())?;
    // Roman figures are months only between stops.
    let roman = reader
        .word(at)
        .bytes()
        .all(|b| matches!(b, b'I' | b'V' | b'X' | b'i' | b'v' | b'x'));
    let closed = reader.word(at + 1) == "." && reader.joined(at);
    if roman && !(stopped && closed) {
        return None;
    }
    Some((
        month,
        at + 1 + usize::from(closed || reader.is_any(at + 1, &["de", "del"])),
    ))
}

/// "1945 March 17".
fn year_first(reader: &Reader<'_>, i: usize) -> Option<Point> {
    let year = plain_year(reader, i)?;
    let (month, end) = month_name(reader, i + 1)?;
    let day = day_number(reader.word(end)).filter(|_| reader.is_number(end))?;
    if year_after(reader, end + 1).is_some() {
        return None;
    }
    let when = When::day(Date::new(year, month, day)?);
    Some(Point::calendar(i, end + 1, when))
}

/// "fourth of June 1937".
fn ordinal_day(reader: &Reader<'_>, lexicon: &'static Lexicon, i: usize) -> Option<Point> {
    let day = crate::number::ordinal_at(reader, lexicon, i)?;
    if !reader.is(i + 1, "of") || !(1.0..=31.0).contains(&day) {
        return None;
    }
    let (month, at) = month_name(reader, i + 2)?;
    dated(i, at, reader, month, day as u8, None)
}

/// A day or days of a month, with the year where one follows.
fn dated(
    start: usize,
    end: usize,
    reader: &Reader<'_>,
    month: u8,
    day: u8,
    last: Option<u8>,
) -> Option<Point> {
    let Some((year, end)) = year_after(reader, end) else {
        if let Some((when, end)) = through_month(reader, end, month, day) {
            return Some(Point::range(start, end, when));
        }
        let when = When::parse(&format!("XXXX-{month:02}-{day:02}"))?;
        return Some(Point {
            kind: DateKind::MonthDay,
            ..Point::calendar(start, end, when)
        });
    };
    let when = When::day(Date::new(year, month, day)?);
    let Some(last) = last else {
        return Some(Point::calendar(start, end, when));
    };
    let when = when.through(&When::day(Date::new(year, month, last)?))?;
    Some(Point::range(start, end, when))
}

/// The rest of "3 May to 4 June 1945", "May 3–June 4, 1945": the year of the second is the first's.
fn through_month(reader: &Reader<'_>, end: usize, month: u8, day: u8) -> Option<(When, usize)> {
    if !reader.is_dash(end) && !reader.is_any(end, &["to", "until", "through"]) {
        return None;
    }
    let second = day_number(reader.word(end + 1)).filter(|_| reader.is_number(end + 1));
    let (last_month, at) = month_name(reader, end + 1 + usize::from(second.is_some()))?;
    let (last_day, at) = match second {
        Some(day) => (day, at),
        None => (day_number(reader.word(at))?, at + 1),
    };
    let (year, end) = year_after(reader, at)?;
    let first = When::day(Date::new(year, month, day)?);
    let last = When::day(Date::new(year, last_month, last_day)?);
    Some((first.through(&last)?, end))
}

/// "June 4, 1937", "June 4–6, 1937", "October 2022", "June 4", "in October".
fn month_first(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    i: usize,
    month: u8,
    floor: usize,
) -> Option<Point> {
    let (_, end) = month_name(reader, i)?;
    if let Some((year, end)) = year_after(reader, end) {
        return Some(Point::calendar(i, end, When::month(year, month)?));
    }
    if let Some(day) = day_number(reader.word(end)).filter(|_| reader.is_number(end)) {
        let last = if reader.is_dash(end + 1) {
            day_number(reader.word(end + 2))
        } else {
            None
        };
        let after = end + if last.is_some() { 3 } else { 1 };
        return dated(i, after, reader, month, day, last);
    }
    // "May to August 1945", "May–August 1945", "May and June 1945".
    if (reader.is_dash(end) || reader.is_any(end, &["to", "until", "through", "and"]))
        && let Some((last, at)) = month_name(reader, end + 1)
        && let Some((year, at)) = year_after(reader, at)
        && let Some(when) = When::month(year, month)?.through(&When::month(year, last)?)
    {
        return Some(Point::range(i, at, when));
    }
    // A month alone: only where a preposition says so; "May" and "August" are names too.
    let before = i.checked_sub(1).filter(|b| *b >= floor)?;
    let told = [
        "in", "during", "since", "until", "by", "early", "late", "through", "mid", "from", "to",
    ];
    let told = reader.is_any(before, &told)
        || (reader.word(before) == "-" && before > 0 && reader.is(before - 1, "mid"));
    if !told
        || reader.starts_upper(end)
            && !lexicon
                .dates
                .between
                .words
                .iter()
                .any(|w| reader.is(end, w))
    {
        return None;
    }
    let when = When::parse(&format!("XXXX-{month:02}"))?;
    Some(Point {
        kind: DateKind::MonthDay,
        ..Point::calendar(i, end, when)
    })
}

/// "summer 2010", "spring of 1945", "in winter"; not "hot springs" or "the spring flows".
fn season_at(reader: &Reader<'_>, i: usize, season: u8) -> Option<Point> {
    if let Some((year, end)) = year_after(reader, i + 1) {
        let when = When::parse(&format!("{year}-{season}"))?;
        return Some(Point {
            kind: DateKind::Season,
            ..Point::calendar(i, end, when)
        });
    }
    let before = i.checked_sub(1)?;
    let before = if reader.is_any(before, &["the", "early", "late"]) {
        before.checked_sub(1)?
    } else {
        before
    };
    // "in the spring" may be water, "in fall" a verb; summer and winter are neither.
    let safe = matches!(season, 22 | 24) || (season == 23 && reader.is(i, "autumn"));
    let told = reader.is_any(before, &["in", "during", "throughout", "every", "each"]);
    // A capital on the next line says nothing of this one.
    let gap = reader
        .text()
        .get(reader.span(i).end..reader.span(i + 1).start);
    let named = reader.starts_upper(i + 1) && !gap.is_some_and(|g| g.contains('\n'));
    let of = reader.is(i + 1, "of") || named || reader.starts_upper(i);
    if !told || of || (!safe && before + 1 != i && reader.is(before, "in")) {
        return None;
    }
    let when = When::parse(&format!("XXXX-{season}"))?;
    Some(Point {
        kind: DateKind::Season,
        ..Point::calendar(i, i + 1, when)
    })
}
