//! Distance and azimuth between two positions by iteration on the ellipsoid.
//!
//! T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid with application of
//! nested equations", Survey Review 23 (1975): within half a millimetre of the geodesic, at a
//! quarter of the cost of a series that holds everywhere. It does not settle for positions nearly
//! opposite on the globe.

use crate::Position;
use crate::area::A;

/// Flattening of WGS 84.
const F: f64 = 1.0 / 298.257_223_563;
/// Polar radius of WGS 84 in metres.
const B: f64 = A * (1.0 - F);
/// Turns of the iteration; it settles in three or four, or hardly at all.
const TURNS: usize = 12;
/// Radians between two turns at which it has settled: a hundredth of a millimetre.
const SETTLED: f64 = 1e-12;

/// Sine and cosine of the reduced latitude.
fn reduced(lat: f64) -> (f64, f64) {
    let tan = (1.0 - F) * lat.to_radians().tan();
    let cos = 1.0 / (1.0 + tan * tan).sqrt();
    (tan * cos, cos)
}

/// Forward azimuth in degrees, −180 to 180, and distance in metres; `None` where the two are one
/// position, or lie nearly opposite each other.
pub(crate) fn inverse(from: Position, to: Position) -> Option<(f64, f64)> {
    let turn = (to.lon - from.lon + 180.0).rem_euclid(360.0) - 180.0;
    let lon = turn.to_radians();
    let ((sin1, cos1), (sin2, cos2)) = (reduced(from.lat), reduced(to.lat));
    let mut lambda = lon;
    for _ in 0..TURNS {
        let (sin_lambda, cos_lambda) = lambda.sin_cos();
        let east = cos2 * sin_lambda;
        let north = cos1 * sin2 - sin1 * cos2 * cos_lambda;
        let sin_sigma = (east * east + north * north).sqrt();
        if sin_sigma == 0.0 {
            return None;
        }
        let cos_sigma = sin1 * sin2 + cos1 * cos2 * cos_lambda;
        let sigma = sin_sigma.atan2(cos_sigma);
        let sin_alpha = cos1 * cos2 * sin_lambda / sin_sigma;
        let cos2_alpha = 1.0 - sin_alpha * sin_alpha;
        // Along the equator there is no such angle, nor is it asked for.
        let middle = if cos2_alpha > 0.0 {
            cos_sigma - 2.0 * sin1 * sin2 / cos2_alpha
        } else {
            0.0
        };
        let c = F / 16.0 * cos2_alpha * (4.0 + F * (4.0 - 3.0 * cos2_alpha));
        let wave = 2.0 * middle * middle - 1.0;
        let next = lon
            + (1.0 - c) * F * sin_alpha * (sigma + c * sin_sigma * (middle + c * cos_sigma * wave));
        if next.abs() > std::f64::consts::PI {
            return None;
        }
        let settled = (next - lambda).abs() < SETTLED;
        lambda = next;
        if settled {
            let arc = Arc {
                sigma,
                sin_sigma,
                cos_sigma,
                middle,
            };
            let azimuth = east.atan2(north).to_degrees();
            return Some((azimuth, arc.length_m(cos2_alpha)));
        }
    }
    None
}

/// An arc on the auxiliary sphere.
struct Arc {
    sigma: f64,
    sin_sigma: f64,
    cos_sigma: f64,
    /// Cosine of twice the angle from the equator to its middle.
    middle: f64,
}

impl Arc {
    /// Its length on the ellipsoid; `cos2_alpha` tells how far from the equator it leads.
    fn length_m(&self, cos2_alpha: f64) -> f64 {
        let u2 = cos2_alpha * (A * A - B * B) / (B * B);
        let a = 1.0 + u2 / 16_384.0 * (4_096.0 + u2 * (-768.0 + u2 * (320.0 - 175.0 * u2)));
        let b = u2 / 1_024.0 * (256.0 + u2 * (-128.0 + u2 * (74.0 - 47.0 * u2)));
        let (m, sin) = (self.middle, self.sin_sigma);
        let wave = 2.0 * m * m - 1.0;
        let third = b / 6.0 * m * (4.0 * sin * sin - 3.0) * (4.0 * m * m - 3.0);
        let delta = b * sin * (m + b / 4.0 * (self.cos_sigma * wave - third));
        B * a * (self.sigma - delta)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Bearing, Distance, Geodesic, Point};
    use proptest::prelude::*;

    fn position() -> impl Strategy<Value = Position> {
        (-180.0..=180.0f64, -90.0..=90.0f64).prop_map(|(lon, lat)| Position::new(lon, lat))
    }

    fn agrees(from: Position, to: Position) -> Result<(), TestCaseError> {
        let (a, b) = (Point::new(from.lon, from.lat), Point::new(to.lon, to.lat));
        let Some((azimuth, metres)) = inverse(from, to) else {
            // Only what lies nearly opposite is left out, or is one position.
            let exact = Geodesic.distance(a, b);
            prop_assert!(exact > 19_000_000.0 || exact == 0.0, "{exact}");
            return Ok(());
        };
        let exact = Geodesic.distance(a, b);
        prop_assert!((metres - exact).abs() < 1e-3, "{metres} {exact}");
        let off = crate::angle_between(azimuth, Geodesic.bearing(a, b));
        // Across the way, metres.
        let across = off.to_radians() * metres.min(1e6);
        prop_assert!(across < 1e-2, "{off}° at {metres}");
        Ok(())
    }

    proptest! {
        #[test]
        fn agrees_with_the_exact_series(from in position(), to in position()) {
            agrees(from, to)?;
        }

        #[test]
        fn agrees_nearby(from in position(), lon in -1e-2..1e-2f64, lat in -1e-2..1e-2f64) {
            agrees(from, Position::new(from.lon + lon, (from.lat + lat).clamp(-90.0, 90.0)))?;
        }

        #[test]
        fn agrees_along_the_equator(from in -180.0..180.0f64, to in -180.0..180.0f64) {
            agrees(Position::new(from, 0.0), Position::new(to, 0.0))?;
        }
    }
}
