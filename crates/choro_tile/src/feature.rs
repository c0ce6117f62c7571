//! What goes onto tiles.

use choro_geometry::Shape;
use std::borrow::Cow;

/// A thing on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// Its layer: an index into [`Settings::layers`].
    pub layer: usize,
    /// Its id within the archive; below 2⁵³, so that a browser reads it as written.
    pub id: u64,
    /// Where it is, WGS 84.
    pub shape: Shape,
    /// What is known of it. Keys are its own: none is `from` or `to`.
    pub attributes: Vec<(Cow<'static, str>, Value)>,
    /// First year it held, astronomical; `None` where it held from the beginning.
    pub from: Option<i32>,
    /// Last year it held; `None` where it holds still.
    pub to: Option<i32>,
    /// Zoom from which it is seen.
    pub min_zoom: u8,
    /// Of points that crowd, the one with the larger number stays.
    pub importance: f32,
    /// Points of different rivalries do not crowd each other out: those of sorts that are shown
    /// apart.
    pub rivalry: u32,
}

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

/// How an archive is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Title of the map.
    pub title: String,
    /// Who is to be named on it.
    pub attribution: String,
    /// Names of the layers.
    pub layers: Vec<String>,
    /// The most detailed zoom, at most 16; more detailed maps enlarge its tiles.
    pub max_zoom: u8,
}
