//! The lines of a plain text and what can be seen on each of them alone.

use choro_text::Span;

/// Characters after a full stop that still belong to the sentence.
const CLOSERS: [char; 8] = ['"', '\'', '”', '’', '»', ')', ']', '」'];

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'t> {
    /// Its text without white space at either end.
    pub(crate) text: &'t str,
    /// Where `text` starts in the decoded text.
    pub(crate) start: usize,
    /// Blank lines since the last line, a form feed counting as two.
    pub(crate) blanks: u32,
    /// Characters it is wide.
    pub(crate) width: usize,
}

/// The lines of a text that are not blank, in order. `\n`, `\r\n`, `\r`, vertical tab, form feed
/// and the Unicode separators end a line.
#[derive(Clone, Debug)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    /// The lines of `text` from byte `from` on.
    pub(crate) fn new(text: &'t str, from: usize) -> Self {
        Self { text, at: from }
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        let mut blanks = 0;
        while self.at < self.text.len() {
            let rest = &self.text[self.at..];
            let end = rest.find(is_break).unwrap_or(rest.len());
            let line = &rest[..end];
            let start = self.at;
            let mut breaks = rest[end..].chars();
            let first = breaks.next();
            self.at += end + first.map_or(0, char::len_utf8);
            if first == Some('\r') && breaks.next() == Some('\n') {
                self.at += 1;
            }
            let led = line.trim_start_matches(is_blank);
            let text = led.trim_end_matches(is_blank);
            if !text.is_empty() {
                let start = start + (line.len() - led.len());
                return Some(Line {
                    text,
                    start,
                    blanks,
                    width: text.chars().count(),
                });
            }
            blanks = blanks.saturating_add(if first == Some('\u{C}') { 2 } else { 1 });
        }
        None
    }
}

fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{1A}' | '\0'
        )
}

impl Line<'_> {
    /// Its span in the decoded text.
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// Whether it opens with a small letter, so that it must go on from somewhere.
    pub(crate) fn opens_low(&self) -> bool {
        self.text
            .trim_start_matches(['(', '"', '“', '‘', '\''])
            .starts_with(char::is_lowercase)
    }

    /// Whether it opens with a letter of a script without capitals.
    pub(crate) fn opens_caseless(&self) -> bool {
        self.text
            .starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
    }

    /// Width of its first word.
    pub(crate) fn first_word(&self) -> usize {
        self.text
            .chars()
            .take_while(|c| !c.is_whitespace())
            .take(40)
            .count()
    }

    /// Bytes of the list mark it opens with and the space after: `• `, `- `, `3. `, `(b) `.
    /// Numbers of more than two digits are years or amounts, not list marks.
    pub(crate) fn bullet(&self) -> Option<usize> {
        let mark = self.text.find(char::is_whitespace)?;
        let word = &self.text[..mark];
        let sign = matches!(
            word,
            "•" | "◦" | "▪" | "‣" | "●" | "○" | "·" | "-" | "*" | "–" | "—" | "+"
        );
        let inner = word
            .strip_suffix(['.', ')'])
            .map(|w| w.trim_start_matches('('));
        let numbered = inner.is_some_and(|w| {
            let digits = (1..=2).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_digit());
            let letter =
                word.ends_with(')') && w.len() == 1 && w.bytes().all(|b| b.is_ascii_lowercase());
            digits || letter
        });
        let rest = self.text[mark..].trim_start();
        (sign || numbered).then_some(self.text.len() - rest.len())
    }

    /// Cells, where tabs part it.
    pub(crate) fn tabs(&self) -> usize {
        self.text.bytes().filter(|b| *b == b'\t').count()
    }
}

/// Whether a text ends as sentences do.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(CLOSERS);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', ':', '：', ';'])
}

/// Whether the text is one web or mail address and nothing else.
pub(crate) fn is_address(text: &str) -> bool {
    let text = text.trim_matches(['<', '>', '(', ')', '[', ']', ' ']);
    if text.len() > 2048 || text.contains(char::is_whitespace) {
        return false;
    }
    let web = ["http://", "https://", "ftp://", "www."].iter().any(|p| {
        text.get(..p.len())
            .is_some_and(|h| h.eq_ignore_ascii_case(p))
    });
    let mail = text
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && host.is_ascii());
    web || mail
}

/// Whether the text is a page number with its word: `Page 3`, `- 3 -`, `Page 3 of 10`, `3 / 10`.
/// A bare number may be data and is not taken for one.
pub(crate) fn is_page_number(text: &str) -> bool {
    if text.len() > 24 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let lower = text.to_lowercase();
    let dashed = text.starts_with(['-', '–', '—']) && text.ends_with(['-', '–', '—']);
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    let number = |w: &str| w.len() <= 4 && w.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        [n] => dashed && number(n),
        ["page" | "p", n] => number(n),
        ["page", n, "of", m] => number(n) && number(m),
        [n, m] => text.contains('/') && number(n) && number(m) && text.contains(' '),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_every_kind_of_break() {
        let text = "one\r\n\r\ntwo\rthree\u{C}\u{A0}four \n\n\n  five";
        let seen: Vec<(&str, u32)> = Lines::new(text, 0).map(|l| (l.text, l.blanks)).collect();
        assert_eq!(
            seen,
            [
                ("one", 0),
                ("two", 1),
                ("three", 0),
                ("four", 0),
                ("five", 2)
            ]
        );
        assert!(Lines::new(text, 0).all(|l| l.span().slice(text) == l.text));
    }

    #[test]
    fn list_marks_addresses_and_page_numbers() {
        let bullet = |t: &'static str| Lines::new(t, 0).next().and_then(|l| l.bullet());
        assert_eq!(bullet("• Facebook"), Some(4));
        assert_eq!(bullet("12. Musan"), Some(4));
        assert_eq!(bullet("(b) Musan"), Some(4));
        assert_eq!(bullet("1937. A battle"), None);
        assert_eq!(bullet("*Free access"), None);
        assert!(is_address("https://a.org/x.html") && !is_address("see https://a.org"));
        assert!(
            is_page_number("Page 3 of 12") && is_page_number("- 7 -") && !is_page_number("1937")
        );
    }
}
