//! Geodesic distance, azimuth and destination between positions.

use geo::{Bearing, Destination, Distance, Geodesic, Point};

use crate::{Position, vincenty};

/// The geodesic distance in metres; not a number if a position is not finite.
pub fn distance_m(a: Position, b: Position) -> f64 {
    azimuth_and_distance(a, b).1
}

/// The forward azimuth from ground to figure, in degrees clockwise from north, 0 ≤ θ < 360.
///
/// Not a number if a position is not finite; 0 or 180 if the two are the same.
pub fn azimuth(ground: Position, figure: Position) -> f64 {
    azimuth_and_distance(ground, figure).0
}

/// Azimuth in degrees and distance in metres from ground to figure; see [`azimuth`] and
/// [`distance_m`].
pub fn azimuth_and_distance(ground: Position, figure: Position) -> (f64, f64) {
    let (Some(from), Some(to)) = (point(ground), point(figure)) else {
        return (f64::NAN, f64::NAN);
    };
    let (azimuth, metres) = vincenty::inverse(ground, figure)
        .unwrap_or_else(|| (Geodesic.bearing(from, to), Geodesic.distance(from, to)));
    (normalise_azimuth(azimuth), metres)
}

/// Whether two positions are at most so many metres apart; false if one is not finite. Quick where
/// latitudes alone, or the distance on a sphere, tell.
pub fn is_within_m(a: Position, b: Position, metres: f64) -> bool {
    /// Metres of a degree along a meridian where it is shortest, at the equator, rounded down.
    const SHORTEST_DEGREE: f64 = 110_500.0;
    /// Distances on the sphere are off by 0.56 % at most.
    const SPHERE: f64 = 0.01;
    let by_sphere = || {
        let round = on_sphere_m(a, b);
        round * (1.0 - SPHERE) <= metres
            && (round * (1.0 + SPHERE) <= metres || distance_m(a, b) <= metres)
    };
    (a.lat - b.lat).abs() * SHORTEST_DEGREE <= metres && by_sphere()
}

/// Distance in metres on a sphere of the earth's mean radius, by the haversine formula.
fn on_sphere_m(a: Position, b: Position) -> f64 {
    const RADIUS: f64 = 6_371_008.8;
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin();
    let (lat, lon) = (half(a.lat, b.lat), half(a.lon, b.lon));
    let parallels = a.lat.to_radians().cos() * b.lat.to_radians().cos();
    let share = lat * lat + parallels * lon * lon;
    2.0 * RADIUS * share.clamp(0.0, 1.0).sqrt().asin()
}

/// The position reached along a geodesic from `start`.
///
/// `azimuth` in degrees, `distance_m` in metres. The start itself if an input is not finite.
pub fn destination(start: Position, azimuth: f64, distance_m: f64) -> Position {
    match point(start) {
        Some(origin) if azimuth.is_finite() && distance_m.is_finite() => {
            let end = Geodesic.destination(origin, azimuth, distance_m);
            Position::new(end.x(), end.y())
        }
        _ => start,
    }
}

/// The smallest angle between two azimuths, 0 to 180 degrees.
pub fn angle_between(a: f64, b: f64) -> f64 {
    let turn = (a - b).rem_euclid(360.0);
    turn.min(360.0 - turn)
}

/// The same azimuth in 0 ≤ θ < 360; not a number stays so.
pub fn normalise_azimuth(azimuth: f64) -> f64 {
    let turned = azimuth.rem_euclid(360.0);
    // A tiny negative angle rounds up to the full circle.
    if turned >= 360.0 { 0.0 } else { turned }
}

fn point(position: Position) -> Option<Point> {
    (position.lon.is_finite() && position.lat.is_finite() && position.lat.abs() <= 90.0)
        .then(|| Point::new(position.lon, position.lat))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_geodesics() {
        // JFK to LHR, from the documentation of GeographicLib: 5551.759 km, azimuth 51.1989°.
        let jfk = Position::new(-73.8, 40.6);
        let lhr = Position::new(-0.5, 51.6);
        assert!((distance_m(jfk, lhr) - 5_551_759.4).abs() < 1.0);
        assert!((azimuth(jfk, lhr) - 51.1989).abs() < 1e-4);
        // One degree of latitude at the equator and the pole.
        let degree = |lat: f64| distance_m(Position::new(0.0, lat), Position::new(0.0, lat + 1.0));
        assert!((degree(0.0) - 110_574.4).abs() < 1.0);
        assert!((degree(89.0) - 111_693.9).abs() < 1.0);
    }

    #[test]
    fn across_the_antimeridian() {
        let fiji = Position::new(179.5, -17.0);
        let taveuni = Position::new(-179.5, -17.0);
        assert!(distance_m(fiji, taveuni) < 107_000.0);
        assert!(angle_between(azimuth(fiji, taveuni), 90.0) < 0.2);
    }

    #[test]
    fn what_is_not_finite_stays_harmless() {
        let bad = Position::new(f64::NAN, 0.0);
        assert!(distance_m(bad, Position::default()).is_nan());
        assert!(azimuth(Position::new(0.0, 91.0), Position::default()).is_nan());
        assert_eq!(
            destination(Position::default(), f64::INFINITY, 1.0),
            Position::default()
        );
    }

    proptest! {
        #[test]
        fn distance_is_symmetric_and_finite(
            a in (-180.0..180.0f64, -90.0..90.0f64), b in (-180.0..180.0f64, -90.0..90.0f64),
        ) {
            let (a, b) = (Position::new(a.0, a.1), Position::new(b.0, b.1));
            let there = distance_m(a, b);
            prop_assert!(there.is_finite() && there >= 0.0);
            prop_assert!((there - distance_m(b, a)).abs() < 1e-3);
            prop_assert!((0.0..360.0).contains(&azimuth(a, b)));
        }

        #[test]
        fn destination_is_where_it_says(
            lon in -180.0..180.0f64, lat in -80.0..80.0f64,
            towards in 0.0..360.0f64, metres in 10.0..5e6f64,
        ) {
            let start = Position::new(lon, lat);
            let end = destination(start, towards, metres);
            prop_assert!((distance_m(start, end) - metres).abs() < 1e-3);
            prop_assert!(angle_between(azimuth(start, end), towards) < 1e-3);
        }

        #[test]
        fn within_is_no_farther_than(
            a in (-180.0..180.0f64, -90.0..90.0f64), b in (-180.0..180.0f64, -90.0..90.0f64),
            share in 0.5..1.5f64,
        ) {
            let (a, b) = (Position::new(a.0, a.1), Position::new(b.0, b.1));
            let metres = distance_m(a, b) * share;
            prop_assert_eq!(is_within_m(a, b, metres), share >= 1.0);
            let on_meridian = Position::new(a.lon, b.lat);
            let metres = distance_m(a, on_meridian) * share;
            prop_assert_eq!(is_within_m(a, on_meridian, metres), share >= 1.0);
        }

        #[test]
        fn angles_are_symmetric(a in -1e4..1e4f64, b in -1e4..1e4f64) {
            let angle = angle_between(a, b);
            prop_assert!((0.0..=180.0).contains(&angle));
            prop_assert!((angle - angle_between(b, a)).abs() < 1e-9);
        }
    }
}
