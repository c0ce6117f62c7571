//! Why a grid cannot be read.

/// What is wrong with the bytes of an elevation grid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GridFault {
    /// The name of an `.hgt` file does not say its south-western corner.
    #[error("the name says no corner: it should be like `N47E015.hgt`")]
    NoCorner,
    /// An `.hgt` file is as long as none of 1″ or 3″ is.
    #[error("{0} bytes are neither 1201 × 1201 nor 3601 × 3601 heights")]
    Length(usize),
    /// A key of an ASCII grid's header is missing or no number.
    #[error("the header has no usable `{0}`")]
    Key(&'static str),
    /// A grid of no cells, or of more than are read.
    #[error("{columns} × {rows} cells; from 2 × 2 to {MOST_CELLS} cells are read")]
    Size {
        /// Cells from west to east.
        columns: usize,
        /// Cells from north to south.
        rows: usize,
    },
    /// A cell of an ASCII grid that is no number.
    #[error("cell {0} is no number")]
    Cell(usize),
    /// Fewer or more cells than the header announces.
    #[error("{found} cells where the header announces {announced}")]
    Count {
        /// Cells there are.
        found: usize,
        /// Cells announced.
        announced: usize,
    },
    /// A grid whose coordinates are no degrees of WGS 84.
    #[error("its coordinates are not longitudes and latitudes of WGS 84")]
    Projected,
    /// A TIFF that is no grid of heights.
    #[error("it is no single band of 16-bit or 32-bit numbers")]
    Bands,
    /// A TIFF that cannot be decoded; the decoder's words.
    #[error("it cannot be decoded: {0}")]
    Tiff(String),
    /// The file is gone or cannot be read any more; the system's words.
    #[error("{0}")]
    Unread(String),
}

/// The most cells one grid may have: 1″ over three degrees square.
pub(crate) const MOST_CELLS: usize = 120_000_000;
