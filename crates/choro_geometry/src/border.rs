//! "The province borders South Hamgyong to the south-west, and the sea to the east."
//!
//! Four votes decide where a shared line lies: its mean bearing, its share in the named
//! direction, the bearing of the neighbour's nearer part, and its mean outward normal.

use crate::{Judgement, Measure, Outcome, PreparedShape, Reason, SharedLine, Wind, angle_between};

/// Up to this angle a bearing speaks for a direction, and past the other against it.
const FOR: f64 = 45.0;
const AGAINST: f64 = 67.5;
/// Share of the line within 45° of the direction that speaks for it, and against it.
const ENOUGH: f64 = 0.40;
const HARDLY: f64 = 0.10;

/// Whether two shapes touch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Adjacency {
    /// They share a line of this length in metres within the tolerance.
    Adjacent {
        /// Length in metres.
        length_m: f64,
    },
    /// A gap wider than the tolerance ε, up to 5 ε: the layers may be coarse.
    Close {
        /// Width of the gap in metres.
        gap_m: f64,
    },
    /// A gap wider than 5 ε.
    Apart {
        /// Width of the gap in metres.
        gap_m: f64,
    },
    /// One of them is empty, or neither is a region.
    Unmeasurable,
}

/// The tolerance ε in metres within which boundaries count as one: at least a kilometre, 1 % of
/// √area of the smaller region, and the accuracy of the layer (1.5 km Who's On First, 8 km
/// Natural Earth 1:110 m).
pub fn border_tolerance_m(a: &PreparedShape, b: &PreparedShape, accuracy_m: f64) -> f64 {
    let smaller = [a.area_m2(), b.area_m2()]
        .into_iter()
        .filter(|area| *area > 0.0)
        .fold(f64::INFINITY, f64::min);
    let relative = if smaller.is_finite() {
        0.01 * smaller.sqrt()
    } else {
        0.0
    };
    let accuracy = if accuracy_m.is_finite() {
        accuracy_m
    } else {
        0.0
    };
    relative.max(accuracy).max(1_000.0)
}

/// Whether two shapes share a line, within the tolerance of a layer this accurate (metres).
pub fn adjacency(a: &PreparedShape, b: &PreparedShape, accuracy_m: f64) -> Adjacency {
    let (region, other) = if a.is_region() { (a, b) } else { (b, a) };
    if !region.is_region() || other.is_empty() {
        return Adjacency::Unmeasurable;
    }
    let tolerance = border_tolerance_m(a, b, accuracy_m);
    if let Some(line) = SharedLine::between(region, other, tolerance) {
        return Adjacency::Adjacent {
            length_m: line.length_m,
        };
    }
    match region.distance_between_m(other) {
        Some(gap_m) if gap_m <= 5.0 * tolerance => Adjacency::Close { gap_m },
        Some(gap_m) if gap_m.is_finite() => Adjacency::Apart { gap_m },
        _ => Adjacency::Unmeasurable,
    }
}

/// Whether region A borders B (a region, a sea, a coast or a river), in this direction if one
/// is named.
///
/// Not adjacent: contradicted for [`Reason::NotAdjacent`], with the `gap` and the limit 5 ε.
/// Otherwise the four votes, measures `shared line`, `share to the DIR`, `neighbour`, `outward
/// normal`, `length`: contradicted with three against and none for; supported with some for and
/// none against, or two for. The limit is 67.5°, and the margin how far
/// the bearings lie past it on average.
pub fn judge_border(
    a: &PreparedShape,
    b: &PreparedShape,
    wind: Option<Wind>,
    accuracy_m: f64,
) -> Judgement {
    if !a.is_region() || b.is_empty() {
        return Judgement::unmeasurable();
    }
    let tolerance = border_tolerance_m(a, b, accuracy_m);
    let exact = SharedLine::between(a, b, tolerance);
    let close = exact.is_none();
    let Some(line) = exact.or_else(|| SharedLine::between(a, b, 5.0 * tolerance)) else {
        return judge_gap(a.distance_between_m(b), 5.0 * tolerance);
    };
    let Some(wind) = wind else {
        let measured = vec![Measure::new("shared line", line.length_m, "m")];
        let judged = Judgement::of_deviation(0.0, 0.0, 5.0 * tolerance, "m", measured);
        return if close {
            judged.with(Outcome::Undetermined, Some(Reason::Between))
        } else {
            judged
        };
    };
    let judged = judge_border_line(&line, wind);
    // Across a gap wider than the tolerance the line is not theirs for certain.
    if close && votes(&line, wind).iter().any(|vote| *vote >= 0) {
        judged.never_contradicted(Reason::Mixed)
    } else {
        judged
    }
}

