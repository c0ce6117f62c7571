//! Cutting a long line down to the columns around a span.
//!
//! Documents keep a paragraph on one line of 500 characters and more. What is shown is the span
//! with as much of the line on both sides as the terminal is wide, "…" where something was cut,
//! the middle of a span left out when the span itself is wider.

use choro_text::Span;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// A line ready to be shown, and where the span is in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Clipped {
    pub(super) text: String,
    /// Bytes of `text`.
    pub(super) span: Range<usize>,
}

const CUT: char = '…';
/// How far a cut moves towards the span so as not to split a word, in columns.
const WORD: usize = 12;
/// Bytes that one shown column can at most come from: a character with a few combining marks.
const BYTES_PER_COLUMN: usize = 16;

/// The characters as they are shown, with the bytes of each: undecodable bytes as U+FFFD, a tab as
/// one space, characters that steer a terminal as U+FFFD.
fn decoded(bytes: &[u8]) -> impl Iterator<Item = (usize, char)> {
    bytes.utf8_chunks().flat_map(|chunk| {
        let undecodable = chunk.invalid().len();
        let replaced = (undecodable > 0).then_some((undecodable, char::REPLACEMENT_CHARACTER));
        let valid = chunk.valid().chars();
        valid.map(|c| (c.len_utf8(), as_shown(c))).chain(replaced)
    })
}

