//! One value in figures or words: "2.9 million", "three hundred and five", "5½", "two-".

use choro_text::Span;

use super::figures::figures_at;
use super::words::{fraction_of_unit, hyphened_at, is_pronoun, scale_at, words_at};
use crate::lexicon::{Flags, Lexicon, NumberWord};
use crate::reader::{Extent, Reader};

/// A value and where it ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value {
    pub(crate) start: usize,
    /// One past the last token.
    pub(crate) end: usize,
    pub(crate) span_start: usize,
    pub(crate) span_end: usize,
    pub(crate) value: f64,
    /// The multiplier word applied last; 1 where there is none.
    pub(crate) scale: f64,
    pub(crate) doubt: bool,
    pub(crate) year_like: bool,
    pub(crate) is_words: bool,
    /// "two-mile": the token goes on after the number.
    pub(crate) hyphened: bool,
}

impl Value {
    pub(crate) fn extent(&self, reader: &Reader<'_>) -> Extent {
        let start = self.span_start.min(reader.span(self.start).start);
        Extent {
            first: self.start,
            end: self.end,
            span: Span::new(start, self.span_end),
        }
    }
}

/// The value that begins at the token, or whose scale word it is ("a *million*").
pub(crate) fn value_at(reader: &Reader<'_>, lexicon: &'static Lexicon, i: usize) -> Option<Value> {
    // "million million million …" leaves the numbers there are.
    any_value_at(reader, lexicon, i).filter(|v| v.value.is_finite())
}

fn any_value_at(reader: &Reader<'_>, lexicon: &'static Lexicon, i: usize) -> Option<Value> {
    if reader.is_number(i) {
        return figures_at(reader, lexicon, i);
    }
    let entry = reader.entry(i)?;
    match entry.number {
        Some(NumberWord::Cardinal(value)) => {
            if value == 1.0 && is_pronoun(reader, i) {
                return None;
            }
            Some(words_at(reader, i))
        }
        Some(NumberWord::Scale(_)) => scale_at(reader, i),
        Some(NumberWord::Fraction(part)) => fraction_of_unit(reader, lexicon, i, part),
        Some(NumberWord::Ordinal(_)) => None,
        None if entry.flags.has(Flags::HYPHENED) => hyphened_at(reader, lexicon, i),
        None => None,
    }
}

pub(super) fn spelled(
    reader: &Reader<'_>,
    start: usize,
    end: usize,
    value: f64,
    scale: f64,
) -> Value {
    let span = reader.extent(start, end).span;
    Value {
        start,
        end,
        span_start: span.start,
        span_end: span.end,
        value,
        scale,
        doubt: false,
        year_like: false,
        is_words: true,
        hyphened: false,
    }
}
