//! Shapes from GeoJSON geometries, and what is wrong with them.

use std::fmt;

use choro_geometry::{Polygon, Position, Shape};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::coordinate;

/// What a geometry gives.
#[derive(Default)]
pub(crate) struct Built {
    /// The shape of the highest dimension.
    pub(crate) shape: Option<Shape>,
    /// A point that stands beside lines or polygons.
    pub(crate) point: Option<Position>,
    /// Whether the shape holds less than the geometry did.
    pub(crate) partial: bool,
    /// Code and reason of each fault.
    pub(crate) faults: Vec<(&'static str, String)>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: String,
    coordinates: Option<Node>,
    geometries: Option<Vec<Geometry>>,
}

/// A coordinates member: positions in lists in lists.
enum Node {
    Number(f64),
    Position(f64, f64),
    List(Vec<Node>),
    Bad,
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Coordinates)
    }
}

struct Coordinates;

impl<'de> Visitor<'de> for Coordinates {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("coordinates")
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Number(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Bad)
    }

    fn visit_str<E>(self, _: &str) -> Result<Node, E> {
        Ok(Node::Bad)
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Bad)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Node::Bad)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let Some(first) = seq.next_element::<Node>()? else {
            return Ok(Node::List(Vec::new()));
        };
        let node = match first {
            Node::Number(x) => match seq.next_element::<Node>()? {
                Some(Node::Number(y)) => Node::Position(x, y),
                _ => Node::Bad,
            },
            Node::Bad => Node::Bad,
            nested => {
                let mut list = vec![nested];
                while let Some(next) = seq.next_element()? {
                    list.push(next);
                }
                return Ok(Node::List(list));
            }
        };
        // Heights and measures beyond the second number are read over.
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(node)
    }
}

/// Reads the geometry of a feature.
pub(crate) fn build(text: &str) -> Built {
    let mut parts = Parts::default();
    match serde_json::from_str::<Geometry>(text) {
        Ok(geometry) => parts.geometry(geometry),
        Err(_) => parts.fault("INP007", "the geometry has not the form of one".to_owned()),
    }
    parts.built()
}

/// Points, lines and polygons of one geometry.
#[derive(Default)]
struct Parts {
    points: Vec<Position>,
    lines: Vec<Vec<Position>>,
    polygons: Vec<Polygon>,
    faults: Vec<(&'static str, String)>,
    lost: bool,
}

impl Parts {
    fn fault(&mut self, code: &'static str, reason: String) {
        // One feature says each thing once.
        if !self.faults.iter().any(|(c, r)| *c == code && *r == reason) {
            self.faults.push((code, reason));
        }
    }

    fn geometry(&mut self, geometry: Geometry) {
        let list = |node: Option<Node>| match node {
            Some(Node::List(list)) => Some(list),
            _ => None,
        };
        let kind = geometry.kind.as_str();
        let read = match kind {
            "Point" => geometry.coordinates.map(|node| self.point(&node)),
            "MultiPoint" => {
                list(geometry.coordinates).map(|l| l.iter().for_each(|node| self.point(node)))
            }
            "LineString" => geometry.coordinates.map(|node| self.line(node)),
            "MultiLineString" => {
                list(geometry.coordinates).map(|l| l.into_iter().for_each(|node| self.line(node)))
            }
            "Polygon" => geometry.coordinates.map(|node| self.polygon(node)),
            "MultiPolygon" => list(geometry.coordinates)
                .map(|l| l.into_iter().for_each(|node| self.polygon(node))),
            "GeometryCollection" => geometry
                .geometries
                .map(|l| l.into_iter().for_each(|part| self.geometry(part))),
            _ => {
                let reason = format!("‘{}’ is no kind of geometry", crate::entry::clipped(kind));
                self.lost = true;
                return self.fault("INP007", reason);
            }
        };
        if read.is_none() {
            self.lost = true;
            self.fault("INP007", format!("the {kind} has no list of coordinates"));
        }
    }

    fn point(&mut self, node: &Node) {
        let read = match node {
            Node::Position(lon, lat) => coordinate::place(*lon, *lat),
            Node::List(list) if list.is_empty() => Err("the point has no coordinates".to_owned()),
            _ => Err("a coordinate is not a number".to_owned()),
        };
        match read {
            Ok(position) => self.points.push(position),
            Err(reason) => {
                self.lost = true;
                self.fault("INP006", reason);
            }
        }
    }

    /// The positions of a line or ring; `None`, with a fault, where one of them is none.
    fn positions(&mut self, node: Node, what: &str) -> Option<Vec<Position>> {
        let Node::List(list) = node else {
            self.lost = true;
            self.fault(
                "INP007",
                format!("a {what} is not a list of positions; it is left out"),
            );
            return None;
        };
        let mut positions = Vec::with_capacity(list.len() + 1);
        for node in list {
            let read = match node {
                Node::Position(lon, lat) => coordinate::position(lon, lat),
                _ => Err("a coordinate is not a number".to_owned()),
            };
            match read {
                Ok(position) => positions.push(position),
                Err(reason) => {
                    self.lost = true;
                    self.fault("INP006", format!("{reason}; the {what} is left out"));
                    return None;
                }
            }
        }
        Some(positions)
    }

    fn line(&mut self, node: Node) {
        let Some(line) = self.positions(node, "line") else {
            return;
        };
        if line.len() < 2 {
            self.lost = true;
            let reason = "a line has fewer than two positions; it is left out";
            return self.fault("INP007", reason.to_owned());
        }
        self.lines.push(line);
    }

    fn ring(&mut self, node: Node) -> Option<Vec<Position>> {
        let mut ring = self.positions(node, "ring")?;
        let first = *ring.first().unwrap_or(&Position::default());
        if ring.len() > 2 && ring.last() != Some(&first) {
            ring.push(first);
            self.fault(
                "INP007",
                "a ring does not end where it starts; it was closed".to_owned(),
            );
        }
        if ring.len() < 4 {
            self.lost = true;
            let reason = "a ring has fewer than four positions; it is left out";
            self.fault("INP007", reason.to_owned());
            return None;
        }
        Some(ring)
    }

    fn polygon(&mut self, node: Node) {
        let Node::List(rings) = node else {
            self.lost = true;
            return self.fault("INP007", "a polygon is not a list of rings".to_owned());
        };
        let mut rings = rings.into_iter();
        // Without its outer ring a polygon is nothing, whatever holes it has.
        let Some(outer) = rings.next() else {
            self.lost = true;
            return self.fault("INP007", "a polygon has no ring".to_owned());
        };
        let Some(outer) = self.ring(outer) else {
            return;
        };
        let holes = rings.filter_map(|ring| self.ring(ring)).collect();
        self.polygons.push(Polygon { outer, holes });
    }

    fn built(self) -> Built {
        let first = self.points.first().copied();
        let extended = !self.lines.is_empty() || !self.polygons.is_empty();
        let mixed = !self.lines.is_empty() && !self.polygons.is_empty();
        let partial = self.lost || mixed || self.points.len() > 1;
        let shape = if !self.polygons.is_empty() {
            Some(Shape::Polygons(self.polygons))
        } else if !self.lines.is_empty() {
            Some(Shape::Lines(self.lines))
        } else {
            first.map(Shape::Point)
        };
        Built {
            shape,
            point: first.filter(|_| extended),
            partial,
            faults: self.faults,
        }
    }
}

#[cfg(test)]
#[path = "geometry_tests.rs"]
mod tests;
