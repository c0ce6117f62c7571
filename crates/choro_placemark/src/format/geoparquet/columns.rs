//! Columns of a Parquet file.

use std::collections::{BTreeMap, BTreeSet};

use parquet::basic::{LogicalType, Type};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::writer::SerializedColumnWriter;

use super::super::loss::Tally;
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

    /// The narrowest kind that holds all of these.
    fn of<'v>(values: impl Iterator<Item = &'v Value> + Clone) -> Self {
        let all = |test: fn(&Value) -> bool| {
            let mut stated = values.clone().filter(|v| **v != Value::Null).peekable();
            stated.peek().is_some() && stated.all(test)
        };
        if all(|v| matches!(v, Value::Bool(_))) {
            Self::Truth
        } else if all(|v| matches!(v, Value::Number(d) if d.parse::<i64>().is_ok())) {
            Self::Whole
        } else if all(|v| matches!(v, Value::Number(d) if d.parse::<f64>().is_ok())) {
            Self::Real
        } else {
            Self::Text
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

/// Columns for the attributes of all rows, sorted by name; names spelt like one `taken` get a
/// number.
pub(super) fn choose<'d>(
    rows: impl Iterator<Item = &'d [Datum]>,
    taken: &[&str],
    tally: &mut Tally,
) -> Vec<Column> {
    let mut values: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for data in rows {
        let mut seen = BTreeSet::new();
        for datum in data {
            if seen.insert(&datum.name) {
                values.entry(&datum.name).or_default().push(&datum.value);
            } else {
                tally.left_out(
                    1,
                    "attribute of a name used before",
                    "attributes of names used before",
                );
            }
        }
    }
    let mut names: BTreeSet<String> = taken.iter().map(|t| (*t).to_owned()).collect();
    let mut found = Vec::new();
    for (attribute, values) in values {
        let kind = Kind::of(values.iter().copied());
        let nulls = values.iter().filter(|v| ***v == Value::Null).count();
        tally.left_out(
            nulls,
            "statement that an attribute is nothing",
            "statements that attributes are nothing",
        );
        let changed = values.iter().filter(|v| !kept(kind, v)).count();
        tally.changed(
            changed,
            "value is written in another way",
            "values are written in another way",
        );
        let numbered = (2..).map(|n| format!("{attribute}_{n}"));
        let mut candidates = std::iter::once(attribute.to_owned()).chain(numbered);
        let name = candidates.find(|c| names.insert(c.clone()));
        found.push(Column {
            name: name.unwrap_or_default(),
            attribute: attribute.to_owned(),
            kind,
        });
    }
    found
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
pub(super) fn write<'d>(
    column: &Column,
    rows: impl Iterator<Item = &'d [Datum]>,
    out: &mut SerializedColumnWriter<'_>,
) -> Result<()> {
    let found = |data: &'d [Datum]| {
        let datum = data.iter().find(|d| d.name == column.attribute);
        datum.map(|d| &d.value).filter(|v| **v != Value::Null)
    };
    let values = rows.map(found);
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
