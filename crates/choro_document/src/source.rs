//! Decoded text with the way back to the bytes it was decoded from.
//!
//! Valid UTF-8 is borrowed and maps one to one. Everything else is kept as *runs*: stretches in
//! which every character takes the same number of bytes before and after decoding, so that a
//! page of UTF-16 Latin text is one run and a Korean page about one run per word.

use choro_text::{OffsetMap, Span};
use std::borrow::Cow;

/// A file's text, decoded.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    /// The text, without a byte order mark.
    pub(crate) text: Cow<'a, str>,
    /// WHATWG label of the encoding, in lower case.
    pub(crate) encoding: String,
    /// Original bytes that could not be decoded; each became one U+FFFD.
    pub(crate) damage: Vec<Span>,
    runs: Vec<Run>,
}

/// Units of equal width: each `decoded_width` bytes of text stand for `original_width` bytes.
#[derive(Clone, Copy, Debug)]
struct Run {
    decoded: usize,
    original: usize,
    decoded_width: u8,
    original_width: u8,
}

impl<'a> Source<'a> {
    /// A text that is the original bytes from `base` on, unchanged.
    pub(crate) fn verbatim(text: &'a str, base: usize) -> Self {
        let run = Run {
            decoded: 0,
            original: base,
            decoded_width: 1,
            original_width: 1,
        };
        Source {
            text: Cow::Borrowed(text),
            encoding: "utf-8".to_owned(),
            damage: Vec::new(),
            runs: vec![run],
        }
    }

    /// An empty text to which characters are appended with [`Source::push`].
    pub(crate) fn empty(encoding: &str) -> Self {
        Source {
            text: Cow::Borrowed(""),
            encoding: encoding.to_owned(),
            damage: Vec::new(),
            runs: Vec::new(),
        }
    }

    /// Appends `decoded`, which as a whole stands for the original bytes `from`.
    pub(crate) fn push(&mut self, decoded: &str, from: Span) {
        let (Ok(decoded_width), Ok(original_width)) =
            (u8::try_from(decoded.len()), u8::try_from(from.len()))
        else {
            return;
        };
        if decoded_width == 0 {
            return;
        }
        self.extend_run(Run {
            decoded: self.text.len(),
            original: from.start,
            decoded_width,
            original_width,
        });
        self.text.to_mut().push_str(decoded);
    }

    /// Appends `decoded`, whose bytes are the original bytes from `original` on.
    pub(crate) fn push_verbatim(&mut self, decoded: &str, original: usize) {
        if decoded.is_empty() {
            return;
        }
        self.extend_run(Run {
            decoded: self.text.len(),
            original,
            decoded_width: 1,
            original_width: 1,
        });
        self.text.to_mut().push_str(decoded);
    }

    fn extend_run(&mut self, run: Run) {
        let continues = self.runs.last().is_some_and(|last| {
            let units = (run.decoded - last.decoded) / usize::from(last.decoded_width);
            last.decoded_width == run.decoded_width
                && last.original_width == run.original_width
                && last.original + units * usize::from(last.original_width) == run.original
        });
        if !continues {
            self.runs.push(run);
        }
    }

    /// Start of run `index + 1`, or the end of the text.
    fn run_end(&self, index: usize) -> usize {
        self.runs
            .get(index + 1)
            .map_or(self.text.len(), |r| r.decoded)
    }

    fn run_at(&self, offset: usize) -> Option<usize> {
        self.runs
            .partition_point(|r| r.decoded <= offset)
            .checked_sub(1)
    }

    /// The original bytes of a span of the decoded text. A span that cuts a unit covers it whole.
    pub(crate) fn to_original(&self, span: Span) -> Span {
        let start = self.edge(span.start, 0);
        if span.is_empty() {
            return Span::new(start, start);
        }
        let last = self.edge(span.end - 1, 1);
        Span::new(start, last)
    }

    /// Original start (`after` 0) or end (`after` 1) of the unit that holds `offset`.
    fn edge(&self, offset: usize, after: usize) -> usize {
        let Some(run) = self.run_at(offset).map(|i| self.runs[i]) else {
            return 0;
        };
        let unit = (offset - run.decoded) / usize::from(run.decoded_width);
        run.original + (unit + after) * usize::from(run.original_width)
    }

    /// Appends to `map` the span `span` of the decoded text, copied as it stands.
    pub(crate) fn copy_to(&self, map: &mut OffsetMap, span: Span) {
        let Some(mut index) = self.run_at(span.start) else {
            return;
        };
        let mut at = span.start;
        while at < span.end {
            let Some(run) = self.runs.get(index) else {
                return;
            };
            let end = self.run_end(index).min(span.end);
            if run.decoded_width == run.original_width {
                let original = run.original + (at - run.decoded);
                map.push(end - at, Span::new(original, original + (end - at)));
                at = end;
            } else {
                let width = usize::from(run.decoded_width);
                while at < end {
                    let unit = (at - run.decoded) / width;
                    let next = (run.decoded + (unit + 1) * width).min(end);
                    let from = run.original + unit * usize::from(run.original_width);
                    map.push(
                        next - at,
                        Span::new(from, from + usize::from(run.original_width)),
                    );
                    at = next;
                }
            }
            index += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_merge_and_map_back() {
        let mut source = Source::empty("euc-kr");
        source.push_verbatim("a ", 0);
        source.push("혜", Span::new(2, 4));
        source.push("산", Span::new(4, 6));
        source.push_verbatim("!", 6);
        assert_eq!(source.runs.len(), 3);
        assert_eq!(source.to_original(Span::new(2, 8)), Span::new(2, 6));
        assert_eq!(source.to_original(Span::new(5, 9)), Span::new(4, 7));
        let mut map = OffsetMap::default();
        source.copy_to(&mut map, Span::new(0, source.text.len()));
        assert_eq!(map.to_original(Span::new(5, 8)), Span::new(4, 6));
        assert_eq!(map.logical_len(), 9);
    }
}
