//! Shapes of a `.shp` file (ESRI Shapefile Technical Description, July 1998).

use crate::crs::Crs;
use crate::{Drape, Geometry, Ring, Vertex};

/// Bytes of a file's head.
pub(super) const HEAD: usize = 100;
/// What a file begins with.
const CODE: [u8; 4] = [0, 0, 0x27, 0x0A];
/// Measures below this stand for none.
const NO_MEASURE: f64 = -1e38;
/// Rings compared with each other; beyond, a hole belongs to the ring before it.
const COMPARED: usize = 1_000_000;

/// A record: its geometry, `None` for the null shape, and the measures of its vertices.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Record {
    pub(super) geometry: Option<Geometry>,
    pub(super) measures: Vec<f64>,
}

/// Why a record has no geometry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Cut off, or counts that cannot be.
    Broken(&'static str),
    /// A kind that has no form in the model: a multipatch.
    Kind(u32),
    /// Figures outside the coordinate reference system.
    Outside,
}

/// The head of a file: its box as west, south, east, north in the file's figures; `None` where it
/// is no shapefile.
pub(super) fn head(bytes: &[u8]) -> Option<[f64; 4]> {
    if bytes.len() < HEAD || !bytes.starts_with(&CODE) {
        return None;
    }
    let at = |place: usize| {
        bytes
            .get(place..place + 8)?
            .try_into()
            .ok()
            .map(f64::from_le_bytes)
    };
    Some([at(36)?, at(44)?, at(52)?, at(60)?])
}

/// The contents of each record, in order. What a file says of its length is not believed.
pub(super) fn records(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes.get(HEAD..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (head, after) = rest.split_first_chunk::<8>()?;
        let words = u32::from_be_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let length = words.saturating_mul(2).min(after.len());
        let (content, after) = after.split_at(length);
        rest = after;
        Some(content)
    })
}

/// Reads a record's content.
pub(super) fn read(content: &[u8], crs: &Crs) -> Result<Record, Fault> {
    let mut shape = Cursor {
        bytes: content,
        crs,
    };
    let kind = shape.whole()?;
    let (heights, measures) = (matches!(kind, 11..=18), kind > 10);
    match kind {
        0 => Ok(Record::default()),
        1 | 11 | 21 => shape.point(heights, measures),
        3 | 5 | 8 | 13 | 15 | 18 | 23 | 25 | 28 => shape.vertices(kind % 10, heights, measures),
        other => Err(Fault::Kind(other)),
    }
}

struct Cursor<'b> {
    bytes: &'b [u8],
    crs: &'b Crs,
}

const CUT: Fault = Fault::Broken("it is cut off");

impl Cursor<'_> {
    fn whole(&mut self) -> Result<u32, Fault> {
        let (head, rest) = self.bytes.split_first_chunk::<4>().ok_or(CUT)?;
        self.bytes = rest;
        Ok(u32::from_le_bytes(*head))
    }

    fn real(&mut self) -> Result<f64, Fault> {
        let (head, rest) = self.bytes.split_first_chunk::<8>().ok_or(CUT)?;
        self.bytes = rest;
        Ok(f64::from_le_bytes(*head))
    }

    fn vertex(&mut self) -> Result<Vertex, Fault> {
        let (x, y) = (self.real()?, self.real()?);
        let (lon, lat) = self.crs.degrees(x, y).ok_or(Fault::Outside)?;
        Ok(Vertex {
            lon,
            lat,
            height: None,
        })
    }

    fn point(&mut self, heights: bool, measures: bool) -> Result<Record, Fault> {
        let mut vertex = self.vertex()?;
        if heights {
            vertex.height = Some(self.real()?).filter(|h| *h > NO_MEASURE);
        }
        // Writers may leave the measure of a point with height out.
        let measure = measures.then(|| self.real().ok()).flatten();
        Ok(Record {
            geometry: Some(Geometry::Point(vertex, Drape::default())),
            measures: measure.filter(|m| *m > NO_MEASURE).into_iter().collect(),
        })
    }

    fn vertices(&mut self, kind: u32, heights: bool, measures: bool) -> Result<Record, Fault> {
        self.bytes = self.bytes.get(32..).ok_or(CUT)?;
        let parts = if kind == 8 { 0 } else { self.whole()? as usize };
        let count = self.whole()? as usize;
        if parts > self.bytes.len() / 4 || count > self.bytes.len() / 16 {
            return Err(Fault::Broken("it counts more vertices than it has"));
        }
        let starts: Result<Vec<u32>, Fault> = (0..parts).map(|_| self.whole()).collect();
        let mut vertices = Vec::with_capacity(count);
        for _ in 0..count {
            vertices.push(self.vertex()?);
        }
        if heights {
            self.bytes = self.bytes.get(16..).ok_or(CUT)?;
            for vertex in &mut vertices {
                vertex.height = Some(self.real()?).filter(|h| *h > NO_MEASURE);
            }
        }
        let mut found = Vec::new();
        if measures && self.bytes.len() >= 16 + 8 * count {
            self.bytes = &self.bytes[16..];
            for _ in 0..count {
                found.push(self.real()?);
            }
        }
        if found.iter().all(|m| *m <= NO_MEASURE) {
            found.clear();
        }
        let drape = Drape::default();
        let geometry = match kind {
            8 => {
                let point = |v: &Vertex| Geometry::Point(*v, drape.clone());
                Geometry::Multi(vertices.iter().map(point).collect())
            }
            3 => single(
                split(&vertices, &starts?)?
                    .into_iter()
                    .map(|line| Geometry::Line(line, drape.clone())),
            ),
            _ => single(polygons(split(&vertices, &starts?)?)),
        };
        Ok(Record {
            geometry: Some(geometry),
            measures: found,
        })
    }
}

