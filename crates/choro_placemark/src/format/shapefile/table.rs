//! The table of a shapefile that is written.

use std::collections::{BTreeMap, BTreeSet};

use super::super::loss::Tally;
use super::OWN;
use crate::Value;

/// Bytes of a column's name.
const NAME: usize = 10;
/// Bytes of a text.
const TEXT: usize = 254;
/// Digits of a number, sign and point with them.
const NUMBER: usize = 20;
/// Columns that every reader takes.
const COLUMNS: usize = 255;

/// A cell: a value as text, and whether it is a number or a truth value.
#[derive(Clone, Debug, PartialEq)]
enum Cell {
    Text(String),
    Number(String),
    Truth(bool),
}

impl Cell {
    fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
            Self::Truth(true) => "T",
            Self::Truth(false) => "F",
        }
    }
}

/// A table while its rows come in.
#[derive(Default)]
pub(super) struct Building {
    /// Attributes by name, own ones first, in the order in which they were met.
    columns: Vec<(String, bool)>,
    places: BTreeMap<(String, bool), usize>,
    rows: Vec<BTreeMap<usize, Cell>>,
}

/// A column as it is written.
struct Column {
    name: String,
    kind: u8,
    width: usize,
    decimals: usize,
}

impl Building {
    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.rows.push(BTreeMap::new());
    }

    fn put(&mut self, name: &str, own: bool, cell: Cell) -> bool {
        let next = self.columns.len();
        let key = (name.to_owned(), own);
        let place = *self.places.entry(key.clone()).or_insert(next);
        if place == next {
            self.columns.push(key);
        }
        let Some(row) = self.rows.last_mut() else {
            return false;
        };
        let free = !row.contains_key(&place);
        row.entry(place).or_insert(cell);
        free
    }

    /// Puts what a feature has a field for into the row.
    pub(super) fn own(&mut self, name: &'static str, text: &str, tally: &mut Tally) {
        if text.trim_end_matches([' ', '\0']).is_empty() {
            tally.left_out(1, "empty text", "empty texts");
            return;
        }
        self.put(name, true, Cell::Text(text.to_owned()));
    }

    /// Puts an attribute into the row.
    pub(super) fn attribute(&mut self, name: &str, value: &Value, tally: &mut Tally) {
        let cell = match value {
            Value::Text(text) => Cell::Text(text.clone()),
            Value::Number(digits) if is_plain(digits) => Cell::Number(digits.clone()),
            Value::Bool(truth) => Cell::Truth(*truth),
            Value::Null => {
                tally.left_out(
                    1,
                    "statement that an attribute is nothing",
                    "statements that attributes are nothing",
                );
                return;
            }
            other => {
                tally.changed(1, "value became text", "values became text");
                Cell::Text(other.text())
            }
        };
        if cell.text().trim_end_matches([' ', '\0']).is_empty() {
            tally.left_out(1, "empty text", "empty texts");
            return;
        }
        if !self.put(name, false, cell) {
            tally.left_out(
                1,
                "attribute of a name used before",
                "attributes of names used before",
            );
        }
    }

    /// The bytes of the table, in UTF-8; what was cut or changed is counted.
    pub(super) fn finish(self, tally: &mut Tally) -> Vec<u8> {
        let mut order: Vec<usize> = (0..self.columns.len()).collect();
        order.sort_by_key(|i| (!self.columns[*i].1, *i));
        let over = order.len().saturating_sub(COLUMNS);
        tally.left_out(over, "column beyond 255", "columns beyond 255");
        order.truncate(COLUMNS);
        let names = self.names(&order, tally);
        let columns: Vec<(usize, Column)> = order
            .iter()
            .zip(names)
            .map(|(place, name)| (*place, self.column(*place, name)))
            .collect();
        let mut bytes = head(&columns, self.rows.len());
        for row in &self.rows {
            bytes.push(b' ');
            for (place, column) in &columns {
                cell(&mut bytes, row.get(place), column, tally);
            }
        }
        bytes.push(0x1A);
        bytes
    }

    /// A name of at most ten bytes for each column, none twice however it is spelt.
    fn names(&self, order: &[usize], tally: &mut Tally) -> Vec<String> {
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut found = Vec::new();
        for place in order {
            let (name, own) = &self.columns[*place];
            let plain: String = name.chars().filter(|c| !c.is_control()).collect();
            let base = match plain.trim() {
                "" => "attribute",
                some => some,
            };
            // An attribute spelt like a column for features' own fields is no such column.
            let reserved = |name: &str| !own && OWN.contains(&name);
            let numbered = (1..).map(|n| {
                let end = format!("_{n}");
                format!("{}{end}", cut(base, NAME - end.len()))
            });
            let mut candidates = std::iter::once(cut(base, NAME).to_owned()).chain(numbered);
            let chosen = candidates
                .find(|c| !reserved(c) && taken.insert(c.to_lowercase()))
                .unwrap_or_default();
            if chosen != *name {
                tally.changed(
                    1,
                    "attribute's name was shortened or changed",
                    "attributes' names were shortened or changed",
                );
            }
            found.push(chosen);
        }
        found
    }

    fn column(&self, place: usize, name: String) -> Column {
        let cells = || self.rows.iter().filter_map(|row| row.get(&place));
        let longest = cells().map(|c| c.text().len()).max().unwrap_or(1);
        let fraction = |text: &str| text.split_once('.').map_or(0, |(_, f)| f.len());
        let (kind, width, decimals) = if cells().all(|c| matches!(c, Cell::Truth(_))) {
            (b'L', 1, 0)
        } else if cells().all(|c| matches!(c, Cell::Number(_))) {
            let decimals = cells().map(|c| fraction(c.text())).max();
            (b'N', longest, decimals.unwrap_or(0))
        } else {
            // The word for a truth value among texts has five letters.
            (b'C', longest.clamp(5, TEXT), 0)
        };
        Column {
            name,
            kind,
            width,
            decimals,
        }
    }
}

