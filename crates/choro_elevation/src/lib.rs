//! Heights of the ground above sea level.
//!
//! In: elevation grids as bytes (SRTM `.hgt`, ESRI ASCII `.asc`, GeoTIFF), in degrees of WGS 84.
//! Out: the height at a position in metres, how level or broken the ground about it is, and
//! whether one position can be seen from another. Grids are opened only where a height is asked
//! for. Opens no files: bytes come through the closure that [`Relief::new`] is given.

mod fault;
mod format;
mod grid;
mod header;
mod relief;
mod sight;
mod terrain;

pub use fault::GridFault;
pub use format::GridFormat;
pub use grid::Grid;
pub use header::Header;
pub use relief::{GridFile, Relief};
pub use sight::{REFRACTION, Sight, Viewpoint};
pub use terrain::Survey;
