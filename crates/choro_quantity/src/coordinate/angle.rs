//! One angle of a pair: "41.670°", "41°24′12″N", "N 41° 24.2'", "-12.5", "128 degrees east".

use crate::lexicon::Flags;
use crate::reader::Reader;

/// How an angle is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    Decimal,
    Minutes,
    Seconds,
}

pub(super) struct Angle {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Degrees, signed by minus sign or letter.
    pub(super) value: f64,
    /// Decimals of a degree, minutes and seconds counted.
    pub(super) decimals: u8,
    /// `N`, `S`, `E` or `W`.
    pub(super) hemisphere: Option<char>,
    pub(super) letter_first: bool,
    pub(super) degree: bool,
    pub(super) negative: bool,
    pub(super) notation: Notation,
    /// Minutes or seconds of 60 and more.
    pub(super) overflow: bool,
}

/// Where the figure stands in an angle that begins at the token.
pub(super) fn number_of_angle(reader: &Reader<'_>, mut at: usize) -> Option<usize> {
    for _ in 0..3 {
        if reader.is_number(at) {
            return Some(at);
        }
        let opens = hemisphere(reader, at).is_some() || matches!(reader.word(at), "-" | "−" | ":");
        if !opens {
            return None;
        }
        at += 1;
    }
    None
}

/// The angle whose degrees are the number at `i`.
pub(super) fn angle_at(reader: &Reader<'_>, i: usize, floor: usize) -> Option<Angle> {
    let (degrees, mut decimals) = figure(reader.word(i))?;
    if degrees > 360.0 {
        return None;
    }
    let (start, leading, negative) = before_figure(reader, i, floor);
    let mut end = i + 1;
    let mut degree = false;
    if reader.has(end, Flags::DEGREE) || reader.is_any(end, &["degrees", "deg", "degree"]) {
        degree = true;
        end += 1;
        if reader.is_any(end, &["c", "f", "celsius", "fahrenheit"]) {
            return None;
        }
    }
    let mut value = degrees;
    let mut notation = Notation::Decimal;
    let mut overflow = false;
    if degree
        && let Some((minutes, more)) = part(reader, end, &["′", "'", "’", "´", "min", "minutes"])
    {
        value += minutes / 60.0;
        overflow |= minutes >= 60.0;
        decimals = 2 + more;
        notation = Notation::Minutes;
        end += 2;
        if let Some((seconds, more)) = part(reader, end, &["″", "\"", "”", "“", "sec", "seconds"])
        {
            value += seconds / 3600.0;
            overflow |= seconds >= 60.0;
            decimals = 4 + more;
            notation = Notation::Seconds;
            end += 2;
        } else if let Some((seconds, more)) = part(reader, end, &["'", "′", "’"])
            && matches!(reader.word(end + 2), "'" | "′" | "’")
        {
            value += seconds / 3600.0;
            overflow |= seconds >= 60.0;
            decimals = 4 + more;
            notation = Notation::Seconds;
            end += 3;
        }
    }
    let mut letter = leading;
    if letter.is_none()
        && let Some(trailing) = hemisphere(reader, end)
        && (degree || reader.joined(end - 1) || reader.word(end).len() == 1)
        && !opens_next(reader, end)
    {
        letter = Some(trailing);
        end += 1;
    }
    let negative_letter = matches!(letter, Some('S' | 'W'));
    if negative != negative_letter {
        value = -value;
    }
    Some(Angle {
        start,
        end,
        value,
        decimals,
        hemisphere: letter,
        letter_first: leading.is_some(),
        degree,
        negative,
        notation,
        overflow,
    })
}

/// "N41.40 E128.17": the `E` after the first figure begins the second angle.
fn opens_next(reader: &Reader<'_>, letter: usize) -> bool {
    reader.is_number(letter + 1)
        && reader.joined(letter)
        && !reader.joined(letter.saturating_sub(1))
}

/// Sign and leading letter before the figure.
fn before_figure(reader: &Reader<'_>, i: usize, floor: usize) -> (usize, Option<char>, bool) {
    let mut start = i;
    let mut negative = false;
    let reach = |at: usize| at.checked_sub(1).filter(|b| *b >= floor);
    if let Some(sign) = reach(start)
        && matches!(reader.word(sign), "-" | "−")
        && reader.joined(sign)
        && reach(sign).is_none_or(|b| !reader.joined(b) || !reader.is_number(b))
    {
        negative = true;
        start = sign;
    }
    if let Some(letter) = reach(start)
        && reader.word(letter).len() == 1
        && let Some(hemisphere) = hemisphere(reader, letter)
        // "5 km N 41": the letter of something else is rare enough.
        && reach(letter).is_none_or(|b| !reader.has(b, Flags::DEGREE) && !is_prime(reader, b))
    {
        return (letter, Some(hemisphere), negative);
    }
    (start, None, negative)
}

fn is_prime(reader: &Reader<'_>, i: usize) -> bool {
    matches!(reader.word(i), "′" | "'" | "’" | "″" | "\"" | "”")
}

fn hemisphere(reader: &Reader<'_>, i: usize) -> Option<char> {
    let word = reader.word(i);
    match word {
        "N" | "S" | "E" | "W" => word.chars().next(),
        _ if reader.is(i, "north") => Some('N'),
        _ if reader.is(i, "south") => Some('S'),
        _ if reader.is(i, "east") => Some('E'),
        _ if reader.is(i, "west") => Some('W'),
        _ => None,
    }
}

/// Minutes or seconds at the token: a figure and one of the signs.
fn part(reader: &Reader<'_>, i: usize, signs: &[&str]) -> Option<(f64, u8)> {
    if !reader.is_number(i) || !signs.iter().any(|s| reader.is(i + 1, s)) {
        return None;
    }
    figure(reader.word(i)).filter(|(v, _)| *v < 1000.0)
}

/// A figure with a decimal stop at most, and its decimals.
fn figure(word: &str) -> Option<(f64, u8)> {
    let (whole, part) = word.split_once('.').unwrap_or((word, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 4 || part.len() > 15 || !digits(whole) || !digits(part) {
        return None;
    }
    Some((word.parse().ok()?, part.len() as u8))
}
