//! The way back from logical text to the original bytes.

use crate::Span;
use serde::{Deserialize, Serialize};

/// Maps byte offsets of a logical text (hard wraps joined, entities decoded, markup gone) to byte
/// offsets of the original file.
///
/// The map is a list of pieces, each `length` logical bytes that stand for `original_length`
/// original bytes. Equal lengths mean a verbatim copy, in which offsets shift one to one; other
/// pieces (a line break become one space, `&amp;` become `&`, a byte of Latin-1 become two of
/// UTF-8) are atomic: an offset inside maps to the piece's start or, for a span's end, its end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Piece {
    logical: usize,
    length: usize,
    original: usize,
    original_length: usize,
}

impl OffsetMap {
    /// The map of a text that is `length` verbatim bytes from `original`.
    pub fn verbatim(original: usize, length: usize) -> Self {
        let mut map = Self::default();
        map.push(length, Span::new(original, original + length));
        map
    }

    /// Appends `length` logical bytes that stand for the original bytes `original`.
    /// Adjoining verbatim pieces are merged.
    pub fn push(&mut self, length: usize, original: Span) {
        if length == 0 {
            return;
        }
        let logical = self.logical_len();
        if let Some(last) = self.pieces.last_mut()
            && last.length == last.original_length
            && length == original.len()
            && last.original + last.original_length == original.start
        {
            last.length += length;
            last.original_length += length;
            return;
        }
        self.pieces.push(Piece {
            logical,
            length,
            original: original.start,
            original_length: original.len(),
        });
    }

    /// Length of the logical text in bytes.
    pub fn logical_len(&self) -> usize {
        self.pieces.last().map_or(0, |p| p.logical + p.length)
    }

    /// The original bytes that a logical span stands for.
    pub fn to_original(&self, span: Span) -> Span {
        let start = self.start_of(span.start);
        let end = if span.is_empty() {
            start
        } else {
            self.end_of(span.end)
        };
        Span::new(start, end)
    }

    /// The logical span that an original span became, or `None` where none of it survived.
    pub fn to_logical(&self, span: Span) -> Option<Span> {
        let mut found: Option<Span> = None;
        for piece in &self.pieces {
            let original = Span::new(piece.original, piece.original + piece.original_length);
            if !original.overlaps(span) {
                continue;
            }
            let part = if piece.length == piece.original_length {
                let from = span.start.max(original.start) - original.start;
                let to = span.end.min(original.end) - original.start;
                Span::new(piece.logical + from, piece.logical + to)
            } else {
                Span::new(piece.logical, piece.logical + piece.length)
            };
            found = Some(found.map_or(part, |f| f.cover(part)));
        }
        found
    }

    fn start_of(&self, offset: usize) -> usize {
        let index = self
            .pieces
            .partition_point(|p| p.logical + p.length <= offset);
        match self.pieces.get(index) {
            Some(p) if p.length == p.original_length => p.original + (offset - p.logical),
            Some(p) => p.original,
            None => self
                .pieces
                .last()
                .map_or(0, |p| p.original + p.original_length),
        }
    }

    fn end_of(&self, offset: usize) -> usize {
        let index = self
            .pieces
            .partition_point(|p| p.logical + p.length < offset);
        match self.pieces.get(index) {
            Some(p) if p.length == p.original_length => p.original + (offset - p.logical),
            Some(p) => p.original + p.original_length,
            None => self
                .pieces
                .last()
                .map_or(0, |p| p.original + p.original_length),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joined_wrap_maps_back_over_the_break() {
        // "The \n\n2020" became "The 2020".
        let mut map = OffsetMap::default();
        map.push(3, Span::new(10, 13));
        map.push(1, Span::new(13, 16));
        map.push(4, Span::new(16, 20));
        assert_eq!(map.to_original(Span::new(0, 8)), Span::new(10, 20));
        assert_eq!(map.to_original(Span::new(4, 8)), Span::new(16, 20));
        assert_eq!(map.to_original(Span::new(0, 3)), Span::new(10, 13));
        assert_eq!(map.to_logical(Span::new(16, 20)), Some(Span::new(4, 8)));
    }

    #[test]
    fn verbatim_pieces_merge() {
        let mut map = OffsetMap::verbatim(5, 3);
        map.push(2, Span::new(8, 10));
        assert_eq!(map, OffsetMap::verbatim(5, 5));
    }
}
