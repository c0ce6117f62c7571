//! Building a block's logical text together with its map.

use crate::source::Source;
use crate::{Block, BlockKind};
use choro_text::{OffsetMap, Span};

/// Gathers the text of one block from pieces of a source: white space is squeezed, invisible
/// characters are left out, and every byte that is kept is mapped.
pub(crate) struct Composer<'s, 'a> {
    source: &'s Source<'a>,
    text: String,
    map: OffsetMap,
    /// White space seen since the last visible character, in the decoded text.
    gap: Option<Span>,
}

/// Characters that are not for reading: controls, soft hyphens, zero-width spaces and joiners,
/// direction marks, byte order marks. A word with one inside is the word without it.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
        )
}

impl<'s, 'a> Composer<'s, 'a> {
    /// An empty block of `source`.
    pub(crate) fn new(source: &'s Source<'a>) -> Self {
        Self {
            source,
            text: String::new(),
            map: OffsetMap::default(),
            gap: None,
        }
    }

    /// Whether nothing visible has been added.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds the span of the decoded text as it stands.
    pub(crate) fn copy(&mut self, span: Span) {
        let source = self.source;
        let Some(piece) = source.text.get(span.start..span.end) else {
            return;
        };
        let mut from = 0;
        for (i, c) in piece.char_indices() {
            if c.is_whitespace() || is_invisible(c) {
                self.visible(Span::new(span.start + from, span.start + i));
                from = i + c.len_utf8();
                if c.is_whitespace() {
                    self.space(Span::new(span.start + i, span.start + from));
                }
            }
        }
        self.visible(Span::new(span.start + from, span.end));
    }

    fn visible(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        self.flush_gap();
        self.text.push_str(&self.source.text[span.start..span.end]);
        self.source.copy_to(&mut self.map, span);
    }

    /// Adds `text`, which stands as a whole for the span of the decoded text.
    pub(crate) fn replace(&mut self, text: &str, span: Span) {
        let mut blank = None;
        let mut shown = String::new();
        for c in text.chars() {
            if c.is_whitespace() {
                blank = Some(());
                if !shown.is_empty() {
                    shown.push(' ');
                }
            } else if !is_invisible(c) {
                shown.push(c);
            }
        }
        let visible = shown.trim_end();
        if visible.is_empty() {
            if blank.is_some() {
                self.space(span);
            }
            return;
        }
        self.flush_gap();
        self.text.push_str(visible);
        self.map.push(visible.len(), self.source.to_original(span));
    }

    /// Adds white space; runs of it become one space, and at either end of the block none.
    pub(crate) fn space(&mut self, span: Span) {
        if !self.text.is_empty() {
            self.gap = Some(self.gap.map_or(span, |g| g.cover(span)));
        }
    }

    /// Adds the tab that parts two cells of a table row, which lie on either side of `at`.
    pub(crate) fn tab(&mut self, at: usize) {
        self.gap = None;
        self.text.push('\t');
        let at = self.source.to_original(Span::new(at, at));
        self.map.push(1, at);
    }

    fn flush_gap(&mut self) {
        if let Some(gap) = self.gap.take() {
            self.text.push(' ');
            self.map.push(1, self.source.to_original(gap));
        }
    }

    /// The block, or `None` where it would have no text.
    pub(crate) fn finish(self, kind: BlockKind) -> Option<Block> {
        if self.text.trim().is_empty() {
            return None;
        }
        let span = self.map.to_original(Span::new(0, self.text.len()));
        Some(Block {
            kind,
            text: self.text,
            map: self.map,
            span,
            heading: None,
        })
    }

    /// The text so far.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The text alone.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_squeezed_and_invisible_characters_left_out() {
        let raw = "  Kyong\u{AD}song\u{200B} \u{A0}\r\n\r\ncastle\u{C} ";
        let source = Source::verbatim(raw, 3);
        let mut composer = Composer::new(&source);
        composer.copy(Span::new(0, raw.len()));
        let block = composer.finish(BlockKind::Paragraph).expect("text");
        assert_eq!(block.text, "Kyongsong castle");
        let word = block.map.to_original(Span::new(0, 9));
        assert_eq!(&raw[word.start - 3..word.end - 3], "Kyong\u{AD}song");
        let gap = block.map.to_original(Span::new(9, 10));
        assert_eq!(&raw[gap.start - 3..gap.end - 3], " \u{A0}\r\n\r\n");
        assert_eq!(
            block
                .map
                .to_original(block.map.to_logical(block.span).expect("all")),
            block.span
        );
    }

    #[test]
    fn a_replaced_piece_is_one_with_its_source() {
        let source = Source::verbatim("Farm &amp; Nursery", 0);
        let mut composer = Composer::new(&source);
        composer.copy(Span::new(0, 5));
        composer.replace("&", Span::new(5, 10));
        composer.copy(Span::new(10, 18));
        let block = composer.finish(BlockKind::Paragraph).expect("text");
        assert_eq!(block.text, "Farm & Nursery");
        assert_eq!(block.map.to_original(Span::new(5, 6)), Span::new(5, 10));
    }
}
