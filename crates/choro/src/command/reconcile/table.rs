//! A list as people keep it, given back byte for byte with cells added.
//!
//! A quote that is never closed is taken for a letter, so that it does not swallow the rest of the
//! file.

use std::collections::BTreeMap;

/// A row with the text it was read from.
pub(super) struct Row<'t> {
    /// As it stands, without the line break.
    raw: &'t str,
    /// Line in the file, from 1.
    pub(super) line: usize,
    /// Its cells, quotes resolved.
    pub(super) cells: Vec<String>,
}

/// A list: a header and rows.
pub(super) struct Table<'t> {
    pub(super) header: Row<'t>,
    pub(super) rows: Vec<Row<'t>>,
    delimiter: char,
    line_break: &'static str,
    has_mark: bool,
}

impl<'t> Table<'t> {
    /// Reads a list; the delimiter is what the header has most of: comma, semicolon or tab.
    pub(super) fn read(text: &'t str) -> Self {
        let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let first = body.lines().next().unwrap_or_default();
        let delimiter = [',', ';', '\t']
            .into_iter()
            .max_by_key(|d| (first.matches(*d).count(), *d == ','))
            .unwrap_or(',');
        let mut rows = rows(body, delimiter);
        let header = if rows.is_empty() {
            Row {
                raw: "",
                line: 1,
                cells: Vec::new(),
            }
        } else {
            rows.remove(0)
        };
        Self {
            header,
            rows,
            delimiter,
            line_break: if body.contains("\r\n") { "\r\n" } else { "\n" },
            has_mark: body.len() < text.len(),
        }
    }

    /// What stands before the header.
    pub(super) fn start(&self) -> String {
        if self.has_mark {
            "\u{FEFF}".to_owned()
        } else {
            String::new()
        }
    }

    /// What is wrong with a row: it has more or fewer cells than the header.
    pub(super) fn fault(&self, row: &Row<'_>) -> Option<String> {
        let (has, wants) = (row.cells.len(), self.header.cells.len());
        (has != wants).then(|| format!("{has} cells where the header has {wants}"))
    }

    /// Writes a row as it stands, filled up to the header, and the cells added to it.
    pub(super) fn write(&self, text: &mut String, row: &Row<'_>, added: &[String]) {
        text.push_str(row.raw);
        for _ in row.cells.len()..self.header.cells.len() {
            text.push(self.delimiter);
        }
        for cell in added {
            text.push(self.delimiter);
            if cell.contains([self.delimiter, '"', '\n', '\r']) {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(cell);
            }
        }
        text.push_str(self.line_break);
    }

    /// The cells of a row by the names of their columns.
    pub(super) fn named<'a>(&'a self, row: &'a Row<'_>) -> BTreeMap<&'a str, &'a str> {
        let cells = row.cells.iter().map(String::as_str);
        let names = self.header.cells.iter().map(|name| name.trim());
        names.zip(cells).collect()
    }
}

/// The rows of a text; blank lines are none.
fn rows(text: &str, delimiter: char) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while !rest.is_empty() {
        let one = rest.find('\n').unwrap_or(rest.len());
        let (length, cells) = row(rest, delimiter).unwrap_or_else(|| {
            let plain = rest[..one].trim_end_matches('\r').split(delimiter);
            (one, plain.map(str::to_owned).collect())
        });
        let raw = rest[..length].trim_end_matches('\r');
        if !raw.trim().is_empty() {
            rows.push(Row { raw, line, cells });
        }
        line += raw.matches('\n').count() + 1;
        rest = rest.get(length + 1..).unwrap_or_default();
    }
    rows
}

/// The first row: its length without the line break, and its cells; nothing where a quote is never
/// closed.
fn row(text: &str, delimiter: char) -> Option<(usize, Vec<String>)> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut at_start = true;
    let mut letters = text.char_indices().peekable();
    let mut length = text.len();
    while let Some((at, c)) = letters.next() {
        let cell = cells.last_mut()?;
        match c {
            '"' if quoted && letters.peek().is_some_and(|(_, next)| *next == '"') => {
                cell.push('"');
                letters.next();
            }
            '"' if quoted => quoted = false,
            '"' if at_start => quoted = true,
            '\n' if !quoted => {
                length = at;
                break;
            }
            c if c == delimiter && !quoted => {
                cells.push(String::new());
                at_start = true;
                continue;
            }
            c => cell.push(c),
        }
        at_start = false;
    }
    if let Some(last) = cells.last_mut().filter(|last| last.ends_with('\r')) {
        last.pop();
    }
    (!quoted).then_some((length, cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(table: &Table<'_>) -> Vec<Vec<String>> {
        table.rows.iter().map(|row| row.cells.clone()).collect()
    }

    #[test]
    fn rows_come_back_as_they_were() {
        let text = "\u{FEFF}id;name\r\n1;\"a;\"\"b\"\"\"\r\n\r\n2;\"c\nd\"\r\n3\r\n";
        let table = Table::read(text);
        let rows = [
            ["1", "a;\"b\""].to_vec(),
            ["2", "c\nd"].to_vec(),
            ["3"].to_vec(),
        ];
        assert_eq!(cells(&table), rows);
        let lines: Vec<usize> = table.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [2, 4, 6]);
        let mut out = table.start();
        table.write(&mut out, &table.header, &["x".into()]);
        for row in &table.rows {
            table.write(&mut out, row, &["y;".into()]);
        }
        assert_eq!(
            out,
            "\u{FEFF}id;name;x\r\n1;\"a;\"\"b\"\"\";\"y;\"\r\n2;\"c\nd\";\"y;\"\r\n3;;\"y;\"\r\n"
        );
    }

    #[test]
    fn a_quote_never_closed_ends_with_its_line() {
        let table = Table::read("id,name\n1,\"open\n2,b\n");
        assert_eq!(cells(&table), [["1", "\"open"], ["2", "b"]]);
        assert!(Table::read("").rows.is_empty());
    }
}
