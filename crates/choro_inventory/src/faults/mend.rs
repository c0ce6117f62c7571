//! Figures of a position written otherwise in the file's own text.

use choro_diagnostic::{Edit, Fix};
use choro_text::Span;

/// Marks between which formats keep positions; in others the whole record is looked at.
const MARKS: [(&str, &str); 2] = [
    ("<coordinates>", "</coordinates>"),
    ("\"coordinates\"", "]"),
];

/// The edits that turn the position `from` in a record's text into `to`, both as longitude and
/// latitude; for review. `None` where the figures are not there once each: edits in place would be
/// guesses. `offset` is where the record begins in the file.
pub(super) fn mended(record: &str, offset: usize, from: (f64, f64), to: (f64, f64)) -> Option<Fix> {
    let (text, skipped) = MARKS
        .iter()
        .find_map(|(open, close)| {
            let start = record.find(open)? + open.len();
            let length = record[start..].find(close)?;
            Some((&record[start..start + length], start))
        })
        .unwrap_or((record, 0));
    let figures = figures(text);
    let only = |value: f64| {
        let mut same = figures.iter().filter(|(_, own)| *own == value);
        let first = same.next()?;
        same.next().is_none().then_some(first.0)
    };
    let (lon, lat) = (only(from.0)?, only(from.1)?);
    let written = |value: f64, own: Span, other: (f64, Span)| {
        if value == other.0 {
            Some(other.1.slice(text).to_owned())
        } else {
            let own = own.slice(text);
            let bare = own.trim_start_matches(['-', '+']);
            let turned = || match own.strip_prefix('-') {
                Some(_) => bare.to_owned(),
                None => format!("-{bare}"),
            };
            (figure(own)? == -value).then(turned)
        }
    };
    let mut edits = Vec::new();
    for (value, was, own, other) in [
        (to.0, from.0, lon, (from.1, lat)),
        (to.1, from.1, lat, (from.0, lon)),
    ] {
        if value != was {
            let at = offset + skipped;
            edits.push(Edit {
                span: Span::new(at + own.start, at + own.end),
                text: written(value, own, other)?,
            });
        }
    }
    edits.sort_by_key(|edit| edit.span.start);
    (!edits.is_empty()).then_some(Fix { safe: false, edits })
}

/// The decimal figures that stand in a text by themselves, with their values.
fn figures(text: &str) -> Vec<(Span, f64)> {
    let bytes = text.as_bytes();
    let within = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E');
    let word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_' || *b >= 0x80;
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|b| within(**b)).count();
        let end = at + length;
        let joined = at > 0 && word(&bytes[at - 1]) || bytes.get(end).is_some_and(word);
        if length > 0
            && !joined
            && let Some(value) = figure(&text[at..end])
        {
            found.push((Span::new(at, end), value));
        }
        at = end.max(at + 1);
    }
    found
}

fn figure(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(record: &str, from: (f64, f64), to: (f64, f64)) -> Option<String> {
        let fix = mended(record, 0, from, to)?;
        assert!(!fix.safe);
        let mut out = record.to_owned();
        for edit in fix.edits.iter().rev() {
            out.replace_range(edit.span.start..edit.span.end, &edit.text);
        }
        Some(out)
    }

    #[test]
    fn figures_are_exchanged_as_they_are_written() {
        let kml =
            "<Placemark><name>41.5</name><coordinates>41.50,129.75,0</coordinates></Placemark>";
        assert_eq!(
            applied(kml, (41.5, 129.75), (129.75, 41.5)).as_deref(),
            Some(
                "<Placemark><name>41.5</name><coordinates>129.75,41.50,0</coordinates></Placemark>"
            )
        );
        let json = r#"{"geometry":{"type":"Point","coordinates":[41.5, 129.75]},"lat":41.5}"#;
        assert_eq!(
            applied(json, (41.5, 129.75), (129.75, 41.5)).as_deref(),
            Some(r#"{"geometry":{"type":"Point","coordinates":[129.75, 41.5]},"lat":41.5}"#)
        );
        let row = "Musan mine,129.750,41.5,iron\n";
        assert_eq!(
            applied(row, (41.5, 129.75), (129.75, 41.5)).as_deref(),
            Some("Musan mine,41.5,129.750,iron\n")
        );
    }

    #[test]
    fn signs_are_turned() {
        let row = "a,-41.5,129.75";
        let turned = applied(row, (129.75, -41.5), (129.75, 41.5));
        assert_eq!(turned.as_deref(), Some("a,41.5,129.75"));
        let row = "a,41.5,129.75";
        let turned = applied(row, (129.75, 41.5), (-129.75, -41.5));
        assert_eq!(turned.as_deref(), Some("a,-41.5,-129.75"));
    }

    #[test]
    fn what_could_be_meant_twice_is_left() {
        assert_eq!(
            applied("41.5,129.75,41.5", (41.5, 129.75), (129.75, 41.5)),
            None
        );
        assert_eq!(
            applied("No41.5,129.75", (41.5, 129.75), (129.75, 41.5)),
            None
        );
        assert_eq!(
            applied("41°30'N 129°45'E", (41.5, 129.75), (129.75, 41.5)),
            None
        );
    }
}
