//! Two angles side by side that are a place.

use choro_text::Span;

use super::angle::{Angle, Axis, angle_at};
use super::announced::{announced, in_address};
use super::cursor::Cursor;
use super::{CoordinateFault, CoordinateNotation as Notation, Pair};

/// What stands between the two angles.
struct Between {
    /// Where the second angle's letter, sign or figure stands.
    next: usize,
    /// Whether a mark or word parts them, not white space alone.
    separator: bool,
}

/// The pair whose first angle's degrees begin at the byte; nothing before `floor` is read.
pub(super) fn pair_at(text: &str, at: usize, floor: usize) -> Option<Pair> {
    let inside = at > 0
        && text[..at].ends_with(['.', ','])
        && text[..at - 1].ends_with(|c: char| c.is_ascii_digit());
    if inside {
        return None;
    }
    let first = angle_at(text, at, floor)?;
    // Cheap refusal: most numbers have neither sign nor letter nor decimals.
    let marked = first.degree || first.axis.is_some() || first.decimals >= 1;
    if !marked {
        return None;
    }
    let between = between(text, &first)?;
    let digits = figure_after(text, between.next)?;
    let second = angle_at(text, digits, first.end)?;
    if second.start < first.end || !meant_as_pair(text, &first, &second, between.separator) {
        return None;
    }
    // "N 67°00'22E" lacks more than a separator: what its figures mean cannot be told.
    if !between.separator
        && first.letter_first
        && second.hemisphere.is_some()
        && !second.letter_first
    {
        return None;
    }
    let (lat, lon, swapped) = assign(&first, &second)?;
    Some(Pair {
        span: Span::new(first.start, second.end),
        lat,
        lon,
        decimals: first.decimals.max(second.decimals),
        resolution: first.resolution.min(second.resolution),
        notation: first.notation.max(second.notation),
        faults: faults(text, &first, &second, &between, [lat, lon], swapped),
    })
}

fn faults(
    text: &str,
    first: &Angle,
    second: &Angle,
    between: &Between,
    [lat, lon]: [f64; 2],
    swapped: bool,
) -> Vec<CoordinateFault> {
    let mut faults = Vec::new();
    let touching = first.end == second.start;
    let lettered = first.hemisphere.is_some() && (!first.letter_first || second.letter_first);
    if !between.separator && touching && !lettered {
        faults.push(CoordinateFault::MissingSeparator);
    }
    let signed = first.negative || second.negative;
    let bare = first.hemisphere.is_none() && second.hemisphere.is_none();
    let missing = first.hemisphere.is_none() || second.hemisphere.is_none();
    // A minus sign says the hemisphere of a pair as well as letters do, and so do labels and
    // addresses, which have no letters.
    let told = signed || (first.labelled && second.labelled) || in_address(text, first.start);
    if missing && !(bare && told) {
        faults.push(CoordinateFault::MissingHemisphere);
    }
    let contrary = |a: &Angle| a.negative && matches!(a.hemisphere, Some('N' | 'E'));
    if contrary(first)
        || contrary(second)
        || first.notation != second.notation
        || first.degree != second.degree
        || first.hemisphere.is_some() != second.hemisphere.is_some()
        || (!bare && first.letter_first != second.letter_first)
    {
        faults.push(CoordinateFault::MixedNotation);
    }
    if lat.abs() > 90.0 || lon.abs() > 180.0 || first.overflow || second.overflow {
        faults.push(CoordinateFault::OutOfRange);
    }
    if swapped {
        faults.push(CoordinateFault::Swapped);
    }
    faults
}

/// Steps over a comma, or over "and a longitude of".
fn between(text: &str, first: &Angle) -> Option<Between> {
    const WORDS: &[&str] = &[
        "and",
        "by",
        "a",
        "the",
        "longitude",
        "latitude",
        "lat",
        "lon",
        "long",
        "lng",
        "mlon",
        "of",
        "at",
        "is",
    ];
    let mut cursor = Cursor::new(text, first.end);
    let mut separator = false;
    // Without letter or label only one mark may part the two.
    let told = first.axis.is_some();
    for _ in 0..10 {
        cursor.eat_spaces();
        let word = cursor.word();
        if cursor.eat(&[',', ';', '/', '|', '·', '&', '?']) {
            separator = true;
        } else if text[cursor.at..].starts_with("%2C") {
            separator = true;
            cursor.at += 3;
        } else if told && !word.is_empty() && cursor.eat_word(WORDS) {
            separator = true;
            while cursor.eat(&[':', '=', '.']) {}
        } else if !(told && separator && cursor.eat(&[':'])) {
            break;
        } else {
            continue;
        }
        if !told {
            cursor.eat_spaces();
            break;
        }
    }
    (!cursor.rest().is_empty()).then_some(Between {
        next: cursor.at,
        separator,
    })
}

/// Where the figure stands in an angle that begins at the byte.
fn figure_after(text: &str, at: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text, at);
    if cursor.eat(&['N', 'S', 'E', 'W']) {
        cursor.eat(&[':', '.']);
        cursor.eat_spaces();
    }
    cursor.eat(&['-', '−', '+']);
    cursor
        .next()
        .filter(char::is_ascii_digit)
        .map(|_| cursor.at)
}

/// Latitude, longitude, and whether longitude was written first.
fn assign(first: &Angle, second: &Angle) -> Option<(f64, f64, bool)> {
    let swapped = match (first.axis, second.axis) {
        (Some(a), Some(b)) if a == b => return None,
        (Some(axis), _) => axis == Axis::Longitude,
        (None, Some(axis)) => axis == Axis::Latitude,
        (None, None) => first.value.abs() > 90.0 && second.value.abs() <= 90.0,
    };
    let (lat, lon) = if swapped {
        (second, first)
    } else {
        (first, second)
    };
    Some((lat.value, lon.value, swapped))
}

/// Whether two angles side by side are a place and no temperatures, angles or prices.
fn meant_as_pair(text: &str, first: &Angle, second: &Angle, separator: bool) -> bool {
    let lettered =
        usize::from(first.hemisphere.is_some()) + usize::from(second.hemisphere.is_some());
    let degrees = first.degree && second.degree;
    let fine = |a: &Angle| a.decimals >= 2 || a.notation != Notation::Decimal;
    if first.value.abs() > 360.0 || second.value.abs() > 360.0 {
        return false;
    }
    if first.labelled && second.labelled && first.axis != second.axis {
        return true;
    }
    match lettered {
        2 => first.degree || second.degree || (first.decimals >= 1 && second.decimals >= 1),
        1 => (degrees || (fine(first) && fine(second))) && first.decimals + second.decimals >= 2,
        _ if degrees => fine(first) && fine(second),
        _ if first.axis.is_some() || second.axis.is_some() => false,
        _ => {
            let decimal = first.notation == Notation::Decimal;
            let within = first.value.abs() <= 180.0 && second.value.abs() <= 180.0;
            let address = in_address(text, first.start);
            decimal
                && within
                && separator
                && (address || (fine(first) && fine(second)))
                && (address || announced(text, first.start, second.end))
        }
    }
}
