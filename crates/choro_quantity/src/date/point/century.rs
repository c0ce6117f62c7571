//! Decades and centuries: "early 1930s", "mid-19th century", "the 18th and 19th centuries".

use super::Point;
use crate::When;
use crate::lexicon::{Flags, Lexicon};
use crate::number::ordinal_at;
use crate::reader::Reader;

/// Years of a part of a decade or century, in tenths of it.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) start: usize,
    tenths: Option<[i32; 2]>,
    /// 0 for the first half, 1 for the second.
    pub(super) half: Option<i32>,
    turn: bool,
}

/// "1930s", "1930's", "the late 1930s".
pub(super) fn decade_at(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    i: usize,
    floor: usize,
) -> Option<Point> {
    let word = reader.word(i);
    let (digits, end) = match word.strip_suffix('s') {
        Some(digits) => (digits, i + 1),
        None if matches!(reader.word(i + 1), "'s" | "’s") && word.ends_with('0') => (word, i + 2),
        None => return None,
    };
    if digits.len() != 4 || !digits.ends_with('0') {
        return None;
    }
    let first: i32 = digits.parse().ok().filter(|y| (1000..=2100).contains(y))?;
    let whole_century = first % 100 == 0 && first < 1900;
    let step = if whole_century { 10 } else { 1 };
    let part = part_before(reader, lexicon, i, floor);
    let when = spanned(first, step, part)?;
    // "the 1900s" is a decade to some and a century to others.
    let ambiguous = first % 100 == 0;
    Some(Point {
        ambiguous,
        approximate: part.turn,
        ..Point::calendar(part.start, end, when)
    })
}

/// "19th century", "nineteenth-century", "5th century BC", "18th and 19th centuries".
pub(super) fn century_at(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    i: usize,
    floor: usize,
) -> Option<Point> {
    let number = ordinal_century(reader, lexicon, i)?;
    let mut end = i + 1;
    let mut last = number;
    let in_word = reader.has(i, Flags::HYPHENED);
    if in_word {
        let lower = reader.lower(i);
        let (_, rest) = lexicon.split_hyphened(&lower)?;
        if !rest.starts_with("century") {
            return None;
        }
    } else {
        if (reader.is_any(end, &["and", "to", "or", "or"]) || reader.is_dash(end))
            && let Some(second) = ordinal_century(reader, lexicon, end + 1)
        {
            last = second;
            end += 2;
        } else if reader.is(end, "to")
            && reader.is(end + 1, "the")
            && let Some(second) = ordinal_century(reader, lexicon, end + 2)
        {
            last = second;
            end += 3;
        }
        end += usize::from(reader.word(end) == "-");
        if reader.is_number(i) && reader.is(end, "c") && reader.word(end + 1) == "." {
            end += 1;
        } else if !reader.is_any(end, &["century", "centuries", "century's"]) {
            return None;
        }
        end += 1;
    }
    if last < number {
        return None;
    }
    let part = part_before(reader, lexicon, i, floor);
    if let Some((era_end, ())) = lexicon.era_before.starting_at(reader, end) {
        let (first, last) = (1 - number * 100, -(last - 1) * 100);
        return Some(Point::calendar(
            part.start,
            era_end,
            When::years(first, last),
        ));
    }
    if let Some((era_end, ())) = lexicon.era_after.starting_at(reader, end)
        && reader.starts_upper(end)
    {
        end = era_end;
    }
    let first = (number - 1) * 100;
    if last > number && part.tenths.is_none() {
        let when = When::years(first, last * 100 - 1);
        return Some(Point::range(part.start, end, when));
    }
    let when = spanned(first, 10, part)?;
    Some(Point {
        approximate: part.turn,
        ..Point::calendar(part.start, end, when)
    })
}

/// 1 to 21, as "19th" or "nineteenth".
fn ordinal_century(reader: &Reader<'_>, lexicon: &'static Lexicon, i: usize) -> Option<i32> {
    let rank = ordinal_at(reader, lexicon, i)?;
    (1.0..=21.0).contains(&rank).then_some(rank as i32)
}

/// What stands before: "early", "mid-", "the first half of the", "the end of the".
pub(super) fn part_before(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    first: usize,
    floor: usize,
) -> Part {
    let mut out = Part {
        start: first,
        tenths: None,
        half: None,
        turn: false,
    };
    let Some(mut before) = first.checked_sub(1).filter(|b| *b >= floor) else {
        return out;
    };
    if reader.is_dash(before) && before > floor {
        before -= 1;
    }
    let tenths = |at: usize| lexicon.dates.parts.get(reader.lower(at).as_ref()).copied();
    if let Some(part) = tenths(before) {
        out.start = before;
        out.tenths = Some(part);
        return out;
    }
    if reader.is(before, "the") && before > floor {
        before -= 1;
    }
    if !reader.is(before, "of") || before <= floor {
        return out;
    }
    let noun = before - 1;
    if reader.is(noun, "half") && noun > floor {
        let half = ordinal_at(reader, lexicon, noun - 1).filter(|r| *r == 1.0 || *r == 2.0);
        if let Some(rank) = half {
            out.half = Some(rank as i32 - 1);
        } else if reader.is_any(noun - 1, &["latter", "later"]) {
            out.half = Some(1);
        } else {
            return out;
        }
        out.start = noun - 1;
    } else if reader.is_any(noun, &["beginning", "start", "beginnings"]) {
        out.tenths = lexicon.dates.parts.get("early").copied();
        out.start = noun;
    } else if reader.is_any(noun, &["end", "close"]) {
        out.tenths = lexicon.dates.parts.get("late").copied();
        out.start = noun;
    } else if reader.is(noun, "middle") {
        out.tenths = lexicon.dates.parts.get("mid").copied();
        out.start = noun;
    } else if reader.is(noun, "turn") {
        out.turn = true;
        out.start = noun;
    }
    out
}

/// The years from `first`, a decade (step 1) or century (step 10), or a part of it.
fn spanned(first: i32, step: i32, part: Part) -> Option<When> {
    if part.turn {
        return Some(When::year(first).approximately());
    }
    if let Some([from, to]) = part.tenths {
        return Some(When::years(
            first + from * step,
            first + to * step + step - 1,
        ));
    }
    if let Some(half) = part.half {
        let start = first + half * 5 * step;
        return Some(When::years(start, start + 5 * step - 1));
    }
    let text = format!("{first:04}");
    let kept = if step == 10 { 2 } else { 3 };
    When::parse(&format!("{}{}", text.get(..kept)?, "X".repeat(4 - kept)))
}
