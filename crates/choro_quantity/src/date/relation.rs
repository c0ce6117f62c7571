//! The words around a date: "after", "as of", "around", "from … to …", "1995–present".

use super::point::{Point, plain_year, point_at};
use crate::When;
use crate::lexicon::{DatePrefix, Lexicon};
use crate::reader::{Extent, Reader};

/// What stands before a date.
pub(super) struct Before {
    /// First token of all of it; the date's own where nothing does.
    pub(super) start: usize,
    pub(super) prefix: Option<DatePrefix>,
    /// "around".
    pub(super) around: Option<Extent>,
}

/// Reads back from the date's first token, not beyond `floor`.
pub(super) fn before(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    first: usize,
    floor: usize,
) -> Before {
    let mut out = Before {
        start: first,
        prefix: None,
        around: None,
    };
    let mut at = first;
    // "since about the year 1850": four phrases at most.
    for _ in 0..4 {
        if at > floor && reader.is_any(at - 1, &["the", "year", "years"]) {
            // "at the" and "according to the" are phrases of their own.
            if let Some((start, DatePrefix::AsOf)) = lexicon.date_before.ending_at(reader, at)
                && start >= floor
            {
                out.start = start;
                out.prefix = Some(DatePrefix::AsOf);
                return out;
            }
            at -= 1;
            continue;
        }
        // "post-1945", "pre-1945".
        let dash = at > floor && reader.word(at - 1) == "-" && at >= 2 && reader.joined(at - 1);
        let end = if dash { at - 1 } else { at };
        let Some((start, &prefix)) = lexicon.date_before.ending_at(reader, end) else {
            break;
        };
        let allowed = !dash || reader.is_any(start, &["post", "pre", "mid"]);
        if start < floor || !allowed {
            break;
        }
        if prefix == DatePrefix::Around {
            if out.around.is_some() {
                break;
            }
            out.around = Some(reader.extent(start, end));
            out.start = start;
            at = start;
            continue;
        }
        out.prefix = Some(prefix);
        out.start = start;
        break;
    }
    out
}

/// The end of a range and its time: "1616-1622", "from 1616 to 1622", "1995–96", "1990–present".
pub(super) fn range_end(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    first: &Point,
    prefix: Option<DatePrefix>,
) -> Option<(usize, When)> {
    if first.when.earliest.is_none() || first.when.edtf.contains("..") {
        return None;
    }
    let sign = first.end;
    let dash = reader.is_dash(sign);
    let slash =
        reader.word(sign) == "/" && reader.joined(sign) && sign > 0 && reader.joined(sign - 1);
    let between = &lexicon.dates.between;
    let worded = between.words.iter().any(|w| reader.is(sign, w))
        && (!reader.is(sign, "and") || prefix == Some(DatePrefix::Between));
    if !dash && !slash && !worded {
        return None;
    }
    // "before 1800 until 1860" bounds twice and is no range.
    let bound = matches!(
        prefix,
        Some(DatePrefix::Before | DatePrefix::After | DatePrefix::By | DatePrefix::Until)
    );
    if worded && bound {
        return None;
    }
    let mut next = sign + 1;
    next += usize::from(reader.is(next, "the"));
    if !slash && between.present.iter().any(|w| reader.is(next, w)) {
        // "1990 to date" has a noun reading too; with a dash or "from" it has not.
        let told = dash || prefix == Some(DatePrefix::From) || !reader.is(next, "date");
        return told.then(|| (next + 1, first.when.onwards()));
    }
    let tight = sign > 0 && reader.joined(sign - 1) && reader.joined(sign);
    // "1995–96": two digits after a year; "2010/11" likewise.
    if (dash || slash) && tight && first.bare && reader.word(next).len() == 2 {
        let two: i32 = reader.word(next).parse().ok()?;
        let year = first.when.earliest?.year;
        let last = year - year.rem_euclid(100) + two;
        let goes_on = reader.is_dash(next + 1) && reader.joined(next);
        return (last > year && !goes_on).then(|| (next + 1, When::years(year, last)));
    }
    if slash {
        return second_year(reader, first, next);
    }
    let second = point_at(reader, lexicon, first_trigger(reader, next), next)?;
    if second.start > next || second.end <= next || second.kind != first.kind {
        return None;
    }
    // A bare year ends only a bare year, decade or date, not a measure: "1500 to 1600 m".
    if second.bare && super::year::is_quantity(reader, lexicon, second.end) && prefix.is_none() {
        return None;
    }
    Some((second.end, first.when.through(&second.when)?))
}

/// "2015/2016": the year after a stroke, ten years on at most.
fn second_year(reader: &Reader<'_>, first: &Point, next: usize) -> Option<(usize, When)> {
    let year = first.when.earliest.filter(|_| first.bare)?.year;
    let last = plain_year(reader, next).filter(|last| (year + 1..=year + 10).contains(last))?;
    Some((next + 1, When::years(year, last)))
}

/// Whether the date goes on without end: "1990 onwards", "from 1990 on".
pub(super) fn goes_on(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    end: usize,
    prefix: Option<DatePrefix>,
) -> bool {
    let from = matches!(prefix, Some(DatePrefix::From | DatePrefix::Since));
    let plain = matches!(prefix, None | Some(DatePrefix::During));
    let said = lexicon
        .dates
        .between
        .onwards
        .iter()
        .any(|w| reader.is(end, w));
    if reader.is(end, "on") {
        // "from 1990 on the coast" says where.
        return from && !reader.word(end + 1).starts_with(char::is_alphanumeric);
    }
    said && (from || plain && !reader.is(end, "forward"))
}

/// The token of the expression at which its point is found: past "early" and "late".
fn first_trigger(reader: &Reader<'_>, from: usize) -> usize {
    let qualified = reader.is_any(from, &["early", "mid", "late", "middle"]);
    if !qualified {
        return from;
    }
    from + 1 + usize::from(reader.word(from + 1) == "-")
}