/// The judgement when no line is shared, by the width of the gap in metres.
pub(crate) fn judge_gap(gap_m: Option<f64>, limit_m: f64) -> Judgement {
    let Some(gap) = gap_m else {
        return Judgement::unmeasurable();
    };
    let measured = vec![Measure::new("gap", gap, "m")];
    let judged = Judgement::of_deviation(gap, f64::MIN, limit_m, "m", measured);
    match judged.outcome {
        Outcome::Contradicted => judged.with(Outcome::Contradicted, Some(Reason::NotAdjacent)),
        _ => judged,
    }
}

/// The four votes on a shared line, +1 for, −1 against, 0 neither.
fn votes(line: &SharedLine, wind: Wind) -> [i8; 4] {
    let of_angle = |bearing: Option<f64>| match bearing.map(|b| angle_between(b, wind.azimuth())) {
        Some(off) if off <= FOR => 1,
        Some(off) if off > AGAINST => -1,
        _ => 0,
    };
    let share = line.share_towards(wind.azimuth(), FOR);
    let of_share = if share >= ENOUGH {
        1
    } else if share <= HARDLY {
        -1
    } else {
        0
    };
    [
        of_angle(line.bearing),
        of_share,
        of_angle(line.neighbour),
        of_angle(line.outward_normal),
    ]
}

