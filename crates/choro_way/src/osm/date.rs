//! Dates as OpenStreetMap's contributors write them.
//!
//! Notations: wiki.openstreetmap.org, Key:start_date — `1914`, `1914-06`, `~1914`, `1860s`, `C19`,
//! `early C19`, `before 1914`, `after 1910`, `1914..1920`, `j:1918-01-31` — and EDTF. A date here is
//! the time within which something happened, not how long it lasted.

use choro_quantity::{Date, When};

/// When it happened, as far as the text says; `None` where it is no date.
pub(crate) fn parse(text: &str) -> Option<When> {
    let text = text.trim();
    // No date is longer; hostile input ends here.
    if text.is_empty() || text.len() > 64 {
        return None;
    }
    if let Some(date) = text.strip_prefix("before ") {
        return Some(parse(date)?.beforehand());
    }
    if let Some(date) = text.strip_prefix("after ") {
        return Some(parse(date)?.afterwards());
    }
    if let Some((from, to)) = text.split_once("..")
        && !text.contains('/')
    {
        return range(from, to);
    }
    if let Some(date) = text.strip_prefix('~') {
        return Some(parse(date)?.approximately());
    }
    part(text)
        .or_else(|| century(text).map(|[first, last]| When::years(first, last)))
        .or_else(|| decade(text))
        .or_else(|| julian(text.strip_prefix("j:")?).map(When::day))
        .or_else(|| julian_day(text.strip_prefix("jd:")?).map(When::day))
        .or_else(|| When::parse(text))
        .or_else(|| years(text))
}

fn range(from: &str, to: &str) -> Option<When> {
    match (from.trim(), to.trim()) {
        ("", "") => None,
        (from, "") => Some(parse(from)?.onwards()),
        ("", to) => Some(parse(to)?.up_to()),
        (from, to) => parse(from)?.through(&parse(to)?),
    }
}

/// `1914-1945`, also with a longer dash.
pub(crate) fn years(text: &str) -> Option<When> {
    let (from, to) = text.split_once(['-', '–', '—'])?;
    let whole = |year: &str| {
        let digits = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| When::parse(year))?
    };
    match (from, to.trim_start_matches('-')) {
        ("", to) => Some(whole(to)?.up_to()),
        (from, "") => Some(whole(from)?.onwards()),
        (from, to) => whole(from)?.through(&whole(to)?),
    }
}

/// First and last year of `C19`: 1800 to 1900, for some count from 1800 and some from 1801.
fn century(text: &str) -> Option<[i32; 2]> {
    let number: i32 = text.strip_prefix('C')?.parse().ok()?;
    (1..=21)
        .contains(&number)
        .then(|| [(number - 1) * 100, number * 100])
}

/// `1860s`; `1800s` may be the decade or the century, so it is the century.
fn decade(text: &str) -> Option<When> {
    let year = text.strip_suffix('s')?;
    let digits = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    if !digits || !year.ends_with('0') {
        return None;
    }
    let open = year.trim_end_matches('0').len().clamp(2, 3);
    When::parse(&format!("{}{}", &year[..open], &"XX"[..4 - open]))
}

/// `early C19`, `mid 1860s`, `late 1920s`: a third of the time, told in years.
fn part(text: &str) -> Option<When> {
    let (word, whole) = text.split_once([' ', '-'])?;
    let [from, to] = match century(whole) {
        Some(years) => years,
        None => {
            let when = decade(whole)?;
            [when.earliest?.year, when.latest?.year]
        }
    };
    let third = (to - from) / 3;
    match word {
        "early" => Some(When::years(from, from + third + 1)),
        "mid" => Some(When::years(from + third, to - third)),
        "late" => Some(When::years(to - third - 1, to)),
        _ => None,
    }
}

/// The day of the Gregorian calendar that a day of the Julian calendar is.
fn julian(text: &str) -> Option<Date> {
    let mut parts = text.split('-').map(str::parse::<i64>);
    let (year, month, day) = (
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    );
    let known = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !known || parts.next().is_some() {
        return None;
    }
    // L. E. Doggett, "Calendars", Explanatory Supplement to the Astronomical Almanac (1992), 12.951.
    let number = 367 * year - (7 * (year + 5001 + (month - 9) / 7)) / 4 + (275 * month) / 9 + day;
    gregorian(number + 1_729_777)
}

fn julian_day(text: &str) -> Option<Date> {
    gregorian(text.split('.').next()?.parse().ok()?)
}

