//! Attributes that have a column of their own, and those that have rows.
//!
//! Columns are chosen from the first placemarks of a file. A value goes into its column where the
//! column gives it back as it is; any other has a row.

use std::collections::{BTreeMap, BTreeSet};

use choro_geopackage::Cell;

use crate::{Datum, Value};

/// A column is worth having for attributes of one placemark in this many.
const SHARE: usize = 20;
/// Columns of attributes; SQLite has 2,000 in all.
const MOST: usize = 200;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Text,
    Integer,
    Double,
    Bool,
}

impl Kind {
    const ALL: [(Kind, &'static str, &'static str); 4] = [
        (Kind::Text, "text", "TEXT"),
        (Kind::Integer, "integer", "INTEGER"),
        (Kind::Double, "double", "DOUBLE"),
        (Kind::Bool, "bool", "BOOLEAN"),
    ];

    fn row(self) -> (Kind, &'static str, &'static str) {
        Self::ALL[self as usize]
    }

    /// The word for it in the table of columns.
    pub(super) fn word(self) -> &'static str {
        self.row().1
    }

    /// The type of the column.
    pub(super) fn declared(self) -> &'static str {
        self.row().2
    }

    pub(super) fn of_word(word: &str) -> Option<Kind> {
        let found = Self::ALL.iter().find(|row| row.1 == word);
        found.map(|row| row.0)
    }

    /// The kind of a column as any writer declares it.
    pub(super) fn of_declared(declared: &str) -> Kind {
        let plain = declared.split('(').next().unwrap_or_default().trim();
        match plain {
            "BOOLEAN" => Kind::Bool,
            "TINYINT" | "SMALLINT" | "MEDIUMINT" | "INT" | "INTEGER" => Kind::Integer,
            "FLOAT" | "DOUBLE" | "REAL" | "NUMERIC" => Kind::Double,
            _ => Kind::Text,
        }
    }

    /// The cell of a value, and whether the column gives the value back as it is. `None` where it
    /// cannot hold it at all.
    fn cell(self, value: &Value) -> Option<(Cell<'_>, bool)> {
        Some(match (self, value) {
            (Self::Text, Value::Text(text)) => (text.as_str().into(), true),
            (Self::Bool, Value::Bool(truth)) => ((*truth).into(), true),
            (Self::Integer, Value::Number(digits)) => {
                let number: i64 = digits.parse().ok()?;
                (number.into(), number.to_string() == *digits)
            }
            (Self::Double, Value::Number(digits)) => {
                let number: f64 = digits.parse().ok().filter(|n: &f64| n.is_finite())?;
                (number.into(), number.to_string() == *digits)
            }
            _ => return None,
        })
    }
}

/// A column and the attribute it holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// Its name in SQL.
    pub(super) column: String,
    /// The attribute's name.
    pub(super) name: String,
    pub(super) display: Option<String>,
    pub(super) schema: Option<String>,
    pub(super) kind: Kind,
}

/// An attribute that has a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rest<'d> {
    /// Its place among the attributes.
    pub(super) position: usize,
    pub(super) datum: &'d Datum,
    /// The column that holds the number which these are the digits of.
    pub(super) column: Option<&'d str>,
}

/// Attributes that all have rows.
pub(super) fn all_rest(data: &[Datum]) -> Vec<Rest<'_>> {
    let row = |(position, datum)| Rest {
        position,
        datum,
        column: None,
    };
    data.iter().enumerate().map(row).collect()
}

/// Chooses columns for the attributes of these placemarks; `taken` are names of other columns.
pub(super) fn choose<'a>(
    placemarks: impl Iterator<Item = &'a [Datum]>,
    taken: &[(&str, &str)],
) -> Vec<Column> {
    let mut seen: BTreeMap<(&str, Option<&str>, Option<&str>), Seen> = BTreeMap::new();
    let mut count = 0;
    for data in placemarks {
        count += 1;
        for (place, datum) in data.iter().enumerate() {
            let key = (
                datum.name.as_str(),
                datum.display.as_deref(),
                datum.schema.as_deref(),
            );
            seen.entry(key).or_default().take(place, &datum.value);
        }
    }
    let mut wanted: Vec<_> = seen
        .into_iter()
        .filter(|(_, seen)| seen.count * SHARE >= count)
        .filter_map(|(key, seen)| Some((seen.mean_place(), key, seen.kind()?)))
        .collect();
    // In the order in which most placemarks have them.
    wanted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut names: BTreeSet<String> = ["id", "geom", "rowid", "oid", "_rowid_"]
        .into_iter()
        .chain(taken.iter().map(|(name, _)| *name))
        .map(str::to_lowercase)
        .collect();
    wanted.truncate(MOST);
    let column =
        |(_, (name, display, schema), kind): (f64, (&str, Option<&str>, Option<&str>), Kind)| {
            Column {
                column: free(name, &mut names),
                name: name.to_owned(),
                display: display.map(str::to_owned),
                schema: schema.map(str::to_owned),
                kind,
            }
        };
    wanted.into_iter().map(column).collect()
}

