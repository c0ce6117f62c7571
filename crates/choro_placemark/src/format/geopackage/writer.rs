//! The writer.

use std::collections::BTreeMap;

use choro_geopackage::{Cell, Envelope, Error, Filling, Package, Row, Stored, Table, stored};

use super::columns::{Columns, choose};
use super::plain::Plain;
use super::{rows, tables};
use crate::crs::Crs;
use crate::format::{Losses, Output, WriteError, WriteOptions, Writer};
use crate::wkb::{self, Wkb};
use crate::{Feature, Folder, FolderKind, Geometry, Item, Placemark};

/// Placemarks looked at before columns are chosen.
const LOOKED_AT: usize = 2000;
/// Collections inside each other that are compared with what can be read back.
const DEPTH: usize = 256;

impl From<Error> for WriteError {
    fn from(error: Error) -> Self {
        match error {
            Error::Io(error) => Self::Io(error),
            error @ Error::Sqlite(_) => Self::Format(error.to_string()),
        }
    }
}

/// A package being written: into a file at the scratch path, or into memory where there is none.
pub(super) struct PackageWriter<'a> {
    out: &'a mut dyn Output,
    package: Package,
    title: String,
    /// Items so far.
    items: i64,
    folders: BTreeMap<u32, Shelf>,
    waiting: Vec<(i64, Placemark)>,
    layer: Option<Layer>,
    plain: Plain,
}

/// A folder, its row and its path.
#[derive(Clone)]
struct Shelf {
    row: i64,
    folder: Folder,
    path: String,
}

/// The layer of placemarks.
struct Layer {
    filling: Filling,
    columns: Columns,
}

impl<'a> PackageWriter<'a> {
    pub(super) fn new(out: &'a mut dyn Output, options: &WriteOptions) -> Result<Self, WriteError> {
        let package = if options.scratch.as_os_str().is_empty() {
            Package::in_memory("")?
        } else {
            Package::open(&options.scratch, "")?
        };
        package.create()?;
        let plain = Plain::begin(&package)?;
        Ok(Self {
            out,
            package,
            title: options.title.trim().to_owned(),
            items: 0,
            folders: BTreeMap::new(),
            waiting: Vec::new(),
            layer: None,
            plain,
        })
    }

    /// Takes a folder in, or what more is said of it.
    fn folder(&mut self, item: i64, folder: &Folder) {
        let row = self.folders.get(&folder.index).map_or(item, |s| s.row);
        let shelf = Shelf {
            row,
            folder: folder.clone(),
            path: self.path_of(folder),
        };
        self.folders.insert(folder.index, shelf);
    }

    /// The path of a folder whose parent is known; the file's own document has none.
    fn path_of(&self, folder: &Folder) -> String {
        let parent = folder.feature.folder;
        if parent.is_none() && folder.kind == FolderKind::Document {
            return String::new();
        }
        let name = folder.feature.name.as_deref().unwrap_or_default().trim();
        match self.path(parent) {
            "" => name.to_owned(),
            above => format!("{above}/{name}"),
        }
    }

    fn path(&self, folder: Option<u32>) -> &str {
        let shelf = folder.and_then(|index| self.folders.get(&index));
        shelf.map_or("", |shelf| shelf.path.as_str())
    }

    /// Chooses columns, makes the layer and writes what waits for it.
    fn begin_layer(&mut self) -> Result<(), WriteError> {
        let data = self.waiting.iter().map(|(_, p)| &p.feature.data[..]);
        let all = choose(data, tables::placemark_columns());
        let filling = {
            let columns = layer_columns(&all);
            self.package.begin_table(&tables::placemarks(&columns))?
        };
        self.layer = Some(Layer {
            filling,
            columns: Columns::new(all),
        });
        for (item, placemark) in std::mem::take(&mut self.waiting) {
            self.placemark(item, &placemark)?;
        }
        Ok(())
    }

    fn placemark(&mut self, item: i64, placemark: &Placemark) -> Result<(), WriteError> {
        let Some(mut layer) = self.layer.take() else {
            self.waiting.push((item, placemark.clone()));
            if self.waiting.len() >= LOOKED_AT {
                self.begin_layer()?;
            }
            return Ok(());
        };
        let written = self.write_placemark(&mut layer, item, placemark);
        self.layer = Some(layer);
        written
    }

