//! Columns of a Parquet file.

use std::collections::{BTreeMap, BTreeSet};

use parquet::basic::{LogicalType, Type};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::writer::SerializedColumnWriter;

use super::super::loss::Tally;
use super::rows::Row;
use crate::{Datum, Value};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Whole,
    Real,
    Truth,
    /// Days since 1970; no attribute has it.
    Day,
    /// Any bytes; no attribute has it.
    Bytes,
}

impl Kind {
    /// How Parquet stores it, and what that stands for.
    pub(super) fn stored(self) -> (Type, Option<LogicalType>) {
        match self {
            Self::Bytes => (Type::BYTE_ARRAY, None),
            Self::Text => (Type::BYTE_ARRAY, Some(LogicalType::String)),
            Self::Whole => (Type::INT64, None),
            Self::Real => (Type::DOUBLE, None),
            Self::Truth => (Type::BOOLEAN, None),
            Self::Day => (Type::INT32, Some(LogicalType::Date)),
        }
    }
}

/// An attribute's column.
pub(super) struct Column {
    /// Its name in the file.
    pub(super) name: String,
    /// The attribute's.
    pub(super) attribute: String,
    pub(super) kind: Kind,
}

/// What all values of an attribute have in common.
#[derive(Clone, Debug, Default)]
struct Values {
    stated: usize,
    nulls: usize,
    truths: usize,
    wholes: usize,
    reals: usize,
    /// How many a column of each kind would not give back as they are.
    changed: [usize; 4],
}

/// Kinds of an attribute's column, the narrowest first.
const KINDS: [Kind; 4] = [Kind::Truth, Kind::Whole, Kind::Real, Kind::Text];

impl Values {
    fn count(&mut self, value: &Value) {
        if *value == Value::Null {
            self.nulls += 1;
            return;
        }
        self.stated += 1;
        match value {
            Value::Bool(_) => self.truths += 1,
            Value::Number(digits) => {
                self.wholes += usize::from(digits.parse::<i64>().is_ok());
                self.reals += usize::from(digits.parse::<f64>().is_ok());
            }
            _ => {}
        }
        for (changed, kind) in self.changed.iter_mut().zip(KINDS) {
            *changed += usize::from(!kept(kind, value));
        }
    }

    /// The place in [`KINDS`] of the narrowest kind that holds all values.
    fn narrowest(&self) -> usize {
        let held = [self.truths, self.wholes, self.reals];
        let all = |held: &usize| self.stated > 0 && *held == self.stated;
        held.iter().position(all).unwrap_or(KINDS.len() - 1)
    }
}

/// The attributes of all rows.
#[derive(Default)]
pub(super) struct Attributes(BTreeMap<String, Values>);

impl Attributes {
    /// Takes the attributes of a row into account.
    pub(super) fn count(&mut self, data: &[Datum], tally: &mut Tally) {
        for (at, datum) in data.iter().enumerate() {
            if data[..at].iter().any(|before| before.name == datum.name) {
                tally.left_out(
                    1,
                    "attribute of a name used before",
                    "attributes of names used before",
                );
                continue;
            }
            match self.0.get_mut(&datum.name) {
                Some(values) => values.count(&datum.value),
                None => {
                    let mut values = Values::default();
                    values.count(&datum.value);
                    self.0.insert(datum.name.clone(), values);
                }
            }
        }
    }

    /// Columns for them, sorted by name; names spelt like one `taken` get a number.
    pub(super) fn columns(self, taken: &[&str], tally: &mut Tally) -> Vec<Column> {
        let mut names: BTreeSet<String> = taken.iter().map(|t| (*t).to_owned()).collect();
        let mut found = Vec::new();
        for (attribute, values) in self.0 {
            let narrowest = values.narrowest();
            tally.left_out(
                values.nulls,
                "statement that an attribute is nothing",
                "statements that attributes are nothing",
            );
            tally.changed(
                values.changed[narrowest],
                "value is written in another way",
                "values are written in another way",
            );
            let numbered = (2..).map(|n| format!("{attribute}_{n}"));
            let mut candidates = std::iter::once(attribute.clone()).chain(numbered);
            let name = candidates.find(|c| names.insert(c.clone()));
            found.push(Column {
                name: name.unwrap_or_default(),
                attribute,
                kind: KINDS[narrowest],
            });
        }
        found
    }
}

