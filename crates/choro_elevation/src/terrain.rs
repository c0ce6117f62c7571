//! What the ground about a position is like.

use crate::header::DEGREE_M;
use crate::relief::Relief;
use choro_geometry::Position;

/// The ground within some distance of a position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Survey {
    /// The height at the position itself, metres.
    pub own: f64,
    /// The lowest height found, metres.
    pub lowest: f64,
    /// The highest height found, metres.
    pub highest: f64,
    /// Where the highest was found.
    pub summit: Position,
    /// The share of the area, 0 to 1, that grids cover.
    pub covered: f64,
}

impl Survey {
    /// From the lowest to the highest, metres.
    pub fn range(&self) -> f64 {
        self.highest - self.lowest
    }

    /// How far the highest stands above the position, metres.
    pub fn rise(&self) -> f64 {
        self.highest - self.own
    }
}

/// Slopes are taken over at least this far to each side, metres: finer grids show walls and ditches.
const SLOPE_M: f64 = 90.0;

impl Relief<'_> {
    /// The ground within `radius_m` metres, looked at every `step_m` metres; `None` where no
    /// height is known for the position itself.
    pub fn survey(&self, at: Position, radius_m: f64, step_m: f64) -> Option<Survey> {
        let own = self.height(at)?;
        let mut survey = Survey {
            own,
            lowest: own,
            highest: own,
            summit: at,
            covered: 0.0,
        };
        let (mut asked, mut known) = (0.0, 0.0);
        for position in around(at, radius_m, step_m) {
            asked += 1.0;
            let Some(height) = self.height(position) else {
                continue;
            };
            known += 1.0;
            survey.lowest = survey.lowest.min(height);
            if height > survey.highest {
                survey.highest = height;
                survey.summit = position;
            }
        }
        survey.covered = known / f64::max(asked, 1.0);
        Some(survey)
    }

    /// The slope of the ground in degrees, by the differences to north, east, south and west.
    pub fn slope(&self, at: Position) -> Option<f64> {
        let reach = self.file_at(at)?.header.step_m().max(SLOPE_M);
        let height = |east: f64, north: f64| self.height(offset(at, east, north));
        let east = (height(reach, 0.0)? - height(-reach, 0.0)?) / (2.0 * reach);
        let north = (height(0.0, reach)? - height(0.0, -reach)?) / (2.0 * reach);
        Some(east.hypot(north).atan().to_degrees())
    }

    /// The share of the ground within `radius_m` metres, 0 to 1, whose slope is below `degrees`;
    /// `None` where slopes are known of less than nine tenths of it.
    pub fn share_below(&self, at: Position, radius_m: f64, degrees: f64) -> Option<f64> {
        let step = self.file_at(at)?.header.step_m().max(SLOPE_M);
        let (mut asked, mut known, mut below) = (0.0, 0.0, 0.0);
        for position in around(at, radius_m, step.min(radius_m)) {
            asked += 1.0;
            let Some(slope) = self.slope(position) else {
                continue;
            };
            known += 1.0;
            if slope < degrees {
                below += 1.0;
            }
        }
        (known >= 0.9 * asked && known > 0.0).then(|| below / known)
    }
}

/// Positions every `step_m` metres within `radius_m` metres, the middle among them.
fn around(at: Position, radius_m: f64, step_m: f64) -> impl Iterator<Item = Position> {
    let steps = (radius_m / step_m.max(1.0)).floor() as i32;
    let within = move |x: i32, y: i32| {
        let (east, north) = (f64::from(x) * step_m, f64::from(y) * step_m);
        (east.hypot(north) <= radius_m).then(|| offset(at, east, north))
    };
    (-steps..=steps).flat_map(move |y| (-steps..=steps).filter_map(move |x| within(x, y)))
}

/// A position some metres to the east and north; good to a percent within some tens of kilometres.
fn offset(at: Position, east_m: f64, north_m: f64) -> Position {
    let shrink = at.lat.to_radians().cos().max(1e-6);
    Position::new(
        at.lon + east_m / (DEGREE_M * shrink),
        (at.lat + north_m / DEGREE_M).clamp(-90.0, 90.0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relief::tests::{drawn, relief};

    /// Level in the west, from 0° on rising to the east by 1 in 10.
    fn ramp() -> Relief<'static> {
        let text = drawn(201, 0.002, |x, _| (x * DEGREE_M / 10.0).max(0.0));
        relief(&[("ramp.asc", text)])
    }

    #[test]
    fn a_slope_of_one_in_ten_has_six_degrees() {
        let relief = ramp();
        let slope = |lon| relief.slope(Position::new(lon, 0.0)).expect("a slope");
        assert!((slope(0.1) - 5.71).abs() < 0.05, "{}", slope(0.1));
        assert!(slope(-0.1).abs() < 1e-6);
        assert_eq!(relief.slope(Position::new(0.2, 0.0)), None, "at the edge");
    }

    #[test]
    fn a_survey_finds_the_summit_within_reach() {
        let survey = ramp()
            .survey(Position::new(0.0, 0.0), 10_000.0, 500.0)
            .expect("heights");
        assert_eq!((survey.own, survey.lowest), (0.0, 0.0));
        assert!((survey.rise() - 1_000.0).abs() < 20.0, "{survey:?}");
        assert!((survey.summit.lon * DEGREE_M - 10_000.0).abs() < 501.0);
        assert_eq!(survey.covered, 1.0);
        let wide = ramp().survey(Position::new(0.0, 0.0), 40_000.0, 1_000.0);
        assert!(wide.is_some_and(|survey| survey.covered < 0.5));
    }

    #[test]
    fn level_ground_is_told_from_sloping() {
        let relief = ramp();
        let share = |lon| relief.share_below(Position::new(lon, 0.0), 2_000.0, 3.0);
        assert_eq!(share(-0.1), Some(1.0));
        assert_eq!(share(0.1), Some(0.0));
        let both = share(0.0).expect("heights");
        assert!((0.4..0.6).contains(&both), "{both}");
        assert_eq!(share(0.2), None, "half of it is beyond the grid");
    }
}
