//! Parts of a whole: "two-thirds", "one third", "three quarters of a mile", "a fifth of".

use super::Value;
use super::value::spelled;
use crate::lexicon::{Flags, Lexicon, NumberWord};
use crate::reader::Reader;

/// The fraction whose numerator is the token: "two thirds", "two-thirds", "a third of".
pub(super) fn fraction_at(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    i: usize,
) -> Option<Value> {
    if reader.has(i, Flags::HYPHENED) {
        let lower = reader.lower(i);
        let (head, rest) = lexicon.split_hyphened(&lower)?;
        let above = cardinal(lexicon.number_word(head)?)?;
        let below = lexicon.denominator(rest, above == 1.0)?;
        let end = before_unit(reader, lexicon, i + 1);
        return Some(spelled(reader, i, end, above / below, 1.0));
    }
    // "a third of the land"; "a third bridge" is the third of several.
    if let Some(below) = lexicon.denominator(&reader.lower(i), true) {
        let article = i.checked_sub(1).filter(|a| reader.is(*a, "a"))?;
        let end = before_unit(reader, lexicon, i + 1);
        let of = end > i + 1 || reader.is(i + 1, "of") && !reader.is_any(i + 2, &["a", "an"]);
        return of.then(|| spelled(reader, article, end, 1.0 / below, 1.0));
    }
    let above = cardinal(reader.entry(i)?.number?).filter(|n| (1.0..=20.0).contains(n))?;
    let hyphen = usize::from(reader.word(i + 1) == "-" && reader.joined(i));
    let at = i + 1 + hyphen;
    let below = lexicon.denominator(&reader.lower(at), above == 1.0)?;
    // Quarters are parts of towns too.
    let plain = !reader.is_any(at, &["quarter", "quarters", "second"]) || reader.is(at + 1, "of");
    let end = before_unit(reader, lexicon, at + 1);
    (plain && above < below).then(|| spelled(reader, i, end, above / below, 1.0))
}

/// Past "of a" where a unit follows: "three quarters of a mile".
fn before_unit(reader: &Reader<'_>, lexicon: &'static Lexicon, end: usize) -> usize {
    let of = reader.is(end, "of") && reader.is_any(end + 1, &["a", "an"]);
    let unit = of && lexicon.units.starting_at(reader, end + 2).is_some();
    if unit { end + 2 } else { end }
}

fn cardinal(word: NumberWord) -> Option<f64> {
    match word {
        NumberWord::Cardinal(value) => Some(value),
        _ => None,
    }
}
