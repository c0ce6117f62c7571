//! Values in figures: "105,909", "2.9 million", "5½", "3.5m people", "1.2 × 10⁶".

use super::Value;
use super::grouped::grouped_at;
use crate::lexicon::{Lexicon, NumberWord};
use crate::reader::Reader;

/// The figures at the token, with the multipliers written after them. A key that machines sort by,
/// written on before them ("7003123450000000000♠12.345"), is passed over.
pub(super) fn figures_at(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    i: usize,
) -> Option<Value> {
    if reader.word(i + 1) == "♠" && reader.joined(i) && reader.joined(i + 1) {
        let value = plain_figures_at(reader, lexicon, i + 2)?;
        return Some(Value { start: i, ..value });
    }
    plain_figures_at(reader, lexicon, i)
}

fn plain_figures_at(reader: &Reader<'_>, lexicon: &'static Lexicon, i: usize) -> Option<Value> {
    let word = reader.word(i);
    let unit_at = |end: usize| crate::measure::unit_follows(reader, lexicon, end);
    let (mut value, mut end, doubt) = match grouped_at(reader, i, unit_at) {
        Some(grouped) => grouped,
        None => read_figures(word).map(|(value, doubt)| (value, i + 1, doubt))?,
    };
    // ".9 square miles".
    let bare = is_bare_decimal(reader, i);
    if bare {
        value = format!("0.{word}").parse().ok()?;
    }
    let span = reader.span(i);
    let mut out = Value {
        start: i,
        end,
        span_start: span.start,
        span_end: span.end,
        value,
        scale: 1.0,
        doubt,
        year_like: word.len() == 4 && (1000.0..=2100.0).contains(&value),
        is_words: false,
        hyphened: false,
    };
    if let Some(part) = vulgar(reader.word(end)) {
        value += part;
        end += 1;
    } else if reader.joined(i) && is_stroke(reader.word(end)) && reader.joined(end) {
        let below = reader.word(end + 1).parse::<f64>().ok();
        if let Some(below) = below.filter(|b| value < *b && *b <= 16.0 && *b > 1.0) {
            value /= below;
            end += 2;
        }
    } else if value.fract() == 0.0 && value < 1000.0 && reader.is_number(end) && !reader.joined(i) {
        // "5 1/2 miles".
        let over = reader.word(end).parse::<f64>().ok();
        let below = reader.word(end + 2).parse::<f64>().ok();
        let tight = is_stroke(reader.word(end + 1)) && reader.joined(end) && reader.joined(end + 1);
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
    if let Some((scale, after)) = written_scale(reader, lexicon, end) {
        value *= scale;
        out.scale *= scale;
        end = after;
    }
    out.year_like &= end == i + 1;
    out.end = end;
    out.value = value;
    if bare {
        out.start = i - 1;
        out.span_start = reader.span(i - 1).start;
        out.year_like = false;
    } else if is_negative(reader, i) {
        out.value = -value;
        out.start = i - 1;
        out.span_start = reader.span(i - 1).start;
        out.year_like = false;
    }
    out.span_end = reader.span(end - 1).end;
    Some(out)
}

/// Whether the whole is left out: ".9" after a space or bracket.
fn is_bare_decimal(reader: &Reader<'_>, i: usize) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    i.checked_sub(1).is_some_and(|stop| {
        reader.word(stop) == "."
            && reader.joined(stop)
            && digits(reader.word(i))
            && stop
                .checked_sub(1)
                .is_some_and(|b| !reader.joined(b) || reader.word(b) == "(")
    })
}

/// The stroke of a fraction.
fn is_stroke(mark: &str) -> bool {
    matches!(mark, "/" | "⁄")
}

/// "3.5m people", "300k inhabitants", "$3.5m": letters written on that are no metres; and
/// "× 10^6".
fn written_scale(
    reader: &Reader<'_>,
    lexicon: &'static Lexicon,
    end: usize,
) -> Option<(f64, usize)> {
    let last = end.checked_sub(1)?;
    if reader.is_any(end, &["x", "×", "·", "*"]) && reader.word(end + 1) == "10" {
        return power_of_ten(reader, end + 2);
    }
    let scale = match reader.word(end) {
        "m" | "M" | "mn" | "mio" => 1e6,
        "k" | "K" => 1e3,
        _ => return None,
    };
    let counted = lexicon
        .units
        .starting_at(reader, end + 1)
        .and_then(|(_, &row)| lexicon.unit_rows.get(row))
        .is_some_and(|row| row.kind.counts_people());
    let money = lexicon.unit_prefixes.ending_at(reader, last).is_some();
    (reader.joined(last) && (counted || money)).then_some((scale, end + 1))
}

/// "^6", "⁶" after a ten.
fn power_of_ten(reader: &Reader<'_>, at: usize) -> Option<(f64, usize)> {
    const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
    let raised = RAISED.iter().position(|r| *r == reader.word(at));
    let (power, end) = match raised {
        Some(power) => (power as i32, at + 1),
        None if reader.word(at) == "^" => (reader.word(at + 1).parse().ok()?, at + 2),
        None => return None,
    };
    (1..=15).contains(&power).then(|| (10_f64.powi(power), end))
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
pub(super) fn read_figures(word: &str) -> Option<(f64, bool)> {
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
        (_, 0) if grouped(word, ',') || grouped_in_lakhs(word) => {
            Some((parse(&word.replace(',', ""))?, false))
        }
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

/// "1,23,456": groups of two before the last three, as India writes.
fn grouped_in_lakhs(word: &str) -> bool {
    let groups: Vec<usize> = word.split(',').map(str::len).collect();
    match groups.as_slice() {
        [first, middle @ .., 3] => {
            (1..=2).contains(first) && !middle.is_empty() && middle.iter().all(|l| *l == 2)
        }
        _ => false,
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
