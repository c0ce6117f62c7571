//! "The airbase lies to the south of the town"; "the range lies in the west of the plain".

use crate::plane::Plane;
use crate::{
    Judgement, Measure, Order, Outcome, Position, PreparedShape, Reason, Wind, angle_between,
    angular_slack, azimuth_and_distance, clip,
};

/// Whether the figure lies in this direction from the ground.
///
/// `joint_radius_m` is the sum of both places' radii and accuracies. Supported within the
/// wind's cone; contradicted outside its wider cone by more than the angular slack, and never
/// when the places are closer together than they are wide. Measures: `bearing`, `distance`.
pub fn judge_direction(
    ground: Position,
    figure: Position,
    wind: Wind,
    joint_radius_m: f64,
) -> Judgement {
    judge_bearing(azimuth_and_distance(ground, figure), wind, joint_radius_m)
}

/// The same from the azimuth in degrees and the distance in metres that the figure was found at.
pub fn judge_bearing(
    (bearing, distance): (f64, f64),
    wind: Wind,
    joint_radius_m: f64,
) -> Judgement {
    if !(bearing.is_finite() && distance.is_finite()) {
        return Judgement::unmeasurable();
    }
    let measured = vec![
        Measure::new("bearing", bearing, "°"),
        Measure::new("distance", distance, "m"),
    ];
    // A metre apart has no direction.
    if distance < 1.0 {
        return Judgement::of_deviation(1.0, 0.0, 2.0, "°", measured)
            .with(Outcome::Undetermined, Some(Reason::TooClose));
    }
    let judged = Judgement::of_deviation(
        angle_between(bearing, wind.azimuth()),
        wind.support_half_angle(),
        wind.contradiction_half_angle() + angular_slack(joint_radius_m, distance),
        "°",
        measured,
    );
    if distance < joint_radius_m {
        judged.never_contradicted(Reason::TooClose)
    } else {
        judged
    }
}

