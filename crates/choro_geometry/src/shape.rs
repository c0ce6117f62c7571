//! Positions and shapes.

use serde::{Deserialize, Serialize};

/// A position on WGS 84, in degrees.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Position {
    /// Longitude, −180 to 180, east positive.
    pub lon: f64,
    /// Latitude, −90 to 90, north positive.
    pub lat: f64,
}

impl Position {
    /// A position from longitude and latitude in degrees.
    pub fn new(lon: f64, lat: f64) -> Self {
        Self { lon, lat }
    }

    /// Whether both are finite and in range.
    pub fn is_valid(self) -> bool {
        self.lon.is_finite()
            && self.lat.is_finite()
            && (-180.0..=180.0).contains(&self.lon)
            && (-90.0..=90.0).contains(&self.lat)
    }
}

/// A polygon: a closed outer ring and closed holes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Polygon {
    /// Outer ring; first and last position are equal.
    pub outer: Vec<Position>,
    /// Holes, each closed.
    pub holes: Vec<Vec<Position>>,
}

/// The geometry of a footprint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Shape {
    /// One position.
    Point(Position),
    /// One or more lines in drawing order; a river runs from source to mouth where known.
    Lines(Vec<Vec<Position>>),
    /// One or more polygons.
    Polygons(Vec<Polygon>),
}

/// A box of longitudes and latitudes, in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// South-west corner.
    pub min: Position,
    /// North-east corner.
    pub max: Position,
}
