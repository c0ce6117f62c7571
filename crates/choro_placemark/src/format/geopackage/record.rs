//! A row, its cells found by the names of their columns.

use std::collections::BTreeMap;

use choro_geopackage::{Field, Layer};

use crate::wkb::hexadecimal;

/// Where a layer has which column; names without regard to case, as in SQL.
pub(super) struct Heads {
    places: BTreeMap<String, usize>,
}

impl Heads {
    pub(super) fn of(layer: &Layer) -> Self {
        let named = layer.columns.iter().enumerate();
        Self {
            places: named.map(|(at, c)| (c.name.to_lowercase(), at)).collect(),
        }
    }

    /// The column's place.
    pub(super) fn at(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }
}

/// A row.
pub(super) struct Record<'r> {
    pub(super) heads: &'r Heads,
    pub(super) fields: &'r [Field<'r>],
}

impl Record<'_> {
    fn field(&self, name: &str) -> Field<'_> {
        let at = self.heads.at(name);
        at.and_then(|at| self.fields.get(at).copied())
            .unwrap_or(Field::Null)
    }

    /// The cell as text; `None` where it is empty.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        text(self.field(name))
    }

    /// The cell as text, empty where it has none.
    pub(super) fn words(&self, name: &str) -> String {
        self.text(name).unwrap_or_default()
    }

    /// The cell as a whole number.
    pub(super) fn whole(&self, name: &str) -> Option<i64> {
        match self.field(name) {
            Field::Integer(number) => Some(number),
            Field::Text(_) => self.words(name).trim().parse().ok(),
            _ => None,
        }
    }

    /// The cell as a number that counts or names something.
    pub(super) fn count(&self, name: &str) -> Option<usize> {
        self.whole(name).and_then(|n| usize::try_from(n).ok())
    }

    /// The number of a folder.
    pub(super) fn folder(&self) -> Option<u32> {
        self.whole("folder_number").and_then(|n| n.try_into().ok())
    }

    /// The cell as a number.
    pub(super) fn real(&self, name: &str) -> Option<f64> {
        match self.field(name) {
            Field::Real(number) => Some(number),
            Field::Integer(number) => Some(number as f64),
            _ => None,
        }
    }

    /// The cell as a truth value.
    pub(super) fn truth(&self, name: &str) -> Option<bool> {
        self.whole(name).map(|n| n != 0)
    }

    /// The cell's bytes.
    pub(super) fn bytes(&self, name: &str) -> Vec<u8> {
        match self.field(name) {
            Field::Blob(bytes) | Field::Text(bytes) => bytes.to_vec(),
            _ => Vec::new(),
        }
    }
}

/// A value as text: numbers in the fewest digits, bytes in hexadecimal.
pub(super) fn text(field: Field<'_>) -> Option<String> {
    Some(match field {
        Field::Null => return None,
        Field::Integer(number) => number.to_string(),
        Field::Real(number) => number.to_string(),
        Field::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Field::Blob(bytes) => hexadecimal(bytes),
    })
}
