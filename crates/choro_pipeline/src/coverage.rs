//! How much of a document was understood.

use choro_claim::Annotated;
use choro_document::BlockKind;
use choro_mention::BlockText;
use std::collections::BTreeSet;

/// Sentences of a document, and those of them that a claim was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Sentences of its prose: paragraphs, lists and captions.
    pub sentences: usize,
    /// Those that carry a claim.
    pub with_claim: usize,
}

impl std::fmt::Display for Coverage {
    /// `41 of 63 sentences carry a claim`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let noun = if self.sentences == 1 {
            "sentence carries"
        } else {
            "sentences carry"
        };
        write!(
            f,
            "{} of {} {noun} a claim",
            self.with_claim, self.sentences
        )
    }
}

/// Counts the sentences of a document.
pub fn coverage(text: &Annotated) -> Coverage {
    let is_prose = |kind: BlockKind| {
        matches!(
            kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Caption
        )
    };
    let sentences = text
        .document
        .blocks
        .iter()
        .filter(|block| is_prose(block.kind))
        .map(|block| BlockText::new(block).sentences.len())
        .sum();
    let with_claim = text
        .claims
        .iter()
        .filter(|claim| is_prose(claim.context))
        .map(|claim| (claim.block, claim.sentence.start))
        .collect::<BTreeSet<_>>()
        .len();
    Coverage {
        sentences,
        with_claim,
    }
}
