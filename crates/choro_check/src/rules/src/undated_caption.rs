#![doc = include_str!("../../../resources/rules/SRC506.md")]

use crate::corpus::{Corpus, on_words};
use crate::data::QUALITIES;
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Severity};
use choro_document::{Block, BlockKind};
use choro_quantity::{DateKind, Lexicon};

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for text in corpus.texts {
        let captions = text.document.blocks.iter().enumerate();
        for (at, block) in captions.filter(|(_, b)| b.kind == BlockKind::Caption) {
            let Some(words) = passing(block).filter(|_| !is_dated(text, at, corpus.know.lexicon))
            else {
                continue;
            };
            let message = format!("the caption says “{words}” and has no date");
            let quote = &block.text;
            let mut finding = on_words("SRC506", Severity::Note, text, block.span, quote, message);
            finding.help = Some("say when the picture was taken".to_owned());
            findings.push(finding);
        }
    }
    findings
}

/// What a caption shows that will not last.
fn passing(block: &Block) -> Option<&'static str> {
    let text = block.text.to_lowercase();
    let words = QUALITIES
        .status
        .unfinished
        .iter()
        .chain(&QUALITIES.status.passing);
    words.map(String::as_str).find(|word| text.contains(word))
}

fn is_dated(text: &Annotated, block: usize, lexicon: &'static Lexicon) -> bool {
    let tags = text.tags(block, lexicon);
    tags.dates.iter().any(|d| d.kind != DateKind::Present)
}
