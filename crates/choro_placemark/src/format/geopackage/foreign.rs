//! A package of anyone's making: tables as folders, rows as placemarks, columns as attributes.

use std::collections::BTreeMap;

use choro_diagnostic::{Severity, Spot};
use choro_geopackage::{Column, Field, Layer, Source};

use super::columns::{Kind, value};
use super::record::text;
use super::{Placed, ending, fault, geometry_of};
use crate::crs::Crs;
use crate::format::Reading;
use crate::wkb::hexadecimal;
use crate::{Datum, Description, Feature, Folder, Item, Placemark, Schema, SchemaField, Verbatim};

/// Reads every layer and table.
pub(super) fn read(source: &Source, layers: &[Layer], reading: &mut Reading<'_>) {
    let systems = match source.systems() {
        Ok(systems) => systems,
        Err(error) => {
            let reason = format!("no list of coordinate reference systems: {error}");
            fault(reading, "INP010", Severity::Warning, &reason);
            Vec::new()
        }
    };
    let systems: BTreeMap<i32, Crs> = systems
        .iter()
        .map(|s| {
            let known = match (s.organisation.to_ascii_uppercase().as_str(), s.id) {
                ("EPSG", _) => Crs::of_epsg(s.code),
                ("NONE", _) => Crs::Unknown(s.name.clone()),
                _ => Crs::of_wkt(&s.definition),
            };
            let known = match known {
                // A code without conversion may be one more name for a known system.
                Crs::Unknown(_) => match Crs::of_wkt(&s.definition) {
                    Crs::Unknown(_) => Crs::Unknown(s.name.clone()),
                    known => known,
                },
                known => known,
            };
            (s.id, known)
        })
        .collect();
    for layer in layers {
        let place = layer.geometry.as_ref();
        let crs = place.map(|place| system(place.srs, &systems, layer, reading));
        read_layer(source, layer, &crs.unwrap_or(Crs::Wgs84), reading);
    }
}

/// The system of a layer, with what is to be said of it.
fn system(srs: i32, systems: &BTreeMap<i32, Crs>, layer: &Layer, reading: &mut Reading<'_>) -> Crs {
    let table = &layer.table;
    if srs == 0 {
        let reason = format!("the layer “{table}” names no datum; its degrees are read as WGS 84");
        fault(reading, "INP010", Severity::Warning, &reason);
        return Crs::Wgs84;
    }
    let known = systems.get(&srs).cloned();
    let crs = known.unwrap_or_else(|| Crs::of_epsg(srs));
    if let Crs::Unknown(name) = &crs {
        let reason = format!(
            "the layer “{table}” is in “{name}”, which this program does not convert; its \
             geometries are kept as they are, without positions"
        );
        fault(reading, "INP006", Severity::Warning, &reason);
    }
    crs
}

/// Where a layer's columns go.
struct Roles {
    name: Option<usize>,
    description: Option<usize>,
    /// `#` and the id of the schema.
    schema: String,
}

fn read_layer(source: &Source, layer: &Layer, crs: &Crs, reading: &mut Reading<'_>) {
    let index = reading.next_folder();
    let title = Some(&layer.title).filter(|t| !t.trim().is_empty());
    let description = Some(&layer.description).filter(|d| !d.is_empty());
    reading.item(Item::Folder(Folder {
        index,
        feature: Feature {
            id: layer.table.clone(),
            name: Some(title.unwrap_or(&layer.table).clone()),
            description: description.cloned().map(Description),
            ..Feature::default()
        },
        ..Folder::default()
    }));
    reading.item(Item::Schema(schema(layer, index)));
    let find = |name: &str| {
        let same = |c: &Column| c.name.eq_ignore_ascii_case(name);
        layer.columns.iter().position(same)
    };
    let roles = Roles {
        name: find("name"),
        description: find("description"),
        schema: format!("#{}", layer.table),
    };
    let ended = source.rows(layer, &mut |row, geom, fields| {
        let mut feature = feature(layer, &roles, row, fields, reading);
        feature.folder = Some(index);
        let placed = match geom {
            Field::Blob(bytes) => geometry_of(bytes, crs, &layer.table, row, reading),
            _ => Placed {
                geometry: None,
                measures: Vec::new(),
            },
        };
        if !placed.measures.is_empty() {
            let measures: Vec<String> = placed.measures.iter().map(f64::to_string).collect();
            feature.verbatim.push(Verbatim {
                name: "measures".to_owned(),
                text: measures.join(" "),
                line: 0,
            });
        }
        if let Some(geometry) = &placed.geometry {
            reading.check(geometry, Spot::default());
        }
        reading.item(Item::Placemark(Placemark {
            feature,
            geometry: placed.geometry,
        }));
    });
    ending(&ended, layer, reading);
}

/// The columns of a layer, those without a value in any row too.
fn schema(layer: &Layer, folder: u32) -> Schema {
    let field = |column: &Column| SchemaField {
        name: column.name.clone(),
        kind: column.declared.to_lowercase(),
        display: None,
        array: false,
    };
    Schema {
        id: layer.table.clone(),
        name: layer.table.clone(),
        folder: Some(folder),
        fields: layer.columns.iter().map(field).collect(),
        verbatim: Verbatim::default(),
    }
}

fn feature(
    layer: &Layer,
    roles: &Roles,
    row: i64,
    fields: &[Field<'_>],
    reading: &mut Reading<'_>,
) -> Feature {
    let mut feature = Feature {
        id: format!("{}.{row}", layer.table),
        ..Feature::default()
    };
    for (at, (column, field)) in layer.columns.iter().zip(fields).enumerate() {
        if let Field::Text(bytes) = field
            && std::str::from_utf8(bytes).is_err()
        {
            let (table, name) = (&layer.table, &column.name);
            let reason = format!("row {row} of “{table}”: “{name}” is no UTF-8; read with �");
            fault(reading, "INP005", Severity::Warning, &reason);
        }
        if let Field::Blob(bytes) = field {
            feature.verbatim.push(Verbatim {
                name: column.name.clone(),
                text: hexadecimal(bytes),
                line: 0,
            });
            continue;
        }
        let Some(text) = text(*field) else { continue };
        if Some(at) == roles.name {
            feature.name = Some(text);
        } else if Some(at) == roles.description {
            feature.description = Some(Description(text));
        } else {
            let kind = match (Kind::of_declared(&column.declared), field) {
                (Kind::Bool, Field::Integer(0 | 1)) => Kind::Bool,
                (_, Field::Integer(_) | Field::Real(_)) => Kind::Double,
                _ => Kind::Text,
            };
            feature.data.push(Datum {
                name: column.name.clone(),
                display: None,
                value: value(kind, text),
                schema: Some(roles.schema.clone()),
            });
        }
    }
    feature
}