    fn write_placemark(
        &mut self,
        layer: &mut Layer,
        item: i64,
        placemark: &Placemark,
    ) -> Result<(), WriteError> {
        let feature = &placemark.feature;
        let encoded = placemark.geometry.as_ref().and_then(wkb::encode);
        let drape = placemark.geometry.as_ref().and_then(single_drape);
        if let Some(geometry) = &placemark.geometry
            && !holds(encoded.as_ref(), geometry)
        {
            self.plain.parts(&self.package, item, geometry)?;
        }
        let mut cells = rows::feature(feature, self.path(feature.folder));
        cells.extend(drape.map_or([Cell::Null, Cell::Null, Cell::Null], rows::drape));
        let (attributes, rest) = layer.columns.split(&feature.data);
        cells.extend(attributes);
        let row = Row {
            id: item,
            geometry: encoded.map(|wkb| blob(&wkb)),
            cells,
        };
        self.package.insert(&mut layer.filling, &row)?;
        drop(row);
        Ok(self.plain.beyond(&self.package, item, feature, &rest)?)
    }

    /// A row for an item with the columns of features and some of its own.
    fn with_feature(
        &mut self,
        table: &Table<'_>,
        item: i64,
        feature: &Feature,
        own: Vec<Cell<'_>>,
    ) -> Result<(), WriteError> {
        let path = self.path(feature.folder).to_owned();
        let mut cells = rows::feature(feature, &path);
        cells.extend(own);
        self.plain.add(&self.package, table, Some(item), cells)?;
        let rest = super::columns::all_rest(&feature.data);
        Ok(self.plain.beyond(&self.package, item, feature, &rest)?)
    }

    fn other(&mut self, item: i64, thing: &Item) -> Result<(), WriteError> {
        let number = |folder: &Option<u32>| Cell::from(folder.map(i64::from));
        let (table, cells) = match thing {
            Item::Overlay(overlay) => {
                let mut own = vec![overlay.kind.as_str().into(), overlay.href.as_deref().into()];
                let side = |at: usize| Cell::from(overlay.bounds.map(|b| b[at]));
                own.extend((0..4).map(side));
                return self.with_feature(&tables::OVERLAYS, item, &overlay.feature, own);
            }
            Item::Link(link) => {
                let own = vec![link.href.as_str().into()];
                return self.with_feature(&tables::LINKS, item, &link.feature, own);
            }
            Item::Style(style) => (
                &tables::STYLES,
                vec![
                    style.id.as_str().into(),
                    rows::style_kind(style.kind).into(),
                    number(&style.folder),
                    style.verbatim.name.as_str().into(),
                    style.verbatim.text.as_str().into(),
                ],
            ),
            Item::Schema(schema) => {
                for field in &schema.fields {
                    let cells = vec![
                        item.into(),
                        field.name.as_str().into(),
                        field.kind.as_str().into(),
                        field.display.as_deref().into(),
                        field.array.into(),
                    ];
                    self.plain
                        .add(&self.package, &tables::SCHEMA_FIELDS, None, cells)?;
                }
                let cells = vec![
                    schema.id.as_str().into(),
                    schema.name.as_str().into(),
                    number(&schema.folder),
                    schema.verbatim.name.as_str().into(),
                    schema.verbatim.text.as_str().into(),
                ];
                (&tables::SCHEMAS, cells)
            }
            Item::Resource(resource) => {
                let bytes = Cell::Blob(resource.bytes.as_slice().into());
                (
                    &tables::RESOURCES,
                    vec![resource.path.as_str().into(), bytes],
                )
            }
            Item::Other(folder, kept) => (
                &tables::OTHERS,
                vec![
                    number(folder),
                    kept.name.as_str().into(),
                    kept.text.as_str().into(),
                ],
            ),
            Item::Folder(_) | Item::Placemark(_) => return Ok(()),
        };
        Ok(self.plain.add(&self.package, table, Some(item), cells)?)
    }

