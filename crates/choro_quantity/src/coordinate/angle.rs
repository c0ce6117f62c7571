//! One angle of a pair: "41.670°", "41°24′12″N", "N 41° 24.2'", "46 00 N", "422630N", "-12.5",
//! "128 degrees east", "longitude 129.7".

use super::CoordinateNotation as Notation;
use super::cursor::Cursor;
use super::figures::{DEGREES, DOUBLE_PRIMES, PRIMES, figures_at};

/// Which of the two an angle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    Latitude,
    Longitude,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Angle {
    /// First byte: of the letter or sign before the figure.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// Degrees, signed by letter, else by minus sign.
    pub(super) value: f64,
    /// Decimals of a degree, minutes and seconds counted.
    pub(super) decimals: u8,
    /// Degrees that one of the last digit stands for.
    pub(super) resolution: f64,
    /// By letter or by a label: "lat".
    pub(super) axis: Option<Axis>,
    /// `N`, `S`, `E` or `W`.
    pub(super) hemisphere: Option<char>,
    pub(super) letter_first: bool,
    /// "lat", "longitude of" stands before it.
    pub(super) labelled: bool,
    pub(super) degree: bool,
    pub(super) negative: bool,
    pub(super) notation: Notation,
    /// Minutes or seconds of 60 and more.
    pub(super) overflow: bool,
}

/// The angle whose degrees begin at the byte; nothing before `floor` is read.
pub(super) fn angle_at(text: &str, digits: usize, floor: usize) -> Option<Angle> {
    let lead = before_figure(text, digits, floor);
    let figures = figures_at(text, digits, lead.letter.is_some())?;
    let mut end = figures.end;
    let mut letter = lead.letter;
    if letter.is_none()
        && let Some((c, after)) = trailing_letter(text, end, figures.degree)
    {
        letter = Some(c);
        end = after;
    }
    let axis_of_letter = letter.map(|c| match c {
        'N' | 'S' => Axis::Latitude,
        _ => Axis::Longitude,
    });
    // "Latitude and longitude: 6°30′N 43°30′E": the letter knows better than the label.
    let label = lead
        .label
        .filter(|l| axis_of_letter.is_none_or(|a| a == *l));
    let south_or_west = match letter {
        Some(letter) => matches!(letter, 'S' | 'W'),
        None => lead.negative,
    };
    let sign = if south_or_west { -1.0 } else { 1.0 };
    Some(Angle {
        start: lead.start,
        end,
        value: sign * figures.value,
        decimals: figures.decimals,
        resolution: figures.resolution,
        axis: axis_of_letter.or(label),
        hemisphere: letter,
        letter_first: lead.letter.is_some(),
        labelled: label.is_some(),
        degree: figures.degree,
        negative: lead.negative,
        notation: figures.notation,
        overflow: figures.overflow,
    })
}

/// The letter or word of a hemisphere at the byte, and where it ends.
pub(super) fn trailing_letter(text: &str, at: usize, degree: bool) -> Option<(char, usize)> {
    let mut cursor = Cursor::new(text, at);
    let spaced = cursor.eat_spaces();
    let word = cursor.word();
    let end = cursor.at + word.len();
    let c = hemisphere(word, degree, degree && !spaced)?;
    let digit_follows = text[end..].starts_with(|c: char| c.is_ascii_digit());
    // "N41.40 E128.17": the `E` after the first figure begins the second angle.
    let opens_next = spaced && digit_follows;
    let goes_on = text[end..].starts_with(|c: char| c == '-' || c.is_alphanumeric());
    (!opens_next && (!goes_on || digit_follows)).then_some((c, end))
}

fn hemisphere(word: &str, words: bool, lower: bool) -> Option<char> {
    let known = |full: &str| words && word.eq_ignore_ascii_case(full);
    match word {
        "N" | "S" | "E" | "W" => word.chars().next(),
        "n" | "s" | "e" | "w" if lower => word.chars().next().map(|c| c.to_ascii_uppercase()),
        _ if known("north") => Some('N'),
        _ if known("south") => Some('S'),
        _ if known("east") => Some('E'),
        _ if known("west") => Some('W'),
        _ => None,
    }
}

struct Lead {
    start: usize,
    letter: Option<char>,
    negative: bool,
    label: Option<Axis>,
}

/// Sign, letter and label before the figure.
fn before_figure(text: &str, digits: usize, floor: usize) -> Lead {
    let mut lead = Lead {
        start: digits,
        letter: None,
        negative: false,
        label: None,
    };
    let mut cursor = Cursor::new(text, digits);
    let mut sign = cursor;
    let minus = sign.last().is_some_and(|c| c != '+');
    if sign.eat_back(&['-', '−', '+'])
        && sign.at >= floor
        && (sign.at == floor || !sign.last().is_some_and(char::is_alphanumeric))
    {
        lead.negative = minus;
        lead.start = sign.at;
        cursor = sign;
    }
    let mut letter = cursor;
    letter.eat_spaces_back();
    let gap = letter.at;
    if letter.eat_back(&['N', 'S', 'E', 'W']) && letter.at >= floor {
        let mut before = letter;
        before.eat_spaces_back();
        let inside = letter.last().is_some_and(char::is_alphanumeric) && letter.at > floor;
        let of_another = before.at > floor
            && before.last().is_some_and(|c| {
                DEGREES.contains(&c) || PRIMES.contains(&c) || DOUBLE_PRIMES.contains(&c)
            });
        if !inside && !of_another {
            lead.letter = text[letter.at..gap].chars().next();
            lead.start = letter.at;
            cursor = letter;
        }
    }
    lead.label = label_before(cursor, floor);
    lead
}

/// "lat ", "longitude of ", "mlat=": the label just behind.
fn label_before(mut cursor: Cursor<'_>, floor: usize) -> Option<Axis> {
    for _ in 0..4 {
        while cursor.eat_spaces_back() || cursor.eat_back(&[':', '=', '.']) {}
        let word = cursor.word_back();
        if word.is_empty() || cursor.at - word.len() < floor {
            return None;
        }
        let lower = word.to_lowercase();
        match lower.as_str() {
            "lat" | "latitude" | "mlat" => return Some(Axis::Latitude),
            "lon" | "long" | "lng" | "longitude" | "mlon" | "longtitude" => {
                return Some(Axis::Longitude);
            }
            "of" | "is" | "at" | "about" | "approximately" => cursor.at -= word.len(),
            _ => return None,
        }
    }
    None
}