/// Whether a number can stand in a column of numbers: digits, a sign, a point.
fn is_plain(digits: &str) -> bool {
    let unsigned = digits.strip_prefix('-').unwrap_or(digits);
    let plain = unsigned.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    plain && digits.len() <= NUMBER && digits.parse::<f64>().is_ok()
}

/// The beginning of a text that has at most `most` bytes.
fn cut(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn head(columns: &[(usize, Column)], rows: usize) -> Vec<u8> {
    let width: usize = 1 + columns.iter().map(|(_, c)| c.width).sum::<usize>();
    // The date of change is a fixed one: the same rows give the same bytes.
    let mut bytes = vec![3, 70, 1, 1];
    bytes.extend((rows as u32).to_le_bytes());
    bytes.extend(((33 + 32 * columns.len()) as u16).to_le_bytes());
    bytes.extend((width as u16).to_le_bytes());
    bytes.resize(32, 0);
    for (_, column) in columns {
        let start = bytes.len();
        bytes.extend(column.name.as_bytes());
        bytes.resize(start + 11, 0);
        bytes.push(column.kind);
        bytes.extend([0; 4]);
        bytes.extend([column.width as u8, column.decimals as u8]);
        bytes.resize(start + 32, 0);
    }
    bytes.push(0x0D);
    bytes
}

fn cell(bytes: &mut Vec<u8>, cell: Option<&Cell>, column: &Column, tally: &mut Tally) {
    let end = bytes.len() + column.width;
    match (cell, column.kind) {
        (None, b'L') => bytes.push(b'?'),
        (None, _) => {}
        (Some(Cell::Number(digits)), b'N') => {
            bytes.resize(end - digits.len(), b' ');
            bytes.extend(digits.as_bytes());
        }
        (Some(Cell::Truth(truth)), b'L') => bytes.push(if *truth { b'T' } else { b'F' }),
        (Some(cell), _) => {
            if !matches!(cell, Cell::Text(_)) {
                tally.changed(1, "value became text", "values became text");
            }
            let text = match cell {
                Cell::Truth(true) => "true",
                Cell::Truth(false) => "false",
                other => other.text(),
            };
            let short = cut(text, TEXT);
            if short.len() < text.len() {
                tally.changed(
                    1,
                    "text was cut off at 254 bytes",
                    "texts were cut off at 254 bytes",
                );
            } else if text.ends_with([' ', '\0']) {
                tally.changed(
                    1,
                    "text lost white space at its end",
                    "texts lost white space at their ends",
                );
            }
            bytes.extend(short.as_bytes());
        }
    }
    bytes.resize(end, b' ');
}
