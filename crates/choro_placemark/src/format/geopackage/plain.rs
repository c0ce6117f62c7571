//! The tables beside the layer, while they are written.

use std::collections::BTreeMap;

use choro_geopackage::{Cell, Error, Filling, Package, Row, Table};

use super::columns::Rest;
use super::{parts, rows, tables};
use crate::{Feature, Geometry};

/// Tables beside the layer, and the row numbers last given in those that are no items.
pub(super) struct Plain {
    fillings: BTreeMap<&'static str, (Filling, i64)>,
}

impl Plain {
    pub(super) fn begin(package: &Package) -> Result<Self, Error> {
        let mut fillings = BTreeMap::new();
        for table in tables::PLAIN {
            fillings.insert(table.name, (package.begin_table(table)?, 0));
        }
        Ok(Self { fillings })
    }

    /// Adds a row, with the number given or the next one.
    pub(super) fn add(
        &mut self,
        package: &Package,
        table: &Table<'_>,
        row: Option<i64>,
        cells: Vec<Cell<'_>>,
    ) -> Result<(), Error> {
        let Some((filling, last)) = self.fillings.get_mut(table.name) else {
            return Ok(());
        };
        *last += 1;
        package.insert(filling, &Row::plain(row.unwrap_or(*last), cells))
    }

    /// Adds what a feature says beyond its columns; attributes only those in `rest`.
    pub(super) fn beyond(
        &mut self,
        package: &Package,
        item: i64,
        feature: &Feature,
        rest: &[Rest<'_>],
    ) -> Result<(), Error> {
        for attribute in rest {
            let mut found = Vec::new();
            rows::data(item, attribute, &mut |cells| found.push(cells));
            for cells in found {
                self.add(package, &tables::DATA, None, cells)?;
            }
        }
        for kept in &feature.verbatim {
            let cells = rows::verbatim(item, None, None, kept);
            self.add(package, &tables::VERBATIM, None, cells)?;
        }
        Ok(())
    }

    pub(super) fn parts(
        &mut self,
        package: &Package,
        item: i64,
        geometry: &Geometry,
    ) -> Result<(), Error> {
        for (number, part) in parts::parts(geometry).iter().enumerate() {
            let cells = rows::part(item, number, part);
            self.add(package, &tables::PARTS, None, cells)?;
            for kept in &part.verbatim {
                let cells = rows::verbatim(item, Some(number), None, kept);
                self.add(package, &tables::VERBATIM, None, cells)?;
            }
            for kept in &part.drape.verbatim {
                let cells = rows::verbatim(item, Some(number), Some(rows::OF_DRAPE), kept);
                self.add(package, &tables::VERBATIM, None, cells)?;
            }
            for (at, point) in part.points.iter().enumerate() {
                let cells = rows::track_point(item, number, at, point);
                self.add(package, &tables::TRACK_POINTS, None, cells)?;
                for kept in &point.verbatim {
                    let cells = rows::verbatim(item, Some(number), Some(at as i64), kept);
                    self.add(package, &tables::VERBATIM, None, cells)?;
                }
            }
        }
        Ok(())
    }

    /// Enters the filled tables into the table of contents.
    pub(super) fn finish(mut self, package: &Package) -> Result<(), Error> {
        for table in tables::PLAIN {
            if let Some((filling, _)) = self.fillings.remove(table.name) {
                package.finish_table(table, filling)?;
            }
        }
        Ok(())
    }
}
