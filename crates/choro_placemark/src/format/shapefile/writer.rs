//! The writer: one shapefile for each kind of geometry, all in one archive.

use std::collections::BTreeMap;
use std::io::Write;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::shape::{Kind, Shape, shape};
use super::table::Building;
use crate::format::columns::Columns;
use crate::format::folders::Tree;
use crate::format::loss::Tally;
use crate::format::{Losses, Output, WriteError, WriteOptions, Writer};
use crate::{Item, Placemark, Vertex};

/// What every `.prj` file says.
const WGS84: &str = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",\
    6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

/// What stands for no measure: any number below −10³⁸.
const NO_MEASURE: f64 = -1e39;

/// One shapefile of the archive.
#[derive(Default)]
struct Layer {
    /// Contents of the records.
    records: Vec<Vec<u8>>,
    bounds: Bounds,
    table: Building,
}

/// West, south, east, north; lowest and highest. `None` before the first vertex.
#[derive(Clone, Copy, Default)]
struct Bounds(Option<[f64; 6]>);

impl Bounds {
    fn take(&mut self, v: &Vertex) {
        let height = v.height.unwrap_or(0.0);
        let here = [v.lon, v.lat, v.lon, v.lat, height, height];
        let known = self.0.get_or_insert(here);
        for (at, value) in here.iter().enumerate() {
            known[at] = match at {
                2 | 3 | 5 => known[at].max(*value),
                _ => known[at].min(*value),
            };
        }
    }

    fn numbers(self) -> [f64; 6] {
        self.0.unwrap_or_default()
    }
}

pub(super) struct ShapefileWriter<'a> {
    out: &'a mut dyn Output,
    title: String,
    tree: Tree,
    tally: Tally,
    columns: Columns,
    layers: BTreeMap<(Kind, bool), Layer>,
}

impl<'a> ShapefileWriter<'a> {
    pub(super) fn new(out: &'a mut dyn Output, options: &WriteOptions) -> Self {
        Self {
            out,
            title: options.title.trim().to_owned(),
            tree: Tree::default(),
            tally: Tally::of("a shapefile"),
            columns: Columns::default(),
            layers: BTreeMap::new(),
        }
    }

    fn placemark(&mut self, placemark: &Placemark) {
        let shape = shape(placemark.geometry.as_ref(), &mut self.tally);
        let layer = self.layers.entry((shape.kind, shape.heights)).or_default();
        layer.records.push(record(&shape, &mut layer.bounds));
        layer.table.row();
        let feature = &placemark.feature;
        let said = self.columns.said(&feature.data);
        let tally = &mut self.tally;
        let mut own = |name, text: &str| layer.table.own(name, text, tally);
        let known = |text: &str| feature.data.iter().any(|d| d.value.text() == text);
        if !feature.id.is_empty() && !known(&feature.id) {
            own("id", &feature.id);
        }
        if let Some(name) = feature
            .name
            .as_deref()
            .filter(|_| feature.name != said.name)
        {
            own("name", name);
        }
        let description = feature.description.as_ref();
        if let Some(text) = description.filter(|_| feature.description != said.description) {
            own("desc", &text.0);
        }
        let path = self.tree.path(feature.folder);
        if !path.is_empty() {
            own("folder", &path.join("/"));
        }
        let slashes = path
            .iter()
            .any(|name| name.contains('/') || name.is_empty());
        if let Some(time) = feature.time.as_ref().filter(|_| feature.time != said.time) {
            let begin = if time.moment { "date" } else { "begin" };
            for (column, text) in [(begin, &time.begin), ("end", &time.end)] {
                if let Some(text) = text {
                    own(column, text);
                }
            }
        }
        self.tally.changed(
            usize::from(slashes),
            "folder path is cut elsewhere, at a “/” in a name",
            "folder paths are cut elsewhere, at a “/” in a name",
        );
        for datum in &feature.data {
            let (name, value) = (&datum.name, &datum.value);
            layer.table.attribute(name, value, &mut self.tally);
        }
        self.said_elsewhere(placemark);
    }

    /// Counts what a row has no column for.
    fn said_elsewhere(&mut self, placemark: &Placemark) {
        let feature = &placemark.feature;
        let tally = &mut self.tally;
        tally.data(&feature.data);
        let said = self.columns.said(&feature.data);
        let absent = [
            feature.name.is_none() && said.name.is_some(),
            feature.description.is_none() && said.description.is_some(),
            feature.time.is_none() && said.time.is_some(),
        ];
        tally.changed(
            absent.into_iter().filter(|absent| *absent).count(),
            "field that says nothing is filled from an attribute",
            "fields that say nothing are filled from attributes",
        );
        let visible = usize::from(feature.visible.is_some()) + usize::from(feature.open.is_some());
        tally.left_out(
            visible,
            "word on whether it is shown",
            "words on whether they are shown",
        );
        tally.left_out(
            usize::from(feature.style.is_some()),
            "tie to a style",
            "ties to styles",
        );
        tally.left_out(
            feature.verbatim.len(),
            "part of another format",
            "parts of another format",
        );
        if let Some(geometry) = &placemark.geometry {
            tally.drapes(geometry);
        }
    }

