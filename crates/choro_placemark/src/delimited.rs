//! Rows of delimited text (RFC 4180), with the line and bytes of each.
//!
//! A quoted field may hold line breaks. Where a quote is never closed, the row ends with its line
//! and the rest of the file is read on, so that one stray quote does not swallow it.

use std::borrow::Cow;

use choro_diagnostic::Spot;
use choro_text::Span;

/// Cells of a row that are told apart; those beyond are read over.
pub const MAX_CELLS: usize = 10_000;

/// One row.
pub struct Row<'a> {
    /// Its cells, quotes resolved.
    pub cells: Vec<Cow<'a, [u8]>>,
    /// Where it stands, without its line break.
    pub spot: Spot,
    /// Whether a quote was opened and never closed.
    pub unclosed: bool,
}

impl Row<'_> {
    /// Whether all cells are blank.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim_ascii().is_empty())
    }
}

/// The rows of a text, blank ones included.
pub struct Rows<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
    delimiter: u8,
}

impl<'a> Rows<'a> {
    /// The rows of `bytes`, whose cells `delimiter` divides; a byte-order mark is skipped.
    pub fn new(bytes: &'a [u8], delimiter: u8) -> Self {
        let at = if bytes.starts_with(b"\xEF\xBB\xBF") {
            3
        } else {
            0
        };
        Self {
            bytes,
            at,
            line: 1,
            delimiter,
        }
    }

    /// One past the bytes of the line that holds `from`, without its break.
    fn line_end(&self, from: usize) -> usize {
        let rest = &self.bytes[from..];
        rest.iter()
            .position(|b| matches!(b, b'\n' | b'\r'))
            .map_or(self.bytes.len(), |i| from + i)
    }

    /// A quoted cell that starts after the quote at `from`: its text and the byte after the
    /// closing quote.
    fn quoted(&self, from: usize) -> Option<(Cow<'a, [u8]>, usize)> {
        let mut owned: Vec<u8> = Vec::new();
        let mut start = from + 1;
        loop {
            let quote = start + self.bytes[start..].iter().position(|b| *b == b'"')?;
            if self.bytes.get(quote + 1) == Some(&b'"') {
                owned.extend_from_slice(&self.bytes[start..=quote]);
                start = quote + 2;
            } else if owned.is_empty() {
                return Some((Cow::Borrowed(&self.bytes[start..quote]), quote + 1));
            } else {
                owned.extend_from_slice(&self.bytes[start..quote]);
                return Some((Cow::Owned(owned), quote + 1));
            }
        }
    }

    /// One past the bare cell that starts at `from`.
    fn bare_end(&self, from: usize) -> usize {
        let ends = |b: &u8| *b == self.delimiter || matches!(b, b'\n' | b'\r');
        self.bytes[from..]
            .iter()
            .position(ends)
            .map_or(self.bytes.len(), |i| from + i)
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        if self.at >= self.bytes.len() {
            return None;
        }
        let (start, line) = (self.at, self.line);
        let mut row = Row {
            cells: Vec::new(),
            spot: Spot::default(),
            unclosed: false,
        };
        let mut at = start;
        loop {
            let quoted = match self.bytes.get(at) {
                Some(b'"') => Some(self.quoted(at)),
                _ => None,
            };
            let (cell, end) = match quoted {
                Some(Some((cell, after))) => {
                    let end = self.bare_end(after);
                    // What follows a closing quote belongs to the cell all the same.
                    if end > after {
                        (Cow::Owned([&cell, &self.bytes[after..end]].concat()), end)
                    } else {
                        (cell, end)
                    }
                }
                Some(None) => {
                    row.unclosed = true;
                    let end = self.line_end(at).max(at + 1);
                    (Cow::Borrowed(&self.bytes[at + 1..end]), end)
                }
                None => {
                    let end = self.bare_end(at);
                    (Cow::Borrowed(&self.bytes[at..end]), end)
                }
            };
            if row.cells.len() <= MAX_CELLS {
                row.cells.push(cell);
            }
            at = end;
            if self.bytes.get(at) != Some(&self.delimiter) {
                break;
            }
            at += 1;
        }
        row.spot = Spot {
            line,
            span: Span::new(start, at),
        };
        self.line += breaks(&self.bytes[start..at]);
        self.at = at;
        match (self.bytes.get(at), self.bytes.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => {
                self.at += 2;
                self.line += 1;
            }
            (Some(b'\r' | b'\n'), _) => {
                self.at += 1;
                self.line += 1;
            }
            _ => {}
        }
        Some(row)
    }
}

/// Line breaks in the bytes; `\r\n` is one.
pub fn breaks(bytes: &[u8]) -> usize {
    let mut count = 0;
    for (i, b) in bytes.iter().enumerate() {
        count += usize::from(*b == b'\n' || (*b == b'\r' && bytes.get(i + 1) != Some(&b'\n')));
    }
    count
}

/// The delimiter of a table: of tab, `;`, `,` and `|` the one its first line has most of outside
/// quotes.
pub fn delimiter(bytes: &[u8]) -> u8 {
    let first = bytes
        .split(|b| matches!(b, b'\n' | b'\r'))
        .find(|l| !l.trim_ascii().is_empty());
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for b in first.unwrap_or_default() {
        quoted ^= *b == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(!quoted && b == delimiter);
        }
    }
    // The first of equals wins.
    counts
        .iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(delimiter, _)| *delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(usize, Vec<String>, bool)> {
        Rows::new(text.as_bytes(), delimiter(text.as_bytes()))
            .map(|row| {
                let cells = row
                    .cells
                    .iter()
                    .map(|c| String::from_utf8_lossy(c).into_owned());
                (row.spot.line, cells.collect(), row.unclosed)
            })
            .collect()
    }

    #[test]
    fn quotes_hold_breaks_delimiters_and_quotes() {
        let rows = rows("a,b\r\n\"1\r\n2\",\"say \"\"so\"\", yes\"\nx,\"y\"z\n");
        assert_eq!(
            rows[1],
            (2, vec!["1\r\n2".into(), "say \"so\", yes".into()], false)
        );
        assert_eq!(rows[2], (4, vec!["x".into(), "yz".into()], false));
    }

    #[test]
    fn a_stray_quote_costs_one_row() {
        let rows = rows("a;b\n1;\"two\n3;4\n");
        assert_eq!(rows[1], (2, vec!["1".into(), "two".into()], true));
        assert_eq!(rows[2], (3, vec!["3".into(), "4".into()], false));
    }

    #[test]
    fn lone_returns_and_missing_last_breaks_end_rows() {
        let rows = rows("a\tb\r1\t2\r3\t");
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[2], (3, vec!["3".into(), String::new()], false));
    }
}
