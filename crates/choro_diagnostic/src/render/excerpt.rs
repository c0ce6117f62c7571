//! The lines of one document that are shown for one finding.

use super::clip::{clip, text_width, uncut};
use super::positions::Positions;
use crate::Location;
use choro_text::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// A span to be marked, with what is said under it.
#[derive(Clone, Debug)]
pub(super) struct Mark<'a> {
    pub(super) primary: bool,
    pub(super) document: &'a str,
    pub(super) span: Span,
    pub(super) label: String,
    /// First and last line, from 1.
    lines: (usize, usize),
}

/// Some lines of a document and the marks in them.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// `docs/x.md:3:12`.
    pub(super) origin: String,
    /// Number of the first line, from 1.
    pub(super) first_line: usize,
    /// The lines, cut to the width, joined by `\n`.
    pub(super) text: String,
    /// Bytes of `text`, whether it is the primary span, what is said.
    pub(super) marks: Vec<(Range<usize>, bool, String)>,
}

/// Lines before and after a mark's ends whose text is kept: gaps so small are shown, larger folded.
const NEAR: usize = 3;
/// Marks further apart than this many lines are shown apart: the lines between cost time.
const FAR: usize = 200;
/// A label wider than the terminal divided by this is said as a note.
const LABEL_SHARE: usize = 2;

impl<'a> Mark<'a> {
    /// The mark of `place`; `None` where its document is not to be had.
    pub(super) fn new(
        positions: &mut Positions<'a>,
        place: &'a Location,
        primary: bool,
    ) -> Option<Self> {
        let bytes = positions.bytes(&place.document)?;
        let mut end = place.span.end.min(bytes.len());
        let start = place.span.start.min(end);
        while end > start && matches!(bytes[end - 1], b'\n' | b'\r') {
            end -= 1;
        }
        let first = positions.line(&place.document, start)?;
        let last = positions.line(&place.document, end.saturating_sub(1).max(start))?;
        let label = super::one_line(&place.message);
        let span = Span::new(start, end);
        Some(Self {
            primary,
            document: &place.document,
            span,
            label,
            lines: (first, last),
        })
    }

    /// Takes the label away where it is too long to be set beside the span.
    pub(super) fn take_long_label(&mut self, width: usize) -> Option<String> {
        let long = text_width(&self.label) > width / LABEL_SHARE;
        long.then(|| std::mem::take(&mut self.label))
    }

    fn is_multiline(&self) -> bool {
        self.lines.0 != self.lines.1
    }

    /// Columns to keep free right of the span for the label.
    fn label_room(&self) -> usize {
        if self.label.is_empty() {
            0
        } else {
            text_width(&self.label) + 1
        }
    }
}

/// Gathers the marks into excerpts: those of one document together, unless two of them share a
/// line that is too long to show both.
pub(super) fn excerpts(positions: &mut Positions, marks: Vec<Mark>, width: usize) -> Vec<Excerpt> {
    let mut groups: Vec<Vec<Mark>> = Vec::new();
    for mark in marks {
        let together = groups.iter().position(|group| {
            group[0].document == mark.document
                && group
                    .iter()
                    .all(|other| can_share(positions, other, &mark, width))
        });
        match together {
            Some(group) => groups[group].push(mark),
            None => groups.push(vec![mark]),
        }
    }
    groups
        .iter()
        .filter_map(|group| excerpt(positions, group, width))
        .collect()
}

/// Columns for the text of a line: the terminal's without line number, bars and the lines that
/// embrace spans of many lines.
fn room(width: usize, last_line: usize, multiline: usize) -> usize {
    let digits = last_line.to_string().len();
    let embrace = if multiline > 0 { multiline + 1 } else { 0 };
    width.saturating_sub(digits + 3 + embrace).max(20)
}

fn can_share(positions: &mut Positions, one: &Mark, other: &Mark, width: usize) -> bool {
    let first = one.lines.0.max(other.lines.0);
    let last = one.lines.1.min(other.lines.1);
    if first > last {
        return first - last <= FAR;
    }
    if one.is_multiline() || other.is_multiline() {
        return false;
    }
    let room = room(width, first, 0);
    let Some((bytes, line)) = positions.line_bytes(one.document, first) else {
        return false;
    };
    if line.len() > room * 4 {
        return false;
    }
    let (text, spans) = uncut(bytes, line, &[one.span, other.span]);
    text_width(&text) <= room
        && [one, other]
            .iter()
            .zip(spans)
            .all(|(mark, span)| text_width(&text[..span.end]) + mark.label_room() <= room)
}

fn excerpt(positions: &mut Positions, group: &[Mark], width: usize) -> Option<Excerpt> {
    let first_line = group.iter().map(|mark| mark.lines.0).min()?;
    let last_line = group.iter().map(|mark| mark.lines.1).max()?;
    let multiline = group.iter().filter(|mark| mark.is_multiline()).count();
    let room = room(width, last_line, multiline);
    let document = group[0].document;

    let mut text = String::new();
    let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut ends: BTreeMap<usize, usize> = BTreeMap::new();
    for number in first_line..=last_line {
        if number > first_line {
            text.push('\n');
        }
        let near = |line: usize| line.abs_diff(number) <= NEAR;
        if !group
            .iter()
            .any(|mark| near(mark.lines.0) || near(mark.lines.1))
        {
            continue;
        }
        let (bytes, line) = positions.line_bytes(document, number)?;
        let here: Vec<_> = group
            .iter()
            .enumerate()
            .filter(|(_, mark)| mark.lines.0 == number || mark.lines.1 == number)
            .collect();
        let base = text.len();
        match here.as_slice() {
            [] => {
                let nothing = Span::new(line.start, line.start);
                text.push_str(&clip(bytes, line, nothing, 0, room).text);
            }
            [(index, mark)] => {
                let label = if mark.lines.1 == number {
                    mark.label_room()
                } else {
                    0
                };
                let clipped = clip(bytes, line.clone(), mark.span, label, room);
                if mark.lines.0 == number {
                    starts.insert(*index, base + clipped.span.start);
                }
                if mark.lines.1 == number {
                    ends.insert(*index, base + clipped.span.end);
                }
                text.push_str(&clipped.text);
            }
            many => {
                // They fit uncut: `can_share` saw to it.
                let spans: Vec<Span> = many.iter().map(|(_, mark)| mark.span).collect();
                let (whole, spans) = uncut(bytes, line, &spans);
                for ((index, _), span) in many.iter().zip(spans) {
                    starts.insert(*index, base + span.start);
                    ends.insert(*index, base + span.end);
                }
                text.push_str(&whole);
            }
        }
    }

    let marks = group
        .iter()
        .enumerate()
        .filter_map(|(index, mark)| {
            let (start, end) = (*starts.get(&index)?, *ends.get(&index)?);
            Some((start..end.max(start), mark.primary, mark.label.clone()))
        })
        .collect();
    let at = positions.at(document, group[0].span.start)?;
    let origin = format!("{}:{}:{}", super::one_line(document), at.line, at.column);
    Some(Excerpt {
        origin,
        first_line,
        text,
        marks,
    })
}
