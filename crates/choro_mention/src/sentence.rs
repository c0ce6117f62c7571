//! A block's tokens and sentences, made once and shared by every later phase.

use choro_document::Block;
use choro_text::{Span, Token, TokenKind, sentences, tokenise};
use std::ops::{Index, Range};

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

/// The texts of tokens in lower case, apostrophes made straight: read by index, like a list.
#[derive(Clone, Debug, Default)]
pub struct Lower {
    text: String,
    /// Where each ends in `text`.
    ends: Vec<usize>,
}

impl Lower {
    fn new(source: &str, tokens: &[Token]) -> Self {
        let mut lower = Self {
            text: String::with_capacity(source.len()),
            ends: Vec::with_capacity(tokens.len()),
        };
        for token in tokens {
            let word = token.text(source);
            if word.bytes().all(|b| b.is_ascii() && b != b'`') {
                let start = lower.text.len();
                lower.text.push_str(word);
                lower.text[start..].make_ascii_lowercase();
            } else {
                let straight = word.to_lowercase().replace(APOSTROPHES, "'");
                lower.text.push_str(&straight);
            }
            lower.ends.push(lower.text.len());
        }
        lower
    }

    /// The token at an index, if there is one.
    #[inline]
    pub fn get(&self, index: usize) -> Option<&str> {
        (index < self.ends.len()).then(|| &self[index])
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The tokens in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        (0..self.len()).map(|index| &self[index])
    }

    /// The tokens of a range, in order; those past the end are left out.
    pub fn range(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = &str> {
        (range.start..range.end.min(self.len())).map(|index| &self[index])
    }
}

impl Index<usize> for Lower {
    type Output = str;

    #[inline]
    fn index(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[index]]
    }
}

const APOSTROPHES: [char; 4] = ['’', '‘', 'ʼ', '`'];

/// The tokens of one block.
#[derive(Clone, Debug)]
pub struct BlockText {
    /// Tokens of the block's logical text.
    pub tokens: Vec<Token>,
    /// Each token's text in lower case, apostrophes made straight.
    pub lower: Lower,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
}

impl BlockText {
    /// Tokenises a block.
    pub fn new(block: &Block) -> Self {
        let tokens = tokenise(&block.text);
        let lower = Lower::new(&block.text, &tokens);
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
    #[inline]
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
