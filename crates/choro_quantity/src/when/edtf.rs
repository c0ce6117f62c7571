//! The reader of EDTF level 0 and 1: `2008`, `2022-10`, `1937-06-04`, `193X`, `1850~`, `-0043`,
//! `2010-22` (summer), `1930/1933`, `../2010`, `1945/..`.

use super::{Date, When, days_in_month};

/// Four digits, signed where before year 0: `0079`, `-0043`.
pub(super) fn year_text(year: i32) -> String {
    if year < 0 {
        format!("-{:04}", year.unsigned_abs())
    } else {
        format!("{year:04}")
    }
}

pub(super) fn parse(text: &str) -> Option<When> {
    if text.is_empty() {
        return Some(When::default());
    }
    // No valid expression is longer; hostile input ends here.
    if text.len() > 64 || !text.is_ascii() {
        return None;
    }
    let Some((start, end)) = text.split_once('/') else {
        return parse_part(text);
    };
    let first = parse_end(start)?;
    let last = parse_end(end)?;
    if first.edtf.is_empty() && last.edtf.is_empty() && !text.contains("..") {
        return None;
    }
    if let (Some(a), Some(b)) = (first.earliest, last.latest)
        && a > b
    {
        return None;
    }
    Some(When {
        edtf: text.to_owned(),
        earliest: first.earliest,
        latest: last.latest,
    })
}

/// One end of an interval: a date, `..` (open) or nothing (unknown).
fn parse_end(text: &str) -> Option<When> {
    if text.is_empty() || text == ".." {
        Some(When::default())
    } else {
        parse_part(text)
    }
}

fn parse_part(text: &str) -> Option<When> {
    let (body, approximate) = match text.as_bytes().last()? {
        b'~' | b'%' => (&text[..text.len() - 1], true),
        b'?' => (&text[..text.len() - 1], false),
        _ => (text, false),
    };
    let (negative, body) = match body.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, body),
    };
    let mut parts = body.split('-');
    let (low, high) = year_range(parts.next()?, negative)?;
    let month = parts.next();
    let day = parts.next();
    if parts.next().is_some() {
        return None;
    }
    let mut when = When {
        edtf: text.to_owned(),
        earliest: None,
        latest: None,
    };
    if high.is_none() {
        // `XXXX`: no year known, but month and day must still be possible.
        let month = month_number(month?)?;
        if let Some(day) = day {
            (1..=days_in_month(4, month))
                .contains(&two_digits(day)?)
                .then_some(())?;
        }
        return Some(when);
    }
    let (low, high) = (low?, high?);
    let (earliest, latest) = match (month, day) {
        (None | Some("XX"), None | Some("XX")) => {
            let slack = if approximate {
                When::APPROXIMATE_YEARS
            } else {
                0
            };
            (
                Date::first_of_year(low - slack),
                Date::last_of_year(high + slack),
            )
        }
        _ if low != high => return None,
        (Some(month), None | Some("XX")) => months(low, two_digits(month)?, approximate)?,
        (Some(month), Some(day)) => {
            let date = Date::new(low, two_digits(month)?, two_digits(day)?)?;
            (date, date)
        }
        (None, Some(_)) => return None,
    };
    when.earliest = Some(earliest);
    when.latest = Some(latest);
    Some(when)
}

/// First and last year of `1937`, `193X`, `19XX`; both `None` for `XXXX`.
fn year_range(text: &str, negative: bool) -> Option<(Option<i32>, Option<i32>)> {
    if text.len() != 4 {
        return None;
    }
    if text == "XXXX" {
        return (!negative).then_some((None, None));
    }
    let digits = text.trim_end_matches('X');
    if !digits.bytes().all(|b| b.is_ascii_digit()) || digits.len() < 2 {
        return None;
    }
    let scale = 10_i32.pow(u32::try_from(4 - digits.len()).ok()?);
    let low = digits.parse::<i32>().ok()? * scale;
    let high = low + scale - 1;
    Some(if negative {
        (Some(-high), Some(-low))
    } else {
        (Some(low), Some(high))
    })
}

fn two_digits(text: &str) -> Option<u8> {
    let plain = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn month_number(text: &str) -> Option<u8> {
    two_digits(text).filter(|m| (1..=12).contains(m) || (21..=24).contains(m))
}

/// First and last day of a month, or of a season (21 spring to 24 winter).
///
/// A season spans the months of both hemispheres' use generously: the text names a part of a
/// year, so the whole year is the honest bound for winter, which crosses its end.
fn months(year: i32, month: u8, approximate: bool) -> Option<(Date, Date)> {
    let (mut first, mut last) = match month {
        1..=12 => (month, month),
        21..=24 => (1, 12),
        _ => return None,
    };
    if approximate {
        first = first.saturating_sub(1).max(1);
        last = (last + 1).min(12);
    }
    Some((
        Date {
            year,
            month: first,
            day: 1,
        },
        Date {
            year,
            month: last,
            day: days_in_month(year, last),
        },
    ))
}
