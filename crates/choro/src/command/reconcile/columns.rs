//! Which column of a list holds what, and rows as queries.

use super::table::Row;
use crate::typed;
use anyhow::{Context, bail};
use choro_gazetteer::Class;
use choro_gazetteer::reconcile::Query;
use choro_geometry::Position;
use choro_quantity::When;

/// Columns by their places.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Columns {
    name: usize,
    names: Vec<usize>,
    parents: Vec<usize>,
    class: Option<usize>,
    lat: Option<usize>,
    lon: Option<usize>,
    date: Option<usize>,
}

impl Columns {
    /// The columns named on the command line; names and coordinates also by their usual headers.
    pub(super) fn find(
        header: &Row<'_>,
        name: Option<&str>,
        stated: &[String],
    ) -> anyhow::Result<Self> {
        let known: Vec<String> = header
            .cells
            .iter()
            .map(|cell| cell.trim().to_lowercase())
            .collect();
        if known.is_empty() {
            bail!("the list is empty: it needs a header row");
        }
        let at = |column: &str| {
            known
                .iter()
                .position(|cell| *cell == column.trim().to_lowercase())
                .with_context(|| {
                    format!(
                        "the list has no column `{column}`, only {}",
                        known.join(", ")
                    )
                })
        };
        let usual = |headers: &[&str]| {
            headers
                .iter()
                .find_map(|usual| known.iter().position(|cell| cell == usual))
        };
        let mut columns = Self {
            name: name.map_or_else(|| Ok(usual(&["name"]).unwrap_or_default()), at)?,
            lat: usual(&["lat", "latitude"]),
            lon: usual(&["lon", "lng", "long", "longitude"]),
            ..Self::default()
        };
        for pair in stated {
            let Some((what, column)) = pair.split_once('=') else {
                bail!("`{pair}` is not written as parent=COLUMN");
            };
            let column = at(column)?;
            match what.trim() {
                "name" => columns.name = column,
                "names" => columns.names.push(column),
                "parent" => columns.parents.push(column),
                "type" => columns.class = Some(column),
                "lat" => columns.lat = Some(column),
                "lon" => columns.lon = Some(column),
                "date" => columns.date = Some(column),
                other => bail!(
                    "`{other}` is nothing a column can hold: name, names, parent, type, lat, lon, date"
                ),
            }
        }
        Ok(columns)
    }

    /// What cannot be understood in a row; such a cell is passed over.
    pub(super) fn faults(&self, row: &Row<'_>) -> Vec<String> {
        let mut faults = Vec::new();
        let stated = cell(row, self.class);
        if !stated.is_empty() && typed::class_called(stated).is_none() {
            faults.push(format!("`{stated}` is no type of place"));
        }
        let (lat, lon) = (cell(row, self.lat), cell(row, self.lon));
        if !(lat.is_empty() && lon.is_empty()) && self.position(row).is_none() {
            faults.push(format!("`{lat}`, `{lon}` are no latitude and longitude"));
        }
        let date = cell(row, self.date);
        if !date.is_empty() && When::parse(date).is_none() {
            faults.push(format!("`{date}` is no date (YYYY, YYYY-MM or YYYY-MM-DD)"));
        }
        faults
    }

    /// The row as a query; `asked` is the type of all rows.
    pub(super) fn query(&self, row: &Row<'_>, asked: Option<Class>) -> Query {
        let all = |columns: &[usize]| -> Vec<String> {
            columns
                .iter()
                .map(|at| cell(row, Some(*at)).to_owned())
                .filter(|text| !text.is_empty())
                .collect()
        };
        Query {
            name: cell(row, Some(self.name)).to_owned(),
            other_names: all(&self.names),
            class: typed::class_called(cell(row, self.class)).or(asked),
            parents: all(&self.parents),
            position: self.position(row),
            when: When::parse(cell(row, self.date)).unwrap_or_default(),
        }
    }

    fn position(&self, row: &Row<'_>) -> Option<Position> {
        let number = |at| cell(row, at).parse::<f64>().ok();
        let position = Position::new(number(self.lon)?, number(self.lat)?);
        position.is_valid().then_some(position)
    }
}

fn cell<'r>(row: &'r Row<'_>, at: Option<usize>) -> &'r str {
    at.and_then(|at| row.cells.get(at))
        .map_or("", |cell| cell.trim())
}
