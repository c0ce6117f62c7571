//! Lines and columns of many spans in many documents.

use super::Sources;
use choro_text::{LineColumn, LineIndex, Span};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Bytes between two places where code points are counted in advance.
const STEP: usize = 4096;

/// A document that findings point into.
struct Indexed<'a> {
    bytes: &'a [u8],
    lines: LineIndex,
    /// Code points before each multiple of [`STEP`]: keeps documents of one huge line linear.
    counted: Vec<usize>,
}

/// Code points in `bytes`; a byte that does not continue a character counts as one.
fn code_points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

impl<'a> Indexed<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let mut counted = vec![0];
        let mut total = 0;
        for step in bytes.chunks(STEP) {
            total += code_points(step);
            counted.push(total);
        }
        Self {
            bytes,
            lines: LineIndex::new(bytes),
            counted,
        }
    }

    /// Code points before `offset`, which is not beyond the end.
    fn before(&self, offset: usize) -> usize {
        let step = offset / STEP;
        self.counted[step] + code_points(&self.bytes[step * STEP..offset])
    }

    fn at(&self, offset: usize) -> LineColumn {
        let offset = offset.min(self.bytes.len());
        let line = self.lines.line(offset);
        let start = self.lines.range(line).map_or(0, |range| range.start);
        LineColumn {
            line,
            column: self.before(offset) - self.before(start) + 1,
        }
    }
}

/// Answers where spans are, indexing each document once.
pub(super) struct Positions<'a> {
    sources: &'a dyn Sources,
    documents: BTreeMap<String, Option<Indexed<'a>>>,
}

impl<'a> Positions<'a> {
    pub(super) fn new(sources: &'a dyn Sources) -> Self {
        Self {
            sources,
            documents: BTreeMap::new(),
        }
    }

    fn document(&mut self, document: &str) -> Option<&mut Indexed<'a>> {
        if !self.documents.contains_key(document) {
            let indexed = self.sources.text(document).map(Indexed::new);
            self.documents.insert(document.to_owned(), indexed);
        }
        self.documents.get_mut(document)?.as_mut()
    }

    /// The bytes of `document`.
    pub(super) fn bytes(&mut self, document: &str) -> Option<&'a [u8]> {
        self.document(document).map(|indexed| indexed.bytes)
    }

    /// Where `offset` is; offsets beyond the end are at the end.
    pub(super) fn at(&mut self, document: &str, offset: usize) -> Option<LineColumn> {
        self.document(document).map(|indexed| indexed.at(offset))
    }

    /// Line of `offset`, from 1.
    pub(super) fn line(&mut self, document: &str, offset: usize) -> Option<usize> {
        self.document(document)
            .map(|indexed| indexed.lines.line(offset.min(indexed.bytes.len())))
    }

    /// The document's bytes and the range of line `number` (from 1) without its line break.
    pub(super) fn line_bytes(
        &mut self,
        document: &str,
        number: usize,
    ) -> Option<(&'a [u8], Range<usize>)> {
        let indexed = self.document(document)?;
        let mut line = indexed.lines.range(number)?;
        line.end = line.end.min(indexed.bytes.len());
        while line.end > line.start && matches!(indexed.bytes[line.end - 1], b'\n' | b'\r') {
            line.end -= 1;
        }
        Some((indexed.bytes, line))
    }

    /// The words of a span as the sources decode them, else as UTF-8; undecodable bytes as U+FFFD; empty where the document is not to be had.
    pub(super) fn quote(&mut self, document: &str, span: Span) -> Cow<'a, str> {
        let Some(bytes) = self.bytes(document) else {
            return Cow::Borrowed("");
        };
        if let Some(words) = self.sources.decoded(document, span) {
            return Cow::Owned(words);
        }
        let end = span.end.min(bytes.len());
        String::from_utf8_lossy(&bytes[span.start.min(end)..end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn columns_are_those_of_the_line_index(
            part in prop::collection::vec(any::<u8>(), 1..50),
            times in 1usize..300,
            offset in 0usize..16_000,
        ) {
            let bytes = part.repeat(times);
            let sources = BTreeMap::from([("a".to_owned(), bytes.clone())]);
            let expected = LineIndex::new(&bytes).line_column(&bytes, offset);
            prop_assert_eq!(Positions::new(&sources).at("a", offset), Some(expected));
        }
    }
}
