//! Winds: "north", "north-east", "northern-most", "further north", "NNE".
//!
//! "the northern-most province" is `N`, superlative. "East Sea" and "South Gate" are marked as
//! capitalised: perhaps part of a name.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::lexicon::{Lexicon, WINDS};
use crate::reader::{Extent, Reader};
use crate::taken::Taken;

/// How a wind is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindForm {
    /// "north".
    Plain,
    /// "northern".
    Adjective,
    /// "northernmost", "most northerly".
    Superlative,
    /// "further north", "more northerly".
    Comparative,
    /// "northerly", "northwards", "northbound".
    Directional,
    /// "north-central".
    Central,
    /// "NE".
    Letters,
}

impl WindForm {
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "plain" => Self::Plain,
            "adjective" => Self::Adjective,
            "superlative" => Self::Superlative,
            "directional" => Self::Directional,
            "central" => Self::Central,
            _ => return None,
        })
    }
}

/// How strictly a wind is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Emphasis {
    /// "far north".
    Far,
    /// "due north".
    Due,
    /// "just north".
    Just,
}

/// A wind in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WindTag {
    /// The wind with "further" or "most" before it, without the emphasis.
    pub at: Extent,
    /// Index of the wind, clockwise from north (0) in steps of 22.5°.
    pub index: u8,
    /// How it is said.
    pub form: WindForm,
    /// How strictly.
    pub emphasis: Option<Emphasis>,
    /// Whether it is written with a capital that no sentence beginning explains.
    pub capitalised: bool,
}

impl WindTag {
    /// The letters: `N`, `NE`, `NNE`.
    pub fn letters(&self) -> &'static str {
        WINDS[usize::from(self.index % 16)]
    }

    /// Degrees clockwise from north, 0 to 337.5.
    pub fn degrees(&self) -> f64 {
        f64::from(self.index % 16) * 22.5
    }
}

impl fmt::Display for WindTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.letters())
    }
}

/// All winds of the text outside coordinates.
pub(crate) fn winds(reader: &Reader<'_>, lexicon: &Lexicon, taken: &Taken) -> Vec<WindTag> {
    let mut tags: Vec<WindTag> = Vec::new();
    for &i in reader.triggers() {
        if tags.last().is_some_and(|t| i < t.at.end) || taken.covers(i) {
            continue;
        }
        if let Some(tag) = wind_at(reader, lexicon, i) {
            tags.push(tag);
        }
    }
    tags
}

fn wind_at(reader: &Reader<'_>, lexicon: &Lexicon, i: usize) -> Option<WindTag> {
    let (mut index, mut form) = reader.entry(i)?.wind?;
    let mut end = i + 1;
    if on_axis(reader, i) {
        return None;
    }
    if form == WindForm::Letters {
        if !letters_meant(reader, lexicon, i) {
            return None;
        }
    } else if form == WindForm::Plain
        && let Some((both, last_form, last)) = spaced(reader, i, index)
    {
        (index, form) = (both, last_form);
        end = last;
    } else if form == WindForm::Plain && reader.is(end, "central") {
        form = WindForm::Central;
        end += 1;
    } else if form == WindForm::Adjective && reader.is(end, "most") {
        form = WindForm::Superlative;
        end += 1;
    }
    if form == WindForm::Letters && reader.word(i).len() == 1 && reader.word(end) == "." {
        end += 1;
    }
    let mut first = i;
    let mut before = i.checked_sub(1);
    if let Some(word) = before {
        let said = |key: &str| {
            lexicon
                .winds
                .before
                .get(key)
                .is_some_and(|l| l.iter().any(|w| reader.is(word, w)))
        };
        let degree = match form {
            WindForm::Plain if said("comparative") => Some(WindForm::Comparative),
            WindForm::Directional if said("comparative") => Some(WindForm::Comparative),
            WindForm::Directional | WindForm::Adjective if said("superlative") => {
                Some(WindForm::Superlative)
            }
            _ => None,
        };
        if let Some(degree) = degree {
            form = degree;
            first = word;
            before = word.checked_sub(1);
        }
    }
    let emphasis = before.and_then(|b| {
        let said = |key: &str| {
            lexicon
                .winds
                .emphasis
                .get(key)
                .is_some_and(|l| l.iter().any(|w| reader.is(b, w)))
        };
        [
            ("far", Emphasis::Far),
            ("due", Emphasis::Due),
            ("just", Emphasis::Just),
        ]
        .into_iter()
        .find_map(|(key, emphasis)| said(key).then_some(emphasis))
    });
    let capital = form != WindForm::Letters && reader.starts_upper(i);
    let capitalised = capital && (!reader.starts_sentence(i) || reader.starts_upper(end));
    Some(WindTag {
        at: reader.extent(first, end),
        index,
        form,
        emphasis,
        capitalised,
    })
}