/// The day with this Julian day number.
///
/// Source: E. G. Richards, "Calendars", Explanatory Supplement to the Astronomical Almanac, 3rd ed.
/// (2013), 15.11.3.
fn gregorian(number: i64) -> Option<Date> {
    if !(0..=5_373_484).contains(&number) {
        return None;
    }
    let f = number + 1401 + (((4 * number + 274_277) / 146_097) * 3) / 4 - 38;
    let e = 4 * f + 3;
    let h = 5 * ((e % 1461) / 4) + 2;
    let month = (h / 153 + 2) % 12 + 1;
    let year = e / 1461 - 4716 + (14 - month) / 12;
    Date::new(year as i32, month as u8, ((h % 153) / 5 + 1) as u8)
}

/// From what began and what ended, the time between; `None` where the end comes first.
///
/// An end whose time is not known leaves the time open there, which excludes nothing.
pub(crate) fn between(start: Option<&When>, end: Option<&When>) -> Option<When> {
    let start = start.filter(|when| when.earliest.is_some());
    let end = end.filter(|when| when.latest.is_some());
    match (start, end) {
        (None, None) => Some(When::default()),
        (Some(start), None) => Some(start.onwards()),
        (None, Some(end)) => Some(end.up_to()),
        (Some(start), Some(end)) => start.through(end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Option<String> {
        let when = parse(text)?;
        let day = |date: Option<Date>| date.map_or("..".to_owned(), |date| date.to_string());
        Some(format!("{} {}", day(when.earliest), day(when.latest)))
    }

    #[test]
    fn each_notation_spans_its_days() {
        for (text, expected) in [
            ("1914", "1914-01-01 1914-12-31"),
            ("1914-06", "1914-06-01 1914-06-30"),
            ("1914-06-23", "1914-06-23 1914-06-23"),
            ("~1914", "1909-01-01 1919-12-31"),
            ("1914~", "1909-01-01 1919-12-31"),
            ("1914?", "1914-01-01 1914-12-31"),
            ("before 1914", ".. 1914-12-31"),
            ("before 1914-06-23", ".. 1914-06-23"),
            ("after 1910", "1910-01-01 .."),
            ("1914..1920", "1914-01-01 1920-12-31"),
            ("1914-05..1920-06", "1914-05-01 1920-06-30"),
            ("1850..", "1850-01-01 .."),
            ("..1850", ".. 1850-12-31"),
            ("C19", "1800-01-01 1900-12-31"),
            ("early C19", "1800-01-01 1834-12-31"),
            ("mid C19", "1833-01-01 1867-12-31"),
            ("late C19", "1866-01-01 1900-12-31"),
            ("C18..C19", "1700-01-01 1900-12-31"),
            ("1860s", "1860-01-01 1869-12-31"),
            ("late 1920s", "1925-01-01 1929-12-31"),
            ("1800s", "1800-01-01 1899-12-31"),
            ("1914-1920", "1914-01-01 1920-12-31"),
            ("1914/1920", "1914-01-01 1920-12-31"),
            ("191X", "1910-01-01 1919-12-31"),
            ("j:1918-01-31", "1918-02-13 1918-02-13"),
            ("j:1917-10-25", "1917-11-07 1917-11-07"),
            ("j:1582-10-04", "1582-10-14 1582-10-14"),
            ("jd:2451545", "2000-01-01 2000-01-01"),
        ] {
            assert_eq!(days(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "yes",
            "unknown",
            "23.06.1914",
            "1914-13",
            "1914-02-30",
            "1920..1914",
            "C99",
            "1865s",
            "j:1918-13-01",
            "jd:-5",
            "1914;1920",
            "..",
            "before",
            "18",
            "~",
        ] {
            assert_eq!(days(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_is_in_use_on_all_its_days_and_no_other_year_is() {
        let (start, end) = (parse("1914"), parse("1945"));
        let when = between(start.as_ref(), end.as_ref()).unwrap_or_default();
        assert_eq!(when.edtf, "1914/1945");
        assert_eq!(When::parse(&when.edtf), Some(when.clone()));
        let years = [1913, 1914, 1945, 1946];
        let found = years.map(|year| when.overlaps(&When::year(year)));
        assert_eq!(found, [false, true, true, false]);
    }

    #[test]
    fn an_open_end_excludes_nothing() {
        let before = parse("before 1914");
        assert_eq!(between(before.as_ref(), None), Some(When::default()));
        let end = parse("1945-08-15");
        let until = between(before.as_ref(), end.as_ref()).unwrap_or_default();
        assert_eq!(until.edtf, "../1945-08-15");
        assert!(until.overlaps(&When::year(1800)));
        assert!(!until.overlaps(&When::year(1946)));
        let after = parse("after 1940");
        let since = between(parse("1914..1920").as_ref(), after.as_ref()).unwrap_or_default();
        assert_eq!(since.edtf, "1914/..");
    }

    #[test]
    fn an_end_before_the_start_is_told() {
        assert_eq!(
            between(parse("1950").as_ref(), parse("1949").as_ref()),
            None
        );
        assert!(between(parse("1950").as_ref(), parse("1950").as_ref()).is_some());
    }
}
