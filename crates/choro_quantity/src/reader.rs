//! A tokenised text as the taggers read it: words by position, each looked up once.

use std::borrow::Cow;

use choro_text::{Span, Token, TokenKind};
use serde::Serialize;

use crate::lexicon::{Entry, Flags, Lexicon};
use crate::phrase::{NO_SYMBOL, Symbol};

/// Where a tag stands: tokens `first..end` and their bytes in the tokenised text.
///
/// The span may be shorter than the tokens: in "two-mile" the number is `two`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Extent {
    /// Index of the first token.
    pub first: usize,
    /// One past the index of the last token.
    pub end: usize,
    /// Bytes of the tokenised text.
    pub span: Span,
}

impl Extent {
    /// Whether the two share a token.
    pub fn overlaps(self, other: Extent) -> bool {
        self.first < other.end && other.first < self.end
    }
}

/// Text, tokens and the lexicon's word on each.
pub(crate) struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    entries: Vec<Option<&'static Entry>>,
    symbols: Vec<Symbol>,
    /// What any of the tokens may be.
    flags: Flags,
    /// Tokens worth a tagger's look, ascending.
    triggers: Vec<usize>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str, tokens: &'a [Token], lexicon: &'static Lexicon) -> Self {
        let mut entries = Vec::with_capacity(tokens.len());
        let mut symbols = Vec::with_capacity(tokens.len());
        let mut flags = Flags::default();
        let mut triggers = Vec::new();
        for (i, token) in tokens.iter().enumerate() {
            let word = token.text(text);
            let (entry, symbol) = match token.kind {
                TokenKind::Word => {
                    let entry = lexicon.word(word);
                    (entry, entry.map_or(NO_SYMBOL, |e| e.symbol))
                }
                TokenKind::Mark if word.is_ascii() => {
                    let entry = lexicon.mark(word);
                    (entry, entry.map_or(NO_SYMBOL, |e| e.symbol))
                }
                TokenKind::Mark => (lexicon.mark(word), lexicon.symbol(word)),
                TokenKind::Number => (None, lexicon.symbol(word)),
                TokenKind::Url => (None, NO_SYMBOL),
            };
            if token.kind == TokenKind::Number || entry.is_some_and(Entry::is_trigger) {
                triggers.push(i);
            }
            flags.add(entry.map_or_else(Flags::default, |e| e.flags));
            entries.push(entry);
            symbols.push(symbol);
        }
        Self {
            text,
            tokens,
            entries,
            symbols,
            flags,
            triggers,
        }
    }

    /// The token's symbol; none past either end.
    pub(crate) fn symbol(&self, i: usize) -> Symbol {
        self.symbols.get(i).copied().unwrap_or(NO_SYMBOL)
    }

    pub(crate) fn triggers(&self) -> &[usize] {
        &self.triggers
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// The token's text; empty past either end.
    pub(crate) fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.text(self.text))
    }

    pub(crate) fn span(&self, i: usize) -> Span {
        self.tokens.get(i).map_or_else(Span::default, |t| t.span)
    }

    /// The token in lower case, curly apostrophes straightened.
    pub(crate) fn lower(&self, i: usize) -> Cow<'a, str> {
        fold(self.word(i))
    }

    /// Whether the token is this lower-case word, in any case.
    pub(crate) fn is(&self, i: usize, lower: &str) -> bool {
        let word = self.word(i);
        word.eq_ignore_ascii_case(lower) || (!word.is_ascii() && fold(word) == lower)
    }

    pub(crate) fn is_any(&self, i: usize, words: &[&str]) -> bool {
        words.iter().any(|w| self.is(i, w))
    }

    pub(crate) fn kind(&self, i: usize) -> Option<TokenKind> {
        self.tokens.get(i).map(|t| t.kind)
    }

    pub(crate) fn is_number(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Number)
    }

    pub(crate) fn entry(&self, i: usize) -> Option<&'static Entry> {
        self.entries.get(i).copied().flatten()
    }

    pub(crate) fn has(&self, i: usize, flag: Flags) -> bool {
        self.entry(i).is_some_and(|e| e.flags.has(flag))
    }

    /// Whether any token of the text has the flag.
    pub(crate) fn has_any(&self, flag: Flags) -> bool {
        self.flags.has(flag)
    }

    /// Whether nothing stands between the token and the next.
    pub(crate) fn joined(&self, i: usize) -> bool {
        i + 1 < self.tokens.len() && self.span(i).end == self.span(i + 1).start
    }

    /// Whether the token is a hyphen or dash of any length.
    pub(crate) fn is_dash(&self, i: usize) -> bool {
        matches!(self.word(i), "-" | "–" | "—" | "‐" | "‑" | "−")
    }

    pub(crate) fn starts_upper(&self, i: usize) -> bool {
        self.word(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the token opens a sentence or a block.
    pub(crate) fn starts_sentence(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else {
            return true;
        };
        matches!(self.word(before), "." | "!" | "?" | ":" | "•")
            || self
                .text
                .get(self.span(before).end..self.span(i).start)
                .is_some_and(|gap| gap.matches('\n').count() > 1)
    }

    /// Whether the token ends a sentence: a stop that is not inside a number or abbreviation.
    pub(crate) fn ends_sentence(&self, i: usize) -> bool {
        matches!(self.word(i), "." | "!" | "?")
            && (i + 1 >= self.len() || (!self.joined(i) && self.starts_upper(i + 1)))
    }

    /// The tokens that share a byte with the span, which stays as it is; none where none do.
    pub(crate) fn extent_of(&self, span: Span) -> Option<Extent> {
        let first = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        (first < end).then_some(Extent { first, end, span })
    }

    pub(crate) fn extent(&self, first: usize, end: usize) -> Extent {
        let last = end.saturating_sub(1).max(first);
        Extent {
            first,
            end,
            span: Span::new(self.span(first).start, self.span(last).end),
        }
    }
}

/// Lower case, with curly apostrophes and unusual hyphens made plain.
pub(crate) fn fold(word: &str) -> Cow<'_, str> {
    if word
        .bytes()
        .all(|b| b.is_ascii() && !b.is_ascii_uppercase())
    {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '’' | 'ʼ' => folded.push('\''),
            '‐' | '‑' => folded.push('-'),
            c => folded.extend(c.to_lowercase()),
        }
    }
    Cow::Owned(folded)
}
