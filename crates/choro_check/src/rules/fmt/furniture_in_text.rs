#![doc = include_str!("../../../resources/rules/FMT905.md")]

use crate::corpus::{Corpus, on_words};
use crate::figure_words::FIGURE_WORDS;
use crate::sought::Sought;
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Severity};
use choro_document::{Block, BlockKind};
use choro_text::{Span, TokenKind};
use std::sync::LazyLock;

static PHRASES: LazyLock<Sought> = LazyLock::new(|| Sought::new(&FIGURE_WORDS.furniture.phrases));

/// Words of a sentence that an address or a phrase of the page breaks into.
const WORDS: usize = 4;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for text in corpus.texts {
        for (at, block) in text.document.blocks.iter().enumerate() {
            if block.kind != BlockKind::Paragraph {
                continue;
            }
            findings.extend(addresses(text, at));
            findings.extend(phrases(text, block));
        }
    }
    findings
}

/// Addresses in the middle of a sentence that nothing leads up to.
fn addresses(text: &Annotated, at: usize) -> Vec<Finding> {
    let block = &text.document.blocks[at];
    if !block.text.contains("://") && !block.text.contains("www.") {
        return Vec::new();
    }
    let words = text.words(at);
    let mut findings = Vec::new();
    for (at, token) in words.tokens.iter().enumerate() {
        let url = token.kind == TokenKind::Url;
        let page =
            token.text(&block.text).contains('/') || token.text(&block.text).starts_with("www.");
        if !url || !page {
            continue;
        }
        let word = |i: Option<usize>| {
            let i = i?;
            let token = words.tokens.get(i)?;
            (token.kind == TokenKind::Word).then(|| &words.lower[i])
        };
        let before = word(at.checked_sub(1));
        let after = word(Some(at + 1));
        let introducing = &FIGURE_WORDS.furniture.introducing;
        let led_up_to = before.is_none_or(|w| introducing.iter().any(|i| i == w));
        // A sentence that goes on after it in small letters was broken by it.
        let goes_on = after.is_some_and(|_| {
            let next = words.tokens[at + 1].text(&block.text);
            next.starts_with(char::is_lowercase)
        });
        let enough = at >= WORDS && words.tokens.len() > at + WORDS;
        if !led_up_to && goes_on && enough {
            let message = "an address stands inside a sentence";
            findings.push(report(text, block, token.span, message));
        }
    }
    findings
}

/// "[edit]", "click here" in running text.
fn phrases(text: &Annotated, block: &Block) -> Vec<Finding> {
    let lower = block.text.to_lowercase();
    if lower.len() != block.text.len() {
        return Vec::new();
    }
    let enough = block.text.split_whitespace().nth(3 * WORDS).is_some();
    let found = PHRASES.in_text(&lower).filter(|_| enough);
    found
        .map(|(at, phrase)| {
            let span = Span::new(at, at + phrase.len());
            let message = "words of a page's frame stand inside the text";
            report(text, block, span, message)
        })
        .collect()
}

fn report(text: &Annotated, block: &Block, span: Span, message: &str) -> Finding {
    let quote = span.slice(&block.text);
    let place = block.to_original(span);
    let mut finding = on_words(
        "FMT905",
        Severity::Note,
        text,
        place,
        quote,
        message.to_owned(),
    );
    finding.help = Some("take it out, or make it a link or a footnote".to_owned());
    finding
}
