//! The formats of grids, one file each.

pub(crate) mod ascii;
pub(crate) mod geotiff;
pub(crate) mod hgt;

/// A format that heights come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GridFormat {
    /// SRTM tile: 16-bit heights, the name gives the corner.
    Hgt,
    /// ESRI ASCII grid.
    Ascii,
    /// GeoTIFF of one band.
    GeoTiff,
}

impl GridFormat {
    /// The format that the ending of a path tells: `.hgt`, `.asc`, `.tif` or `.tiff`.
    pub fn of_path(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "hgt" => Some(Self::Hgt),
            "asc" => Some(Self::Ascii),
            "tif" | "tiff" => Some(Self::GeoTiff),
            _ => None,
        }
    }
}
