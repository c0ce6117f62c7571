//! The local azimuthal projections.
//!
//! Spherical forms (Snyder 1987, §§24–25), stretched along both axes so that they are true to
//! the ellipsoid at the centre. Azimuths from the centre are right to about 0.2° anywhere and
//! far better near it.

use crate::area::{A, AUTHALIC_RADIUS, E2, authalic_sine};
use crate::{Position, ring};

/// Mean radius of the earth in metres.
const MEAN_RADIUS: f64 = 6_371_008.771_4;

/// What a projection keeps besides azimuths from its centre.
#[derive(Clone, Copy, PartialEq)]
enum Keeps {
    Distance,
    Area,
}

/// A plane touching the earth at a centre; x east, y north, in metres.
#[derive(Clone, Copy)]
pub(crate) struct Plane {
    keeps: Keeps,
    centre: Position,
    sin: f64,
    cos: f64,
    radius: f64,
    stretch: [f64; 2],
}

impl Plane {
    /// The azimuthal equidistant projection.
    pub(crate) fn equidistant(centre: Position) -> Self {
        Self::new(centre, Keeps::Distance)
    }

    /// Lambert's azimuthal equal-area projection, on the authalic sphere.
    pub(crate) fn equal_area(centre: Position) -> Self {
        Self::new(centre, Keeps::Area)
    }

    fn new(centre: Position, keeps: Keeps) -> Self {
        // At the very pole the meridians meet and the stretch is undefined.
        let lat = centre.lat.clamp(-89.999, 89.999).to_radians();
        let (sin, cos) = lat.sin_cos();
        let w = 1.0 - E2 * sin * sin;
        let across = A / w.sqrt();
        let along = A * (1.0 - E2) / (w * w.sqrt());
        let mut plane = Self {
            keeps,
            centre,
            sin,
            cos,
            radius: MEAN_RADIUS,
            stretch: [across / MEAN_RADIUS, along / MEAN_RADIUS],
        };
        if keeps == Keeps::Area {
            plane.radius = AUTHALIC_RADIUS;
            plane.sin = authalic_sine(sin);
            plane.cos = (1.0 - plane.sin * plane.sin).sqrt();
            let east = across * cos / (AUTHALIC_RADIUS * plane.cos);
            plane.stretch = [east, 1.0 / east];
        }
        plane
    }

    /// A position in the plane.
    pub(crate) fn flat(&self, position: Position) -> [f64; 2] {
        let (mut sin, mut cos) = position.lat.to_radians().sin_cos();
        if self.keeps == Keeps::Area {
            sin = authalic_sine(sin);
            cos = (1.0 - sin * sin).max(0.0).sqrt();
        }
        let (sin_turn, cos_turn) = (position.lon - self.centre.lon).to_radians().sin_cos();
        let east = cos * sin_turn;
        let north = self.cos * sin - self.sin * cos * cos_turn;
        let towards = self.sin * sin + self.cos * cos * cos_turn;
        let scale = match self.keeps {
            Keeps::Distance => {
                let across = east.hypot(north);
                if across < 1e-12 {
                    1.0
                } else {
                    across.atan2(towards) / across
                }
            }
            Keeps::Area => (2.0 / (1.0 + towards).max(1e-9)).sqrt(),
        };
        [
            self.radius * scale * east * self.stretch[0],
            self.radius * scale * north * self.stretch[1],
        ]
    }

    /// The position of a point in the plane.
    pub(crate) fn position(&self, point: [f64; 2]) -> Position {
        let x = point[0] / (self.radius * self.stretch[0]);
        let y = point[1] / (self.radius * self.stretch[1]);
        let reach = x.hypot(y);
        if reach < 1e-15 {
            return self.centre;
        }
        let angle = match self.keeps {
            Keeps::Distance => reach.min(std::f64::consts::PI),
            Keeps::Area => 2.0 * (reach / 2.0).min(1.0).asin(),
        };
        let (sin_angle, cos_angle) = angle.sin_cos();
        let sin = (cos_angle * self.sin + y * sin_angle * self.cos / reach).clamp(-1.0, 1.0);
        let lon = (x * sin_angle)
            .atan2(reach * self.cos * cos_angle - y * self.sin * sin_angle)
            .to_degrees();
        let lat = match self.keeps {
            Keeps::Distance => sin.asin(),
            Keeps::Area => geographic(sin),
        };
        Position::new(ring::wrapped(self.centre.lon + lon), lat.to_degrees())
    }

    /// Rings in the plane.
    pub(crate) fn flat_rings(&self, rings: &[Vec<Position>]) -> Vec<Vec<[f64; 2]>> {
        rings
            .iter()
            .map(|ring| ring.iter().map(|p| self.flat(*p)).collect())
            .collect()
    }
}

/// Geographic latitude in radians from the sine of the authalic latitude.
fn geographic(authalic: f64) -> f64 {
    let mut sin = authalic;
    // The two differ by at most 0.13°, so that the fixed point is reached at once.
    for _ in 0..6 {
        sin = (sin + authalic - authalic_sine(sin)).clamp(-1.0, 1.0);
    }
    sin.asin()
}

/// Azimuth in degrees, 0 to 360, of a flat vector.
pub(crate) fn azimuth_of(vector: [f64; 2]) -> f64 {
    crate::measure::normalise_azimuth(vector[0].atan2(vector[1]).to_degrees())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measure::{angle_between, azimuth_and_distance, destination, distance_m};

    proptest! {
        #[test]
        fn azimuth_and_distance_hold_nearby(
            lon in -180.0..180.0f64, lat in -75.0..75.0f64,
            towards in 0.0..360.0f64, metres in 1e3..4e5f64,
        ) {
            let centre = Position::new(lon, lat);
            let other = destination(centre, towards, metres);
            let (azimuth, distance) = azimuth_and_distance(centre, other);
            let flat = Plane::equidistant(centre).flat(other);
            prop_assert!((flat[0].hypot(flat[1]) / distance - 1.0).abs() < 2e-3);
            prop_assert!(angle_between(azimuth_of(flat), azimuth) < 0.1);
            let flat = Plane::equal_area(centre).flat(other);
            prop_assert!(angle_between(azimuth_of(flat), azimuth) < 0.1);
        }

        #[test]
        fn there_and_back(
            lon in -180.0..180.0f64, lat in -89.0..89.0f64, x in -4e6..4e6f64, y in -4e6..4e6f64,
        ) {
            let centre = Position::new(lon, lat);
            for plane in [Plane::equidistant(centre), Plane::equal_area(centre)] {
                let position = plane.position([x, y]);
                prop_assert!(position.is_valid());
                let back = plane.flat(position);
                prop_assert!((back[0] - x).hypot(back[1] - y) < 1.0);
            }
        }

        #[test]
        fn never_not_a_number(
            a in (-180.0..180.0f64, -90.0..=90.0f64), b in (-180.0..180.0f64, -90.0..=90.0f64),
        ) {
            let (a, b) = (Position::new(a.0, a.1), Position::new(b.0, b.1));
            for plane in [Plane::equidistant(a), Plane::equal_area(a)] {
                let flat = plane.flat(b);
                prop_assert!(flat[0].is_finite() && flat[1].is_finite());
            }
            prop_assert!(distance_m(a, b).is_finite());
        }
    }
}
