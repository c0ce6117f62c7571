//! The reader: layers as folders, columns as attributes.

use choro_diagnostic::{Severity, Spot};

use super::OWN;
use super::archive::{Parts, unpack};
use super::dbf::Table;
use super::shp::{self, Fault};
use crate::crs::Crs;
use crate::format::Reading;
use crate::format::columns::{Columns, Meaning, meaning};
use crate::format::folders::Paths;
use crate::wkb;
use crate::{
    Datum, Description, Feature, Geometry, Item, Placemark, Schema, SchemaField, Time, Verbatim,
};

/// Figures beyond these are no degrees.
const DEGREES: [f64; 2] = [360.0, 90.0];

pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) {
    let shapefiles = if bytes.starts_with(b"PK") {
        unpack(bytes, reading)
    } else {
        let reason = "a .shp file alone: its attributes, encoding and coordinate reference \
            system stand in files beside it; pack them all as one ZIP archive";
        warn(reading, "INP010", reason);
        vec![Parts {
            stem: "shapefile".to_owned(),
            shp: Some(bytes.to_vec()),
            ..Parts::default()
        }]
    };
    let mut paths = Paths::default();
    for parts in shapefiles {
        layer(&parts, &mut paths, reading);
    }
}

fn warn(reading: &mut Reading<'_>, code: &'static str, reason: &str) {
    reading
        .faults
        .report(code, Severity::Warning, Spot::default(), reason);
}

/// The system of a shapefile, with what is to be said of it.
fn system(parts: &Parts, bounds: Option<[f64; 4]>, reading: &mut Reading<'_>) -> Crs {
    let stem = &parts.stem;
    if let Some(prj) = &parts.prj {
        let crs = Crs::of_wkt(&String::from_utf8_lossy(prj));
        if let Crs::Unknown(name) = &crs {
            let reason = format!(
                "“{stem}” is in “{name}”, which this program does not convert; its geometries \
                 are kept as they are, without positions"
            );
            warn(reading, "INP006", &reason);
        }
        return crs;
    }
    let [west, south, east, north] = bounds.unwrap_or_default();
    let degrees =
        west.abs().max(east.abs()) <= DEGREES[0] && south.abs().max(north.abs()) <= DEGREES[1];
    if degrees {
        let reason =
            format!("“{stem}” has no .prj file; its figures are read as degrees of WGS 84");
        warn(reading, "INP010", &reason);
        return Crs::Wgs84;
    }
    let reason = format!(
        "“{stem}” has no .prj file and its figures are no degrees; its geometries are kept as \
         they are, without positions"
    );
    warn(reading, "INP006", &reason);
    Crs::Unknown("no .prj file".to_owned())
}

/// One shapefile while it is read.
struct Layer<'l> {
    stem: &'l str,
    crs: Crs,
    table: Option<Table<'l>>,
    /// The folder for rows without a path of their own.
    root: Option<u32>,
    columns: Columns,
}

fn layer(parts: &Parts, paths: &mut Paths, reading: &mut Reading<'_>) {
    let stem = parts.stem.rsplit(['/', '\\']).next().unwrap_or_default();
    if parts.shp.is_none() && parts.dbf.is_none() {
        return;
    }
    let shapes = parts.shp.as_deref().unwrap_or_default();
    let bounds = shp::head(shapes);
    if bounds.is_none() && parts.shp.is_some() {
        let reason = format!("“{stem}.shp” is no shapefile");
        super::archive::fault(reading, "INP014", &reason);
    }
    let crs = if bounds.is_some() {
        system(parts, bounds, reading)
    } else {
        Crs::Wgs84
    };
    let declared = parts.cpg.as_deref().map(String::from_utf8_lossy);
    let table = parts
        .dbf
        .as_deref()
        .and_then(|bytes| Table::of(bytes, declared.as_deref()));
    if table.is_none() && parts.dbf.is_some() {
        let reason = format!("“{stem}.dbf” is no table; its attributes are not read");
        super::archive::fault(reading, "INP014", &reason);
    }
    let own_paths = table
        .as_ref()
        .is_some_and(|t| t.columns.iter().any(|c| c.name == "folder"));
    let root = (!own_paths)
        .then(|| paths.folder(reading, None, [stem], 0))
        .flatten();
    let mut layer = Layer {
        stem,
        crs,
        table,
        root,
        columns: Columns::default(),
    };
    layer.schema(reading);
    layer.rows(if bounds.is_some() { shapes } else { &[] }, paths, reading);
}

