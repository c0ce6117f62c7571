//! Whether one position can be seen from another.

use crate::relief::Relief;
use choro_geometry::{Position, azimuth_and_distance, destination};

/// The coefficient of refraction: the share of the earth's curvature by which light is bent along
/// it. 0.13 is Gauss's value from the triangulation of Hanover, customary in surveying; over water
/// and in heat it differs, so that a sight grazing the ground is not decided.
pub const REFRACTION: f64 = 0.13;

/// Mean radius of the earth, metres (IUGG).
const EARTH_M: f64 = 6_371_008.8;
/// How far apart the ground is looked at, metres, and into how many parts a sight is cut at most.
const STEP_M: (f64, f64) = (60.0, 2_000.0);

/// An end of a sight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewpoint {
    /// Where it stands.
    pub at: Position,
    /// Metres above the ground.
    pub above_m: f64,
}

/// What stands in a line of sight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    /// Metres from one end to the other.
    pub distance_m: f64,
    /// How far the ground rises above the line where it does most, metres; negative where the line
    /// is clear of it.
    pub above_line_m: f64,
    /// Where that is, metres from the first end.
    pub at_m: f64,
    /// The height of the ground there, metres above sea level.
    pub height_m: f64,
}

impl Relief<'_> {
    /// The line of sight between two viewpoints, with the curvature of the earth and
    /// [`REFRACTION`]. The ground at a distance s of D rises above the chord by s (D − s) (1 − k) / 2R.
    /// `None` where heights of the ends or of parts between are not known.
    pub fn sight(&self, from: Viewpoint, to: Viewpoint) -> Option<Sight> {
        let start = self.height(from.at)? + from.above_m;
        let end = self.height(to.at)? + to.above_m;
        let (azimuth, distance) = azimuth_and_distance(from.at, to.at);
        if !distance.is_finite() {
            return None;
        }
        let step = STEP_M.0.max(distance / STEP_M.1);
        let parts = (distance / step).ceil().max(2.0);
        let mut worst: Option<Sight> = None;
        for part in 1..parts as usize {
            let along = distance * part as f64 / parts;
            let height = self.height(destination(from.at, azimuth, along))?;
            let bulge = along * (distance - along) * (1.0 - REFRACTION) / (2.0 * EARTH_M);
            let line = start + (end - start) * along / distance;
            let above = height + bulge - line;
            if worst.is_none_or(|worst| above > worst.above_line_m) {
                worst = Some(Sight {
                    distance_m: distance,
                    above_line_m: above,
                    at_m: along,
                    height_m: height,
                });
            }
        }
        worst
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relief::tests::{drawn, relief};
    use proptest::prelude::*;

    fn at(lon: f64, above_m: f64) -> Viewpoint {
        Viewpoint {
            at: Position::new(lon, 0.0),
            above_m,
        }
    }

    #[test]
    fn a_ridge_between_hides_and_one_beside_does_not() {
        let ridge = drawn(101, 0.005, |x, y| {
            if x.abs() < 0.01 && y < 0.1 {
                500.0
            } else {
                10.0
            }
        });
        let relief = relief(&[("ridge.asc", ridge)]);
        let hidden = relief.sight(at(-0.2, 2.0), at(0.2, 2.0)).expect("heights");
        assert!((hidden.above_line_m - 520.0).abs() < 25.0, "{hidden:?}");
        assert!((hidden.at_m - 22_200.0).abs() < 1_500.0, "{hidden:?}");
        let up = |lon: f64| Viewpoint {
            at: Position::new(lon, 0.2),
            above_m: 60.0,
        };
        let clear = relief.sight(up(-0.2), up(0.2)).expect("heights");
        assert!(clear.above_line_m < 0.0, "{clear:?}");
        assert_eq!(relief.sight(at(-0.2, 2.0), at(0.4, 2.0)), None);
    }

    #[test]
    fn over_a_level_sea_the_earth_itself_hides() {
        // The horizon of an eye h metres up lies √(2Rh / (1 − k)) away: 100 m see 38.3 km.
        let relief = relief(&[("sea.asc", drawn(101, 0.01, |_, _| 0.0))]);
        let (azimuth, metres) = azimuth_and_distance(at(-0.4, 0.0).at, at(0.0, 0.0).at);
        assert!((azimuth - 90.0).abs() < 0.01);
        let horizon = (2.0 * EARTH_M * 100.0 / (1.0 - REFRACTION)).sqrt();
        assert!((horizon - 38_270.0).abs() < 10.0);
        let reach = |m: f64| at(-0.4 + m / metres * 0.4, 0.0);
        let sight = |m: f64| relief.sight(at(-0.4, 100.0), reach(m)).expect("heights");
        assert!(sight(horizon * 0.98).above_line_m < 0.1);
        assert!(sight(horizon * 1.1).above_line_m > 0.3);
    }

    proptest! {
        #[test]
        fn who_sees_is_seen(a in 0.0f64..400.0, b in 0.0f64..400.0, ridge in 0.0f64..400.0) {
            let text = drawn(41, 0.01, |x, _| if x.abs() < 0.02 { ridge } else { 0.0 });
            let relief = relief(&[("a.asc", text)]);
            let there = relief.sight(at(-0.15, a), at(0.15, b)).expect("heights");
            let back = relief.sight(at(0.15, b), at(-0.15, a)).expect("heights");
            prop_assert!((there.above_line_m - back.above_line_m).abs() < 0.5);
        }
    }
}
