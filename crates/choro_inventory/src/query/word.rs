//! The words of a question.

use choro_text::Span;

/// One word, quotation or bracket.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) piece: Piece,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Open,
    Close,
    Plain(String),
    Quoted(String),
    /// `type:radar`, `name:"old radar"`.
    Key(String, String),
}

/// The pair of quotation marks a character opens.
fn closing(open: char) -> Option<char> {
    match open {
        '"' => Some('"'),
        '“' | '„' => Some('”'),
        '«' => Some('»'),
        _ => None,
    }
}

/// The words of a question in order. A quotation that is never closed ends with the question.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        let (end, piece) = match c {
            _ if c.is_whitespace() => {
                at = next;
                continue;
            }
            '(' => (next, Piece::Open),
            ')' => (next, Piece::Close),
            _ => match closing(c) {
                Some(close) => {
                    let (end, inside) = quoted(text, next, close);
                    (end, Piece::Quoted(inside))
                }
                None => plain(text, at),
            },
        };
        let span = Span::new(at, end);
        words.push(Word { span, piece });
        at = end;
    }
    words
}

/// A quotation from behind its opening mark.
fn quoted(text: &str, from: usize, close: char) -> (usize, String) {
    match text[from..].find(close) {
        Some(length) => (
            from + length + close.len_utf8(),
            text[from..from + length].to_owned(),
        ),
        None => (text.len(), text[from..].to_owned()),
    }
}

fn plain(text: &str, from: usize) -> (usize, Piece) {
    let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || closing(c).is_some();
    let end = text[from..]
        .find(ends)
        .map_or(text.len(), |length| from + length);
    let word = &text[from..end];
    let Some((key, value)) = word.split_once(':') else {
        return (end, Piece::Plain(word.to_owned()));
    };
    if key.is_empty() || !key.bytes().all(|b| b.is_ascii_alphabetic()) {
        return (end, Piece::Plain(word.to_owned()));
    }
    let key = key.to_ascii_lowercase();
    let mark = text[end..].chars().next();
    match mark.and_then(closing) {
        Some(close) if value.is_empty() => {
            let start = end + mark.map_or(0, char::len_utf8);
            let (end, inside) = quoted(text, start, close);
            (end, Piece::Key(key, inside))
        }
        _ => (end, Piece::Key(key, value.to_owned())),
    }
}
