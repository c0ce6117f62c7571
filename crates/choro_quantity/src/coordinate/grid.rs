//! Positions in grids: "52T 456789 4712345", "Zone 52N 456789E 4712345N", "52TEM 12345 67890".

use choro_geometry::{Position, Utm, mgrs_square};
use choro_text::Span;

use super::cursor::Cursor;
use super::{CoordinateNotation, Pair};

/// Metres of a degree of latitude, near enough for a resolution.
const DEGREE_M: f64 = 111_320.0;

/// The grid reference whose zone's figure begins at the byte.
pub(super) fn reference_at(text: &str, at: usize) -> Option<Pair> {
    let mut cursor = Cursor::new(text, at);
    if cursor
        .last()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '/'))
    {
        return None;
    }
    let digits = cursor.digits();
    let zone: u8 = digits
        .parse()
        .ok()
        .filter(|z| (1..=60).contains(z) && digits.len() <= 2)?;
    cursor.at += digits.len();
    cursor.eat_spaces();
    let letters = cursor.word();
    let mut chars = letters.chars();
    let band = chars.next().filter(char::is_ascii_uppercase)?;
    match letters.len() {
        1 => utm(cursor, at, zone, band).or_else(|| mgrs(cursor, at, zone, band)),
        3 => mgrs(cursor, at, zone, band),
        _ => None,
    }
}

/// "456789 4712345", "456789 mE, 4712345 mN", "E 456789 N 4712345" after zone and letter.
fn utm(mut cursor: Cursor<'_>, start: usize, zone: u8, band: char) -> Option<Pair> {
    cursor.at += 1;
    let text = cursor.text;
    let (easting, fine) = metres(&mut cursor, 6, 'E')?;
    while cursor.eat_spaces() || cursor.eat(&[',', ';', '/']) {}
    let (northing, finer) = metres(&mut cursor, 7, 'N').or_else(|| metres(&mut cursor, 6, 'N'))?;
    if cursor.next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let read = |north| {
        let utm = Utm {
            zone,
            north,
            easting,
            northing,
        };
        utm.position()
    };
    // "N" and "S" may be the hemisphere or a band; the band counts where the northing fits it.
    let in_band = |p: &Position| in_band(*p, band);
    let position = read(band >= 'N').filter(in_band).or_else(|| match band {
        'N' => read(true),
        'S' => read(false),
        _ => None,
    })?;
    let more = fine.max(finer);
    let resolution = 10_f64.powi(-i32::from(more)) / DEGREE_M;
    Some(pair(
        text,
        start,
        cursor.at,
        position,
        5 + more,
        resolution,
        CoordinateNotation::Utm,
    ))
}

/// A figure of so many digits before the stop, its letter before or after it; and its decimals.
fn metres(cursor: &mut Cursor<'_>, digits: usize, letter: char) -> Option<(f64, u8)> {
    let mut next = *cursor;
    next.eat_spaces();
    if next.eat(&[letter]) {
        next.eat(&[':', '.']);
        next.eat_spaces();
    }
    let whole = next.digits();
    if whole.len() != digits {
        return None;
    }
    let from = next.at;
    next.at += whole.len();
    let mut more = 0;
    let mut point = next;
    if point.eat(&['.']) && (1..=3).contains(&point.digits().len()) {
        more = point.digits().len();
        point.at += more;
        next = point;
    }
    let value = next.text[from..next.at].parse().ok()?;
    let mut unit = next;
    unit.eat_spaces();
    let mut lettered = unit;
    lettered.eat(&['m']);
    lettered.eat_spaces();
    // The letter alone, or "mE", "m E"; a bare "m" too, but no longer word.
    if lettered.eat(&[letter]) && !lettered.next().is_some_and(char::is_alphanumeric) {
        next = lettered;
    } else if unit.eat_word(&["m"]) {
        next = unit;
    }
    *cursor = next;
    Some((value, more as u8))
}

fn in_band(position: Position, band: char) -> bool {
    let bottom = "CDEFGHJKLMNPQRSTUVWX"
        .find(band)
        .map(|i| i as f64 * 8.0 - 80.0);
    bottom.is_some_and(|b| {
        (b - 0.01..=b + if band == 'X' { 12.0 } else { 8.01 }).contains(&position.lat)
    })
}

/// The square's letters and its figures: "EM 12345 67890", "EM1234567890"; six figures at least,
/// or four where nothing parts them from the letters.
fn mgrs(mut cursor: Cursor<'_>, start: usize, zone: u8, band: char) -> Option<Pair> {
    let text = cursor.text;
    cursor.at += 1;
    cursor.eat(&[' ']);
    let square = cursor.word();
    let mut letters = square.chars();
    let (Some(column), Some(row), None) = (letters.next(), letters.next(), letters.next()) else {
        return None;
    };
    cursor.at += square.len();
    let tight = !cursor.eat(&[' ', '\u{a0}']);
    let head = cursor.digits();
    cursor.at += head.len();
    let mut split = cursor;
    split.eat(&[' ', '\u{a0}']);
    let tail = split.digits();
    let (easting, northing) = if !tail.is_empty() && tail.len() == head.len() && head.len() <= 5 {
        cursor.at = split.at + tail.len();
        (head, tail)
    } else if head.len().is_multiple_of(2) && head.len() <= 10 {
        head.split_at(head.len() / 2)
    } else {
        return None;
    };
    let enough = easting.len() >= 3 || (easting.len() == 2 && tight);
    if !enough || cursor.next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let position = mgrs_square(zone, band, [column, row], easting, northing)?;
    let resolution = 10_f64.powi(5 - easting.len() as i32) / DEGREE_M;
    let decimals = easting.len() as u8;
    Some(pair(
        text,
        start,
        cursor.at,
        position,
        decimals,
        resolution,
        CoordinateNotation::Mgrs,
    ))
}

fn pair(
    text: &str,
    start: usize,
    end: usize,
    position: Position,
    decimals: u8,
    resolution: f64,
    notation: CoordinateNotation,
) -> Pair {
    debug_assert!(text.is_char_boundary(end));
    Pair {
        span: Span::new(start, end),
        lat: position.lat,
        lon: position.lon,
        decimals,
        resolution,
        notation,
        faults: Vec::new(),
    }
}
