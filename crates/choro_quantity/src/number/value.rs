//! One value in figures or words: "2.9 million", "three hundred and five", "5½", "two-".

use choro_text::Span;

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
        return figures_at(reader, i);
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

fn figures_at(reader: &Reader<'_>, i: usize) -> Option<Value> {
    let word = reader.word(i);
    let (mut value, doubt) = read_figures(word)?;
    let span = reader.span(i);
    let mut out = Value {
        start: i,
        end: i + 1,
        span_start: span.start,
        span_end: span.end,
        value,
        scale: 1.0,
        doubt,
        year_like: word.len() == 4 && (1000.0..=2100.0).contains(&value),
        is_words: false,
        hyphened: false,
    };
    let mut end = i + 1;
    if let Some(part) = vulgar(reader.word(end)) {
        value += part;
        end += 1;
    } else if reader.joined(i) && reader.word(end) == "/" && reader.joined(end) {
        let below = reader.word(end + 1).parse::<f64>().ok();
        if let Some(below) = below.filter(|b| value < *b && *b <= 16.0 && *b > 1.0) {
            value /= below;
            end += 2;
        }
    } else if value.fract() == 0.0 && value < 1000.0 && reader.is_number(end) && !reader.joined(i) {
        // "5 1/2 miles".
        let over = reader.word(end).parse::<f64>().ok();
        let below = reader.word(end + 2).parse::<f64>().ok();
        let tight = reader.word(end + 1) == "/" && reader.joined(end) && reader.joined(end + 1);
        if let (Some(over), Some(below), true) = (over, below, tight)
            && over < below
            && below <= 16.0
        {
            value += over / below;
            end += 3;
        }
    }
    let hyphen =
        usize::from(reader.word(end) == "-" && reader.joined(end - 1) && reader.joined(end));
    while let Some(NumberWord::Scale(scale)) = reader
        .entry(end + hyphen * usize::from(out.scale == 1.0))
        .and_then(|e| e.number)
    {
        end += 1 + hyphen * usize::from(out.scale == 1.0);
        value *= scale;
        out.scale *= scale;
    }
    out.year_like &= end == i + 1;
    out.end = end;
    out.value = value;
    if is_negative(reader, i) {
        out.value = -value;
        out.start = i - 1;
        out.span_start = reader.span(i - 1).start;
        out.year_like = false;
    }
    out.span_end = reader.span(end - 1).end;
    Some(out)
}

/// Whether a minus sign is written on, and is no hyphen of a word or range.
fn is_negative(reader: &Reader<'_>, i: usize) -> bool {
    let Some(sign) = i.checked_sub(1) else {
        return false;
    };
    matches!(reader.word(sign), "-" | "−")
        && reader.joined(sign)
        && sign.checked_sub(1).is_none_or(|b| !reader.joined(b) || reader.word(b) == "(")
        // A hyphen alone on its line start or after white space may be a bullet; bullets are spaced.
        && reader.is_number(i)
}

/// The value of figures with separators, and whether they could be read otherwise.
///
/// English: comma between thousands, stop before decimals. "1.465" and "1,5" are in doubt.
pub(crate) fn read_figures(word: &str) -> Option<(f64, bool)> {
    if !word
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
        || word.len() > 40
    {
        return None;
    }
    let commas = word.matches(',').count();
    let stops = word.matches('.').count();
    let parse = |text: &str| text.parse::<f64>().ok().filter(|v| v.is_finite());
    let grouped = |text: &str, mark: char| {
        let mut groups = text.split(mark);
        groups.next().is_some_and(|g| (1..=3).contains(&g.len())) && groups.all(|g| g.len() == 3)
    };
    match (commas, stops) {
        (0, 0) => Some((parse(word)?, false)),
        (0, 1) => {
            let (whole, part) = word.split_once('.')?;
            let doubt = part.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0";
            Some((parse(word)?, doubt))
        }
        (0, _) if grouped(word, '.') => Some((parse(&word.replace('.', ""))?, true)),
        (0, _) => None,
        (_, 0) if grouped(word, ',') => Some((parse(&word.replace(',', ""))?, false)),
        (1, 0) => Some((parse(&word.replace(',', "."))?, true)),
        (_, 1) if word.rfind(',') < word.find('.') => {
            let (whole, part) = word.split_once('.')?;
            let plain = format!("{}.{part}", whole.replace(',', ""));
            Some((parse(&plain)?, !grouped(whole, ',')))
        }
        (1, _) if word.rfind('.') < word.find(',') => {
            Some((parse(&word.replace('.', "").replace(',', "."))?, true))
        }
        _ => None,
    }
}

fn vulgar(mark: &str) -> Option<f64> {
    Some(match mark {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        _ => return None,
    })
}

/// "one of", "the one", "no one": no quantity.
fn is_pronoun(reader: &Reader<'_>, i: usize) -> bool {
    let after = [
        "of", "another", "day", "can", "is", "who", "that", "'s", ",", ".",
    ];
    let before = [
        "the", "this", "that", "which", "no", "any", "each", "every", "another", "only",
    ];
    reader.is_any(i + 1, &after) || i.checked_sub(1).is_some_and(|b| reader.is_any(b, &before))
}

/// "three hundred and five thousand", "twenty five", "two and a half million".
fn words_at(reader: &Reader<'_>, i: usize) -> Value {
    let (mut total, mut current, mut last, mut scale) = (0.0_f64, 0.0_f64, f64::INFINITY, 1.0);
    let mut end = i;
    loop {
        let mut at = end;
        if end > i && reader.is(end, "and") {
            if reader.is(end + 1, "a") && reader.is(end + 2, "half") {
                current += 0.5;
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
                    last = value;
                } else {
                    total = (total + current).max(1.0) * value;
                    current = 0.0;
                    last = value;
                }
                scale = value;
            }
            _ => break,
        }
        end = at + 1;
    }
    spelled(reader, i, end, total + current, scale)
}

fn spelled(reader: &Reader<'_>, start: usize, end: usize, value: f64, scale: f64) -> Value {
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

/// "a dozen", "half a million", "a quarter of a million": found from the scale word.
fn scale_at(reader: &Reader<'_>, i: usize) -> Option<Value> {
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
    Some(spelled(reader, article, end, value, value))
}

/// "half a mile", "quarter of a mile": only before a unit.
fn fraction_of_unit(
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
fn hyphened_at(reader: &Reader<'_>, lexicon: &'static Lexicon, i: usize) -> Option<Value> {
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
