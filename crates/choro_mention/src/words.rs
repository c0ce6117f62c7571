//! The words of a document, read once for all phases.

use crate::BlockText;
use choro_document::Document;
use choro_quantity::{Lexicon, Tags};
use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

/// The words of the blocks of one document, and the quantities and dates among them: what no phase
/// has asked for is not made, and none makes it again.
///
/// They follow from the document alone. Where a document is kept they are not kept with it, and
/// documents that are equal have equal words.
#[derive(Clone, Default)]
pub struct Words(OnceLock<Vec<OfBlock>>);

#[derive(Clone, Default)]
struct OfBlock {
    text: OnceLock<BlockText>,
    /// With the words they were found by.
    tags: OnceLock<(&'static Lexicon, Tags)>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words")
    }
}

impl PartialEq for Words {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Words {
    /// The tokens and sentences of a block of the document that these are the words of.
    pub fn text(&self, document: &Document, block: usize) -> &BlockText {
        let text = &self.of(document)[block].text;
        text.get_or_init(|| BlockText::new(&document.blocks[block]))
    }

    /// The quantities, dates and hedges of a block, found by the words of a lexicon. All phases of one
    /// run use the same; those found by another are not kept.
    pub fn tags(
        &self,
        document: &Document,
        block: usize,
        lexicon: &'static Lexicon,
    ) -> Cow<'_, Tags> {
        let tag = || {
            let tokens = &self.text(document, block).tokens;
            choro_quantity::tag_with(lexicon, &document.blocks[block].text, tokens)
        };
        let kept = &self.of(document)[block].tags;
        let (by, tags) = kept.get_or_init(|| (lexicon, tag()));
        if std::ptr::eq(*by, lexicon) {
            Cow::Borrowed(tags)
        } else {
            Cow::Owned(tag())
        }
    }

    fn of(&self, document: &Document) -> &[OfBlock] {
        let blanks = || document.blocks.iter().map(|_| OfBlock::default()).collect();
        self.0.get_or_init(blanks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_made_once_and_say_nothing_of_their_own() {
        let (document, _) = choro_document::read("a.txt", b"Opol lies 5 km north of Nysa.");
        let words = Words::default();
        let text = words.text(&document, 0);
        assert_eq!(text.sentences.len(), 1);
        assert!(std::ptr::eq(text, words.text(&document, 0)));
        let tags = words.tags(&document, 0, Lexicon::shipped());
        assert_eq!(tags.measures.len(), 1);
        assert!(matches!(tags, Cow::Borrowed(_)));
        assert_eq!(words, Words::default());
    }
}
