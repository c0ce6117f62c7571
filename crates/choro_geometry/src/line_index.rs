//! Many lines, packed for the question which of them pass near a position.

use rstar::{AABB, PointDistance, RTree, RTreeObject};

use crate::chord::{Chord, earth_centred};
use crate::{Position, measure};

/// Many lines, each with a number, packed for questions of nearness.
///
/// Edges are straight chords: one of 20 km dips eight metres below the ground, one of 100 km two
/// hundred.
///
/// ```
/// use choro_geometry::{LineIndex, Position};
/// let line = [Position::new(25.0, 60.0), Position::new(25.1, 60.0)];
/// let index = LineIndex::new([(7, &line[..])]);
/// let near = index.within(Position::new(25.05, 60.001), 200.0);
/// assert_eq!((near[0].line, near[0].at), (7, 0));
/// assert!((near[0].share - 0.5).abs() < 0.01 && (near[0].metres - 111.4).abs() < 2.0);
/// ```
#[derive(Debug)]
pub struct LineIndex {
    tree: RTree<Edge>,
}

/// Where a line comes nearest to a position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NearLine {
    /// The number of the line.
    pub line: u32,
    /// Which edge of it, from 0.
    pub at: u32,
    /// Share of the edge, 0 at its beginning and 1 at its end.
    pub share: f64,
    /// The position on the line.
    pub position: Position,
    /// Metres to it.
    pub metres: f64,
    /// Azimuth of the edge in drawing order, degrees clockwise from north.
    pub azimuth: f64,
}

#[derive(Clone, Copy, Debug)]
struct Edge {
    chord: Chord,
    line: u32,
    at: u32,
}

impl RTreeObject for Edge {
    type Envelope = AABB<[f64; 3]>;

    fn envelope(&self) -> Self::Envelope {
        self.chord.envelope()
    }
}

impl PointDistance for Edge {
    fn distance_2(&self, point: &[f64; 3]) -> f64 {
        self.chord.distance_2(point)
    }
}

impl LineIndex {
    /// Packs lines with their numbers; edges with an end that is not valid are left out.
    pub fn new<'a>(lines: impl IntoIterator<Item = (u32, &'a [Position])>) -> Self {
        let mut edges = Vec::new();
        for (line, positions) in lines {
            for (at, ends) in positions.windows(2).enumerate() {
                if ends[0].is_valid() && ends[1].is_valid() {
                    let chord = Chord::new(ends[0], ends[1]);
                    let at = at as u32;
                    edges.push(Edge { chord, line, at });
                }
            }
        }
        Self {
            tree: RTree::bulk_load(edges),
        }
    }

    /// The lines that pass within so many metres, each where it is nearest; the nearest line first,
    /// of equally near ones that of the lower number.
    pub fn within(&self, position: Position, metres: f64) -> Vec<NearLine> {
        if !position.is_valid() || metres.is_nan() || metres < 0.0 {
            return Vec::new();
        }
        let point = earth_centred(position);
        let found = self.tree.locate_within_distance(point, metres * metres);
        let mut near: Vec<(f64, u32, u32, f64, Edge)> = found
            .map(|edge| {
                let (share, squared) = edge.chord.nearest(point);
                (squared, edge.line, edge.at, share, *edge)
            })
            .collect();
        near.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.total_cmp(&b.0)).then(a.2.cmp(&b.2)));
        near.dedup_by_key(|entry| entry.1);
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let nearest = |(squared, line, at, share, edge): (f64, u32, u32, f64, Edge)| NearLine {
            line,
            at,
            share,
            position: between(edge.chord.from, edge.chord.to, share),
            metres: squared.sqrt(),
            azimuth: measure::azimuth(edge.chord.from, edge.chord.to),
        };
        near.into_iter().map(nearest).collect()
    }
}

/// The position at a share of an edge, straight in longitude and latitude.
fn between(from: Position, to: Position, share: f64) -> Position {
    let lon = (to.lon - from.lon + 540.0).rem_euclid(360.0) - 180.0;
    let lon = from.lon + lon * share;
    Position {
        lon: (lon + 540.0).rem_euclid(360.0) - 180.0,
        lat: from.lat + (to.lat - from.lat) * share,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(ends: [(f64, f64); 2]) -> Vec<Position> {
        ends.map(|(lon, lat)| Position::new(lon, lat)).to_vec()
    }

    #[test]
    fn each_line_is_told_once_the_nearest_first() {
        let far = line([(25.0, 60.002), (25.1, 60.002)]);
        let mut near = line([(25.0, 60.0), (25.05, 60.0)]);
        near.push(Position::new(25.1, 60.0));
        let index = LineIndex::new([(0, &far[..]), (1, &near[..])]);
        let at = Position::new(25.07, 60.0005);
        let found: Vec<(u32, u32)> = (index.within(at, 300.0).iter())
            .map(|near| (near.line, near.at))
            .collect();
        assert_eq!(found, [(1, 1), (0, 0)]);
        assert!(index.within(at, 20.0).is_empty());
    }

    #[test]
    fn an_edge_across_the_antimeridian_is_met_there() {
        let edge = line([(179.99, 0.0), (-179.99, 0.0)]);
        let index = LineIndex::new([(0, &edge[..])]);
        let found = index.within(Position::new(-179.999, 0.0001), 50.0);
        assert!((found[0].position.lon + 179.999).abs() < 1e-6);
    }
}
