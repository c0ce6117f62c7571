//! Geometry as well-known binary (OGC 06-103r4, ISO 13249-3), out and in.

mod decode;

use crate::{Geometry, Verbatim, Vertex};

pub(crate) use decode::decode;

/// A geometry written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wkb {
    /// Little-endian, ISO codes for heights.
    pub(crate) bytes: Vec<u8>,
    /// West, south, east, north as numbers stand; `None` where it is empty.
    pub(crate) bounds: Option<[f64; 4]>,
    /// `Point`, `MultiPolygon` … as GeoParquet names it.
    pub(crate) kind: &'static str,
    /// Whether it has heights.
    pub(crate) heights: bool,
}

/// Why a geometry could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Cut off, or counts that cannot be.
    Broken(&'static str),
    /// A curve or another kind that has no form in the model, by its code.
    Kind(u32),
    /// Figures that lie outside the coordinate reference system.
    Outside,
}

/// A geometry read, and the measures of its vertices, where it has such.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Read {
    /// The geometry; `None` for an empty point.
    pub(crate) geometry: Option<Geometry>,
    /// One measure for each vertex, in order; empty where it has none.
    pub(crate) measures: Vec<f64>,
}

/// A geometry reduced to what the binary form knows.
enum Simple {
    Point(Vertex),
    Line(Vec<Vertex>),
    Polygon(Vec<Vec<Vertex>>),
    Many(Vec<Simple>),
}

/// The geometry as viewers want it: vertices that are no numbers left out, rings closed, lines of
/// one vertex as points, tracks as lines. `None` where it has no form at all.
pub(crate) fn encode(geometry: &Geometry) -> Option<Wkb> {
    let simple = simple(geometry)?;
    let mut survey = Survey::default();
    survey.take(&simple);
    let heights = survey.vertices > 0 && survey.with_height == survey.vertices;
    let mut bytes = Vec::with_capacity(32 + survey.vertices * if heights { 24 } else { 16 });
    write(&mut bytes, &simple, heights);
    Some(Wkb {
        bytes,
        bounds: survey.bounds,
        kind: KINDS[code(&simple) as usize],
        heights,
    })
}

const KINDS: [&str; 8] = [
    "Geometry",
    "Point",
    "LineString",
    "Polygon",
    "MultiPoint",
    "MultiLineString",
    "MultiPolygon",
    "GeometryCollection",
];

fn simple(geometry: &Geometry) -> Option<Simple> {
    Some(match geometry {
        Geometry::Point(vertex, _) => Simple::Point(*vertex).finite()?,
        Geometry::Line(line, _) | Geometry::Ring(line, _) => of_line(finite(line)),
        Geometry::Track(track) => {
            let line: Vec<Vertex> = track.points.iter().filter_map(|p| p.at).collect();
            of_line(finite(&line))
        }
        Geometry::Polygon(outer, holes, _) => match closed(outer) {
            Some(outer) => {
                let holes = holes.iter().filter_map(|hole| closed(hole));
                Simple::Polygon(std::iter::once(outer).chain(holes).collect())
            }
            None if outer.is_empty() => Simple::Polygon(Vec::new()),
            None => of_line(finite(outer)),
        },
        Geometry::Multi(parts) => Simple::Many(parts.iter().filter_map(simple).collect()),
        Geometry::Other(_) => return None,
    })
}

impl Simple {
    fn finite(self) -> Option<Self> {
        match self {
            Self::Point(v) if !(v.lon.is_finite() && v.lat.is_finite()) => None,
            other => Some(other),
        }
    }
}

fn of_line(line: Vec<Vertex>) -> Simple {
    match line.as_slice() {
        [one] => Simple::Point(*one),
        _ => Simple::Line(line),
    }
}

fn finite(line: &[Vertex]) -> Vec<Vertex> {
    let numbers = |v: &&Vertex| v.lon.is_finite() && v.lat.is_finite();
    line.iter().filter(numbers).copied().collect()
}

fn closed(ring: &[Vertex]) -> Option<Vec<Vertex>> {
    let mut ring = finite(ring);
    if ring.first() != ring.last() {
        ring.extend(ring.first().copied());
    }
    (ring.len() >= 4).then_some(ring)
}

#[derive(Default)]
struct Survey {
    vertices: usize,
    with_height: usize,
    bounds: Option<[f64; 4]>,
}

impl Survey {
    fn take(&mut self, simple: &Simple) {
        match simple {
            Simple::Point(vertex) => self.vertex(*vertex),
            Simple::Line(line) => line.iter().for_each(|v| self.vertex(*v)),
            Simple::Polygon(rings) => rings.iter().flatten().for_each(|v| self.vertex(*v)),
            Simple::Many(parts) => parts.iter().for_each(|part| self.take(part)),
        }
    }

    fn vertex(&mut self, v: Vertex) {
        self.vertices += 1;
        self.with_height += usize::from(v.height.is_some_and(f64::is_finite));
        let [west, south, east, north] = self.bounds.unwrap_or([v.lon, v.lat, v.lon, v.lat]);
        self.bounds = Some([
            west.min(v.lon),
            south.min(v.lat),
            east.max(v.lon),
            north.max(v.lat),
        ]);
    }
}

fn code(simple: &Simple) -> u32 {
    match simple {
        Simple::Point(_) => 1,
        Simple::Line(_) => 2,
        Simple::Polygon(_) => 3,
        Simple::Many(parts) => {
            let first = parts.first().map_or(7, code);
            let one_kind = parts.iter().all(|part| code(part) == first);
            if one_kind && first <= 3 { first + 3 } else { 7 }
        }
    }
}

fn write(bytes: &mut Vec<u8>, simple: &Simple, heights: bool) {
    bytes.push(1);
    let offset = if heights { 1000 } else { 0 };
    bytes.extend((code(simple) + offset).to_le_bytes());
    let count = |bytes: &mut Vec<u8>, n: usize| bytes.extend((n as u32).to_le_bytes());
    let vertex = |bytes: &mut Vec<u8>, v: &Vertex| {
        bytes.extend(v.lon.to_le_bytes());
        bytes.extend(v.lat.to_le_bytes());
        if heights {
            bytes.extend(v.height.unwrap_or(f64::NAN).to_le_bytes());
        }
    };
    match simple {
        Simple::Point(v) => vertex(bytes, v),
        Simple::Line(line) => {
            count(bytes, line.len());
            for v in line {
                vertex(bytes, v);
            }
        }
        Simple::Polygon(rings) => {
            count(bytes, rings.len());
            for ring in rings {
                count(bytes, ring.len());
                for v in ring {
                    vertex(bytes, v);
                }
            }
        }
        Simple::Many(parts) => {
            count(bytes, parts.len());
            for part in parts {
                write(bytes, part, heights);
            }
        }
    }
}

/// A geometry that the model has no form for, its bytes in hexadecimal.
pub(crate) fn other(name: &str, bytes: &[u8]) -> Geometry {
    Geometry::Other(Verbatim {
        name: name.to_owned(),
        text: hexadecimal(bytes),
        line: 0,
    })
}

/// Bytes as hexadecimal figures.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    const FIGURES: &[u8; 16] = b"0123456789abcdef";
    let figures = bytes.iter().flat_map(|b| [b >> 4, b & 15]);
    figures
        .map(|f| char::from(FIGURES[usize::from(f)]))
        .collect()
}

#[cfg(test)]
mod tests;
