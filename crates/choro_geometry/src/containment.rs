//! "Hoeryong, in North Hamgyong Province".

use serde::{Deserialize, Serialize};

use crate::{Judgement, Measure, Outcome, Position, PreparedShape, Reason};

/// Where a position lies as seen from a region.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Whereabouts {
    /// Whether it lies inside.
    pub inside: bool,
    /// Distance to the boundary in metres, from either side.
    pub boundary_m: f64,
}

impl Whereabouts {
    /// How far outside in metres; 0 inside.
    pub fn outside_m(self) -> f64 {
        if self.inside { 0.0 } else { self.boundary_m }
    }
}

/// Where a position lies; None if it is not valid or the shape is no region.
pub fn whereabouts(position: Position, region: &PreparedShape) -> Option<Whereabouts> {
    if !region.is_region() {
        return None;
    }
    Some(Whereabouts {
        inside: region.contains(position),
        boundary_m: region.boundary_distance_m(position)?,
    })
}

/// What is known of the unit of the same level that the subject does lie in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LyingIn {
    /// Nothing: there may be none.
    #[default]
    Unknown,
    /// A unit that touches the named one.
    Touching,
    /// A unit that does not touch the named one.
    Apart,
}

/// Whether a subject lies in a region.
///
/// A point is supported inside or up to `tolerance_m` outside. Further out it is contradicted
/// if the unit it lies in does not touch the region; otherwise only from five tolerances, at
/// least ten kilometres, since boundaries move and layers are coarse. A region counts by the
/// share of its area inside: supported from 90 %, contradicted below 10 % if its
/// representative point is contradicted too. Measures: `outside` in metres (negative inside),
/// `share inside`.
pub fn judge_containment(
    subject: &PreparedShape,
    region: &PreparedShape,
    tolerance_m: f64,
    lying_in: LyingIn,
) -> Judgement {
    let found = subject
        .representative_point()
        .and_then(|position| whereabouts(position, region));
    let Some(found) = found else {
        return Judgement::unmeasurable();
    };
    let tolerance = if tolerance_m.is_finite() {
        tolerance_m.max(0.0)
    } else {
        0.0
    };
    let limit = match lying_in {
        LyingIn::Apart => tolerance,
        LyingIn::Unknown | LyingIn::Touching => (5.0 * tolerance).max(10_000.0),
    };
    let outside = if found.inside {
        -found.boundary_m
    } else {
        found.boundary_m
    };
    let measured = vec![Measure::new("outside", outside, "m")];
    let mut judged = Judgement::of_deviation(outside, tolerance, limit, "m", measured);
    if judged.outcome == Outcome::Undetermined {
        judged.reason = Some(Reason::Neighbouring);
    }
    let Some(share) = subject.share_inside(region) else {
        return judged;
    };
    judged
        .measured
        .push(Measure::new("share inside", share, "share"));
    match judged.outcome {
        Outcome::Supported if share < 0.9 => {
            judged.with(Outcome::Undetermined, Some(Reason::Mixed))
        }
        Outcome::Contradicted if share >= 0.1 => judged.never_contradicted(Reason::Mixed),
        Outcome::Undetermined if share >= 0.9 => judged.with(Outcome::Supported, None),
        _ => judged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Polygon, Shape};

    fn rectangle(west: f64, south: f64, east: f64, north: f64) -> PreparedShape {
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
        .prepared()
    }

    fn point(lon: f64, lat: f64) -> PreparedShape {
        Shape::Point(Position::new(lon, lat)).prepared()
    }

    #[test]
    fn tolerance_at_the_boundary() {
        let region = rectangle(10.0, 50.0, 12.0, 52.0);
        let judge =
            |lat, lying_in| judge_containment(&point(11.0, lat), &region, 1_500.0, lying_in);
        assert!(judge(51.0, LyingIn::Unknown).is_supported());
        // 0.01° of latitude is 1.1 km.
        assert!(judge(52.01, LyingIn::Apart).is_supported());
        assert_eq!(
            judge(52.05, LyingIn::Unknown).reason,
            Some(Reason::Neighbouring)
        );
        assert_eq!(
            judge(52.05, LyingIn::Touching).outcome,
            Outcome::Undetermined
        );
        assert!(judge(52.05, LyingIn::Apart).is_contradicted());
        assert!(judge(53.0, LyingIn::Touching).is_contradicted());
        assert!((judge(53.0, LyingIn::Apart).measured[0].value - 111_265.0).abs() < 200.0);
    }

    #[test]
    fn regions_by_share() {
        let region = rectangle(10.0, 50.0, 12.0, 52.0);
        let judge = |b: &PreparedShape| judge_containment(b, &region, 1_500.0, LyingIn::Unknown);
        assert!(judge(&rectangle(10.0, 51.0, 11.0, 52.0)).is_supported());
        assert_eq!(
            judge(&rectangle(11.0, 51.0, 13.5, 52.0)).reason,
            Some(Reason::Mixed)
        );
        assert!(judge(&rectangle(12.5, 51.0, 13.5, 52.0)).is_contradicted());
        let share = rectangle(11.0, 51.0, 13.0, 52.0)
            .share_inside(&region)
            .unwrap();
        assert!((share - 0.5).abs() < 0.01);
    }

    #[test]
    fn nothing_to_measure() {
        let region = rectangle(10.0, 50.0, 12.0, 52.0);
        let nowhere = Shape::Lines(vec![]).prepared();
        assert_eq!(
            judge_containment(&nowhere, &region, 0.0, LyingIn::Apart).reason,
            Some(Reason::Unmeasurable)
        );
        assert_eq!(whereabouts(Position::new(f64::NAN, 0.0), &region), None);
    }
}
