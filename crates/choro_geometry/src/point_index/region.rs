//! Which positions lie in a region, and which near a shape.

use super::{LEAF, Node, PointIndex};
use crate::chord::{Chord, chords};
use crate::{Bounds, Position, PreparedShape, Shape, distance_m, ring};

/// Metres by which the distance to a chord may differ from that to the edge it stands for: what a
/// chord dips below the surface, and the bend of the surface between.
const CHORD_SLACK_M: f64 = 20.0;

/// An edge of a ring, unrolled across the antimeridian.
type Edge = (Position, Position);

impl PointIndex {
    /// Takes the numbers of all positions inside a shape's polygons, in no particular order: those
    /// that [`PreparedShape::contains`] holds inside.
    pub fn inside(&self, shape: &PreparedShape, take: &mut dyn FnMut(u32)) {
        let Some(root) = self.root() else { return };
        let rings = shape.parts.iter().flat_map(|part| &part.rings);
        let edges: Vec<Edge> = rings
            .flat_map(|ring| ring.windows(2).map(|edge| (edge[0], edge[1])))
            .collect();
        if edges.is_empty() {
            return;
        }
        let (low, high) = shape.bands().corners();
        let turns: Vec<f64> = [-360.0, 0.0, 360.0]
            .into_iter()
            .filter(|turn| -180.0 + turn <= high.lon && 180.0 + turn >= low.lon)
            .collect();
        // Unrolled twice, a position may be met twice.
        let mut met = Vec::new();
        for turn in &turns {
            let mut visit = |number| {
                if turns.len() > 1 {
                    met.push(number);
                } else {
                    take(number);
                }
            };
            self.inside_unrolled(root, &edges, *turn, shape, &mut visit);
        }
        met.sort_unstable();
        met.dedup();
        met.into_iter().for_each(take);
    }

    fn inside_unrolled(
        &self,
        node: Node,
        edges: &[Edge],
        turn: f64,
        shape: &PreparedShape,
        take: &mut dyn FnMut(u32),
    ) {
        let own = self.boxes[node.at];
        let (low, high) = (
            Position::new(own.min.lon + turn, own.min.lat),
            Position::new(own.max.lon + turn, own.max.lat),
        );
        let touching: Vec<Edge> = edges
            .iter()
            .filter(|edge| touches(**edge, low, high))
            .copied()
            .collect();
        let bands = shape.bands();
        if touching.is_empty() {
            // No boundary runs through the box: all of it is on one side.
            if bands.contain_unrolled(low) {
                self.take(node, take);
            }
        } else if node.is_leaf() {
            let alone = shape.parts.len() == 1;
            let corner = alone && bands.contain_unrolled(low);
            for at in node.from..node.to {
                let position = self.positions[at];
                let position = Position::new(position.lon + turn, position.lat);
                let inside = if alone {
                    corner ^ crossed(&touching, low, position)
                } else {
                    bands.contain_unrolled(position)
                };
                if inside {
                    take(self.numbers[at]);
                }
            }
        } else {
            // The depth is that of a balanced tree.
            for child in node.children() {
                self.inside_unrolled(child, &touching, turn, shape, take);
            }
        }
    }

    /// Takes the numbers of all positions inside a shape or at most `metres` from it, geodesic,
    /// in no particular order, each once.
    pub fn near(&self, shape: &PreparedShape, metres: f64, take: &mut dyn FnMut(u32)) {
        if metres.is_nan() || metres < 0.0 {
            return;
        }
        if let Some(centre) = shape.point {
            return self.within(centre, metres, take);
        }
        let Some(root) = self.root() else { return };
        let reach: Vec<(Chord, Bounds)> = chords(shape.outlines())
            .into_iter()
            .filter_map(|chord| {
                let line = Shape::Lines(vec![vec![rolled(chord.from), rolled(chord.to)]]);
                Some((chord, line.bounds()?.grown(metres + CHORD_SLACK_M)))
            })
            .collect();
        let all: Vec<u32> = (0..reach.len() as u32).collect();
        let mut met = Vec::new();
        self.near_chords(root, &reach, &all, metres, &mut |number| met.push(number));
        self.inside(shape, &mut |number| met.push(number));
        met.sort_unstable();
        met.dedup();
        met.into_iter().for_each(take);
    }

    fn near_chords(
        &self,
        node: Node,
        reach: &[(Chord, Bounds)],
        open: &[u32],
        metres: f64,
        take: &mut dyn FnMut(u32),
    ) {
        let own = &self.boxes[node.at];
        let touching: Vec<u32> = open
            .iter()
            .copied()
            .filter(|at| reach[*at as usize].1.intersects(own))
            .collect();
        if touching.is_empty() {
            return;
        }
        if !node.is_leaf() {
            for child in node.children() {
                self.near_chords(child, reach, &touching, metres, take);
            }
            return;
        }
        debug_assert!(node.to - node.from <= LEAF);
        for at in node.from..node.to {
            let (position, point) = (self.positions[at], self.centred[at]);
            let mut chords = touching.iter().map(|chord| &reach[*chord as usize].0);
            if chords.any(|chord| is_near(chord, position, point, metres)) {
                take(self.numbers[at]);
            }
        }
    }
}

/// Whether a position is at most `metres` from an edge.
fn is_near(chord: &Chord, position: Position, point: [f64; 3], metres: f64) -> bool {
    let (share, squared) = chord.nearest(point);
    let gap = squared.sqrt();
    if gap > metres + CHORD_SLACK_M {
        return false;
    }
    let on_edge = rolled(ring::along(chord.from, chord.to, share));
    distance_m(position, on_edge) <= metres
}

/// A position unrolled across the antimeridian, back in range.
fn rolled(position: Position) -> Position {
    Position::new(ring::wrapped(position.lon), position.lat)
}

/// Whether the way from a box's corner to a position in it, due north and then due east, crosses an
/// odd number of edges. Those that do not touch the box cannot lie on it.
fn crossed(touching: &[Edge], corner: Position, to: Position) -> bool {
    let mut odd = false;
    for (a, b) in touching {
        if (a.lon > corner.lon) != (b.lon > corner.lon) {
            let lat = a.lat + (b.lat - a.lat) * (corner.lon - a.lon) / (b.lon - a.lon);
            odd ^= (corner.lat < lat) != (to.lat < lat);
        }
        if (a.lat > to.lat) != (b.lat > to.lat) {
            let lon = a.lon + (b.lon - a.lon) * (to.lat - a.lat) / (b.lat - a.lat);
            odd ^= (corner.lon < lon) != (to.lon < lon);
        }
    }
    odd
}

/// Whether an edge may have a position in common with a box; never no where it has.
fn touches((from, to): Edge, low: Position, high: Position) -> bool {
    let apart = from.lon.max(to.lon) < low.lon
        || from.lon.min(to.lon) > high.lon
        || from.lat.max(to.lat) < low.lat
        || from.lat.min(to.lat) > high.lat;
    if apart {
        return false;
    }
    // The box lies wholly on one side of the line through the edge.
    let (dx, dy) = (to.lon - from.lon, to.lat - from.lat);
    let side = |lon: f64, lat: f64| dx * (lat - from.lat) - dy * (lon - from.lon);
    let corners = [
        side(low.lon, low.lat),
        side(low.lon, high.lat),
        side(high.lon, low.lat),
        side(high.lon, high.lat),
    ];
    let rounding = 1e-9 * (dx.abs() + dy.abs());
    !(corners.iter().all(|s| *s > rounding) || corners.iter().all(|s| *s < -rounding))
}
