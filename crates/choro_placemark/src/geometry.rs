//! Geometry as files give it, out-of-range coordinates included.

use choro_geometry::{Polygon, Position, Shape};
use serde::{Deserialize, Serialize};

use crate::Verbatim;

/// One vertex. Numbers are as in the file, even where they are no position on Earth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Vertex {
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
    /// Metres; above what is said by [`Drape::altitude_mode`].
    pub height: Option<f64>,
}

impl Vertex {
    /// The position, where it is one on Earth.
    pub fn position(self) -> Option<Position> {
        Some(Position::new(self.lon, self.lat)).filter(|p| p.is_valid())
    }
}

/// How KML lays a geometry over the ground. All `None` where the file is silent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Drape {
    /// `clampToGround`, `relativeToGround`, `absolute`, `gx:relativeToSeaFloor` …
    pub altitude_mode: Option<String>,
    /// Whether it is joined to the ground.
    pub extrude: Option<bool>,
    /// Whether it follows the terrain.
    pub tessellate: Option<bool>,
    /// What else the file says of the geometry: unknown elements, coordinates that cannot be
    /// read; attributes by a name that begins with `@`.
    pub verbatim: Vec<Verbatim>,
}

/// A ring of a polygon, as in the file: closed or not.
pub type Ring = Vec<Vertex>;

/// One moment of a track.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TrackPoint {
    /// When, as written (`2010-05-28T02:02:09Z`).
    pub when: Option<String>,
    /// Where; `None` where the file has a time without a place.
    pub at: Option<Vertex>,
    /// What else the format says of the moment (angles, GPX fields).
    pub verbatim: Vec<Verbatim>,
}

/// A path with times: `gx:Track`, a GPX track segment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Track {
    /// In order of the file.
    pub points: Vec<TrackPoint>,
    /// How it lies over the ground.
    pub drape: Drape,
    /// What else the format says of it.
    pub verbatim: Vec<Verbatim>,
}

/// What a placemark looks like on the ground.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Geometry {
    /// A point.
    Point(Vertex, Drape),
    /// A line.
    Line(Vec<Vertex>, Drape),
    /// A ring by itself (KML `LinearRing` outside a polygon).
    Ring(Ring, Drape),
    /// An outer ring and holes.
    Polygon(Ring, Vec<Ring>, Drape),
    /// Several geometries. Formats that tell collections of one kind from mixed ones see the
    /// former in parts all of one kind.
    Multi(Vec<Geometry>),
    /// A path with times.
    Track(Track),
    /// What has no form here: a 3D model, a curve.
    Other(Verbatim),
}

impl Geometry {
    /// A polygon of its rings, the outer one first; `None` where there is none.
    pub(crate) fn of_rings(mut rings: Vec<Ring>) -> Option<Self> {
        let outer = (!rings.is_empty()).then(|| rings.remove(0))?;
        Some(Self::Polygon(outer, rings, Drape::default()))
    }

    /// Every vertex, in order of the file.
    pub fn vertices(&self) -> Vec<Vertex> {
        let mut found = Vec::new();
        self.visit(&mut |vertex| found.push(vertex));
        found
    }

    /// Calls `each` with every vertex, in order of the file.
    pub fn visit(&self, each: &mut impl FnMut(Vertex)) {
        match self {
            Self::Point(vertex, _) => each(*vertex),
            Self::Line(line, _) | Self::Ring(line, _) => line.iter().copied().for_each(each),
            Self::Polygon(outer, holes, _) => {
                outer.iter().copied().for_each(&mut *each);
                holes.iter().flatten().copied().for_each(each);
            }
            Self::Multi(parts) => parts.iter().for_each(|part| part.visit(each)),
            Self::Track(track) => track.points.iter().filter_map(|p| p.at).for_each(each),
            Self::Other(_) => {}
        }
    }

