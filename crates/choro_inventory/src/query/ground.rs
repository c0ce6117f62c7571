//! Places that questions name, as the driver knows them.

use choro_geometry::Shape;

/// What sort of shape a question needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Any: `within 20 km of …`.
    Any,
    /// Polygons: `in …`.
    Area,
    /// Lines: `along …`.
    Line,
}

/// A place found for a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// What it is, for people: name, class and key.
    pub name: String,
    /// Its shape.
    pub shape: Shape,
}

/// Why a name leads to no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoGround {
    /// No place is called so; these are called nearly so.
    Unknown(Vec<String>),
    /// Several are.
    Several(Vec<String>),
    /// It is known, and its shape is not, or not of the sort wanted.
    NoShape(String),
}

/// Who knows places by their names.
pub trait Gazetteer {
    /// The place of a name with a shape of the sort wanted.
    ///
    /// # Errors
    /// Where there is none, or more than one.
    fn ground(&self, name: &str, wanted: Wanted) -> Result<Ground, NoGround>;
}

/// Knows no place: questions may only state positions.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPlaces;

impl Gazetteer for NoPlaces {
    fn ground(&self, _: &str, _: Wanted) -> Result<Ground, NoGround> {
        Err(NoGround::Unknown(Vec::new()))
    }
}