/// Several geometries, or the one there is.
fn single(parts: impl IntoIterator<Item = Geometry>) -> Geometry {
    let mut parts: Vec<Geometry> = parts.into_iter().collect();
    match (parts.len(), parts.pop()) {
        (1, Some(part)) => part,
        (_, last) => {
            parts.extend(last);
            Geometry::Multi(parts)
        }
    }
}

fn split(vertices: &[Vertex], starts: &[u32]) -> Result<Vec<Vec<Vertex>>, Fault> {
    let ends = starts.iter().skip(1).copied().map(|e| e as usize);
    let ends = ends.chain([vertices.len()]);
    let part = |(start, end): (&u32, usize)| vertices.get(*start as usize..end).map(<[_]>::to_vec);
    let parts: Option<Vec<_>> = starts.iter().zip(ends).map(part).collect();
    parts.ok_or(Fault::Broken("its parts do not follow each other"))
}

/// Twice the signed area of a ring, in square degrees: outer rings run clockwise and are negative.
pub(super) fn turning(ring: &[Vertex]) -> f64 {
    let Some(origin) = ring.first() else {
        return 0.0;
    };
    let corner = |v: &Vertex| (v.lon - origin.lon, v.lat - origin.lat);
    let edges = ring.iter().zip(ring.iter().skip(1));
    edges
        .map(|(a, b)| {
            let ((ax, ay), (bx, by)) = (corner(a), corner(b));
            ax * by - bx * ay
        })
        .sum()
}

/// Rings put together: clockwise ones are outer, the others holes in the smallest that holds them.
fn polygons(rings: Vec<Ring>) -> Vec<Geometry> {
    let area: Vec<f64> = rings.iter().map(|ring| turning(ring)).collect();
    let outers: Vec<usize> = (0..rings.len()).filter(|i| area[*i] <= 0.0).collect();
    let holes = rings.len() - outers.len();
    let few = outers.len().saturating_mul(holes) <= COMPARED;
    let mut within: Vec<Option<usize>> = vec![None; rings.len()];
    for hole in (0..rings.len()).filter(|i| area[*i] > 0.0) {
        within[hole] = match outers.as_slice() {
            [] => None,
            [only] => Some(*only),
            all if few => all
                .iter()
                .copied()
                .filter(|outer| -area[*outer] >= area[hole] && holds(&rings[*outer], &rings[hole]))
                .min_by(|a, b| area[*b].total_cmp(&area[*a])),
            all => all.iter().copied().rfind(|outer| *outer < hole),
        };
    }
    let mut holes: Vec<Vec<Ring>> = vec![Vec::new(); rings.len()];
    for (ring, outer) in rings.iter().zip(&within) {
        if let Some(outer) = outer {
            holes[*outer].push(ring.clone());
        }
    }
    let polygon = |(i, (outer, holes)): (usize, (Ring, Vec<Ring>))| {
        within[i]
            .is_none()
            .then(|| Geometry::Polygon(outer, holes, Drape::default()))
    };
    rings
        .into_iter()
        .zip(holes)
        .enumerate()
        .filter_map(polygon)
        .collect()
}

/// Whether a vertex of `inner` that is no vertex of `outer` lies in it, by counting the edges east
/// of it.
fn holds(outer: &[Vertex], inner: &[Vertex]) -> bool {
    let shared = |v: &&Vertex| {
        !outer
            .iter()
            .take(64)
            .any(|o| o.lon == v.lon && o.lat == v.lat)
    };
    let Some(at) = inner.iter().find(shared).or(inner.first()) else {
        return false;
    };
    let edges = outer.iter().zip(outer.iter().skip(1));
    let crossed = edges.filter(|(a, b)| {
        (a.lat > at.lat) != (b.lat > at.lat)
            && at.lon < a.lon + (at.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon)
    });
    crossed.count() % 2 == 1
}