fn as_shown(c: char) -> char {
    match c {
        '\t' | '\r' | '\n' => ' ',
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

fn shown(bytes: &[u8]) -> Vec<char> {
    decoded(bytes).map(|(_, c)| c).collect()
}

/// The whole line `line` (bytes of `bytes`) as it is shown, and where spans are in it, widened to
/// whole characters.
pub(super) fn uncut(
    bytes: &[u8],
    line: Range<usize>,
    spans: &[Span],
) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut found = vec![0..0; spans.len()];
    let mut at = line.start;
    for (length, c) in decoded(&bytes[line]) {
        let before = at;
        at += length;
        text.push(c);
        for (range, span) in found.iter_mut().zip(spans) {
            if at <= span.start {
                *range = text.len()..text.len();
            } else if before < span.end {
                range.end = text.len();
            }
        }
    }
    (text, found)
}

fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// The columns `chars` take.
fn width(chars: &[char]) -> usize {
    chars.iter().map(|c| columns(*c)).sum()
}

/// The columns `text` takes.
pub(super) fn text_width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// The first of `chars` that fit into `room` columns.
fn head(chars: &[char], room: usize) -> &[char] {
    let mut used = 0;
    let fitting = chars.iter().take_while(|c| {
        used += columns(**c);
        used <= room
    });
    let count = fitting.count();
    &chars[..count]
}

/// The last of `chars` that fit into `room` columns, not beginning with a combining mark.
fn tail(chars: &[char], room: usize) -> &[char] {
    let mut used = 0;
    let fitting = chars.iter().rev().take_while(|c| {
        used += columns(**c);
        used <= room
    });
    let mut start = chars.len() - fitting.count();
    while start < chars.len() && start > 0 && columns(chars[start]) == 0 {
        start += 1;
    }
    &chars[start..]
}

/// Up to `limit` bytes of `range`'s end, from a character's first byte.
fn last_bytes(bytes: &[u8], range: Range<usize>, limit: usize) -> &[u8] {
    let mut start = range.start.max(range.end.saturating_sub(limit));
    while start > range.start && start < range.end && (bytes[start] & 0xC0) == 0x80 {
        start += 1;
    }
    &bytes[start..range.end]
}

/// Up to `limit` bytes of `range`'s beginning, to a character's last byte.
fn first_bytes(bytes: &[u8], range: Range<usize>, limit: usize) -> &[u8] {
    let mut end = range.end.min(range.start + limit);
    while end > range.start && end < range.end && (bytes[end] & 0xC0) == 0x80 {
        end -= 1;
    }
    &bytes[range.start..end]
}

/// Cuts the line `line` (bytes of `bytes`, without its line break) to at most `room` columns so
/// that `span` is seen, with `label` columns free to the right of the span.
pub(super) fn clip(
    bytes: &[u8],
    line: Range<usize>,
    span: Span,
    label: usize,
    room: usize,
) -> Clipped {
    let start = span.start.clamp(line.start, line.end);
    let end = span.end.clamp(start, line.end);
    let limit = room * BYTES_PER_COLUMN;

    let before = shown(last_bytes(bytes, line.start..start, limit));
    let after = shown(first_bytes(bytes, end..line.end, limit));
    let more_before = width(&before) + usize::from(start - line.start > limit);
    let more_after = width(&after) + usize::from(line.end - end > limit);

    // One column on each side is kept for the mark of a cut.
    let inside_room = room.saturating_sub(label + 2).max(3);
    let inside = inside(bytes, start..end, inside_room, limit);
    let free = room.saturating_sub(width(&inside));

    let left = if more_before + more_after <= free && more_before + label <= free {
        more_before
    } else {
        let balanced = (free / 2).max(free.saturating_sub(more_after));
        more_before
            .min(free.saturating_sub(label.max(1)))
            .min(balanced)
    };
    let right = more_after.min(free - left.min(free));

    let mut text = String::new();
    if left < more_before {
        text.push(CUT);
        text.extend(from_word(tail(&before, left.saturating_sub(1))));
    } else {
        text.extend(&before);
    }
    let shown_start = text.len();
    text.extend(inside);
    let shown_end = text.len();
    if right < more_after {
        text.extend(to_word(head(&after, right.saturating_sub(1))));
        text.push(CUT);
    } else {
        text.extend(&after);
    }
    Clipped {
        text,
        span: shown_start..shown_end,
    }
}

/// The span's own characters, its middle left out where it is wider than `room`.
fn inside(bytes: &[u8], span: Range<usize>, room: usize, limit: usize) -> Vec<char> {
    if span.len() <= 2 * limit {
        let whole = shown(&bytes[span.clone()]);
        if width(&whole) <= room {
            return whole;
        }
    }
    let first = shown(first_bytes(bytes, span.clone(), limit));
    let last = shown(last_bytes(bytes, span, limit));
    let for_last = (room - 1) / 3;
    let mut out = head(&first, room - 1 - for_last).to_vec();
    out.push(CUT);
    out.extend(tail(&last, for_last));
    out
}

/// `chars` without the part of a word that a cut on the left leaves over.
fn from_word(chars: &[char]) -> &[char] {
    match chars.iter().take(WORD).position(|c| *c == ' ') {
        Some(space) => &chars[space..],
        None => chars,
    }
}

/// `chars` without the part of a word that a cut on the right leaves over.
fn to_word(chars: &[char]) -> &[char] {
    match chars.iter().rev().take(WORD).position(|c| *c == ' ') {
        Some(space) => &chars[..chars.len() - space],
        None => chars,
    }
}

/// Breaks `text` into lines of at most `room` columns, at spaces where there are any.
pub(super) fn wrap(text: &str, room: usize) -> String {
    let room = room.max(20);
    let mut out = String::new();
    for (i, line) in text.lines().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        let mut used = 0;
        for word in line.split(' ') {
            let needed = text_width(word);
            if used > 0 && used + 1 + needed > room {
                out.push('\n');
                used = 0;
            } else if used > 0 {
                out.push(' ');
                used += 1;
            }
            for c in word.chars() {
                if used + columns(c) > room {
                    out.push('\n');
                    used = 0;
                }
                out.push(c);
                used += columns(c);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(line: &str, words: &str, label: usize, room: usize) -> Clipped {
        let start = line.find(words).expect("words");
        let span = Span::new(start, start + words.len());
        clip(line.as_bytes(), 0..line.len(), span, label, room)
    }

    #[test]
    fn a_line_that_fits_is_left_alone() {
        let line = "The Tuman flows past Hoeryong.";
        let clipped = cut(line, "Tuman", 10, 60);
        assert_eq!(clipped.text, line);
        assert_eq!(&clipped.text[clipped.span], "Tuman");
    }

    #[test]
    fn a_long_line_is_cut_at_words_around_the_span() {
        let line = format!(
            "{}at Namyang. {}",
            "before it ".repeat(30),
            "and after ".repeat(30)
        );
        let clipped = cut(&line, "Namyang", 10, 60);
        assert!(text_width(&clipped.text) <= 60, "{}", clipped.text);
        assert!(
            clipped.text.starts_with("… ") && clipped.text.ends_with(" …"),
            "{}",
            clipped.text
        );
        assert_eq!(&clipped.text[clipped.span], "Namyang");
    }

    #[test]
    fn a_span_wider_than_the_terminal_shows_its_ends() {
        let line = format!("So Hoeryong {} Tumen it is", "and more ".repeat(40));
        let words = &line[3..line.len() - 6];
        let clipped = cut(&line, words, 8, 60);
        let inside = &clipped.text[clipped.span.clone()];
        assert!(
            inside.starts_with("Hoeryong") && inside.ends_with("Tumen"),
            "{inside}"
        );
        assert!(inside.contains(CUT));
        assert!(text_width(&clipped.text[..clipped.span.end]) + 8 <= 60);
    }

    #[test]
    fn hangul_counts_two_columns() {
        let line = format!("{}회령시{}", "함경북도 ".repeat(40), " 두만강".repeat(40));
        let clipped = cut(&line, "회령시", 0, 50);
        assert!(text_width(&clipped.text) <= 50);
        assert_eq!(&clipped.text[clipped.span], "회령시");
    }

    #[test]
    fn notes_break_at_spaces_and_within_words_only_where_they_must() {
        assert_eq!(
            wrap("one two three four five six", 20),
            "one two three four\nfive six"
        );
        assert_eq!(
            wrap(&"x".repeat(45), 20),
            format!("{0}\n{0}\nxxxxx", "x".repeat(20))
        );
    }

    #[test]
    fn a_whole_line_keeps_its_characters_whatever_the_spans_split() {
        let bytes = "a\0é회!".as_bytes();
        let spans = [Span::new(3, 4), Span::new(5, 6), Span::new(0, 0)];
        let (text, found) = uncut(bytes, 0..bytes.len(), &spans);
        assert_eq!(text, "a\u{FFFD}é회!");
        let marked: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
        assert_eq!(marked, ["é", "회", ""]);
    }

    proptest! {
        #[test]
        fn spans_of_a_whole_line_lie_in_it(
            bytes in prop::collection::vec(any::<u8>(), 0..60), a in 0usize..70, b in 0usize..70,
        ) {
            let (text, found) = uncut(&bytes, 0..bytes.len(), &[Span::new(a.min(b), a.max(b))]);
            prop_assert!(text.get(found[0].clone()).is_some());
            prop_assert!(text_width(&text) <= bytes.len());
        }

        #[test]
        fn never_wider_than_the_room(
            bytes in prop::collection::vec(any::<u8>(), 0..600),
            a in 0usize..700, b in 0usize..700, label in 0usize..20, room in 40usize..120,
        ) {
            let clipped = clip(&bytes, 0..bytes.len(), Span::new(a, b), label, room);
            prop_assert!(text_width(&clipped.text) <= room, "{:?}", clipped);
            prop_assert!(text_width(&clipped.text[..clipped.span.end]) + label <= room);
        }
    }
}
