//! The blocks of all documents with the dates and measures in them, for rules that read more than
//! claims say. Read once, when the first rule asks.

use crate::corpus::on_words;
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Location, Severity};
use choro_document::Block;
use choro_mention::Lower;
use choro_quantity::{CoordinateTag, Cue, DateTag, Lexicon, Tags};
use choro_text::{Span, Token};
use std::borrow::Cow;
use std::ops::Range;

/// A block of text with what was found in it. Its spans are logical bytes of the block.
pub(crate) struct Passage<'a> {
    pub(crate) text: &'a Annotated,
    pub(crate) block: usize,
    pub(crate) tokens: &'a [Token],
    lower: &'a Lower,
    /// As ranges of `tokens`.
    pub(crate) sentences: &'a [Range<usize>],
    pub(crate) tags: Cow<'a, Tags>,
    /// The words it was read by.
    pub(crate) lexicon: &'static Lexicon,
}

/// A coordinate pair where it stands.
pub(crate) struct Placed<'a> {
    pub(crate) text: &'a Annotated,
    pub(crate) block: &'a Block,
    pub(crate) coordinate: CoordinateTag,
}

/// What the blocks of all documents hold, in order.
pub(crate) struct Passages<'a> {
    /// The blocks that hold a figure, a date or a hedge.
    pub(crate) all: Vec<Passage<'a>>,
    pub(crate) coordinates: Vec<Placed<'a>>,
}

impl<'a> Passages<'a> {
    /// Reads all blocks.
    pub(crate) fn of(texts: &'a [Annotated], lexicon: &'static Lexicon) -> Self {
        let (mut all, mut coordinates) = (Vec::new(), Vec::new());
        for text in texts {
            let blocks = text.document.blocks.iter().enumerate();
            for (at, block) in blocks.filter(|(_, block)| block.is_text()) {
                let words = text.words(at);
                let tags = text.tags(at, lexicon);
                let placed = tags.coordinates.iter().map(|coordinate| Placed {
                    text,
                    block,
                    coordinate: coordinate.clone(),
                });
                coordinates.extend(placed);
                if tags.dates.is_empty() && tags.numbers.is_empty() && tags.hedges.is_empty() {
                    continue;
                }
                all.push(Passage {
                    text,
                    block: at,
                    tokens: &words.tokens,
                    lower: &words.lower,
                    sentences: &words.sentences,
                    tags,
                    lexicon,
                });
            }
        }
        Self { all, coordinates }
    }
}

impl<'a> Passage<'a> {
    /// The block's text.
    pub(crate) fn source(&self) -> &'a str {
        let block = self.text.document.blocks.get(self.block);
        block.map_or("", |b| b.text.as_str())
    }

    /// Words of the block.
    pub(crate) fn words(&self, span: Span) -> &'a str {
        span.slice(self.source())
    }

    /// A token in lower case, with straight apostrophes; empty past the end.
    pub(crate) fn lower(&self, token: usize) -> &str {
        self.lower.get(token).unwrap_or_default()
    }

    /// The words of a range of tokens.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        let ends = tokens
            .end
            .checked_sub(1)
            .and_then(|last| Some((self.tokens.get(tokens.start)?, self.tokens.get(last)?)));
        ends.map_or_else(Span::default, |(first, last)| {
            Span::new(first.span.start, last.span.end.max(first.span.start))
        })
    }

    /// The dates of a sentence that surely are dates.
    pub(crate) fn dates(&self, sentence: &Range<usize>) -> impl Iterator<Item = &DateTag> + Clone {
        let dates = &self.tags.dates;
        let from = dates.partition_point(|d| d.at.first < sentence.start);
        let end = sentence.end;
        dates[from..].iter().take_while(move |d| d.at.first < end)
    }

    /// Whether a cue that one of these is stands in a range of tokens.
    pub(crate) fn is_hedged(&self, tokens: &Range<usize>, cue: fn(Cue) -> bool) -> bool {
        let hedges = &self.tags.hedges;
        let from = hedges.partition_point(|h| h.at.first < tokens.start);
        let mut within = hedges[from..]
            .iter()
            .take_while(|h| h.at.first < tokens.end);
        within.any(|h| cue(h.cue))
    }

    /// A finding on words of the block.
    pub(crate) fn report(
        &self,
        code: &str,
        severity: Severity,
        span: Span,
        message: String,
    ) -> Finding {
        let place = self.original(span);
        on_words(code, severity, self.text, place, self.words(span), message)
    }

    /// A related place of a finding.
    pub(crate) fn related(&self, span: Span, message: impl Into<String>) -> Location {
        Location {
            document: self.text.document.path.clone(),
            span: self.original(span),
            message: message.into(),
        }
    }

    /// The bytes of the file.
    pub(crate) fn original(&self, span: Span) -> Span {
        let block = self.text.document.blocks.get(self.block);
        block.map_or_else(Span::default, |b| b.to_original(span))
    }
}
