//! A package of placemarks read back into the items it was made from.

use std::collections::BTreeMap;

use choro_diagnostic::{Severity, Spot};
use choro_geopackage::{Blob, Field, Layer, Source};

use super::beside::{Beside, drape, verbatim};
use super::columns::{Column, Kind, merge};
use super::parts::{Part, geometry, vertices};
use super::record::{Heads, Record};
use super::rows::OF_DRAPE;
use super::writer::draped;
use super::{ending, fault, tables};
use crate::crs::Crs;
use crate::format::Reading;
use crate::wkb;
use crate::{
    Drape, Folder, FolderKind, Geometry, Item, Link, Overlay, Placemark, Resource, Schema,
    SchemaField, Style, StyleKind, TrackPoint, Verbatim,
};

/// The layers of a package of this kind, by name; `None` where it is one of another kind.
pub(super) struct Own<'l> {
    layers: BTreeMap<&'l str, &'l Layer>,
    placemarks: &'l Layer,
}

impl<'l> Own<'l> {
    pub(super) fn of(layers: &'l [Layer]) -> Option<Self> {
        let layers: BTreeMap<&str, &Layer> = layers.iter().map(|l| (l.table.as_str(), l)).collect();
        if tables::PLAIN.iter().any(|t| !layers.contains_key(t.name)) {
            return None;
        }
        let placemarks = *layers.get("placemarks")?;
        let heads = Heads::of(placemarks);
        let mut own = tables::placemark_columns().iter();
        own.all(|(name, _)| heads.at(name).is_some())
            .then_some(Self { layers, placemarks })
    }

    /// Reads every item, in the order in which it was written.
    pub(super) fn read(&self, source: &Source, reading: &mut Reading<'_>) {
        let walk = Walk { own: self, source };
        let mut beside = walk.beside(reading);
        beside.columns.extend(self.added(&beside.columns));
        let mut small = walk.small(&mut beside, reading);
        small.sort_by_key(|(row, _)| *row);
        let mut small = small.into_iter().peekable();
        let heads = Heads::of(self.placemarks);
        let crs = Crs::Wgs84;
        let layer = self.placemarks;
        let ended = source.rows(layer, &mut |row, geom, fields| {
            while let Some((_, item)) = small.next_if(|(at, _)| *at < row) {
                reading.item(item);
            }
            let record = Record {
                heads: &heads,
                fields,
            };
            let mut feature = beside.feature(&record, row, reading);
            let columned = beside.columned(&record);
            feature.data = merge(columned, beside.attributes.remove(&row).unwrap_or_default());
            let drape = drape(&record, Vec::new());
            let parts = beside.parts.remove(&row).unwrap_or_default();
            let geometry = placed(geom, parts, drape, &crs, row, reading);
            if let Some(geometry) = &geometry {
                reading.check(geometry, Spot::default());
            }
            reading.item(Item::Placemark(Placemark { feature, geometry }));
        });
        ending(&ended, layer, reading);
        small.for_each(|(_, item)| reading.item(item));
    }
}

impl Own<'_> {
    /// Columns that someone added to the layer.
    fn added(&self, known: &[Column]) -> Vec<Column> {
        let own = tables::placemark_columns().iter().map(|(name, _)| *name);
        let known: Vec<&str> = own.chain(known.iter().map(|c| c.column.as_str())).collect();
        let columns = self.placemarks.columns.iter();
        columns
            .filter(|c| !known.iter().any(|k| k.eq_ignore_ascii_case(&c.name)))
            .map(|c| Column {
                column: c.name.clone(),
                name: c.name.clone(),
                display: None,
                schema: None,
                kind: Kind::of_declared(&c.declared),
            })
            .collect()
    }
}

/// The geometry of a placemark: as in the file where the layer's still is what was made of that,
/// else the layer's, which someone changed.
fn placed(
    field: Field<'_>,
    parts: Vec<Part>,
    drape: Drape,
    crs: &Crs,
    row: i64,
    reading: &mut Reading<'_>,
) -> Option<Geometry> {
    let depth = reading.limits.depth;
    let wkb = match field {
        Field::Blob(bytes) => Blob::parse(bytes).map(|blob| blob.wkb),
        _ => None,
    };
    if let Some(exact) = geometry(parts, depth)
        && wkb::encode(&exact).as_ref().map(|w| &w.bytes[..]) == wkb
    {
        return Some(exact);
    }
    let Field::Blob(bytes) = field else {
        return None;
    };
    super::geometry_of(bytes, crs, "placemarks", row, reading)
        .geometry
        .map(|geometry| draped(geometry, drape))
}

/// The tables while they are read.
struct Walk<'w, 'l> {
    own: &'w Own<'l>,
    source: &'w Source,
}

impl Walk<'_, '_> {
    /// Calls `each` with every row of a table.
    fn table(
        &self,
        name: &str,
        reading: &mut Reading<'_>,
        each: &mut dyn FnMut(i64, &Record<'_>, &mut Reading<'_>),
    ) {
        let Some(layer) = self.own.layers.get(name) else {
            return;
        };
        let heads = Heads::of(layer);
        let ended = self.source.rows(layer, &mut |row, _, fields| {
            let record = Record {
                heads: &heads,
                fields,
            };
            each(row, &record, reading);
        });
        ending(&ended, layer, reading);
    }

