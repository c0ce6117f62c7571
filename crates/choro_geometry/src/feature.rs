//! "Hoeryong stands on the Tumen"; "the town of Pochon, near Hyesan"; "on the right bank".

use serde::{Deserialize, Serialize};

use crate::{Judgement, Measure, Outcome, Position, PreparedShape, Reason, angle_between, azimuth};

/// Within this of its radius a place is on a river, coast or line.
const ON: f64 = 2_000.0;
/// Past this it is not.
const OFF: f64 = 15_000.0;

/// Whether a place lies on a river, a coast or a line.
///
/// `radius_m` is the place's radius and accuracy: supported up to r + 2 km from it,
/// contradicted past r + 15 km. Measure: `distance`.
pub fn judge_on_feature(
    place: &PreparedShape,
    feature: &PreparedShape,
    radius_m: f64,
) -> Judgement {
    let Some(distance) = place.distance_between_m(feature) else {
        return Judgement::unmeasurable();
    };
    let radius = radius_m.max(0.0);
    let measured = vec![Measure::new("distance", distance, "m")];
    Judgement::of_deviation(distance, radius + ON, radius + OFF, "m", measured)
}

/// How near a text says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Closeness {
    /// "Near", "close to".
    #[default]
    Near,
    /// "Just north of", "very near", "next to".
    VeryNear,
}

/// Whether two places are near each other, as places of their kinds go.
///
/// `reach_m` is τ for the pair: 2 km for two sites, 8 for a site and a town, 30 for two towns,
/// 8 for a town and a river or coast, 50 for regions; a third of it for "very near".
/// `accuracy_m` widens both limits. Supported up to τ, contradicted past 5 τ. Measure:
/// `distance`.
pub fn judge_near(
    a: &PreparedShape,
    b: &PreparedShape,
    reach_m: f64,
    closeness: Closeness,
    accuracy_m: f64,
) -> Judgement {
    let Some(distance) = a.distance_between_m(b) else {
        return Judgement::unmeasurable();
    };
    let reach = match closeness {
        Closeness::Near => reach_m,
        Closeness::VeryNear => reach_m / 3.0,
    };
    let accuracy = accuracy_m.max(0.0);
    let measured = vec![Measure::new("distance", distance, "m")];
    Judgement::of_deviation(
        distance,
        reach + accuracy,
        5.0 * reach + accuracy,
        "m",
        measured,
    )
}

/// A side of a river, looking downstream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bank {
    /// On the left hand looking downstream.
    Left,
    /// On the right hand looking downstream.
    Right,
}

/// The side of a river drawn from source to mouth a position lies on, and how far from it in
/// metres. None if the river is empty or the position on it.
pub fn bank(position: Position, river: &PreparedShape) -> Option<(Bank, f64)> {
    let nearest = river.nearest(position)?;
    let along = nearest.edge_azimuth();
    if nearest.distance_m < 1.0 || !along.is_finite() {
        return None;
    }
    let turn = (azimuth(nearest.position, position) - along).rem_euclid(360.0);
    let side = if turn < 180.0 {
        Bank::Right
    } else {
        Bank::Left
    };
    Some((side, nearest.distance_m))
}

/// Whether a position lies on this bank of a river drawn from source to mouth.
///
/// Decided only further from the line than `accuracy_m`, and not abreast of its ends.
/// Measure: `distance`; the margin is the distance past the accuracy.
pub fn judge_bank(
    position: Position,
    river: &PreparedShape,
    said: Bank,
    accuracy_m: f64,
) -> Judgement {
    let (Some((side, distance)), Some(nearest)) = (bank(position, river), river.nearest(position))
    else {
        return Judgement::unmeasurable();
    };
    let accuracy = accuracy_m.max(0.0);
    let past = if side == said { -distance } else { distance };
    let measured = vec![Measure::new("distance", distance, "m")];
    let mut judged = Judgement::of_deviation(past, -accuracy, accuracy, "m", measured);
    if judged.outcome == Outcome::Undetermined {
        judged.reason = Some(Reason::TooClose);
    }
    // Off the end of the line its last edge says nothing about sides.
    let across = angle_between(azimuth(nearest.position, position), nearest.edge_azimuth());
    if (across - 90.0).abs() > 60.0 {
        return judged.with(Outcome::Undetermined, Some(Reason::Between));
    }
    judged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Shape;

    fn river() -> PreparedShape {
        let points = [(10.0, 50.0), (11.0, 50.0), (12.0, 50.0)];
        Shape::Lines(vec![
            points.iter().map(|p| Position::new(p.0, p.1)).collect(),
        ])
        .prepared()
    }

    fn point(lon: f64, lat: f64) -> PreparedShape {
        Shape::Point(Position::new(lon, lat)).prepared()
    }

    #[test]
    fn on_the_river() {
        // 0.01° of latitude is 1.1 km.
        let judge = |lat| judge_on_feature(&point(11.3, lat), &river(), 1_000.0).outcome;
        assert_eq!(judge(50.02), Outcome::Supported);
        assert_eq!(judge(50.1), Outcome::Undetermined);
        assert_eq!(judge(50.3), Outcome::Contradicted);
    }

    #[test]
    fn near_and_very_near() {
        let judge = |lat, closeness| {
            judge_near(
                &point(11.0, 50.0),
                &point(11.0, lat),
                30_000.0,
                closeness,
                0.0,
            )
            .outcome
        };
        assert_eq!(judge(50.2, Closeness::Near), Outcome::Supported);
        assert_eq!(judge(50.2, Closeness::VeryNear), Outcome::Undetermined);
        assert_eq!(judge(51.0, Closeness::VeryNear), Outcome::Contradicted);
        assert_eq!(judge(51.0, Closeness::Near), Outcome::Undetermined);
        assert_eq!(judge(52.0, Closeness::Near), Outcome::Contradicted);
    }

    #[test]
    fn banks() {
        let judge =
            |lon, lat, said| judge_bank(Position::new(lon, lat), &river(), said, 500.0).outcome;
        assert_eq!(judge(11.2, 49.9, Bank::Right), Outcome::Supported);
        assert_eq!(judge(11.2, 50.1, Bank::Right), Outcome::Contradicted);
        assert_eq!(judge(11.2, 50.001, Bank::Right), Outcome::Undetermined);
        assert_eq!(judge(13.0, 50.1, Bank::Right), Outcome::Undetermined);
    }
}
