//! Areas and lengths.
//!
//! Areas come from the cylindrical equal-area projection of the authalic sphere (Snyder 1987,
//! §10): exact for edges along parallels and meridians, and within 0.1 % of the geodesic area
//! for the edges of real boundaries.

use crate::{Position, Shape, measure, ring};

/// First eccentricity squared of WGS 84.
pub(crate) const E2: f64 = 6.694_379_990_141_317e-3;
/// Equatorial radius of WGS 84 in metres.
pub(crate) const A: f64 = 6_378_137.0;
/// Radius in metres of the sphere with the area of the ellipsoid.
pub(crate) const AUTHALIC_RADIUS: f64 = 6_371_007.180_918_475;

/// Sine of the authalic latitude of a geographic latitude given by its sine.
pub(crate) fn authalic_sine(sin: f64) -> f64 {
    let e = E2.sqrt();
    let q = |s: f64| {
        (1.0 - E2) * (s / (1.0 - E2 * s * s) - ((1.0 - e * s) / (1.0 + e * s)).ln() / (2.0 * e))
    };
    (q(sin) / q(1.0)).clamp(-1.0, 1.0)
}

/// A position on the equal-area cylinder: longitude in radians, sine of the authalic latitude.
pub(crate) fn on_cylinder(position: Position) -> [f64; 2] {
    [
        position.lon.to_radians(),
        authalic_sine(position.lat.to_radians().sin()),
    ]
}

/// Area in square metres of rings, the first the outer one.
pub(crate) fn rings_area_m2(rings: &[Vec<Position>]) -> f64 {
    let area = |ring: &Vec<Position>| {
        let flat: Vec<[f64; 2]> = ring.iter().map(|p| on_cylinder(*p)).collect();
        crate::clip::signed_area(&flat).abs()
    };
    let mut areas = rings.iter().map(area);
    let outer = areas.next().unwrap_or(0.0);
    (outer - areas.sum::<f64>()).max(0.0) * AUTHALIC_RADIUS * AUTHALIC_RADIUS
}

/// Geodesic length in metres of a line.
pub(crate) fn line_length_m(line: &[Position]) -> f64 {
    line.windows(2)
        .map(|edge| measure::distance_m(edge[0], edge[1]))
        .filter(|d| d.is_finite())
        .sum()
}

impl Shape {
    /// Area in square metres; 0 for points and lines.
    pub fn area_m2(&self) -> f64 {
        match self {
            Self::Polygons(polygons) => polygons
                .iter()
                .map(|polygon| rings_area_m2(&ring::rings(polygon)))
                .sum(),
            _ => 0.0,
        }
    }

    /// Geodesic length in metres of the lines, or of the outer rings of polygons.
    pub fn length_m(&self) -> f64 {
        match self {
            Self::Point(_) => 0.0,
            Self::Lines(lines) => lines.iter().map(|line| line_length_m(line)).sum(),
            Self::Polygons(polygons) => polygons
                .iter()
                .map(|polygon| line_length_m(&ring::closed(&polygon.outer)))
                .sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use geo::{GeodesicArea, LineString};

    use super::*;
    use crate::Polygon;

    fn polygon(corners: &[(f64, f64)]) -> Shape {
        Shape::Polygons(vec![Polygon {
            outer: corners.iter().map(|c| Position::new(c.0, c.1)).collect(),
            holes: Vec::new(),
        }])
    }

    #[test]
    fn the_whole_earth() {
        let whole = polygon(&[
            (-180.0, -90.0),
            (0.0, -90.0),
            (180.0, -90.0),
            (180.0, 90.0),
            (0.0, 90.0),
            (-180.0, 90.0),
            (-180.0, -90.0),
        ]);
        assert!((whole.area_m2() / 5.100_656_217e14 - 1.0).abs() < 1e-6);
    }

    #[test]
    fn close_to_the_geodesic_area() {
        let ring = [
            (10.0, 60.0),
            (10.4, 60.1),
            (10.7, 60.5),
            (10.2, 60.4),
            (10.0, 60.0),
        ];
        let exact = geo::Polygon::new(LineString::from(ring.to_vec()), vec![]);
        let exact = exact.geodesic_area_signed().abs();
        assert!((polygon(&ring).area_m2() / exact - 1.0).abs() < 1e-3);
    }

    #[test]
    fn holes_are_taken_out_and_the_antimeridian_is_crossed() {
        let square = [
            (179.0, 0.0),
            (-179.0, 0.0),
            (-179.0, 2.0),
            (179.0, 2.0),
            (179.0, 0.0),
        ];
        let plain = polygon(&[(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)]);
        assert!((polygon(&square).area_m2() / plain.area_m2() - 1.0).abs() < 1e-9);
        let Shape::Polygons(mut parts) = polygon(&square) else {
            unreachable!()
        };
        parts[0].holes.push(
            [
                (-179.9, 0.5),
                (-179.5, 0.5),
                (-179.5, 1.0),
                (-179.9, 1.0),
                (-179.9, 0.5),
            ]
            .iter()
            .map(|c| Position::new(c.0, c.1))
            .collect(),
        );
        let holed = Shape::Polygons(parts).area_m2();
        assert!((1.0 - holed / plain.area_m2() - 0.05).abs() < 1e-3);
    }
}
