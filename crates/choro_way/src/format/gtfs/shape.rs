//! The line a vehicle takes, cut where it stops.

use choro_geometry::Position;

/// Metres that a stop may be off the line, at most; a line further off is that of something else.
const OFF_M: f64 = 500.0;
/// Stops times points of one line that are weighed.
const WEIGHED: usize = 5_000_000;
/// The same for all lines of a feed.
const WEIGHED_IN_ALL: usize = 2_000_000_000;
/// Metres of a degree of latitude, about; good enough to compare short distances.
const DEGREE_M: f64 = 111_195.0;

/// A point of a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ShapePoint {
    pub(super) position: Position,
    /// How far along, in units of the feed's own; NaN where not said.
    pub(super) along: f64,
}

/// How much may still be weighed of the lines of a feed; what comes after is drawn straight.
#[derive(Debug)]
pub(super) struct Effort(usize);

impl Default for Effort {
    fn default() -> Self {
        Self(WEIGHED_IN_ALL)
    }
}

/// The points of the line strictly between each stop and the next, where the line fits; `None` for
/// stretches it does not fit. Stops are in order, `along` them as in [`ShapePoint`].
pub(super) fn between(
    shape: &[ShapePoint],
    stops: &[Position],
    along: &[f64],
    effort: &mut Effort,
) -> Vec<Option<Vec<Position>>> {
    let by_distance = || places_along(shape, along);
    let places = by_distance().or_else(|| places_nearest(shape, stops, effort));
    let Some(places) = places else {
        return vec![None; stops.len().saturating_sub(1)];
    };
    let fits: Vec<bool> = places
        .iter()
        .zip(stops)
        .map(|(place, stop)| point_at(shape, *place).is_some_and(|at| metres(at, *stop) <= OFF_M))
        .collect();
    (1..stops.len())
        .map(|at| {
            let (from, to) = (places[at - 1], places[at]);
            (fits[at - 1] && fits[at] && from < to).then(|| {
                let first = from.floor() as usize + 1;
                let last = (to.ceil() as usize).min(shape.len());
                let inner = shape.get(first..last).unwrap_or_default();
                inner.iter().map(|point| point.position).collect()
            })
        })
        .collect()
}

/// Places on the line, as index and part of the way to the next point, by the feed's distances.
fn places_along(shape: &[ShapePoint], along: &[f64]) -> Option<Vec<f64>> {
    let of_shape: Vec<f64> = shape.iter().map(|point| point.along).collect();
    // Not-a-number is in no order, so both are known throughout.
    let known = shape.len() > 1 && along.len() > 1 && of_shape.is_sorted() && along.is_sorted();
    if !known {
        return None;
    }
    let place = |wanted: f64| {
        let next = shape.partition_point(|point| point.along <= wanted);
        if next == 0 {
            return 0.0;
        }
        let Some(after) = shape.get(next) else {
            return (shape.len() - 1) as f64;
        };
        let before = shape[next - 1].along;
        (next - 1) as f64 + (wanted - before) / (after.along - before)
    };
    Some(along.iter().map(|wanted| place(*wanted)).collect())
}

/// Places on the line in the order of the stops, such that the squares of the stops' distances are
/// least together: a line that comes by twice is cut right.
fn places_nearest(
    shape: &[ShapePoint],
    stops: &[Position],
    effort: &mut Effort,
) -> Option<Vec<f64>> {
    let segments = shape.len().checked_sub(1).filter(|count| *count > 0)?;
    let weighed = segments.checked_mul(stops.len())?;
    if weighed > WEIGHED {
        return None;
    }
    effort.0 = effort.0.checked_sub(weighed)?;
    // For each stop and segment the segment that the stop before lies best on: an earlier one, or
    // the same one, further back.
    let mut back: Vec<u32> = Vec::with_capacity(segments * stops.len());
    let mut sums = vec![0.0; segments];
    let mut parts = vec![f64::NEG_INFINITY; segments];
    for (index, stop) in stops.iter().enumerate() {
        let mut best = (if index == 0 { 0.0 } else { f64::INFINITY }, 0);
        for segment in 0..segments {
            let (part, metres) = nearest(shape, segment, *stop);
            let here = (sums[segment], segment as u32);
            let from = if parts[segment] < part && here.0 < best.0 {
                here
            } else {
                best
            };
            back.push(from.1);
            if here.0 < best.0 {
                best = here;
            }
            sums[segment] = from.0 + metres * metres;
            parts[segment] = part;
        }
    }
    let mut at = (0..segments).min_by(|a, b| sums[*a].total_cmp(&sums[*b]))?;
    let mut places = vec![0.0; stops.len()];
    for (index, stop) in stops.iter().enumerate().rev() {
        places[index] = at as f64 + nearest(shape, at, *stop).0;
        at = back[index * segments + at] as usize;
    }
    Some(places)
}

