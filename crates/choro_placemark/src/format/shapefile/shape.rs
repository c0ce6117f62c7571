//! Geometries as shapefiles know them.

use super::super::loss::Tally;
use super::shp::turning;
use crate::{Geometry, Ring, Vertex};

/// A kind of shape, by its code without heights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    None = 0,
    Point = 1,
    Line = 3,
    Area = 5,
    Points = 8,
}

/// A geometry as shapefiles know it: the vertices of each part.
pub(super) struct Shape {
    pub(super) kind: Kind,
    pub(super) heights: bool,
    pub(super) parts: Vec<Vec<Vertex>>,
}

/// A geometry as a shape; what a shape cannot hold is counted.
pub(super) fn shape(geometry: Option<&Geometry>, tally: &mut Tally) -> Shape {
    let mut parts = Parts::default();
    if let Some(geometry) = geometry {
        parts.take(geometry, 0, tally);
    }
    let kinds = [
        !parts.points.is_empty(),
        !parts.lines.is_empty(),
        !parts.rings.is_empty(),
    ];
    let mixed = kinds.iter().filter(|k| **k).count() > 1;
    tally.left_out(
        usize::from(mixed),
        "part of a collection of several kinds, all but the areas or lines,",
        "parts of collections of several kinds, all but the areas or lines,",
    );
    let (kind, parts) = match kinds {
        [_, _, true] => (Kind::Area, parts.rings),
        [_, true, _] => (Kind::Line, parts.lines),
        [true, ..] if parts.points.len() == 1 && !parts.many => (Kind::Point, vec![parts.points]),
        [true, ..] => (Kind::Points, vec![parts.points]),
        _ => (Kind::None, Vec::new()),
    };
    if kind == Kind::None && geometry.is_some() {
        tally.left_out(1, "geometry without a shape", "geometries without a shape");
    }
    let all = parts.iter().flatten();
    let with_height = all.clone().filter(|v| v.height.is_some()).count();
    let heights = with_height > 0 && with_height == all.count();
    if !heights {
        tally.left_out(
            with_height,
            "height beside vertices without",
            "heights beside vertices without",
        );
    }
    Shape {
        kind,
        heights,
        parts,
    }
}

/// Parts of a geometry by dimension.
#[derive(Default)]
struct Parts {
    points: Vec<Vertex>,
    lines: Vec<Vec<Vertex>>,
    rings: Vec<Ring>,
    many: bool,
}

impl Parts {
    fn take(&mut self, geometry: &Geometry, depth: usize, tally: &mut Tally) {
        match geometry {
            Geometry::Point(v, _) => self.points.extend(finite(&[*v], tally)),
            Geometry::Line(line, _) => self.line(finite(line, tally), tally),
            Geometry::Ring(ring, _) => {
                tally.changed(1, "ring became a line", "rings became lines");
                self.line(finite(ring, tally), tally);
            }
            Geometry::Track(track) => {
                tally.changed(1, "track became a line", "tracks became lines");
                let line: Vec<Vertex> = track.points.iter().filter_map(|p| p.at).collect();
                self.line(finite(&line, tally), tally);
            }
            Geometry::Polygon(outer, holes, _) => {
                let kept = self.ring(outer, true, tally);
                for hole in holes {
                    // A hole in nothing would be read as an area.
                    if kept {
                        self.ring(hole, false, tally);
                    } else {
                        let (one, many) = ("hole without its area", "holes without their areas");
                        tally.left_out(1, one, many);
                    }
                }
            }
            Geometry::Multi(parts) => {
                let points = parts.iter().all(|p| matches!(p, Geometry::Point(..)));
                self.many |= points;
                if parts.len() == 1 && !points || depth > 0 {
                    tally.changed(
                        1,
                        "collection was put together with what is around or in it",
                        "collections were put together with what is around or in them",
                    );
                }
                for part in parts {
                    self.take(part, depth + 1, tally);
                }
            }
            Geometry::Other(_) => {}
        }
    }

    fn line(&mut self, line: Vec<Vertex>, tally: &mut Tally) {
        if line.len() < 2 {
            let n = usize::from(!line.is_empty());
            tally.left_out(n, "line of one vertex", "lines of one vertex");
            return;
        }
        self.lines.push(line);
    }

    /// A ring, closed, outer ones clockwise; whether it has enough vertices to be one.
    fn ring(&mut self, ring: &[Vertex], outer: bool, tally: &mut Tally) -> bool {
        let mut closed = finite(ring, tally);
        if closed.first() != closed.last() {
            tally.changed(1, "ring was closed", "rings were closed");
            closed.extend(closed.first().copied());
        }
        if closed.len() < 4 {
            tally.left_out(1, "ring of too few vertices", "rings of too few vertices");
            return false;
        }
        if (turning(&closed) > 0.0) == outer {
            let turned = "ring was turned round, as shapefiles want it";
            tally.changed(1, turned, "rings were turned round, as shapefiles want it");
            closed.reverse();
        }
        self.rings.push(closed);
        true
    }
}

fn finite(line: &[Vertex], tally: &mut Tally) -> Vec<Vertex> {
    let number = |v: &&Vertex| v.lon.is_finite() && v.lat.is_finite();
    let found: Vec<Vertex> = line.iter().filter(number).copied().collect();
    let lost = line.len() - found.len();
    tally.left_out(
        lost,
        "vertex that is no number",
        "vertices that are no numbers",
    );
    found
}
