//! Tokens: words, numbers and marks with their spans.

use crate::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters with inner apostrophes, hyphens and marks: `P'yŏngra`, `north-east`, `Onsong's`
    /// is two tokens (`Onsong`, `'s`).
    Word,
    /// Digits with inner separators: `105,909`, `41.670`, `1616` (a range is three tokens).
    Number,
    /// A URL or e-mail address.
    Url,
    /// One mark: `.`, `,`, `(`, `°`, `%`, `–`.
    Mark,
}

/// A token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the tokenised text.
    pub span: Span,
    /// Its kind.
    pub kind: TokenKind,
}

impl Token {
    /// The token's text.
    #[inline]
    pub fn text(self, source: &str) -> &str {
        self.span.slice(source)
    }
}

/// Splits `text` into tokens; white space separates and is dropped.
///
/// Never fails: any character that is neither letter nor digit becomes a mark of its own.
pub fn tokenise(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    // Six bytes a token with its space, about, in English.
    let mut tokens = Vec::with_capacity(text.len() / 6 + 1);
    let mut at = 0;
    // No initialism ends before this: what was tried from its beginning runs on into a word.
    let mut no_initialism = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte == b' ' {
            at += 1;
            continue;
        }
        let (end, kind) = if byte.is_ascii_alphanumeric() {
            let opens_url = matches!(byte, b'h' | b'H' | b'w' | b'W');
            let url = opens_url.then(|| url_end(text, at)).flatten();
            if let Some(end) = url {
                (end, TokenKind::Url)
            } else if let Some(end) = initialism_end(text, at, &mut no_initialism) {
                (end, TokenKind::Word)
            } else if byte.is_ascii_digit() {
                (number_end(text, at), TokenKind::Number)
            } else {
                (word_end(text, at), TokenKind::Word)
            }
        } else {
            let Some(c) = text[at..].chars().next() else {
                break;
            };
            let after = at + c.len_utf8();
            if c.is_whitespace() || is_invisible(c) {
                at = after;
                continue;
            }
            if c.is_alphabetic() {
                (word_end(text, at).max(after), TokenKind::Word)
            } else if let Some(end) = possessive_end(text, at) {
                (end, TokenKind::Word)
            } else {
                (after, TokenKind::Mark)
            }
        };
        tokens.push(Token {
            span: Span::new(at, end),
            kind,
        });
        at = end;
    }
    tokens
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | 'ʻ')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    loop {
        while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            end += 1;
        }
        let Some(c) = text[end..].chars().next() else {
            return end;
        };
        let next = end + c.len_utf8();
        let inner = || {
            (is_apostrophe(c) || is_hyphen(c) || c == '&')
                && text[next..].chars().next().is_some_and(char::is_alphabetic)
                && !(is_apostrophe(c) && possessive_end(text, end).is_some())
        };
        let is_mark = ('\u{300}'..='\u{36f}').contains(&c);
        if !(c.is_alphanumeric() && !matches!(c, 'º' | 'ª') || is_mark || inner()) {
            return end;
        }
        end = next;
    }
}

/// End of `U.S.` or `D.P.R.K.`: two or more capitals, each with its stop. `none_before` keeps how
/// far a run of them was followed in vain, so that a long one is followed once.
fn initialism_end(text: &str, start: usize, none_before: &mut usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if start < *none_before || start > 0 && bytes[start - 1].is_ascii_alphanumeric() {
        return None;
    }
    let mut end = start;
    while bytes.get(end).is_some_and(u8::is_ascii_uppercase) && bytes.get(end + 1) == Some(&b'.') {
        end += 2;
    }
    if bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        *none_before = end;
        return None;
    }
    (end - start >= 4).then_some(end)
}

/// End of `'s` or `’s` at `start` when a word ends there.
fn possessive_end(text: &str, start: usize) -> Option<usize> {
    let mut chars = text[start..].char_indices();
    let (_, quote) = chars.next()?;
    if !is_apostrophe(quote) {
        return None;
    }
    let (i, s) = chars.next()?;
    let ends = chars
        .next()
        .is_none_or(|(_, c)| !c.is_alphanumeric() && !is_hyphen(c));
    let after_letter = text[..start]
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric);
    (matches!(s, 's' | 'S') && ends && after_letter).then_some(start + i + s.len_utf8())
}

fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while end < bytes.len() {
        let digit = bytes[end].is_ascii_digit();
        let separator = matches!(bytes[end], b',' | b'.')
            && end > start
            && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !digit && !separator {
            break;
        }
        end += 1;
    }
    // "4th", "1930s", "2nd" stay one token; a unit written on ("5km") is split off by the tagger.
    let ending = ["st", "nd", "rd", "th", "s"].into_iter().find(|ending| {
        let rest = text[end..].strip_prefix(ending);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    });
    end + ending.map_or(0, str::len)
}

fn url_end(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let is_url = ["http://", "https://", "www."].iter().any(|p| {
        rest.get(..p.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(p))
    });
    if !is_url {
        return None;
    }
    let len = rest
        .char_indices()
        .find(|(_, c)| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
        .map_or(rest.len(), |(i, _)| i);
    let trimmed = rest[..len].trim_end_matches(['.', ',', ';', ')', ']', '\'']);
    Some(start + trimmed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenise(text)
            .into_iter()
            .map(|t| t.span.slice(text))
            .collect()
    }

    #[test]
    fn names_numbers_and_marks_come_apart_where_people_would_cut() {
        assert_eq!(
            words("P'yŏngra Line; north-east of China's coast (41.670°129.670°)."),
            [
                "P'yŏngra",
                "Line",
                ";",
                "north-east",
                "of",
                "China",
                "'s",
                "coast",
                "(",
                "41.670",
                "°",
                "129.670",
                "°",
                ")",
                "."
            ]
        );
        assert_eq!(
            words("1616-1622, 105,909 in the 1930s"),
            ["1616", "-", "1622", ",", "105,909", "in", "the", "1930s"]
        );
    }

    #[test]
    fn an_initialism_keeps_its_stops() {
        assert_eq!(
            words("the U.S. state. A. Smith"),
            ["the", "U.S.", "state", ".", "A", ".", "Smith"]
        );
    }

    #[test]
    fn a_run_of_capitals_that_ends_in_a_word_is_no_initialism() {
        assert_eq!(words("A.B.Cd"), ["A", ".", "B", ".", "Cd"]);
        assert_eq!(
            words("A.B.Cd. U.S.A."),
            ["A", ".", "B", ".", "Cd", ".", "U.S.A."]
        );
        let long = "A.".repeat(100_000) + "b";
        assert_eq!(words(&long).len(), 200_001);
    }

    #[test]
    fn a_url_is_one_token() {
        assert_eq!(
            words("see https://a.org/2020/08/x.html."),
            ["see", "https://a.org/2020/08/x.html", "."]
        );
    }

    #[test]
    fn a_decomposed_mark_stays_in_its_word() {
        assert_eq!(words("Hamgyo\u{306}ng"), ["Hamgyo\u{306}ng"]);
    }
}