/// A name that no column has: the attribute's own where it is free, SQL telling no case apart.
fn free(name: &str, names: &mut BTreeSet<String>) -> String {
    let plain: String = name.chars().filter(|c| !c.is_control()).take(120).collect();
    let plain = match plain.trim() {
        "" => "attribute".to_owned(),
        some => some.to_owned(),
    };
    let numbered = (2..).map(|n| format!("{plain}_{n}"));
    let mut candidates = std::iter::once(plain.clone()).chain(numbered);
    let found = candidates.find(|c| names.insert(c.to_lowercase()));
    found.unwrap_or(plain)
}

/// What was seen of an attribute.
#[derive(Default)]
struct Seen {
    count: usize,
    places: usize,
    fits: [usize; 4],
}

impl Seen {
    fn take(&mut self, place: usize, value: &Value) {
        self.count += 1;
        self.places += place;
        for (kind, ..) in Kind::ALL {
            self.fits[kind as usize] += usize::from(kind.cell(value).is_some());
        }
    }

    fn mean_place(&self) -> f64 {
        self.places as f64 / self.count.max(1) as f64
    }

    /// The kind that holds most, the narrower of two; `None` where none holds half.
    fn kind(&self) -> Option<Kind> {
        let order = [Kind::Bool, Kind::Integer, Kind::Double, Kind::Text];
        let best = order.iter().rev().max_by_key(|k| self.fits[**k as usize])?;
        (self.fits[*best as usize] * 2 > self.count).then_some(*best)
    }
}

/// Columns found by the attribute.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) all: Vec<Column>,
    by_name: BTreeMap<String, Vec<usize>>,
}

impl Columns {
    pub(super) fn new(all: Vec<Column>) -> Self {
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, column) in all.iter().enumerate() {
            by_name.entry(column.name.clone()).or_default().push(at);
        }
        Self { all, by_name }
    }

    fn of(&self, datum: &Datum) -> Option<usize> {
        let places = self.by_name.get(&datum.name)?;
        let same = |at: &&usize| {
            let column = &self.all[**at];
            column.display == datum.display && column.schema == datum.schema
        };
        places.iter().find(same).copied()
    }

    /// A cell for each column, and the attributes that need rows.
    pub(super) fn split<'d>(&'d self, data: &'d [Datum]) -> (Vec<Cell<'d>>, Vec<Rest<'d>>) {
        let mut cells = vec![Cell::Null; self.all.len()];
        let mut rest = Vec::new();
        // Attributes in columns come back in the order of the columns.
        let mut next = 0;
        for (position, datum) in data.iter().enumerate() {
            let at = self.of(datum);
            let held = at.and_then(|at| Some((at, self.all[at].kind.cell(&datum.value)?)));
            let row = |column| Rest {
                position,
                datum,
                column,
            };
            match held {
                Some((at, (cell, true))) if at >= next => {
                    cells[at] = cell;
                    next = at + 1;
                }
                Some((at, (cell, false))) if cells[at] == Cell::Null && at >= next => {
                    cells[at] = cell;
                    next = at + 1;
                    rest.push(row(Some(self.all[at].column.as_str())));
                }
                _ => rest.push(row(None)),
            }
        }
        (cells, rest)
    }
}

/// An attribute read from a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Kept {
    pub(super) position: usize,
    pub(super) datum: Datum,
    /// The column that holds the number which these are the digits of.
    pub(super) column: String,
}

/// The value a column gives back; `None` where it holds nothing.
pub(super) fn value(kind: Kind, text: String) -> Value {
    match kind {
        Kind::Text => Value::Text(text),
        Kind::Integer | Kind::Double => Value::Number(text),
        Kind::Bool => Value::Bool(text != "0"),
    }
}

/// Attributes from columns (in their order, with the columns' names) and from rows (by position),
/// as they stood. Where someone changed the number in a column, the digits of the row are stale.
pub(super) fn merge(columned: Vec<(String, Datum)>, rows: Vec<Kept>) -> Vec<Datum> {
    let mut data = Vec::with_capacity(columned.len() + rows.len());
    let mut rows = rows.into_iter().peekable();
    let mut columned = columned.into_iter().peekable();
    loop {
        let due = rows.peek().is_some_and(|row| row.position <= data.len());
        if !due && columned.peek().is_some() {
            data.extend(columned.next().map(|(_, datum)| datum));
            continue;
        }
        let Some(row) = rows.next() else {
            return data;
        };
        if row.column.is_empty() {
            data.push(row.datum);
            continue;
        }
        // Its column comes next, unless the cell was emptied by hand.
        if let Some((_, datum)) = columned.next_if(|(column, _)| *column == row.column) {
            let same = number(&datum.value) == number(&row.datum.value);
            data.push(if same { row.datum } else { datum });
        }
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(digits) => digits.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
