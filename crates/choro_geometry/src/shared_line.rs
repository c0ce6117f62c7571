//! The line two regions share, and where it lies as seen from one of them.
//!
//! S = ∂A ∩ buffer(B, ε), measured in an equidistant plane at the centroid of A's largest part.
//! The centroids of whole polygons would not do: Russia lies north of Georgia, and its centroid
//! to the north-east.

use crate::chord::{cut, earth_centred, straight, stride};
use crate::plane::{Plane, azimuth_of};
use crate::prepared::Part;
use crate::surroundings::Surroundings;
use crate::{PreparedShape, Wind, angle_between, clip, representative, ring};

/// A resultant shorter than this share of its parts points nowhere: an enclave, a ring.
const UNCLEAR: f64 = 0.2;

/// The shared line of a region A and its neighbour B, in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedLine {
    /// The tolerance ε it was found with, in metres.
    pub tolerance_m: f64,
    /// Its length in metres.
    pub length_m: f64,
    /// Its share (0 to 1) of the perimeter of A's part.
    pub perimeter_share: f64,
    /// Length-weighted mean bearing from A's centroid, in degrees.
    pub bearing: Option<f64>,
    /// Bearing from A's centroid to the centroid of B's part near A, in degrees.
    pub neighbour: Option<f64>,
    /// Length-weighted mean of the outward normals of the simplified line, in degrees.
    pub outward_normal: Option<f64>,
    /// Bearing in degrees and length in metres of each piece.
    pieces: Vec<(f64, f64)>,
}

impl SharedLine {
    /// Share (0 to 1) of the line within `half` degrees of an azimuth.
    pub fn share_towards(&self, azimuth: f64, half: f64) -> f64 {
        let within: f64 = self
            .pieces
            .iter()
            .filter(|piece| angle_between(piece.0, azimuth) <= half)
            .map(|piece| piece.1)
            .sum();
        if self.length_m > 0.0 {
            within / self.length_m
        } else {
            0.0
        }
    }

    /// Shares of the line in the sectors of the eight winds, the largest first, zeros left out.
    pub fn sectors(&self) -> Vec<(Wind, f64)> {
        let mut sums = [0.0; 8];
        for (bearing, length) in &self.pieces {
            sums[Wind::nearest_of_eight(*bearing) as usize / 2] += length;
        }
        let mut out: Vec<(Wind, f64)> = sums
            .iter()
            .enumerate()
            .map(|(i, sum)| (Wind::N.turned(i * 2), sum / self.length_m))
            .filter(|sector| sector.1 > 0.0)
            .collect();
        out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        out
    }

    /// The wind that says best where the line lies: the nearest of eight to the mean of the
    /// three bearings.
    pub fn wind(&self) -> Option<Wind> {
        let bearings = [self.bearing, self.neighbour, self.outward_normal];
        let (mut east, mut north) = (0.0, 0.0);
        for bearing in bearings.into_iter().flatten() {
            let (sin, cos) = bearing.to_radians().sin_cos();
            east += sin;
            north += cos;
        }
        (east.hypot(north) > UNCLEAR).then(|| Wind::nearest_of_eight(azimuth_of([east, north])))
    }

    /// The line A shares with B within a tolerance in metres; None if there is none, or A is no
    /// region. It is looked for on A's largest part, then on the part that has most of it.
    pub fn between(a: &PreparedShape, b: &PreparedShape, tolerance_m: f64) -> Option<Self> {
        if b.is_empty() || !tolerance_m.is_finite() {
            return None;
        }
        let largest = a.largest_part()?;
        let found = Self::of_part(largest, b, tolerance_m);
        if found.is_some() {
            return found;
        }
        a.parts
            .iter()
            .filter(|part| !std::ptr::eq(*part, largest))
            .filter_map(|part| Self::of_part(part, b, tolerance_m))
            .reduce(|best, next| {
                if next.length_m > best.length_m {
                    next
                } else {
                    best
                }
            })
    }