impl Layer<'_> {
    /// The columns of the table, those without a value in any row too.
    fn schema(&self, reading: &mut Reading<'_>) {
        let Some(table) = &self.table else { return };
        let further = table
            .columns
            .iter()
            .filter(|c| !OWN.contains(&c.name.as_str()));
        let fields: Vec<SchemaField> = further
            .map(|c| SchemaField {
                name: c.name.clone(),
                kind: match c.kind {
                    b'N' | b'F' | b'O' | b'B' => "double",
                    b'I' | b'+' => "int",
                    b'L' => "bool",
                    _ => "string",
                }
                .to_owned(),
                display: None,
                array: false,
            })
            .collect();
        if fields.is_empty() {
            return;
        }
        reading.item(Item::Schema(Schema {
            id: self.stem.to_owned(),
            name: self.stem.to_owned(),
            folder: self.root,
            fields,
            verbatim: Verbatim::default(),
        }));
    }

    fn rows(&mut self, shapes: &[u8], paths: &mut Paths, reading: &mut Reading<'_>) {
        let mut records = shp::records(shapes);
        let mut number = 0;
        loop {
            let record = records.next();
            let row = self.table.as_ref().and_then(|t| t.row(number));
            if record.is_none() && row.is_none() {
                break;
            }
            // Rows behind the last shape are remains where there are shapes at all.
            if record.is_none() && !shapes.is_empty() {
                break;
            }
            if record.is_some() && row.is_none() && self.table.is_some() {
                let reason = format!("row {} of “{}” has no attributes", number + 1, self.stem);
                warn(reading, "INP010", &reason);
            }
            if record.is_none() && self.table.as_ref().is_some_and(|t| number >= t.said) {
                break;
            }
            let deleted = row.is_some_and(|(_, deleted)| deleted);
            if !deleted {
                let row = row.map(|(row, _)| row);
                self.placemark(number, record, row, paths, reading);
            }
            number += 1;
        }
        let said = self.table.as_ref().map_or(number, |t| t.said);
        if said > number {
            let reason = format!(
                "“{}” should have {said} rows and has {number}; the file is cut off",
                self.stem
            );
            super::archive::fault(reading, "INP010", &reason);
        }
    }

    fn placemark(
        &mut self,
        number: usize,
        record: Option<&[u8]>,
        row: Option<&[u8]>,
        paths: &mut Paths,
        reading: &mut Reading<'_>,
    ) {
        let mut feature = Feature {
            id: format!("{}.{}", self.stem, number + 1),
            folder: self.root,
            ..Feature::default()
        };
        if let Some(row) = row {
            self.attributes(number, row, &mut feature, paths, reading);
        }
        let geometry =
            record.and_then(|content| self.geometry(number, content, &mut feature, reading));
        if let Some(geometry) = &geometry {
            reading.check(geometry, Spot::default());
        }
        reading.item(Item::Placemark(Placemark { feature, geometry }));
    }

    fn attributes(
        &mut self,
        number: usize,
        row: &[u8],
        feature: &mut Feature,
        paths: &mut Paths,
        reading: &mut Reading<'_>,
    ) {
        let Some(table) = &self.table else { return };
        let mut time = Time::default();
        for column in &table.columns {
            let cell = table.cell(row, column);
            if cell.garbled {
                let (stem, name) = (self.stem, &column.name);
                let reason = format!(
                    "row {} of “{stem}”: “{name}” is not in its encoding",
                    number + 1
                );
                warn(reading, "INP005", &reason);
            }
            let Some(value) = cell.value else { continue };
            match column.name.as_str() {
                "id" => feature.id = value.text(),
                "name" => feature.name = Some(value.text()),
                "desc" => feature.description = Some(Description(value.text())),
                "folder" => {
                    let path = value.text();
                    feature.folder = paths.folder(reading, None, path.split('/'), 0);
                }
                "date" => (time.begin, time.moment) = (Some(value.text()), true),
                "begin" => time.begin = Some(value.text()),
                "end" => time.end = Some(value.text()),
                name => {
                    if matches!(meaning(name), Some((Meaning::Id, _)))
                        && !table.columns.iter().any(|c| c.name == "id")
                    {
                        feature.id = value.text();
                    }
                    feature.data.push(Datum {
                        name: name.to_owned(),
                        display: None,
                        value,
                        schema: None,
                    });
                }
            }
        }
        feature.time = (time != Time::default()).then_some(time);
        self.columns.complete(feature);
    }

    fn geometry(
        &self,
        number: usize,
        content: &[u8],
        feature: &mut Feature,
        reading: &mut Reading<'_>,
    ) -> Option<Geometry> {
        if let Crs::Unknown(name) = &self.crs {
            return Some(wkb::other(name, content));
        }
        let (code, severity, reason) = match shp::read(content, &self.crs) {
            Ok(record) => {
                if !record.measures.is_empty() {
                    let measures: Vec<String> =
                        record.measures.iter().map(f64::to_string).collect();
                    feature.verbatim.push(Verbatim {
                        name: "measures".to_owned(),
                        text: measures.join(" "),
                        line: 0,
                    });
                }
                return record.geometry;
            }
            Err(Fault::Broken(why)) => (
                "INP007",
                Severity::Warning,
                format!("the shape cannot be read: {why}"),
            ),
            Err(Fault::Kind(31)) => (
                "INP026",
                Severity::Note,
                "a multipatch has no form here".to_owned(),
            ),
            Err(Fault::Kind(kind)) => (
                "INP007",
                Severity::Warning,
                format!("{kind} is no kind of shape"),
            ),
            Err(Fault::Outside) => (
                "INP006",
                Severity::Warning,
                "figures outside their coordinate reference system".to_owned(),
            ),
        };
        let reason = format!(
            "row {} of “{}”: {reason}; kept as it is",
            number + 1,
            self.stem
        );
        reading
            .faults
            .report(code, severity, Spot::default(), &reason);
        Some(wkb::other("shp", content))
    }
}
