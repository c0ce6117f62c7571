//! Where a shape surely is not: a quick answer before its edges are asked.

use crate::{Position, PreparedShape};

/// What surrounds a shape within a distance, as a range of latitudes and one of longitudes.
#[derive(Debug)]
pub(crate) struct Surroundings {
    /// The lowest and highest latitude of the shape, in degrees.
    lat: (f64, f64),
    /// The middle of its longitudes and how far it reaches on either side, in degrees.
    lon: (f64, f64),
    /// Metres from it.
    metres: f64,
}

/// Shortest metres of a degree along a meridian, at the equator, and of a radian across the axis:
/// both rounded down.
const DEGREE_M: f64 = 110_500.0;
const RADIUS_M: f64 = 6_350_000.0;
/// Chords between the corners of a shape leave the lines they stand for by no more than this, metres,
/// being no longer than twenty kilometres or a two hundred thousandth of all.
const CHORDS_M: f64 = 1_000.0;
/// From so many metres on a straight way is much shorter than the arc above it, and nothing is sure.
const MOST_M: f64 = 1_000_000.0;

impl Surroundings {
    /// Of a shape within so many metres.
    pub(crate) fn of(shape: &PreparedShape, metres: f64) -> Self {
        let (mut lat, mut lon) = (NOTHING, NOTHING);
        let mut anchor = None;
        for line in shape.outlines() {
            let Some(first) = line.first() else { continue };
            let anchor = *anchor.get_or_insert(first.lon);
            let shift = ((anchor - first.lon) / 360.0).round() * 360.0;
            for p in line {
                lat = (lat.0.min(p.lat), lat.1.max(p.lat));
                lon = (lon.0.min(p.lon + shift), lon.1.max(p.lon + shift));
            }
        }
        Self {
            lat,
            lon: (f64::midpoint(lon.0, lon.1), (lon.1 - lon.0) / 2.0),
            metres: if metres < MOST_M {
                metres * 1.05 + CHORDS_M
            } else {
                f64::INFINITY
            },
        }
    }

    /// Whether every position of an edge, drawn straight in degrees, surely is farther from the shape
    /// than asked for; false where it is not sure.
    pub(crate) fn is_far(&self, from: Position, to: Position) -> bool {
        let (low, high) = (from.lat.min(to.lat), from.lat.max(to.lat));
        if (low - self.lat.1).max(self.lat.0 - high) * DEGREE_M > self.metres {
            return true;
        }
        // Half the edge's own width is added to that of the shape.
        let middle = f64::midpoint(from.lon, to.lon);
        let turn = (middle - self.lon.0 + 180.0).rem_euclid(360.0) - 180.0;
        let apart = turn.abs() - self.lon.1 - (from.lon - to.lon).abs() / 2.0;
        // The way round the other side is no shorter.
        let other = 360.0 - turn.abs() - self.lon.1 - (from.lon - to.lon).abs() / 2.0;
        let apart = apart.min(other);
        if apart <= 0.0 {
            return false;
        }
        // From a position to the plane of a meridian, or to the axis where that is nearer.
        let across = low.abs().max(high.abs()).to_radians().cos() * RADIUS_M;
        across * apart.min(90.0).to_radians().sin() > self.metres
    }
}

const NOTHING: (f64, f64) = (f64::INFINITY, f64::NEG_INFINITY);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chord::earth_centred;
    use crate::{Shape, ring};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_called_far_is_far(
            lon in -180.0..180.0f64, lat in -85.0..85.0f64,
            width in 0.01..40.0f64, height in 0.01..5.0f64,
            from in (-400.0..400.0f64, -90.0..90.0f64), step in (-3.0..3.0f64, -3.0..3.0f64),
            metres in 1.0..300_000.0f64,
        ) {
            let corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, 0.0)];
            let line = corners.iter().map(|c| {
                Position::new(ring::wrapped(lon + c.0), (lat + c.1).clamp(-90.0, 90.0))
            });
            let shape = Shape::Lines(vec![line.collect()]).prepared();
            let from = Position::new(from.0, from.1);
            let to = Position::new(from.lon + step.0, (from.lat + step.1).clamp(-90.0, 90.0));
            if Surroundings::of(&shape, metres).is_far(from, to) {
                for share in [0.0, 0.3, 0.5, 1.0] {
                    let at = ring::along(from, to, share);
                    prop_assert!(!shape.passes_within(earth_centred(at), metres));
                }
            }
        }
    }
}