    /// What is wrong with a ring of it; `None` where all are closed and have an inside.
    pub fn faulty_ring(&self) -> Option<&'static str> {
        let fault = |ring: &Ring| match (ring.first() == ring.last(), ring.len()) {
            (_, 0..3) => Some("a ring has less than three vertices"),
            (false, _) => Some("a ring does not end where it begins"),
            (true, 3) => Some("a ring has less than three vertices"),
            _ => None,
        };
        match self {
            Self::Ring(ring, _) => fault(ring),
            Self::Polygon(outer, holes, _) => fault(outer).or_else(|| holes.iter().find_map(fault)),
            Self::Multi(parts) => parts.iter().find_map(Self::faulty_ring),
            _ => None,
        }
    }

    /// The shape it has on Earth; vertices that are no positions are left out, and what is left
    /// of a line with one vertex is a point. `None` where nothing is left. Of mixed parts those
    /// of the highest dimension count; several points are represented by the first.
    pub fn shape(&self) -> Option<Shape> {
        let mut parts = Parts::default();
        parts.take(self);
        parts.shape()
    }
}

/// The valid parts of a geometry, by dimension.
#[derive(Default)]
struct Parts {
    points: Vec<Position>,
    lines: Vec<Vec<Position>>,
    polygons: Vec<Polygon>,
}

impl Parts {
    fn take(&mut self, geometry: &Geometry) {
        match geometry {
            Geometry::Point(vertex, _) => self.points.extend(vertex.position()),
            Geometry::Line(line, _) | Geometry::Ring(line, _) => self.line(positions(line)),
            Geometry::Track(track) => {
                let line: Vec<Vertex> = track.points.iter().filter_map(|p| p.at).collect();
                self.line(positions(&line));
            }
            Geometry::Polygon(outer, holes, _) => match ring(outer) {
                Some(outer) => self.polygons.push(Polygon {
                    outer,
                    holes: holes.iter().filter_map(|hole| ring(hole)).collect(),
                }),
                None => self.line(positions(outer)),
            },
            Geometry::Multi(parts) => parts.iter().for_each(|part| self.take(part)),
            Geometry::Other(_) => {}
        }
    }

    fn line(&mut self, line: Vec<Position>) {
        match line.len() {
            0 => {}
            1 => self.points.extend(line),
            _ => self.lines.push(line),
        }
    }

    fn shape(self) -> Option<Shape> {
        if !self.polygons.is_empty() {
            return Some(Shape::Polygons(self.polygons));
        }
        if !self.lines.is_empty() {
            return Some(Shape::Lines(self.lines));
        }
        self.points.first().copied().map(Shape::Point)
    }
}

fn positions(line: &[Vertex]) -> Vec<Position> {
    line.iter().filter_map(|v| v.position()).collect()
}

/// A closed ring of at least three different vertices.
fn ring(vertices: &[Vertex]) -> Option<Vec<Position>> {
    let mut ring = positions(vertices);
    if ring.first() != ring.last() {
        ring.push(*ring.first()?);
    }
    (ring.len() >= 4).then_some(ring)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> Vertex {
        Vertex {
            lon,
            lat,
            height: None,
        }
    }

    #[test]
    fn the_valid_part_of_highest_dimension_is_the_shape() {
        let drape = Drape::default;
        let outer = vec![at(0.0, 0.0), at(1.0, 0.0), at(0.0, 200.0), at(1.0, 1.0)];
        let mixed = Geometry::Multi(vec![
            Geometry::Point(at(5.0, 5.0), drape()),
            Geometry::Polygon(outer, vec![vec![at(0.1, 0.1)]], drape()),
        ]);
        let Some(Shape::Polygons(polygons)) = mixed.shape() else {
            panic!("a polygon")
        };
        assert_eq!(polygons[0].outer.len(), 4);
        assert_eq!(polygons[0].outer[0], polygons[0].outer[3]);
        assert!(polygons[0].holes.is_empty());
        assert_eq!(mixed.vertices().len(), 6);
        assert_eq!(Geometry::Point(at(0.0, 91.0), drape()).shape(), None);
        let line = Geometry::Line(vec![at(1.0, 2.0), at(1.0, f64::NAN)], drape());
        assert_eq!(line.shape(), Some(Shape::Point(Position::new(1.0, 2.0))));
    }
}
