//! "Hoeryong is in the north of the province"; "in the far north-east"; "in the centre".
//!
//! q is the share of the region's area a place has behind it on the way towards a side: 0 at
//! the southern edge and 1 at the northern one.

use serde::{Deserialize, Serialize};

use crate::area::on_cylinder;
use crate::{
    Judgement, Measure, Order, Outcome, Position, PreparedShape, Reason, Wind, clip, destination,
};

/// A part of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// "In the north".
    Side(Wind),
    /// "In the far north", "at the north-eastern tip", "in the corner".
    Far(Wind),
    /// "In the centre", "in the middle".
    Centre,
}

/// The shares (0 to 1) of a region's area south and west of a position. None if it is no region
/// or the position not valid.
pub fn rank_in(region: &PreparedShape, position: Position) -> Option<(f64, f64)> {
    if !position.is_valid() || !region.is_region() {
        return None;
    }
    let anchor = region.largest_part()?.rings.first()?.first()?.lon;
    let near = |lon: f64| lon - ((lon - anchor) / 360.0).round() * 360.0;
    let at = on_cylinder(Position::new(near(position.lon), position.lat));
    let (mut whole, mut south, mut west) = (0.0, 0.0, 0.0);
    for part in &region.parts {
        let shift = part.rings[0].first().map_or(0.0, |p| near(p.lon) - p.lon);
        for (i, ring) in part.rings.iter().enumerate() {
            let sign = if i == 0 { 1.0 } else { -1.0 };
            let flat: Vec<[f64; 2]> = ring
                .iter()
                .map(|p| on_cylinder(Position::new(p.lon + shift, p.lat)))
                .collect();
            let cut = |normal, offset| clip::area_by_half_plane(&flat, normal, offset);
            whole += sign * clip::signed_area(&flat).abs();
            south += sign * cut([0.0, 1.0], at[1]).abs();
            west += sign * cut([1.0, 0.0], at[0]).abs();
        }
    }
    (whole > 0.0).then(|| {
        (
            (south / whole).clamp(0.0, 1.0),
            (west / whole).clamp(0.0, 1.0),
        )
    })
}

/// One condition on q towards a cardinal wind.
struct Condition {
    wind: Wind,
    support: f64,
    limit: f64,
}

fn conditions(part: Part) -> Vec<Condition> {
    let (wind, support, limit) = match part {
        Part::Side(wind) => (wind, 0.6, 0.4),
        Part::Far(wind) => (wind, 0.8, 0.6),
        // q and 1 − q on each axis; past a tenth it is the edge.
        Part::Centre => {
            return [Wind::N, Wind::E, Wind::S, Wind::W]
                .map(|wind| Condition {
                    wind,
                    support: 0.25,
                    limit: 0.1,
                })
                .into();
        }
    };
    let condition = |wind, easing: f64| Condition {
        wind,
        support: support - easing,
        limit: limit - easing,
    };
    let sixteenth = wind as usize;
    match wind.order() {
        Order::Cardinal => vec![condition(wind, 0.0)],
        Order::Intercardinal => vec![
            condition(wind.turned(2), 0.0),
            condition(wind.turned(14), 0.0),
        ],
        // "North-north-east": north, and not quite so surely east.
        Order::Secondary => {
            let (main, other) = if sixteenth % 4 == 1 {
                (wind.turned(15), wind.turned(3))
            } else {
                (wind.turned(1), wind.turned(13))
            };
            vec![condition(main, 0.0), condition(other, 0.1)]
        }
    }
}

/// Whether a subject lies in this part of a region.
///
/// A subject that is no point counts by its representative point. Supported with q ≥ 0.6 on
/// every axis named (0.8 for far, 0.25 from every edge for the centre); contradicted with
/// q < 0.4 (0.6, 0.1) on one, and still so when moved `accuracy_m` that way. Measures: `north`,
/// `south`, `east`, `west` as named, the worst first.
pub fn judge_position_in(
    subject: &PreparedShape,
    region: &PreparedShape,
    part: Part,
    accuracy_m: f64,
) -> Judgement {
    let Some(at) = subject.representative_point() else {
        return Judgement::unmeasurable();
    };
    let Some(rank) = rank_in(region, at) else {
        return Judgement::unmeasurable();
    };
    let towards = |rank: (f64, f64), wind: Wind| match wind {
        Wind::N => rank.0,
        Wind::S => 1.0 - rank.0,
        Wind::E => rank.1,
        _ => 1.0 - rank.1,
    };
    let conditions = conditions(part);
    let mut rows: Vec<(f64, f64, &Condition)> = conditions
        .iter()
        .map(|condition| {
            let q = towards(rank, condition.wind);
            // Moved that way q only grows: where it is no less than the limit, that is enough.
            let moved = if q < condition.limit && accuracy_m > 0.0 && accuracy_m.is_finite() {
                rank_in(
                    region,
                    destination(at, condition.wind.azimuth(), accuracy_m),
                )
                .map_or(q, |rank| towards(rank, condition.wind).max(q))
            } else {
                q
            };
            (q, moved, condition)
        })
        .collect();
    rows.sort_by(|a, b| (a.0 - a.2.support).total_cmp(&(b.0 - b.2.support)));
    let measured = rows
        .iter()
        .map(|(q, _, condition)| Measure::new(condition.wind.words(), *q, "share"))
        .collect();
    let Some((q, _, worst)) = rows.first() else {
        return Judgement::unmeasurable();
    };
    let outcome = if rows.iter().all(|(q, _, c)| *q >= c.support) {
        Outcome::Supported
    } else if is_elsewhere(&rows) {
        Outcome::Contradicted
    } else {
        Outcome::Undetermined
    };
    let reason = (outcome == Outcome::Undetermined).then_some(Reason::Between);
    Judgement::of_share(*q, f64::MAX, worst.limit, measured).with(outcome, reason)
}