/// How far along a segment it is nearest to the position, from 0 to 1, and how near in metres.
fn nearest(shape: &[ShapePoint], segment: usize, position: Position) -> (f64, f64) {
    let (a, b) = (shape[segment].position, shape[segment + 1].position);
    let (ax, ay) = offset(position, a);
    let (bx, by) = offset(position, b);
    let (dx, dy) = (bx - ax, by - ay);
    let square = dx * dx + dy * dy;
    let part = if square > 0.0 {
        (-(ax * dx + ay * dy) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (part, (ax + part * dx).hypot(ay + part * dy))
}

/// Metres from one position east and north to another.
fn offset(from: Position, to: Position) -> (f64, f64) {
    let lon = (to.lon - from.lon + 540.0).rem_euclid(360.0) - 180.0;
    let scale = from.lat.to_radians().cos();
    (lon * DEGREE_M * scale, (to.lat - from.lat) * DEGREE_M)
}

fn metres(a: Position, b: Position) -> f64 {
    let (east, north) = offset(a, b);
    east.hypot(north)
}

fn point_at(shape: &[ShapePoint], place: f64) -> Option<Position> {
    let before = shape.get(place.floor() as usize)?.position;
    let Some(after) = shape.get(place.floor() as usize + 1) else {
        return Some(before);
    };
    let part = place.fract();
    let along = |from: f64, to: f64| from + part * (to - from);
    Some(Position::new(
        along(before.lon, after.position.lon),
        along(before.lat, after.position.lat),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(points: &[(f64, f64)], along: &[f64]) -> Vec<ShapePoint> {
        let along = along.iter().copied().chain(std::iter::repeat(f64::NAN));
        let points = points.iter().zip(along);
        points
            .map(|((lon, lat), along)| ShapePoint {
                position: Position::new(*lon, *lat),
                along,
            })
            .collect()
    }

    fn cut(shape: &[ShapePoint], stops: &[Position], along: &[f64]) -> Vec<Option<Vec<Position>>> {
        between(shape, stops, along, &mut Effort::default())
    }

    fn lons(found: &[Option<Vec<Position>>]) -> Vec<Option<Vec<f64>>> {
        let lons = |line: &Vec<Position>| line.iter().map(|p| p.lon).collect();
        found.iter().map(|line| line.as_ref().map(lons)).collect()
    }

    const UNKNOWN: [f64; 3] = [f64::NAN; 3];

    #[test]
    fn a_line_is_cut_where_its_stops_lie() {
        let line = shape(&[(0.0, 0.0), (0.01, 0.0), (0.02, 0.0), (0.03, 0.0)], &[]);
        let stops = [0.0, 0.015, 0.03].map(|lon| Position::new(lon, 0.0005));
        let found = cut(&line, &stops, &UNKNOWN);
        assert_eq!(lons(&found), [Some(vec![0.01]), Some(vec![0.02])]);
    }

    #[test]
    fn a_line_that_comes_by_twice_is_cut_in_the_order_of_the_stops() {
        // Out to 0.02 and back to 0.01: the last stop is on the way back.
        let line = shape(&[(0.0, 0.0), (0.01, 0.0), (0.02, 0.0), (0.01, 0.0001)], &[]);
        let stops = [0.0, 0.02, 0.01].map(|lon| Position::new(lon, 0.0));
        let found = cut(&line, &stops, &UNKNOWN);
        assert_eq!(lons(&found), [Some(vec![0.01]), Some(vec![])]);
    }

    #[test]
    fn the_distances_of_the_feed_come_first() {
        let line = shape(&[(0.0, 0.0), (0.01, 0.0), (0.02, 0.0)], &[0.0, 1.0, 2.0]);
        let stops = [0.0, 0.012].map(|lon| Position::new(lon, 0.0));
        let found = cut(&line, &stops, &[0.0, 1.2]);
        assert_eq!(lons(&found), [Some(vec![0.01])]);
    }

    #[test]
    fn a_line_far_from_its_stops_is_not_theirs() {
        let line = shape(&[(0.0, 1.0), (0.02, 1.0)], &[]);
        let stops = [0.0, 0.02].map(|lon| Position::new(lon, 0.0));
        assert_eq!(cut(&line, &stops, &UNKNOWN[..2]), [None]);
        assert_eq!(cut(&[], &stops, &UNKNOWN[..2]), [None]);
    }
}
