//! The figures of an angle: "41.670°", "41°24′12″", "46 00 30", "422630", "42,44°".

use super::CoordinateNotation as Notation;
use super::angle::trailing_letter;
use super::cursor::Cursor;

pub(super) const DEGREES: &[char] = &['°', 'º', '˚', '∘', '⁰', 'ᵒ'];
pub(super) const PRIMES: &[char] = &['′', '\'', '’', '‘', '´', 'ʹ', '`', 'ʼ'];
pub(super) const DOUBLE_PRIMES: &[char] = &['″', '"', '”', '“', '˝', 'ʺ', '„'];

/// What the figures say, without letters and signs.
pub(super) struct Figures {
    pub(super) end: usize,
    pub(super) value: f64,
    pub(super) decimals: u8,
    pub(super) resolution: f64,
    pub(super) degree: bool,
    pub(super) notation: Notation,
    pub(super) overflow: bool,
}

/// The figures that begin at the byte; `letter_before` where a letter of hemisphere precedes them.
pub(super) fn figures_at(text: &str, at: usize, letter_before: bool) -> Option<Figures> {
    if let Some(packed) = packed(text, at) {
        return Some(packed);
    }
    let mut cursor = Cursor::new(text, at);
    let (degrees, decimals) = figure(&mut cursor)?;
    if degrees > 360.0 {
        return None;
    }
    let mut out = Figures {
        end: cursor.at,
        value: degrees,
        decimals,
        resolution: 10_f64.powi(-i32::from(decimals)),
        degree: false,
        notation: Notation::Decimal,
        overflow: false,
    };
    if !degree_sign(&mut cursor) {
        if decimals == 0 {
            spaced_parts(&mut out, text, letter_before);
        }
        return Some(out);
    }
    let mut unit = cursor;
    unit.eat_spaces();
    if unit.eat_word(&["c", "f", "celsius", "fahrenheit", "centigrade"]) {
        return None;
    }
    out.degree = true;
    out.end = cursor.at;
    if decimals == 0 {
        signed_parts(&mut out, text);
    }
    Some(out)
}

/// "422630N", "1294500E": degrees, minutes and perhaps seconds written as one figure.
fn packed(text: &str, at: usize) -> Option<Figures> {
    let cursor = Cursor::new(text, at);
    let digits = cursor.digits();
    let letter = text[at + digits.len()..].chars().next()?;
    let width = match (letter, digits.len()) {
        ('N' | 'S', 4 | 6) => 2,
        ('E' | 'W', 5 | 7) => 3,
        _ => return None,
    };
    let (degrees, rest) = digits.split_at(width);
    let part = |from: usize| rest.get(from..from + 2).and_then(|p| p.parse::<f64>().ok());
    let (minutes, seconds) = (part(0)?, part(2));
    let fine = seconds.is_some();
    let seconds = seconds.unwrap_or(0.0);
    if minutes >= 60.0 || seconds >= 60.0 {
        return None;
    }
    Some(Figures {
        end: at + digits.len(),
        value: degrees.parse::<f64>().ok()? + minutes / 60.0 + seconds / 3600.0,
        decimals: if fine { 4 } else { 2 },
        resolution: if fine { 1.0 / 3600.0 } else { 1.0 / 60.0 },
        degree: false,
        notation: if fine {
            Notation::Seconds
        } else {
            Notation::Minutes
        },
        overflow: false,
    })
}

/// Minutes and seconds after a degree sign, with their primes; the last prime may be left out
/// before a letter.
fn signed_parts(out: &mut Figures, text: &str) {
    let mut cursor = Cursor::new(text, out.end);
    let Some((minutes, more)) = part(&mut cursor, prime) else {
        return;
    };
    out.add(minutes, 60.0, more, Notation::Minutes, cursor.at);
    if more > 0 {
        return;
    }
    if let Some((seconds, more)) = part(&mut cursor, double_prime) {
        out.add(seconds, 3600.0, more, Notation::Seconds, cursor.at);
    }
}

