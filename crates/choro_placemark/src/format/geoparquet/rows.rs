//! Rows kept to the end, packed: their order along the curve and their columns are known only when
//! all have come.

use serde::{Deserialize, Serialize};

use super::hilbert;
use crate::format::WriteError;
use crate::{Datum, Value};

/// Bytes of rows kept together.
const CHUNK: usize = 1 << 20;

/// A placemark as a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Row {
    /// Geometry as well-known binary, and its box.
    pub(super) wkb: Option<(Vec<u8>, Option<[f64; 4]>)>,
    pub(super) texts: [Option<String>; 8],
    pub(super) days: [Option<i32>; 2],
    pub(super) visible: Option<bool>,
    /// Names and values of attributes; of a name given twice the first counts.
    pub(super) data: Vec<(String, Value)>,
}

impl Row {
    /// Names and values of attributes.
    pub(super) fn attributes(data: &[Datum]) -> Vec<(String, Value)> {
        data.iter()
            .map(|datum| (datum.name.clone(), datum.value.clone()))
            .collect()
    }

    /// The value of an attribute, where it says something.
    pub(super) fn value(&self, attribute: &str) -> Option<&Value> {
        let found = self.data.iter().find(|(name, _)| name == attribute);
        found.map(|(_, value)| value).filter(|v| **v != Value::Null)
    }
}

/// Rows, packed.
#[derive(Default)]
pub(super) struct Rows {
    chunks: Vec<Vec<u8>>,
    /// Of each row its chunk, where it begins there, and its box.
    index: Vec<(u32, u32, Option<[f64; 4]>)>,
}

fn trouble(error: postcard::Error) -> WriteError {
    WriteError::Format(error.to_string())
}

impl Rows {
    /// Adds a row.
    pub(super) fn push(&mut self, row: &Row) -> Result<(), WriteError> {
        if self.chunks.last().is_none_or(|chunk| chunk.len() > CHUNK) {
            self.chunks.push(Vec::with_capacity(CHUNK + CHUNK / 8));
        }
        let number = self.chunks.len() - 1;
        let chunk = std::mem::take(&mut self.chunks[number]);
        let from = chunk.len() as u32;
        let bounds = row.wkb.as_ref().and_then(|(_, bounds)| *bounds);
        self.chunks[number] = postcard::to_extend(row, chunk).map_err(trouble)?;
        self.index.push((number as u32, from, bounds));
        Ok(())
    }

    /// The box around all rows.
    pub(super) fn bounds(&self) -> Option<[f64; 4]> {
        let boxes = self.index.iter().filter_map(|(_, _, bounds)| *bounds);
        boxes.reduce(|a, b| {
            [
                a[0].min(b[0]),
                a[1].min(b[1]),
                a[2].max(b[2]),
                a[3].max(b[3]),
            ]
        })
    }

    /// Puts rows in order along the curve; those without a place come last.
    pub(super) fn sort(&mut self) {
        let bounds = self.bounds();
        self.index
            .sort_by_cached_key(|(_, _, here)| match (bounds, here) {
                (Some(bounds), Some([west, south, east, north])) => hilbert::place(
                    bounds,
                    f64::midpoint(*west, *east),
                    f64::midpoint(*south, *north),
                )
                .into(),
                _ => u64::MAX,
            });
    }

    /// The rows, so many at a time.
    pub(super) fn groups(
        &self,
        size: usize,
    ) -> impl Iterator<Item = Result<Vec<Row>, WriteError>> + '_ {
        self.index.chunks(size).map(|group| {
            let rows = group.iter().map(|(chunk, from, _)| {
                let bytes = &self.chunks[*chunk as usize][*from as usize..];
                let row = postcard::take_from_bytes(bytes).map_err(trouble)?;
                Ok(row.0)
            });
            rows.collect()
        })
    }
}
