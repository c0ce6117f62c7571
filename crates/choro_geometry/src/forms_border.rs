//! "The Tumen river forms the border with China."

use crate::border::{border_tolerance_m, judge_gap};
use crate::chord::{cut, earth_centred, stride};
use crate::{Judgement, Measure, PreparedShape, SharedLine, ring};

/// Share of the shared line that makes a line its border, and the share that is chance.
const ENOUGH: f64 = 0.40;
const CHANCE: f64 = 0.02;

/// Whether a line (a river, a range) forms the border of A and B, by the share of their shared
/// line it follows within the tolerance: supported from 40 %, contradicted below 2 %.
///
/// Measures: `share along the line`, `shared line` in metres. Not adjacent: as [`judge_border`].
pub fn judge_forms_border(
    line: &PreparedShape,
    a: &PreparedShape,
    b: &PreparedShape,
    accuracy_m: f64,
) -> Judgement {
    let tolerance = border_tolerance_m(a, b, accuracy_m);
    if !a.is_region() || b.is_empty() || line.is_empty() {
        return Judgement::unmeasurable();
    }
    let Some(shared) = SharedLine::between(a, b, tolerance) else {
        return judge_gap(a.distance_between_m(b), 5.0 * tolerance);
    };
    let share = share_along(a, b, line, tolerance);
    let measured = vec![
        Measure::new("share along the line", share, "share"),
        Measure::new("shared line", shared.length_m, "m"),
    ];
    Judgement::of_share(share, ENOUGH, CHANCE, measured)
}

/// Share of the line A and B have in common that runs within a tolerance of a third shape.
fn share_along(a: &PreparedShape, b: &PreparedShape, line: &PreparedShape, tolerance: f64) -> f64 {
    let (mut whole, mut along) = (0.0, 0.0);
    for ring in a.parts.iter().flat_map(|part| &part.rings) {
        let stride = stride(ring, tolerance);
        for edge in ring.windows(2) {
            cut(edge[0], edge[1], stride, &mut |piece| {
                let middle = ring::along(piece.from, piece.to, 0.5);
                let point = earth_centred(middle);
                if b.passes_within(point, tolerance) {
                    whole += piece.length();
                    if line.passes_within(point, 1.5 * tolerance) {
                        along += piece.length();
                    }
                }
            });
        }
    }
    if whole > 0.0 { along / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Polygon, Position, Shape};

    fn line(points: &[(f64, f64)]) -> Vec<Position> {
        points.iter().map(|p| Position::new(p.0, p.1)).collect()
    }

    fn square(south: f64) -> PreparedShape {
        let (low, high) = (south, south + 2.0);
        let outer = line(&[
            (10.0, low),
            (12.0, low),
            (12.0, high),
            (10.0, high),
            (10.0, low),
        ]);
        Shape::Polygons(vec![Polygon {
            outer,
            holes: vec![],
        }])
        .prepared()
    }

    #[test]
    fn the_river_between_and_the_river_within() {
        let river =
            |lat| Shape::Lines(vec![line(&[(9.0, lat), (11.0, lat), (13.0, lat)])]).prepared();
        let judge = |lat| judge_forms_border(&river(lat), &square(50.0), &square(52.0), 2_000.0);
        assert!(judge(52.005).is_supported());
        assert!(judge(51.0).is_contradicted());
        let apart = judge_forms_border(&river(52.0), &square(50.0), &square(55.0), 2_000.0);
        assert!(apart.is_contradicted() && apart.measure("gap").is_some());
    }
}