/// "the north–south road" lies on no side, and "north by east" is none of the sixteen.
fn on_axis(reader: &Reader<'_>, i: usize) -> bool {
    let wind = |at: usize| reader.entry(at).and_then(|e| e.wind).map(|(wind, _)| wind);
    // "bordered on the north by East Anglia" is two winds, "north by east" one, of thirty-two.
    let by_points = |first: usize, second: usize| {
        let article = first.checked_sub(1).is_some_and(|b| reader.is(b, "the"));
        let alike = reader.starts_upper(first) == reader.starts_upper(second);
        wind(first).is_some() && wind(second).is_some() && alike && !article
    };
    let paired = |sign: usize, other: usize| {
        let opposite = matches!((wind(i), wind(other)), (Some(a), Some(b)) if a.abs_diff(b) == 8);
        let dash = reader.is_dash(sign) && reader.joined(sign) && reader.joined(sign - 1);
        (dash && opposite) || (reader.is(sign, "by") && by_points(other.min(i), other.max(i)))
    };
    paired(i + 1, i + 2) || (i >= 2 && paired(i - 1, i - 2))
}

/// "north east", "south southeastern", "north north west": the wind, its form and where it ends.
fn spaced(reader: &Reader<'_>, i: usize, first: u8) -> Option<(u8, WindForm, usize)> {
    let at = |i: usize| {
        let (wind, form) = reader.entry(i)?.wind?;
        (form != WindForm::Letters && !reader.starts_upper(i)).then_some((wind, form))
    };
    let (next, form) = at(i + 1)?;
    let nearest = |both: Option<u8>| both.map(|both| (both, form, i + 2));
    let (last, last_form) = match at(i + 2) {
        Some(last) if form == WindForm::Plain => last,
        _ => return nearest(compound(first, next)),
    };
    match compound(next, last).and_then(|two| compound(first, two)) {
        Some(all) => Some((all, last_form, i + 3)),
        None => nearest(compound(first, next)),
    }
}

/// "NE" alone; a single letter only after a distance and before "of": "5 km N of".
fn letters_meant(reader: &Reader<'_>, lexicon: &Lexicon, i: usize) -> bool {
    let word = reader.word(i);
    if !word.bytes().all(|b| b.is_ascii_uppercase() || b == b'.') {
        return false;
    }
    let context = &lexicon.winds.letter_context;
    let stop = usize::from(word.len() == 1 && reader.word(i + 1) == "." && reader.joined(i));
    let after = context.after.iter().any(|w| reader.is(i + 1 + stop, w));
    let before = i
        .checked_sub(1)
        .is_some_and(|b| reader.word(b) == ")" || context.before.iter().any(|w| reader.is(b, w)));
    if word.len() == 1 {
        after && before
    } else {
        // "17th Avenue SW", "NE 33rd" are addresses.
        let street = i
            .checked_sub(1)
            .is_some_and(|b| reader.starts_upper(b) || reader.word(b) == ",");
        !street && !reader.is_number(i + 1) && (!reader.starts_upper(i + 1) || before)
    }
}

/// "north" and "east" make north-east; "south" and "southeast" make south-southeast.
fn compound(first: u8, second: u8) -> Option<u8> {
    let letters = format!(
        "{}{}",
        WINDS[usize::from(first % 16)],
        WINDS[usize::from(second % 16)]
    );
    let index = WINDS.iter().position(|w| *w == letters)?;
    u8::try_from(index).ok()
}

#[cfg(test)]
mod tests;