/// Whether a region (or line, or point) that does not touch the ground lies in this direction
/// from it, by the share of its area in the cone at the ground's representative point.
///
/// Supported with half of it within ±45° (±30° for finer winds); contradicted with less than
/// 5 % within ±67.5°. Measures: `share in the cone`, `share in the wide cone`, `bearing`.
/// The limit is that 5 %, and the margin the share missing to it.
pub fn judge_region_direction(
    ground: &PreparedShape,
    figure: &PreparedShape,
    wind: Wind,
    joint_radius_m: f64,
) -> Judgement {
    const ENOUGH: f64 = 0.5;
    const HARDLY: f64 = 0.05;
    let (Some(at), Some(towards)) = (ground.representative_point(), figure.representative_point())
    else {
        return Judgement::unmeasurable();
    };
    if !figure.is_region() {
        return judge_direction(at, towards, wind, joint_radius_m);
    }
    let half = if wind.order() == Order::Cardinal {
        45.0
    } else {
        30.0
    };
    let plane = Plane::equal_area(at);
    let (mut whole, mut cone, mut wide) = (0.0, 0.0, 0.0);
    for part in &figure.parts {
        for (i, ring) in plane.flat_rings(&part.rings).iter().enumerate() {
            let sign = if i == 0 { 1.0 } else { -1.0 };
            let within = |half| clip::signed_area(&clip::by_cone(ring, wind.azimuth(), half)).abs();
            whole += sign * clip::signed_area(ring).abs();
            cone += sign * within(half);
            wide += sign * within(67.5);
        }
    }
    if !(whole > 0.0 && cone.is_finite() && wide.is_finite()) {
        return Judgement::unmeasurable();
    }
    let (bearing, distance) = azimuth_and_distance(at, towards);
    let (cone, wide) = (
        (cone / whole).clamp(0.0, 1.0),
        (wide / whole).clamp(0.0, 1.0),
    );
    let measured = vec![
        Measure::new("share in the cone", cone, "share"),
        Measure::new("share in the wide cone", wide, "share"),
        Measure::new("bearing", bearing, "°"),
    ];
    let mut judged = Judgement::of_share(wide, f64::MAX, HARDLY, measured);
    if cone >= ENOUGH {
        judged = judged.with(Outcome::Supported, None);
    }
    if distance < joint_radius_m || figure.contains(at) {
        judged.never_contradicted(Reason::TooClose)
    } else {
        judged
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Polygon, Shape, destination};

    const HERE: Position = Position {
        lon: 129.6,
        lat: 41.6,
    };

    fn at(bearing: f64, km: f64, wind: Wind) -> Judgement {
        judge_direction(HERE, destination(HERE, bearing, km * 1e3), wind, 2_000.0)
    }

    #[test]
    fn cones_with_a_dead_band() {
        // "17 km to the south" at 169°; the castle "to the north" at 30°.
        assert_eq!(at(169.0, 18.0, Wind::S).outcome, Outcome::Supported);
        assert_eq!(at(30.2, 10.6, Wind::N).outcome, Outcome::Supported);
        assert_eq!(at(62.5, 40.0, Wind::Ne).outcome, Outcome::Supported);
        assert_eq!(at(60.0, 40.0, Wind::N).outcome, Outcome::Undetermined);
        assert_eq!(at(90.0, 40.0, Wind::N).outcome, Outcome::Contradicted);
        assert_eq!(at(30.0, 40.0, Wind::Wnw).outcome, Outcome::Contradicted);
        // Slack: 72° is past 67.5°, yet two kilometres at ten may be 11°.
        assert_eq!(at(72.0, 10.0, Wind::N).outcome, Outcome::Undetermined);
    }

    #[test]
    fn closer_than_wide_is_never_contradicted() {
        assert_eq!(at(180.0, 1.5, Wind::N).reason, Some(Reason::TooClose));
        assert_eq!(at(180.0, 0.0, Wind::N).reason, Some(Reason::TooClose));
    }

    #[test]
    fn regions_by_share() {
        let square = |lon: f64, lat: f64| {
            let corners = [
                (-1.0, -1.0),
                (1.0, -1.0),
                (1.0, 1.0),
                (-1.0, 1.0),
                (-1.0, -1.0),
            ];
            let outer = corners
                .iter()
                .map(|c| Position::new(lon + c.0, lat + c.1))
                .collect();
            Shape::Polygons(vec![Polygon {
                outer,
                holes: vec![],
            }])
            .prepared()
        };
        let (here, east) = (square(10.0, 50.0), square(20.0, 50.0));
        let judge = |wind| judge_region_direction(&here, &east, wind, 0.0).outcome;
        assert_eq!(judge(Wind::E), Outcome::Supported);
        assert_eq!(judge(Wind::W), Outcome::Contradicted);
        assert_eq!(judge(Wind::S), Outcome::Contradicted);
        assert_eq!(judge(Wind::Ne), Outcome::Undetermined);
        let across =
            judge_region_direction(&square(179.0, 0.0), &square(-174.0, 0.0), Wind::E, 0.0);
        assert_eq!(across.outcome, Outcome::Supported);
    }

    proptest! {
        #[test]
        fn what_is_supported_is_contradicted_the_other_way(
            lon in -180.0..180.0f64, lat in -60.0..60.0f64, bearing in 0.0..360.0f64,
            metres in 1e4..1e6f64, index in 0usize..16,
        ) {
            let ground = Position::new(lon, lat);
            let figure = destination(ground, bearing, metres);
            let wind = Wind::N.turned(index);
            let said = judge_direction(ground, figure, wind, 0.0);
            prop_assert!(said.margin.is_finite());
            if said.is_supported() {
                let opposite = judge_direction(ground, figure, wind.opposite(), 0.0);
                prop_assert!(opposite.is_contradicted());
            }
        }
    }
}
