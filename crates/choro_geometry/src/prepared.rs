//! A shape prepared for many questions.

use std::sync::OnceLock;

use rstar::RTree;

use crate::bands::Bands;
use crate::chord::{Chord, chords, earth_centred};
use crate::{Position, Shape, area, measure, representative, ring};

/// A shape with indexes built when first asked for: large coastlines and boundaries can be
/// asked thousands of times.
#[derive(Debug)]
pub struct PreparedShape {
    pub(crate) parts: Vec<Part>,
    pub(crate) lines: Vec<Vec<Position>>,
    pub(crate) point: Option<Position>,
    tree: OnceLock<RTree<Chord>>,
    bands: OnceLock<Bands>,
    representative: OnceLock<Option<Position>>,
}

/// One polygon: rings made continuous, the outer one first.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) rings: Vec<Vec<Position>>,
    pub(crate) area_m2: f64,
}

/// The nearest position of a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// The position on the line or boundary.
    pub position: Position,
    /// Geodesic distance to it in metres.
    pub distance_m: f64,
    /// The ends of the edge there, in drawing order.
    edge: [Position; 2],
}

impl Nearest {
    /// Azimuth in degrees of the edge there, in drawing order.
    pub fn edge_azimuth(&self) -> f64 {
        measure::azimuth(self.edge[0], self.edge[1])
    }
}

impl From<&Shape> for PreparedShape {
    fn from(shape: &Shape) -> Self {
        Self::new(shape)
    }
}

impl PreparedShape {
    /// Prepares a shape. Positions that are not finite or out of range are left out.
    pub fn new(shape: &Shape) -> Self {
        let mut prepared = Self {
            parts: Vec::new(),
            lines: Vec::new(),
            point: None,
            tree: OnceLock::new(),
            bands: OnceLock::new(),
            representative: OnceLock::new(),
        };
        match shape {
            Shape::Point(position) => prepared.point = Some(*position).filter(|p| p.is_valid()),
            Shape::Lines(lines) => {
                prepared.lines = lines
                    .iter()
                    .map(|line| ring::continuous(line))
                    .filter(|line| !line.is_empty())
                    .collect();
            }
            Shape::Polygons(polygons) => {
                prepared.parts = polygons
                    .iter()
                    .map(ring::rings)
                    .filter(|rings| !rings.is_empty())
                    .map(|rings| Part {
                        area_m2: area::rings_area_m2(&rings),
                        rings,
                    })
                    .collect();
            }
        }
        prepared
    }

