//! "Orang Airbase is 17 km to the south"; "about 90 km by road".

use serde::{Deserialize, Serialize};

use crate::{Judgement, Measure, Outcome, Reason};

/// How a stated distance is said to be travelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TravelMode {
    /// Nothing is said: people quote either.
    #[default]
    Unsaid,
    /// "As the crow flies", "in a straight line".
    Straight,
    /// "By road", "by rail": along a way.
    Overland,
}

/// A distance as a text states it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedDistance {
    /// The value in metres.
    pub metres: f64,
    /// Half the width of what the figure stands for, in metres; see [`stated_precision`].
    pub precision_m: f64,
    /// Whether it says "about", "some", "around".
    pub about: bool,
    /// How it is travelled.
    pub mode: TravelMode,
}

impl StatedDistance {
    /// A plain distance in a unit of so many metres.
    pub fn new(value: f64, unit_m: f64) -> Self {
        Self {
            metres: value * unit_m,
            precision_m: stated_precision(value) * unit_m,
            about: false,
            mode: TravelMode::Unsaid,
        }
    }
}

/// Half the width of what a written figure stands for, in its own unit (Wieczorek et al. 2004):
/// 10.5 ± 0.25, 15 ± 0.5, 140 ± 5, 100 ± 5, 2500 ± 50.
pub fn stated_precision(value: f64) -> f64 {
    let v = value.abs();
    let multiple = |of: f64| (v / of - (v / of).round()).abs() < 1e-6;
    if !v.is_finite() {
        0.0
    } else if v >= 1_000.0 && multiple(100.0) {
        50.0
    } else if v >= 10.0 && multiple(10.0) {
        5.0
    } else if multiple(1.0) {
        0.5
    } else if multiple(0.5) {
        0.25
    } else if multiple(0.1) {
        0.05
    } else {
        0.005
    }
}

/// Whether a stated distance fits a geodesic distance in metres.
///
/// `joint_radius_m` is the sum of both places' radii. Authors quote road distances (the median
/// of 818 published statements is 1.10 times the geodesic), so that only what no road can be is
/// contradicted: less than 0.75 d or more than 1.9 d. Measures: `distance`, `stated`.
pub fn judge_distance(distance_m: f64, stated: StatedDistance, joint_radius_m: f64) -> Judgement {
    let (d, v, u) = (distance_m, stated.metres, joint_radius_m.max(0.0));
    if !(d.is_finite() && v.is_finite() && u.is_finite()) || d < 0.0 || v < 0.0 {
        return Judgement::unmeasurable();
    }
    let share = if stated.about { 0.2 } else { 0.1 };
    let tolerance = stated.precision_m.max(share * v) + u;
    // The figure's own precision counts on every limit, so that no limit undercuts support.
    let low = (0.75 * d - u).min(d - tolerance);
    let high = match stated.mode {
        TravelMode::Straight => 1.25 * d + u,
        _ => 1.9 * d + u,
    }
    .max(d + tolerance);
    let measured = vec![
        Measure::new("distance", d, "m"),
        Measure::new("stated", v, "m"),
    ];
    let judge = |past: f64, threshold: f64, outcome, reason| {
        let mut judged = Judgement::of_deviation(past, f64::MIN, 0.0, "m", measured.clone());
        judged.threshold = threshold;
        judged.margin = past;
        judged.with(outcome, reason)
    };
    let (past, threshold) = if v < d {
        (low - v, low)
    } else {
        (v - high, high)
    };
    if past > 0.0 {
        return judge(past, threshold, Outcome::Contradicted, None);
    }
    let overland = stated.mode == TravelMode::Overland && v >= d - u - stated.precision_m;
    if (v - d).abs() <= tolerance || overland {
        return judge(past, threshold, Outcome::Supported, None);
    }
    let by_road = stated.mode == TravelMode::Unsaid && v > d && v <= 1.6 * d + u;
    let reason = if by_road {
        Reason::ByRoad
    } else {
        Reason::Between
    };
    judge(past, threshold, Outcome::Undetermined, Some(reason))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn judged(d_km: f64, value: f64) -> Judgement {
        judge_distance(d_km * 1e3, StatedDistance::new(value, 1e3), 1_000.0)
    }

    #[test]
    fn precision_of_figures() {
        for (value, half) in [
            (10.5, 0.25),
            (15.0, 0.5),
            (100.0, 5.0),
            (140.0, 5.0),
            (2500.0, 50.0),
            (8.3, 0.05),
            (0.25, 0.005),
        ] {
            assert_eq!(stated_precision(value), half, "{value}");
        }
    }

    #[test]
    fn bands() {
        assert_eq!(judged(18.0, 17.0).outcome, Outcome::Supported);
        assert_eq!(judged(305.0, 90.0).outcome, Outcome::Contradicted);
        assert_eq!(judged(100.0, 150.0).reason, Some(Reason::ByRoad));
        assert_eq!(judged(100.0, 180.0).reason, Some(Reason::Between));
        assert_eq!(judged(100.0, 200.0).outcome, Outcome::Contradicted);
        assert_eq!(judged(100.0, 70.0).outcome, Outcome::Contradicted);
        assert_eq!(judged(100.0, 80.0).outcome, Outcome::Undetermined);
    }

    #[test]
    fn said_to_be_by_road_or_straight() {
        let mut stated = StatedDistance::new(150.0, 1e3);
        stated.mode = TravelMode::Overland;
        assert_eq!(
            judge_distance(100e3, stated, 0.0).outcome,
            Outcome::Supported
        );
        stated.mode = TravelMode::Straight;
        assert_eq!(
            judge_distance(100e3, stated, 0.0).outcome,
            Outcome::Contradicted
        );
        let mut stated = StatedDistance::new(85.0, 1e3);
        assert_eq!(
            judge_distance(100e3, stated, 0.0).outcome,
            Outcome::Undetermined
        );
        stated.about = true;
        assert_eq!(
            judge_distance(100e3, stated, 0.0).outcome,
            Outcome::Supported
        );
    }

    proptest! {
        #[test]
        fn never_not_a_number_and_truth_is_supported(d in 0.0..2e7f64, v in 0.0..1e5f64, u in 0.0..1e5f64) {
            prop_assert!(judge_distance(d, StatedDistance::new(v, 1e3), u).margin.is_finite());
            prop_assert!(judge_distance(d, StatedDistance::new(d, 1.0), u).is_supported());
        }
    }
}
