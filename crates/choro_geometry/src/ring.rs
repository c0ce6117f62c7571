//! Rings and lines made ready to measure: finite, continuous in longitude, closed.

use crate::{Polygon, Position};

/// The finite positions of a line with longitudes made continuous across the antimeridian.
pub(crate) fn continuous(line: &[Position]) -> Vec<Position> {
    let mut out: Vec<Position> = Vec::with_capacity(line.len() + 1);
    let mut offset = 0.0;
    let mut before = f64::NAN;
    for position in line.iter().filter(|p| p.is_valid()) {
        let step = position.lon - before;
        if step > 180.0 {
            offset -= 360.0;
        } else if step < -180.0 {
            offset += 360.0;
        }
        before = position.lon;
        out.push(Position::new(position.lon + offset, position.lat));
    }
    out
}

/// A ring made continuous and closed; empty if it encloses nothing.
pub(crate) fn closed(ring: &[Position]) -> Vec<Position> {
    let mut out = continuous(ring);
    let (Some(&first), Some(&last)) = (out.first(), out.last()) else {
        return Vec::new();
    };
    if first != last {
        // A ring around a pole, cut along the antimeridian, closes only in raw longitudes.
        if (first.lon - last.lon).abs() > 180.0 {
            out = ring.iter().copied().filter(|p| p.is_valid()).collect();
        }
        if out.first() != out.last() {
            out.extend(out.first().copied());
        }
    }
    if out.len() < 4 { Vec::new() } else { out }
}

/// The extent of a ring made continuous and closed; `None` if it encloses nothing.
pub(crate) fn closed_extent(ring: &[Position]) -> Option<(Position, Position)> {
    let valid = || ring.iter().filter(|p| p.is_valid());
    let (first, last) = (valid().next()?, valid().next_back()?);
    let mut steps = valid().zip(valid().skip(1));
    if steps.any(|(p, q)| (q.lon - p.lon).abs() > 180.0) {
        return extent(&closed(ring));
    }
    // Without a leap across the antimeridian it is continuous as it stands.
    let corners = valid().count() + usize::from(first != last);
    (corners >= 4).then(|| extent_of(valid()))?
}

/// The rings of a polygon, outer first; empty if the outer ring encloses nothing.
pub(crate) fn rings(polygon: &Polygon) -> Vec<Vec<Position>> {
    let outer = closed(&polygon.outer);
    let Some(&anchor) = outer.first() else {
        return Vec::new();
    };
    let mut out = vec![outer];
    for hole in &polygon.holes {
        let mut hole = closed(hole);
        // Outer ring and hole may have been unrolled on different sides of the antimeridian.
        let shift = hole
            .first()
            .map_or(0.0, |p| ((anchor.lon - p.lon) / 360.0).round() * 360.0);
        for position in &mut hole {
            position.lon += shift;
        }
        if !hole.is_empty() {
            out.push(hole);
        }
    }
    out
}

/// Smallest and largest longitude and latitude of a continuous line.
pub(crate) fn extent(line: &[Position]) -> Option<(Position, Position)> {
    extent_of(line.iter())
}

fn extent_of<'p>(mut line: impl Iterator<Item = &'p Position>) -> Option<(Position, Position)> {
    let first = *line.next()?;
    Some(line.fold((first, first), |(low, high), p| {
        (
            Position::new(low.lon.min(p.lon), low.lat.min(p.lat)),
            Position::new(high.lon.max(p.lon), high.lat.max(p.lat)),
        )
    }))
}

/// A longitude brought into −180 to 180.
pub(crate) fn wrapped(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) {
        lon
    } else {
        (lon + 180.0).rem_euclid(360.0) - 180.0
    }
}

/// The position a share `t` of the way along a straight edge.
pub(crate) fn along(from: Position, to: Position, t: f64) -> Position {
    // Rounding may carry the end of an edge beyond the pole it lies on.
    let lat = from.lat + (to.lat - from.lat) * t;
    Position::new(
        from.lon + (to.lon - from.lon) * t,
        lat.clamp(from.lat.min(to.lat), from.lat.max(to.lat)),
    )
}