/// "46 00 N", "46-00-30N", "N46:00.5": two digits of minutes and of seconds without signs. Only a
/// letter on either side tells them from other figures.
fn spaced_parts(out: &mut Figures, text: &str, letter_before: bool) {
    let mut cursor = Cursor::new(text, out.end);
    let mut read = [None; 2];
    let separator = match cursor.next() {
        Some(c @ ('-' | ':')) => c,
        Some(c) if c.is_whitespace() && c != '\n' => ' ',
        _ => return,
    };
    for slot in &mut read {
        let mut next = cursor;
        let parted = if separator == ' ' {
            next.eat_spaces()
        } else {
            next.eat(&[separator])
        };
        if !parted || next.digits().len() != 2 {
            break;
        }
        let Some((value, more)) = figure(&mut next).filter(|(v, _)| *v < 60.0) else {
            break;
        };
        // "2 00 E, 46 30": a figure with its own letter or sign before it is another angle.
        *slot = Some((value, more, next.at));
        cursor = next;
        if more > 0 {
            break;
        }
    }
    let closes = |at: usize| trailing_letter(text, at, false).is_some();
    let [Some(minutes), seconds] = read else {
        return;
    };
    if let Some(seconds) = seconds.filter(|s| letter_before || closes(s.2)) {
        out.add(minutes.0, 60.0, minutes.1, Notation::Minutes, minutes.2);
        out.add(seconds.0, 3600.0, seconds.1, Notation::Seconds, seconds.2);
    } else if letter_before || closes(minutes.2) {
        out.add(minutes.0, 60.0, minutes.1, Notation::Minutes, minutes.2);
    }
}

impl Figures {
    fn add(&mut self, value: f64, parts: f64, more: u8, notation: Notation, end: usize) {
        self.value += value / parts;
        self.overflow |= value >= 60.0;
        self.decimals = more + if parts < 100.0 { 2 } else { 4 };
        self.resolution = 10_f64.powi(-i32::from(more)) / parts;
        self.notation = notation;
        self.end = end;
    }
}

/// A figure below 1000 and the sign after it; the sign may fail before a letter of hemisphere.
fn part(cursor: &mut Cursor<'_>, sign: fn(&mut Cursor<'_>) -> bool) -> Option<(f64, u8)> {
    let mut next = *cursor;
    next.eat_spaces();
    let read = figure(&mut next).filter(|(v, _)| *v < 1000.0)?;
    let end = next.at;
    next.eat_spaces();
    if !sign(&mut next) {
        let short = read.0 <= 60.0 && trailing_letter(next.text, end, true).is_some();
        if !short {
            return None;
        }
        next.at = end;
    }
    *cursor = next;
    Some(read)
}

fn prime(cursor: &mut Cursor<'_>) -> bool {
    // Two of them are seconds.
    let mut next = *cursor;
    if next.eat(PRIMES) && !next.next().is_some_and(|c| PRIMES.contains(&c)) {
        *cursor = next;
        return true;
    }
    cursor.eat_word(&["min", "minutes", "minute"])
}

fn double_prime(cursor: &mut Cursor<'_>) -> bool {
    if cursor.eat(DOUBLE_PRIMES) {
        return true;
    }
    let mut next = *cursor;
    if next.eat(PRIMES) && next.eat(PRIMES) {
        *cursor = next;
        return true;
    }
    cursor.eat_word(&["sec", "seconds", "second"])
}

fn degree_sign(cursor: &mut Cursor<'_>) -> bool {
    let mut next = *cursor;
    next.eat_spaces();
    let sign = next.eat(DEGREES)
        || next.eat_word(&["degrees", "deg", "degree"]) && {
            next.eat(&['.']);
            true
        };
    // "42d26'": written on and followed by minutes.
    let short = !sign && next.at == cursor.at && next.eat(&['d']) && !next.digits().is_empty();
    if sign || short {
        *cursor = next;
    }
    sign || short
}

/// A figure with a decimal stop at most, and its decimals. A decimal comma is read where a degree
/// sign or letter follows the figure: "42,44° N".
fn figure(cursor: &mut Cursor<'_>) -> Option<(f64, u8)> {
    let whole = cursor.digits();
    if whole.is_empty() || whole.len() > 4 {
        return None;
    }
    let mut next = *cursor;
    next.at += whole.len();
    let plain = next;
    let comma = next.eat(&[',']);
    if !comma && !next.eat(&['.']) {
        *cursor = plain;
        return Some((whole.parse().ok()?, 0));
    }
    let part = next.digits();
    next.at += part.len();
    let ends = {
        let mut after = next;
        after.eat_spaces();
        !comma
            || after.next().is_some_and(|c| DEGREES.contains(&c))
            || next
                .next()
                .is_some_and(|c| matches!(c, 'N' | 'S' | 'E' | 'W'))
    };
    if part.is_empty() || part.len() > 15 || !ends {
        *cursor = plain;
        return Some((whole.parse().ok()?, 0));
    }
    *cursor = next;
    Some((format!("{whole}.{part}").parse().ok()?, part.len() as u8))
}
