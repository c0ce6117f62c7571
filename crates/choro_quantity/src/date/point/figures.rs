//! Dates in figures: 2011-04-03, 03/04/2011, 3.4.2011.

use super::Point;
use crate::reader::Reader;
use crate::{Date, When};

pub(super) fn figures_at(reader: &Reader<'_>, i: usize) -> Option<Point> {
    let word = reader.word(i);
    if word.contains('.') {
        let mut parts = word.split('.');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let plain = parts.next().is_none() && year.len() == 4 && day.len() <= 2 && month.len() <= 2;
        // Stops are written where the day comes first.
        let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
        return plain.then(|| Point::calendar(i, i + 1, When::day(date)));
    }
    if let Some(point) = stopped_at(reader, i) {
        return Some(point);
    }
    let sign = reader.word(i + 1);
    let tight = (i..i + 4).all(|at| reader.joined(at));
    if !tight || !matches!(sign, "-" | "/" | "‑" | "‐") || reader.word(i + 3) != sign {
        return None;
    }
    let (first, second, third) = (word, reader.word(i + 2), reader.word(i + 4));
    let two = |w: &str| w.len() <= 2 && !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit());
    let year = |w: &str| {
        let plain = w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit());
        if plain { w.parse::<i32>().ok() } else { None }
    };
    if let Some(year) = year(first)
        && two(second)
        && two(third)
    {
        let date = Date::new(year, second.parse().ok()?, third.parse().ok()?)?;
        return Some(Point::calendar(i, i + 5, When::day(date)));
    }
    let year = year(third)?;
    if !two(first) || !two(second) {
        return None;
    }
    let (a, b): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    let day_month = Date::new(year, b, a);
    let month_day = Date::new(year, a, b);
    Some(match (day_month, month_day) {
        (Some(one), Some(other)) if one != other => {
            // Either reading: the span of both.
            let (first, last) = (one.min(other), one.max(other));
            let when = When::day(first).through(&When::day(last))?;
            Point {
                ambiguous: true,
                ..Point::calendar(i, i + 5, when)
            }
        }
        (Some(date), _) | (None, Some(date)) => Point::calendar(i, i + 5, When::day(date)),
        (None, None) => return None,
    })
}

/// "1945. 3. 17.", as Korea writes: year, month and day, a stop after each.
fn stopped_at(reader: &Reader<'_>, i: usize) -> Option<Point> {
    let stop = |at: usize| reader.word(at + 1) == "." && reader.joined(at) && reader.is_number(at);
    let short = |at: usize| reader.word(at).len() <= 2 && !reader.joined(at - 1);
    let all = stop(i) && stop(i + 2) && stop(i + 4) && short(i + 2) && short(i + 4);
    if !all {
        return None;
    }
    let year = super::plain_year(reader, i)?;
    let (month, day) = (
        reader.word(i + 2).parse().ok()?,
        reader.word(i + 4).parse().ok()?,
    );
    let date = Date::new(year, month, day)?;
    Some(Point::calendar(i, i + 5, When::day(date)))
}
