//! Character references (`&amp;`, `&#44032;`) and the text around them.

use crate::compose::Composer;
use choro_text::Span;
use html5gum::{Token, Tokenizer};
use std::collections::BTreeMap;

/// The longest name a reference may have, with room for long numbers.
const LONGEST: usize = 40;

/// References decoded before. Bounded, so that hostile text cannot fill it.
#[derive(Debug, Default)]
pub(crate) struct References {
    known: BTreeMap<String, (String, usize)>,
}

impl References {
    /// What the reference at the start of `text` stands for and how many bytes it takes; zero
    /// bytes where there is none.
    fn read(&mut self, text: &str) -> (String, usize) {
        let name = text[1..]
            .bytes()
            .take(LONGEST)
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
            .count();
        let end = 1 + name + usize::from(text.as_bytes().get(1 + name) == Some(&b';'));
        let raw = &text[..end];
        if name == 0 {
            return (String::new(), 0);
        }
        if let Some(known) = self.known.get(raw) {
            return known.clone();
        }
        let found = decode(raw);
        if self.known.len() < 4096 {
            self.known.insert(raw.to_owned(), found.clone());
        }
        found
    }
}

/// Decodes by the tokenizer itself, which knows all names and the old ones that need no `;`.
/// What it leaves as it stands at the end (`it;` of `&notit;`) is not part of the reference.
fn decode(raw: &str) -> (String, usize) {
    let mut decoded = String::new();
    for Ok(token) in Tokenizer::new(raw) {
        if let Token::String(text) = token {
            decoded.push_str(&String::from_utf8_lossy(&text));
        }
    }
    if decoded == raw {
        return (String::new(), 0);
    }
    let kept = raw
        .bytes()
        .rev()
        .zip(decoded.bytes().rev())
        .take_while(|(a, b)| a == b && a.is_ascii())
        .count();
    if kept >= decoded.len() {
        return (decoded, raw.len());
    }
    decoded.truncate(decoded.len() - kept);
    (decoded, raw.len() - kept)
}

/// Copies a span of markup that holds no tags, with its references decoded.
pub(crate) fn copy(
    text: &str,
    composer: &mut Composer<'_, '_>,
    span: Span,
    references: &mut References,
) {
    let mut at = span.start;
    let mut from = span.start;
    while let Some(i) = text[from..span.end].find('&') {
        let start = from + i;
        let (decoded, length) = references.read(&text[start..span.end]);
        if length == 0 {
            from = start + 1;
            continue;
        }
        composer.copy(Span::new(at, start));
        composer.replace(&decoded, Span::new(start, start + length));
        at = start + length;
        from = at;
    }
    composer.copy(Span::new(at, span.end));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_as_long_as_browsers_take_them() {
        let mut references = References::default();
        let mut read = |t: &str| references.read(t);
        assert_eq!(read("&amp; x"), ("&".to_owned(), 5));
        assert_eq!(read("&#44032;"), ("가".to_owned(), 8));
        assert_eq!(read("&notit;"), ("¬".to_owned(), 4));
        assert_eq!(read("&#59;"), (";".to_owned(), 5));
        assert_eq!(read("&nosuch;").1, 0);
        assert_eq!(read("& ").1, 0);
    }
}