    /// Whether nothing is left to measure.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.lines.is_empty() && self.point.is_none()
    }

    /// Whether it is one position.
    pub fn is_point(&self) -> bool {
        self.point.is_some()
    }

    /// Whether it is made of polygons.
    pub fn is_region(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Whether it is made of lines.
    pub fn is_line(&self) -> bool {
        !self.lines.is_empty()
    }

    /// Area in square metres; 0 for points and lines.
    pub fn area_m2(&self) -> f64 {
        self.parts.iter().map(|part| part.area_m2).sum()
    }

    /// The polygon with the largest area.
    pub(crate) fn largest_part(&self) -> Option<&Part> {
        self.parts.iter().reduce(|best, part| {
            if part.area_m2 > best.area_m2 {
                part
            } else {
                best
            }
        })
    }

    /// A position that stands for the shape: the point; the middle of the longest line; the
    /// centroid of the largest polygon, moved inside if it lies outside. None if empty.
    pub fn representative_point(&self) -> Option<Position> {
        *self
            .representative
            .get_or_init(|| representative::of_prepared(self))
    }

    /// Every line and ring, and the point as a line of one.
    pub(crate) fn outlines(&self) -> impl Iterator<Item = &[Position]> + Clone {
        self.parts
            .iter()
            .flat_map(|part| part.rings.iter().map(Vec::as_slice))
            .chain(self.lines.iter().map(Vec::as_slice))
            .chain(self.point.iter().map(std::slice::from_ref))
    }

    pub(crate) fn tree(&self) -> &RTree<Chord> {
        self.tree
            .get_or_init(|| RTree::bulk_load(chords(self.outlines())))
    }

    pub(crate) fn bands(&self) -> &Bands {
        self.bands
            .get_or_init(|| Bands::new(self.parts.iter().map(|part| part.rings.as_slice())))
    }

    /// Whether a position lies inside one of the polygons; false for points and lines.
    pub fn contains(&self, position: Position) -> bool {
        position.is_valid() && self.is_region() && self.bands().contain(position)
    }

    /// The nearest position on the line, on the boundary, or the point itself.
    pub fn nearest(&self, position: Position) -> Option<Nearest> {
        if !position.is_valid() {
            return None;
        }
        let point = earth_centred(position);
        let chord = self.tree().nearest_neighbor(&point)?;
        Some(nearest_on(chord, position, point))
    }

    /// Distance in metres: 0 inside polygons, else to the nearest position. None if empty.
    pub fn distance_m(&self, position: Position) -> Option<f64> {
        if self.contains(position) {
            return Some(0.0);
        }
        self.nearest(position).map(|nearest| nearest.distance_m)
    }

    /// Distance in metres to the boundary from either side. None if empty.
    pub fn boundary_distance_m(&self, position: Position) -> Option<f64> {
        self.nearest(position).map(|nearest| nearest.distance_m)
    }

    /// Share (0 to 1) of this shape's area that lies inside another, to about one per cent.
    /// None unless both are regions.
    pub fn share_inside(&self, other: &Self) -> Option<f64> {
        const LINES: u32 = 256;
        if !(self.is_region() && other.is_region()) {
            return None;
        }
        let (low, high) = self.bands().corners();
        let (mut whole, mut common) = (0.0, 0.0);
        for i in 0..LINES {
            let lat = low.lat + (high.lat - low.lat) * (f64::from(i) + 0.5) / f64::from(LINES);
            let weight = lat.to_radians().cos();
            let theirs = other.bands().stretches(lat);
            for (from, to) in self.bands().stretches(lat) {
                whole += (to - from) * weight;
                for turn in [-360.0, 0.0, 360.0] {
                    common += theirs
                        .iter()
                        .map(|t| (to.min(t.1 + turn) - from.max(t.0 + turn)).max(0.0))
                        .sum::<f64>()
                        * weight;
                }
            }
        }
        (whole > 0.0).then(|| (common / whole).min(1.0))
    }
}

/// The position with its longitude in range.
pub(crate) fn wrap(position: Position) -> Position {
    Position::new(ring::wrapped(position.lon), position.lat)
}

/// The nearest position of a chord, with the exact geodesic distance to it.
fn nearest_on(chord: &Chord, position: Position, point: [f64; 3]) -> Nearest {
    let found = wrap(ring::along(chord.from, chord.to, chord.nearest(point).0));
    Nearest {
        position: found,
        distance_m: measure::distance_m(position, found),
        edge: [chord.from, chord.to],
    }
}

impl Shape {
    /// Prepares the shape for many questions.
    pub fn prepared(&self) -> PreparedShape {
        PreparedShape::new(self)
    }

    /// Whether it is one position.
    pub fn is_point(&self) -> bool {
        matches!(self, Self::Point(_))
    }

    /// Whether it is made of polygons.
    pub fn is_region(&self) -> bool {
        matches!(self, Self::Polygons(_))
    }

    /// Whether a position lies inside one of the polygons; false for points and lines.
    pub fn contains(&self, position: Position) -> bool {
        self.is_region() && self.prepared().contains(position)
    }

    /// The nearest position on the line, on the boundary, or the point itself, looked for edge
    /// by edge; prepare the shape to ask often.
    pub fn nearest(&self, position: Position) -> Option<Nearest> {
        if !position.is_valid() {
            return None;
        }
        let prepared = self.prepared();
        let point = earth_centred(position);
        let all = chords(prepared.outlines());
        let chord = all
            .iter()
            .min_by(|a, b| a.nearest(point).1.total_cmp(&b.nearest(point).1))?;
        Some(nearest_on(chord, position, point))
    }

    /// Distance in metres: 0 inside polygons, else to the nearest position. None if empty.
    pub fn distance_m(&self, position: Position) -> Option<f64> {
        if self.contains(position) {
            return Some(0.0);
        }
        self.nearest(position).map(|nearest| nearest.distance_m)
    }
}
