//! GeoParquet 1.1, written only: one file, geometry as well-known binary with its box beside it,
//! rows in Hilbert's order so that a reader of one region reads few pages.

mod columns;
mod hilbert;
mod rows;

use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use choro_quantity::Date;
use parquet::basic::{Compression, Repetition};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{
    SerializedColumnWriter, SerializedFileWriter, SerializedRowGroupWriter,
};
use parquet::schema::types::{Type, TypePtr};

use super::folders::Tree;
use super::loss::Tally;
use super::{Losses, Output, WriteError, WriteOptions, Writer};
use crate::wkb::{self, Wkb};
use crate::{Geometry, Item, Placemark};
use columns::{Attributes, Column, Kind};
use rows::{Row, Rows};

/// Rows of a row group.
const GROUP: usize = 50_000;

/// Columns of texts that features have fields for.
const TEXTS: [&str; 8] = [
    "id",
    "name",
    "folder",
    "description",
    "style",
    "date",
    "begin",
    "end",
];

/// Columns of days.
const DAYS: [&str; 2] = ["first_day", "last_day"];

/// Sides of a box.
const SIDES: [&str; 4] = ["xmin", "ymin", "xmax", "ymax"];

impl From<ParquetError> for WriteError {
    fn from(error: ParquetError) -> Self {
        Self::Format(error.to_string())
    }
}

/// A file being written: rows are kept to the end, packed, and written group by group.
pub(super) struct GeoParquet<'a> {
    out: &'a mut dyn Output,
    title: String,
    tree: Tree,
    tally: Tally,
    rows: Rows,
    attributes: Attributes,
    /// Kinds of geometry met.
    kinds: BTreeSet<String>,
}

/// Where a Parquet file is written to, group by group: its writer wants to own what it writes to.
#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Sink {
    /// What was written since the last time.
    fn take(&self) -> Vec<u8> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *held)
    }
}

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> GeoParquet<'a> {
    pub(super) fn new(out: &'a mut dyn Output, options: &WriteOptions) -> Self {
        Self {
            out,
            title: options.title.trim().to_owned(),
            tree: Tree::default(),
            tally: Tally::of("GeoParquet"),
            rows: Rows::default(),
            attributes: Attributes::default(),
            kinds: BTreeSet::new(),
        }
    }

    fn placemark(&mut self, placemark: &Placemark) -> Result<(), WriteError> {
        let feature = &placemark.feature;
        let wkb = placemark.geometry.as_ref().and_then(wkb::encode);
        if let Some(geometry) = &placemark.geometry {
            self.geometry(geometry, wkb.as_ref());
        }
        let path = self.tree.path(feature.folder).join("/");
        let time = feature.time.as_ref();
        let when = time.and_then(crate::Time::when).unwrap_or_default();
        let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
        let texts = [
            some(&feature.id),
            feature.name.clone(),
            some(&path),
            feature.description.as_ref().map(|d| d.0.clone()),
            feature.style.clone(),
            some(&when.edtf),
            time.and_then(|t| t.begin.clone()),
            time.and_then(|t| t.end.clone()),
        ];
        self.tally.data(&feature.data);
        self.tally.left_out(
            feature.verbatim.len(),
            "part of another format",
            "parts of another format",
        );
        self.attributes.count(&feature.data, &mut self.tally);
        if let Some(wkb) = &wkb {
            let heights = if wkb.heights { " Z" } else { "" };
            self.kinds.insert(format!("{}{heights}", wkb.kind));
        }
        self.rows.push(&Row {
            wkb: wkb.map(|wkb| (wkb.bytes, wkb.bounds)),
            texts,
            days: [when.earliest, when.latest].map(|date| date.map(day_number)),
            visible: feature.visible,
            data: Row::attributes(&feature.data),
        })
    }

    /// Counts what the binary form does not hold of a geometry.
    fn geometry(&mut self, geometry: &Geometry, wkb: Option<&Wkb>) {
        self.tally.drapes(geometry);
        let Some(wkb) = wkb else {
            let (one, many) = ("geometry without a form", "geometries without a form");
            return self.tally.left_out(1, one, many);
        };
        let mut vertices = Vec::new();
        geometry.visit(&mut |v| vertices.push(v));
        let heights = vertices.iter().filter(|v| v.height.is_some()).count();
        if !wkb.heights {
            self.tally.left_out(
                heights,
                "height beside vertices without",
                "heights beside vertices without",
            );
        }
        if let Geometry::Track(_) = geometry {
            self.tally
                .changed(1, "track became a line", "tracks became lines");
        }
    }
}