    fn beside(&self, reading: &mut Reading<'_>) -> Beside {
        let mut beside = Beside::default();
        self.table(tables::DATA.name, reading, &mut |row, record, reading| {
            beside.attribute(row, record, reading);
        });
        let mut inner: BTreeMap<(i64, usize, Option<i64>), Vec<Verbatim>> = BTreeMap::new();
        self.table(tables::VERBATIM.name, reading, &mut |_, record, _| {
            let item = record.whole("item").unwrap_or(0);
            let kept = verbatim(record);
            match record.count("part") {
                Some(part) => inner
                    .entry((item, part, record.whole("point")))
                    .or_default()
                    .push(kept),
                None => beside.verbatim.entry(item).or_default().push(kept),
            }
        });
        let mut points: BTreeMap<(i64, usize), Vec<TrackPoint>> = BTreeMap::new();
        self.table(tables::TRACK_POINTS.name, reading, &mut |_, record, _| {
            let (item, part) = (record.whole("item").unwrap_or(0), record.count("part"));
            let part = part.unwrap_or(0);
            let at = record.text("coordinates").and_then(|t| vertices(&t));
            points.entry((item, part)).or_default().push(TrackPoint {
                when: record.text("time"),
                at: at.and_then(|at| at.first().copied()),
                verbatim: inner
                    .remove(&(item, part, record.whole("point")))
                    .unwrap_or_default(),
            });
        });
        self.table(tables::PARTS.name, reading, &mut |_, record, _| {
            let item = record.whole("item").unwrap_or(0);
            let part = record.count("part").unwrap_or(0);
            beside.parts.entry(item).or_default().push(Part {
                depth: record.count("depth").unwrap_or(usize::MAX),
                kind: record.words("kind"),
                drape: drape(
                    record,
                    inner
                        .remove(&(item, part, Some(OF_DRAPE)))
                        .unwrap_or_default(),
                ),
                coordinates: record.words("coordinates"),
                points: points.remove(&(item, part)).unwrap_or_default(),
                verbatim: inner.remove(&(item, part, None)).unwrap_or_default(),
            });
        });
        self.table(tables::SCHEMA_FIELDS.name, reading, &mut |_, record, _| {
            let item = record.whole("item").unwrap_or(0);
            beside.fields.entry(item).or_default().push(SchemaField {
                name: record.words("name"),
                kind: record.words("kind"),
                display: record.text("display"),
                array: record.truth("array").unwrap_or(false),
            });
        });
        self.table(tables::COLUMNS.name, reading, &mut |_, record, _| {
            beside
                .columns
                .extend(Kind::of_word(&record.words("kind")).map(|kind| Column {
                    column: record.words("column_name"),
                    name: record.words("name"),
                    display: record.text("display"),
                    schema: record.text("schema"),
                    kind,
                }));
        });
        beside
    }

    /// Every item but the placemarks, with its row.
    fn small(&self, beside: &mut Beside, reading: &mut Reading<'_>) -> Vec<(i64, Item)> {
        let mut found = Vec::new();
        self.folders(beside, reading, &mut found);
        self.table(
            tables::OVERLAYS.name,
            reading,
            &mut |row, record, reading| {
                let side = |name| record.real(name);
                let bounds =
                    (|| Some([side("west")?, side("south")?, side("east")?, side("north")?]))();
                found.push((
                    row,
                    Item::Overlay(Overlay {
                        kind: record.words("kind"),
                        feature: beside.whole_feature(record, row, reading),
                        href: record.text("href"),
                        bounds,
                    }),
                ));
            },
        );
        self.table(tables::LINKS.name, reading, &mut |row, record, reading| {
            let feature = beside.whole_feature(record, row, reading);
            let href = record.words("href");
            found.push((row, Item::Link(Link { feature, href })));
        });
        self.table(tables::STYLES.name, reading, &mut |row, record, reading| {
            let style = Style {
                id: record.words("style_id"),
                kind: match record.words("kind").as_str() {
                    "map" => StyleKind::Map,
                    "cascading" => StyleKind::Cascading,
                    _ => StyleKind::Style,
                },
                folder: beside.folder(record, row, reading),
                verbatim: verbatim(record),
            };
            found.push((row, Item::Style(style)));
        });
        self.table(
            tables::SCHEMAS.name,
            reading,
            &mut |row, record, reading| {
                let schema = Schema {
                    id: record.words("schema_id"),
                    name: record.words("name"),
                    folder: beside.folder(record, row, reading),
                    fields: beside.fields.remove(&row).unwrap_or_default(),
                    verbatim: verbatim(record),
                };
                found.push((row, Item::Schema(schema)));
            },
        );
        self.table(
            tables::RESOURCES.name,
            reading,
            &mut |row, record, reading| {
                let path = record.words("path");
                if path.is_empty()
                    || path.starts_with(['/', '\\'])
                    || path.split(['/', '\\']).any(|p| p == "..")
                {
                    let reason = format!("the packed file “{path}” would lead outside; left out");
                    fault(reading, "INP028", Severity::Error, &reason);
                    return;
                }
                let bytes = record.bytes("bytes");
                found.push((row, Item::Resource(Resource { path, bytes })));
            },
        );
        self.table(tables::OTHERS.name, reading, &mut |row, record, reading| {
            let folder = beside.folder(record, row, reading);
            found.push((row, Item::Other(folder, verbatim(record))));
        });
        found
    }

    fn folders(
        &self,
        beside: &mut Beside,
        reading: &mut Reading<'_>,
        found: &mut Vec<(i64, Item)>,
    ) {
        self.table(
            tables::FOLDERS.name,
            reading,
            &mut |row, record, reading| {
                let mut feature = beside.whole_feature(record, row, reading);
                let index = reading.next_folder();
                feature.folder = feature.folder.filter(|parent| *parent < index);
                if let Some(number) = record.whole("number").and_then(|n| n.try_into().ok()) {
                    beside.folders.insert(number, index);
                }
                let kind = match record.words("kind").as_str() {
                    "document" => FolderKind::Document,
                    _ => FolderKind::Folder,
                };
                let folder = Folder {
                    index,
                    kind,
                    feature,
                };
                found.push((row, Item::Folder(folder)));
            },
        );
    }
}