/// Whether a shared line lies in this direction, by the four votes of [`judge_border`].
pub fn judge_border_line(line: &SharedLine, wind: Wind) -> Judgement {
    let votes = votes(line, wind);
    let plus = votes.iter().filter(|vote| **vote > 0).count();
    let minus = votes.iter().filter(|vote| **vote < 0).count();
    let outcome = if minus >= 3 && plus == 0 {
        Outcome::Contradicted
    } else if plus >= 2 || (plus > 0 && minus == 0) {
        Outcome::Supported
    } else {
        Outcome::Undetermined
    };
    let bearings = [
        ("shared line", line.bearing),
        ("neighbour", line.neighbour),
        ("outward normal", line.outward_normal),
    ];
    let mut measured: Vec<Measure> = bearings
        .into_iter()
        .filter_map(|(name, bearing)| Some(Measure::new(name, bearing?, "°")))
        .collect();
    let share = line.share_towards(wind.azimuth(), FOR);
    let mut share = Measure::new("share", share, "share");
    share.name = format!("share to the {}", wind.words()).into();
    measured.push(share);
    measured.push(Measure::new("length", line.length_m, "m"));
    let off: Vec<f64> = bearings
        .iter()
        .filter_map(|(_, bearing)| Some(angle_between((*bearing)?, wind.azimuth())))
        .collect();
    let off = if off.is_empty() {
        AGAINST
    } else {
        off.iter().sum::<f64>() / off.len() as f64
    };
    let reason = (outcome == Outcome::Undetermined).then_some(Reason::Mixed);
    Judgement::of_deviation(off, FOR, AGAINST, "°", measured).with(outcome, reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Polygon, Position, Shape};

    fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Shape {
        let corners = [
            (west, south),
            (east, south),
            (east, north),
            (west, north),
            (west, south),
        ];
        let outer = corners.iter().map(|c| Position::new(c.0, c.1)).collect();
        Shape::Polygons(vec![Polygon {
            outer,
            holes: vec![],
        }])
    }

    #[test]
    fn a_neighbour_to_the_east() {
        let a = rectangle(10.0, 50.0, 12.0, 52.0).prepared();
        let b = rectangle(12.0, 50.0, 14.0, 52.0).prepared();
        let judge = |wind| judge_border(&a, &b, Some(wind), 0.0);
        for wind in Wind::all() {
            let off = angle_between(wind.azimuth(), 90.0);
            let outcome = judge(wind).outcome;
            if off <= 45.0 {
                assert_eq!(outcome, Outcome::Supported, "{wind}");
            } else if off > 90.0 {
                assert_eq!(outcome, Outcome::Contradicted, "{wind}");
            }
        }
        assert!(judge(Wind::W).summary().contains("past the limit"));
        assert_eq!(judge(Wind::W).measure("share to the west"), Some(0.0));
        assert!((judge(Wind::W).margin - 112.5).abs() < 1.0);
        let line = SharedLine::between(&a, &b, 1_000.0).unwrap();
        assert_eq!(line.wind(), Some(Wind::E));
        assert!(
            (line.length_m / 222_600.0 - 1.0).abs() < 0.03,
            "{}",
            line.length_m
        );
    }

    #[test]
    fn drawing_order_does_not_matter() {
        let turned = |shape: &Shape| {
            let Shape::Polygons(mut parts) = shape.clone() else {
                unreachable!()
            };
            parts[0].outer.reverse();
            Shape::Polygons(parts).prepared()
        };
        let (a, b) = (
            rectangle(10.0, 50.0, 12.0, 52.0),
            rectangle(12.0, 50.0, 14.0, 52.0),
        );
        let line = SharedLine::between(&turned(&a), &turned(&b), 1_000.0).unwrap();
        assert!(angle_between(line.outward_normal.unwrap(), 90.0) < 2.0);
    }

    #[test]
    fn apart_close_and_across_the_antimeridian() {
        let a = rectangle(10.0, 50.0, 12.0, 52.0).prepared();
        let far = rectangle(20.0, 50.0, 22.0, 52.0).prepared();
        let judged = judge_border(&a, &far, Some(Wind::E), 0.0);
        assert_eq!(judged.reason, Some(Reason::NotAdjacent));
        assert!(judged.is_contradicted() && judged.measure("gap").unwrap() > 500_000.0);
        let close = rectangle(12.06, 50.0, 14.0, 52.0).prepared();
        assert!(matches!(
            adjacency(&a, &close, 0.0),
            Adjacency::Close { .. }
        ));
        assert!(judge_border(&a, &close, Some(Wind::E), 0.0).is_supported());
        let west = rectangle(178.0, -2.0, 180.0, 0.0).prepared();
        let east = rectangle(-180.0, -2.0, -178.0, 0.0).prepared();
        assert!(judge_border(&west, &east, Some(Wind::E), 0.0).is_supported());
        assert!(judge_border(&west, &east, Some(Wind::W), 0.0).is_contradicted());
    }

    #[test]
    fn an_enclave_lies_in_no_direction() {
        let Shape::Polygons(mut parts) = rectangle(0.0, 0.0, 6.0, 6.0) else {
            unreachable!()
        };
        let Shape::Polygons(inner) = rectangle(2.0, 2.0, 4.0, 4.0) else {
            unreachable!()
        };
        parts[0].holes.push(inner[0].outer.clone());
        let (around, enclave) = (
            Shape::Polygons(parts).prepared(),
            Shape::Polygons(inner).prepared(),
        );
        for wind in Wind::all() {
            assert!(
                !judge_border(&enclave, &around, Some(wind), 0.0).is_contradicted(),
                "{wind}"
            );
        }
        assert!(judge_border(&enclave, &around, None, 0.0).is_supported());
    }

    #[test]
    fn rivers_and_coasts() {
        let a = rectangle(10.0, 50.0, 12.0, 52.0).prepared();
        let line = |points: &[(f64, f64)]| {
            Shape::Lines(vec![
                points.iter().map(|p| Position::new(p.0, p.1)).collect(),
            ])
            .prepared()
        };
        let river = line(&[(9.0, 52.005), (11.0, 52.0), (13.0, 52.005)]);
        assert!(judge_border(&a, &river, Some(Wind::N), 2_000.0).is_supported());
        assert!(judge_border(&a, &river, Some(Wind::S), 2_000.0).is_contradicted());
    }
}
