//! The position that stands for a shape.

use crate::plane::Plane;
use crate::prepared::Part;
use crate::{Position, PreparedShape, Shape, area, clip, ring};

pub(crate) fn of_prepared(shape: &PreparedShape) -> Option<Position> {
    if let Some(point) = shape.point {
        return Some(point);
    }
    if let Some(part) = shape.largest_part() {
        return in_part(shape, part);
    }
    let longest = shape
        .lines
        .iter()
        .map(|line| (area::line_length_m(line), line))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    Some(middle(longest.1, longest.0))
}

/// The position half the way along a line.
fn middle(line: &[Position], length: f64) -> Position {
    let mut left = length / 2.0;
    for edge in line.windows(2) {
        let step = crate::measure::distance_m(edge[0], edge[1]);
        if step >= left && step > 0.0 {
            let p = ring::along(edge[0], edge[1], left / step);
            return Position::new(ring::wrapped(p.lon), p.lat);
        }
        left -= step;
    }
    // A line without length: all at one position, or along a pole.
    let any = line[line.len() / 2];
    Position::new(ring::wrapped(any.lon), any.lat)
}

/// The centroid of a part, on the ellipsoid; it may lie outside.
pub(crate) fn centroid(part: &Part) -> Option<Position> {
    let (low, high) = ring::extent(part.rings.first()?)?;
    let centre = Position::new(
        f64::midpoint(low.lon, high.lon),
        f64::midpoint(low.lat, high.lat),
    );
    let plane = Plane::equal_area(centre);
    let (_, found) = clip::area_and_centroid(&plane.flat_rings(&part.rings));
    // A ring around a pole has no area in raw longitudes worth trusting.
    Some(found.map_or(centre, |p| plane.position(p)))
}

fn in_part(shape: &PreparedShape, part: &Part) -> Option<Position> {
    let centroid = centroid(part)?;
    if shape.contains(centroid) {
        return Some(centroid);
    }
    let (low, high) = ring::extent(part.rings.first()?)?;
    // The widest stretch along the centroid's latitude, or along the middle if it has none.
    for lat in [centroid.lat, f64::midpoint(low.lat, high.lat)] {
        let widest = shape
            .bands()
            .stretches(lat)
            .into_iter()
            .reduce(|best, next| {
                if next.1 - next.0 > best.1 - best.0 {
                    next
                } else {
                    best
                }
            });
        if let Some((from, to)) = widest {
            return Some(Position::new(ring::wrapped(f64::midpoint(from, to)), lat));
        }
    }
    part.rings[0].first().copied()
}

impl Shape {
    /// A position that stands for the shape: the point; the middle of the longest line; the
    /// centroid of the largest polygon, moved inside if it lies outside. None if empty.
    pub fn representative_point(&self) -> Option<Position> {
        self.prepared().representative_point()
    }
}
