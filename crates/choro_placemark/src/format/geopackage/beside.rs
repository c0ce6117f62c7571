//! What stands beside the rows of items in a package, and what their columns say.

use std::collections::BTreeMap;

use choro_diagnostic::Severity;

use super::columns::{Column, Kept, merge, value};
use super::fault;
use super::parts::Part;
use super::record::{Record, text};
use crate::format::Reading;
use crate::{Datum, Description, Drape, Feature, SchemaField, Time, Value, Verbatim};

/// What stands beside the rows of items, by the items' rows.
#[derive(Default)]
pub(super) struct Beside {
    pub(super) attributes: BTreeMap<i64, Vec<Kept>>,
    pub(super) verbatim: BTreeMap<i64, Vec<Verbatim>>,
    pub(super) parts: BTreeMap<i64, Vec<Part>>,
    pub(super) fields: BTreeMap<i64, Vec<SchemaField>>,
    pub(super) columns: Vec<Column>,
    /// Numbers of folders in the file, in their order, by their row.
    pub(super) folders: BTreeMap<u32, u32>,
}

impl Beside {
    /// Takes in an attribute, or an element of the list that came before it.
    pub(super) fn attribute(&mut self, row: i64, record: &Record<'_>, reading: &mut Reading<'_>) {
        let item = record.whole("item").unwrap_or(0);
        let text = record.words("value");
        let value = match record.words("kind").as_str() {
            "number" => Value::Number(text),
            "bool" => Value::Bool(text == "true"),
            "null" => Value::Null,
            "list" => Value::List(Vec::new()),
            "json" => Value::Json(text),
            _ => Value::Text(text),
        };
        let all = self.attributes.entry(item).or_default();
        let depth = record.count("depth").unwrap_or(0);
        if depth == 0 {
            all.push(Kept {
                position: record.count("position").unwrap_or(usize::MAX),
                datum: Datum {
                    name: record.words("name"),
                    display: record.text("display"),
                    value,
                    schema: record.text("schema"),
                },
                column: record.words("column_name"),
            });
            return;
        }
        let mut at = all.last_mut().map(|kept| &mut kept.datum.value);
        for _ in 1..depth.min(reading.limits.depth) {
            at = match at {
                Some(Value::List(values)) => values.last_mut(),
                _ => None,
            };
        }
        match at {
            Some(Value::List(values)) if depth <= reading.limits.depth => values.push(value),
            _ => {
                let reason = format!("row {row} of attributes is an element of no list; left out");
                fault(reading, "INP010", Severity::Warning, &reason);
            }
        }
    }

    /// What the columns of a feature say.
    pub(super) fn feature(
        &mut self,
        record: &Record<'_>,
        row: i64,
        reading: &mut Reading<'_>,
    ) -> Feature {
        Feature {
            id: record.words("feature_id"),
            folder: self.folder(record, row, reading),
            name: record.text("name"),
            description: record.text("description").map(Description),
            visible: record.truth("visible"),
            open: record.truth("open"),
            time: record.truth("moment").map(|moment| Time {
                begin: record.text("begin"),
                end: record.text("end"),
                moment,
            }),
            style: record.text("style"),
            data: Vec::new(),
            verbatim: self.verbatim.remove(&row).unwrap_or_default(),
            ..Feature::default()
        }
    }

    /// A feature whose attributes all have rows.
    pub(super) fn whole_feature(
        &mut self,
        record: &Record<'_>,
        row: i64,
        reading: &mut Reading<'_>,
    ) -> Feature {
        let mut feature = self.feature(record, row, reading);
        feature.data = merge(Vec::new(), self.attributes.remove(&row).unwrap_or_default());
        feature
    }

    pub(super) fn folder(
        &self,
        record: &Record<'_>,
        row: i64,
        reading: &mut Reading<'_>,
    ) -> Option<u32> {
        let number = record.folder()?;
        let known = self.folders.get(&number).copied();
        if known.is_none() {
            let reason = format!("row {row} stands in folder {number}, which is not there");
            fault(reading, "INP010", Severity::Warning, &reason);
        }
        known
    }

    /// The attributes that have columns, with the columns' names.
    pub(super) fn columned(&self, record: &Record<'_>) -> Vec<(String, Datum)> {
        let datum = |column: &Column| {
            let at = record.heads.at(&column.column.to_lowercase())?;
            let text = text(*record.fields.get(at)?)?;
            let datum = Datum {
                name: column.name.clone(),
                display: column.display.clone(),
                value: value(column.kind, text),
                schema: column.schema.clone(),
            };
            Some((column.column.clone(), datum))
        };
        self.columns.iter().filter_map(datum).collect()
    }
}

pub(super) fn drape(record: &Record<'_>, verbatim: Vec<Verbatim>) -> Drape {
    Drape {
        altitude_mode: record.text("altitude_mode"),
        extrude: record.truth("extrude"),
        tessellate: record.truth("tessellate"),
        verbatim,
    }
}

pub(super) fn verbatim(record: &Record<'_>) -> Verbatim {
    Verbatim {
        name: record.words("element"),
        text: record.words("text"),
        line: 0,
    }
}