    fn write(self) -> Result<Losses, WriteError> {
        let Self {
            out,
            title,
            tree,
            mut tally,
            mut layers,
            ..
        } = self;
        if layers.is_empty() {
            layers.insert((Kind::Point, false), Layer::default());
        }
        let failed = |error: zip::result::ZipError| WriteError::Format(error.to_string());
        let mut archive = ZipWriter::new(out);
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        for ((kind, heights), layer) in layers {
            let stem = stem(&title, kind, heights);
            let code = if heights {
                kind as u32 + 10
            } else {
                kind as u32
            };
            let (shp, shx) = shapes(code, &layer);
            let dbf = layer.table.finish(&mut tally);
            let files: [(&str, &[u8]); 5] = [
                ("shp", &shp),
                ("shx", &shx),
                ("dbf", &dbf),
                ("prj", WGS84.as_bytes()),
                ("cpg", b"UTF-8"),
            ];
            for (ending, bytes) in files {
                let name = format!("{stem}.{ending}");
                archive.start_file(name, options).map_err(failed)?;
                archive.write_all(bytes)?;
            }
        }
        archive.finish().map_err(failed)?;
        tree.finish(&mut tally);
        Ok(tally.finish())
    }
}

impl Writer for ShapefileWriter<'_> {
    fn item(&mut self, item: &Item) -> Result<(), WriteError> {
        match item {
            Item::Folder(folder) => {
                if self.tree.enter(folder) && folder.feature.name.is_some() {
                    self.tally
                        .left_out(1, "title of the file", "titles of files");
                }
            }
            Item::Placemark(placemark) => self.placemark(placemark),
            other => self.tally.item(other),
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Losses, WriteError> {
        self.write()
    }
}

/// The name of a shapefile: the title, as far as file names can hold it, and the kind.
fn stem(title: &str, kind: Kind, heights: bool) -> String {
    let safe = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let plain: String = title.chars().filter(|c| safe(*c)).take(60).collect();
    let kind = match kind {
        Kind::None => "no_geometry",
        Kind::Point => "points",
        Kind::Line => "lines",
        Kind::Area => "areas",
        Kind::Points => "multipoints",
    };
    let height = if heights { "_z" } else { "" };
    match plain.trim() {
        "" => format!("{kind}{height}"),
        title => format!("{title}_{kind}{height}"),
    }
}

/// The content of a record.
fn record(shape: &Shape, bounds: &mut Bounds) -> Vec<u8> {
    let code = if shape.heights {
        shape.kind as u32 + 10
    } else {
        shape.kind as u32
    };
    let mut bytes = code.to_le_bytes().to_vec();
    let real = |bytes: &mut Vec<u8>, n: f64| bytes.extend(n.to_le_bytes());
    let all = || shape.parts.iter().flatten();
    let mut here = Bounds::default();
    for vertex in all() {
        here.take(vertex);
        bounds.take(vertex);
    }
    match (shape.kind, all().next()) {
        (Kind::Point, Some(v)) => {
            real(&mut bytes, v.lon);
            real(&mut bytes, v.lat);
            if shape.heights {
                real(&mut bytes, v.height.unwrap_or_default());
                real(&mut bytes, NO_MEASURE);
            }
            return bytes;
        }
        (Kind::None, _) | (_, None) => return bytes,
        _ => {}
    }
    let [west, south, east, north, low, high] = here.numbers();
    for side in [west, south, east, north] {
        real(&mut bytes, side);
    }
    if shape.kind != Kind::Points {
        bytes.extend((shape.parts.len() as u32).to_le_bytes());
    }
    bytes.extend((all().count() as u32).to_le_bytes());
    if shape.kind != Kind::Points {
        let mut start = 0_u32;
        for part in &shape.parts {
            bytes.extend(start.to_le_bytes());
            start += part.len() as u32;
        }
    }
    for v in all() {
        real(&mut bytes, v.lon);
        real(&mut bytes, v.lat);
    }
    if shape.heights {
        real(&mut bytes, low);
        real(&mut bytes, high);
        for v in all() {
            real(&mut bytes, v.height.unwrap_or_default());
        }
    }
    bytes
}

/// The files of shapes and of their places.
fn shapes(code: u32, layer: &Layer) -> (Vec<u8>, Vec<u8>) {
    let length: usize = layer.records.iter().map(|r| r.len() + 8).sum();
    let mut shp = head(code, 100 + length, layer.bounds);
    let mut shx = head(code, 100 + 8 * layer.records.len(), layer.bounds);
    let words = |bytes: usize| ((bytes / 2) as u32).to_be_bytes();
    for (number, record) in (1_u32..).zip(&layer.records) {
        shx.extend(words(shp.len()));
        shx.extend(words(record.len()));
        shp.extend(number.to_be_bytes());
        shp.extend(words(record.len()));
        shp.extend(record);
    }
    (shp, shx)
}

fn head(code: u32, length: usize, bounds: Bounds) -> Vec<u8> {
    let mut bytes = vec![0, 0, 0x27, 0x0A];
    bytes.resize(24, 0);
    bytes.extend(((length / 2) as u32).to_be_bytes());
    bytes.extend(1000_u32.to_le_bytes());
    bytes.extend(code.to_le_bytes());
    let [west, south, east, north, low, high] = bounds.numbers();
    for number in [west, south, east, north, low, high, 0.0, 0.0] {
        bytes.extend(number.to_le_bytes());
    }
    bytes
}