    fn of_part(part: &Part, b: &PreparedShape, tolerance_m: f64) -> Option<Self> {
        let near = near_pieces(part, b, tolerance_m);
        if near.iter().all(Run::is_empty) {
            return None;
        }
        let plane = Plane::equidistant(representative::centroid(part)?);
        let size = part.area_m2.sqrt();
        let outer = plane.flat_rings(&part.rings[..1]);
        let perimeter: f64 = outer[0].windows(2).map(|e| length(e[0], e[1])).sum();
        let mut pieces = Vec::new();
        let mut mean = [0.0; 2];
        let mut normal = [0.0; 2];
        let mut simplified = 0.0;
        for run in &near {
            let flat: Vec<[f64; 2]> = run.positions.iter().map(|p| plane.flat(*p)).collect();
            for edge in flat.windows(2) {
                let long = length(edge[0], edge[1]);
                let middle = [
                    f64::midpoint(edge[0][0], edge[1][0]),
                    f64::midpoint(edge[0][1], edge[1][1]),
                ];
                let reach = middle[0].hypot(middle[1]).max(1.0);
                mean[0] += middle[0] / reach * long;
                mean[1] += middle[1] / reach * long;
                pieces.push((azimuth_of(middle), long));
            }
            let line = simplify(&flat, size / 15.0);
            for edge in line.windows(2) {
                let (dx, dy) = (edge[1][0] - edge[0][0], edge[1][1] - edge[0][1]);
                normal[0] += run.outward * dy;
                normal[1] -= run.outward * dx;
                simplified += dx.hypot(dy);
            }
        }
        let total: f64 = pieces.iter().map(|piece| piece.1).sum();
        let clear = |v: [f64; 2], of: f64| (v[0].hypot(v[1]) > UNCLEAR * of).then(|| azimuth_of(v));
        Some(Self {
            tolerance_m,
            length_m: total,
            perimeter_share: (total / perimeter.max(1.0)).min(1.0),
            bearing: clear(mean, total),
            neighbour: neighbour(&plane, &outer[0], size, b),
            outward_normal: clear(normal, simplified),
            pieces,
        })
        .filter(|line| line.length_m > 0.0)
    }
}

/// A run of a ring near the neighbour.
struct Run {
    positions: Vec<crate::Position>,
    /// 1 if the outside lies to the right of the drawing order, −1 if to the left.
    outward: f64,
}

impl Run {
    fn is_empty(&self) -> bool {
        self.positions.len() < 2
    }
}

/// The runs of A's rings within a tolerance of B.
fn near_pieces(part: &Part, b: &PreparedShape, tolerance_m: f64) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let about = Surroundings::of(b, tolerance_m);
    for (i, ring) in part.rings.iter().enumerate() {
        let anticlockwise =
            clip::signed_area(&ring.iter().map(|p| [p.lon, p.lat]).collect::<Vec<_>>()) > 0.0;
        // The outside of a hole is its inside.
        let outward = if anticlockwise == (i == 0) { 1.0 } else { -1.0 };
        let first = runs.len();
        let mut gap = f64::INFINITY;
        let stride = stride(ring, tolerance_m);
        let mut before = ring[0];
        for edge in ring.windows(2) {
            // Once a gap is long, how much longer it grows says nothing.
            if gap > 2.0 * tolerance_m && about.is_far(edge[0], edge[1]) {
                before = edge[1];
                continue;
            }
            cut(edge[0], edge[1], stride, &mut |piece| {
                let middle = ring::along(piece.from, piece.to, 0.5);
                let point = earth_centred(middle);
                if b.passes_within(point, tolerance_m) || b.contains(wrap(middle)) {
                    // A short gap does not break the run, but is no part of its length either;
                    // being short it hardly matters, and the simplified line stays whole.
                    if gap <= 2.0 * tolerance_m && runs.len() > first {
                        if let Some(run) = runs.last_mut() {
                            run.positions.push(piece.to);
                        }
                    } else {
                        runs.push(Run {
                            positions: vec![piece.from, piece.to],
                            outward,
                        });
                    }
                    gap = 0.0;
                } else {
                    gap += piece.length();
                }
                before = piece.to;
            });
        }
        join_ends(&mut runs, first, before);
    }
    runs
}

