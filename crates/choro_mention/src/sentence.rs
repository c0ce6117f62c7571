//! A block's tokens and sentences, made once and shared by every later phase.

use choro_document::Block;
use choro_text::{Span, Token, TokenKind, sentences, tokenise};
use std::ops::Range;

/// Tokens after which a sentence is cut. Prose has no longer ones; lists and tables without stops
/// do, and are read piece by piece.
const LONGEST: usize = 300;

fn cut(sentence: Sentence) -> impl Iterator<Item = Sentence> {
    let Range { start, end } = sentence;
    (start..end)
        .step_by(LONGEST)
        .map(move |s| s..end.min(s + LONGEST))
}

/// A sentence as a range of token indices of its block.
pub type Sentence = Range<usize>;

/// The tokens of one block.
#[derive(Clone, Debug)]
pub struct BlockText {
    /// Tokens of the block's logical text.
    pub tokens: Vec<Token>,
    /// Each token's text in lower case, apostrophes made straight.
    pub lower: Vec<String>,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
}

impl BlockText {
    /// Tokenises a block.
    pub fn new(block: &Block) -> Self {
        let tokens = tokenise(&block.text);
        let lower = tokens
            .iter()
            .map(|t| {
                t.text(&block.text)
                    .to_lowercase()
                    .replace(['’', '‘', 'ʼ', '`'], "'")
            })
            .collect();
        let sentences = sentences(&block.text, &tokens)
            .into_iter()
            .flat_map(cut)
            .collect();
        Self {
            tokens,
            lower,
            sentences,
        }
    }

    /// The bytes (of the block's logical text) that a range of tokens covers.
    pub fn span(&self, range: Range<usize>) -> Span {
        match (self.tokens.get(range.start), range.end.checked_sub(1)) {
            (Some(first), Some(last)) if last >= range.start => Span::new(
                first.span.start,
                self.tokens[last.min(self.tokens.len() - 1)].span.end,
            ),
            _ => Span::default(),
        }
    }

    /// The tokens that lie in a span of the logical text.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        start..end.max(start)
    }

    /// Whether the token is a word that begins with a capital (or a letter of a script without
    /// case).
    pub fn is_capital(&self, index: usize, text: &str) -> bool {
        self.tokens[index].kind == TokenKind::Word
            && self.tokens[index]
                .text(text)
                .chars()
                .next()
                .is_some_and(|c| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
    }

    /// The index of the sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences
            .partition_point(|s| s.end <= token)
            .min(self.sentences.len().saturating_sub(1))
    }

    /// Whether a token is the first word of its sentence.
    pub fn starts_sentence(&self, token: usize) -> bool {
        let Some(sentence) = self.sentences.get(self.sentence_of(token)) else {
            return false;
        };
        sentence.start <= token
            && (sentence.start..token).all(|i| self.tokens[i].kind == TokenKind::Mark)
    }
}
