//! One grid, opened.

use crate::fault::GridFault;
use crate::format::geotiff::GeoTiff;
use crate::format::{GridFormat, ascii, hgt};
use crate::header::Header;
use choro_geometry::Position;
use std::cell::RefCell;

/// A grid whose heights can be asked for.
pub struct Grid {
    header: Header,
    cells: Cells,
}

enum Cells {
    /// The bytes of a tile as they are.
    Hgt(Vec<u8>),
    /// Heights row by row, not a number where there is none.
    Table(Vec<f32>),
    /// Decoded part by part.
    GeoTiff(Box<RefCell<GeoTiff>>),
}

impl Grid {
    /// Opens a grid. The name of the file counts only for `.hgt`, where it gives the corner.
    pub fn open(path: &str, format: GridFormat, bytes: Vec<u8>) -> Result<Self, GridFault> {
        let (header, cells) = match format {
            GridFormat::Hgt => (hgt::header(path, bytes.len())?, Cells::Hgt(bytes)),
            GridFormat::Ascii => {
                let head = ascii::head(&bytes)?;
                (head.header, Cells::Table(ascii::cells(&head, &bytes)?))
            }
            GridFormat::GeoTiff => {
                let grid = GeoTiff::open(bytes)?;
                (grid.header, Cells::GeoTiff(Box::new(RefCell::new(grid))))
            }
        };
        Ok(Self { header, cells })
    }

    /// Where its cells lie.
    pub fn header(&self) -> Header {
        self.header
    }

    /// The height at a position in metres, between the four cells about it by their nearness.
    /// `None` outside the grid, and where a cell that counts is void.
    pub fn height(&self, at: Position) -> Result<Option<f64>, GridFault> {
        let Some((x, y)) = self.header.cell(at) else {
            return Ok(None);
        };
        let (column, row) = (x.floor() as usize, y.floor() as usize);
        let (right, down) = (x.fract(), y.fract());
        let parts = [
            (column, row, (1.0 - right) * (1.0 - down)),
            (column + 1, row, right * (1.0 - down)),
            (column, row + 1, (1.0 - right) * down),
            (column + 1, row + 1, right * down),
        ];
        let mut height = 0.0;
        // A cell without weight may lie beyond the edge.
        for (column, row, weight) in parts.into_iter().filter(|(.., weight)| *weight > 0.0) {
            match self.value(column, row)? {
                Some(value) => height += weight * value,
                None => return Ok(None),
            }
        }
        Ok(Some(height))
    }

    fn value(&self, column: usize, row: usize) -> Result<Option<f64>, GridFault> {
        let cell = row * self.header.columns + column;
        match &self.cells {
            Cells::Hgt(bytes) => Ok(hgt::value(bytes, cell)),
            Cells::Table(cells) => {
                let value = cells.get(cell).map(|v| f64::from(*v));
                Ok(value.filter(|v| v.is_finite()))
            }
            Cells::GeoTiff(grid) => grid.borrow_mut().value(column, row),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn small() -> Grid {
        let text =
            "ncols 3\nnrows 2\nxllcenter 10\nyllcenter 45\ncellsize 1\n0 10 20\n100 110 -9999\n";
        Grid::open("a.asc", GridFormat::Ascii, text.into()).expect("a grid")
    }

    #[test]
    fn heights_lie_between_those_of_the_cells() {
        let grid = small();
        let at = |lon, lat| grid.height(Position::new(lon, lat)).expect("readable");
        assert_eq!(at(10.0, 46.0), Some(0.0));
        assert_eq!(at(10.5, 45.5), Some(55.0));
        assert_eq!(at(9.7, 46.3), Some(0.0), "half a cell beyond the centres");
        assert_eq!(at(9.4, 46.0), None);
        assert_eq!(at(11.5, 45.5), None, "beside a void");
        assert_eq!(at(12.0, 46.0), Some(20.0), "a void without weight");
        assert_eq!(at(f64::NAN, 45.0), None);
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_odd(
            bytes in proptest::collection::vec(any::<u8>(), 0..400),
            cut in 0usize..200,
        ) {
            let text = b"ncols 3\nnrows 2\nxllcenter 10\nyllcenter 45\ncellsize 1\n0 1 2 3 4 5\n";
            let mut mixed = text[..cut.min(text.len())].to_vec();
            mixed.extend(&bytes);
            let mut tiff = b"II*\0\x08\0\0\0".to_vec();
            tiff.extend(&bytes);
            let files = [
                ("N10E010.hgt", GridFormat::Hgt, bytes),
                ("a.asc", GridFormat::Ascii, mixed),
                ("a.tif", GridFormat::GeoTiff, tiff),
            ];
            for (path, format, bytes) in files {
                if let Ok(grid) = Grid::open(path, format, bytes) {
                    let _ = grid.height(Position::new(10.5, 45.5));
                }
            }
        }

        #[test]
        fn a_height_is_never_beyond_the_cells(lon in 9.5f64..11.0, lat in 44.5f64..46.5) {
            let height = small().height(Position::new(lon, lat)).expect("readable");
            prop_assert!(height.is_some_and(|h| (0.0..=110.0).contains(&h)), "{height:?}");
        }
    }
}
