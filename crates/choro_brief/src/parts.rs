//! Words with the places in them marked, before they are split into parts.
//!
//! Templates handle plain text. A place goes in as its number and name between three characters
//! of the private use area, which are taken out of everything else that goes in.

use crate::brief::Part;
use choro_gazetteer::PlaceId;

const OPEN: char = '\u{F8F0}';
const MIDDLE: char = '\u{F8F1}';
const CLOSE: char = '\u{F8F2}';

/// Text from a project, on one line and without the marks of places.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let kept = |c: &char| !c.is_control() && !matches!(*c, OPEN | MIDDLE | CLOSE);
        out.extend(word.chars().filter(kept));
    }
    out
}

/// A place as it goes into templates.
pub(crate) fn marked(place: PlaceId, name: &str) -> String {
    format!("{OPEN}{}{MIDDLE}{}{CLOSE}", place.0, plain(name))
}

/// The text as people read it.
pub(crate) fn read(text: &str) -> String {
    split(text)
        .into_iter()
        .map(|part| match part {
            Part::Text(text) | Part::Place { text, .. } => text,
        })
        .collect()
}

/// The parts of a text.
pub(crate) fn split(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let place = after.split_once(CLOSE).and_then(|(inner, behind)| {
            let (number, name) = inner.split_once(MIDDLE)?;
            Some((number.parse().ok()?, name, behind))
        });
        push(&mut parts, before);
        let Some((number, name, behind)) = place else {
            rest = after;
            continue;
        };
        parts.push(Part::Place {
            place: PlaceId(number),
            text: name.to_owned(),
        });
        rest = behind;
    }
    push(&mut parts, rest);
    parts
}

fn push(parts: &mut Vec<Part>, text: &str) {
    let text: String = text
        .chars()
        .filter(|c| !matches!(*c, OPEN | MIDDLE | CLOSE))
        .collect();
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_out_as_they_went_in() {
        let text = format!("from {} on", marked(PlaceId(7), "A <b>\u{F8F0}\nB"));
        let expected = [
            Part::Text("from ".to_owned()),
            Part::Place {
                place: PlaceId(7),
                text: "A <b> B".to_owned(),
            },
            Part::Text(" on".to_owned()),
        ];
        assert_eq!(split(&text), expected);
        assert_eq!(read(&text), "from A <b> B on");
    }

    #[test]
    fn marks_in_the_text_itself_make_no_place() {
        assert_eq!(plain("a\u{F8F0}7\u{F8F1}b\u{F8F2}"), "a7b");
        assert_eq!(read("a\u{F8F0}7"), "a7");
    }
}