/// Whether a column of that kind gives the value back as it is.
fn kept(kind: Kind, value: &Value) -> bool {
    match (kind, value) {
        (_, Value::Null) | (Kind::Text, Value::Text(_)) | (Kind::Truth, Value::Bool(_)) => true,
        (Kind::Whole, Value::Number(d)) => d.parse().is_ok_and(|n: i64| n.to_string() == *d),
        (Kind::Real, Value::Number(d)) => d.parse().is_ok_and(|n: f64| n.to_string() == *d),
        _ => false,
    }
}

/// Writes an attribute's column.
pub(super) fn write(
    column: &Column,
    rows: &[Row],
    out: &mut SerializedColumnWriter<'_>,
) -> Result<()> {
    let values = rows.iter().map(|row| row.value(&column.attribute));
    match column.kind {
        Kind::Text | Kind::Day | Kind::Bytes => texts(values.map(|v| v.map(Value::text)), out),
        Kind::Whole => {
            let parse = |v: &Value| v.text().parse().ok();
            let (values, levels) = levelled(values.map(|v| v.and_then(parse)));
            out.typed::<Int64Type>()
                .write_batch(&values, Some(&levels), None)
                .map(drop)
        }
        Kind::Real => {
            let parse = |v: &Value| v.text().parse().ok();
            reals(values.map(|v| v.and_then(parse)), out)
        }
        Kind::Truth => truths(
            values.map(|v| v.map(|v| matches!(v, Value::Bool(true)))),
            out,
        ),
    }
}

/// Values that are there, and for each row whether one is.
fn levelled<T>(values: impl Iterator<Item = Option<T>>) -> (Vec<T>, Vec<i16>) {
    let mut levels = Vec::new();
    let present = |value: Option<T>| {
        levels.push(i16::from(value.is_some()));
        value
    };
    let found = values.filter_map(present).collect();
    (found, levels)
}

/// Writes a column of texts.
pub(super) fn texts<T: Into<Vec<u8>>>(
    values: impl Iterator<Item = Option<T>>,
    out: &mut SerializedColumnWriter<'_>,
) -> Result<()> {
    let bytes = values.map(|v| v.map(|v| ByteArray::from(v.into())));
    let (values, levels) = levelled(bytes);
    out.typed::<ByteArrayType>()
        .write_batch(&values, Some(&levels), None)
        .map(drop)
}

/// Writes a column of numbers.
pub(super) fn reals(
    values: impl Iterator<Item = Option<f64>>,
    out: &mut SerializedColumnWriter<'_>,
) -> Result<()> {
    let (values, levels) = levelled(values);
    out.typed::<DoubleType>()
        .write_batch(&values, Some(&levels), None)
        .map(drop)
}

/// Writes a column of days since 1970.
pub(super) fn days(
    values: impl Iterator<Item = Option<i32>>,
    out: &mut SerializedColumnWriter<'_>,
) -> Result<()> {
    let (values, levels) = levelled(values);
    out.typed::<Int32Type>()
        .write_batch(&values, Some(&levels), None)
        .map(drop)
}

/// Writes a column of truth values.
pub(super) fn truths(
    values: impl Iterator<Item = Option<bool>>,
    out: &mut SerializedColumnWriter<'_>,
) -> Result<()> {
    let (values, levels) = levelled(values);
    out.typed::<BoolType>()
        .write_batch(&values, Some(&levels), None)
        .map(drop)
}