/// Joins the last run of a ring to the first if the ring's seam runs through both.
fn join_ends(runs: &mut Vec<Run>, first: usize, seam: crate::Position) {
    if runs.len() < first + 2 {
        return;
    }
    let touches = |p: Option<&crate::Position>| {
        p.is_some_and(|p| straight(earth_centred(*p), earth_centred(seam)) < 1.0)
    };
    let ends = touches(runs.last().and_then(|run| run.positions.last()));
    if ends
        && touches(runs[first].positions.first())
        && let Some(last) = runs.pop()
    {
        let start = std::mem::replace(&mut runs[first].positions, last.positions);
        runs[first].positions.extend(start.into_iter().skip(1));
    }
}

/// Bearing of the centroid of the neighbour clipped to A's box grown by 0.75 √area.
fn neighbour(plane: &Plane, outer: &[[f64; 2]], size: f64, b: &PreparedShape) -> Option<f64> {
    let grow = 0.75 * size;
    let mut low = [f64::INFINITY; 2];
    let mut high = [f64::NEG_INFINITY; 2];
    for p in outer {
        for k in 0..2 {
            low[k] = low[k].min(p[k] - grow);
            high[k] = high[k].max(p[k] + grow);
        }
    }
    let (mut area, mut moment) = (0.0, [0.0; 2]);
    for part in &b.parts {
        let rings: Vec<Vec<[f64; 2]>> = plane
            .flat_rings(&part.rings)
            .iter()
            .map(|ring| clip::by_box(ring, low, high))
            .collect();
        if let (weight, Some(centroid)) = clip::area_and_centroid(&rings) {
            area += weight;
            moment[0] += weight * centroid[0];
            moment[1] += weight * centroid[1];
        }
    }
    let centroid = [moment[0] / area, moment[1] / area];
    // A neighbour all around has its centroid where A has its own.
    (area > 0.0 && centroid[0].hypot(centroid[1]) > 0.1 * size).then(|| azimuth_of(centroid))
}

fn length(a: [f64; 2], b: [f64; 2]) -> f64 {
    (b[0] - a[0]).hypot(b[1] - a[1])
}

fn wrap(position: crate::Position) -> crate::Position {
    crate::Position::new(ring::wrapped(position.lon), position.lat)
}

/// Douglas–Peucker, without recursion.
fn simplify(line: &[[f64; 2]], tolerance: f64) -> Vec<[f64; 2]> {
    let mut keep = vec![false; line.len()];
    let mut open = vec![(0, line.len().saturating_sub(1))];
    while let Some((from, to)) = open.pop() {
        if to >= line.len() || from > to {
            continue;
        }
        keep[from] = true;
        keep[to] = true;
        let far = (from + 1..to)
            .map(|i| (off(line[i], line[from], line[to]), i))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((distance, i)) = far
            && distance > tolerance
        {
            open.push((from, i));
            open.push((i, to));
        }
    }
    line.iter()
        .zip(keep)
        .filter(|(_, kept)| *kept)
        .map(|(p, _)| *p)
        .collect()
}

/// Distance of a point from a segment.
fn off(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let square = dx * dx + dy * dy;
    let t = if square > 0.0 {
        (((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    length(p, [a[0] + dx * t, a[1] + dy * t])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simplifying_keeps_ends_and_corners() {
        let line = [[0.0, 0.0], [1.0, 0.1], [2.0, -0.1], [3.0, 0.0], [3.0, 5.0]];
        assert_eq!(
            simplify(&line, 0.5),
            vec![[0.0, 0.0], [3.0, 0.0], [3.0, 5.0]]
        );
        assert!(simplify(&[], 1.0).is_empty());
    }
}