    /// Paths of folders whose name came after what stands in them, put right.
    fn mend_paths(&mut self) -> Result<(), WriteError> {
        let indices: Vec<u32> = self.folders.keys().copied().collect();
        for index in indices {
            let Some(shelf) = self.folders.get(&index) else {
                continue;
            };
            let path = self.path_of(&shelf.folder);
            if path != shelf.path {
                let cell = Cell::from(path.as_str());
                for table in ["placemarks", "overlays", "links"] {
                    let key = ("folder_number", i64::from(index));
                    self.package.rewrite(table, "folder", &cell, key)?;
                }
                if let Some(shelf) = self.folders.get_mut(&index) {
                    shelf.path = path;
                }
            }
        }
        Ok(())
    }
}

impl Writer for PackageWriter<'_> {
    fn item(&mut self, item: &Item) -> Result<(), WriteError> {
        self.items += 1;
        match item {
            Item::Folder(folder) => {
                self.folder(self.items, folder);
                Ok(())
            }
            Item::Placemark(placemark) => self.placemark(self.items, placemark),
            other => self.other(self.items, other),
        }
    }

    fn finish(mut self: Box<Self>) -> Result<Losses, WriteError> {
        if self.layer.is_none() {
            self.begin_layer()?;
        }
        self.mend_paths()?;
        for shelf in self.folders.values().cloned().collect::<Vec<_>>() {
            let kind = match shelf.folder.kind {
                FolderKind::Document => "document",
                FolderKind::Folder => "folder",
            };
            let own = vec![i64::from(shelf.folder.index).into(), kind.into()];
            self.with_feature(&tables::FOLDERS, shelf.row, &shelf.folder.feature, own)?;
        }
        let Self {
            out,
            package,
            title,
            layer,
            mut plain,
            ..
        } = *self;
        if let Some(Layer { filling, columns }) = layer {
            for column in &columns.all {
                let cells = vec![
                    column.column.as_str().into(),
                    column.name.as_str().into(),
                    column.display.as_deref().into(),
                    column.kind.word().into(),
                    column.schema.as_deref().into(),
                ];
                plain.add(&package, &tables::COLUMNS, None, cells)?;
            }
            let columns = layer_columns(&columns.all);
            let mut table = tables::placemarks(&columns);
            let taken = tables::PLAIN.iter().any(|plain| plain.title == title);
            if !title.is_empty() && !taken {
                table.title = &title;
            }
            package.finish_table(&table, filling)?;
        }
        plain.finish(&package)?;
        package.finish_into(out)?;
        Ok(Losses::new())
    }
}

fn layer_columns(all: &[super::columns::Column]) -> Vec<(&str, &str)> {
    let own = tables::placemark_columns().iter().copied();
    let more = all.iter().map(|c| (c.column.as_str(), c.kind.declared()));
    own.chain(more).collect()
}

fn blob(wkb: &Wkb) -> Stored {
    let envelope = wkb.bounds.map(|[west, south, east, north]| Envelope {
        west,
        south,
        east,
        north,
    });
    stored(&wkb.bytes, envelope, wkb.kind == "Point")
}

/// How a geometry of one part lies over the ground.
fn single_drape(geometry: &Geometry) -> Option<&crate::Drape> {
    match geometry {
        Geometry::Point(_, drape) | Geometry::Line(_, drape) | Geometry::Polygon(_, _, drape) => {
            Some(drape)
        }
        _ => None,
    }
}

/// Whether the layer's geometry and its columns give back this very geometry.
fn holds(encoded: Option<&Wkb>, geometry: &Geometry) -> bool {
    let read = encoded.and_then(|wkb| wkb::decode(&wkb.bytes, &Crs::Wgs84, DEPTH).ok());
    let Some(back) = read.and_then(|read| read.geometry) else {
        return false;
    };
    match single_drape(geometry) {
        Some(drape) => drape.verbatim.is_empty() && draped(back, drape.clone()) == *geometry,
        None => back == *geometry,
    }
}

/// A geometry of one part that lies over the ground in this way.
pub(super) fn draped(geometry: Geometry, drape: crate::Drape) -> Geometry {
    match geometry {
        Geometry::Point(vertex, _) => Geometry::Point(vertex, drape),
        Geometry::Line(line, _) => Geometry::Line(line, drape),
        Geometry::Polygon(outer, holes, _) => Geometry::Polygon(outer, holes, drape),
        other => other,
    }
}
