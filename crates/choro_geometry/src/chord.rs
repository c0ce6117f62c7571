//! Edges as straight chords in earth-centred coordinates.
//!
//! Nearest points are looked for in three dimensions, where neither poles nor antimeridian are
//! special. Long edges are cut so that a chord dips at most eight metres below the surface.

use rstar::{AABB, PointDistance, RTreeObject};

use crate::area::{A, E2};
use crate::{Position, ring};

/// Longest chord in metres.
const LONGEST: f64 = 20_000.0;
/// About how many chords the cutting of long edges may add to one shape.
const MOST_CUTS: f64 = 200_000.0;

/// A piece of an edge.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chord {
    pub(crate) from: Position,
    pub(crate) to: Position,
    a: [f64; 3],
    b: [f64; 3],
}

/// Earth-centred coordinates of a position, in metres.
pub(crate) fn earth_centred(position: Position) -> [f64; 3] {
    let (sin, cos) = position.lat.to_radians().sin_cos();
    let (sin_lon, cos_lon) = position.lon.to_radians().sin_cos();
    let n = A / (1.0 - E2 * sin * sin).sqrt();
    [n * cos * cos_lon, n * cos * sin_lon, n * (1.0 - E2) * sin]
}

fn minus(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// Straight distance in metres between two earth-centred points.
pub(crate) fn straight(a: [f64; 3], b: [f64; 3]) -> f64 {
    let d = minus(a, b);
    dot(d, d).sqrt()
}

impl Chord {
    pub(crate) fn new(from: Position, to: Position) -> Self {
        Self {
            from,
            to,
            a: earth_centred(from),
            b: earth_centred(to),
        }
    }

    /// Share of the way along the chord nearest to a point, and the distance squared.
    pub(crate) fn nearest(&self, point: [f64; 3]) -> (f64, f64) {
        let along = minus(self.b, self.a);
        let to_point = minus(point, self.a);
        let length = dot(along, along);
        let t = if length > 0.0 {
            (dot(to_point, along) / length).clamp(0.0, 1.0)
        } else {
            0.0
        };
        let gap = minus(to_point, [along[0] * t, along[1] * t, along[2] * t]);
        (t, dot(gap, gap))
    }

    /// Straight length in metres.
    pub(crate) fn length(&self) -> f64 {
        straight(self.a, self.b)
    }
}

impl RTreeObject for Chord {
    type Envelope = AABB<[f64; 3]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners(self.a, self.b)
    }
}

impl PointDistance for Chord {
    fn distance_2(&self, point: &[f64; 3]) -> f64 {
        self.nearest(*point).1
    }
}

/// The chords of continuous lines, long edges cut.
pub(crate) fn chords<'a>(lines: impl Iterator<Item = &'a [Position]> + Clone) -> Vec<Chord> {
    let total: f64 = lines.clone().map(rough_length).sum();
    let longest = LONGEST.max(total / MOST_CUTS);
    let mut out = Vec::new();
    for line in lines {
        if let [only] = line {
            out.push(Chord::new(*only, *only));
        }
        for edge in line.windows(2) {
            cut(edge[0], edge[1], longest, &mut |piece| out.push(piece));
        }
    }
    out
}

/// The length in metres of the pieces a ring is walked in: fine enough for a tolerance, yet not
/// more than some hundred thousand pieces for one ring, whatever its edges.
pub(crate) fn stride(ring: &[Position], tolerance_m: f64) -> f64 {
    tolerance_m.max(2_000.0).max(rough_length(ring) / MOST_CUTS)
}

/// Length of a line in metres, straight from vertex to vertex on a sphere of degrees.
fn rough_length(line: &[Position]) -> f64 {
    line.windows(2).map(|e| rough_edge(e[0], e[1])).sum()
}

fn rough_edge(from: Position, to: Position) -> f64 {
    let middle = f64::midpoint(from.lat, to.lat).to_radians().cos();
    ((to.lon - from.lon) * middle).hypot(to.lat - from.lat) * 111_320.0
}

/// Pieces of one edge no longer than `longest` metres.
pub(crate) fn cut(from: Position, to: Position, longest: f64, take: &mut impl FnMut(Chord)) {
    let pieces = (rough_edge(from, to) / longest).ceil().clamp(1.0, 1e6);
    if pieces <= 1.0 {
        take(Chord::new(from, to));
        return;
    }
    let mut before = from;
    for i in 1..=pieces as usize {
        let next = ring::along(from, to, i as f64 / pieces);
        take(Chord::new(before, next));
        before = next;
    }
}
