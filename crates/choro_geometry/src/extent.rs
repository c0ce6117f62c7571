//! "Further north than Chongjin"; "the northernmost town"; "between Kilju and Kimchaek".

use crate::measure::normalise_azimuth;
use crate::plane::Plane;
use crate::{Judgement, Measure, Outcome, Position, Reason, Wind, distance_m};

/// How much further in a direction one position lies than another, in metres: differences of
/// latitude and longitude, not of bearing; negative if less far. Not a number for positions
/// that are not valid.
pub fn further_along_m(than: Position, position: Position, wind: Wind) -> f64 {
    if !(than.is_valid() && position.is_valid()) {
        return f64::NAN;
    }
    let north = distance_m(
        Position::new(0.0, than.lat),
        Position::new(0.0, position.lat),
    ) * (position.lat - than.lat).signum();
    let turn = normalise_azimuth(position.lon - than.lon + 180.0) - 180.0;
    let middle = f64::midpoint(than.lat, position.lat);
    let east = distance_m(Position::new(0.0, middle), Position::new(turn, middle)) * turn.signum();
    let (sin, cos) = wind.azimuth().to_radians().sin_cos();
    east * sin + north * cos
}

/// Whether a position lies further in a direction than another, by more than the joint radius
/// of both. Measure: `further`, negative if less far.
pub fn judge_further(
    position: Position,
    than: Position,
    wind: Wind,
    joint_radius_m: f64,
) -> Judgement {
    let further = further_along_m(than, position, wind);
    let margin = joint_radius_m.max(0.0);
    let measured = vec![Measure::new("further", further, "m")];
    let judged = Judgement::of_deviation(-further, -margin, margin, "m", measured);
    match judged.outcome {
        // Equal is not further.
        Outcome::Supported if further <= 0.0 => {
            judged.with(Outcome::Undetermined, Some(Reason::TooClose))
        }
        Outcome::Undetermined => judged.with(Outcome::Undetermined, Some(Reason::TooClose)),
        _ => judged,
    }
}

/// Indexes of positions from the furthest in a direction to the least far; equal ones keep
/// their order, and positions that are not valid are left out.
pub fn rank_along(positions: &[Position], wind: Wind) -> Vec<usize> {
    let Some(reference) = positions.iter().copied().find(|p| p.is_valid()) else {
        return Vec::new();
    };
    let mut ranked: Vec<(f64, usize)> = positions
        .iter()
        .enumerate()
        .map(|(i, p)| (further_along_m(reference, *p, wind), i))
        .filter(|entry| entry.0.is_finite())
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.into_iter().map(|entry| entry.1).collect()
}

/// Whether a position lies between two others.
///
/// t is its projection on the way from A (0) to B (1), the offset its distance from that way.
/// Supported with −0.05 ≤ t ≤ 1.05 and an offset up to 0.35 |AB|; contradicted with t < −0.2 or
/// t > 1.2, and still so moved by `joint_radius_m`. Measures: `share of the way`, `offset`.
pub fn judge_between(
    position: Position,
    a: Position,
    b: Position,
    joint_radius_m: f64,
) -> Judgement {
    if !(position.is_valid() && a.is_valid() && b.is_valid()) {
        return Judgement::unmeasurable();
    }
    // The middle of the way, so that both halves bend alike.
    let from_a = Plane::equidistant(a);
    let way = from_a.flat(b);
    let plane = Plane::equidistant(from_a.position([way[0] / 2.0, way[1] / 2.0]));
    let (start, end, p) = (plane.flat(a), plane.flat(b), plane.flat(position));
    let along = [end[0] - start[0], end[1] - start[1]];
    let length = along[0].hypot(along[1]);
    if length < 1.0 {
        return Judgement::unmeasurable();
    }
    let rel = [p[0] - start[0], p[1] - start[1]];
    let t = (rel[0] * along[0] + rel[1] * along[1]) / (length * length);
    let offset = (rel[0] * along[1] - rel[1] * along[0]).abs() / length;
    let measured = vec![
        Measure::new("share of the way", t, "share"),
        Measure::new("offset", offset, "m"),
    ];
    // How far past the nearer end, as a share of the way; negative between.
    let past = (-t).max(t - 1.0);
    let slack = (joint_radius_m.max(0.0) / length).min(1.0);
    let judged = Judgement::of_deviation(past, 0.05, 0.2 + slack, "share", measured);
    if judged.is_supported() && offset > 0.35 * length {
        return judged.with(Outcome::Undetermined, Some(Reason::Between));
    }
    judged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ROME: Position = Position {
        lon: 12.48,
        lat: 41.89,
    };
    const MILAN: Position = Position {
        lon: 9.19,
        lat: 45.46,
    };
    const FLORENCE: Position = Position {
        lon: 11.26,
        lat: 43.77,
    };

    #[test]
    fn further() {
        assert!(judge_further(ROME, MILAN, Wind::N, 10e3).is_contradicted());
        assert!(judge_further(MILAN, ROME, Wind::N, 10e3).is_supported());
        assert_eq!(
            judge_further(MILAN, ROME, Wind::N, 1e6).reason,
            Some(Reason::TooClose)
        );
        assert_eq!(
            judge_further(ROME, ROME, Wind::N, 0.0).outcome,
            Outcome::Undetermined
        );
        let (fiji, tonga) = (Position::new(178.0, -18.0), Position::new(-175.0, -21.0));
        assert!(judge_further(tonga, fiji, Wind::E, 10e3).is_supported());
        assert_eq!(rank_along(&[ROME, MILAN, FLORENCE], Wind::N), vec![1, 2, 0]);
        assert_eq!(rank_along(&[ROME, MILAN, FLORENCE], Wind::E), vec![0, 2, 1]);
    }

    #[test]
    fn between() {
        assert!(judge_between(FLORENCE, ROME, MILAN, 0.0).is_supported());
        assert!(judge_between(ROME, FLORENCE, MILAN, 0.0).is_contradicted());
        assert_eq!(
            judge_between(ROME, MILAN, MILAN, 0.0).reason,
            Some(Reason::Unmeasurable)
        );
    }

    proptest! {
        #[test]
        fn further_is_antisymmetric(
            // Half the way round the earth is as far east as west.
            a in (-180.0..180.0f64, -85.0..85.0f64), turn in -179.0..179.0f64, lat in -85.0..85.0f64,
        ) {
            let a = Position::new(a.0, a.1);
            let b = Position::new(crate::ring::wrapped(a.lon + turn), lat);
            for wind in Wind::all() {
                let there = further_along_m(a, b, wind);
                prop_assert!(there.is_finite());
                prop_assert!((there + further_along_m(b, a, wind)).abs() < 1.0);
            }
        }

        #[test]
        fn between_is_symmetric_and_never_not_a_number(
            p in (-180.0..180.0f64, -85.0..85.0f64), a in (-180.0..180.0f64, -85.0..85.0f64),
            dx in -20.0..20.0f64, dy in 0.1..4.0f64,
        ) {
            let (p, a) = (Position::new(p.0, p.1), Position::new(a.0, a.1));
            let b = Position::new(crate::ring::wrapped(a.lon + dx), a.lat + dy);
            let said = judge_between(p, a, b, 0.0);
            prop_assert!(said.margin.is_finite());
            if said.is_supported() {
                prop_assert!(!judge_between(p, b, a, 0.0).is_contradicted());
            }
        }
    }
}
