//! Values in words: "three hundred and five", "half a million", "ninety-nine point five".

use super::Value;
use super::value::spelled;
use crate::lexicon::{Flags, Lexicon, NumberWord};
use crate::reader::Reader;

/// "one of", "the one", "no one": no quantity.
pub(super) fn is_pronoun(reader: &Reader<'_>, i: usize) -> bool {
    let after = [
        "of", "another", "day", "can", "is", "who", "that", "'s", ",", ".",
    ];
    let before = [
        "the", "this", "that", "which", "no", "any", "each", "every", "another", "only",
    ];
    reader.is_any(i + 1, &after) || i.checked_sub(1).is_some_and(|b| reader.is_any(b, &before))
}

/// "three hundred and five thousand", "twenty five", "two and a half million".
pub(super) fn words_at(reader: &Reader<'_>, i: usize) -> Value {
    let (mut total, mut current, mut last, mut scale) = (0.0_f64, 0.0_f64, f64::INFINITY, 1.0);
    let mut largest = 0.0_f64;
    let mut end = i;
    loop {
        let mut at = end;
        if end > i && reader.is(end, "and") {
            if reader.is(end + 1, "a") && reader.is(end + 2, "half") {
                if current == 0.0 && scale >= 1000.0 {
                    total += 0.5 * scale;
                } else {
                    current += 0.5;
                }
                end += 3;
                continue;
            }
            // "and" joins only below a hundred or thousand: not "five and six".
            if !(last == 100.0 || scale >= 1000.0 && current == 0.0) {
                break;
            }
            at += 1;
        }
        match reader.entry(at).and_then(|e| e.number) {
            Some(NumberWord::Cardinal(value)) => {
                let fits = if current == 0.0 {
                    at == i || scale > 1.0
                } else {
                    (last == 100.0 && value < 100.0)
                        || ((20.0..100.0).contains(&last) && last % 10.0 == 0.0 && value < 10.0)
                };
                if !fits {
                    break;
                }
                current += value;
                last = value;
            }
            Some(NumberWord::Scale(value)) if at == end => {
                if value == 100.0 || value == 12.0 {
                    current = current.max(1.0) * value;
                } else if value < largest && total > 0.0 {
                    // "one million *six hundred thousand*".
                    total += current.max(1.0) * value;
                    current = 0.0;
                } else {
                    total = (total + current).max(1.0) * value;
                    current = 0.0;
                    largest = value;
                }
                last = value;
                scale = value;
            }
            _ => break,
        }
        end = at + 1;
    }
    let mut digit = 0.1;
    if reader.is(end, "point") && small_digit(reader, end + 1).is_some() {
        end += 1;
        while let Some(value) = small_digit(reader, end) {
            current += value * digit;
            digit /= 10.0;
            end += 1;
        }
    }
    spelled(reader, i, end, total + current, scale)
}

/// "five" in "ninety-nine point five".
fn small_digit(reader: &Reader<'_>, at: usize) -> Option<f64> {
    match reader.entry(at)?.number {
        Some(NumberWord::Cardinal(value)) if value < 10.0 => Some(value),
        _ => None,
    }
}

/// "a dozen", "half a million", "a quarter of a million": found from the scale word.
pub(super) fn scale_at(reader: &Reader<'_>, i: usize) -> Option<Value> {
    let article = i.checked_sub(1)?;
    let fraction = |at: usize| match reader.entry(at).and_then(|e| e.number) {
        Some(NumberWord::Fraction(part)) => Some(part),
        _ => None,
    };
    // Asked first: a long run of scale words must not be walked from each of them.
    if fraction(article).is_none() && !reader.is_any(article, &["a", "an"]) {
        return None;
    }
    let mut value = 1.0;
    let mut end = i;
    while let Some(NumberWord::Scale(scale)) = reader.entry(end).and_then(|e| e.number) {
        value *= scale;
        end += 1;
    }
    if let Some(part) = fraction(article) {
        return Some(spelled(reader, article, end, value * part, value));
    }
    if let Some(part) = article.checked_sub(1).and_then(fraction) {
        return Some(spelled(reader, article - 1, end, value * part, value));
    }
    let of = article
        .checked_sub(3)
        .filter(|_| reader.is(article - 1, "of"));
    if let Some(start) = of
        && let Some(part) = fraction(article - 2)
    {
        let start = start + usize::from(!reader.is(start, "a"));
        return Some(spelled(reader, start, end, value * part, value));
    }
    // "a hundred and twenty", "a thousand two hundred".
    let all = words_at(reader, i);
    Some(spelled(
        reader,
        article,
        all.end.max(end),
        all.value,
        all.scale,
    ))
}

/// "half a mile", "quarter of a mile": only before a unit.
pub(super) fn fraction_of_unit(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    i: usize,
    part: f64,
) -> Option<Value> {
    let mut end = i + 1;
    end += usize::from(reader.is(end, "of"));
    end += usize::from(reader.is_any(end, &["a", "an"]));
    let (_, &row) = lexicon.units.starting_at(reader, end)?;
    lexicon.unit_rows.get(row).filter(|u| !u.closing_only)?;
    Some(spelled(reader, i, end, part, 1.0))
}

/// "two-mile": the number ends inside the token.
pub(super) fn hyphened_at(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    i: usize,
) -> Option<Value> {
    let lower = reader.lower(i);
    let (head, _) = lexicon.split_hyphened(&lower)?;
    let NumberWord::Cardinal(value) = lexicon.number_word(head)? else {
        return None;
    };
    // Counted in characters: the written hyphens may be longer than the folded ones.
    let letters = head.chars().count();
    let head = reader
        .word(i)
        .char_indices()
        .nth(letters)
        .map_or(0, |(at, _)| at);
    let mut out = spelled(reader, i, i + 1, value, 1.0);
    out.span_end = out.span_start + head;
    out.hyphened = true;
    Some(out)
}

/// "a mile north", "about a metre": the article counts where the unit is one of distance or area
/// and what stands around says so.
pub(super) fn one_unit_at(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    i: usize,
) -> Option<Value> {
    if !reader.has(i, Flags::SINGLE) {
        return None;
    }
    let article = i
        .checked_sub(1)
        .filter(|a| reader.is_any(*a, &["a", "an"]))?;
    let told = lexicon.number_before.ending_at(reader, article).is_some()
        || lexicon.single_before(reader, i + 1);
    told.then(|| spelled(reader, article, i, 1.0, 1.0))
}