impl Writer for GeoParquet<'_> {
    fn item(&mut self, item: &Item) -> Result<(), WriteError> {
        match item {
            Item::Folder(folder) => {
                let name = folder.feature.name.clone().unwrap_or_default();
                if self.tree.enter(folder) && self.title.is_empty() {
                    self.title = name;
                }
            }
            Item::Placemark(placemark) => return self.placemark(placemark),
            other => self.tally.item(other),
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Losses, WriteError> {
        let Self {
            out,
            title,
            tree,
            mut tally,
            mut rows,
            attributes,
            kinds,
        } = *self;
        tree.finish(&mut tally);
        rows.sort();
        let taken = [&["geometry", "bbox", "visible"][..], &TEXTS, &DAYS].concat();
        let columns = attributes.columns(&taken, &mut tally);
        let geo = geo(&kinds, rows.bounds());
        let mut metadata = vec![KeyValue::new("geo".to_owned(), geo)];
        if !title.is_empty() {
            metadata.push(KeyValue::new("title".to_owned(), title));
        }
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("chorograph".to_owned())
            .set_key_value_metadata(Some(metadata))
            .build();
        let schema = schema(&columns)?;
        let sink = Sink::default();
        let mut file = SerializedFileWriter::new(sink.clone(), schema, Arc::new(properties))?;
        for rows in rows.groups(GROUP) {
            let mut group = file.next_row_group()?;
            write(&rows?, &columns, &mut group)?;
            group.close()?;
            out.write_all(&sink.take())?;
        }
        file.close()?;
        out.write_all(&sink.take())?;
        Ok(tally.finish())
    }
}

/// The schema: geometry and its box, columns of features, columns of attributes.
fn schema(columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let leaf = |name: &str, kind: Kind, repetition| {
        let (physical, logical) = kind.stored();
        let builder = Type::primitive_type_builder(name, physical);
        let leaf = builder
            .with_repetition(repetition)
            .with_logical_type(logical);
        leaf.build().map(Arc::new)
    };
    let optional = |name: &str, kind| leaf(name, kind, Repetition::OPTIONAL);
    let sides: Result<Vec<TypePtr>, _> = SIDES
        .iter()
        .map(|side| leaf(side, Kind::Real, Repetition::REQUIRED))
        .collect();
    let bbox = Type::group_type_builder("bbox")
        .with_repetition(Repetition::OPTIONAL)
        .with_fields(sides?)
        .build()?;
    let mut fields = vec![optional("geometry", Kind::Bytes)?, Arc::new(bbox)];
    for name in TEXTS {
        fields.push(optional(name, Kind::Text)?);
    }
    for name in DAYS {
        fields.push(optional(name, Kind::Day)?);
    }
    fields.push(optional("visible", Kind::Truth)?);
    for column in columns {
        fields.push(optional(&column.name, column.kind)?);
    }
    let root = Type::group_type_builder("placemarks").with_fields(fields);
    root.build().map(Arc::new)
}

/// Writes a row group, column by column in the order of the schema.
fn write(
    rows: &[Row],
    columns: &[Column],
    group: &mut SerializedRowGroupWriter<'_, Sink>,
) -> Result<(), ParquetError> {
    let mut column =
        |fill: &dyn Fn(&mut SerializedColumnWriter<'_>) -> Result<(), ParquetError>| {
            let Some(mut column) = group.next_column()? else {
                return Err(ParquetError::General("a column too many".to_owned()));
            };
            fill(&mut column)?;
            column.close()
        };
    let wkb = || rows.iter().map(|row| row.wkb.as_ref());
    column(&|out| columns::texts(wkb().map(|w| w.map(|(bytes, _)| bytes.clone())), out))?;
    for side in 0..SIDES.len() {
        let at = |(_, bounds): &(Vec<u8>, Option<[f64; 4]>)| bounds.map(|bounds| bounds[side]);
        column(&|out| columns::reals(wkb().map(|w| w.and_then(at)), out))?;
    }
    for text in 0..TEXTS.len() {
        column(&|out| columns::texts(rows.iter().map(|row| row.texts[text].clone()), out))?;
    }
    for day in 0..DAYS.len() {
        column(&|out| columns::days(rows.iter().map(|row| row.days[day]), out))?;
    }
    column(&|out| columns::truths(rows.iter().map(|row| row.visible), out))?;
    for attribute in columns {
        column(&|out| columns::write(attribute, rows, out))?;
    }
    Ok(())
}

/// What the file says of its geometry (GeoParquet 1.1.0); longitude and latitude on WGS 84 is what
/// the format assumes.
fn geo(kinds: &BTreeSet<String>, bounds: Option<[f64; 4]>) -> String {
    let side = |name: &str| serde_json::json!(["bbox", name]);
    let mut column = serde_json::json!({
        "encoding": "WKB",
        "geometry_types": kinds,
        "covering": { "bbox": {
            "xmin": side("xmin"), "ymin": side("ymin"), "xmax": side("xmax"), "ymax": side("ymax"),
        } },
    });
    if let Some(bounds) = bounds {
        column["bbox"] = serde_json::json!(bounds);
    }
    serde_json::json!({
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": { "geometry": column },
    })
    .to_string()
}

/// Days since 1 January 1970 in the proleptic Gregorian calendar (H. Hinnant,
/// *chrono-Compatible Low-Level Date Algorithms*, `days_from_civil`).
fn day_number(date: Date) -> i32 {
    let (month, day) = (i32::from(date.month), i32::from(date.day));
    let year = date.year - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests;
