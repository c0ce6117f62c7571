//! Where the cells of a grid lie.

use crate::fault::{GridFault, MOST_CELLS};
use choro_geometry::Position;

/// The lattice of a grid: the centres of its cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Header {
    /// Cells from west to east, at least 2.
    pub columns: usize,
    /// Cells from north to south, at least 2.
    pub rows: usize,
    /// Longitude of the centres of the westernmost cells, degrees.
    pub west: f64,
    /// Latitude of the centres of the northernmost cells, degrees.
    pub north: f64,
    /// Degrees of longitude between neighbouring centres, positive.
    pub step_lon: f64,
    /// Degrees of latitude between neighbouring centres, positive.
    pub step_lat: f64,
}

/// Metres of a degree of latitude, as the mean sphere has it.
pub(crate) const DEGREE_M: f64 = 111_195.0;

impl Header {
    /// The lattice, if it has cells enough and not too many, and lies on the globe.
    pub(crate) fn checked(self) -> Result<Self, GridFault> {
        let (columns, rows) = (self.columns, self.rows);
        let cells = columns.checked_mul(rows).filter(|n| *n <= MOST_CELLS);
        if columns < 2 || rows < 2 || cells.is_none() {
            return Err(GridFault::Size { columns, rows });
        }
        let east = self.west + self.step_lon * (columns - 1) as f64;
        let south = self.north - self.step_lat * (rows - 1) as f64;
        let steps = self.step_lon > 0.0 && self.step_lat > 0.0;
        // Grids of the whole world reach half a cell beyond the poles and the antimeridian.
        let on_globe = self.west >= -181.0 && east <= 361.0 && south >= -91.0 && self.north <= 91.0;
        if steps && on_globe {
            Ok(self)
        } else {
            Err(GridFault::Projected)
        }
    }

    /// Column and row of a position, in cells from the north-western centre; `None` beyond half a
    /// cell outside the outermost centres.
    pub(crate) fn cell(&self, at: Position) -> Option<(f64, f64)> {
        let within = |value: f64, count: usize| {
            let last = (count - 1) as f64;
            ((-0.5..=last + 0.5).contains(&value)).then(|| value.clamp(0.0, last))
        };
        let y = within((self.north - at.lat) / self.step_lat, self.rows)?;
        // A grid may count its longitudes on beyond 180°.
        [at.lon, at.lon + 360.0]
            .into_iter()
            .find_map(|lon| within((lon - self.west) / self.step_lon, self.columns))
            .map(|x| (x, y))
    }

    /// Metres between neighbouring centres from north to south.
    pub fn step_m(&self) -> f64 {
        self.step_lat * DEGREE_M
    }
}
