//! Years in figures alone or with an era: "1937", "AD 79", "44 BC", "3000–2500 BCE", "Q2 2010",
//! "first half of 1945".

use super::century::part_before;
use super::{Point, plain_year};
use crate::When;
use crate::lexicon::Lexicon;
use crate::number::ordinal_at;
use crate::reader::Reader;

/// The year, or years of an era, whose figure is the token.
pub(super) fn year_at(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    i: usize,
    floor: usize,
) -> Option<Point> {
    if let Some(figure) = figure(reader.word(i)).filter(|f| *f > 0)
        && let Some(point) = of_era(reader, lexicon, i, floor, figure)
    {
        return Some(point);
    }
    let year = plain_year(reader, i)?;
    if let Some((start, [first, last])) = months_before(reader, lexicon, i, floor) {
        let when = When::month(year, first)?.through(&When::month(year, last)?)?;
        return Some(Point::calendar(start, i + 1, when));
    }
    Some(Point {
        bare: true,
        ..Point::calendar(i, i + 1, When::year(year))
    })
}

/// "44", "3000" or "10,000", of four digits at most or five with their comma.
fn figure(word: &str) -> Option<i32> {
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    let digits = plain.bytes().all(|b| b.is_ascii_digit());
    let grouped = plain.len() == word.len() || (word.len() - plain.len() == 1 && plain.len() >= 4);
    if !digits || !grouped || plain.len() > 5 {
        return None;
    }
    // EDTF writes years of four digits.
    plain
        .parse()
        .ok()
        .filter(|f| *f <= 9999 || plain == "10000")
}

fn of_era(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    i: usize,
    floor: usize,
    figure: i32,
) -> Option<Point> {
    let capital = |at: usize| reader.word(at).bytes().all(|b| !b.is_ascii_lowercase());
    let second = second_figure(reader, i);
    let end = second.map_or(i + 1, |(_, end)| end);
    let last = second.map_or(figure, |(last, _)| last);
    if let Some((end, ())) = lexicon.era_before.starting_at(reader, end) {
        let when = if last < figure {
            When::years(1 - figure, 1 - last)
        } else if second.is_none() {
            When::year(1 - figure)
        } else {
            return None;
        };
        return Some(Point {
            ranged: second.is_some(),
            ..Point::calendar(i, end, when)
        });
    }
    let years = || match second {
        Some(_) if last > figure => Some(When::years(figure, last)),
        Some(_) => None,
        None => Some(When::year(figure)),
    };
    if let Some((end, ())) = lexicon
        .era_after
        .starting_at(reader, end)
        .filter(|_| capital(end))
    {
        return Some(Point {
            ranged: second.is_some(),
            ..Point::calendar(i, end, years()?)
        });
    }
    if let Some((start, ())) = lexicon.era_after.ending_at(reader, i)
        && start >= floor
        && capital(start)
    {
        return Some(match years() {
            Some(when) => Point::calendar(start, end, when),
            None => Point::calendar(start, i + 1, When::year(figure)),
        });
    }
    None
}

/// The second figure of "3000–2500", "43-44": its value and the token after it.
fn second_figure(reader: &Reader<'_>, i: usize) -> Option<(i32, usize)> {
    let parted = reader.is_dash(i + 1) || reader.is(i + 1, "to");
    let last =
        figure(reader.word(i + 2)).filter(|f| *f > 0 && parted && reader.is_number(i + 2))?;
    Some((last, i + 3))
}

/// "first half of", "second quarter of", "Q2", "H1": first token, first and last month.
fn months_before(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    i: usize,
    floor: usize,
) -> Option<(usize, [u8; 2])> {
    let before = i.checked_sub(1).filter(|b| *b >= floor)?;
    if let Some(quarter) = ["Q1", "Q2", "Q3", "Q4"]
        .iter()
        .position(|q| *q == reader.word(before))
    {
        let first = quarter as u8 * 3 + 1;
        return Some((before, [first, first + 2]));
    }
    let part = part_before(reader, lexicon, i, floor);
    if let Some(half) = part.half {
        let first = half as u8 * 6 + 1;
        return Some((part.start, [first, first + 5]));
    }
    let noun = before.checked_sub(1).filter(|n| *n > floor)?;
    if !reader.is(before, "of") || !reader.is(noun, "quarter") {
        return None;
    }
    let rank = ordinal_at(reader, lexicon, noun - 1).filter(|r| (1.0..=4.0).contains(r))?;
    let first = (rank as u8 - 1) * 3 + 1;
    Some((noun - 1, [first, first + 2]))
}