/// Whether a place lies in another part: beyond a limit, or, of a corner that is not the "far" one,
/// far off on one of its two sides or off on both together.
fn is_elsewhere(rows: &[(f64, f64, &Condition)]) -> bool {
    match rows {
        [(_, one, a), (_, two, b)] if a.wind != b.wind.turned(8) && a.limit < 0.5 => {
            *one < a.limit / 2.0
                || *two < b.limit / 2.0
                || f64::midpoint(*one, *two) < f64::midpoint(a.limit, b.limit)
        }
        _ => rows.iter().any(|(_, moved, c)| *moved < c.limit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Polygon, Shape};

    fn square(lon: f64) -> PreparedShape {
        let corners = [
            (0.0, 0.0),
            (10.0, 0.0),
            (10.0, 10.0),
            (0.0, 10.0),
            (0.0, 0.0),
        ];
        let outer = corners
            .iter()
            .map(|c| Position::new(crate::ring::wrapped(lon + c.0), c.1))
            .collect();
        Shape::Polygons(vec![Polygon {
            outer,
            holes: vec![],
        }])
        .prepared()
    }

    fn judge(x: f64, y: f64, part: Part) -> Outcome {
        let subject = Shape::Point(Position::new(x, y)).prepared();
        judge_position_in(&subject, &square(0.0), part, 0.0).outcome
    }

    #[test]
    fn ranks() {
        let (south, west) = rank_in(&square(0.0), Position::new(2.5, 7.5)).unwrap();
        assert!((south - 0.75).abs() < 0.01 && (west - 0.25).abs() < 1e-6);
        let (_, west) = rank_in(&square(175.0), Position::new(-177.5, 5.0)).unwrap();
        assert!((west - 0.75).abs() < 1e-6, "{west}");
    }

    #[test]
    fn sides_corners_and_the_centre() {
        let (n, ne) = (Part::Side(Wind::N), Part::Side(Wind::Ne));
        assert_eq!(judge(5.0, 7.0, n), Outcome::Supported);
        assert_eq!(judge(5.0, 5.0, n), Outcome::Undetermined);
        assert_eq!(judge(5.0, 3.0, n), Outcome::Contradicted);
        assert_eq!(judge(7.0, 7.0, ne), Outcome::Supported);
        assert_eq!(judge(5.0, 7.0, ne), Outcome::Undetermined);
        // One side right and the other a little off: a corner is a loose word.
        assert_eq!(judge(3.0, 9.0, ne), Outcome::Undetermined);
        assert_eq!(judge(1.0, 9.0, ne), Outcome::Contradicted);
        assert_eq!(judge(3.0, 3.0, ne), Outcome::Contradicted);
        assert_eq!(judge(9.0, 9.0, Part::Far(Wind::Ne)), Outcome::Supported);
        assert_eq!(judge(9.0, 5.0, Part::Far(Wind::Ne)), Outcome::Contradicted);
        assert_eq!(judge(5.0, 5.0, Part::Centre), Outcome::Supported);
        assert_eq!(judge(5.0, 2.0, Part::Centre), Outcome::Undetermined);
        assert_eq!(judge(5.0, 0.5, Part::Centre), Outcome::Contradicted);
        assert_eq!(judge(5.6, 7.0, Part::Side(Wind::Nne)), Outcome::Supported);
        assert_eq!(
            judge(1.0, 7.0, Part::Side(Wind::Ene)),
            Outcome::Contradicted
        );
    }

    #[test]
    fn accuracy_widens() {
        let subject = Shape::Point(Position::new(5.0, 3.8)).prepared();
        let judge =
            |accuracy| judge_position_in(&subject, &square(0.0), Part::Side(Wind::N), accuracy);
        assert!(judge(0.0).is_contradicted());
        assert_eq!(judge(50_000.0).outcome, Outcome::Undetermined);
        assert!((judge(0.0).margin - 0.02).abs() < 0.01);
    }
}
