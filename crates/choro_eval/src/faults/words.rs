//! Directions, numbers and positions written otherwise.

use super::edit::Edits;
use choro_geometry::Wind;
use choro_text::Span;

/// The direction word of a span replaced by that of the wind so many degrees clockwise.
pub(super) fn turned(text: &[u8], span: Span, degrees: u16) -> Option<Edits> {
    let words = std::str::from_utf8(text.get(span.start..span.end)?).ok()?;
    let sixteenths = usize::from(degrees) * 16 / 360;
    if let Some(wind) = Wind::from_letters(words).filter(|_| !words.contains(char::is_lowercase)) {
        return Some(Edits::one(span, wind.turned(sixteenths).letters()));
    }
    let (start, end) = wind_words(words)?;
    let found = &words[start..end];
    let wind = Wind::from_words(found)?;
    let turned = wind.turned(sixteenths).words();
    let mut turned = if wind.words().eq_ignore_ascii_case(found) {
        turned.to_owned()
    } else {
        turned.replace('-', if found.contains(' ') { " " } else { "" })
    };
    if found.starts_with(char::is_uppercase) {
        turned[..1].make_ascii_uppercase();
    }
    Some(Edits::one(
        Span::new(span.start + start, span.start + end),
        turned,
    ))
}

/// Where the parts of a wind stand in some words: `north-west` of "north-westernmost".
fn wind_words(words: &str) -> Option<(usize, usize)> {
    let lower = words.to_ascii_lowercase();
    let part = |at: usize| {
        ["north", "south", "east", "west"]
            .into_iter()
            .find(|p| lower[at..].starts_with(p))
            .map(|p| at + p.len())
    };
    let bounds = |at: &usize| lower.is_char_boundary(*at);
    let start = (0..lower.len())
        .filter(bounds)
        .find(|at| part(*at).is_some())?;
    let mut end = part(start)?;
    loop {
        let joined = lower[end..].starts_with(['-', ' ']);
        match part(end + usize::from(joined)).filter(|_| end < lower.len()) {
            Some(next) => end = next,
            None => return Some((start, end)),
        }
    }
}

/// The first number of a span multiplied, written as it was: with commas or a decimal point.
pub(super) fn multiplied(text: &[u8], span: Span, factor: u16) -> Option<Edits> {
    let words = std::str::from_utf8(text.get(span.start..span.end)?).ok()?;
    let start = words.find(|c: char| c.is_ascii_digit())?;
    let rest = &words[start..];
    let length = rest
        .find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.'))
        .unwrap_or(rest.len());
    let number = rest[..length].trim_end_matches([',', '.']);
    let plain = number.replace(',', "");
    let value: f64 = plain.parse().ok()?;
    let decimals = plain.split_once('.').map_or(0, |(_, d)| d.len());
    let mut product = format!("{:.decimals$}", value * f64::from(factor));
    if number.contains(',') {
        product = with_commas(&product);
    }
    let at = span.start + start;
    Some(Edits::one(Span::new(at, at + number.len()), product))
}

fn with_commas(number: &str) -> String {
    let whole = number.find('.').unwrap_or(number.len());
    let mut out = String::new();
    for (at, digit) in number.char_indices() {
        if at > 0 && at < whole && (whole - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "47 04 N, 15 26 E" with the figures exchanged and the letters left: "15 26 N, 47 04 E".
pub(super) fn position_exchanged(text: &[u8], span: Span) -> Option<Edits> {
    let words = std::str::from_utf8(text.get(span.start..span.end)?).ok()?;
    let figures = |from: usize| {
        let start = from + words[from..].find(|c: char| c.is_ascii_digit())?;
        let end = words[start..]
            .find(|c: char| c.is_alphabetic() || matches!(c, ',' | ';'))
            .map_or(words.len(), |at| start + at);
        let end = start + words[start..end].trim_end().len();
        Some(Span::new(span.start + start, span.start + end))
    };
    let first = figures(0)?;
    let second = figures(first.end - span.start)?;
    Edits::exchange(text, first, second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str, edits: Option<Edits>) -> Option<String> {
        edits.map(|e| String::from_utf8(e.apply(text.as_bytes())).expect("text"))
    }

    fn whole(text: &str) -> Span {
        Span::new(0, text.len())
    }

    #[test]
    fn directions_turn_in_their_own_spelling() {
        let turn =
            |text: &str, degrees| edited(text, turned(text.as_bytes(), whole(text), degrees));
        assert_eq!(turn("north", 180).as_deref(), Some("south"));
        assert_eq!(turn("North", 135).as_deref(), Some("South-east"));
        assert_eq!(turn("northwest", 90).as_deref(), Some("northeast"));
        assert_eq!(
            turn("South-easternmost", 180).as_deref(),
            Some("North-westernmost")
        );
        assert_eq!(turn("NW", 90).as_deref(), Some("NE"));
        assert_eq!(turn("near", 180), None);
    }

    #[test]
    fn numbers_keep_their_manner_of_writing() {
        let times = |text: &str, by| edited(text, multiplied(text.as_bytes(), whole(text), by));
        assert_eq!(times("about 12 km", 10).as_deref(), Some("about 120 km"));
        assert_eq!(times("1,200,", 3).as_deref(), Some("3,600,"));
        assert_eq!(times("0.5 mi", 3).as_deref(), Some("1.5 mi"));
        assert_eq!(times("100,000", 10).as_deref(), Some("1,000,000"));
        assert_eq!(times("three", 3), None);
    }

    #[test]
    fn figures_of_a_position_change_places_but_not_the_letters() {
        let exchange = |text: &str| edited(text, position_exchanged(text.as_bytes(), whole(text)));
        assert_eq!(
            exchange("33 00 N, 65 00 E").as_deref(),
            Some("65 00 N, 33 00 E")
        );
        assert_eq!(exchange("47.07, 15.4").as_deref(), Some("15.4, 47.07"));
        assert_eq!(exchange("47.07° N"), None);
    }

    #[test]
    fn a_span_beyond_the_text_changes_nothing() {
        assert_eq!(turned(b"north", Span::new(2, 900), 180), None);
        assert_eq!(multiplied(b"12", Span::new(0, 900), 3), None);
    }
}
